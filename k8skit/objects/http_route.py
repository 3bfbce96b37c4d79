"""HTTPRoute: HTTP from a Gateway to Services (Gateway API)."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.plain import plain
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


class RouteMatch(Value):
    """What a request must be like; all that is given must fit.

    Args:
        path: the path (default `/`).
        path_type: `PathPrefix` matches whole path elements, `Exact` the path itself, `RegularExpression` as the implementation likes (default `PathPrefix`).
        headers: headers that must be exactly so (default: none).
        header_patterns: headers that must match a regular expression, in the implementation's dialect (default: none).
        query: query parameters that must be exactly so (default: none).
        method: HTTP method (default: every one).
    """

    path: Path = field(default="/", kw_only=False)
    path_type: Literal["PathPrefix", "Exact", "RegularExpression"] = "PathPrefix"
    headers: Mapping[str, str] = EMPTY
    header_patterns: Mapping[str, str] = EMPTY
    query: Mapping[str, str] = EMPTY
    method: Literal["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"] | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `matches`."""
        out: dict[str, Any] = {"path": {"type": self.path_type, "value": self.path}}
        headers = [{"name": k, "value": v} for k, v in self.headers.items()]
        headers += [{"type": "RegularExpression", "name": k, "value": v} for k, v in self.header_patterns.items()]
        if headers:
            out["headers"] = headers
        if self.query:
            out["queryParams"] = [{"name": k, "value": v} for k, v in self.query.items()]
        if self.method:
            out["method"] = self.method
        return out


class RouteRule(Value):
    """One rule: what matches, and where it goes.

    Args:
        backends: the Services.
        matches: alternatives, one of which must fit (default: every request).
        filters: filters, as Gateway API spells them (default: none).
        request_timeout: time for the whole request, such as `"10s"` (default: none).
        backend_timeout: time for one try at a backend; not longer than `request_timeout` (default: none).
    """

    backends: Sequence[RouteBackend]
    matches: Sequence[RouteMatch] = (RouteMatch(),)
    filters: Sequence[Mapping[str, Any]] = ()
    request_timeout: str | None = None
    backend_timeout: str | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `rules`."""
        out: dict[str, Any] = {"matches": [m.to_manifest() for m in self.matches]}
        if self.filters:
            out["filters"] = plain(self.filters)
        out["backendRefs"] = [b.to_manifest() for b in self.backends]
        timeouts = {k: v for k, v in (("request", self.request_timeout), ("backendRequest", self.backend_timeout)) if v}
        if timeouts:
            out["timeouts"] = timeouts
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
