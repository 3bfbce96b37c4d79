"""What a program gives to cdk8s arrives as it is, or is refused."""

from __future__ import annotations

import datetime
import json
from typing import Any

import cdk8s
import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import CallError, Manifest
from k8skit.cdk8s.values import EXACT, damaged, passed

exact = st.integers(-EXACT, EXACT)
scalars = st.none() | st.booleans() | exact | st.text() | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
present = scalars.filter(lambda value: value is not None)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner.filter(lambda v: v is not None)) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def through_javascript(value: Any) -> Any:
    """What `JSON.parse` and back make of a value: every number is a double, and one without a fraction is written without a point."""

    def number(text: str) -> int | float:
        double = float(text)
        return int(double) if double.is_integer() else double

    return json.loads(json.dumps(value), parse_int=number, parse_float=number)


@given(values)
def test_what_is_passed_on_arrives_equal_and_of_the_same_type(value: Any) -> None:
    sent = passed(value)
    assert sent == value
    assert repr(through_javascript(sent)) == repr(sent)


@given(st.lists(present))
def test_tuples_are_lists(items: list[Any]) -> None:
    assert passed(tuple(items)) == items
    assert passed({"a": [tuple(items)]}) == {"a": [items]}


@given(st.integers(min_value=EXACT + 1) | st.integers(max_value=-EXACT - 1))
def test_an_integer_that_javascript_cannot_hold_is_refused_with_its_place(number: int) -> None:
    with pytest.raises(CallError) as raised:
        passed({"spec": [{"n": number}]})
    [finding] = raised.value.findings
    assert (finding.code, finding.field, finding.value) == ("K8S982", "spec[0].n", number)
    m = Manifest({"apiVersion": "v1", "kind": "ConfigMap", "spec": [{"n": number}]})
    assert [f.field for f in damaged(m)] == ["spec[0].n"]


@given(exact)
def test_the_others_are_not_called_damaged(number: int) -> None:
    assert damaged(Manifest({"a": [number, {"b": float(number)}, "x", None, True]})) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1, None], "None in a list"),
        (datetime.date(2026, 1, 2), "cannot take a date"),
        (datetime.datetime(2026, 1, 2), "cannot take a datetime"),
        ({1, 2}, "a set"),
        (b"x", "bytes"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (1e300, "would make"),
    ],
)
def test_what_would_be_lost_is_refused(value: Any, text: str) -> None:
    with pytest.raises(CallError, match=f"K8S982: a\\[0\\].*: .*{text}"):
        passed({"a": [{"b": value}]})


def test_an_exact_time_goes_as_it_is() -> None:
    now = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    assert passed([now]) == [now]


def test_values_in_structs_are_looked_at_and_objects_of_cdk8s_left_alone() -> None:
    metadata = cdk8s.ApiObjectMetadata(labels={"a": "b"}, finalizers=("x", "y"))
    assert passed(metadata) is metadata
    assert metadata.finalizers == ["x", "y"]
    size = cdk8s.Size.mebibytes(1)
    assert passed([size, cdk8s.YamlOutputType.FILE_PER_APP]) == [size, cdk8s.YamlOutputType.FILE_PER_APP]
