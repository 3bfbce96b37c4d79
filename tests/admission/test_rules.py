"""Validation rules of CRDs: what is asked, of which value, and what people are told."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.finding import ERROR, WARNING
from k8skit.manifest import Marked


def x(schema: dict[str, Any], *rules: Any, **more: Any) -> dict[str, Any]:
    """Return the schema of a spec whose field `x` has a schema and rules."""
    rows = [{"rule": r} if isinstance(r, str) else r for r in rules]
    return {"type": "object", "properties": {"x": {**schema, "x-kubernetes-validations": rows}}, **more}


STRING, INTEGER, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}


def of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def fields(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    ("schema", "rule", "good", "bad"),
    [
        (STRING, "self.startsWith('a')", "ab", "b"),
        (INTEGER, "self > 1", 2, 1),
        (NUMBER, "self > 1.5", 2, 1),
        ({"type": "boolean"}, "self", True, False),
        ({"x-kubernetes-int-or-string": True}, "type(self) == int ? self > 0 : self.endsWith('%')", 1, "1"),
        ({"x-kubernetes-int-or-string": True}, "type(self) == int ? self > 0 : self.endsWith('%')", "1%", 0),
        ({"type": "string", "format": "date-time"}, "self > timestamp('2026-01-01T00:00:00Z')", "2026-01-02t00:00:00z", "2025-01-01T00:00:00Z"),
        ({"type": "string", "format": "date"}, "self.getFullYear() == 2026", "2026-01-02", "2025-01-01"),
        ({"type": "string", "format": "duration"}, "self > duration('1s')", "2s", "1ms"),
        ({"type": "string", "format": "byte"}, "size(self) == 3", "YWJj", "YQ=="),
        (of(NUMBER), "self.all(v, v > 0.5)", [1], [0.5]),
        (of(STRING), "self.isSorted()", ["a", "b"], ["b", "a"]),
        ({"type": "object", "additionalProperties": INTEGER}, "self.all(k, self[k] > 0)", {"a-b": 1}, {"a": 0}),
        (fields(a=STRING, b=STRING), "has(self.a) != has(self.b)", {"a": "x"}, {"a": "x", "b": "y"}),
        (fields(**{"a-b": STRING, "a.b": STRING, "a__b": STRING, "in": STRING, "namespace": STRING}),
         "!has(self.a__dash__b) || self.a__dash__b == self.a__dot__b && self.a__underscores__b == self.__in__ && has(self.__namespace__)",
         {"a-b": "1", "a.b": "1", "a__b": "2", "in": "2", "namespace": ""}, {"a-b": "1", "a.b": "2"}),
        (fields(n=NUMBER, deep=of(fields(m=NUMBER))), "self.n + self.deep[0].m > 2.0", {"n": 1, "deep": [{"m": 2}]}, {"n": 1, "deep": [{"m": 1}]}),
        (fields(a={**STRING, "default": "z"}), "self.a == 'z'", {}, {"a": "y"}),
        (fields(a={**STRING, "default": "z"}), "self.a == 'z'", {"a": None}, {"a": "y"}),
        (fields(a={**STRING, "nullable": True}), "self.a == null", {"a": None}, {"a": "y"}),
        (fields(o={**fields(b={**INTEGER, "default": 3}), "default": {}}), "self.o.b == 3", {}, {"o": {"b": 4}}),
        (fields(a=INTEGER), "self.?a.orValue(5) == 5", {}, {"a": 4}),
        ({"type": "object", "x-kubernetes-preserve-unknown-fields": True, "properties": {"a": INTEGER}}, "self.a == 1", {"a": 1, "z": 2}, {"a": 2}),
    ],
)  # fmt: skip
def test_a_rule_sees_the_value_by_its_schema(schema: dict[str, Any], rule: str, good: Any, bad: Any, judge: Any) -> None:
    assert judge(x(schema, rule), {"x": good}) == []
    [finding] = judge(x(schema, rule), {"x": bad})
    assert (finding.code, finding.severity, finding.field) == ("K8S135", ERROR, "spec.x")


def test_a_finding_names_message_value_and_rule(judge: Any) -> None:
    rule = {"rule": "self.a <= self.b", "message": "a must not be more than b", "fieldPath": ".a", "reason": "FieldValueForbidden"}
    [finding] = judge(x(fields(a=INTEGER, b=INTEGER), rule), {"x": {"a": 2, "b": 1}})
    assert finding.message == "a must not be more than b"
    assert finding.field == "spec.x.a"
    assert finding.value == {"a": 2, "b": 1}
    assert finding.help == "rule of the CRD things.example.com, x-kubernetes-validations: self.a <= self.b; reason FieldValueForbidden"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"rule": "self > 1"}, "the rule does not hold: self > 1"),
        ({"rule": "self > 1", "message": "fixed", "messageExpression": "'it is ' + string(self)"}, "it is 1"),
        ({"rule": "self > 1", "message": "fixed", "messageExpression": "' '"}, "fixed"),
        ({"rule": "self > 1", "message": "fixed", "messageExpression": "'a\\nb'"}, "fixed"),
        ({"rule": "self > 1", "message": "fixed", "messageExpression": "string(self / 0)"}, "fixed"),
        ({"rule": "self / 0 > 1", "message": "fixed"}, "fixed (the rule fails: divide by zero)"),
    ],
)
def test_the_message(rule: dict[str, Any], message: str, judge: Any) -> None:
    [finding] = judge(x(INTEGER, rule), {"x": 1})
    assert finding.message == message


def test_rules_stand_at_every_depth(judge: Any) -> None:
    item = {
        **fields(n={**INTEGER, "x-kubernetes-validations": [{"rule": "self < 9"}]}),
        "x-kubernetes-validations": [{"rule": "self.n > 0"}],
    }
    values = {"type": "object", "additionalProperties": {**STRING, "x-kubernetes-validations": [{"rule": "self != 'a'"}]}}
    schema = fields(list=of(item), map=values)
    schema["x-kubernetes-validations"] = [{"rule": "has(self.list)"}]
    assert judge(schema, {"list": [{"n": 1}], "map": {"k": "b"}}) == []
    found = judge(schema, {"list": [{"n": 0}, {"n": 9}], "map": {"k": "a"}})
    assert sorted(f.field for f in found) == ["spec.list[0]", "spec.list[1].n", "spec.map[k]"]
    assert [f.field for f in judge(schema, {"map": {}})] == ["spec"]


def test_a_null_is_not_asked(judge: Any) -> None:
    assert judge(x({**STRING, "nullable": True}, "self != null && self == 'a'"), {"x": None}) == []


def test_the_root_sees_its_name_and_no_status(judge: Any) -> None:
    whole = {
        "type": "object",
        "properties": {"spec": fields(), "status": fields(ready={"type": "boolean"})},
        "x-kubernetes-validations": [{"rule": "self.metadata.name.size() < 9 && self.kind == 'Thing' && !has(self.status)"}],
    }
    assert judge(None, {"spec": {}, "status": {"ready": True}}, whole=whole, subresources={"status": {}}) == []
    assert [f.code for f in judge(None, {"status": {"ready": True}}, whole=whole)] == ["K8S135"]


def test_rules_about_a_change_are_not_asked_of_a_new_object(judge: Any) -> None:
    assert judge(x(INTEGER, "self == oldSelf", "oldSelf < self"), {"x": 1}) == []


def test_an_optional_old_value_is_absent(judge: Any) -> None:
    rule = {"rule": "oldSelf.hasValue() ? self >= oldSelf.value() : self == 1 // new", "optionalOldSelf": True}
    assert judge(x(INTEGER, rule), {"x": 1}) == []
    assert [f.code for f in judge(x(INTEGER, rule), {"x": 2})] == ["K8S135"]


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ({"rule": "self +"}, "rule"),
        ({"rule": "self.x == 1"}, "rule"),
        ({"rule": "self + 1"}, "rule"),
        ({"rule": "nobody == 1"}, "rule"),
        ({"rule": "oldSelf == nobody"}, "rule"),
        ({"rule": "self > 0", "messageExpression": "self"}, "messageExpression"),
    ],
)
def test_an_expression_that_is_not_valid_is_an_error_of_the_crd(rule: dict[str, Any], key: str, judge: Any) -> None:
    [finding] = judge(x(INTEGER, rule), {"x": 1})
    assert (finding.code, finding.severity, finding.value) == ("K8S138", ERROR, rule[key])
    place = "spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.x.x-kubernetes-validations[0]"
    assert finding.field == f"{place}.{key}"
    assert str(finding.object) == "CustomResourceDefinition things.example.com"


def test_a_rule_that_cannot_be_evaluated_is_not_called_fine(judge: Any) -> None:
    found = judge(x(of(INTEGER), "self.sortBy(v, v) == self"), {"x": [1]})
    assert [(f.code, f.severity, f.field) for f in found] == [("K8S136", WARNING, "spec.x")]
    assert "not checked" in found[0].message


def test_objects_with_errors_are_not_asked(judge: Any) -> None:
    assert [f.code for f in judge(x(INTEGER, "self > 1"), {"x": 1, "y": 1})] == ["K8S101"]


def test_the_object_stays_as_it_is(judge: Any) -> None:
    spec = {"x": {"n": 1}}
    judge(x(fields(n=NUMBER, a={**STRING, "default": "z"}), "self.a == 'z'"), spec)
    assert spec == {"x": {"n": 1}}
    assert type(spec["x"]["n"]) is int


def test_texts_with_comments_are_texts(judge: Any) -> None:
    schema = x(fields(image=STRING), "self.image == 'a'")
    assert judge(schema, {"x": {"image": Marked("a", comment="x")}}) == []


TIMES = {
    "type": "object",
    "properties": {
        "interval": {"type": "string", "format": "duration"},
        "timeout": {"type": "string", "format": "duration"},
        "start": {"type": "string", "format": "date-time"},
        "end": {"type": "string", "format": "date-time"},
    },
    "x-kubernetes-validations": [
        {"rule": "!has(self.timeout) || self.timeout <= self.interval", "message": "too long"},
        {"rule": "!has(self.end) || (self.start < self.end && self.end.getFullYear() > 2000)", "message": "ends before it starts"},
    ],
}


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"interval": "1m", "timeout": "59s"}, []),
        ({"interval": "1m", "timeout": "61s"}, ["too long"]),
        ({"interval": "1m"}, []),
        ({"start": "2026-01-01T00:00:00Z", "end": "2026-01-01t02:00:00+01:00"}, []),
        ({"start": "2026-01-01T00:00:00Z", "end": "2026-01-01T00:30:00+01:00"}, ["ends before it starts"]),
    ],
)
def test_fields_that_are_times_are_compared_as_times(spec: Any, said: list[str], judge: Any) -> None:
    assert [(f.code, f.message) for f in judge(TIMES, spec)] == [("K8S135", message) for message in said]


def test_a_duration_in_days_is_not_checked(judge: Any) -> None:
    [finding] = judge(TIMES, {"interval": "1 day", "timeout": "25h"})
    assert (finding.code, finding.severity) == ("K8S136", WARNING)


def test_a_time_deeper_in_an_object_is_not_checked(judge: Any) -> None:
    inner = {"type": "object", "properties": {"timeout": {"type": "string", "format": "duration"}}}
    schema = {
        "type": "object",
        "properties": {"inner": inner, "timeout": {"type": "string", "format": "duration"}},
        "x-kubernetes-validations": [{"rule": "self.inner.timeout <= self.timeout"}],
    }
    [finding] = judge(schema, {"inner": {"timeout": "1s"}, "timeout": "2s"})
    assert finding.code == "K8S136"
    assert "a time (timeout) inside an object" in finding.message
