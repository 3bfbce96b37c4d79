"""DaemonSet: one pod on every node."""

from __future__ import annotations

from ..core.types import CountOrPercent, LabelKey, LabelValue, Seconds
from .pod import Pod
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Literal


class DaemonSet(TypedObject):
    """A DaemonSet (apps/v1).

    Args:
        pod: what its pods are.
        selector: labels that select its pods and are put on them; they can never change (default: `app.kubernetes.io/name` and `/instance`, both the name).
        update: `RollingUpdate` or `OnDelete` (default: Kubernetes' own, RollingUpdate).
        max_unavailable: how many nodes may be without the pod during an update; a percentage is rounded up (default: Kubernetes' own, 1).
        max_surge: how many nodes may run the old and the new pod at once (default: Kubernetes' own, 0).
        min_ready: seconds that a pod must be ready before the next node is touched (default 0).
    """

    API_VERSION = "apps/v1"
    KIND = "DaemonSet"

    pod: Pod
    selector: Mapping[LabelKey, LabelValue] | None = None
    update: Literal["RollingUpdate", "OnDelete"] | None = None
    max_unavailable: CountOrPercent | None = None
    max_surge: CountOrPercent | None = None
    min_ready: Seconds = 0

    def body(self) -> dict[str, Any]:
        """The spec."""
        name = self.name or self.id
        selector = self.selector or {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}
        spec: dict[str, Any] = {}
        if self.min_ready:
            spec["minReadySeconds"] = self.min_ready
        rolling: dict[str, Any] = {}
        if self.max_unavailable is not None:
            rolling["maxUnavailable"] = self.max_unavailable
        if self.max_surge is not None:
            rolling["maxSurge"] = self.max_surge
        if rolling or self.update:
            spec["updateStrategy"] = {"type": self.update or "RollingUpdate", **({"rollingUpdate": rolling} if rolling else {})}
        spec["selector"] = {"matchLabels": dict(selector)}
        spec["template"] = self.pod.template(selector)
        return {"spec": spec}
