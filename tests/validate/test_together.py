"""What fields of the built-in kinds say together, and forms of single fields that no schema tells."""

from __future__ import annotations

from typing import Any

import pytest

POD = {"containers": [{"name": "a", "image": "a:1"}]}


def _of(api_version: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"apiVersion": api_version, "kind": kind, "metadata": {"name": "abc"}, **more}


def _pod(**spec: Any) -> dict[str, Any]:
    return _of("v1", "Pod", spec={**POD, **spec})


def _volume(**source: Any) -> dict[str, Any]:
    return _pod(volumes=[{"name": "v", **source}])


def _pv(**source: Any) -> dict[str, Any]:
    return _of("v1", "PersistentVolume", spec={"accessModes": ["ReadWriteOnce"], "capacity": {"storage": "1Gi"}, **source})


def _selector(**requirement: Any) -> dict[str, Any]:
    return _of("networking.k8s.io/v1", "NetworkPolicy", spec={"podSelector": {"matchExpressions": [{"key": "a", **requirement}]}})


def _csi(**reference: Any) -> dict[str, Any]:
    return _pv(csi={"driver": "a.b", "volumeHandle": "v", "nodeStageSecretRef": reference})


def _parameters(**more: Any) -> dict[str, Any]:
    parameters = {"kind": "A", "name": "b", **more}
    return _of("networking.k8s.io/v1", "IngressClass", spec={"controller": "a.b/c", "parameters": parameters})


def _node(*taints: tuple[str, str]) -> dict[str, Any]:
    return _of("v1", "Node", spec={"taints": [{"key": key, "effect": effect} for key, effect in taints]})


def _request(**spec: Any) -> dict[str, Any]:
    body = {"request": "YWJj", "signerName": "example.com/a", "usages": ["client auth"], **spec}
    return _of("certificates.k8s.io/v1", "CertificateSigningRequest", spec=body)


def _driver(**spec: Any) -> dict[str, Any]:
    return _of("storage.k8s.io/v1", "CSIDriver", spec=spec)


def _api_service(**spec: Any) -> dict[str, Any]:
    body = {"group": "a.b", "version": "v1", "groupPriorityMinimum": 100, "versionPriority": 15, **spec}
    return {**_of("apiregistration.k8s.io/v1", "APIService", spec=body), "metadata": {"name": "v1.a.b"}}


def _ranges(*cidrs: str) -> dict[str, Any]:
    return _of("networking.k8s.io/v1", "ServiceCIDR", spec={"cidrs": list(cidrs)})


