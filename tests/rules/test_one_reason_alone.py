"""Rules that look closer only for a reason: each reason alone is enough, in a pod or an Ingress that has nothing else of the kind."""

from __future__ import annotations

from typing import Any

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.rules.context import Context


def told(code: str, kind: str, spec: dict[str, Any]) -> list[str]:
    """The fields that a rule finds something about in one object."""
    version = "v1" if kind == "Pod" else "networking.k8s.io/v1"
    m = Manifest({"apiVersion": version, "kind": kind, "metadata": {"name": "web", "namespace": "shop"}, "spec": spec})
    rule = rules.find(code)
    assert rule is not None
    return [f.field for f in rule.check(Context([m], facts.load(), closed=True))]


def container(**fields: Any) -> dict[str, Any]:
    return {"containers": [{"name": "main", "image": "example.com/web:1", **fields}]}


def secured(**fields: Any) -> dict[str, Any]:
    return container(securityContext={"allowPrivilegeEscalation": False, **fields})


OWN = "spec.containers[0].securityContext"
OLD = "failure-domain.beta.kubernetes.io/zone"
LABELS = {"labelSelector": {"matchExpressions": [{"key": "app", "operator": "Exists"}]}, "matchLabelKeys": ["app"]}
TERM = {"matchExpressions": [{"key": OLD, "operator": "Exists"}]}
NODES = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [TERM]}}}
PROBED = {"livenessProbe": {"tcpSocket": {"port": "dns"}}}


@pytest.mark.parametrize(
    ("code", "spec", "field"),
    [
        ("K8S155", secured(privileged=True), f"{OWN}.privileged"),
        ("K8S155", secured(procMount="Unmasked"), f"{OWN}.procMount"),
        ("K8S155", secured(capabilities={"add": ["CAP_SYS_ADMIN"]}), f"{OWN}.capabilities.add"),
        ("K8S155", {**container(), "securityContext": {"windowsOptions": {"hostProcess": True}}}, "spec.hostNetwork"),
        ("K8S155", container(securityContext={"windowsOptions": {"hostProcess": True}}), "spec.hostNetwork"),
        ("K8S155", {**container(), "hostPID": True, "shareProcessNamespace": True}, "spec.shareProcessNamespace"),
        ("K8S155", container(securityContext={"seccompProfile": {"type": "Localhost"}}), f"{OWN}.seccompProfile.localhostProfile"),
        (
            "K8S157",
            {"topologySpreadConstraints": [{"minDomains": 2, "whenUnsatisfiable": "ScheduleAnyway"}]},
            "spec.topologySpreadConstraints[0].minDomains",
        ),
        ("K8S157", {"topologySpreadConstraints": [LABELS]}, "spec.topologySpreadConstraints[0].matchLabelKeys[0]"),
        ("K8S157", container(resources={"claims": [{"name": "gpu"}]}), "spec.containers[0].resources.claims[0].name"),
        ("K8S209", container(**PROBED, ports=[{"name": "dns", "protocol": "UDP"}]), "spec.containers[0].livenessProbe.tcpSocket.port"),
        ("K8S209", container(**PROBED, ports=[{"name": "dns", "protocol": "SCTP"}]), "spec.containers[0].livenessProbe.tcpSocket.port"),
        ("K8S604", {"topologySpreadConstraints": [{"topologyKey": OLD}]}, "spec.topologySpreadConstraints[0].topologyKey"),
        ("K8S604", {"nodeSelector": {OLD: "a"}}, f"spec.nodeSelector[{OLD}]"),
        (
            "K8S604",
            {"affinity": NODES},
            "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key",
        ),
        ("K8S411", container(env=[{"name": "PASSWORD", "value": "hunter2"}]), "spec.containers[0].env[0].value"),
        ("K8S411", container(env=[{"name": "CACHE", "value": "redis://me:hunter2@cache"}]), "spec.containers[0].env[0].value"),
    ],
)
def test_each_reason_alone_is_enough_for_a_pod(code: str, spec: dict[str, Any], field: str) -> None:
    assert told(code, "Pod", spec) == [field]


def test_a_port_that_is_declared_for_tcp_beside_another_protocol_can_be_probed() -> None:
    ports = [{"name": "dns", "protocol": "UDP"}, {"name": "dns", "protocol": "TCP"}]
    assert told("K8S209", "Pod", container(**PROBED, ports=ports)) == []


def rule(host: str, path: str = "/", kind: str = "Prefix") -> dict[str, Any]:
    backend = {"service": {"name": "web", "port": {"number": 80}}}
    return {"host": host, "http": {"paths": [{"path": path, "pathType": kind, "backend": backend}]}}


@pytest.mark.parametrize("path", ["/a//b", "/a/./b", "/a/../b", "/a%2fb", "/a%2Fb", "/a/..", "/a/."])
def test_each_part_that_no_path_has_is_found_alone(path: str) -> None:
    assert told("K8S163", "Ingress", {"rules": [rule("a.example.com", path)]}) == ["spec.rules[0].http.paths[0].path"]
    assert told("K8S163", "Ingress", {"rules": [rule("a.example.com", path, "ImplementationSpecific")]}) == []


@pytest.mark.parametrize("path", ["/", "/a/b", "/a%20b", "/a/.well-known", "/a..b/c"])
def test_a_path_that_only_looks_like_one_of_them_is_left_alone(path: str) -> None:
    assert told("K8S163", "Ingress", {"rules": [rule("a.example.com", path)]}) == []


def test_a_wrong_host_beside_a_right_one_is_found_in_rules_and_certificates() -> None:
    spec = {
        "rules": [rule("a.example.com"), rule("B.example.com")],
        "tls": [{"hosts": ["a.example.com", "B.example.com", "c.example.com"]}],
    }
    assert told("K8S163", "Ingress", spec) == ["spec.rules[1].host", "spec.tls[0].hosts[1]", "spec.tls[0].hosts[2]"]
