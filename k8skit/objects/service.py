"""Service: a stable name and address for a changing set of pods."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.types import LabelKey, LabelName, LabelValue, Port, PortName
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class ServicePort(Value):
    """One port of a Service.

    Args:
        port: the port that clients use.
        target: number or name of the pods' port (default: the same number).
        name: its name; needed where a Service has more than one port. A name that starts with the protocol (`http`, `grpc`, `tcp`, ...) tells Istio
            what it carries (default: none).
        protocol: `TCP`, `UDP` or `SCTP` (default: Kubernetes' own, TCP).
        app_protocol: what it carries, such as `kubernetes.io/h2c` (default: none).
        node_port: fixed port on every node, for NodePort and LoadBalancer (default: chosen by the cluster).
    """

    port: Port = field(kw_only=False)
    target: Port | PortName | None = None
    name: LabelName | None = None
    protocol: Literal["TCP", "UDP", "SCTP"] | None = None
    app_protocol: str | None = None
    node_port: Port | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `ports`."""
        out: dict[str, Any] = {}
        if self.name:
            out["name"] = self.name
        out["port"] = self.port
        if self.target is not None:
            out["targetPort"] = self.target
        if self.protocol:
            out["protocol"] = self.protocol
        if self.app_protocol:
            out["appProtocol"] = self.app_protocol
        if self.node_port is not None:
            out["nodePort"] = self.node_port
        return out


class Service(TypedObject):
    """A Service (v1).

    Args:
        ports: its ports (default: none, for a headless one).
        selector: labels of the pods it stands for (default: none; then somebody else makes its endpoints).
        type: `ClusterIP`, `NodePort` or `LoadBalancer` (default: Kubernetes' own, ClusterIP, not reachable from outside).
        headless: give the pods' addresses themselves instead of one of its own (default False).
        publish_not_ready: give the addresses of pods that are not ready too (default False).
    """

    API_VERSION = "v1"
    KIND = "Service"

    ports: Sequence[ServicePort] = ()
    selector: Mapping[LabelKey, LabelValue] = EMPTY
    type: Literal["ClusterIP", "NodePort", "LoadBalancer"] | None = None
    headless: bool = False
    publish_not_ready: bool = False

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {}
        if self.type:
            spec["type"] = self.type
        if self.headless:
            spec["clusterIP"] = "None"
        if self.publish_not_ready:
            spec["publishNotReadyAddresses"] = True
        if self.selector:
            spec["selector"] = dict(self.selector)
        if self.ports:
            spec["ports"] = [p.to_manifest() for p in self.ports]
        return {"spec": spec}

    @property
    def host(self) -> str:
        """The DNS name within the namespace: the Service's name (Kubernetes documentation, DNS for Services and Pods)."""
        return self.object_name
