"""Autoscaling: the bounds and targets that a high-level construct gives its HorizontalPodAutoscaler."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.types import PositiveCount
from .typed import EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class Autoscaling(Value):
    """How a workload is scaled.

    Args:
        min: fewest pods.
        max: most pods.
        cpu: average use of CPU to aim at, in percent of the request (default 80 where nothing else is watched).
        memory: average use of memory to aim at, in percent of the request (default: not watched).
        metrics: further metrics, as Kubernetes spells them (default: none).
        behavior: scaling policies, as Kubernetes spells them (default: Kubernetes' own).
    """

    min: PositiveCount = field(kw_only=False)
    max: PositiveCount = field(kw_only=False)
    cpu: PositiveCount | None = None
    memory: PositiveCount | None = None
    metrics: Sequence[Mapping[str, Any]] = ()
    behavior: Mapping[str, Any] = EMPTY

    def verify(self) -> None:
        """Room to scale in."""
        if self.min > self.max:
            raise self.refuse(
                f"min {self.min} is more than max {self.max}", field="min", value=self.min, help="the API server refuses that"
            )

    @property
    def cpu_target(self) -> int | None:
        """The percentage of CPU to aim at: `cpu`, or 80 where nothing else is watched."""
        if self.cpu is None and self.memory is None and not self.metrics:
            return 80
        return self.cpu
