"""Canonical quantities: each is written as the API server stores it, nothing else changes, and nothing given is touched."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit import quantities
from k8skit.codegen.crds import facts_from_crds
from k8skit.facts import Facts, load
from k8skit.manifest import Manifest
from k8skit.process.quantities import canonical_quantities

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load("1.35")


@pytest.fixture(scope="module")
def canonical(facts: Facts) -> Any:
    """Write the quantities of one object."""
    return lambda obj: canonical_quantities([Manifest(obj)], facts)[0].object


def deployment(**container: Any) -> dict[str, Any]:
    spec = {"containers": [{"name": "a", **container}]}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "a"},
        "spec": {"selector": {}, "template": {"spec": spec}},
    }


def limits(obj: dict[str, Any]) -> Any:
    return obj["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("1000m", "1"),
        ("0.5Gi", "512Mi"),
        ("1024Mi", "1Gi"),
        ("1024Ki", "1Mi"),
        ("1000", "1k"),
        ("0.1", "100m"),
        ("1e3", "1e3"),
        ("1000k", "1M"),
        ("0", "0"),
        ("00", "0"),
        ("010m", "10m"),
        (2, "2"),
        (0, "0"),
        (1000, "1k"),
        (0.5, "500m"),
        (2.0, "2"),
        ("+1", "1"),
        ("-1000m", "-1"),
        ("100000000000000m", "100G"),
        ("2048Gi", "2Ti"),
        ("9999999999Gi", "9223372036854775807"),
    ],
)
def test_a_quantity_is_written_as_it_is_stored(given: Any, stored: str, canonical: Any) -> None:
    assert limits(canonical(deployment(resources={"limits": {"cpu": given}}))) == {"cpu": stored}


@pytest.mark.parametrize("value", ["100m", "128Mi", "2", "1500m", "1", "999Ki", "5Gi", "1k", "1M", "1Ti", "999999999m"])
def test_a_canonical_one_stays_and_so_does_its_manifest(value: str, facts: Facts) -> None:
    m = Manifest(deployment(resources={"limits": {"cpu": value}}))
    assert quantities.canonical(value) == value
    [out] = canonical_quantities([m], facts)
    assert out is m


@pytest.mark.parametrize("value", ["1 Gi", "", "abc", True, None, [], {}, "1GB"])
def test_what_is_no_quantity_is_left_to_validation(value: Any, facts: Facts) -> None:
    m = Manifest(deployment(resources={"limits": {"cpu": value, "memory": "100Mi"}}))
    [out] = canonical_quantities([m], facts)
    assert out is m


@pytest.mark.parametrize(
    ("obj", "path"),
    [
        ({"apiVersion": "v1", "kind": "Pod", "spec": {"overhead": {"cpu": "1000m"}}}, ("spec", "overhead", "cpu")),
        (
            {"apiVersion": "v1", "kind": "Pod", "spec": {"initContainers": [{}, {"resources": {"requests": {"cpu": "1000m"}}}]}},
            ("spec", "initContainers", 1, "resources", "requests", "cpu"),
        ),
        (
            {"apiVersion": "v1", "kind": "Pod", "spec": {"volumes": [{"emptyDir": {"sizeLimit": "1000m"}}]}},
            ("spec", "volumes", 0, "emptyDir", "sizeLimit"),
        ),
        (
            {
                "apiVersion": "v1",
                "kind": "Pod",
                "spec": {"containers": [{"env": [{"valueFrom": {"resourceFieldRef": {"divisor": "1000m"}}}]}]},
            },
            ("spec", "containers", 0, "env", 0, "valueFrom", "resourceFieldRef", "divisor"),
        ),
        (
            {"apiVersion": "monitoring.coreos.com/v1", "kind": "Prometheus", "spec": {"resources": {"limits": {"cpu": "1000m"}}}},
            ("spec", "resources", "limits", "cpu"),
        ),
        ({"apiVersion": "v1", "kind": "PersistentVolume", "spec": {"capacity": {"storage": "1000m"}}}, ("spec", "capacity", "storage")),
        ({"apiVersion": "v1", "kind": "ResourceQuota", "spec": {"hard": {"pods": "1000m"}}}, ("spec", "hard", "pods")),
        ({"apiVersion": "v1", "kind": "LimitRange", "spec": {"limits": [{"max": {"cpu": "1000m"}}]}}, ("spec", "limits", 0, "max", "cpu")),
        (
            {
                "apiVersion": "apps/v1",
                "kind": "StatefulSet",
                "spec": {"volumeClaimTemplates": [{"spec": {"resources": {"requests": {"storage": "1000m"}}}}]},
            },
            ("spec", "volumeClaimTemplates", 0, "spec", "resources", "requests", "storage"),
        ),
        (
            {
                "apiVersion": "autoscaling/v2",
                "kind": "HorizontalPodAutoscaler",
                "spec": {"metrics": [{"pods": {"target": {"averageValue": "1000m"}}}]},
            },
            ("spec", "metrics", 0, "pods", "target", "averageValue"),
        ),
        (
            {
                "apiVersion": "batch/v1",
                "kind": "CronJob",
                "spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"resources": {"limits": {"cpu": "1000m"}}}]}}}}},
            },
            ("spec", "jobTemplate", "spec", "template", "spec", "containers", 0, "resources", "limits", "cpu"),
        ),
    ],
)
def test_quantities_are_found_wherever_the_facts_have_them(obj: Any, path: tuple[Any, ...], canonical: Any) -> None:
    before = copy.deepcopy(obj)
    out = canonical(obj)
    assert obj == before
    at = out
    for step in path:
        at = at[step]
    assert at == "1"


def test_kinds_that_share_a_part_are_all_reached(facts: Facts) -> None:
    made = [deployment(resources={"limits": {"cpu": "1000m"}}) for _ in range(4)]
    made[1]["kind"] = "StatefulSet"
    made[2].update(apiVersion="batch/v1", kind="Job")
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": copy.deepcopy(made[0]["spec"]["template"]["spec"])}
    *templates, last = canonical_quantities([Manifest(obj) for obj in (*made, pod)], facts)
    assert [limits(m.object) for m in templates] == [{"cpu": "1"}] * 4
    assert last.object["spec"]["containers"][0]["resources"]["limits"] == {"cpu": "1"}


def test_only_what_changes_is_copied(canonical: Any) -> None:
    obj = deployment(resources={"limits": {"cpu": "1000m"}, "requests": {"cpu": "100m"}}, env=[{"name": "A", "value": "1000m"}])
    before = copy.deepcopy(obj)
    out = canonical(obj)
    assert obj == before
    assert limits(out) == {"cpu": "1"}
    one, other = obj["spec"]["template"]["spec"]["containers"][0], out["spec"]["template"]["spec"]["containers"][0]
    assert other["env"] is one["env"]
    assert other["resources"]["requests"] is one["resources"]["requests"]
    assert out["metadata"] is obj["metadata"]
    assert list(other) == list(one)
    assert other["env"][0]["value"] == "1000m"


def test_a_changed_manifest_keeps_its_origin_and_the_order_stays(facts: Facts) -> None:
    from k8skit.finding import Origin

    origin = Origin("app.py", 3, "shop/orders", "WebService")
    one = Manifest(deployment(resources={"limits": {"cpu": "1000m"}}), origin=origin, chart="shop", silenced={"K8S602": "known"})
    two = Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": "1000m"}})
    out = canonical_quantities([two, one, two], facts)
    assert [o is m for o, m in zip(out, (two, one, two), strict=True)] == [True, False, True]
    assert (out[1].origin, out[1].chart, out[1].silenced) == (origin, "shop", {"K8S602": "known"})


@pytest.mark.parametrize(
    "obj",
    [
        {"apiVersion": "example.com/v1", "kind": "Thing", "spec": {"resources": {"limits": {"cpu": "1000m"}}}},
        {"apiVersion": "v1", "kind": "Nope", "spec": {}},
        {"kind": "Pod"},
        {"apiVersion": "v1", "kind": "Pod", "spec": []},
        {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": {}}},
        {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": ["x", None, {"resources": {"limits": "1000m"}}]}},
        {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": None, "nope": {"cpu": "1000m"}}},
        {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "GatewayClass", "spec": {"controllerName": "1000m"}},
        # A schema may hold schemas; none of them holds a quantity, and the search ends.
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "spec": {"versions": [{"name": "1000m"}]}},
    ],
)
def test_what_is_unknown_or_malformed_is_left_alone(obj: Any, facts: Facts) -> None:
    m = Manifest(obj)
    assert canonical_quantities([m], facts)[0] is m


def test_a_custom_resource_without_a_schema_is_left_alone(crd_without_a_schema: dict[str, Any]) -> None:
    found, wrong = facts_from_crds([(crd_without_a_schema, None)])
    assert [f.field for f in wrong] == ["spec.versions[0].schema"]
    m = Manifest({"apiVersion": "example.com/v1", "kind": "Thing", "spec": {"cpu": "1000m"}})
    assert canonical_quantities([m], Facts("1.35", [found]))[0] is m


@given(st.sampled_from(["", "m", "k", "M", "Ki", "Mi", "Gi", "n", "e3"]), st.decimals(min_value=0, max_value=10**6, places=2))
def test_whatever_is_a_quantity_comes_out_canonical(suffix: str, number: Any) -> None:
    text = f"{number}{suffix}"
    obj = deployment(resources={"limits": {"cpu": text}})
    [out] = canonical_quantities([Manifest(obj)], load("1.35"))
    value = limits(out.object)["cpu"]
    if quantities.problem(text):
        assert value == text
    else:
        assert value == quantities.canonical(text)
        assert canonical_quantities([out], load("1.35"))[0] is out


@settings(max_examples=200)
@given(st.integers(0, 10**10), st.sampled_from(["", "m", "Ki", "Mi", "Gi"]))
def test_the_short_cut_agrees_with_the_arithmetic(n: int, suffix: str) -> None:
    obj = deployment(resources={"limits": {"cpu": f"{n}{suffix}"}})
    [out] = canonical_quantities([Manifest(obj)], load("1.35"))
    assert limits(out.object)["cpu"] == quantities.canonical(f"{n}{suffix}")


def test_upstream_cases_are_stored_as_upstream_does(corpora: Path, canonical: Any) -> None:
    cases = json.loads((corpora / "names-labels-quantities" / "cases.json").read_text())
    seen = 0
    for case in cases:
        if "Quantity" in case["function"] and case["valid"] and case.get("canonical") is not None:
            assert limits(canonical(deployment(resources={"limits": {"cpu": case["value"]}})))["cpu"] == case["canonical"], case
            seen += 1
    assert seen >= 50
