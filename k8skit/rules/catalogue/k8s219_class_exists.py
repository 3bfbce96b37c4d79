"""Where a set defines classes of a kind, what refers to a class of that kind refers to one of them.

Reads StorageClasses, PriorityClasses, RuntimeClasses, IngressClasses and GatewayClasses, and what names one: claims, claim templates, pods,
Ingresses and Gateways. Classes mostly come with the cluster, so that a set without any says nothing. Left alone: the PriorityClasses that every cluster has,
the GatewayClasses that istiod makes, and names of StorageClasses by which claims find the volumes of the set, which need no class.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S219"
STORAGE = "storage.k8s.io/StorageClass"
PRIORITY = "scheduling.k8s.io/PriorityClass"
RUNTIME = "node.k8s.io/RuntimeClass"
INGRESS = "networking.k8s.io/IngressClass"
GATEWAY = "gateway.networking.k8s.io/GatewayClass"
CLASSES = (
    "gateway.networking.k8s.io/GatewayClass",
    "networking.k8s.io/IngressClass",
    "node.k8s.io/RuntimeClass",
    "scheduling.k8s.io/PriorityClass",
    "storage.k8s.io/StorageClass",
)
_BUILT_IN = {
    "GatewayClass": ("istio", "istio-east-west", "istio-remote", "istio-waypoint"),
    "PriorityClass": ("system-cluster-critical", "system-node-critical"),
}
"""Kind -> classes that are in a cluster without a manifest: Kubernetes makes them, or a controller when it starts."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reference to a class that is not there."""
    for kind, m, field, name in _uses(context):
        if type(name) is not str or not name or kind not in context.kinds or context.cluster(kind, name):
            continue
        group, _, short = kind.rpartition("/")
        if name in _BUILT_IN.get(short, ()) or context.external(group, short, "", name):
            continue
        help = context.choose(name, context.cluster_names(kind), f"the {short}es are", "or declare it with external()")
        message = f'{m.kind} "{m.name}" names the {short} "{name}", which is none of those of the set'
        yield context.finding(CODE, m, field, message, severity=WARNING, value=name, help=help)


def _uses(context: Context) -> Iterator[tuple[str, Manifest, str, object]]:
    """Kind of the class, object, field path and name of each reference to a class."""
    if STORAGE in context.kinds:
        volumes = [mapping(m.object.get("spec")).get("storageClassName") for m in context.of("PersistentVolume")]
        for m in context.of("PersistentVolumeClaim"):
            name = mapping(m.object.get("spec")).get("storageClassName")
            if name not in volumes:
                yield STORAGE, m, "spec.storageClassName", name
        for m in context.of("apps/StatefulSet"):
            for i, claim in enumerate(sequence(mapping(m.object.get("spec")).get("volumeClaimTemplates"))):
                name = mapping(mapping(claim).get("spec")).get("storageClassName")
                if name in volumes:
                    continue
                yield STORAGE, m, f"spec.volumeClaimTemplates[{i}].spec.storageClassName", name
    if PRIORITY in context.kinds or RUNTIME in context.kinds:
        for w in context.workloads():
            yield PRIORITY, w.manifest, w.field("spec.priorityClassName"), w.spec.get("priorityClassName")
            yield RUNTIME, w.manifest, w.field("spec.runtimeClassName"), w.spec.get("runtimeClassName")
    for kind, user, key in (
        (INGRESS, "networking.k8s.io/Ingress", "ingressClassName"),
        (GATEWAY, "gateway.networking.k8s.io/Gateway", "gatewayClassName"),
    ):
        if kind in context.kinds:
            for m in context.of(user):
                yield kind, m, f"spec.{key}", mapping(m.object.get("spec")).get(key)


RULE = Rule(
    CODE,
    "a class is one of those that the set defines",
    severity=WARNING,
    on=CLASSES,
    reads=(
        *CLASSES,
        *WORKLOADS,
        "PersistentVolume",
        "PersistentVolumeClaim",
        "gateway.networking.k8s.io/Gateway",
        "networking.k8s.io/Ingress",
    ),
    check=check,
    why="A claim stays pending, a pod is refused, an Ingress or Gateway gets no controller.",
    source="Kubernetes documentation, Storage Classes; Pod Priority and Preemption; Runtime Class; Ingress: Ingress class",
    fix="Correct the name, define the class, or declare with external() that the cluster has it.",
)
