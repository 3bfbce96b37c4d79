"""At a listener, a host has routes of HTTP or of gRPC, not of both.

Reads the parents and the hosts of HTTPRoutes and GRPCRoutes. Routes with other hosts, at other listeners or other Gateways do not meet.
"""

from __future__ import annotations

from ...finding import WARNING
from ..gateway_api import GRPC_ROUTE, HTTP_ROUTE, have_in_common, hosts_of, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S779"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each GRPCRoute with a host that a HTTPRoute has too, at the same listener."""
    at: dict[str, _Hosts] = {}
    for route in context.of(HTTP_ROUTE):
        for place in _places(context, route):
            at.setdefault(place, _Hosts()).add(route)
    for route in context.of(GRPC_ROUTE):
        for i, place in enumerate(_places(context, route)):
            found = at[place].met(route) if place in at else None
            if found is not None:
                other, host = found
                yield context.finding(
                    CODE,
                    route,
                    f"spec.parentRefs[{i}]",
                    f'GRPCRoute "{route.name}" is for {host or "every host"}, and so is HTTPRoute "{context.namespace_of(other)}/{other.name}" at the same'
                    " listener",
                    severity=WARNING,
                    value=host or "*",
                    help="a Gateway that keeps to the specification accepts the older of the two alone; give each a host of its own, or a listener",
                )
                break


class _Hosts:
    """The HTTPRoutes at one parent, by their hosts."""

    def __init__(self) -> None:
        self._every: Manifest | None = None
        self._first: Manifest | None = None
        self._by_host: dict[str, Manifest] = {}
        self._within: dict[str, Manifest] = {}

    def add(self, route: Manifest) -> None:
        """Note a route."""
        self._first = self._first or route
        hosts = hosts_of(route)
        if not hosts:
            self._every = self._every or route
        for host in hosts:
            self._by_host.setdefault(host, route)
            labels = host.split(".")
            for k in range(1, len(labels)):
                self._within.setdefault(".".join(("*", *labels[k:])), route)

    def met(self, route: Manifest) -> tuple[Manifest, str] | None:
        """Return a route with a host of another one, and that host; `""` for all."""
        hosts = hosts_of(route)
        if not hosts:
            return (self._first, "") if self._first is not None else None
        if self._every is not None:
            return self._every, hosts[0]
        for host in hosts:
            labels = host.split(".")
            wider = (self._by_host.get(".".join(("*", *labels[k:]))) for k in range(1, len(labels)))
            other = self._by_host.get(host) or self._within.get(host) or next((m for m in wider if m is not None), None)
            if other is not None and any(have_in_common(host, its) for its in hosts_of(other)):
                return other, host
        return None


def _places(context: Context, route: Manifest) -> list[str]:
    """The listeners that a route names: the parent, and the section and port if it names these."""
    return [
        f"{ref.group}/{ref.kind}/{ref.namespace}/{ref.name}/{ref.value.get('sectionName')}/{ref.value.get('port')}"
        for _, ref in parents(context, route)
    ]


RULE = Rule(
    CODE,
    "a host has routes of HTTP or of gRPC",
    severity=WARNING,
    on=(GRPC_ROUTE,),
    reads=(GRPC_ROUTE, HTTP_ROUTE),
    check=check,
    why="By the specification exactly one of the two is accepted, the older one; implementations that take both cannot be relied upon.",
    source="Gateway API documentation, GRPCRouteSpec: Hostnames; HTTPRoute and GRPCRoute: Cross Serving",
    fix="Give the routes hosts that differ.",
)
