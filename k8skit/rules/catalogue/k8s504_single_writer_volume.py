"""A volume that one node may write is not asked for by pods on several nodes at once.

Reads PersistentVolumeClaims of the set and the Deployments and ReplicaSets that mount them: more than one replica, or a rolling update, which runs the old
and the new pod side by side.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S504"
_SINGLE = {"ReadWriteOnce", "ReadWriteOncePod"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload that shares what cannot be shared."""
    single = set()
    for claim in context.of("PersistentVolumeClaim"):
        modes = sequence(mapping(claim.object.get("spec")).get("accessModes"))
        if modes and all(mode in _SINGLE for mode in modes):
            single.add((claim.namespace, claim.name))
    for w in context.workloads():
        m = w.manifest
        if m.kind not in ("Deployment", "ReplicaSet"):
            continue
        spec = mapping(m.object.get("spec"))
        replicas = spec.get("replicas", 1)
        for i, volume in enumerate(sequence(w.spec.get("volumes"))):
            name = mapping(mapping(volume).get("persistentVolumeClaim")).get("claimName")
            if (m.namespace, name) not in single:
                continue
            at = w.field(f"spec.volumes[{i}].persistentVolumeClaim.claimName")
            if type(replicas) is int and replicas > 1:
                yield context.finding(
                    CODE,
                    m,
                    at,
                    f"{replicas} pods of {m.kind} {m.name} share the claim {name}, which one node may write",
                    value=name,
                    help="use a StatefulSet with volumeClaimTemplates, one replica, or a claim with ReadWriteMany",
                )
            elif m.kind == "Deployment" and mapping(spec.get("strategy")).get("type", "RollingUpdate") == "RollingUpdate" and replicas != 0:
                yield context.finding(
                    CODE,
                    m,
                    at,
                    f"a rollout of Deployment {m.name} needs the claim {name} in the old and the new pod at once, and one node may write it",
                    severity=WARNING,
                    value=name,
                    help="set strategy Recreate, or use a StatefulSet",
                )


RULE = Rule(
    CODE,
    "a volume for one node is used by one pod",
    severity=ERROR,
    on=("PersistentVolumeClaim",),
    reads=("PersistentVolumeClaim", *WORKLOADS),
    check=check,
    why="Pods on other nodes wait for ever for a volume that is attached elsewhere.",
    source="Kubernetes documentation, Persistent Volumes: Access Modes",
    fix="Use a StatefulSet with a claim for each pod, or a claim that many nodes may write.",
)
