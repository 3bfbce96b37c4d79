"""IstioGateway: where traffic enters an Istio mesh, at the pods of an ingress gateway."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import LabelKey, LabelValue, ObjectName, Port
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class GatewayServer(Value):
    """One port of a gateway.

    Args:
        port: port number.
        name: name of the port.
        protocol: what it carries.
        hosts: host names, `namespace/host` to limit whose VirtualServices may bind.
        tls: `SIMPLE` or `MUTUAL` end TLS here, `PASSTHROUGH` hands it on (default: none).
        credential: Secret with certificate and key, in the gateway pods' namespace (default: none).
        https_redirect: answer HTTP with a redirect to HTTPS (default False).
    """

    port: Port
    name: str
    protocol: Literal["HTTP", "HTTPS", "HTTP2", "GRPC", "GRPC-WEB", "MONGO", "REDIS", "MYSQL", "TCP", "TLS"]
    hosts: Sequence[str]
    tls: Literal["SIMPLE", "MUTUAL", "PASSTHROUGH", "AUTO_PASSTHROUGH", "ISTIO_MUTUAL", "OPTIONAL_MUTUAL"] | None = None
    credential: ObjectName | None = None
    https_redirect: bool = False

    def to_manifest(self) -> dict[str, Any]:
        """The item of `servers`."""
        out: dict[str, Any] = {"port": {"number": self.port, "name": self.name, "protocol": self.protocol}}
        tls: dict[str, Any] = {}
        if self.tls:
            tls["mode"] = self.tls
        if self.credential:
            tls["credentialName"] = self.credential
        if self.https_redirect:
            tls["httpsRedirect"] = True
        if tls:
            out["tls"] = tls
        out["hosts"] = list(self.hosts)
        return out


class IstioGateway(TypedObject):
    """A Gateway (networking.istio.io/v1).

    Args:
        servers: its ports.
        selector: labels of the gateway pods (default: `istio: ingressgateway`, as Istio installs them).
    """

    API_VERSION = "networking.istio.io/v1"
    KIND = "Gateway"

    servers: Sequence[GatewayServer]
    selector: Mapping[LabelKey, LabelValue] = EMPTY

    def body(self) -> dict[str, Any]:
        """The spec."""
        return {
            "spec": {"selector": dict(self.selector) or {"istio": "ingressgateway"}, "servers": [s.to_manifest() for s in self.servers]}
        }
