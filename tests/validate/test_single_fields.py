"""Fields of built-in kinds that a schema leaves open and the API server does not: one wrong value and one right value each."""

from __future__ import annotations

import copy
from typing import Any

import pytest

META = {"name": "a", "namespace": "shop"}
POD: dict[str, Any] = {"apiVersion": "v1", "kind": "Pod", "metadata": META, "spec": {"containers": [{"name": "a", "image": "a"}]}}
AUTOSCALER: dict[str, Any] = {
    "apiVersion": "autoscaling/v2",
    "kind": "HorizontalPodAutoscaler",
    "metadata": META,
    "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "a"}, "maxReplicas": 2},
}
JOB: dict[str, Any] = {
    "apiVersion": "batch/v1",
    "kind": "Job",
    "metadata": META,
    "spec": {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "a", "image": "a"}]}}},
}
CLAIM: dict[str, Any] = {
    "apiVersion": "v1",
    "kind": "PersistentVolumeClaim",
    "metadata": META,
    "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
}
BINDING: dict[str, Any] = {
    "apiVersion": "rbac.authorization.k8s.io/v1",
    "kind": "RoleBinding",
    "metadata": META,
    "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "a"},
    "subjects": [{"kind": "User", "name": "a"}],
}
DRIVER: dict[str, Any] = {"apiVersion": "storage.k8s.io/v1", "kind": "CSIDriver", "metadata": {"name": "a"}, "spec": {}}
CPU = {"type": "Utilization", "averageUtilization": 50}


def rule(condition: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"action": "Ignore", "onPodConditions": [condition]}]


