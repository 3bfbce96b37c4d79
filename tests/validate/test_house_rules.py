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
