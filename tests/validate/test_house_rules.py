"""What validation is made of: tables that fit the facts, light imports, suggestions, paths."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from k8skit.validate import fieldrules
from k8skit.validate.problem import Problem, field_step, type_name, under
from k8skit.validate.schema import short
from k8skit.validate.suggest import listed, nearest


def all_fields(facts_of: Any, minors: Any) -> dict[str, dict[str, Any]]:
    from k8skit.facts import raw_definitions

    return {f"{short(d)}.{f}": s for d, body in raw_definitions("core").items() for f, s in body["properties"].items()}


def test_every_field_with_a_rule_exists(facts_of: Any, minors: Any) -> None:
    fields = all_fields(facts_of, minors)
    for minor in minors:
        for name in fieldrules.for_minor(minor).fields:
            assert name in fields, name
    for name in fieldrules.CLOSED | fieldrules.TOLERATED_TWICE | fieldrules.NULL_WILL_DO:
        assert name in fields, name


def test_a_field_that_is_closed_has_known_values(facts_of: Any, minors: Any) -> None:
    fields = all_fields(facts_of, minors)
    for name in fieldrules.CLOSED:
        assert "known" in fields[name], name


def test_lists_that_tolerate_a_key_twice_have_keys(facts_of: Any, minors: Any) -> None:
    fields = all_fields(facts_of, minors)
    for name in fieldrules.TOLERATED_TWICE:
        assert fields[name]["list_type"] in ("map", "set"), name


def test_all_container_ports_and_service_ports_have_a_rule(facts_of: Any, minors: Any) -> None:
    rules = fieldrules.for_minor("1.35").fields
    for name, spec in all_fields(facts_of, minors).items():
        field = name.rpartition(".")[2]
        if (
            field in ("port", "containerPort", "hostPort", "nodePort", "targetPort", "endPort")
            and "Status" not in name
            and spec.get("type") in ("integer", "int-or-string")
        ):
            assert name in rules, name


@pytest.mark.parametrize(
    ("markers", "spec", "value", "code"),
    [
        (["maxItems=1"], {"type": "array"}, ["a", "b"], "K8S105"),
        (["minimum=1"], {"type": "integer", "format": "int32"}, 0, "K8S105"),
        (["minimum=1"], {"type": "integer"}, 2**63, "K8S105"),
        (["maximum=1000000000 # a constant"], {"type": "integer", "format": "int32"}, 1000000001, "K8S105"),
        (["maxLength=3"], {"type": "string"}, "abcd", "K8S105"),
        (["maxBytes=3"], {"type": "string"}, "ää", "K8S105"),
        (["format=k8s-short-name"], {"type": "string"}, "a.b", "K8S107"),
        (['format="k8s-short-name"'], {"type": "string"}, "a.b", "K8S107"),
        (["format=k8s-long-name", "maxLength=5"], {"type": "string"}, "abc.def", "K8S107"),
    ],
)
def test_markers_of_the_go_types_are_checked(markers: list[str], spec: Any, value: Any, code: str) -> None:
    from k8skit.validate import leaves, lists

    base: Any = {"array": lists.list_of(str), "integer": leaves.int32, "string": str}[spec["type"]]
    [problem] = fieldrules.by_markers(base, markers, spec)(value)
    assert problem.code == code


def test_markers_that_say_nothing_of_a_value_change_nothing() -> None:
    assert fieldrules.by_markers(str, ["immutable", "update=NoModify", "maxItems=x", "format=k8s-nobody-knows"], {"type": "string"}) is str
    checked = fieldrules.by_markers(str, ["maxLength=3", "format=k8s-short-name"], {"type": "string"})
    assert checked("") is None
    assert checked("abc") is None
    assert checked(1)[0].code == "K8S102"
    quantity = object()
    assert fieldrules.by_markers(quantity, ["maxLength=3"], {"type": "quantity"}) is quantity


@pytest.mark.parametrize(
    ("word", "choices", "expected"),
    [
        ("node_selector", ["nodeName", "nodeSelector"], "nodeSelector"),
        ("NodeSelector", ["nodeName", "nodeSelector"], "nodeSelector"),
        ("container", ["containers", "contained"], "containers"),
        ("images", ["image", "imagine"], "image"),
        ("replcas", ["replicas", "paused"], "replicas"),
        ("qqqqqq", ["replicas", "paused"], ""),
        ("__", ["replicas"], ""),
        ("", ["replicas"], ""),
        (5, ["replicas"], ""),
        ("a", [], ""),
    ],
)
def test_the_name_that_was_meant_is_found(word: Any, choices: list[str], expected: str) -> None:
    assert nearest(word, choices) == expected


def test_choices_are_listed_as_prose() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a or b"
    assert listed(["a", "b", "c"], "and", 2) == "a, b and 1 more"
    assert listed([1, "b", ""]) == "1, b or ''"
    assert listed([str(i) for i in range(12)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 or 11"
    assert listed([str(i) for i in range(14)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or 2 more"


def test_paths_read_from_the_root() -> None:
    p = Problem("K8S101", "x")
    assert p.field == ""
    under([p], "[a.b/c]")
    under([p], "limits")
    under([p], 0)
    under([p], "containers")
    assert p.field == "containers[0].limits[a.b/c]"
    assert repr(p) == "Problem(K8S101 containers[0].limits[a.b/c]: x)"
    assert [field_step(k) for k in ("a", "a_b-c", "a.b", "", 5)] == ["a", "a_b-c", "[a.b]", "[]", "[5]"]


def test_types_are_named_in_the_words_of_json() -> None:
    class Text(str):
        __slots__ = ()

    values = [{}, [], (), "x", True, 1, 1.5, None, Text("x"), object()]
    expected = [
        "an object",
        "a list",
        "a list",
        "a string",
        "true or false",
        "an integer",
        "a number with a fraction",
        "null",
        "a string",
        "a Python object",
    ]
    assert [type_name(v) for v in values] == expected


def test_validating_imports_nothing_heavy() -> None:
    code = """
