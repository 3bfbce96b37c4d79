"""StatefulSet: pods with a name and storage of their own, started and stopped in order."""

from __future__ import annotations

from ..core.types import Count, CountOrPercent, LabelKey, LabelValue, ObjectName, Seconds
from .claim import ClaimTemplate
from .pod import Pod
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class StatefulSet(TypedObject):
    """A StatefulSet (apps/v1).

    Mount a claim in a container by `Mount(Volume.template("data"), "/data")`.

    Args:
        pod: what its pods are.
        service_name: name of the headless Service that gives the pods their DNS names.
        selector: labels that select its pods and are put on them; they can never change (default: `app.kubernetes.io/name` and `/instance`, both the name).
        replicas: how many pods (default 1).
        claims: storage for each pod (default: none).
        pod_management: `OrderedReady` starts one pod after the other, `Parallel` all at once (default: Kubernetes' own, OrderedReady).
        update: `RollingUpdate` or `OnDelete` (default: Kubernetes' own, RollingUpdate).
        partition: only pods from this number on get a new template (default: all).
        max_unavailable: how many pods an update may take at once (default: Kubernetes' own, 1).
        min_ready: seconds that a pod must be ready before the next is touched (default 0).
        when_deleted: what becomes of the claims when the StatefulSet is deleted (default `Retain`).
        when_scaled: what becomes of a claim when its pod is scaled away (default `Retain`).
    """

    API_VERSION = "apps/v1"
    KIND = "StatefulSet"

    pod: Pod
    service_name: ObjectName
    selector: Mapping[LabelKey, LabelValue] | None = None
    replicas: Count | None = 1
    claims: Sequence[ClaimTemplate] = ()
    pod_management: Literal["OrderedReady", "Parallel"] | None = None
    update: Literal["RollingUpdate", "OnDelete"] | None = None
    partition: Count | None = None
    max_unavailable: CountOrPercent | None = None
    min_ready: Seconds = 0
    when_deleted: Literal["Retain", "Delete"] = "Retain"
    when_scaled: Literal["Retain", "Delete"] = "Retain"

    def body(self) -> dict[str, Any]:
        """The spec."""
        name = self.name or self.id
        selector = self.selector or {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}
        spec: dict[str, Any] = {"serviceName": self.service_name}
        if self.replicas is not None:
            spec["replicas"] = self.replicas
        if self.pod_management:
            spec["podManagementPolicy"] = self.pod_management
        if self.min_ready:
            spec["minReadySeconds"] = self.min_ready
        rolling: dict[str, Any] = {}
        if self.partition is not None:
            rolling["partition"] = self.partition
        if self.max_unavailable is not None:
            rolling["maxUnavailable"] = self.max_unavailable
        if rolling or self.update:
            spec["updateStrategy"] = {"type": self.update or "RollingUpdate", **({"rollingUpdate": rolling} if rolling else {})}
        spec["selector"] = {"matchLabels": dict(selector)}
        if self.claims:
            spec["persistentVolumeClaimRetentionPolicy"] = {"whenDeleted": self.when_deleted, "whenScaled": self.when_scaled}
        template = self.pod.template(selector)
        made = {c.name for c in self.claims}
        if made and "volumes" in template["spec"]:
            volumes = [v for v in template["spec"]["volumes"] if v["name"] not in made]
            if volumes:
                template["spec"]["volumes"] = volumes
            else:
                del template["spec"]["volumes"]
        spec["template"] = template
        if self.claims:
            spec["volumeClaimTemplates"] = [c.to_manifest() for c in self.claims]
        return {"spec": spec}
