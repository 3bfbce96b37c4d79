"""PodDisruptionBudget: how many pods a drain of nodes may take away at once."""

from __future__ import annotations

from ..core.types import CountOrPercent, LabelKey, LabelValue
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal


class PodDisruptionBudget(TypedObject):
    """A PodDisruptionBudget (policy/v1). It limits evictions, never a rollout.

    Args:
        selector: labels of the pods.
        max_unavailable: how many may be away; a percentage is rounded up (default 1 where `min_available` is not given).
        min_available: how many must stay; a percentage is rounded up. Give one of the two.
        unhealthy_eviction: whether pods that are not ready may always be evicted (default `AlwaysAllow`, so that a broken app cannot block a drain).
    """

    API_VERSION = "policy/v1"
    KIND = "PodDisruptionBudget"

    selector: Mapping[LabelKey, LabelValue]
    max_unavailable: CountOrPercent | None = None
    min_available: CountOrPercent | None = None
    unhealthy_eviction: Literal["AlwaysAllow", "IfHealthyBudget"] = "AlwaysAllow"

    def body(self) -> dict[str, Any]:
        """The spec."""
        if self.min_available is not None and self.max_unavailable is not None:
            help = "the API server takes one of the two"
            raise self.refuse(
                "max_unavailable and min_available are both given", field="min_available", value=self.min_available, help=help
            )
        spec: dict[str, Any] = {}
        if self.min_available is not None:
            spec["minAvailable"] = self.min_available
        if self.max_unavailable is not None or self.min_available is None:
            spec["maxUnavailable"] = 1 if self.max_unavailable is None else self.max_unavailable
        spec["selector"] = {"matchLabels": dict(self.selector)}
        spec["unhealthyPodEvictionPolicy"] = self.unhealthy_eviction
        return {"spec": spec}
