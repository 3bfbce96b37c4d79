"""A volume that one node may write is not asked for by pods on several nodes at once.

Reads PersistentVolumeClaims of the set and the workloads that mount them: more than one replica, or a rolling update that starts the new pod while the
old one still has the volume. Left alone: pods that are kept on one node, and claims that a volume with other access modes could satisfy.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR, WARNING
from ...semantics.rollout import deployment
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS, by_target, target_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload
    from ..scaling import Scaler

CODE = "K8S504"
_SINGLE = {"ReadWriteOnce", "ReadWriteOncePod"}
_HOST = "kubernetes.io/hostname"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload that shares what cannot be shared."""
    modes = {}
    for claim in context.of("PersistentVolumeClaim"):
        found = sequence(mapping(claim.object.get("spec")).get("accessModes"))
        if found and all(type(mode) is str and mode in _SINGLE for mode in found):
            modes[(context.namespace_of(claim), claim.name)] = found[0]
    scalers = by_target(context) if modes else {}
    for w in context.workloads() if modes else ():
        for i, volume in enumerate(sequence(w.spec.get("volumes"))):
            name = mapping(mapping(volume).get("persistentVolumeClaim")).get("claimName")
            mode = modes.get((w.namespace, name)) if type(name) is str else None
            if mode is None or (mode == "ReadWriteOnce" and _on_one_node(w)):
                continue
            told = _told(w, str(name), mode, scalers.get(target_of(w)))
            if told:
                severity, message, help = told
                field = w.field(f"spec.volumes[{i}].persistentVolumeClaim.claimName")
                yield context.finding(CODE, w.manifest, field, message, severity=severity, value=name, help=help)


def _on_one_node(w: Workload) -> bool:
    """Whether all pods of a workload are kept on one node, as far as the manifest says."""
    if w.spec.get("nodeName") or _HOST in mapping(w.spec.get("nodeSelector")):
        return True
    affinity = mapping(mapping(w.spec.get("affinity")).get("podAffinity"))
    terms = sequence(affinity.get("requiredDuringSchedulingIgnoredDuringExecution"))
    return any(mapping(term).get("topologyKey") == _HOST for term in terms)


def _told(w: Workload, name: str, mode: str, scaler: Scaler | None) -> tuple[str, str, str] | None:
    """Severity, message and help for a claim that a workload shares, or None."""
    kind = w.manifest.kind
    who = "one pod" if mode == "ReadWriteOncePod" else "one node"
    if kind == "DaemonSet":
        help = "use a volume that many nodes may write, or a generic ephemeral volume for each pod"
        return WARNING, f'the pods of {w.title} on all nodes share the claim "{name}", which {who} may use ({mode})', help
    if kind not in ("Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "Rollout"):
        return None
    replicas = w.declared.get("replicas", 1)
    if scaler is not None and scaler.most is not None:
        replicas = scaler.most
    if type(replicas) is not int or not replicas:
        return None
    if replicas > 1:
        help = "use a StatefulSet with volumeClaimTemplates, one replica, or a claim with ReadWriteMany"
        return ERROR, f'{replicas} pods of {w.title} share the claim "{name}", which {who} may use ({mode})', help
    strategy = mapping(w.declared.get("strategy"))
    if kind != "Deployment" or strategy.get("type", "RollingUpdate") != "RollingUpdate":
        return None
    rolling = mapping(strategy.get("rollingUpdate"))
    surge, unavailable = rolling.get("maxSurge"), rolling.get("maxUnavailable")
    try:
        posts = deployment(replicas, "25%" if surge is None else surge, "25%" if unavailable is None else unavailable)
    except CallError:
        return None
    if not posts.surge:
        return None
    help = 'set strategy.type to "Recreate", or maxSurge to 0; or use a StatefulSet'
    return (
        WARNING,
        f'a rollout of {w.title} wants the claim "{name}" in the old and the new pod at once, and {who} may use it ({mode})',
        help,
    )


RULE = Rule(
    CODE,
    "a volume for one node is used by one pod",
    severity=ERROR,
    on=("PersistentVolumeClaim",),
    reads=(*KINDS, "PersistentVolumeClaim", *WORKLOADS),
    check=check,
    why="Pods on other nodes wait for ever for a volume that is attached elsewhere.",
    source="Kubernetes documentation, Persistent Volumes: Access Modes",
    fix="Use a StatefulSet with a claim for each pod, or a claim that many nodes may write.",
)
