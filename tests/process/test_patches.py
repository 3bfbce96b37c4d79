"""Patches: merge and JSON Patch, in order, type-strict, and each must change something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import CheckError
from k8skit.finding import NO_VALUE
from k8skit.manifest import Manifest
from k8skit.process.patches import apply_patches, json_patch, merge_patch, same

Make = Callable[..., Manifest]
Step = Callable[..., list[Manifest]]

RFC_7386: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
"""The examples of RFC 7386, appendix A."""


@pytest.mark.parametrize(("target", "patch", "expected"), RFC_7386)
def test_a_merge_patch_does_what_the_rfc_says(target: Any, patch: Any, expected: Any) -> None:
    before = repr((target, patch))
    assert merge_patch(target, patch) == expected
    assert repr((target, patch)) == before


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from([0.0, 1.0]) | st.text("ab", max_size=1),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("abc", max_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN, PLAIN)
def test_same_means_equal_text_of_sorted_json(a: Any, b: Any) -> None:
    def text(v: Any) -> str:
        if isinstance(v, dict):
            return "{" + ",".join(f"{k!r}:{text(v[k])}" for k in sorted(v)) + "}"
        return "[" + ",".join(map(text, v)) + "]" if isinstance(v, list) else repr(v)

    assert same(a, b) == (text(a) == text(b))
    assert same(a, a)


@pytest.mark.parametrize(
    ("a", "b"), [(1, True), (1, 1.0), (0, False), ("1", 1), ([], {}), (None, False), ({"a": 1}, {"a": True}), ([1], [1.0])]
)
def test_types_count(a: Any, b: Any) -> None:
    assert not same(a, b)
    assert not same(b, a)


@given(PLAIN.filter(lambda v: isinstance(v, dict)), PLAIN.filter(lambda v: isinstance(v, dict)))
def test_merging_the_same_twice_is_merging_it_once(target: Any, patch: Any) -> None:
    once = merge_patch(target, patch)
    assert same(merge_patch(once, patch), once)


def test_patches_are_applied_in_order_and_win(manifest: Make, untouched: Step) -> None:
    m = manifest(
        "apps/v1/Deployment",
        spec={"replicas": 2, "template": {"spec": {"containers": [{"name": "a"}]}}},
        patches=[
            {"spec": {"replicas": 3, "paused": True}},
            [{"op": "add", "path": "/spec/template/spec/containers/-", "value": {"name": "b"}}, {"op": "remove", "path": "/spec/paused"}],
            {"spec": {"replicas": 4}},
        ],
    )
    [out] = untouched(apply_patches, [m])
    assert out.object["spec"] == {"replicas": 4, "template": {"spec": {"containers": [{"name": "a"}, {"name": "b"}]}}}
    assert (out.origin, out.chart, out.rank, out.patches) == (m.origin, m.chart, m.rank, ())
    assert apply_patches([out])[0].object == out.object


def test_all_operations_work() -> None:
    object = {"a": {"b": [1, 2]}, "x/y": {"~": 1}}
    patch: list[dict[str, Any]] = [
        {"op": "test", "path": "/a/b/0", "value": 1},
        {"op": "add", "path": "/a/b/1", "value": 9},
        {"op": "replace", "path": "/x~1y/~0", "value": {"z": None}},
        {"op": "copy", "from": "/a/b", "path": "/c"},
        {"op": "move", "from": "/x~1y", "path": "/d"},
        {"op": "remove", "path": "/c/0"},
        {"op": "add", "path": "/a/b/3", "value": 7},
    ]
    found = json_patch(object, patch)
    assert found == ({"a": {"b": [1, 9, 2, 7]}, "c": [9, 2], "d": {"~": {"z": None}}}, 7, "")
    assert object == {"a": {"b": [1, 2]}, "x/y": {"~": 1}}
    assert patch[2]["value"] == {"z": None}


def test_what_has_no_patches_is_left(manifest: Make, untouched: Step) -> None:
    one, two = manifest("v1/ConfigMap", "a"), manifest("v1/ConfigMap", "b", patches=[{"data": {"a": "b"}}])
    out = untouched(apply_patches, [one, two])
    assert out[0] is one
    assert out[1].object["data"] == {"a": "b"}
    same = [one]
    assert apply_patches(same) is same


@pytest.mark.parametrize(
    "patch",
    [
        {"spec": {"replicas": 2}},
        {"spec": {}},
        {"spec": {"absent": None}},
        [{"op": "replace", "path": "/spec/replicas", "value": 2}],
        [{"op": "test", "path": "/spec/replicas", "value": 2}],
        [{"op": "copy", "from": "/spec", "path": "/spec"}],
        [{"op": "add", "path": "/spec/x", "value": 1}, {"op": "remove", "path": "/spec/x"}],
    ],
)
def test_a_patch_that_changes_nothing_is_an_error(manifest: Make, patch: Any) -> None:
    m = manifest("apps/v1/Deployment", spec={"replicas": 2}, patches=[patch])
    with pytest.raises(CheckError) as raised:
        apply_patches([m])
    [f] = raised.value.findings
    assert (f.code, f.message, f.value) == ("K8S908", "the patch of Deployment x changes nothing", patch)
    assert f.help == "the object already is so; remove the patch, or mend its path"
    assert f.object == m.id
    assert f.origin is not None
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == ("app.py", 9, "shop/x", "Deployment")


@pytest.mark.parametrize("value", [True, 2.0, "2"])
def test_a_change_of_type_is_a_change(manifest: Make, value: Any) -> None:
    m = manifest("apps/v1/Deployment", spec={"replicas": 2 if value != 1 else 1}, patches=[{"spec": {"replicas": value}}])
    [out] = apply_patches([m])
    assert type(out.object["spec"]["replicas"]) is type(value)


OBJECT: dict[str, Any] = {"spec": {"replicas": 2, "list": ["secret-a", "secret-b"], "text": "secret-c", "none": None}}


@pytest.mark.parametrize(
    ("op", "reason"),
    [
        ({"op": "remove", "path": "/spec/replcas"}, "/spec has no 'replcas', did you mean 'replicas'?"),
        ({"op": "replace", "path": "/zzzz", "value": 1}, "the object has no 'zzzz'; it has apiVersion, kind, metadata, spec"),
        ({"op": "add", "path": "/zzzz/y", "value": 1}, "the object has no 'zzzz'; it has apiVersion, kind, metadata, spec"),
        ({"op": "remove", "path": "/spec/list/2"}, "/spec/list has 2 items, and no [2]"),
        ({"op": "remove", "path": "/spec/list/-"}, "/spec/list has 2 items, and no [-]"),
        ({"op": "add", "path": "/spec/list/5", "value": 1}, "/spec/list has 2 items, and no [5]"),
        ({"op": "add", "path": "/spec/list/-1", "value": 1}, "/spec/list has 2 items, and no [-1]"),
        ({"op": "replace", "path": "/spec/list/01", "value": 1}, "/spec/list has 2 items, and no [01]"),
        ({"op": "add", "path": "/spec/list/x", "value": 1}, "/spec/list has 2 items, and no [x]"),
        ({"op": "add", "path": "/spec/text/x", "value": 1}, "/spec/text is a string, and has no 'x'"),
        ({"op": "add", "path": "/spec/none/x", "value": 1}, "/spec/none is null, and has no 'x'"),
        ({"op": "remove", "path": "/spec/replicas/x"}, "/spec/replicas is an integer, and has no 'x'"),
        ({"op": "move", "from": "/spec/nothing", "path": "/a"}, "/spec has no 'nothing'; it has replicas, list, text, none"),
        (
            {"op": "copy", "from": "/spec/text", "path": "/nothing/a"},
            "the object has no 'nothing'; it has apiVersion, kind, metadata, spec",
        ),
        ({"op": "test", "path": "/spec/text", "value": "other"}, "the value at /spec/text is another one"),
        ({"op": "test", "path": "", "value": "other"}, "the value at the root is another one"),
        ({"op": "test", "path": "/spec/replicas", "value": True}, "the value at /spec/replicas is another one"),
        ({"op": "test", "path": "/spec/none/x", "value": None}, "/spec/none is null, and has no 'x'"),
        ({"op": "move", "from": "/spec", "path": "/spec/list/0"}, "Cannot move values into their own children"),
        ({"op": "remove", "path": ""}, "can't remove the whole document"),
    ],
)
@pytest.mark.parametrize("kind", ["v1/ConfigMap", "v1/Secret"])
def test_a_patch_that_does_not_apply_says_where_it_ends_and_shows_no_value(manifest: Make, op: Any, reason: str, kind: str) -> None:
    m = manifest(kind, patches=[[{"op": "add", "path": "/metadata/labels", "value": {}}, op]], **OBJECT)
    with pytest.raises(CheckError) as raised:
        apply_patches([m])
    [f] = raised.value.findings
    name = kind.partition("/")[2]
    assert (f.code, f.message) == ("K8S909", f"operation [1] of the patch of {name} x does not apply: {reason}")
    assert f.value == (NO_VALUE if name == "Secret" else op)
    assert f.help == "each path must exist, but for the last part of an add"
    assert "secret-" not in str(raised.value)
    assert f.origin is not None
    assert (f.origin.file, f.origin.line, f.object) == ("app.py", 9, m.id)


def test_a_patch_that_leaves_no_object_is_an_error(manifest: Make) -> None:
    m = manifest("v1/ConfigMap", patches=[[{"op": "replace", "path": "", "value": ["x"]}], {"data": {"a": "b"}}])
    with pytest.raises(CheckError) as raised:
        apply_patches([m])
    [f] = raised.value.findings
    assert (f.code, f.message, f.help) == ("K8S909", "the patch of ConfigMap x leaves no object", "a manifest must stay a mapping")


def test_all_patches_that_fail_are_told_together(manifest: Make) -> None:
    a = manifest("v1/ConfigMap", "a", patches=[{"kind": "ConfigMap"}, [{"op": "remove", "path": "/x"}], {"data": {}}])
    b = manifest("v1/ConfigMap", "b", patches=[{"metadata": {"name": "b"}}])
    with pytest.raises(CheckError) as raised:
        apply_patches([a, b])
    assert [(f.code, f.object.name if f.object else "") for f in raised.value.findings] == [
        ("K8S908", "a"),
        ("K8S909", "a"),
        ("K8S908", "b"),
    ]


POINTERS = st.sampled_from(
    ["", "/", "/a", "/a/b", "/a/b/0", "/a/b/-", "/a/b/1/c", "/a/d/0", "/n/x", "/zz/y", "/~0", "/~2", "/a/b/01", "/a/b/-1"]
)
OPERATIONS = st.fixed_dictionaries(
    {"op": st.sampled_from(["add", "remove", "replace", "move", "copy", "test"]), "path": POINTERS, "from": POINTERS, "value": PLAIN}
)


@given(st.lists(OPERATIONS, max_size=4))
def test_any_json_patch_applies_or_is_told(patch: list[dict[str, Any]]) -> None:
    object = {"a": {"b": [1, {"c": "hidden"}], "d": "hidden", "e": None}, "n": 5, "": 1, "~": 2}
    before = repr(object), repr(patch)
    _, done, reason = json_patch(object, patch)
    assert (repr(object), repr(patch)) == before
    assert (reason == "") == (done == len(patch))
    assert "hidden" not in reason
    assert len(reason) < 150
