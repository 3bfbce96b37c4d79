"""From one object to another: exact, precise, and a merge patch only where nothing can go wrong with it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.process.patches import json_patch as apply_json_patch
from k8skit.process.patches import merge_patch as apply_merge_patch
from k8skit.render.kustomize.build import applied
from k8skit.render.kustomize.difference import changes, equal, json_patch, merge_patch, merges, pointer
from k8skit.render.kustomize.lists import align, label

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = st.sampled_from(["a", "b", "name", "a/b", "m~n", "", "0", "-", "$patch", "é"])
SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0, 1.5]) | st.sampled_from(["", "x", "y", "1", "true"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(st.fixed_dictionaries({"name": st.sampled_from("abcd"), "v": inner}), max_size=5)
    ),
    max_leaves=16,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=4)


@given(OBJECTS, OBJECTS)
def test_the_changes_lead_from_one_object_to_the_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    before = copy.deepcopy((old, new))
    found = changes(old, new)
    assert repr((old, new)) == repr(before)
    patch, _ = json_patch(found)
    assert equal(applied(patch, old), new)
    by_library, _, reason = apply_json_patch(old, patch)
    assert reason == ""
    assert equal(by_library, new)
    assert (found == []) is equal(old, new)
    if merges(found):
        merge = merge_patch(found)
        assert equal(applied(merge, old), new)
        assert equal(apply_merge_patch(old, merge), new)


@given(OBJECTS, OBJECTS)
def test_a_merge_patch_holds_nothing_that_kustomize_takes_for_something_else(old: dict[str, Any], new: dict[str, Any]) -> None:
    def check(value: Any) -> None:
        assert value is not None
        assert not isinstance(value, list)
        if isinstance(value, dict):
            assert value
            for key, inner in value.items():
                assert key
                assert key[0] != "$"
                check(inner)

    found = changes(old, new)
    if found and merges(found):
        check(merge_patch(found))


@given(st.lists(VALUES, max_size=8), st.lists(VALUES, max_size=8))
def test_items_belong_together_in_order_and_gaps_are_all_the_rest(a: list[Any], b: list[Any]) -> None:
    pairs, gaps = align(a, b)
    assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})
    assert sorted([i for i, _ in pairs] + [i for gap in gaps for i in range(*gap.old)]) == [*range(len(a))]
    assert sorted([j for _, j in pairs] + [j for gap in gaps for j in range(*gap.new)]) == [*range(len(b))]


def env(**values: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in values.items()]


PRECISE: dict[str, tuple[Any, Any, list[tuple[str, str, Any]]]] = {
    "a scalar": ({"a": 1}, {"a": 2}, [("replace", "/a", 2)]),
    "true for 1": ({"a": 1}, {"a": True}, [("replace", "/a", True)]),
    "1.0 for 1": ({"a": 1}, {"a": 1.0}, []),
    "another order of keys": ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
    "another order of keys in an item": ([{"a": 1, "b": 2}] * 2, [{"b": 2, "a": 1}, {"a": 1.0, "b": 2}], []),
    "a key gone": ({"a": 1, "b/c": {}}, {"a": 1}, [("remove", "/b~1c", None)]),
    "a map for a list": ({"a": []}, {"a": {}}, [("replace", "/a", {})]),
    "null": ({"a": 1}, {"a": None}, [("replace", "/a", None)]),
    "a value of an item": (env(A="1", B="2"), env(A="1", B="3"), [("replace", "/1/value", "3")]),
    "an item first": (env(A="1", B="2"), env(Z="0", A="1", B="2"), [("add", "/0", {"name": "Z", "value": "0"})]),
    "items at the end": ([1, 2], [1, 2, 3, 4], [("add", "/-", 3), ("add", "/-", 4)]),
    "items in the middle": ([1, 2], [1, 3, 4, 2], [("add", "/1", 3), ("add", "/2", 4)]),
    "an item gone": (env(A="1", B="2", C="3"), env(A="1", C="3"), [("remove", "/1", None)]),
    "items gone": ([1, 2, 3, 4], [1, 4], [("remove", "/2", None), ("remove", "/1", None)]),
    "one for another": (env(A="1", B="2"), env(A="1", C="2"), [("replace", "/1/name", "C")]),
    "indexes are those of the base": (
        env(A="1", B="2", C="3", D="4"),
        env(A="9", C="3", D="5"),
        [("replace", "/3/value", "5"), ("remove", "/1", None), ("replace", "/0/value", "9")],
    ),
    "nothing in common": (["a", "b"], ["c"], [("replace", "", ["c"])]),
    "two changed places": (["a", "b"], ["b", "a"], [("add", "/-", "a"), ("remove", "/0", None)]),
    "a copy": (["a"], ["a", "a"], [("add", "/-", "a")]),
    "no list any more": ({"a": [1]}, {"a": []}, [("replace", "/a", [])]),
}


@pytest.mark.parametrize("case", PRECISE)
def test_a_change_is_as_small_as_it_can_be(case: str) -> None:
    old, new, expected = PRECISE[case]
    found = [(change.op, pointer(change.path), change.value) for change in changes(old, new)]
    if case == "two changed places":
        assert len(found) == 2
        assert applied(json_patch(changes(old, new))[0], old) == new
    else:
        assert found == expected


MERGED: dict[str, tuple[Any, Any, bool]] = {
    "a text": ({"a": {"b": "x"}}, {"a": {"b": "y"}}, True),
    "a number": ({"a": 1}, {"a": 2}, True),
    "a text for a number": ({"a": 1}, {"a": "x"}, True),
    "a number for a text, which would become a text": ({"a": "1"}, {"a": 1}, False),
    "another text for a block of lines, which kustomize may write so that nobody can read it": ({"a": "x\ny\n"}, {"a": "\t"}, False),
    "a map with values": ({}, {"a": {"b": 1}}, True),
    "a key gone": ({"a": 1, "b": 1}, {"a": 1}, False),
    "null": ({"a": 1}, {"a": None}, False),
    "null inside": ({}, {"a": {"b": None}}, False),
    "an empty map": ({}, {"a": {}}, False),
    "an empty map inside": ({}, {"a": {"b": {}}}, False),
    "a list": ({}, {"a": [1]}, False),
    "an item": ({"a": [1]}, {"a": [2]}, False),
    "a map for a scalar": ({"a": 1}, {"a": {"b": 1}}, False),
    "a scalar for a map": ({"a": {"b": 1}}, {"a": 1}, False),
    "what was null": ({"a": None}, {"a": 1}, False),
    "a directive": ({}, {"a": {"$patch": "delete"}}, False),
    "below a directive": ({"$a": {"b": 1}}, {"$a": {"b": 2}}, False),
    "an empty key": ({}, {"": 1}, False),
}


@pytest.mark.parametrize("case", MERGED)
def test_a_merge_patch_is_for_maps_and_plain_values(case: str) -> None:
    old, new, expected = MERGED[case]
    assert merges(changes(old, new)) is expected


def test_items_are_named_where_people_know_them_by_name() -> None:
    old = {
        "containers": [{"name": "web", "env": env(A="1", LOG="x"), "ports": [{"containerPort": 80, "hostPort": 1}]}],
        "args": ["-v", "é"],
    }
    new = {"containers": [{"name": "web", "env": env(A="1", LOG="y"), "ports": [{"containerPort": 80}]}], "args": ["-v"]}
    patch, comments = json_patch(changes(old, new))
    named = {operation["path"]: comments.get((n, "path")) for n, operation in enumerate(patch)}
    assert named == {
        "/containers/0/env/1/value": "containers: web, env: LOG",
        "/containers/0/ports/0/hostPort": "containers: web, ports: 80",
        "/args/1": None,
    }
    assert label({"key": "tier", "operator": "Exists"}) == "tier"
    assert label({"other": 1}) == label(3) == ""


def test_long_lists_are_compared_in_linear_time() -> None:
    old = [{"name": f"n{i}", "v": i} for i in range(20_000)]
    new = [{"name": f"n{i}", "v": i + i % 2} for i in range(20_000) if i % 7][::1]
    found = changes({"l": old}, {"l": new})
    patch, _ = json_patch(found)
    assert len(patch) < 20_000
    pairs, gaps = align([str(i) for i in range(20_000)], [str(i) for i in reversed(range(20_000))])
    assert len(pairs) == 1
    assert len(gaps) == 2


def test_a_patch_that_does_not_fit_is_an_error() -> None:
    for patch in (
        [{"op": "replace", "path": "/b", "value": 1}],
        [{"op": "remove", "path": "/b"}],
        [{"op": "add", "path": "/l/3", "value": 1}],
    ):
        with pytest.raises((KeyError, IndexError)):
            applied(patch, {"a": 1, "l": [1]})


def test_a_key_is_escaped_in_a_pointer(equal: Callable[[Any, Any], bool]) -> None:
    assert pointer(("a/b", "m~n", 3, "", "~1", "-")) == "/a~1b/m~0n/3//~01/-"
    assert equal([1], [1.0])
    assert not equal([1], [True])
