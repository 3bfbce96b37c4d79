"""The chart's namespace on namespaced objects that have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit.facts import load
from k8skit.manifest import Manifest
from k8skit.process.namespaces import stamp_namespaces

Make = Callable[..., Manifest]
Step = Callable[..., list[Manifest]]
FACTS = load()


def test_the_namespace_stands_behind_the_name(manifest: Make, untouched: Step) -> None:
    m = manifest("v1/ConfigMap", metadata={"labels": {"a": "b"}})
    [out] = untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert out.object["metadata"] == {"name": "x", "namespace": "team", "labels": {"a": "b"}}
    assert list(out.object["metadata"]) == ["name", "namespace", "labels"]
    assert (out.namespace, out.chart, out.origin) == ("team", "shop", m.origin)
    assert list(out.object) == ["apiVersion", "kind", "metadata"]


def test_the_namespace_stands_behind_the_name_wherever_that_is(untouched: Step) -> None:
    metadata = {"labels": {"a": "b"}, "name": "x", "annotations": {}}
    m = Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}, chart="shop")
    untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert list(m.object["metadata"].items()) == [("labels", {"a": "b"}), ("name", "x"), ("namespace", "team"), ("annotations", {})]
    assert m.namespace == "team"


def test_a_namespace_of_its_own_wins(manifest: Make, untouched: Step) -> None:
    m = manifest("v1/ConfigMap", metadata={"namespace": "own"})
    object = m.object
    untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert m.object is object
    assert m.namespace == "own"


@pytest.mark.parametrize("namespace", [None, ""])
def test_an_empty_namespace_that_was_written_is_kept(manifest: Make, untouched: Step, namespace: Any) -> None:
    m = manifest("v1/ConfigMap", metadata={"namespace": namespace})
    [out] = untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert out.object["metadata"] == {"name": "x", "namespace": namespace}


def test_every_kind_gets_one_if_and_only_if_it_is_namespaced(manifest: Make, untouched: Step) -> None:
    kinds = [k for k in FACTS.kinds() if not k.list]
    made = [manifest(f"{k.group}/{k.version}/{k.kind}" if k.group else f"{k.version}/{k.kind}") for k in kinds]
    out = untouched(stamp_namespaces, made, {"shop": "team"}, FACTS)
    assert [m.namespace == "team" for m in out] == [k.namespaced for k in kinds]
    cluster = {k.kind for k in kinds if not k.namespaced}
    assert {"ClusterRole", "PriorityClass", "Namespace", "CustomResourceDefinition", "ClusterIssuer", "GatewayClass"} <= cluster


def test_objects_of_other_charts_and_charts_without_one_are_left(manifest: Make, untouched: Step) -> None:
    one, two = manifest("v1/ConfigMap", "a", chart="one"), manifest("v1/ConfigMap", "b", chart="two")
    objects = [one.object, two.object]
    untouched(stamp_namespaces, [one, two], {"one": ""}, FACTS)
    assert one.object is objects[0]
    assert two.object is objects[1]
    untouched(stamp_namespaces, [one, two], {"one": "", "two": "team"}, FACTS)
    assert [one.namespace, two.namespace] == ["", "team"]
    assert one.object is objects[0]


@pytest.mark.parametrize(("scope", "namespace"), [("Cluster", ""), ("Namespaced", "team"), (None, "team")])
def test_an_unknown_kind_is_what_its_own_definition_says(manifest: Make, untouched: Step, scope: Any, namespace: str) -> None:
    spec = {"group": "example.com", "scope": scope, "names": {"kind": "Widget"}}
    definition = manifest("apiextensions.k8s.io/v1/CustomResourceDefinition", "widgets.example.com", spec=spec)
    others = [manifest("apiextensions.k8s.io/v1/CustomResourceDefinition", spec=s) for s in (None, {"group": "example.com"}, {"names": 5})]
    widget = manifest("example.com/v1/Widget", "w")
    out = untouched(stamp_namespaces, [*others, widget, definition], {"shop": "team"}, FACTS)
    assert {m.kind: m.namespace for m in out}["Widget"] == namespace
    assert {m.kind: m.namespace for m in out}["CustomResourceDefinition"] == ""


def test_an_unknown_kind_gets_one(manifest: Make, untouched: Step) -> None:
    other = manifest(
        "apiextensions.k8s.io/v1/CustomResourceDefinition", spec={"group": "other.com", "scope": "Cluster", "names": {"kind": "Widget"}}
    )
    [_, out] = untouched(stamp_namespaces, [other, manifest("example.com/v1/Widget")], {"shop": "team"}, FACTS)
    assert out.namespace == "team"


@pytest.mark.parametrize("metadata", [None, "text", 5, []])
def test_broken_metadata_is_left_for_the_check(untouched: Step, metadata: Any) -> None:
    m = Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}, chart="shop")
    object = m.object
    untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert m.object is object


def test_a_generated_name_gets_one_too(untouched: Step) -> None:
    m = Manifest({"apiVersion": "batch/v1", "kind": "Job", "metadata": {"generateName": "x-"}}, chart="shop")
    [out] = untouched(stamp_namespaces, [m], {"shop": "team"}, FACTS)
    assert out.object["metadata"] == {"generateName": "x-", "namespace": "team"}
