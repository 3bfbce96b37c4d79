"""Order manifests: dependencies first, then by kind as a cluster wants them, then by namespace and name."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..manifest import Manifest

FIRST = (
    "Namespace",
    "CustomResourceDefinition",
    "PriorityClass",
    "RuntimeClass",
    "StorageClass",
    "VolumeAttributesClass",
    "IngressClass",
    "GatewayClass",
    "ClusterRole",
    "ClusterRoleBinding",
    "ResourceQuota",
    "LimitRange",
    "NetworkPolicy",
    "ServiceAccount",
    "Role",
    "RoleBinding",
    "SecretStore",
    "ClusterSecretStore",
    "ExternalSecret",
    "SealedSecret",
    "Secret",
    "ConfigMap",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Service",
    "DaemonSet",
    "StatefulSet",
    "Deployment",
    "Pod",
    "ReplicaSet",
    "ReplicationController",
    "Job",
    "CronJob",
)
"""Kinds that go first, in this order."""

LAST = (
    "HorizontalPodAutoscaler",
    "PodDisruptionBudget",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
)
"""Kinds that go last, in this order; what is in neither list stands between, by name."""

_WEIGHT = {kind: i for i, kind in enumerate(FIRST)}
_MIDDLE = len(FIRST)
_WEIGHT.update((kind, _MIDDLE + 1 + i) for i, kind in enumerate(LAST))


def order(manifests: list[Manifest]) -> list[Manifest]:
    """Return the manifests in the order in which they are applied.

    By rank (dependencies first), then kind (`FIRST`, the rest by name, `LAST`), group, namespace, name. Equal keys keep their order.
    """
    weight = _WEIGHT.get
    return sorted(manifests, key=lambda m: (m.rank, weight(m.kind, _MIDDLE), m.kind, m.group, m.namespace, m.name))
