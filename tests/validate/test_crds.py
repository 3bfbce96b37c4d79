"""Custom resources: every keyword of a CRD's schema, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.codegen.crds import facts_from_crds
from k8skit.facts import load
from k8skit.finding import WARNING
from k8skit.manifest import Manifest
from k8skit.validate.checker import check


@pytest.fixture
def judge(crd_facts: Any, findings: Any) -> Any:
    """Judge a value of `spec.x` by its schema: (code, field, message) of each finding."""

    def run(schema: dict[str, Any], value: Any, **more: Any) -> list[tuple[str, str, str]]:
        spec = {"type": "object", "properties": {"x": schema}, **more}
        thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, "spec": {"x": value}}
        return [(f.code, f.field, f.message) for f in findings(thing, facts=crd_facts(spec))]

    return run


ACCEPTED: list[tuple[dict[str, Any], Any]] = [
    ({"type": "string"}, ""),
    ({"type": "string", "minLength": 2, "maxLength": 3}, "abc"),
    ({"type": "string", "maxLength": 2}, "ää"),
    ({"type": "string", "maxLength": 2}, ""),
    ({"type": "number", "exclusiveMaximum": True, "maximum": 2}, 1.9),
    ({"type": "string", "pattern": "^a+$"}, "aaa"),
    ({"type": "string", "pattern": "\\bword\\b"}, "not checked"),
    ({"type": "string", "enum": ["a", "b"]}, "b"),
    ({"type": "string", "format": "date-time"}, "2026-01-31t12:00:00z"),
    ({"type": "string", "format": "nobody-knows"}, "x"),
    ({"type": "string", "nullable": True}, None),
    ({"type": "string"}, None),
    ({"type": "integer"}, 2**63 - 1),
    ({"type": "integer"}, -(2**63)),
    ({"type": "integer", "format": "int32"}, 2**31 - 1),
    ({"type": "integer", "format": "int32"}, -(2**31)),
    ({"type": "integer", "minimum": 1, "maximum": 3}, 1),
    ({"type": "integer", "minimum": 1, "maximum": 3}, 3),
    ({"type": "integer", "multipleOf": 5}, 15),
    ({"type": "integer", "enum": [301, 302]}, 302),
    ({"type": "number"}, 1),
    ({"type": "number"}, 1.5),
    ({"type": "number", "minimum": 0, "exclusiveMinimum": True}, 0.1),
    ({"type": "number", "multipleOf": 0.1}, 0.3),
    ({"type": "boolean"}, True),
    ({"x-kubernetes-int-or-string": True}, "x"),
    ({"x-kubernetes-int-or-string": True}, 5),
    ({"x-kubernetes-int-or-string": True, "pattern": "^[0-9]+%$"}, "5%"),
    ({"type": "array", "items": {"type": "string"}}, []),
    ({"type": "array", "items": {"type": "boolean"}}, [True]),
    ({"type": "array", "items": {"type": "string", "nullable": True}}, [None, "a"]),
    ({"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "string"}}, ["a", "a"]),
    ({"type": "array", "items": {"type": "object", "nullable": True, "properties": {"a": {"type": "string"}}}}, [None, {"a": "b"}]),
    ({"type": "array", "items": {"type": "boolean", "nullable": True}}, [None, True]),
    ({"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "integer"}}, [1, 2]),
    ({"type": "object", "additionalProperties": {"type": "integer"}}, {"a b": 1}),
    ({"type": "object", "additionalProperties": {"type": "boolean"}}, {"a": True}),
    ({"type": "object", "additionalProperties": {"type": "string", "nullable": True}}, {"a": None}),
    ({"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}, {"a": "b"}),
    ({"type": "object", "x-kubernetes-preserve-unknown-fields": True}, {"a": [{"b": 1}]}),
    ({"x-kubernetes-preserve-unknown-fields": True}, [1, "a", None]),
    ({"type": "object", "properties": {"a": {"type": "string"}}, "x-kubernetes-preserve-unknown-fields": True}, {"a": "b", "c": 1}),
    ({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}, {"a": ""}),
    ({"type": "object", "properties": {"a": {"type": "string", "default": "x"}}, "required": ["a"]}, {}),
    ({"type": "object", "properties": {"a": {"type": "string"}}, "maxProperties": 1}, {"a": "b"}),
]


@pytest.mark.parametrize(("schema", "value"), ACCEPTED)
def test_what_the_schema_takes_passes(schema: dict[str, Any], value: Any, judge: Any) -> None:
    assert judge(schema, value) == []


QUANTITY = {
    "x-kubernetes-int-or-string": True,
    "pattern": r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$",
    "anyOf": [{"type": "integer"}, {"type": "string"}],
}


@pytest.mark.parametrize("value", ["1Gi", "500m", 5, "0.5", "-1"])
def test_a_quantity_passes(value: Any, judge: Any) -> None:
    assert judge(QUANTITY, value) == []


@pytest.mark.parametrize(("value", "code"), [("1 Gi", "K8S106"), ("x", "K8S106"), (0.5, "K8S102"), (True, "K8S102"), ([], "K8S102")])
def test_what_is_no_quantity_is_the_one_finding(value: Any, code: str, judge: Any) -> None:
    assert [f[:2] for f in judge(QUANTITY, value)] == [(code, "spec.x")]


@pytest.mark.parametrize(("kind", "good", "bad"), [("string", "10.0.0.1", "x"), ("integer", 1, 5), ("boolean", True, False)])
def test_a_union_of_a_plain_field(kind: str, good: Any, bad: Any, judge: Any) -> None:
    forms = {"string": [{"format": "ipv4"}, {"format": "ipv6"}], "integer": [{"maximum": 1}, {"minimum": 9}], "boolean": [{"enum": [True]}]}
    schema = {"type": kind, "anyOf": forms[kind]}
    assert judge(schema, good) == []
    assert [f[:2] for f in judge(schema, bad)] == [("K8S115", "spec.x")]
    assert [f[:2] for f in judge(schema, [])] == [("K8S102", "spec.x")]


@pytest.mark.parametrize(
    ("schema", "good", "bad", "code"),
    [
        ({"type": "boolean", "enum": [True]}, True, False, "K8S104"),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "enum": [{"a": "x"}]}, {"a": "x"}, {"a": "y"}, "K8S104"),
        ({"type": "array", "items": {"type": "integer"}, "enum": [[1]]}, [1], [2], "K8S104"),
        ({"type": "integer", "anyOf": [{"multipleOf": 5}, {"minimum": 10, "exclusiveMinimum": True}]}, 15, 7, "K8S115"),
        ({"type": "integer", "anyOf": [{"multipleOf": 5}, {"minimum": 10, "exclusiveMinimum": True}]}, 11, 9, "K8S115"),
        ({"type": "integer", "not": {"maximum": 10, "exclusiveMaximum": True}}, 10, 9, "K8S115"),
        ({"type": "object", "minProperties": 2, "properties": {"a": {"type": "string"}, "b": {"type": "string", "default": "x"}}},
         {"a": "y"}, {}, "K8S105"),
    ],
)  # fmt: skip
def test_what_a_schema_takes_and_what_not(schema: dict[str, Any], good: Any, bad: Any, code: str, judge: Any) -> None:
    assert judge(schema, good) == []
    assert [f[:2] for f in judge(schema, bad)] == [(code, "spec.x")]


def test_a_crd_can_limit_the_names_of_its_objects(findings: Any) -> None:
    from k8skit.codegen.crds import facts_from_crds

    limits = {
        "type": "object",
        "properties": {"name": {"type": "string", "maxLength": 3}, "generateName": {"type": "string", "pattern": "^a"}},
    }
    facts, wrong = facts_from_crds([(schema_of(properties={"metadata": limits}), None)])
    assert not wrong
    known = load("1.35", (facts,))
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "abc"}}
    assert findings(thing, facts=known) == []
    assert [(f.code, f.field) for f in findings({**thing, "metadata": {"name": "abcd"}}, facts=known)] == [("K8S105", "metadata.name")]
    assert [(f.code, f.field) for f in findings({**thing, "metadata": {"generateName": "b"}}, facts=known)] == [
        ("K8S114", "metadata.generateName")
    ]


def test_a_union_sees_defaults(judge: Any) -> None:
    forms = [{"properties": {"type": {"enum": ["IP"]}, "value": {"format": "ipv4"}}}, {"properties": {"type": {"not": {"enum": ["IP"]}}}}]
    fields = {"type": {"type": "string", "default": "IP"}, "value": {"type": "string"}}
    schema = {"type": "object", "properties": fields, "oneOf": forms}
    assert judge(schema, {"value": "10.0.0.1"}) == []
    assert judge(schema, {"value": "a", "type": "Name"}) == []
    assert [f[:2] for f in judge(schema, {"value": "a"})] == [("K8S115", "spec.x")]


def schema_of(**part: Any) -> dict[str, Any]:
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object", **part}}}
    names = {"plural": "things", "kind": "Thing"}
    spec = {"group": "example.com", "names": names, "scope": "Namespaced", "versions": [version]}
    meta = {"name": "things.example.com"}
    return {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": meta, "spec": spec}


AT = "spec.versions[0].schema.openAPIV3Schema"


@pytest.mark.parametrize(
    ("part", "code", "field"),
    [
        ({"additionalProperties": True}, "", ""),
        ({"additionalProperties": {"type": "string"}}, "", ""),
        ({"additionalProperties": {"typ": "string"}}, "K8S101", f"{AT}.additionalProperties.typ"),
        ({"additionalProperties": "yes"}, "K8S102", f"{AT}.additionalProperties"),
        ({"items": {"type": "string"}}, "", ""),
        ({"items": [{"type": "string"}]}, "", ""),
        ({"items": [{"typ": "string"}]}, "K8S101", f"{AT}.items[0].typ"),
        ({"items": 5}, "K8S102", f"{AT}.items"),
        ({"dependencies": {"a": ["b"]}}, "", ""),
        ({"dependencies": {"a": {"type": "string"}}}, "", ""),
        ({"dependencies": {"a": [5]}}, "K8S102", f"{AT}.dependencies[a][0]"),
        ({"properties": {"a": {"properties": {"b": {"type": 5}}}}}, "K8S102", f"{AT}.properties[a].properties[b].type"),
        ({"properties": {"a": {"minimum": "x"}}}, "K8S102", f"{AT}.properties[a].minimum"),
        ({"default": [1, {"a": None}], "enum": [1, "a"]}, "", ""),
    ],
)
def test_the_schemas_inside_a_crd_are_checked(part: dict[str, Any], code: str, field: str, said: Any) -> None:
    assert said(schema_of(**part)) == ([(code, field)] if code else [])


REJECTED = [
    ({"type": "string"}, 1, "K8S102", "spec.x", "an integer stands where a string"),
    ({"type": "string", "maxLength": 3}, 1, "K8S102", "spec.x", "an integer stands where a string"),
    ({"type": "string", "minLength": 1}, "", "K8S105", "spec.x", "must not be empty"),
    ({"type": "string", "minLength": 2}, "a", "K8S105", "spec.x", "must be at least 2 characters long"),
    ({"type": "string", "maxLength": 2}, "äää", "K8S105", "spec.x", "must be at most 2 characters long"),
    ({"type": "string", "pattern": "^a+$"}, "ab", "K8S114", "spec.x", "must match the pattern ^a+$"),
    ({"type": "string", "pattern": "^a+$"}, "a\n", "K8S114", "spec.x", "must match the pattern"),
    ({"type": "string", "enum": ["aa", "bb"]}, "cc", "K8S104", "spec.x", "must be aa or bb"),
    ({"type": "string", "enum": ["aa", "bb"]}, "", "K8S104", "spec.x", "must be aa or bb"),
    ({"type": "string", "format": "date-time"}, "now", "K8S107", "spec.x", "must be a time"),
    ({"type": "string", "format": "uuid"}, "x", "K8S107", "spec.x", "must be a UUID"),
    ({"type": "integer"}, 2**63, "K8S105", "spec.x", "the number must fit into 64 bits"),
    ({"type": "integer"}, True, "K8S102", "spec.x", "true or false stands where an integer"),
    ({"type": "integer", "minimum": 1}, True, "K8S102", "spec.x", "true or false stands where an integer"),
    ({"type": "integer"}, -(2**63) - 1, "K8S105", "spec.x", "the number must fit into 64 bits"),
    ({"type": "integer", "format": "int32"}, -(2**31) - 1, "K8S105", "spec.x", "the number must fit into 32 bits"),
    ({"type": "integer", "format": "int32"}, 2**31, "K8S105", "spec.x", "the number must fit into 32 bits"),
    ({"type": "integer", "minimum": 1, "maximum": 3}, 0, "K8S105", "spec.x", "the number must be between 1 and 3"),
    ({"type": "integer", "minimum": 1, "maximum": 3}, 4, "K8S105", "spec.x", "the number must be between 1 and 3"),
    ({"type": "integer", "format": "int32", "minimum": 1}, 2**31, "K8S105", "spec.x", "the number must fit into 32 bits"),
    ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, 1, "K8S105", "spec.x", "the number must be above 1"),
    ({"type": "integer", "maximum": 1, "exclusiveMaximum": True}, 1, "K8S105", "spec.x", "the number must be below 1"),
    ({"type": "integer", "multipleOf": 5}, 14, "K8S105", "spec.x", "the number must be a multiple of 5"),
    ({"type": "integer", "enum": [301, 302]}, 303, "K8S104", "spec.x", "must be 301 or 302"),
    ({"type": "number"}, "1", "K8S102", "spec.x", "a string stands where a number"),
    ({"type": "number", "minimum": 0.5}, 0.4, "K8S105", "spec.x", "the number must be at least 0.5"),
    ({"type": "number", "maximum": 0.5}, 0.6, "K8S105", "spec.x", "the number must be at most 0.5"),
    ({"type": "number", "multipleOf": 0.1}, 0.35, "K8S105", "spec.x", "the number must be a multiple of 0.1"),
    ({"type": "boolean"}, "true", "K8S102", "spec.x", "a string stands where true or false"),
    ({"x-kubernetes-int-or-string": True}, 1.5, "K8S102", "spec.x", "an integer or a string"),
    ({"x-kubernetes-int-or-string": True}, True, "K8S102", "spec.x", "an integer or a string"),
    ({"x-kubernetes-int-or-string": True}, 2**63, "K8S105", "spec.x", "64 bits"),
    ({"x-kubernetes-int-or-string": True, "pattern": "^[0-9]+%$"}, "5", "K8S114", "spec.x", "must match"),
    ({"x-kubernetes-int-or-string": True, "enum": [1, "x"]}, True, "K8S102", "spec.x", "an integer or a string"),
    ({"x-kubernetes-int-or-string": True, "enum": [1, "x"]}, 2, "K8S104", "spec.x", "must be 1 or x"),
    ({"type": "array", "items": {"type": "string"}}, ["a", 1], "K8S102", "spec.x[1]", "an integer stands where a string"),
    ({"type": "array", "items": {"type": "string"}}, [None], "K8S102", "spec.x[0]", "null stands in a list"),
    ({"type": "array", "items": {"type": "string", "minLength": 1}}, ["a", None], "K8S102", "spec.x[1]", "null stands in a list"),
    ({"type": "array", "items": {"type": "boolean"}}, ["a"], "K8S102", "spec.x[0]", "true or false is expected"),
    (
        {"type": "array", "items": {"type": "string", "nullable": True, "minLength": 1}},
        [None, "x", ""],
        "K8S105",
        "spec.x[2]",
        "not be empty",
    ),
    ({"type": "array", "minItems": 1, "items": {"type": "string"}}, [], "K8S105", "spec.x", "must not be empty"),
    ({"type": "array", "minItems": 2, "items": {"type": "string"}}, ["a"], "K8S105", "spec.x", "must have at least 2 items, not 1"),
    ({"type": "array", "maxItems": 1, "items": {"type": "string"}}, ["a", "b"], "K8S105", "spec.x", "must have at most 1 items, not 2"),
    (
        {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "integer"}},
        [1, 2, 1],
        "K8S108",
        "spec.x[2]",
        "stands at [0] already",
    ),
    (
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"a b": "c"},
        "K8S102",
        "spec.x[a b]",
        "a string stands where an integer",
    ),
    (
        {"type": "object", "additionalProperties": {"type": "boolean"}},
        {"a": "c"},
        "K8S102",
        "spec.x[a]",
        "a string stands where true or false",
    ),
    (
        {"type": "object", "additionalProperties": {"type": "string", "nullable": True}},
        {"a": None, "b": 5},
        "K8S102",
        "spec.x[b]",
        "a string",
    ),
    ({"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}, {}, "K8S105", "spec.x", "must not be empty"),
    (
        {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "string"}},
        {"a": "", "b": ""},
        "K8S105",
        "spec.x",
        "at most 1 properties",
    ),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "maxProperties": 0},
        {"a": ""},
        "K8S105",
        "spec.x",
        "at most 0 properties",
    ),
    ({"type": "object", "x-kubernetes-preserve-unknown-fields": True}, [], "K8S102", "spec.x", "a list stands where an object"),
    ({"type": "object", "properties": {"aaa": {"type": "string"}}}, {"aab": ""}, "K8S101", "spec.x.aab", "unknown field aab"),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "x-kubernetes-preserve-unknown-fields": True},
        {"a": 1},
        "K8S102",
        "spec.x.a",
        "string",
    ),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "x-kubernetes-preserve-unknown-fields": True},
        {1: 1},
        "K8S102",
        "spec.x[1]",
        "the key 1",
    ),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
        {},
        "K8S103",
        "spec.x.a",
        "the required field a is missing",
    ),
    (
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
        {"a": None},
        "K8S103",
        "spec.x.a",
        "the required field a is null",
    ),
]


@pytest.mark.parametrize(("schema", "value", "code", "field", "message"), REJECTED)
def test_what_the_schema_does_not_take_is_the_one_finding(
    schema: dict[str, Any], value: Any, code: str, field: str, message: str, judge: Any
) -> None:
    [finding] = judge(schema, value)
    assert finding[:2] == (code, field)
    assert message in finding[2]


def test_the_words_are_those_that_were_agreed(crd_facts: Any, findings: Any, told: Any) -> None:
    cases = []
    for schema, value, *_ in REJECTED:
        facts = crd_facts({"type": "object", "properties": {"x": schema}})
        thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, "spec": {"x": value}}
        cases.append((f"{schema} {value!r}", findings(thing, facts=facts)))
    told("crds", cases)


def test_null_in_a_map_is_a_warning(crd_facts: Any, findings: Any) -> None:
    facts = crd_facts({"type": "object", "additionalProperties": {"type": "string"}})
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, "spec": {"k": None}}
    [finding] = findings(thing, facts=facts)
    assert (finding.code, finding.field, finding.severity) == ("K8S102", "spec[k]", WARNING)


def test_of_a_kind_whose_crd_has_no_schema_the_metadata_is_checked(crd_without_a_schema: dict[str, Any]) -> None:
    made, wrong = facts_from_crds([(crd_without_a_schema, None)])
    assert [f.field for f in wrong] == ["spec.versions[0].schema"]
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a", "label": {}}, "spec": {"anything": 1}}
    assert [(f.code, f.field) for f in check([Manifest(thing)], load("1.35", (made,)))] == [("K8S101", "metadata.label")]


def test_another_version_of_a_kind_whose_crd_is_among_the_manifests_is_an_error(crd_facts: Any, findings: Any) -> None:
    known = crd_facts({"type": "object"})
    facts = load("1.35").with_crds(*known._crds)
    thing = {"apiVersion": "example.com/v2", "kind": "Thing", "metadata": {"name": "a"}}
    assert [(f.code, f.message) for f in findings(thing, facts=facts)] == [
        ("K8S110", "Thing has no version v2 in its CustomResourceDefinition"),
    ]
    other = {"apiVersion": "example.com/v1", "kind": "Other", "metadata": {"name": "a"}}
    assert [(f.code, f.severity) for f in findings(other, facts=facts)] == [("K8S112", WARNING)]


KEYED = {
    "type": "array",
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["port", "protocol"],
    "items": {
        "type": "object",
        "properties": {"port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}, "name": {"type": "string"}},
        "required": ["port", "protocol"],
    },
}


def test_keys_of_a_list_map_must_differ_and_defaults_count(judge: Any) -> None:
    assert judge(KEYED, [{"port": 1}, {"port": 1, "protocol": "UDP"}, {"port": 2}]) == []
    assert judge(KEYED, [{"port": 1}, {"port": 2}, {"port": 1, "protocol": "TCP"}]) == [
        ("K8S108", "spec.x[2]", "the same port and protocol as [0]")
    ]
    [missing, *more] = judge(KEYED, [{"protocol": "UDP"}, {"protocol": "UDP"}])
    assert {missing[0], *(m[0] for m in more)} == {"K8S103"}


def test_a_key_used_twice_is_found_beside_other_mistakes(judge: Any) -> None:
    found = judge(KEYED, [{"port": 1, "name": 5}, {"port": 1}, "x"])
    assert sorted(f[:2] for f in found) == [("K8S102", "spec.x[0].name"), ("K8S102", "spec.x[2]"), ("K8S108", "spec.x[1]")]
    found = judge(KEYED, ["x", {"protocol": "UDP"}, {"port": 1}, {"port": 1}])
    assert sorted(f[:2] for f in found) == [("K8S102", "spec.x[0]"), ("K8S103", "spec.x[1].port"), ("K8S108", "spec.x[3]")]


def test_all_items_that_stand_twice_are_found(judge: Any) -> None:
    schema = {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}}
    assert [f[:2] for f in judge(schema, ["a", "b", "a", "b"])] == [("K8S108", "spec.x[2]"), ("K8S108", "spec.x[3]")]
    assert [f[:2] for f in judge(schema, ["a", 5, "a"])] == [("K8S102", "spec.x[1]")]


def test_a_list_map_with_one_key_names_the_key_in_the_path(judge: Any) -> None:
    schema = {**KEYED, "x-kubernetes-list-map-keys": ["port"]}
    assert judge(schema, [{"port": 1}, {"port": 1}]) == [("K8S108", "spec.x[1].port", "the same port as [0]")]
    assert judge(schema, [{"port": 1}, {}, {}]) != []


def test_true_and_1_are_not_the_same_item(judge: Any) -> None:
    schema = {"type": "array", "x-kubernetes-list-type": "set", "items": {"x-kubernetes-preserve-unknown-fields": True}}
    assert judge(schema, [1, True, {"a": 1}, {"a": True}, [1], [True], "1"]) == []
    assert [f[:2] for f in judge(schema, [{"a": [1]}, {"a": [1]}])] == [("K8S108", "spec.x[1]")]


def test_an_embedded_object_has_a_kind_and_metadata(judge: Any) -> None:
    schema = {"type": "object", "x-kubernetes-embedded-resource": True, "properties": {"spec": {"type": "string"}}}
    good = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "labels": {"a": "b"}}, "spec": "x"}
    assert judge(schema, good) == []
    assert [f[:2] for f in judge(schema, {**good, "kind": 1})] == [("K8S102", "spec.x.kind")]
    assert [f[:2] for f in judge(schema, {**good, "metadata": {"labels": {"a": "b c"}}})] == [("K8S121", "spec.x.metadata.labels[a]")]
    assert [f[:2] for f in judge(schema, {**good, "other": 1})] == [("K8S101", "spec.x.other")]


def test_an_embedded_object_of_any_fields_has_a_kind_too(judge: Any) -> None:
    schema = {"type": "object", "x-kubernetes-embedded-resource": True, "x-kubernetes-preserve-unknown-fields": True}
    assert judge(schema, {"apiVersion": "v1", "kind": "Pod", "spec": {"a": 1}}) == []
    assert [f[:2] for f in judge(schema, {"spec": {}})] == [("K8S103", "spec.x.apiVersion"), ("K8S103", "spec.x.kind")]


def test_metadata_of_custom_resources_is_checked_like_any(crd_facts: Any, findings: Any) -> None:
    facts = crd_facts({"type": "object"}, scope="Cluster")
    thing = {
        "apiVersion": "example.com/v1",
        "kind": "Thing",
        "metadata": {"name": "A", "namespace": "x", "labels": {"a b": "c"}, "nope": 1},
        "x": 1,
    }
    assert sorted(f.code for f in findings(thing, facts=facts)) == ["K8S101", "K8S101", "K8S120", "K8S121", "K8S127"]


@pytest.mark.parametrize(("kind", "path", "value"), [("Gateway", "number", 70000), ("Gateway", "number", -1)])
def test_ports_of_istio_are_ports(kind: str, path: str, value: int, findings: Any) -> None:
    server = {"hosts": ["*"], "port": {"number": value, "protocol": "HTTP", "name": "http"}}
    gateway = {"apiVersion": "networking.istio.io/v1", "kind": kind, "metadata": {"name": "a"}, "spec": {"servers": [server]}}
    assert [(f.code, f.field) for f in findings(gateway)] == [("K8S123", "spec.servers[0].port.number")]
    server["port"]["number"] = 65535  # type: ignore[index]
    assert findings(gateway) == []


def test_ports_of_containers_in_custom_resources_are_ports(judge: Any) -> None:
    schema = {"type": "object", "properties": {"containerPort": {"type": "integer", "format": "int32"}, "port": {"type": "integer"}}}
    assert [f[:2] for f in judge(schema, {"containerPort": 70000, "port": 70000})] == [("K8S123", "spec.x.containerPort")]


@pytest.mark.parametrize(
    ("steps", "help"), [(5, "a field of this name is in spec.a.a.a.a.a"), (6, "the fields here are apiVersion, kind, metadata and spec")]
)
def test_a_field_that_stands_too_high_is_looked_for_six_levels_down(crd_facts: Any, findings: Any, steps: int, help: str) -> None:
    spec: dict[str, Any] = {"type": "object", "properties": {"sought": {"type": "string"}}}
    for i in range(steps):
        spec = {"type": "object", "properties": {"a": spec, f"b{i}": {"type": "string"}}}
    thing = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}, "sought": "x"}
    assert [(f.code, f.help) for f in findings(thing, facts=crd_facts(spec))] == [("K8S101", help)]
