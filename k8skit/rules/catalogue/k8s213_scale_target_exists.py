"""The workload that an autoscaler scales exists, and is one that can be scaled.

Reads `scaleTargetRef` of HorizontalPodAutoscalers and KEDA's ScaledObjects and `targetRef` of VerticalPodAutoscalers. Left alone: targets of kinds of which
the set has no object, since what has a scale subresource may be anything, unless a workload of another kind has the name of the target; and Deployments
that the controller of a Gateway makes. A HorizontalPodAutoscaler looks into the core group where its target has no apiVersion.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S213"
SCALERS = ("autoscaling/HorizontalPodAutoscaler", "autoscaling.k8s.io/VerticalPodAutoscaler", "keda.sh/ScaledObject")
_GATEWAY = "gateway.networking.k8s.io/Gateway"
_CORE = ("Pod", "ReplicationController")
_FIXED = ("CronJob", "DaemonSet", "Job", "Pod")
_STANDARD = {
    "DaemonSet": "apps/DaemonSet",
    "Deployment": "apps/Deployment",
    "ReplicaSet": "apps/ReplicaSet",
    "ReplicationController": "ReplicationController",
    "StatefulSet": "apps/StatefulSet",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each target that is not there or cannot be scaled."""
    context.of(*_STANDARD.values())
    for m, namespace, spec in context.specs(*SCALERS):
        key = "targetRef" if m.kind == "VerticalPodAutoscaler" else "scaleTargetRef"
        target = mapping(spec.get(key))
        kind, name = target.get("kind"), target.get("name")
        if kind is None and m.kind == "ScaledObject":
            kind = "Deployment"
        if type(kind) is not str or type(name) is not str or not name:
            continue
        if kind in _FIXED and m.kind != "VerticalPodAutoscaler":
            message = f'{m.kind} "{m.name}" scales the {kind} "{name}", and a {kind} cannot be scaled'
            help = "scale a Deployment or StatefulSet; what runs once on every node, or to its end, has no number of replicas to change"
            yield context.finding(CODE, m, f"spec.{key}.kind", message, value=kind, help=help)
            continue
        version = target.get("apiVersion")
        if m.kind == "HorizontalPodAutoscaler" and kind in _STANDARD and kind not in _CORE and version in (None, "", "v1"):
            wanted = f"{_STANDARD[kind].partition('/')[0]}/v1"
            message = f'HorizontalPodAutoscaler "{m.name}" scales a {kind} of the core group, which has none'
            help = f"set apiVersion: {wanted}; without it, it never scales (FailedGetScale)"
            yield context.finding(CODE, m, f"spec.{key}.apiVersion", message, value=target.get("apiVersion", NO_VALUE), help=help)
            continue
        full = _full(kind, version)
        if kind not in _STANDARD and full not in context.kinds:
            continue
        some = full in context.kinds
        if (some and context.find(full, namespace, name)) or context.external(full.rpartition("/")[0], kind, namespace, name):
            continue
        if kind == "Deployment" and any(name.startswith(f"{g}-") for g in context.names(_GATEWAY, namespace)):
            continue  # the controller of the Gateway makes it
        severity = context.absent(namespace, full) if kind in _STANDARD or (some and context.names(full, namespace)) else ""
        likely = [k for k in _STANDARD.values() if kind in _STANDARD and k != "apps/DaemonSet"]
        meant = next((k for k in likely if context.find(k, namespace, name)), "")
        if severity or meant:
            yield context.finding(
                CODE,
                m,
                f"spec.{key}.name",
                f'{m.kind} "{m.name}" scales the {kind} "{name}", which does not exist',
                severity=severity or WARNING,
                value=name,
                help=_named_so(meant, name)
                if meant
                else context.choose(
                    name,
                    context.names(full, namespace) if some else [],
                    f"the {kind}s of namespace {namespace} are",
                    "or declare it with external()",
                ),
            )


def _full(kind: str, version: object) -> str:
    """`group/Kind` of a target; the group that a standard kind has where none is written."""
    group, _, rest = version.rpartition("/") if type(version) is str else ("", "", "")
    if not group and (rest != "v1" or kind not in _CORE):
        return _STANDARD.get(kind, kind)
    return f"{group}/{kind}" if group else kind


def _named_so(full: str, name: str) -> str:
    """Help for a target of another kind or group than the workload of its name."""
    group, _, kind = full.rpartition("/")
    return f'there is a {kind} "{name}": correct kind and apiVersion of the target ({group + "/" if group else ""}v1), or its name'


RULE = Rule(
    CODE,
    "what an autoscaler scales exists and can be scaled",
    severity=ERROR,
    on=SCALERS,
    reads=(
        *SCALERS,
        "ReplicationController",
        "apps/DaemonSet",
        "apps/Deployment",
        "apps/ReplicaSet",
        "apps/StatefulSet",
        "argoproj.io/Rollout",
        _GATEWAY,
    ),
    check=check,
    why="The autoscaler does nothing, whatever the load: its status says FailedGetScale.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: API Object; KEDA documentation, ScaledObject specification",
    fix="Correct kind and name of the target, or declare with external() that it lives elsewhere.",
    known_as=("kube-linter dangling-horizontalpodautoscaler", "kube-score horizontalpodautoscaler-has-target"),
)
