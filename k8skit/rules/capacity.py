"""Capacity: how many pods the workloads of a namespace run, at least, at most and in a rollout, and what each pod takes.

The rules about quotas and limits share this. What the manifests do not tell is counted low: a DaemonSet as one pod, a custom kind by its `replicas`.
"""

from __future__ import annotations

from ..errors import CallError
from ..semantics.pod_resources import PodResources, Range
from ..semantics.rollout import Fenceposts, deployment
from .context import mapping, sequence
from .scaling import by_target, target_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .context import Context, Workload
    from .scaling import Scaler


class Load:
    """One workload as it counts against a quota.

    Args:
        workload: the workload.
        pod: what one of its pods takes.
        scaler: what scales it, or None.

    Attributes:
        least: pods that it runs at least.
        most: pods that it runs at most when nothing rolls.
        rollout: how far a rollout goes; None where its pods are not rolled out with more than `most`.
        ends: whether its pods end by themselves, so that they are not always there.
    """

    __slots__ = ("ends", "least", "most", "pod", "rollout", "workload")

    def __init__(self, workload: Workload, pod: PodResources, scaler: Scaler | None) -> None:
        self.workload = workload
        self.pod = pod
        kind = workload.manifest.kind
        self.ends = kind in ("CronJob", "Job")
        self.least = self.most = _pods(workload)
        if scaler is not None and not self.ends:
            self.least = self.least if scaler.least is None else scaler.least
            self.most = self.least if scaler.most is None else max(scaler.most, self.least)
        self.rollout = _rollout(workload, self.most)


def _pods(w: Workload) -> int:
    """The pods of a workload that nothing scales."""
    kind, declared = w.manifest.kind, w.declared
    if kind in ("Pod", "DaemonSet"):
        return 1
    if kind == "PodTemplate":
        return 0
    if kind in ("CronJob", "Job"):
        job = mapping(mapping(declared.get("jobTemplate")).get("spec")) if kind == "CronJob" else declared
        if declared.get("suspend") is True or job.get("suspend") is True:
            return 0
        parallel, completions = job.get("parallelism"), job.get("completions")
        parallel = parallel if type(parallel) is int else 1
        return min(parallel, completions) if type(completions) is int else parallel
    replicas = declared.get("replicas")
    if type(replicas) is int:
        return replicas
    known = w.manifest.group in ("", "apps", "apps.openshift.io", "argoproj.io")
    return 1 if replicas is None and known else 0


def _rollout(w: Workload, replicas: int) -> Fenceposts | None:
    """How far a rollout of a Deployment goes, or of an Argo Rollout; the pods of others are replaced in place."""
    group, kind = w.manifest.group, w.manifest.kind
    strategy = mapping(w.declared.get("strategy"))
    if (group, kind) == ("argoproj.io", "Rollout"):
        if "blueGreen" in strategy:
            return Fenceposts(replicas, replicas, 0)
        rolling = mapping(strategy.get("canary"))
    elif (group, kind) != ("apps", "Deployment") or strategy.get("type", "RollingUpdate") != "RollingUpdate":
        return None
    else:
        rolling = mapping(strategy.get("rollingUpdate"))
    surge, unavailable = rolling.get("maxSurge"), rolling.get("maxUnavailable")
    try:
        return deployment(replicas, "25%" if surge is None else surge, "25%" if unavailable is None else unavailable)
    except CallError:
        return None  # another finding


def ranges(context: Context) -> dict[str, list[Range]]:
    """Return the items of the LimitRanges of each namespace."""
    found: dict[str, list[Range]] = context.shared("limit ranges", _ranges)
    return found


def resources_of(context: Context, workload: Workload) -> PodResources:
    """Return what one pod of a workload takes, with the defaults of the LimitRanges of its namespace."""
    if workload.resources is None:
        workload.resources = PodResources(workload.spec, ranges(context).get(workload.namespace, []))
    return workload.resources


def _ranges(context: Context) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    for m in context.of("LimitRange"):
        items = sequence(mapping(m.object.get("spec")).get("limits"))
        found.setdefault(context.namespace_of(m), []).extend(Range(item) for item in items if type(item) is dict)
    return found


def loads(context: Context, namespace: str) -> list[Load]:
    """Return the workloads of a namespace with what they take.

    Args:
        context: the set.
        namespace: the namespace.
    """
    scalers = by_target(context)
    return [Load(w, resources_of(context, w), scalers.get(target_of(w))) for w in context.workloads(namespace)]
