"""A host of a route is served by the listener that requests for it come to.

Reads the hosts of routes, and the listeners of the Gateways that they attach to: of several on a port a request comes to the one with the narrowest host
name, and to no other if that has no route for it.
"""

from __future__ import annotations

from ...finding import WARNING
from ..gateway_api import GATEWAY, GROUP, GRPC_ROUTE, HTTP_ROUTE, TLS_ROUTE, have_in_common, hosts_of, listeners, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context
    from ..gateway_api import Listener, Reference

CODE = "K8S787"
_ROUTES = (GRPC_ROUTE, HTTP_ROUTE, TLS_ROUTE)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host whose requests come to another listener."""
    context.of(GATEWAY, "Namespace")
    for route in context.of(*_ROUTES):
        hosts = hosts_of(route)
        if not hosts:
            continue
        at: dict[str, tuple[Manifest, list[Reference]]] = {}
        for _, ref in parents(context, route):
            gateway = context.find(GATEWAY, ref.namespace, ref.name) if (ref.group, ref.kind) == (GROUP, "Gateway") else None
            if gateway is not None:
                at.setdefault(f"{ref.namespace}/{ref.name}", (gateway, []))[1].append(ref)
        for gateway, refs in at.values():
            yield from _judge(context, route, hosts, gateway, refs)


def _judge(context: Context, route: Manifest, hosts: list[str], gateway: Manifest, refs: list[Reference]) -> Iterator[Finding]:
    every = listeners(context, gateway)
    if len(every) < 2:
        return
    namespace = context.namespace_of(route)
    chosen = [
        x
        for x in every
        if any(r.value.get("sectionName") in (None, "", x.name) and r.value.get("port") in (None, x.port) for r in refs)
        and x.takes_kind(route.group, route.kind)
        and x.takes_namespace(context, namespace)
    ]
    for i, host in enumerate(hosts):
        if host[:1] == "*":
            continue
        own = [x for x in chosen if not x.hostname or have_in_common(x.hostname, host)]
        instead = [_narrowest(every, x, host) for x in own]
        if own and not any(other in chosen for other in instead):
            yield context.finding(
                CODE,
                route,
                f"spec.hostnames[{i}]",
                f'{route.kind} "{route.name}" is at the listener {own[0].name} of Gateway "{gateway.name}", and requests for {host} come to the listener'
                f" {instead[0].name}",
                severity=WARNING,
                value=host,
                help=f"attach the route to the listener {instead[0].name} too, whose host is {instead[0].hostname}",
            )


def _narrowest(every: list[Listener], like: Listener, host: str) -> Listener:
    """The listener that requests for a host come to, of those on the port of one."""
    fitting = [
        x for x in every if x.port == like.port and x.protocol == like.protocol and (not x.hostname or have_in_common(x.hostname, host))
    ]
    return max(fitting, key=lambda x: (x.hostname == host, len(x.hostname)))


RULE = Rule(
    CODE,
    "a host of a route has its listener",
    severity=WARNING,
    on=_ROUTES,
    needs=("listeners",),
    reads=(*_ROUTES, GATEWAY, "Namespace"),
    check=check,
    why="Listeners are apart: a request that comes to the narrower one is answered by its routes, or with 404.",
    source="Gateway API documentation, Listener: Hostname (listener isolation)",
    fix="Attach the route to the listener with the narrowest host name.",
)
