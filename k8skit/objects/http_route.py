"""HTTPRoute: HTTP from a Gateway to Services (Gateway API)."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.types import Count, HostName, NamespaceName, ObjectName, Path, Port
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class GatewayRef(Value):
    """A Gateway that a route attaches to.

    Args:
        name: the Gateway's name.
        namespace: its namespace (default: the route's own).
        listener: name of one of its listeners (default: every one that fits).
    """

    name: ObjectName = field(kw_only=False)
    namespace: NamespaceName | None = None
    listener: str | None = None

    @staticmethod
    def parse(text: str) -> GatewayRef:
        """Read `name`, `namespace/name` or `namespace/name/listener`.

        Args:
            text: the reference.
        """
        parts = text.split("/")
        if len(parts) == 1:
            return GatewayRef(parts[0])
        return GatewayRef(parts[1], namespace=parts[0], listener="/".join(parts[2:]) or None)

    def to_manifest(self) -> dict[str, Any]:
        """The item of `parentRefs`."""
        out: dict[str, Any] = {"name": self.name}
        if self.namespace:
            out["namespace"] = self.namespace
        if self.listener:
            out["sectionName"] = self.listener
        return out


class RouteBackend(Value):
    """A Service behind a rule, with its share.

    Args:
        service: the Service's name.
        port: the Service's port.
        weight: its share of the requests, in proportion to the sum of all weights (default: Gateway API's own, 1).
    """

    service: ObjectName
    port: Port
    weight: Count | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `backendRefs`."""
        out: dict[str, Any] = {"name": self.service, "port": self.port}
        if self.weight is not None:
            out["weight"] = self.weight
        return out


class RouteRule(Value):
    """One rule: what matches, and where it goes.

    Args:
        backends: the Services.
        path: the path that matches (default `/`).
        path_type: `PathPrefix` matches whole path elements, `Exact` the path itself (default `PathPrefix`).
        headers: headers that must be exactly so (default: none).
        method: HTTP method (default: every one).
        request_timeout: time for the whole request, such as `"10s"` (default: none).
    """

    backends: Sequence[RouteBackend]
    path: Path = "/"
    path_type: Literal["PathPrefix", "Exact"] = "PathPrefix"
    headers: Mapping[str, str] = EMPTY
    method: Literal["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"] | None = None
    request_timeout: str | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `rules`."""
        match: dict[str, Any] = {"path": {"type": self.path_type, "value": self.path}}
        if self.headers:
            match["headers"] = [{"name": k, "value": v} for k, v in self.headers.items()]
        if self.method:
            match["method"] = self.method
        out: dict[str, Any] = {"matches": [match], "backendRefs": [b.to_manifest() for b in self.backends]}
        if self.request_timeout:
            out["timeouts"] = {"request": self.request_timeout}
        return out


class HTTPRoute(TypedObject):
    """An HTTPRoute (gateway.networking.k8s.io/v1).

    Args:
        gateways: the Gateways it attaches to.
        rules: its rules; the most specific match wins, not the first.
        hosts: host names (default: those of the listener).
    """

    API_VERSION = "gateway.networking.k8s.io/v1"
    KIND = "HTTPRoute"

    gateways: Sequence[GatewayRef]
    rules: Sequence[RouteRule]
    hosts: Sequence[HostName] = ()

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"parentRefs": [g.to_manifest() for g in self.gateways]}
        if self.hosts:
            spec["hostnames"] = list(self.hosts)
        spec["rules"] = [r.to_manifest() for r in self.rules]
        return {"spec": spec}