def affinity(namespace: str) -> dict[str, Any]:
    term = {"topologyKey": "zone", "labelSelector": {}, "namespaces": [namespace]}
    return {"podAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}


CASES: list[tuple[dict[str, Any], str, Any, Any, str, str]] = [
    (POD, "spec.affinity", affinity("Shop"), affinity("shop"), "K8S126",
     ".podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]"),
    (POD, "spec.volumes", [{"name": "a", "configMap": {"name": "a", "items": [{"key": "", "path": "b"}]}}],
     [{"name": "a", "configMap": {"name": "a", "items": [{"key": "b", "path": "b"}]}}], "K8S105", "[0].configMap.items[0].key"),
    (POD, "spec.volumes", [{"name": "a", "configMap": {"name": "a", "items": [{"key": "b", "path": ""}]}}],
     [{"name": "a", "configMap": {"name": "a", "items": [{"key": "b", "path": "c"}]}}], "K8S105", "[0].configMap.items[0].path"),
    (POD, "spec.volumes", [{"name": "a", "projected": {"sources": [{"serviceAccountToken": {"path": ""}}]}}],
     [{"name": "a", "projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}], "K8S105",
     "[0].projected.sources[0].serviceAccountToken.path"),
    (POD, "spec.volumes", [{"name": "a", "downwardAPI": {"items": [{"path": "", "fieldRef": {"fieldPath": "metadata.name"}}]}}],
     [{"name": "a", "downwardAPI": {"items": [{"path": "name", "fieldRef": {"fieldPath": "metadata.name"}}]}}], "K8S105",
     "[0].downwardAPI.items[0].path"),
    (POD, "spec.securityContext", {"windowsOptions": {"gmsaCredentialSpecName": "Web_1"}},
     {"windowsOptions": {"gmsaCredentialSpecName": "web-1"}}, "K8S120", ".windowsOptions.gmsaCredentialSpecName"),
    *((POD, "spec.securityContext", {"windowsOptions": {"runAsUserName": wrong}}, {"windowsOptions": {"runAsUserName": right}}, "K8S107",
       ".windowsOptions.runAsUserName")
      for wrong, right in (("", "ContainerUser"), ("a\\b\\c", "NT AUTHORITY\\NETWORK SERVICE"), ("\\web", "web"), ("web\\", "SHOP\\web"),
                           ("a\tb", "a b"), (". .", "a."), ("a" * 105, "a" * 104), ("d" * 256 + "\\a", "d" * 255 + "\\a"))),
    (AUTOSCALER, "spec.scaleTargetRef.name", "a/b", "a:b", "K8S120", ""),
    (AUTOSCALER, "spec.scaleTargetRef.name", "", "A", "K8S120", ""),
    (AUTOSCALER, "spec.scaleTargetRef.kind", "apps/Deployment", "Deployment", "K8S120", ""),
    (AUTOSCALER, "spec.metrics", [{"type": "Resource", "resource": {"name": "", "target": CPU}}],
     [{"type": "Resource", "resource": {"name": "cpu", "target": CPU}}], "K8S105", "[0].resource.name"),
    (AUTOSCALER, "spec.metrics", [{"type": "ContainerResource", "containerResource": {"name": "cpu", "container": "", "target": CPU}}],
     [{"type": "ContainerResource", "containerResource": {"name": "cpu", "container": "a", "target": CPU}}], "K8S105",
     "[0].containerResource.container"),
    (AUTOSCALER, "spec.metrics",
     [{"type": "Pods", "pods": {"metric": {"name": "http/requests"}, "target": {"type": "AverageValue", "averageValue": 1}}}],
     [{"type": "Pods", "pods": {"metric": {"name": "http|requests"}, "target": {"type": "AverageValue", "averageValue": 1}}}], "K8S120",
     "[0].pods.metric.name"),
    (AUTOSCALER, "spec.behavior", {"scaleUp": {"tolerance": "-0.1"}}, {"scaleUp": {"tolerance": "0.1"}}, "K8S106", ".scaleUp.tolerance"),
    (JOB, "spec.managedBy", f"example.com/{'a' * 52}", f"example.com/{'a' * 51}", "K8S107", ""),
    (JOB, "spec.podFailurePolicy", {"rules": rule({"type": "Disruption Target", "status": "True"})},
     {"rules": rule({"type": "example.com/Disrupted", "status": "True"})}, "K8S120", ".rules[0].onPodConditions[0].type"),
    (JOB, "spec.podFailurePolicy", {"rules": rule({"type": "DisruptionTarget", "status": "true"})},
     {"rules": rule({"type": "DisruptionTarget", "status": "Unknown"})}, "K8S104", ".rules[0].onPodConditions[0].status"),
    (BINDING, "roleRef.name", "", "system:node", "K8S120", ""),
    (BINDING, "roleRef.name", "a/b", "A b", "K8S120", ""),
    (BINDING, "subjects", [{"kind": "Group", "name": ""}], [{"kind": "Group", "name": "system:masters"}], "K8S105", "[0].name"),
    (DRIVER, "metadata.name", "a" * 64, "a" * 63, "K8S120", ""),
    (CLAIM, "spec.dataSource", {"kind": "PersistentVolumeClaim", "name": ""}, {"kind": "PersistentVolumeClaim", "name": "a"}, "K8S105", ".name"),
    (CLAIM, "spec.dataSourceRef", {"kind": "", "name": "a"}, {"kind": "PersistentVolumeClaim", "name": "a"}, "K8S105", ".kind"),
]  # fmt: skip


def written(obj: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    out = copy.deepcopy(obj)
    *steps, last = path.split(".")
    inner = out
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return out


@pytest.mark.parametrize(("obj", "path", "wrong", "right", "code", "field"), CASES, ids=[f"{i}-{c[1]}{c[5]}" for i, c in enumerate(CASES)])
def test_the_wrong_value_is_the_one_finding_and_the_right_value_none(
    obj: dict[str, Any], path: str, wrong: Any, right: Any, code: str, field: str, said: Any
) -> None:
    assert said(written(obj, path, wrong)) == [(code, path + field)]
    assert said(written(obj, path, right)) == []
