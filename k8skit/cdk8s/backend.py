"""Cdk8sBackend: pods and a Service of cdk8s, for a route of k8skit."""

from __future__ import annotations

from ..core.annotations import _ANY
from ..core.types import Port
from ..objects.backend import Backend
from ..objects.service import ServicePort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ..objects.service import Service

    Cdk8sConstruct: TypeAlias = Any
else:
    Cdk8sConstruct = _ANY


_services: dict[str, Any] = {}
"""What was read of each Service: two backends behind one Service have the same. jsii never forgets an object either."""


class Cdk8sBackend(Backend):
    """A workload and a Service of cdk8s, cdk8s-plus or of imported classes, as a route of k8skit wants them. It makes no object.

        CanaryRoute(legacy, "web", stable=Cdk8sBackend(legacy, "stable", workload=web, service=service), canary=..., ...)

    What it says is read from the two objects when it is made; change them before.

    Args:
        scope: the construct that this one is part of.
        id: its id.
        workload: the construct of cdk8s with the pods.
        service: the construct of cdk8s of the Service that they stand behind.
        port: the port of the Service that takes the requests (default: its first one).

    Raises:
        CallError: as every construct, and K8S902 for what is no workload and no Service of cdk8s.
    """

    workload: Cdk8sConstruct
    service: Cdk8sConstruct
    port: Port | None = None

    def compose(self) -> None:
        """Read the two objects."""
        d = self.__dict__
        d["_workload"] = self._object("workload", "a Deployment, StatefulSet, DaemonSet, ReplicaSet or Pod")
        service = self._object("service", "a Service")
        from .harvest import ref

        found = _services.get(ref(service))
        if found is None:
            found = _services[ref(service)] = _Service(service.to_json())
        d["_service"] = found
        if not found.ports:
            raise self.refuse("the Service has no ports", field="service", help="give it a port")
        if self.port is not None and self.port not in {p.port for p in found.ports}:
            known = ", ".join(str(p.port) for p in found.ports)
            raise self.refuse(f"the Service has no port {self.port}", field="port", value=self.port, help=f"its ports are {known}")
        object = d["_workload"].to_json()
        spec = object.get("spec") or {}
        pod = object if object["kind"] == "Pod" else spec.get("template") or {}
        d["_selector"] = ((spec.get("selector") or {}).get("matchLabels")) or (pod.get("metadata") or {}).get("labels") or {}
        replicas = spec.get("replicas", 1)
        d["_fewest"] = replicas if isinstance(replicas, int) else 1

    def _object(self, field: str, what: str) -> Any:
        from .chart import object_of

        given = getattr(self, field)
        of = object_of(given)
        kinds = ("Service",) if field == "service" else ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod", "Rollout")
        if of is None or of.kind not in kinds:
            raise self.refuse(f"{field} must be {what} of cdk8s", field=field, value=given, help="give what cdk8s or cdk8s-plus made")
        return of

    @property
    def backend_service(self) -> Service:
        """The Service."""
        found: Service = self.__dict__["_service"]
        return found

    @property
    def backend_port(self) -> int:
        """The port of the Service that takes the requests."""
        return self.port or self.backend_service.ports[0].port

    @property
    def pod_selector(self) -> dict[str, str]:
        """Labels that its pods have."""
        return dict(self.__dict__["_selector"])

    @property
    def fewest_pods(self) -> int:
        """How many pods it has."""
        return int(self.__dict__["_fewest"])


class _Service:
    """What a route asks of a Service.

    Args:
        object: the Service.
    """

    def __init__(self, object: dict[str, Any]) -> None:
        spec = object.get("spec") or {}
        self.object_name: str = object["metadata"]["name"]
        self.namespace: str = object["metadata"].get("namespace") or ""
        self.selector: dict[str, str] = dict(spec.get("selector") or {})
        self.ports = [
            ServicePort(
                p["port"],
                name=p.get("name"),
                target=p.get("targetPort"),
                protocol=p.get("protocol") or "TCP",
                app_protocol=p.get("appProtocol"),
            )
            for p in spec.get("ports") or []
        ]
