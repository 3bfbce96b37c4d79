"""What rules cost: linear in the objects, and only the modules that a set needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest

ROOT = Path(__file__).resolve().parents[2]
FACTS = facts.load()
UNWANTED = ("re", "json", "typing", "dataclasses", "enum", "inspect", "pathlib", "contextlib", "functools", "yaml", "pydantic")


def service(i: int, *, wrong: bool) -> list[dict[str, Any]]:
    """The objects of one service; a wrong one is found fault with by every rule that looks at names and labels."""
    name = f"web-{i}"
    labels = {"app": name, "part-of": "shop"}
    other = f"wep-{i}" if wrong else name
    meta = {"name": name, "namespace": "shop"}
    container = {
        "name": "main",
        "image": "shop/x:latest" if wrong else "shop/x:1",
        "ports": [{"name": "http", "containerPort": 8080}],
        "env": [{"name": "PASSWORD", "value": "tulip" if wrong else "$(OTHER)"}],
        "livenessProbe": {"httpGet": {"port": "htpp" if wrong else "http"}},
        "envFrom": [{"configMapRef": {"name": other}}],
        "resources": {"requests": {} if wrong else {"cpu": "100m"}, "limits": {"memory": "64Mi"}},
        "volumeMounts": [{"name": "tmq" if wrong else "tmp", "mountPath": "/tmp"}],
        "securityContext": {"privileged": True} if wrong else {"allowPrivilegeEscalation": False},
    }
    pod = {"serviceAccountName": other, "containers": [container], "volumes": [{"name": "tmp", "emptyDir": {}}]}
    host = f"{other}.shop.svc.cluster.local"
    return [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": meta, "data": {"a": "b"}},
        {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": meta},
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {**meta, "labels": {"app": name}},
            "spec": {"selector": {"app": other}, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]},
        },
        {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": meta,
            "spec": {"selector": {"matchLabels": {"app": name}}, "template": {"metadata": {"labels": labels}, "spec": pod}},
        },
        {
            "apiVersion": "policy/v1",
            "kind": "PodDisruptionBudget",
            "metadata": meta,
            "spec": {"minAvailable": "50%", "selector": {"matchLabels": {"app": other}}},
        },
        {
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "Role",
            "metadata": meta,
            "rules": [{"apiGroups": [""], "resources": ["secrets" if wrong else "configmaps"], "verbs": ["get"]}],
        },
        {
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "RoleBinding",
            "metadata": meta,
            "roleRef": {"kind": "Role", "name": other},
            "subjects": [{"kind": "ServiceAccount", "name": other}],
        },
        {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "NetworkPolicy",
            "metadata": meta,
            "spec": {
                "podSelector": {"matchLabels": {"app": other}},
                "ingress": [{"from": [{"podSelector": {"matchLabels": {"app": other}}}], "ports": [{"port": "http"}]}],
            },
        },
        {
            "apiVersion": "monitoring.coreos.com/v1",
            "kind": "ServiceMonitor",
            "metadata": meta,
            "spec": {"selector": {"matchLabels": {"app": other}}, "endpoints": [{"port": "http"}]},
        },
        {
            "apiVersion": "autoscaling/v2",
            "kind": "HorizontalPodAutoscaler",
            "metadata": meta,
            "spec": {"scaleTargetRef": {"kind": "Deployment", "name": other}, "minReplicas": 2, "maxReplicas": 3},
        },
        {
            "apiVersion": "networking.k8s.io/v1",
            "kind": "Ingress",
            "metadata": meta,
            "spec": {
                "rules": [
                    {
                        "host": "x.example.com" if wrong else f"{name}.example.com",
                        "http": {
                            "paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": other, "port": {"number": 80}}}}]
                        },
                    }
                ]
            },
        },
        {
            "apiVersion": "networking.istio.io/v1",
            "kind": "VirtualService",
            "metadata": meta,
            "spec": {"hosts": [host], "http": [{"route": [{"destination": {"host": host, "subset": "v2" if wrong else "v1"}}]}]},
        },
        {
            "apiVersion": "networking.istio.io/v1",
            "kind": "DestinationRule",
            "metadata": meta,
            "spec": {"host": host, "subsets": [{"name": "v1", "labels": labels}]},
        },
    ]


NAMESPACE: list[dict[str, Any]] = [
    {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "labels": {"pod-security.kubernetes.io/enforce": "baseline"}}},
    {
        "apiVersion": "v1",
        "kind": "ResourceQuota",
        "metadata": {"name": "quota", "namespace": "shop"},
        "spec": {"hard": {"pods": 100000, "requests.cpu": "100000", "limits.memory": "100000Gi", "configmaps": 100000}},
    },
    {
        "apiVersion": "v1",
        "kind": "LimitRange",
        "metadata": {"name": "limits", "namespace": "shop"},
        "spec": {"limits": [{"type": "Container", "max": {"memory": "1Gi"}}]},
    },
]


def calls(count: int, *, wrong: bool, enable: tuple[str, ...] = ()) -> tuple[int, int]:
    """Python and C functions called for so many services, and findings."""
    manifests = [Manifest(o) for o in NAMESPACE] + [Manifest(o) for i in range(count) for o in service(i, wrong=wrong)]
    rules.run(manifests, FACTS, closed=True, enable=enable)  # imports are done
    called = 0

    def profile(_frame: object, event: str, _arg: object) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        found = rules.run(manifests, FACTS, closed=True, enable=enable)
    finally:
        sys.setprofile(None)
    return called, len(found)


@pytest.mark.parametrize("wrong", [False, True])
def test_the_cost_of_an_object_does_not_grow_with_their_number(*, wrong: bool) -> None:
    (few, told), (many, told_more) = calls(30, wrong=wrong), calls(240, wrong=wrong)
    assert told_more == pytest.approx(8 * told, rel=0.02)
    assert (told > 200) is wrong
    limit = 1.6 if wrong else 1.05  # where nothing fits, what is closest is looked for in up to a hundred of the others
    assert many / 8 < limit * few


def test_nor_does_it_with_all_rules_of_taste() -> None:
    (few, told), (many, told_more) = calls(30, wrong=False, enable=("K8S",)), calls(240, wrong=False, enable=("K8S",))
    assert told_more == pytest.approx(8 * told, rel=0.02)
    assert told > 1000
    assert many / 8 < 1.05 * few


def test_only_what_the_set_needs_is_imported() -> None:
    program = """