AT = "spec.podSelector.matchExpressions[0].values"
IQN = "iqn.2026-01.com.example:a"
REFUSED = [
    (_selector(operator="In"), "K8S103", AT),
    (_selector(operator="NotIn", values=[]), "K8S103", AT),
    (_selector(operator="Exists", values=["x"]), "K8S115", AT),
    (_volume(csi={"driver": "a.b", "nodePublishSecretRef": {}}), "K8S103", "spec.volumes[0].csi.nodePublishSecretRef.name"),
    (_volume(csi={"driver": "a b"}), "K8S120", "spec.volumes[0].csi.driver"),
    (_volume(iscsi={"targetPortal": "", "iqn": IQN, "lun": 1}), "K8S105", "spec.volumes[0].iscsi.targetPortal"),
    (_volume(iscsi={"targetPortal": "10.0.0.1", "iqn": "a", "lun": 1}), "K8S107", "spec.volumes[0].iscsi.iqn"),
    (_volume(fc={"lun": 1}), "K8S115", "spec.volumes[0].fc"),
    (_volume(fc={"targetWWNs": ["a"]}), "K8S103", "spec.volumes[0].fc.lun"),
    (_volume(fc={"targetWWNs": ["a"], "lun": 1, "wwids": ["b"]}), "K8S115", "spec.volumes[0].fc"),
    (_csi(name="a"), "K8S103", "spec.csi.nodeStageSecretRef.namespace"),
    (_csi(namespace="a"), "K8S103", "spec.csi.nodeStageSecretRef.name"),
    (_pv(csi={"driver": "a.b", "volumeHandle": ""}), "K8S105", "spec.csi.volumeHandle"),
    (_pv(hostPath={"path": "/a"}, nodeAffinity={}), "K8S103", "spec.nodeAffinity.required"),
    (_parameters(scope="Namespace"), "K8S103", "spec.parameters.namespace"),
    (_parameters(namespace="a"), "K8S115", "spec.parameters.namespace"),
    (_node(("a", "NoSchedule"), ("a", "NoSchedule")), "K8S108", "spec.taints[1]"),
    (_api_service(insecureSkipTLSVerify=True, caBundle="YWJj"), "K8S115", "spec"),
    (_api_service(groupPriorityMinimum=0), "K8S105", "spec.groupPriorityMinimum"),
    (_api_service(versionPriority=1001), "K8S105", "spec.versionPriority"),
    (_driver(tokenRequests=[{"audience": "a"}, {"audience": ""}, {"audience": "a"}]), "K8S108", "spec.tokenRequests[2].audience"),
    (_of("storage.k8s.io/v1", "VolumeAttributesClass", driverName="a b", parameters={"a": "b"}), "K8S120", "driverName"),
    (
        _of("resource.k8s.io/v1", "ResourceClaim", spec={"devices": {"requests": [{"name": "a"}]}}),
        "K8S115",
        "spec.devices.requests[0]",
    ),
    (_ranges("10.0.0.1/24"), "K8S107", "spec.cidrs[0]"),
    (_ranges("10.0.0.0/24", "2001:DB8::/64"), "K8S107", "spec.cidrs[1]"),
    (_ranges("10.0.0.0/24", "10.1.0.0/24"), "K8S115", "spec.cidrs[1]"),
    (_request(signerName="clients"), "K8S107", "spec.signerName"),
    (_request(expirationSeconds=599), "K8S105", "spec.expirationSeconds"),
    (_driver(volumeLifecycleModes=["Forever"]), "K8S104", "spec.volumeLifecycleModes[0]"),
    (_driver(tokenRequests=[{"audience": "a", "expirationSeconds": 599}]), "K8S105", "spec.tokenRequests[0].expirationSeconds"),
    (_pod(containers=[{"name": "a", "image": " a:1"}]), "K8S107", "spec.containers[0].image"),
    (_pod(initContainers=[{"name": "i", "image": "a:1\n"}]), "K8S107", "spec.initContainers[0].image"),
    (_pod(securityContext={"sysctls": [{"name": "Net.core", "value": "1"}]}), "K8S107", "spec.securityContext.sysctls[0].name"),
    (_pod(securityContext={"sysctls": [{"name": "net..core", "value": "1"}]}), "K8S107", "spec.securityContext.sysctls[0].name"),
    (_pod(dnsConfig={"searches": ["a b"]}), "K8S107", "spec.dnsConfig.searches[0]"),
    (_of("v1", "Service", spec={"type": "LoadBalancer", "loadBalancerClass": "a b"}), "K8S107", "spec.loadBalancerClass"),
    (_of("storage.k8s.io/v1", "StorageClass", provisioner="a b"), "K8S107", "provisioner"),
    (_of("v1", "LimitRange", spec={"limits": [{"type": "container"}]}), "K8S104", "spec.limits[0].type"),
    (_of("coordination.k8s.io/v1", "Lease", spec={"leaseDurationSeconds": 0}), "K8S105", "spec.leaseDurationSeconds"),
    (_of("coordination.k8s.io/v1", "Lease", spec={"leaseTransitions": -1}), "K8S105", "spec.leaseTransitions"),
    (_of("networking.k8s.io/v1", "Ingress", spec={"tls": [{"secretName": "A_b"}]}), "K8S120", "spec.tls[0].secretName"),
]
PASSED = [
    _selector(operator="In", values=["x"]),
    _selector(operator="DoesNotExist"),
    _selector(operator="Exists", values=[]),
    _volume(csi={"driver": "Ebs.csi.aws.com", "nodePublishSecretRef": {"name": "a"}}),
    _volume(iscsi={"targetPortal": "10.0.0.1:3260", "iqn": IQN}),
    _volume(fc={"targetWWNs": ["a"], "lun": 0}),
    _volume(fc={"wwids": ["a"]}),
    _csi(name="a", namespace="b"),
    _parameters(),
    _parameters(scope="Cluster"),
    _parameters(scope="Namespace", namespace="a"),
    _node(("a", "NoSchedule"), ("a", "NoExecute"), ("b", "NoSchedule")),
    _api_service(insecureSkipTLSVerify=True),
    _api_service(groupPriorityMinimum=20_000, versionPriority=1),
    _ranges("10.0.0.0/24", "2001:db8::/64"),
    _ranges("fd00::/112"),
    _request(signerName="kubernetes.io/kube-apiserver-client", expirationSeconds=600),
    _driver(volumeLifecycleModes=["Persistent", "Ephemeral"], tokenRequests=[{"audience": ""}]),
    _pod(
        securityContext={
            "sysctls": [{"name": "net.ipv4.conf.eth0/100.forwarding", "value": "1"}, {"name": "kernel.shm_rmid_forced", "value": "1"}]
        }
    ),
    _pod(dnsConfig={"searches": [".", "a.b.", "_tcp.a_b.example.com"]}),
    _of("v1", "Service", spec={"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb"}),
    _of("storage.k8s.io/v1", "StorageClass", provisioner="rancher.io/local-path"),
    _of("v1", "LimitRange", spec={"limits": [{"type": "Pod"}, {"type": "example.com/Thing"}]}),
    _of("coordination.k8s.io/v1", "Lease", spec={"leaseDurationSeconds": 1, "leaseTransitions": 0}),
]


@pytest.mark.parametrize(("obj", "code", "field"), REFUSED, ids=lambda x: x if isinstance(x, str) else "")
def test_what_the_api_server_refuses_is_the_one_finding(obj: Any, code: str, field: str, said: Any) -> None:
    assert said(obj) == [(code, field)]


@pytest.mark.parametrize("obj", PASSED, ids=lambda obj: obj["kind"])
def test_what_the_api_server_takes_passes(obj: Any, findings: Any, minors: Any) -> None:
    for minor in minors:
        assert findings(obj, minor=minor) == []


@pytest.mark.parametrize("reason", ["Unknown", "invalid"])
def test_an_admission_policy_refuses_for_a_reason_that_there_is(reason: str, said: Any) -> None:
    spec = {"validations": [{"expression": "true", "reason": reason}]}
    assert said(_of("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", spec=spec)) == [
        ("K8S104", "spec.validations[0].reason")
    ]
