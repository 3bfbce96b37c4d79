"""Values that no YAML can carry: every way to a text or a report names each of them, with the line that made its object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

WRONG = (
    "the integer does not fit into 64 bits",
    "nan is no JSON number",
    "-inf is no JSON number",
    "the text holds half a surrogate pair, which is no character",
)
SPEC = '{"a": 2**64, "b": float("nan"), "c": float("-inf"), "d": "\\ud800"}'
MADE = 'ApiObject(shop, "{name}", {{"apiVersion": "example.com/v1", "kind": "Thing", "spec": {spec}}})'
FINE = MADE.format(name="fine", spec='{"a": 1}')
ENVIRONMENTS = 'environments = ["one", "two"]\n'


@pytest.mark.parametrize(
    ("command", "config"),
    [
        (("synth",), ""),
        (("synth", "--layout", "file-per-chart"), ""),
        (("synth", "--layout", "file-per-app"), ""),
        (("synth", "--stdout"), ""),
        (("synth", "--check"), ""),
        (("synth",), ENVIRONMENTS),
        (("synth", "--format", "kustomize"), ENVIRONMENTS),
        (("check",), ""),
        (("check",), ENVIRONMENTS),
    ],
    ids=lambda x: "environments" if x == ENVIRONMENTS else " ".join(x),
)
def test_each_value_is_told_with_the_line_that_made_its_object(project: Project, command: tuple[str, ...], config: str) -> None:
    project.app(FINE, MADE.format(name="x", spec=SPEC), MADE.format(name="y", spec='{"a": [1, {"b": 2**64}]}'))
    if config:
        project.write("k8skit.toml", config)
    code, out, err = project.run(*command)
    told = out if command == ("check",) else err
    assert code == (1 if command == ("check",) else 2)
    for field, message in zip("abcd", WRONG, strict=True):
        assert f"error[K8S924]: {message}\n  --> app.py:5  ApiObject shop/x  (Thing x, spec.{field})\n" in told
    assert f"error[K8S924]: {WRONG[0]}\n  --> app.py:6  ApiObject shop/y  (Thing y, spec.a[1].b)\n" in told
    assert told.count("error[") == 5
    assert "  in    \n" not in told
    if config and command != ("synth",):
        assert told.count("  in    one, two\n") >= 5
    assert not (project.folder / "dist").exists()


def test_files_are_checked_for_them_too(project: Project) -> None:
    project.write("things/a.yaml", "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n  a: .nan\n  b: [1, -.inf]\n")
    found = json.loads(project.run("check", "-f", "things", "--format", "json").out)
    assert [(f["code"], f["field"], f["origin"]["line"]) for f in found if f["severity"] == "error"] == [
        ("K8S924", "spec.a", 6),
        ("K8S924", "spec.b[1]", 7),
    ]


def test_the_value_of_a_secret_is_not_shown(project: Project) -> None:
    project.app(
        'ApiObject(shop, "s", {"apiVersion": "v1", "kind": "Secret", "stringData": {"a": "hush\\ud800"}}).silence("K8S970", reason="public")'
    )
    for command in ("synth", "check"):
        code, out, err = project.run(command)
        assert code == (1 if command == "check" else 2)
        assert "(Secret s, stringData.a)" in out + err
        assert "hush" not in out + err
