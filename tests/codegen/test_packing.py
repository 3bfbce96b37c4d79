"""Packed data reads back as it was, and equal data gives equal bytes."""

from __future__ import annotations

import copy
from marshal import loads
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.codegen.packing import pack

leaves = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=["Cs"])) | st.binary()
)
data = st.recursive(
    leaves,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=30,
)


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b) and str(a) == str(b)


@given(data)
def test_marshal_reads_back_what_was_packed(value: Any) -> None:
    assert same(loads(pack(value)), value)


@given(data)
def test_bytes_depend_on_the_value_alone(value: Any) -> None:
    assert pack(value) == pack(copy.deepcopy(value)) == pack(loads(pack(value)))


def test_equal_parts_are_read_as_one_object_but_equal_numbers_of_other_types_are_not() -> None:
    a, b, c = loads(pack([{"type": "string"}, {"type": "string"}, {"type": "str"}]))
    assert a is b
    assert c is not a
    assert [type(x[0]) for x in loads(pack([[1], [1.0], [True]]))] == [int, float, bool]


def test_only_what_comes_again_is_marked_for_the_reader() -> None:
    marked = 0x80
    assert pack(["a", "b"])[5] == ord("Z")
    assert pack(["a", "a"])[5] == ord("Z") | marked


def test_long_and_foreign_texts_are_kept() -> None:
    assert loads(pack(["x" * 255, "x" * 256, "ä" * 300])) == ["x" * 255, "x" * 256, "ä" * 300]


def test_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        pack([object()])
