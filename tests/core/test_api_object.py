"""ApiObject: what you write is what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit import ApiObject, App, CallError, Chart
from k8skit.core.api_object import patch_problem

Line = Callable[..., tuple[str, int]]
Refused = Callable[..., Any]


def test_only_a_missing_name_is_added(app: App) -> None:
    written = {"apiVersion": "v1", "kind": "ConfigMap", "data": {"b": "1", "a": "2"}}
    made = ApiObject(app, "config", written)
    assert made.manifest == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "config"}, "data": {"b": "1", "a": "2"}}
    assert list(made.manifest) == ["apiVersion", "kind", "metadata", "data"]
    assert (made.api_version, made.kind, made.object_name) == ("v1", "ConfigMap", "config")
    assert "metadata" not in written
    assert made.manifest["data"] is not written["data"]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"labels": {"a": "b"}}, {"name": "x", "labels": {"a": "b"}}),
        ({"name": "y"}, {"name": "y"}),
        ({"name": None}, {"name": None}),
        ({"generateName": "y-"}, {"generateName": "y-"}),
        ({}, {"name": "x"}),
        (None, {"name": "x"}),
        ("text", "text"),
    ],
)
def test_a_name_of_its_own_is_kept(app: App, metadata: Any, expected: Any) -> None:
    made = ApiObject(app, "x", {"kind": "ConfigMap", "metadata": metadata, "apiVersion": "v1"})
    assert made.manifest["metadata"] == expected
    assert made.object_name == (expected.get("name") or "" if isinstance(expected, dict) else "")


def test_what_lacks_a_kind_is_kept_for_the_check(app: App) -> None:
    made = ApiObject(app, "x", {"spec": {}})
    assert made.manifest == {"metadata": {"name": "x"}, "spec": {}}
    assert (made.api_version, made.kind) == ("", "")


@pytest.mark.parametrize("manifest", [None, 5, "text", [{"kind": "X"}], ()])
def test_a_manifest_must_be_a_mapping(app: App, line: Line, refused: Refused, manifest: Any) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    f = refused(lambda: ApiObject(chart, "x", manifest))
    assert (f.code, f.field, f.message, f.value) == ("K8S902", "manifest", "a manifest must be a mapping", manifest)
    assert (f.origin.file, f.origin.line, f.origin.path, f.origin.type) == (*at, "shop/x", "ApiObject")
    assert chart.node.children == []


def test_what_a_manifest_cannot_hold_is_told_with_the_construct(app: App, line: Line, refused: Refused) -> None:
    chart = Chart(app, "shop")
    at = line(1)
    f = refused(lambda: ApiObject(chart, "x", {"spec": {"a": [{1}]}}))
    assert (f.code, f.field) == ("K8S924", "spec.a[0]")
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "shop/x")
    assert chart.node.children == []


@pytest.mark.parametrize(
    ("args", "given", "expected"),
    [
        ((), {}, [("K8S903", "scope"), ("K8S903", "id"), ("K8S903", "manifest")]),
        (("a",), {}, [("K8S903", "manifest")]),
        (("a", {}, 5), {"spec": 1}, [("K8S901", ""), ("K8S901", "spec")]),
        (("a", {}), {"manifest": {}}, [("K8S901", "manifest")]),
    ],
)
def test_wrong_calls_are_told_together(app: App, line: Line, args: Any, given: Any, expected: Any) -> None:
    make: Any = ApiObject
    at = line(2)
    with pytest.raises(CallError) as raised:
        make(*((app, *args) if args else ()), **given)
    assert [(f.code, f.field) for f in raised.value.findings] == expected
    assert all(f.origin is not None and (f.origin.file, f.origin.line, f.origin.type) == (*at, "ApiObject") for f in raised.value.findings)
    assert app.node.children == []


def test_all_parameters_may_be_named(app: App) -> None:
    assert ApiObject(scope=app, id="x", manifest={}).object_name == "x"


def test_a_user_may_subclass_it(app: App, line: Line) -> None:
    class Widget(ApiObject):
        def __init__(self, scope: Any, id: str, *, size: int) -> None:
            super().__init__(scope, id, {"apiVersion": "example.com/v1", "kind": "Widget", "spec": {"size": size}})

    at = line(1)
    made = Widget(app, "x", size=3)
    assert made.manifest["spec"] == {"size": 3}
    assert made._at == at


@pytest.mark.parametrize(
    ("patch", "problem"),
    [
        ({}, "is empty"),
        ([], "is empty"),
        ((), "is empty"),
        (5, "must be a mapping or a list of operations, got int"),
        ("text", "must be a mapping or a list of operations, got str"),
        (None, "must be a mapping or a list of operations, got NoneType"),
        ([1], "has an operation [0] that is no mapping"),
        (
            [{"op": "remove", "path": "/a"}, {"op": "set"}],
            "has an operation [1] with op 'set'; it must be one of add, remove, replace, move, copy, test",
        ),
        ([{"path": "/a"}], "has an operation [0] with op None; it must be one of add, remove, replace, move, copy, test"),
        ([{"op": ["add"]}], "has an operation [0] with op ['add']; it must be one of add, remove, replace, move, copy, test"),
        ([{"op": "remove"}], "has an operation [0] whose path is not a JSON Pointer such as /spec/replicas"),
        ([{"op": "remove", "path": "spec"}], "has an operation [0] whose path is not a JSON Pointer such as /spec/replicas"),
        ([{"op": "remove", "path": 5}], "has an operation [0] whose path is not a JSON Pointer such as /spec/replicas"),
        ([{"op": "move", "path": "/a"}], "has an operation [0] whose from is not a JSON Pointer such as /spec/replicas"),
        ([{"op": "copy", "path": "/a", "from": "b"}], "has an operation [0] whose from is not a JSON Pointer such as /spec/replicas"),
        ([{"op": "add", "path": "/a"}], "has an operation [0] without a value"),
        ([{"op": "replace", "path": "/a"}], "has an operation [0] without a value"),
        ([{"op": "test", "path": "/a"}], "has an operation [0] without a value"),
    ],
)
def test_what_is_no_patch_is_refused_at_the_call(app: App, line: Line, refused: Refused, patch: Any, problem: str) -> None:
    made = ApiObject(app, "x", {"kind": "ConfigMap"})
    at = line(1)
    f = refused(lambda: made.patch(patch))
    assert (f.code, f.message, f.value) == ("K8S909", f"the patch of ConfigMap x {problem}", patch)
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "x")
    assert f.help.startswith('write {"spec"')
    assert made._patches is None


@pytest.mark.parametrize(
    "patch",
    [
        {"a": None},
        [{"op": "remove", "path": "/a"}],
        ({"op": "add", "path": "", "value": None},),
        [{"op": "move", "path": "/a", "from": ""}],
        [{"op": "copy", "path": "/a/~0~1", "from": "/b"}],
        [{"op": "test", "path": "/a", "value": 1}],
    ],
)
def test_what_is_a_patch_is_taken(patch: Any) -> None:
    assert patch_problem(patch) == ""


def test_patches_are_copied_and_kept_in_order(app: App, refused: Refused) -> None:
    made = ApiObject(app, "x", {"kind": "ConfigMap"})
    patch = {"data": {"a": ("b",)}}
    made.patch(patch)
    made.patch([{"op": "remove", "path": "/data"}])
    patch["data"]["a"] = ("c",)
    assert [p for p, _ in made._patches or ()] == [{"data": {"a": ["b"]}}, [{"op": "remove", "path": "/data"}]]
    assert refused(made.patch, {"data": {1, 2}}).code == "K8S924"
