"""Findings for programs: JSON, SARIF, GitHub annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import _version
from k8skit.finding import NO_VALUE, WARNING, Finding, ObjectId, Origin
from k8skit.report import findings, format_names
from k8skit.rules import find

DEPLOYMENT = ObjectId("apps", "v1", "Deployment", "shop", "orders")
FULL = Finding(
    "K8S101",
    'unknown field "replica"',
    origin=Origin("/srv/sub/app.py", 14, "shop/orders", "WebService"),
    object=DEPLOYMENT,
    field="spec.replica",
    value=3,
    help='did you mean "replicas"?',
)
BARE = Finding("K8S940", "it is wrong", severity=WARNING)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers() | st.none(), inner, max_size=4),
    max_leaves=20,
)
FINDINGS = st.lists(
    st.builds(
        lambda message, file, line, field, value, advice, about: Finding(
            "K8S101", message, origin=Origin(file, line, field, "T"), object=about, field=field, value=value, help=advice
        ),
        st.text(),
        st.text(),
        st.integers(0, 9),
        st.text(),
        DATA | st.just(NO_VALUE),
        st.text(),
        st.none() | st.just(DEPLOYMENT),
    ),
    max_size=3,
)


def test_the_formats_are_the_modules() -> None:
    assert format_names() == ["github", "json", "sarif", "text"]


@pytest.mark.parametrize("format", format_names())
@given(found=FINDINGS)
def test_every_format_takes_every_finding(format: str, found: list[Finding]) -> None:
    report = findings(found, format, root="/srv")
    assert report == "" or report.endswith("\n")
    report.encode()


class TestJson:
    def test_has_everything_that_is_known(self) -> None:
        assert json.loads(findings([FULL, BARE], "json", root="/srv")) == [
            {
                "code": "K8S101",
                "severity": "error",
                "message": 'unknown field "replica"',
                "file": "sub/app.py",
                "line": 14,
                "object": {"group": "apps", "version": "v1", "kind": "Deployment", "namespace": "shop", "name": "orders"},
                "field": "spec.replica",
                "value": 3,
                "help": 'did you mean "replicas"?',
                "origin": {"file": "sub/app.py", "line": 14, "path": "shop/orders", "type": "WebService"},
            },
            {
                "code": "K8S940",
                "severity": "warning",
                "message": "it is wrong",
                "file": None,
                "line": None,
                "object": None,
                "field": None,
                "help": None,
                "origin": None,
            },
        ]

    def test_keeps_one_order_of_keys(self) -> None:
        record = json.loads(findings([FULL], "json"))[0]
        assert list(record) == ["code", "severity", "message", "file", "line", "object", "field", "value", "help", "origin"]

    def test_is_an_empty_list_without_findings(self) -> None:
        assert findings([], "json") == "[]\n"

    def test_null_is_a_value(self) -> None:
        assert json.loads(findings([Finding("K8S1", "m", value=None)], "json"))[0]["value"] is None

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ({"a": [1, 2.5, True, None, "x"]}, {"a": [1, 2.5, True, None, "x"]}),
            ((1, 2), [1, 2]),
            (float("nan"), "nan"),
            (float("-inf"), "-inf"),
            (2**64, "18446744073709551616"),
            (-(2**63), -(2**63)),
            (2**64 - 1, 2**64 - 1),
            (-(2**63) - 1, "-9223372036854775809"),
            ({1: "a", None: "b", False: "c"}, {"1": "a", "null": "b", "false": "c"}),
            ({3}, "{3}"),
        ],
    )
    def test_carries_what_json_can_and_the_rest_as_text(self, value: object, expected: object) -> None:
        assert json.loads(findings([Finding("K8S1", "m", value=value)], "json"))[0]["value"] == expected

    def test_a_value_that_contains_itself_ends_as_text(self) -> None:
        ring: list[object] = []
        ring.append(ring)
        value = json.loads(findings([Finding("K8S1", "m", value=ring)], "json"))[0]["value"]
        depth = 0
        while isinstance(value, list):
            value, depth = value[0], depth + 1
        assert (depth, value) == (50, "[" * 50 + "..." + "]" * 50)

    @given(FINDINGS)
    def test_is_strict_json_in_ascii(self, found: list[Finding]) -> None:
        def refuse(name: str) -> None:
            pytest.fail(name)

        report = findings(found, "json")
        assert report.isascii()
        assert len(json.loads(report, parse_constant=refuse)) == len(found)


class TestGithub:
    def test_is_one_command_per_finding(self) -> None:
        assert findings([FULL, BARE], "github", root="/srv") == (
            '::error file=sub/app.py,line=14,title=K8S101::unknown field "replica"%0A'
            "sub/app.py:14  WebService shop/orders  (Deployment shop/orders, spec.replica)%0A"
            'got 3%0Ahelp: did you mean "replicas"?\n'
            "::warning title=K8S940::it is wrong\n"
        )

    def test_a_file_without_a_line_has_no_line(self) -> None:
        assert findings([Finding("K8S1", "m", origin=Origin("a.toml"))], "github") == "::error file=a.toml,title=K8S1::m%0Aa.toml\n"

    def test_escapes_what_would_end_a_command_or_a_property(self) -> None:
        odd = Finding("K8S1", "100%\r\n::error::x", origin=Origin("a,b:c%.py", 1))
        assert findings([odd], "github") == "::error file=a%2Cb%3Ac%25.py,line=1,title=K8S1::100%25%0D%0A::error::x%0Aa,b:c%25.py:1\n"

    def test_a_log_shows_control_characters_as_escapes_and_paths_without_a_dot_in_front(self) -> None:
        odd = Finding("K8S1", "unknown field \x1b[31mred", origin=Origin("./a\x1b.yaml", 1))
        assert findings([odd], "github") == "::error file=a\x1b.yaml,line=1,title=K8S1::unknown field \\x1b[31mred%0A./a\\x1b.yaml:1\n"

    @given(FINDINGS)
    def test_no_text_can_begin_another_command(self, found: list[Finding]) -> None:
        lines = findings(found, "github").removesuffix("\n").split("\n") if found else []
        assert len(lines) == len(found)
        assert all(line.startswith("::error ") and "\r" not in line for line in lines)


class TestSarif:
    def log(self, *found: Finding, root: str = "/srv") -> dict[str, Any]:
        run: dict[str, Any] = json.loads(findings(found, "sarif", root=root))
        return run

    def test_a_rule_says_what_it_is_about(self) -> None:
        rule = find("K8S203")
        assert rule is not None
        log = json.loads(findings([Finding("K8S203", "x")], "sarif", about={"K8S203": rule}))
        assert log["runs"][0]["tool"]["driver"]["rules"] == [
            {
                "id": "K8S203",
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.why},
                "help": {"text": f"{rule.fix} Source: {rule.source}."},
                "defaultConfiguration": {"level": "error"},
            }
        ]

    def test_has_everything_that_is_known(self) -> None:
        log = self.log(FULL, BARE)
        fingerprints = [result.pop("partialFingerprints") for result in log["runs"][0]["results"]]
        assert all(list(each) == ["objectAndField/v1"] and len(each["objectAndField/v1"]) == 32 for each in fingerprints)
        assert log == {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "k8skit",
                            "version": _version.__version__,
                            "semanticVersion": _version.__version__,
                            "rules": [
                                {
                                    "id": "K8S101",
                                    "shortDescription": {"text": "unknown field; the closest name is in the help"},
                                    "fullDescription": {"text": "Unknown field; the closest name is in the help."},
                                    "help": {"text": "Each finding says what to do."},
                                },
                                {
                                    "id": "K8S940",
                                    "shortDescription": {"text": "malformed configuration"},
                                    "fullDescription": {"text": "Malformed configuration."},
                                    "help": {"text": "Each finding says what to do."},
                                },
                            ],
                        }
                    },
                    "results": [
                        {
                            "ruleId": "K8S101",
                            "ruleIndex": 0,
                            "level": "error",
                            "message": {"text": 'unknown field "replica" (got 3). did you mean "replicas"?'},
                            "locations": [
                                {
                                    "physicalLocation": {
                                        "artifactLocation": {"uri": "sub/app.py", "uriBaseId": "%SRCROOT%"},
                                        "region": {"startLine": 14},
                                    },
                                    "logicalLocations": [
                                        {"fullyQualifiedName": "shop/orders", "kind": "object"},
                                        {"fullyQualifiedName": "Deployment shop/orders: spec.replica", "kind": "resource"},
                                    ],
                                }
                            ],
                        },
                        {"ruleId": "K8S940", "ruleIndex": 1, "level": "warning", "message": {"text": "it is wrong"}},
                    ],
                }
            ],
        }

    @pytest.mark.parametrize(
        ("file", "location"),
        [
            ("/srv/a b%.py", {"uri": "a%20b%25.py", "uriBaseId": "%SRCROOT%"}),
            ("/srv/c:x.py", {"uri": "c%3Ax.py", "uriBaseId": "%SRCROOT%"}),
            ("/etc/é.yaml", {"uri": "file:///etc/%C3%A9.yaml"}),
            ("./a/b.yaml", {"uri": "a/b.yaml", "uriBaseId": "%SRCROOT%"}),
        ],
    )
    def test_files_are_uris(self, file: str, location: dict[str, str]) -> None:
        result = self.log(Finding("K8S1", "m", origin=Origin(file)), root="/srv" if file.startswith("/srv") else "")["runs"][0]["results"][
            0
        ]
        assert result["locations"] == [{"physicalLocation": {"artifactLocation": location, "region": {"startLine": 1}}}]

    def test_standard_input_is_no_file_and_has_a_place_nevertheless(self) -> None:
        """Code scanning refuses a log with a result that has none."""
        result = self.log(Finding("K8S1", "m", origin=Origin("<stdin>", 3), object=DEPLOYMENT))["runs"][0]["results"][0]
        assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "stdin"}, "region": {"startLine": 3}}

    def test_a_fingerprint_survives_moved_lines_but_tells_objects_and_fields_apart(self) -> None:
        def fingerprint(line: int, about: ObjectId | None, field: str, message: str = "m") -> str:
            found = Finding("K8S1", message, origin=Origin("app.py", line), object=about, field=field)
            result: str = self.log(found)["runs"][0]["results"][0]["partialFingerprints"]["objectAndField/v1"]
            return result

        other = ObjectId("apps", "v1", "Deployment", "shop", "carts")
        assert fingerprint(1, DEPLOYMENT, "spec") == fingerprint(2, DEPLOYMENT, "spec")
        assert len({fingerprint(1, about, field) for about in (DEPLOYMENT, other) for field in ("spec", "metadata")}) == 4
        assert fingerprint(1, None, "") != fingerprint(1, None, "", "another message")

    @given(FINDINGS)
    def test_is_ascii_and_every_result_names_a_rule(self, found: list[Finding]) -> None:
        report = findings(found, "sarif")
        assert report.isascii()
        run = json.loads(report)["runs"][0]
        assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == ["K8S101"] * len(found)