import sys
from k8skit.facts import load
from k8skit.manifest import Manifest
from k8skit.validate import check
deployment = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a", "labels": {"app": "a"}},
    "spec": {"selector": {"matchLabels": {"app": "a"}}, "template": {"metadata": {"labels": {"app": "a"}}, "spec": {"containers": [
        {"name": "a", "resources": {"limits": {"memory": "1.5Gi"}}, "livenessProbe": {"httpGet": {"port": 80}}}]}}}}
route = {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": {"name": "a"},
    "spec": {"hostnames": ["a.example.com"]}}
assert check([Manifest(deployment), Manifest(route)], load()) == []
heavy = {"re", "json", "typing", "yaml", "pydantic", "dataclasses", "inspect", "pathlib", "enum", "functools", "contextlib", "difflib"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=str(__import__("pathlib").Path(__file__).parents[2]),
    )
    assert done.stdout.strip() == "[]"


def test_a_checker_serves_many_runs_and_facts_do_not_mix(good: Any, facts_of: Any) -> None:
    from k8skit.manifest import Manifest
    from k8skit.validate import check

    service = good("Service")
    service["metadata"]["name"] = "1abc"
    for _ in range(2):
        assert [f.code for f in check([Manifest(service)], facts_of("1.33"))] == ["K8S120"]
        assert check([Manifest(service)], facts_of("1.36")) == []


def told_of(check: Any, value: Any) -> list[tuple[str, str, str, str]]:
    return [(p.code, p.message, p.help, p.severity) for p in check(value) or ()]


@pytest.mark.parametrize("value", ["0", "1", "128Mi", "1.5Gi", "500m", "1e3", "-1", "+1", "0.5", 5, -5, 0.5, "1E"])
def test_a_quantity_passes_as_it_does_upstream(value: Any) -> None:
    from k8skit.validate import leaves

    assert leaves.quantity(value) is None


@pytest.mark.parametrize("value", ["-0", "-0.0", "-0e9", "-0E1", 0, 0.0, "1", "-00m"])
def test_zero_is_not_negative(value: Any) -> None:
    from k8skit.validate import leaves

    assert leaves.quantity_from_zero(value) is None


@pytest.mark.parametrize("value", ["-1", "-0.1", "-1e-9", "-.5Gi", -1, -0.5, "-100", "-9m"])
def test_less_than_zero_is_negative(value: Any) -> None:
    from k8skit.validate import leaves

    assert told_of(leaves.quantity_from_zero, value) == [("K8S106", "the quantity must not be negative", "", "error")]


