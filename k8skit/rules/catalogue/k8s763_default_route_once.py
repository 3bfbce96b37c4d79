"""A host of a gateway has one VirtualService with a route for all that is left.

Reads VirtualServices for gateways with a route without a match, and the hosts of the Gateways. At a gateway those of one host are merged: routes with a
match first, then the route without one of the oldest; the others' never get a request. Hosts with a wildcard are compared as they are written.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, fits, gateway_of, server_host
from ..context import mapping, sequence
from ..mesh import GATEWAY, VIRTUAL_SERVICE, scopes
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S763"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host whose default route stands in an earlier VirtualService too."""
    first: dict[tuple[tuple[str, str], str], Manifest] = {}
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        if not any(type(route) is dict and not route.get("match") for route in sequence(spec.get("http"))):
            continue
        namespace = context.namespace_of(m)
        seen_by = scopes(m, namespace)
        gateways = {gateway_of(g, namespace) for g in sequence(spec.get("gateways")) if type(g) is str and g != MESH}
        visible = sorted(g for g in gateways if "*" in seen_by or g[0] in seen_by)
        for i, host in enumerate(sequence(spec.get("hosts"))):
            if type(host) is not str:
                continue
            shared = None
            for gateway in visible:
                if not _serves(context, gateway, host.lower(), namespace):
                    continue  # another finding
                other = first.setdefault((gateway, host.lower()), m)
                if other is not m:
                    shared = shared or (gateway, other)
            if shared is not None:
                gateway, other = shared
                message = (
                    f"the gateway {'/'.join(gateway)} takes one default route for the host {host}, and {_name(context, other)} has one too"
                )
                help = "only the older VirtualService's gets requests; put the routes into one, or give this one's a match"
                yield context.finding(CODE, m, f"spec.hosts[{i}]", message, severity=WARNING, value=host, help=help)


def _serves(context: Context, gateway: tuple[str, str], host: str, namespace: str) -> bool:
    """Whether a gateway has a host for VirtualServices of a namespace; yes where the set does not tell."""
    found = context.find(GATEWAY, *gateway)
    if found is None:
        return True
    servers = sequence(mapping(found.object.get("spec")).get("servers"))
    written = [h for server in servers for h in sequence(mapping(server).get("hosts")) if type(h) is str]
    patterns = [server_host(h.lower(), gateway[0], namespace) for h in written]
    return any(pattern and fits(pattern, host) for pattern in patterns)


def _name(context: Context, m: Manifest) -> str:
    return f'VirtualService "{context.namespace_of(m)}/{m.name}"'


RULE = Rule(
    CODE,
    "a host of a gateway has one default route",
    on=(VIRTUAL_SERVICE,),
    least=2,
    needs=("gateways",),
    reads=(VIRTUAL_SERVICE, GATEWAY),
    check=check,
    why="VirtualServices of one host are merged at a gateway in the order of their age: of two routes without a match the later one never gets a request.",
    source="Istio documentation, Traffic Management Best Practices: Split large virtual services; Operations, Common Problems",
    fix="Put the routes of a host into one VirtualService, or give all routes but one VirtualService's a match.",
)
