"""HorizontalPodAutoscaler: how many pods a workload has, by what they use."""

from __future__ import annotations

from ..core.plain import plain
from ..core.types import ObjectName, PositiveCount
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class HorizontalPodAutoscaler(TypedObject):
    """A HorizontalPodAutoscaler (autoscaling/v2).

    Args:
        target: name of the workload.
        target_kind: its kind (default `Deployment`).
        target_api_version: its apiVersion (default `apps/v1`).
        min: fewest pods (default 1).
        max: most pods.
        cpu: average use of CPU, in percent of the request (default: not watched).
        memory: average use of memory, in percent of the request (default: not watched).
        metrics: further metrics, as Kubernetes spells them (default: none; then Kubernetes watches CPU at 80 percent where nothing is).
        behavior: scaling policies, as Kubernetes spells them (default: Kubernetes' own).
    """

    API_VERSION = "autoscaling/v2"
    KIND = "HorizontalPodAutoscaler"

    target: ObjectName
    max: PositiveCount
    target_kind: str = "Deployment"
    target_api_version: str = "apps/v1"
    min: PositiveCount = 1
    cpu: PositiveCount | None = None
    memory: PositiveCount | None = None
    metrics: Sequence[Mapping[str, Any]] = ()
    behavior: Mapping[str, Any] = EMPTY

    def body(self) -> dict[str, Any]:
        """The spec."""
        if self.min > self.max:
            raise self.refuse(
                f"min {self.min} is more than max {self.max}", field="min", value=self.min, help="the API server refuses that"
            )
        metrics = [_used(name, percent) for name, percent in (("cpu", self.cpu), ("memory", self.memory)) if percent is not None]
        if self.metrics:
            metrics += plain(self.metrics)
        spec: dict[str, Any] = {
            "scaleTargetRef": {"apiVersion": self.target_api_version, "kind": self.target_kind, "name": self.target},
            "minReplicas": self.min,
            "maxReplicas": self.max,
        }
        if metrics:
            spec["metrics"] = metrics
        if self.behavior:
            spec["behavior"] = plain(self.behavior)
        return {"spec": spec}


def _used(name: str, percent: int) -> dict[str, Any]:
    """The metric of a resource: its average use, in percent of the request."""
    return {"type": "Resource", "resource": {"name": name, "target": {"type": "Utilization", "averageUtilization": percent}}}