import sys
from k8skit import facts, rules
from k8skit.manifest import Manifest
made = {"metadata": {"name": "a", "namespace": "shop"}}
pod = {"template": {"metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "a", "image": "a:1", "ports": [{"containerPort": 80}]}]}}}
manifests = [
    Manifest({"apiVersion": "v1", "kind": "Service", **made, "spec": {"selector": {"a": "b"}, "ports": [{"port": 80}]}}),
    Manifest({"apiVersion": "apps/v1", "kind": "Deployment", **made, "spec": {"selector": {"matchLabels": {"a": "b"}}, **pod}}),
]
before = set(sys.modules)
assert rules.run(manifests, facts.load(), closed=True) == []
print(*sys.modules)
"""
    result = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True, env={}, cwd=ROOT)
    loaded = result.stdout.split()
    assert [m for m in loaded if m in UNWANTED] == []
    catalogue = [m.rpartition(".")[2][:7] for m in loaded if m.startswith("k8skit.rules.catalogue.")]
    assert sorted(catalogue) == ["k8s174_", "k8s201_", "k8s203_", "k8s204_", "k8s206_", "k8s207_", "k8s310_", "k8s401_", "k8s413_"]
    assert [
        m for m in loaded if m in ("k8skit.rules.mesh", "k8skit.rules.capacity", "k8skit.semantics.selectors", "k8skit.semantics.rollout")
    ] == []
