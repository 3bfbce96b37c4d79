"""Gateway (Gateway API): where traffic enters, by port, protocol and host name."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import HostName, LabelKey, LabelName, LabelValue, ObjectName, Port
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class Listener(Value):
    """One listener of a Gateway.

    Args:
        name: its name; routes can attach to it by name.
        port: port number.
        protocol: `HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`.
        host: host name, `*.` in front for one or more labels (default: every host).
        tls_secret: Secret with certificate and key; HTTPS and terminated TLS need it (default: none).
        tls_passthrough: hand TLS on without ending it, for protocol TLS (default False).
        routes_from: namespaces whose routes may attach: `Same`, `All`, or labels of namespaces (default `Same`).
    """

    name: LabelName
    port: Port
    protocol: Literal["HTTP", "HTTPS", "TLS", "TCP", "UDP"]
    host: HostName | None = None
    tls_secret: ObjectName | None = None
    tls_passthrough: bool = False
    routes_from: Literal["Same", "All"] | Mapping[LabelKey, LabelValue] = "Same"

    def verify(self) -> None:
        """HTTPS needs a certificate; plain HTTP has none."""
        if self.protocol == "HTTPS" and self.tls_secret is None:
            raise self.refuse(
                f"listener {self.name} is HTTPS and has no certificate", field="tls_secret", help="give the Secret with certificate and key"
            )
        if self.tls_passthrough and self.tls_secret:
            help = "the certificate is with whoever ends TLS"
            raise self.refuse(
                f"listener {self.name} hands TLS on and needs no certificate", field="tls_secret", value=self.tls_secret, help=help
            )
        if self.protocol == "HTTP" and (self.tls_secret or self.tls_passthrough):
            raise self.refuse(
                f"listener {self.name} is HTTP and has TLS settings", field="tls_secret", value=self.tls_secret, help="use protocol HTTPS"
            )

    def to_manifest(self) -> dict[str, Any]:
        """The item of `listeners`."""
        out: dict[str, Any] = {"name": self.name, "port": self.port, "protocol": self.protocol}
        if self.host:
            out["hostname"] = self.host
        if self.tls_passthrough:
            out["tls"] = {"mode": "Passthrough"}
        elif self.tls_secret:
            out["tls"] = {"certificateRefs": [{"name": self.tls_secret}]}
        if isinstance(self.routes_from, str):
            if self.routes_from != "Same":
                out["allowedRoutes"] = {"namespaces": {"from": self.routes_from}}
        else:
            out["allowedRoutes"] = {"namespaces": {"from": "Selector", "selector": {"matchLabels": dict(self.routes_from)}}}
        return out


class Gateway(TypedObject):
    """A Gateway (gateway.networking.k8s.io/v1).

    Args:
        gateway_class: name of the GatewayClass.
        listeners: its listeners.
    """

    API_VERSION = "gateway.networking.k8s.io/v1"
    KIND = "Gateway"

    gateway_class: ObjectName
    listeners: Sequence[Listener]

    def body(self) -> dict[str, Any]:
        """The spec."""
        return {"spec": {"gatewayClassName": self.gateway_class, "listeners": [listener.to_manifest() for listener in self.listeners]}}
