"""Deployment: a number of equal pods, replaced step by step when their template changes."""

from __future__ import annotations

from ..core.types import Count, CountOrPercent, LabelKey, LabelValue, Seconds
from .pod import Pod
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal


class Deployment(TypedObject):
    """A Deployment (apps/v1).

    Args:
        pod: what its pods are.
        selector: labels that select its pods and are put on them; they can never change (default: `app.kubernetes.io/name` and `/instance`, both the name).
        replicas: how many pods; None writes none, as an autoscaler needs (default None).
        strategy: `RollingUpdate` or `Recreate` (default: Kubernetes' own, RollingUpdate).
        max_surge: how many pods more than `replicas` a rollout may run (default: Kubernetes' own, 25%, rounded up).
        max_unavailable: how many pods less than `replicas` a rollout may have available (default: Kubernetes' own, 25%, rounded down).
        min_ready: seconds that a new pod must be ready before it counts (default 0).
        progress_deadline: seconds after which a rollout without progress has failed (default: Kubernetes' own, 600).
        revision_history: how many old ReplicaSets are kept (default: Kubernetes' own, 10).
    """

    API_VERSION = "apps/v1"
    KIND = "Deployment"

    pod: Pod
    selector: Mapping[LabelKey, LabelValue] | None = None
    replicas: Count | None = None
    strategy: Literal["RollingUpdate", "Recreate"] | None = None
    max_surge: CountOrPercent | None = None
    max_unavailable: CountOrPercent | None = None
    min_ready: Seconds = 0
    progress_deadline: Seconds | None = None
    revision_history: Count | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        name = self.name or self.id
        selector = self.selector or {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}
        spec: dict[str, Any] = {}
        if self.replicas is not None:
            spec["replicas"] = self.replicas
        if self.revision_history is not None:
            spec["revisionHistoryLimit"] = self.revision_history
        if self.min_ready:
            spec["minReadySeconds"] = self.min_ready
        if self.progress_deadline is not None:
            spec["progressDeadlineSeconds"] = self.progress_deadline
        spec["selector"] = {"matchLabels": dict(selector)}
        rolling: dict[str, Any] = {}
        if self.max_surge is not None:
            rolling["maxSurge"] = self.max_surge
        if self.max_unavailable is not None:
            rolling["maxUnavailable"] = self.max_unavailable
        if rolling and self.strategy == "Recreate":
            help = "max_surge and max_unavailable belong to RollingUpdate"
            raise self.refuse("a Recreate has no rolling update", field="strategy", value=self.strategy, help=help)
        if self.max_surge in (0, "0%") and self.max_unavailable in (0, "0%"):
            message = "a rollout that may have no pod more and no pod less cannot go on"
            raise self.refuse(
                message, field="max_surge", value=self.max_surge, help="let one of max_surge and max_unavailable be at least 1"
            )
        if rolling:
            spec["strategy"] = {"type": self.strategy or "RollingUpdate", "rollingUpdate": rolling}
        elif self.strategy:
            spec["strategy"] = {"type": self.strategy}
        spec["template"] = self.pod.template(selector, hashed=True)
        return {"spec": spec}
