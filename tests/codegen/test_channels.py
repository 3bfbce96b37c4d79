"""The standard channel says what is true; what the experimental one adds is marked."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.codegen.channels import merge_crds, merge_schemas
from k8skit.codegen.crds import facts_from_crds
from k8skit.codegen.datafiles import with_flags
from k8skit.facts import load


def crd(kind: str, versions: dict[str, bool], spec: dict[str, Any], group: str = "gw.example.com") -> dict[str, Any]:
    schema = {"type": "object", "properties": {"spec": {"type": "object", "properties": spec}}}
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{kind.lower()}s.{group}"},
        "spec": {
            "group": group,
            "scope": "Namespaced",
            "names": {"kind": kind, "plural": f"{kind.lower()}s"},
            "versions": [{"name": v, "served": served, "schema": {"openAPIV3Schema": schema}} for v, served in versions.items()],
        },
    }


STANDARD = [
    crd(
        "Route",
        {"v1": True, "v1alpha2": False},
        {"type": {"type": "string", "enum": ["A"]}, "both": {"type": "array", "items": {"type": "string"}}},
    ),
    crd("Gone", {"v1": True}, {"x": {"type": "string"}}),
]
EXPERIMENTAL = [
    crd(
        "Route",
        {"v1": True, "v1alpha2": True, "v2": True},
        {
            "type": {"type": "string", "enum": ["A", "B"]},
            "both": {"type": "array", "items": {"type": "string"}},
            "retry": {"type": "string"},
        },
    ),
    crd("XMesh", {"v1alpha1": True}, {"x": {"type": "string"}}, group="gw.x-example.com"),
]


@pytest.fixture(scope="module")
def fact_set() -> dict[str, Any]:
    facts, findings = facts_from_crds((c, None) for c in merge_crds(STANDARD, EXPERIMENTAL))
    assert findings == []
    return facts


def test_a_field_of_the_experimental_channel_is_known_only_there(fact_set: dict[str, Any]) -> None:
    flagged = {**fact_set, "definitions": {k: with_flags(d) for k, d in fact_set["definitions"].items()}}
    standard, experimental = load(crds=(flagged,)), load(crds=(flagged,), experimental=True)
    k = standard.kind("gw.example.com", "v1", "Route")
    assert k is not None
    name = standard.definition(k.definition)["properties"]["spec"]["ref"]
    assert set(standard.definition(name)["properties"]) == {"type", "both"}
    assert set(experimental.definition(name)["properties"]) == {"type", "both", "retry"}
    assert standard.in_experimental(name, "retry")
    assert not standard.in_experimental(name, "type")
    assert not standard.in_experimental(name, "nothing")
    assert standard.definition(name)["properties"]["type"]["enum"] == ["A"]
    assert experimental.definition(name)["properties"]["type"]["enum"] == ["A", "B"]


def test_versions_that_only_the_experimental_channel_serves_need_it(fact_set: dict[str, Any]) -> None:
    standard, experimental = load(crds=(fact_set,)), load(crds=(fact_set,), experimental=True)
    assert standard.versions("gw.example.com", "Route") == ["v1"]
    assert experimental.versions("gw.example.com", "Route") == ["v2", "v1", "v1alpha2"]
    k = standard.kind_any("gw.example.com", "v1alpha2", "Route")
    assert k is not None
    assert k.channel == "experimental"


def test_kinds_of_a_group_of_the_experimental_channel_and_those_it_lacks_are_served_in_both(fact_set: dict[str, Any]) -> None:
    for facts in (load(crds=(fact_set,)), load(crds=(fact_set,), experimental=True)):
        assert facts.kind("gw.x-example.com", "v1alpha1", "XMesh") is not None
        assert facts.kind("gw.example.com", "v1", "Gone") is not None


def test_gateway_api_is_shipped_with_both_channels() -> None:
    k = load().kind("gateway.networking.k8s.io", "v1", "HTTPRoute")
    assert k is not None
    name = load().definition(k.definition)["properties"]["spec"]["ref"]
    rule = load().definition(name)["properties"]["rules"]["items"]["ref"]
    assert "retry" not in load().definition(rule)["properties"]
    assert "retry" in load(experimental=True).definition(rule)["properties"]
    assert load().in_experimental(rule, "retry")
    assert load().kind("gateway.networking.x-k8s.io", "v1alpha1", "XMesh") is not None
    assert load().kind("gateway.networking.k8s.io", "v1alpha2", "TCPRoute") is None
    assert load(experimental=True).kind("gateway.networking.k8s.io", "v1alpha2", "TCPRoute") is not None


def test_items_that_differ_are_refused() -> None:
    a = {"type": "array", "items": {"type": "string"}}
    with pytest.raises(ValueError, match=r"of x\[\]"):
        merge_schemas(a, {"type": "array", "items": {"type": "string", "pattern": "a"}}, "x")


def test_objects_that_differ_in_their_own_constraints_are_refused() -> None:
    a = {"type": "object", "properties": {"x": {"type": "object", "properties": {}, "maxProperties": 1}}}
    b = {"type": "object", "properties": {"x": {"type": "object", "properties": {}, "maxProperties": 2}}}
    with pytest.raises(ValueError, match=r"\.x"):
        merge_schemas(a, b)


def test_texts_and_cel_may_differ() -> None:
    a = {"type": "string", "description": "a", "x-kubernetes-validations": [1]}
    assert merge_schemas(a, {"type": "string", "description": "b"}) == a
