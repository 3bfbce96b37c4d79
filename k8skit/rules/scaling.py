"""Scalers: what changes the number of a workload's replicas, and between which bounds.

Several rules ask this; it reads HorizontalPodAutoscalers and KEDA's ScaledObjects, which become such.
"""

from __future__ import annotations

from .context import kind_of, mapping
from .workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

KINDS = ("autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject")
"""Kinds of scalers."""


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
    for m in context.of(*KINDS):
        spec = mapping(m.object.get("spec"))
        reference = mapping(spec.get("scaleTargetRef"))
        keda = m.kind == "ScaledObject"
        kind, name = reference.get("kind"), reference.get("name")
        if kind is None and keda:
            kind = "Deployment"
        if type(kind) is not str or type(name) is not str:
            continue
        least, most = ("minReplicaCount", "maxReplicaCount") if keda else ("minReplicas", "maxReplicas")
        found.append(
            Scaler(
                m, (context.namespace_of(m), kind, name), _number(spec, least, 0 if keda else 1), _number(spec, most, 100 if keda else None)
            )
        )
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


def _number(spec: dict[str, Any], key: str, default: int | None) -> int | None:
    value = spec.get(key)
    if value is None:
        return default
    return value if type(value) is int else None
