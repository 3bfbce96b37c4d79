"""What a ResourceQuota counts, and what it demands."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit.semantics.pod_resources import PodResources
from k8skit.semantics.quotas import ONE, counts, has_scopes, is_key, of_claim, of_pod, of_service, unmet

SPEC: dict[str, Any] = {
    "containers": [
        {"name": "a", "resources": {"requests": {"cpu": "100m", "memory": "1Gi", "ephemeral-storage": "1Gi"}, "limits": {"memory": "2Gi"}}},
        {"name": "b", "resources": {"requests": {"cpu": "200m", "nvidia.com/gpu": 1, "hugepages-2Mi": "4Mi"}}},
    ]
}
POD = PodResources(SPEC, [])
GI = 2**30 * ONE


@pytest.mark.parametrize(
    ("key", "amount"),
    [
        ("pods", ONE),
        ("count/pods", ONE),
        ("cpu", 3 * ONE // 10),
        ("requests.cpu", 3 * ONE // 10),
        ("limits.cpu", 0),
        ("memory", GI),
        ("requests.memory", GI),
        ("limits.memory", 2 * GI),
        ("ephemeral-storage", GI),
        ("requests.ephemeral-storage", GI),
        ("limits.ephemeral-storage", 0),
        ("requests.nvidia.com/gpu", ONE),
        ("hugepages-2Mi", GI // 256),
        ("requests.hugepages-2Mi", GI // 256),
        ("services", None),
        ("count/deployments.apps", None),
        ("requests.storage", None),
        ("gold.storageclass.storage.k8s.io/requests.storage", None),
        ("configmaps", None),
    ],
)
def test_a_pod_uses_what_the_key_is_about(key: str, amount: int | None) -> None:
    assert of_pod(key, POD) == amount


def test_a_container_has_to_set_exactly_what_a_quota_names() -> None:
    assert [(path, keys) for path, _, keys in unmet(["requests.cpu", "memory", "limits.memory", "limits.cpu", "pods"], POD)] == [
        ("spec.containers[0]", ["limits.cpu"]),
        ("spec.containers[1]", ["memory", "limits.memory", "limits.cpu"]),
    ]
    assert unmet(["ephemeral-storage", "limits.ephemeral-storage", "requests.nvidia.com/gpu"], POD) == []


def test_what_the_pod_sets_as_a_whole_its_containers_need_not() -> None:
    pod = PodResources({"resources": {"limits": {"cpu": "1"}}, "containers": [{"name": "a"}]}, [])
    assert unmet(["limits.cpu", "requests.cpu"], pod) == []
    assert [keys for _, _, keys in unmet(["limits.memory"], pod)] == [["limits.memory"]]


@pytest.mark.parametrize(
    ("quota", "spec", "counted"),
    [
        ({}, {}, True),
        ({"scopes": ["Terminating"]}, {"activeDeadlineSeconds": 0}, True),
        ({"scopes": ["Terminating"]}, {}, False),
        ({"scopes": ["NotTerminating"]}, {}, True),
        ({"scopes": ["NotTerminating"]}, {"activeDeadlineSeconds": 9}, False),
        ({"scopes": ["BestEffort"]}, {"containers": [{"name": "a"}]}, True),
        ({"scopes": ["NotBestEffort"]}, {"containers": [{"name": "a"}]}, False),
        ({"scopes": ["NotBestEffort"]}, SPEC, True),
        ({"scopes": ["BestEffort", "NotTerminating"]}, {}, True),
        ({"scopes": ["BestEffort", "Terminating"]}, {}, False),
        ({"scopes": ["VolumeAttributesClass"]}, {}, False),
        ({"scopes": ["CrossNamespacePodAffinity"]}, {}, False),
    ],
)
def test_a_quota_counts_the_pods_that_all_of_its_scopes_fit(quota: Any, spec: Any, counted: bool) -> None:
    assert counts(quota, spec, PodResources(spec, [])) is counted
    assert has_scopes(quota) is bool(quota)


@pytest.mark.parametrize(
    ("operator", "values", "name", "counted"),
    [
        ("In", ["high"], "high", True),
        ("In", ["high"], "low", False),
        ("In", ["high"], None, False),
        ("NotIn", ["high"], "low", True),
        ("NotIn", ["high"], None, True),
        ("NotIn", ["high"], "high", False),
        ("Exists", None, "low", True),
        ("Exists", None, None, False),
        ("DoesNotExist", None, None, True),
        ("DoesNotExist", None, "low", False),
        ("Near", ["high"], "high", False),
    ],
)
def test_a_quota_for_priority_classes_looks_at_the_name(operator: str, values: Any, name: Any, counted: bool) -> None:
    quota = {"scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": operator, "values": values}]}}
    assert counts(quota, {"priorityClassName": name}, POD) is counted
    assert has_scopes(quota)


@pytest.mark.parametrize("term", [{"namespaces": ["x"]}, {"namespaceSelector": {}}])
def test_affinity_across_namespaces_is_a_scope(term: Any) -> None:
    quota = {"scopes": ["CrossNamespacePodAffinity"]}
    key = "requiredDuringSchedulingIgnoredDuringExecution"
    assert counts(quota, {"affinity": {"podAntiAffinity": {key: [term]}}}, POD)
    preferred = {"affinity": {"podAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [{"podAffinityTerm": term}]}}}
    assert counts(quota, preferred, POD)
    assert not counts(quota, {"affinity": {"podAffinity": {key: [{"topologyKey": "x"}]}}}, POD)


@pytest.mark.parametrize(
    ("key", "spec", "amount"),
    [
        ("services", {}, 1),
        ("count/services", {"type": "ExternalName"}, 1),
        ("services.loadbalancers", {"type": "LoadBalancer"}, 1),
        ("services.loadbalancers", {"type": "NodePort"}, 0),
        ("services.nodeports", {"type": "NodePort", "ports": [{}, {}]}, 2),
        ("services.nodeports", {"type": "LoadBalancer", "ports": [{}, {}]}, 2),
        ("services.nodeports", {"type": "LoadBalancer", "ports": [{}, {"nodePort": 30000}], "allocateLoadBalancerNodePorts": False}, 1),
        ("services.nodeports", {"ports": [{}, {}]}, 0),
        ("pods", {}, None),
    ],
)
def test_a_service_uses_what_the_key_is_about(key: str, spec: Any, amount: int | None) -> None:
    assert of_service(key, spec) == (None if amount is None else amount * ONE)


@pytest.mark.parametrize(
    ("key", "amount"),
    [
        ("persistentvolumeclaims", ONE),
        ("count/persistentvolumeclaims", ONE),
        ("requests.storage", 5 * GI),
        ("gold.storageclass.storage.k8s.io/requests.storage", 5 * GI),
        ("gold.storageclass.storage.k8s.io/persistentvolumeclaims", ONE),
        ("slow.storageclass.storage.k8s.io/requests.storage", 0),
        ("pods", None),
    ],
)
def test_a_claim_uses_what_the_key_is_about(key: str, amount: int | None) -> None:
    assert of_claim(key, {"storageClassName": "gold"}, 5 * GI) == amount


@pytest.mark.parametrize(
    "key", ["cpu", "limits.cpu", "pods", "services.nodeports", "count/x.y", "requests.nvidia.com/gpu", "requests.hugepages-1Gi"]
)
def test_the_api_server_takes_the_keys_that_it_knows(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["limits", "cpus", "limit.cpu", "storage", "deployments", ""])
def test_and_no_other(key: str) -> None:
    assert not is_key(key)
