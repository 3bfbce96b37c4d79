"""Unions of CRD schemas: which fields may stand together."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.validate.schema import Schemas
from k8skit.validate.unions import BUILT_IN, at_most_one, matches, schema_union


def verdict(schema: dict[str, Any], value: Any) -> str:
    problems = schema_union(schema)(value)
    return problems[0].message if problems else ""


ONE_OF = {"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}
ONE_OR_NONE = {"oneOf": [{"not": {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}}, {"required": ["a"]}, {"required": ["b"]}]}


def test_exactly_one_field() -> None:
    assert verdict(ONE_OF, {"a": 1, "c": 2}) == ""
    assert verdict(ONE_OF, {"a": 1, "b": None}) == ""
    assert verdict(ONE_OF, {"a": 1, "b": 2}) == "a and b must not stand together"
    assert verdict(ONE_OF, {"c": 1}) == "one of a or b is missing"
    assert verdict(ONE_OF, {"a": None}) == "one of a or b is missing"


def test_one_field_or_none() -> None:
    assert verdict(ONE_OR_NONE, {}) == ""
    assert verdict(ONE_OR_NONE, {"b": 1}) == ""
    assert verdict(ONE_OR_NONE, {"a": 1, "b": 2}) == "a and b must not stand together"


def test_all_of_holds_each_union() -> None:
    other = {"oneOf": [{"required": ["x"]}, {"required": ["y"]}]}
    schema = {"allOf": [ONE_OF, other, {"required": ["z"]}]}
    assert verdict(schema, {"a": 1, "x": 1, "z": 1}) == ""
    assert verdict(schema, {"a": 1, "x": 1, "y": 1, "z": 1}) == "x and y must not stand together"
    assert verdict(schema, {"a": 1, "x": 1}).startswith("must have one of these forms")


def test_forms_with_several_fields_are_described() -> None:
    schema = {"oneOf": [{"required": ["interval", "iterations"]}, {"required": ["interval", "stepWeight"]}]}
    assert verdict(schema, {"interval": 1, "iterations": 1}) == ""
    assert (
        verdict(schema, {"interval": 1})
        == "must have exactly one of these forms: with interval and iterations; or with interval and stepWeight"
    )
    assert verdict(schema, {"interval": 1, "iterations": 1, "stepWeight": 1}).startswith("must have exactly one")


def test_any_of_the_forms_will_do_and_is_described() -> None:
    schema = {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    assert verdict(schema, {"a": 1, "b": 1}) == ""
    assert verdict(schema, {"c": 1}) == "must have one of these forms: with a; or with b"
    assert verdict({"not": {"required": ["a"]}}, {"a": 1}) == "must not have this form; see the schema"
    assert verdict({"oneOf": [{"required": ["a"]}], "not": {"required": ["b"]}}, {"a": 1}) == ""
    assert (
        verdict({"oneOf": [{"required": ["a"]}], "not": {"required": ["b"]}}, {"a": 1, "b": 1}) == "must not have this form; see the schema"
    )
    assert verdict({"oneOf": [{"required": ["a"]}], "not": {"required": ["b"]}}, {}) == "one of a is missing"


ADDRESS = {
    "oneOf": [
        {"properties": {"type": {"enum": ["IPAddress"]}, "value": {"anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}}},
        {"properties": {"type": {"not": {"enum": ["IPAddress"]}}}},
    ]
}


def test_forms_by_the_values_of_fields() -> None:
    assert verdict(ADDRESS, {"type": "IPAddress", "value": "10.0.0.1"}) == ""
    assert verdict(ADDRESS, {"type": "IPAddress", "value": "::1"}) == ""
    assert verdict(ADDRESS, {"type": "Hostname", "value": "x"}) == ""
    message = verdict(ADDRESS, {"type": "IPAddress", "value": "x"})
    assert message == "must have exactly one of these forms: type IPAddress, value as ipv4 or ipv6; or type other than IPAddress"


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({}, 1, True),
        ({"type": "string"}, "a", True),
        ({"type": "string"}, 1, False),
        ({"type": "integer"}, 1, True),
        ({"type": "integer"}, 1.5, False),
        ({"type": "integer"}, True, False),
        ({"type": "number"}, 1, True),
        ({"type": "number"}, 1.5, True),
        ({"type": "boolean"}, False, True),
        ({"type": "object"}, {}, True),
        ({"type": "array"}, [], True),
        ({"type": "array"}, {}, False),
        ({"enum": [1]}, 1, True),
        ({"enum": [1]}, True, False),
        ({"enum": [1]}, 2, False),
        ({"format": "ipv4"}, "10.0.0.1", True),
        ({"format": "ipv4"}, "x", False),
        ({"format": "nobody-knows"}, "x", True),
        ({"pattern": "^a"}, "ab", True),
        ({"pattern": "^a"}, "b", False),
        ({"pattern": "\\bx"}, "b", True),
        ({"minLength": 2, "maxLength": 3}, "ab", True),
        ({"minLength": 2}, "a", False),
        ({"maxLength": 3}, "abcd", False),
        ({"minimum": 1, "maximum": 2}, 2, True),
        ({"minimum": 1}, 0, False),
        ({"maximum": 2}, 3, False),
        ({"minimum": 5}, True, True),
        ({"minItems": 1}, [], False),
        ({"maxItems": 1}, [1, 2], False),
        ({"minItems": 1, "maxItems": 1}, [1], True),
        ({"minProperties": 1}, {}, False),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, False),
        ({"minProperties": 1, "maxProperties": 1}, {"a": 1}, True),
        ({"items": {"type": "string"}}, ["a"], True),
        ({"items": {"type": "string"}}, ["a", 1], False),
        ({"properties": {"a": {"type": "string"}}}, {}, True),
        ({"properties": {"a": {"type": "string"}}}, {"a": None}, True),
        ({"properties": {"a": {"type": "string"}}}, {"a": 1}, False),
        ({"required": ["a"]}, {"a": None}, False),
        ({"required": ["a"]}, {"a": False}, True),
        ({"required": ["a"]}, "not an object", True),
        ({"not": {"required": ["a"]}}, {"a": 1}, False),
        ({"not": {"required": ["a"]}}, {}, True),
        ({"allOf": [{"type": "string"}, {"maxLength": 1}]}, "a", True),
        ({"allOf": [{"type": "string"}, {"maxLength": 1}]}, "ab", False),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, 1, True),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, [], False),
        ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, 1, False),
        ({"oneOf": [{"type": "integer"}, {"type": "number"}]}, 1.5, True),
    ],
)
def test_a_part_of_a_schema_matches_as_in_json_schema(schema: dict[str, Any], value: Any, expected: bool) -> None:
    assert matches(schema, value) is expected


def test_two_fields_of_which_one_may_be_set() -> None:
    check = at_most_one(("a", "b"), 0)
    assert check({"a": 1}) is None
    assert check({"a": 1, "b": None}) is None
    assert check({"a": "", "b": 1}) is None
    problems = check({"a": 1, "b": 2})
    assert problems is not None
    assert problems[0].value == ["a", "b"]


def test_every_union_of_the_built_in_kinds_exists_in_the_facts(facts_of: Any, minors: Any) -> None:
    for name, (fields, least) in BUILT_IN.items():
        known = set()
        for minor in minors:
            known |= set(facts_of(minor).definition(f"io.k8s.api.{name}")["properties"])
        assert set(fields) <= known, name
        assert len(fields) > 1
        assert least in (0, 1)


@pytest.mark.parametrize(
    ("definition", "value", "missing"),
    [
        ("autoscaling.v2.MetricSpec", {"type": "Resource"}, "one of containerResource, external, object, pods or resource is missing"),
        ("core.v1.EnvFromSource", {"prefix": "A_"}, "one of configMapRef or secretRef is missing"),
        ("core.v1.EnvVar", {"name": "A"}, ""),
        (
            "core.v1.EnvVarSource",
            {},
            "one of configMapKeyRef, fieldRef, fileKeyRef, resourceFieldRef or secretKeyRef is missing",
        ),
        ("core.v1.LifecycleHandler", {}, "one of exec, httpGet, sleep or tcpSocket is missing"),
        ("core.v1.Probe", {"periodSeconds": 5}, "one of exec, grpc, httpGet or tcpSocket is missing"),
        ("core.v1.Volume", {"name": "a"}, ""),
        ("core.v1.VolumeProjection", {}, ""),
        ("networking.v1.IngressBackend", {}, "one of resource or service is missing"),
        ("policy.v1.PodDisruptionBudgetSpec", {}, ""),
    ],
)
def test_what_must_hold_one_of_its_fields_says_so_when_it_holds_none(facts_of: Any, definition: str, value: Any, missing: str) -> None:
    problems = Schemas(facts_of("1.35")).definition(f"io.k8s.api.{definition}")(value)
    assert [(p.code, p.message) for p in problems or ()] == ([("K8S115", missing)] if missing else [])


def test_a_union_of_a_shipped_crd_is_checked_once(findings: Any) -> None:
    match = {"uri": {"exact": "/", "prefix": "/"}}
    route = {"match": [match], "route": [{"destination": {"host": "a"}}]}
    service = {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "a"}, "spec": {"http": [route]}}
    [finding] = findings(service)
    assert (finding.code, finding.field) == ("K8S115", "spec.http[0].match[0].uri")
    assert finding.message == "exact and prefix must not stand together"
    match["uri"] = {"prefix": "/"}
    assert findings(service) == []


def test_all_sources_of_volumes_are_known(facts_of: Any, minors: Any) -> None:
    for minor in minors:
        for definition, other in (("Volume", {"name"}), ("EnvVarSource", set()), ("VolumeProjection", set()), ("LifecycleHandler", set())):
            fields = set(facts_of(minor).definition(f"io.k8s.api.core.v1.{definition}")["properties"]) - other
            assert fields <= set(BUILT_IN[f"core.v1.{definition}"][0])


def test_objects_are_drawn_with_one_field_of_every_union_that_must_have_one(unions: dict[str, object]) -> None:
    assert {name for name, (_, least) in BUILT_IN.items() if least} <= unions.keys()
