"""What is right: no checker may say anything here. Not run, only checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from k8skit.api.apps.v1 import DaemonSet, Deployment, StatefulSet
from k8skit.api.autoscaling.v2 import HorizontalPodAutoscaler
from k8skit.api.batch.v1 import CronJob
from k8skit.api.cert_manager_io.v1 import Certificate
from k8skit.api.core.v1 import ConfigMap, Namespace, PersistentVolumeClaim, Service
from k8skit.api.gateway_networking_k8s_io.v1 import HTTPRoute
from k8skit.api.monitoring_coreos_com.v1 import ServiceMonitor
from k8skit.api.networking_istio_io.v1 import VirtualService
from k8skit.api.networking_k8s_io.v1 import Ingress, NetworkPolicy
from k8skit.api.rbac_authorization_k8s_io.v1 import Role

if TYPE_CHECKING:
    from k8skit.api.apiextensions_k8s_io.v1 import JSONSchemaProps
    from k8skit.api.apps.v1 import DeploymentBody
    from k8skit.api.core.v1 import Container, EnvVar
    from k8skit.api.meta.v1 import ObjectMeta
    from k8skit.core.construct import Construct


def sidecar(name: str, command: list[str], replicas: int | None = None) -> Container:
    env: list[EnvVar] = [{"name": key, "value": key.lower()} for key in ("A", "B")]
    env.append({"name": "C", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}})
    return {"name": name, "image": "registry.example.com/x:1", "command": command, "env": env}


def build(scope: Construct) -> None:
    labels = {"app": "web"}
    limits = {"cpu": "500m", "memory": "1Gi"}
    metadata: ObjectMeta = {"name": "web", "labels": labels, "annotations": {"a": "b"}}
    body: DeploymentBody = {
        "metadata": metadata,
        "spec": {
            "replicas": None,
            "selector": {"matchLabels": labels, "matchExpressions": [{"key": "a", "operator": "In", "values": ["b"]}]},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}},
            "template": {
                "metadata": {"labels": labels},
                "spec": {
                    "containers": [
                        {
                            "name": "web",
                            "image": "x",
                            "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"}],
                            "resources": {"limits": limits, "requests": {"cpu": 1, "memory": "1Gi"}},
                            "readinessProbe": {"httpGet": {"path": "/", "port": "http"}, "periodSeconds": 5},
                            "securityContext": {"capabilities": {"drop": ["ALL"]}, "runAsNonRoot": True},
                        },
                        sidecar("side", ["sh", "-c", "true"]),
                    ],
                    "volumes": [
                        {"name": "tmp", "emptyDir": {}},
                        {"name": "c", "configMap": {"name": "c", "items": [{"key": "a", "path": "a"}]}},
                    ],
                    "tolerations": [{"operator": "Exists"}],
                },
            },
        },
    }
    deployment = Deployment(scope, "web", **body)
    deployment.patch({"spec": {"paused": True}})
    DaemonSet(scope, "d", spec={"selector": {}, "template": {}})
    StatefulSet(
        scope,
        "db",
        spec={
            "selector": {"matchLabels": labels},
            "serviceName": "db",
            "template": {"spec": {"containers": [sidecar("db", [])]}},
            "volumeClaimTemplates": [
                {"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}}
            ],
        },
    )
    Service(scope, "web", metadata=metadata, spec={"selector": labels, "ports": [{"port": 80, "targetPort": "http"}], "type": "ClusterIP"})
    ConfigMap(scope, "c", data={"a": "b"}, immutable=True)
    Namespace(scope, "n", metadata={"name": "n"})
    PersistentVolumeClaim(scope, "p", spec={"accessModes": ["ReadWriteMany"], "storageClassName": None})
    Role(scope, "r", rules=[{"verbs": ["get"], "resources": ["pods"], "apiGroups": [""]}])
    CronJob(
        scope,
        "j",
        spec={"schedule": "* * * * *", "concurrencyPolicy": "Forbid", "jobTemplate": {"spec": {"template": {"spec": {"containers": []}}}}},
    )
    HorizontalPodAutoscaler(
        scope,
        "h",
        spec={
            "maxReplicas": 3,
            "scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"},
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}],
        },
    )
    Ingress(
        scope,
        "i",
        spec={
            "rules": [
                {
                    "host": "a.example.com",
                    "http": {
                        "paths": [{"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}}]
                    },
                }
            ]
        },
    )
    # a field whose name is a Python keyword
    NetworkPolicy(
        scope,
        "np",
        spec={"podSelector": {}, "ingress": [{"from": [{"podSelector": {}}], "ports": [{"port": 80}]}], "policyTypes": ["Ingress"]},
    )
    schema: JSONSchemaProps = {
        "type": "object",
        "properties": {"a": {"type": "string", "not": {"enum": ["x"]}}},
        "$ref": "#/a",
        "items": [{"type": "string"}],
    }
    assert schema
    # kinds of CRDs
    HTTPRoute(
        scope,
        "r",
        spec={
            "parentRefs": [{"name": "g"}],
            "rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/"}}], "backendRefs": [{"name": "w", "port": 80}]}],
        },
    )
    VirtualService(
        scope,
        "v",
        spec={
            "hosts": ["a"],
            "http": [{"match": [{"uri": {"prefix": "/"}}], "route": [{"destination": {"host": "a", "subset": "s"}, "weight": 10}]}],
        },
    )
    Certificate(
        scope, "cert", spec={"secretName": "tls", "dnsNames": ["a.example.com"], "issuerRef": {"name": "i", "kind": "ClusterIssuer"}}
    )
    ServiceMonitor(scope, "sm", spec={"selector": {"matchLabels": labels}, "endpoints": [{"port": "http", "interval": "30s"}]})