@pytest.mark.parametrize(
    ("check", "value", "told"),
    [
        ("quantity", [], ("K8S102", "a list stands where a quantity is expected", 'write it as in "500m" or "1Gi"', "error")),
        ("quantity", None, ("K8S102", "null stands where a quantity is expected", 'write it as in "500m" or "1Gi"', "error")),
        (
            "crd_quantity",
            0.5,
            ("K8S102", "a number with a fraction stands where an integer or a string is expected", "put it in quotes", "error"),
        ),
        ("time", "", ("K8S107", "the time must be a time as in RFC 3339, such as 2026-01-31T12:00:00Z", "", "error")),
        (
            "micro_time",
            "",
            (
                "K8S107",
                "the time must be a time as in RFC 3339 with six digits after the point, such as 2026-01-31T12:00:00.000000Z",
                "",
                "error",
            ),
        ),
        ("boolean", None, ("K8S102", "null stands where true or false is expected", "leave it out, or give it a value", "error")),
        ("boolean", "Yes", ("K8S102", "a string stands where true or false is expected", "leave the quotes out", "error")),
        ("boolean", "off", ("K8S102", "a string stands where true or false is expected", "leave the quotes out", "error")),
        ("boolean", "on", ("K8S102", "a string stands where true or false is expected", "leave the quotes out", "error")),
        ("boolean", "no", ("K8S102", "a string stands where true or false is expected", "leave the quotes out", "error")),
        ("boolean", "FALSE", ("K8S102", "a string stands where true or false is expected", "leave the quotes out", "error")),
        ("boolean", "maybe", ("K8S102", "a string stands where true or false is expected", "", "error")),
        ("string", 1.5, ("K8S102", "a number with a fraction stands where a string is expected", "put it in quotes", "error")),
        ("string", {}, ("K8S102", "an object stands where a string is expected", "", "error")),
        ("number", True, ("K8S102", "true or false stands where a number is expected", "", "error")),
        ("number", "1", ("K8S102", "a string stands where a number is expected", "", "error")),
        ("int_or_string", -(2**31) - 1, ("K8S105", "the number must fit into 32 bits", "", "error")),
        ("int_or_string", True, ("K8S102", "true or false stands where an integer or a string is expected", "", "error")),
        ("any_object", "x", ("K8S102", "a string stands where an object is expected", "", "error")),
    ],
)
def test_a_plain_check_says_what_is_wrong(check: str, value: Any, told: tuple[str, str, str, str]) -> None:
    from k8skit.validate import leaves

    assert told_of(getattr(leaves, check), value) == [told]


@pytest.mark.parametrize(
    ("value", "fine"), [(0, True), (1, True), (-1, False), (2**31 - 1, True), ("0%", True), ("100%", True), ("101%", False), ("1", False)]
)
def test_a_count_or_percentage(value: Any, fine: bool) -> None:
    from k8skit.validate import leaves

    assert (leaves.count_or_percent(100)(value) is None) is fine


@pytest.mark.parametrize("value", [-(2**31), 2**31 - 1, "x", ""])
def test_an_integer_or_a_string_passes(value: Any) -> None:
    from k8skit.validate import leaves

    assert leaves.int_or_string(value) is None


def test_limits_of_a_type_and_of_a_schema_hold_both() -> None:
    from k8skit.validate import leaves

    check = leaves.limited_number({"minimum": -(2**40), "maximum": 2**40}, leaves.number, *leaves.INT32)
    assert [check(v) is None for v in (-(2**31) - 1, -(2**31), 2**31 - 1, 2**31)] == [False, True, True, False]
    check = leaves.limited_number({"minimum": 1, "maximum": 5}, leaves.number, *leaves.INT32)
    assert [check(v) is None for v in (0, 1, 5, 6)] == [False, True, True, False]
    check = leaves.limited_number({"minimum": 1, "maximum": 5, "exclusiveMinimum": True, "exclusiveMaximum": True}, leaves.number)
    assert [check(v) is None for v in (1, 1.1, 4.9, 5)] == [False, True, True, False]


def test_a_value_near_a_known_one_is_a_warning_and_any_other_passes() -> None:
    from k8skit.validate import leaves

    check = leaves.near_known(["Opaque", "kubernetes.io/tls"])
    assert [check(v) for v in ("Opaque", "", "example.com/own")] == [None, None, None]
    assert told_of(check, "opaque") == [("K8S104", "is close to a known value, but is none", "did you mean Opaque?", "warning")]
    assert told_of(check, 5)[0][0] == "K8S102"
