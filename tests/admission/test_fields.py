"""Fields of expressions: what names a field that the schema does not have is an error of the CRD, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.admission.engine import Engine
from k8skit.admission.fields import Unordered, Wrong, result

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = Engine()
TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "a": NUMBER,
        "t": TEXT,
        "b": {"type": "boolean"},
        "a-b": NUMBER,
        "namespace": TEXT,
        "time": {"type": "string", "format": "date-time"},
        "maybe": {"type": "string", "nullable": True},
        "either": {"x-kubernetes-int-or-string": True},
        "inner": {"type": "object", "properties": {"x": NUMBER}},
        "open": {"type": "object", "properties": {"x": NUMBER}, "x-kubernetes-preserve-unknown-fields": True},
        "bare": {"type": "object"},
        "map": {"type": "object", "additionalProperties": {"type": "object", "properties": {"x": NUMBER}}},
        "list": {"type": "array", "items": {"type": "object", "properties": {"x": NUMBER, "t": TEXT}}},
        "texts": {"type": "array", "items": TEXT},
        "set": {"type": "array", "x-kubernetes-list-type": "set", "items": TEXT},
        "pod": {"type": "object", "x-kubernetes-embedded-resource": True, "x-kubernetes-preserve-unknown-fields": True},
        "job": {"type": "object", "x-kubernetes-embedded-resource": True, "properties": {"spec": {"type": "object"}}},
    },
}


def typed(text: str) -> str:
    return result(ENGINE.parsed(text), {"self": SCHEMA, "oldSelf": None})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("self.a > 1", "boolean"),
        ("self.a", "integer"),
        ("self.t + 'b'", "string"),
        ("self.a__dash__b == 1 && self.__namespace__ == ''", "boolean"),
        ("has(self.inner.x) && self.inner.x == 1", "boolean"),
        ("self.?t.orValue('') == ''", "boolean"),
        ("self.open.anything == 1", "boolean"),
        ("self.open.x", "integer"),
        ("self.bare.anything", ""),
        ("self.map.k.x == 1", "boolean"),
        ("self.map['k'].x == 1", "boolean"),
        ("self.map.all(k, self.map[k].x == 1 && k.startsWith('a'))", "boolean"),
        ("self.map.all(k, v, k != '' && v.x == 1)", "boolean"),
        ("self.list[0].x", "integer"),
        ("self.list.all(i, i.x == 1)", "boolean"),
        ("self.list.all(i, v, i == 1 && v.t == 'a')", "boolean"),
        ("self.list.filter(i, i.x == 1).all(i, i.t == 'a')", "boolean"),
        ("self.list.map(i, i.t).all(t, t == 'a')", "boolean"),
        ("self.list.exists_one(i, i.x == 1)", "boolean"),
        ("cel.bind(i, self.inner, i.x == 1)", "boolean"),
        ("self.time == timestamp('2020-01-01T00:00:00Z')", "boolean"),
        ("self.maybe == 1 && self.maybe.anything", "boolean"),
        ("self.either == 1 || self.either == 'a'", "boolean"),
        ("self.a == 1.5 && self.a == size(self.t)", "boolean"),
        ("self.pod.kind == 'Pod' && self.pod.metadata.name == 'a' && self.pod.spec.x == 1", "boolean"),
        ("self.job.kind == 'Job' && self.job.metadata.generateName == 'a'", "boolean"),
        ("oldSelf.anything == 1", "boolean"),
        ("self.texts == ['a']", "boolean"),
        ("self.b ? self.t : self.t", "string"),
        ("self.b ? self.t : self.a", ""),
        ("math.least([self.a, 1])", ""),
        ("self.set.all(t, t == 'a') && 'a' in self.set", "boolean"),
    ],
)
def test_an_expression_that_names_what_is_there_has_a_type(text: str, kind: str) -> None:
    assert typed(text) == kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("self.z > 1", "undefined field 'z'; the fields are __namespace__, a, a__dash__b, b, bare"),
        ("has(self.z)", "undefined field 'z'"),
        ("self.?z.orValue(1) == 1", "undefined field 'z'"),
        ("self.namespace == ''", "undefined field 'namespace'"),
        ("self.inner.z == 1", "undefined field 'z'; the fields are x"),
        ("self.list.all(i, i.z == 1)", "undefined field 'z'; the fields are t, x"),
        ("self.list.filter(i, i.x == 1).all(i, i.z == 1)", "undefined field 'z'"),
        ("self.list.map(i, i.z).size() == 1", "undefined field 'z'"),
        ("self.list.all(i, v, v.z == 1)", "undefined field 'z'"),
        ("self.map.all(k, v, v.z == 1)", "undefined field 'z'"),
        ("self.map['k'].z == 1", "undefined field 'z'"),
        ("cel.bind(i, self.inner, i.z == 1)", "undefined field 'z'"),
        ("self.job.metadata.labels.a == 'b'", "undefined field 'labels'"),
        ("self.b || (self.a > 1 ? self.z : true)", "undefined field 'z'"),
        ("self.a == 'x'", "found no matching overload: integer and string are never equal"),
        ("self.b != 'true'", "found no matching overload: boolean and string"),
        ("self.a.startsWith('x')", "found no matching overload for 'startsWith' applied to a value of type integer"),
        ("authorizer.group('a').resource('b').check('c').allowed()", "undeclared reference to 'authorizer'"),
    ],
)
def test_an_expression_that_the_api_server_does_not_compile_is_wrong(text: str, said: str) -> None:
    with pytest.raises(Wrong, match=said.replace("(", r"\(").replace("?", r"\?")):
        typed(text)


@pytest.mark.parametrize("text", ["self.set == ['a']", "['a'] != self.set", "self.set == oldSelf.set"])
def test_lists_without_an_order_are_not_compared(text: str) -> None:
    with pytest.raises(Unordered):
        typed(text)


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ({"rule": "self.z == 1"}, "rule"),
        ({"rule": "self.a"}, "rule"),
        ({"rule": "self.a == 1", "messageExpression": "self.z"}, "messageExpression"),
        ({"rule": "self.a == 1", "messageExpression": "self.a"}, "messageExpression"),
        ({"rule": "self.z == oldSelf.a"}, "rule"),
    ],
)
def test_a_wrong_expression_is_an_error_of_the_crd(rule: dict[str, str], key: str, judge: Any) -> None:
    schema = {"type": "object", "properties": {"a": NUMBER}, "x-kubernetes-validations": [rule]}
    [finding] = judge(schema, {"a": 1})
    assert (finding.code, finding.field.rpartition(".")[2]) == ("K8S138", key)


def test_the_old_value_of_an_item_is_known_in_maps_alone(judge: Any) -> None:
    item = {"type": "object", "required": ["k"], "properties": {"k": {**TEXT, "x-kubernetes-validations": [{"rule": "self == oldSelf"}]}}}
    schema: dict[str, Any] = {"type": "object", "properties": {"l": {"type": "array", "items": item}}}
    [finding] = judge(schema, {"l": [{"k": "a"}]})
    assert (finding.code, "oldSelf cannot be named within a list" in finding.message) == ("K8S138", True)
    schema["properties"]["l"] |= {"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"]}
    assert judge(schema, {"l": [{"k": "a"}]}) == []


def test_a_rule_that_compares_sets_is_not_checked(judge: Any) -> None:
    schema = {
        "type": "object",
        "properties": {"s": SCHEMA["properties"]["set"]},
        "x-kubernetes-validations": [{"rule": "self.s == ['b', 'a']"}],
    }
    [finding] = judge(schema, {"s": ["a", "b"]})
    assert (finding.code, finding.message.endswith("it compares lists whose order does not count")) == ("K8S136", True)


def test_rules_that_people_have_written_name_what_is_there(corpora: Path) -> None:
    from k8skit.yamltext import load_all

    seen = 0
    for path in [*(corpora / "gateway-api" / "crd").rglob("*.yaml"), *(corpora / "istio-validation").rglob("crd-all.gen.yaml")]:
        for document in load_all(path.read_bytes(), str(path)):
            for version in document.object["spec"]["versions"] if document.object.get("kind") == "CustomResourceDefinition" else ():
                seen += looked(version["schema"]["openAPIV3Schema"])
    assert seen > 500


def looked(schema: dict[str, Any]) -> int:
    seen = 0
    for row in schema.get("x-kubernetes-validations", ()):
        assert result(ENGINE.parsed(row["rule"]), {"self": schema, "oldSelf": schema}) in ("", "boolean")
        seen += 1
    below = [
        *schema.get("properties", {}).values(),
        *(schema[k] for k in ("items", "additionalProperties") if isinstance(schema.get(k), dict)),
    ]
    return seen + sum(map(looked, below))
