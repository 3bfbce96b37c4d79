"""Findings as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.finding import WARNING, Finding, ObjectId, Origin
from k8skit.report import findings, text
from k8skit.rules import find

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = ObjectId("", "v1", "Service", "shop", "orders")


def full() -> Finding:
    return Finding(
        "K8S203",
        'Service "orders" selects no pod',
        origin=Origin("/srv/app.py", 14, "shop/orders", "WebService"),
        object=SERVICE,
        field="spec.selector",
        value={"app.kubernetes.io/name": "order"},
        help='the only close match is Deployment "orders": {app.kubernetes.io/name: orders}',
    )


def test_a_finding_says_what_where_which_value_and_what_to_do() -> None:
    assert text([full()], root="/srv") == (
        'error[K8S203]: Service "orders" selects no pod\n'
        "  --> app.py:14  WebService shop/orders  (Service shop/orders, spec.selector)\n"
        "  got   {app.kubernetes.io/name: order}\n"
        '  help  the only close match is Deployment "orders": {app.kubernetes.io/name: orders}\n'
        "\n"
        "1 error\n"
    )


@pytest.mark.parametrize(
    ("finding", "lines"),
    [
        (Finding("K8S940", "it is wrong"), ["error[K8S940]: it is wrong"]),
        (Finding("K8S940", "it is wrong", origin=Origin("k8skit.toml")), ["error[K8S940]: it is wrong", "  --> k8skit.toml"]),
        (Finding("K8S1", "m", origin=Origin("a.yaml", 3), object=SERVICE), ["error[K8S1]: m", "  --> a.yaml:3  (Service shop/orders)"]),
        (Finding("K8S1", "m", object=SERVICE, field="spec"), ["error[K8S1]: m", "  --> Service shop/orders, spec"]),
        (Finding("K8S1", "m", field="spec"), ["error[K8S1]: m", "  --> spec"]),
        (Finding("K8S1", "m", origin=Origin("a.py", 3, "shop", "Chart")), ["error[K8S1]: m", "  --> a.py:3  Chart shop"]),
        (Finding("K8S1", "m", value=None), ["error[K8S1]: m", "  got   null"]),
        (Finding("K8S1", "m", severity=WARNING, help="h"), ["warning[K8S1]: m", "  help  h"]),
        (Finding("K8S1", "one\ntwo", help="a\nb\n"), ["error[K8S1]: one", "      two", "  help  a", "        b"]),
    ],
)
def test_what_is_unknown_leaves_no_trace(finding: Finding, lines: list[str]) -> None:
    assert text([finding]).split("\n")[:-3] == lines


def test_errors_come_first_then_by_file_and_line() -> None:
    found = [
        Finding("K8S1", "late warning", severity=WARNING, origin=Origin("a.py", 1)),
        Finding("K8S1", "b9", origin=Origin("b.py", 9)),
        Finding("K8S1", "b10", origin=Origin("b.py", 10)),
        Finding("K8S1", "a5", origin=Origin("a.py", 5)),
    ]
    heads = [line.split(": ")[1] for line in text(found).split("\n") if "]: " in line]
    assert heads == ["a5", "b9", "b10", "late warning"]


@pytest.mark.parametrize(
    ("errors", "warnings", "objects", "line"),
    [
        (3, 1, 12, "3 errors, 1 warning in 12 objects"),
        (1, 0, 1, "1 error in 1 object"),
        (0, 2, None, "2 warnings"),
        (0, 0, 12, "no findings in 12 objects"),
        (0, 0, 0, "no findings in 0 objects"),
        (0, 0, None, "no findings"),
    ],
)
def test_the_last_line_counts(errors: int, warnings: int, objects: int | None, line: str) -> None:
    found = [Finding("K8S1", "m")] * errors + [Finding("K8S1", "m", severity=WARNING)] * warnings
    assert text(found, objects=objects).endswith("\n" + line + "\n" if found else line + "\n")
    assert text(found, objects=objects).count("]: m\n") == errors + warnings


def test_colours_only_add_codes() -> None:
    import re

    found = [full(), Finding("K8S1", "m", severity=WARNING)]
    coloured = text(found, root="/srv", color=True)
    assert coloured.startswith("\x1b[1;31merror[K8S203]\x1b[0m: \x1b[1m")
    assert "\x1b[1;33mwarning[K8S1]\x1b[0m" in coloured
    assert "\x1b[1;31m1 error\x1b[0m, \x1b[1;33m1 warning\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(found, root="/srv")


def test_the_line_of_the_users_file_is_shown_on_request(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import k8skit\n    web = WebService(shop)\n" + "x" * 200 + "\n")
    found = [Finding("K8S1", "m", origin=Origin(str(tmp_path / "app.py"), line)) for line in (2, 3, 9)]
    found.append(Finding("K8S1", "m", origin=Origin(str(tmp_path / "gone.py"), 1)))
    assert text(found, root=str(tmp_path), excerpt=True).split("\n") == [
        "error[K8S1]: m",
        "  --> app.py:2",
        "   2 | web = WebService(shop)",
        "",
        "error[K8S1]: m",
        "  --> app.py:3",
        "   3 | " + "x" * 97 + "...",
        "",
        "error[K8S1]: m",
        "  --> app.py:9",
        "",
        "error[K8S1]: m",
        "  --> gone.py:1",
        "",
        "4 errors",
        "",
    ]
    assert " | " not in text(found, root=str(tmp_path))


TEXT = st.text(max_size=20)


@given(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
def test_nothing_in_a_finding_can_steer_the_terminal(message: str, file: str, path: str, name: str, field: str, help: str) -> None:
    found = Finding(
        "K8S1", message, origin=Origin(file, 1, path, "T"), object=ObjectId("", "v1", "X", "", name), field=field, value=name, help=help
    )
    for line in text([found]).split("\n"):
        assert line.isprintable()


def test_an_unknown_format_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"no report format 'xml'; choose from github, json, sarif, text"):
        findings([], "xml")


@pytest.mark.parametrize("name", ["../text", "__init__", "formats.text", ""])
def test_only_formats_are_formats(name: str) -> None:
    with pytest.raises(ValueError):
        findings([], name)


def test_many_findings_are_counted_by_code_errors_first_then_the_most() -> None:
    found = (
        [Finding("K8S101", f"m{i}") for i in range(3)]
        + [Finding("K8S203", "s", severity=WARNING) for _ in range(18)]
        + [Finding("K8S102", "t")]
    )
    assert "severity" not in text(found[:20])
    rule = find("K8S203")
    assert rule is not None
    told = findings(found, about={"K8S203": rule})
    assert told[told.index("code ") :] == (
        "code    severity  number  what holds, or the first of them\n"
        "K8S101  error     3       m0\n"
        "K8S102  error     1       t\n"
        "K8S203  warning   18      a Service selects pods\n"
        "\n"
        "4 errors, 18 warnings\n"
    )
