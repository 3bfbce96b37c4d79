"""Order manifests: dependencies first, then by kind as a cluster wants them, then by namespace and name."""

from __future__ import annotations

from _operator import attrgetter  # operator hands it out, for half a millisecond more

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
_NAMESPACE = attrgetter("namespace")
_NAME = attrgetter("name")


def order(manifests: list[Manifest]) -> list[Manifest]:
    """Return the manifests in the order in which they are applied.

    By rank (dependencies first), then kind (`FIRST`, the rest by name, `LAST`), group, namespace, name. Equal keys keep their order.
    """
    groups: dict[tuple[int, str, str], list[Manifest]] = {}
    for m in manifests:
        key = (m.rank, m.kind, m.group)
        if key in groups:
            groups[key].append(m)
        else:
            groups[key] = [m]
    # Within a group most manifests are in order already, since services are made one after the other: sorting has little to compare there.
    # By name and then, with equal ones as they are, by namespace: texts are compared faster than pairs of texts.
    found: list[Manifest] = []
    for key in sorted(groups, key=lambda key: (key[0], _WEIGHT.get(key[1], _MIDDLE), key)):
        group = groups[key]
        group.sort(key=_NAME)
        group.sort(key=_NAMESPACE)
        found += group
    return found
