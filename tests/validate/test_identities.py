"""Identities: the same object twice."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.facts import load
from k8skit.finding import Origin
from k8skit.manifest import Manifest
from k8skit.validate import check


def obj(kind: str = "ConfigMap", api_version: str = "v1", **meta: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "a", **meta}}


def twice(findings: Any, *objects: Any) -> list[Any]:
    return [f for f in findings(*objects) if f.code == "K8S301"]


def test_the_same_object_twice_is_an_error_that_names_both_places() -> None:
    one = Manifest(obj(namespace="shop"), origin=Origin("app.py", 7, "shop/settings", "ConfigMap"))
    two = Manifest(obj(namespace="shop"), origin=Origin("app.py", 9, "shop/more", "ConfigMap"))
    [finding] = check([one, two], load())
    assert (finding.code, finding.field, finding.value) == ("K8S301", "metadata.name", "a")
    assert finding.origin is two.origin
    assert finding.message == "ConfigMap shop/a is made twice"
    assert "the other one is made at app.py:7 (ConfigMap shop/settings)" in finding.help


@pytest.mark.parametrize(
    ("origin", "where"), [(None, "elsewhere in these manifests"), (Origin("a.yaml", 3), "at a.yaml:3"), (Origin("a.yaml"), "at a.yaml")]
)
def test_the_other_place_is_told_as_well_as_it_is_known(origin: Any, where: str) -> None:
    [finding] = check([Manifest(obj(), origin=origin), Manifest(obj())], load())
    assert finding.help.endswith(f"the other one is made {where}")


def test_objects_without_an_identity_do_not_end_the_search(findings: Any) -> None:
    assert len(twice(findings, obj(name=""), obj(), obj(name=None, generateName="a-"), obj())) == 1
    assert len(twice(findings, obj(name="x", namespace="x"), obj("Secret"), obj(), obj(namespace="default"))) == 1


def test_each_further_one_is_reported(findings: Any) -> None:
    assert len(twice(findings, obj(), obj(), obj())) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (obj(), obj(name="b")),
        (obj(namespace="x"), obj(namespace="y")),
        (obj(), obj("Secret")),
        (obj(), obj(namespace="x")),
        (obj(name=None, generateName="a-"), obj(name=None, generateName="a-")),
        (obj(name=""), obj(name="")),
        (obj(), {"apiVersion": "v1", "kind": "ConfigMap"}),
    ],
)
def test_objects_of_another_identity_pass(one: Any, two: Any, findings: Any) -> None:
    assert twice(findings, one, two) == []


def test_no_namespace_is_the_namespace_default(findings: Any) -> None:
    assert len(twice(findings, obj(), obj(namespace="default"))) == 1
    assert len(twice(findings, obj(namespace="default"), obj())) == 1
    assert len(twice(findings, obj(namespace=""), obj())) == 1


def test_the_version_does_not_count(findings: Any) -> None:
    one, two = obj("HorizontalPodAutoscaler", "autoscaling/v1"), obj("HorizontalPodAutoscaler", "autoscaling/v2")
    assert len(twice(findings, one, two)) == 1


def test_the_namespace_of_a_cluster_scoped_object_does_not_count(findings: Any) -> None:
    assert len(twice(findings, obj("Namespace"), obj("Namespace", namespace="x"))) == 1


def test_of_an_unknown_kind_the_scope_is_not_guessed(findings: Any) -> None:
    one, two = obj("Thing", "example.com/v1"), obj("Thing", "example.com/v1", namespace="default")
    assert twice(findings, one, two) == []
    assert len(twice(findings, one, obj("Thing", "example.com/v1"))) == 1


def test_objects_that_are_wrong_otherwise_are_compared_too(findings: Any) -> None:
    assert len(twice(findings, obj("Deploymnt", "apps/v1"), obj("Deploymnt", "apps/v1"))) == 1
    assert len(twice(findings, obj("Deploymnt", "apps/v1", namespace="default"), obj("Deploymnt", "apps/v1"))) == 0
    assert twice(findings, {**obj(), "kind": ["x"]}, {**obj(), "kind": ["x"]}) == []
