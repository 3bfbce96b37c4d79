"""Scalers: what changes the number of a workload's replicas, and between which bounds.

Several rules ask this, and which resources they watch; it reads HorizontalPodAutoscalers and KEDA's ScaledObjects, which become such.
"""

from __future__ import annotations

from .context import kind_of, mapping, sequence
from .workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

KINDS = ("autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject")
"""Kinds of scalers."""
_SOURCES = {"Resource": "resource", "ContainerResource": "containerResource"}


class Scaler:
    """One scaler and its target.

    Args:
        manifest: the scaler.
        target: namespace, kind and name of what it scales.
        least: fewest replicas; None where it is no number.
        most: most replicas; None where it is no number.
    """

    __slots__ = ("least", "manifest", "most", "target")

    def __init__(self, manifest: Manifest, target: tuple[str, str, str], least: int | None, most: int | None) -> None:
        self.manifest = manifest
        self.target = target
        self.least = least
        self.most = most


def scalers(context: Context) -> list[Scaler]:
    """Return the scalers of the set whose target is readable."""
    found: list[Scaler] = context.shared("scalers", _scalers)
    return found


def by_target(context: Context) -> dict[tuple[str, str, str], Scaler]:
    """Return target -> its scaler; the first, if there are two."""
    found: dict[tuple[str, str, str], Scaler] = context.shared("scalers by target", _by_target)
    return found


def _scalers(context: Context) -> list[Scaler]:
    found = []
    for m, namespace, spec in context.specs(*KINDS):
        reference = mapping(spec.get("scaleTargetRef"))
        keda = m.kind == "ScaledObject"
        kind, name = reference.get("kind"), reference.get("name")
        if kind is None and keda:
            kind = "Deployment"
        if type(kind) is not str or type(name) is not str:
            continue
        least, most = ("minReplicaCount", "maxReplicaCount") if keda else ("minReplicas", "maxReplicas")
        found.append(Scaler(m, (namespace, kind, name), _number(spec, least, 0 if keda else 1), _number(spec, most, 100 if keda else None)))
    return found


def _by_target(context: Context) -> dict[tuple[str, str, str], Scaler]:
    found: dict[tuple[str, str, str], Scaler] = {}
    for scaler in scalers(context):
        found.setdefault(scaler.target, scaler)
    return found


def target_of(workload: Workload) -> tuple[str, str, str]:
    """Return a workload as scalers name their target."""
    return (workload.namespace, workload.manifest.kind, workload.manifest.name)


def several(context: Context) -> Iterator[tuple[Workload, int]]:
    """Yield the workloads that keep their replicas and have two or more of them at all times, with the fewest that they have.

    Args:
        context: the set.
    """
    scaled = by_target(context)
    for w in context.workloads():
        if kind_of(w.manifest) in REPLICATED:
            scaler = scaled.get(target_of(w))
            replicas = w.declared.get("replicas") if scaler is None else scaler.least
            if type(replicas) is int and replicas > 1:
                yield w, replicas


def watched(scaler: Manifest) -> list[tuple[str, str, str | None]]:
    """Return what a scaler watches in percent of the requests of pods: field path, resource and container, None for all.

    Args:
        scaler: a HorizontalPodAutoscaler, which watches CPU where it says nothing, or a ScaledObject.
    """
    spec = mapping(scaler.object.get("spec"))
    if scaler.kind == "ScaledObject":
        return _triggers(spec)
    metrics = sequence(spec.get("metrics"))
    if not metrics:
        key = "targetCPUUtilizationPercentage"
        return [(f"spec.{key}" if key in spec else "spec.metrics", "cpu", None)]
    found = []
    for i, metric in enumerate(metrics):
        key = _SOURCES.get(str(mapping(metric).get("type")), "")
        source = mapping(metric.get(key)) if key else {}
        name, target = source.get("name"), mapping(source.get("target"))
        if type(name) is str and (
            target.get("type") == "Utilization" or target.get("averageUtilization") or "targetAverageUtilization" in source
        ):
            found.append((f"spec.metrics[{i}].{key}", name, source.get("container") if key == "containerResource" else None))
    return found


def _triggers(spec: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """What the triggers of a ScaledObject watch in percent of requests. Source: KEDA documentation, CPU; Memory."""
    found = []
    for i, item in enumerate(sequence(spec.get("triggers"))):
        trigger = mapping(item)
        kind, metadata = trigger.get("type"), mapping(trigger.get("metadata"))
        if kind in ("cpu", "memory") and (trigger.get("metricType") or metadata.get("type")) == "Utilization":
            found.append((f"spec.triggers[{i}].type", str(kind), metadata.get("containerName") or None))
    return found


def _number(spec: dict[str, Any], key: str, default: int | None) -> int | None:
    value = spec.get(key)
    if value is None:
        return default
    return value if type(value) is int else None
