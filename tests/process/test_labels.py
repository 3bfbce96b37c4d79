"""The chart's labels and annotations on objects and pod templates, never in selectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit.manifest import Manifest
from k8skit.process.labels import TEMPLATES, common_labels

Make = Callable[..., Manifest]
Step = Callable[..., list[Manifest]]
TEAM = {"shop": {"team": "a", "tier": "web"}}
SELECTOR = {"matchLabels": {"app": "x"}}


def at(object: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        object = object[part]
    return object


@pytest.mark.parametrize(("gvk", "paths"), TEMPLATES.items())
def test_labels_go_on_the_object_and_its_pod_templates_but_not_into_selectors(
    manifest: Make, untouched: Step, gvk: tuple[str, str], paths: tuple[tuple[str, ...], ...]
) -> None:
    body: dict[str, Any] = {}
    for path in paths:
        inner: dict[str, Any] = body
        for part in path:
            inner = inner.setdefault(part, {})
        inner["metadata"] = {"labels": {"app": "x", "tier": "own"}, "annotations": {"n": "m"}}
        inner["spec"] = inner.get("spec", {}) | {"selector": SELECTOR}
    if "spec" in body:
        body["spec"]["selector"] = SELECTOR
        body["spec"]["volumeClaimTemplates"] = [{"metadata": {"name": "data"}}]
    m = manifest(f"{gvk[0]}/v1/{gvk[1]}" if gvk[0] else f"v1/{gvk[1]}", **body)
    [out] = untouched(common_labels, [m], TEAM, {"shop": {"note": "b"}})
    assert out.object["metadata"] == {"name": "x", "labels": {"team": "a", "tier": "web"}, "annotations": {"note": "b"}}
    for path in paths:
        template = at(out.object, path)
        assert template["metadata"] == {"labels": {"team": "a", "tier": "own", "app": "x"}, "annotations": {"n": "m"}}
        assert template["spec"]["selector"] == SELECTOR
    if "spec" in body:
        assert out.object["spec"]["selector"] == SELECTOR
        assert out.object["spec"]["volumeClaimTemplates"] == [{"metadata": {"name": "data"}}]


def test_a_template_without_metadata_gets_it_first(manifest: Make, untouched: Step) -> None:
    m = manifest("apps/v1/Deployment", spec={"template": {"spec": {"containers": []}}})
    [out] = untouched(common_labels, [m], TEAM, {})
    template = out.object["spec"]["template"]
    assert list(template) == ["metadata", "spec"]
    assert template["metadata"] == {"labels": {"team": "a", "tier": "web"}}


def test_what_the_object_says_wins(manifest: Make, untouched: Step) -> None:
    m = manifest("v1/ConfigMap", metadata={"labels": {"team": "own"}, "annotations": {"note": "own"}})
    [out] = untouched(common_labels, [m], TEAM, {"shop": {"note": "b", "more": "c"}})
    assert out.object["metadata"]["labels"] == {"team": "own", "tier": "web"}
    assert out.object["metadata"]["annotations"] == {"note": "own", "more": "c"}


@pytest.mark.parametrize("own", [None, {}])
def test_labels_that_are_null_or_empty_are_filled(manifest: Make, untouched: Step, own: Any) -> None:
    [out] = untouched(common_labels, [manifest("v1/ConfigMap", metadata={"labels": own})], TEAM, {})
    assert out.object["metadata"]["labels"] == TEAM["shop"]


@pytest.mark.parametrize("own", ["text", ["a"], 5])
def test_labels_that_are_broken_are_left_for_the_check(manifest: Make, untouched: Step, own: Any) -> None:
    [out] = untouched(common_labels, [manifest("v1/ConfigMap", metadata={"labels": own})], TEAM, {})
    assert out.object["metadata"]["labels"] == own


@pytest.mark.parametrize("broken", [None, "text", 5, []])
def test_objects_that_are_broken_are_left_for_the_check(untouched: Step, broken: Any) -> None:
    template = {"metadata": broken, "spec": {}}
    for object in (
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": broken},
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": broken},
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": {"template": broken}},
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": {"template": template}},
    ):
        [out] = untouched(common_labels, [Manifest(dict(object), chart="shop")], TEAM, {"shop": {"a": "b"}})
        rest = {k: v for k, v in object.items() if k != "metadata"}
        assert {k: v for k, v in out.object.items() if k != "metadata"} == rest


def test_charts_without_labels_are_left_as_they_are(manifest: Make, untouched: Step) -> None:
    one, two = manifest("v1/ConfigMap", "a", chart="one"), manifest("v1/ConfigMap", "b")
    objects = [one.object, two.object]
    untouched(common_labels, [one, two], {"one": {}}, {})
    assert one.object is objects[0]
    assert two.object is objects[1]
    untouched(common_labels, [one, two], TEAM, {"one": {}})
    assert one.object is objects[0]
    assert two.object["metadata"]["labels"] == TEAM["shop"]
    untouched(common_labels, [one, two], {}, {"one": {"a": "b"}})
    assert one.object["metadata"]["annotations"] == {"a": "b"}
