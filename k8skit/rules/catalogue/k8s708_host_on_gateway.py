"""The hosts of a VirtualService are hosts of its gateways.

Reads `hosts` and `gateways` of VirtualServices, the servers of Istio's Gateways and the listeners of those of the Gateway API, as far as they are in the set.
A gateway that is not there is a finding where others of its namespace are.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.istio import MESH, fits, gateway_of, server_host
from ..context import mapping, sequence
from ..mesh import GATEWAY, VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S708"
_OTHER = "gateway.networking.k8s.io/Gateway"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host that no gateway has, and for each gateway that has none of the hosts."""
    standing: dict[str, list[str]] = {}
    for gateway in context.of(GATEWAY, _OTHER):
        standing.setdefault(context.namespace_of(gateway), []).append(gateway.name)
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        hosts = [(j, h.lower()) for j, h in enumerate(sequence(spec.get("hosts"))) if type(h) is str]
        gateways = [(i, g) for i, g in enumerate(sequence(spec.get("gateways"))) if type(g) is str]
        served: set[int] = set()
        unknown = any(g == MESH for _, g in gateways) or not gateways
        for i, written in gateways:
            if written == MESH:
                continue
            at, name = gateway_of(written, context.namespace_of(m))
            found = context.find(GATEWAY, at, name) or context.find(_OTHER, at, name)
            if found is None:
                unknown = True
                if at in standing and not _external(context, at, name):
                    yield _absent(context, m, i, written, at, standing[at])
                continue
            names = _hosts(context, found, m)
            fitting = {j for j, h in hosts if any(fits(pattern, h) for pattern in names)}
            served |= fitting
            if hosts and not fitting:
                yield context.finding(
                    CODE,
                    m,
                    f"spec.gateways[{i}]",
                    f'Gateway "{written}" has none of the hosts of VirtualService "{m.name}", {", ".join(h for _, h in hosts)}',
                    severity=ERROR if len(gateways) == 1 else WARNING,
                    value=written,
                    help=f"its hosts for namespace {context.namespace_of(m)} are {', '.join(sorted(names)) or 'none'}",
                )
        for j, host in hosts if not unknown and served else ():
            if j not in served:
                yield context.finding(
                    CODE,
                    m,
                    f"spec.hosts[{j}]",
                    f'the host {host} of VirtualService "{m.name}" is on none of its gateways',
                    value=host,
                    help="add it to the servers of a Gateway, or drop it: requests for it are answered with 404",
                )


def _external(context: Context, namespace: str, name: str) -> bool:
    return bool(context.external("networking.istio.io", "Gateway", namespace, name))


def _absent(context: Context, m: Manifest, i: int, written: str, namespace: str, names: list[str]) -> Finding:
    what = f"the Gateways of namespace {namespace} are"
    return context.finding(
        CODE,
        m,
        f"spec.gateways[{i}]",
        f'VirtualService "{m.name}" names the Gateway "{written}", which does not exist',
        severity=context.missing(),
        value=written,
        help=context.choose(written.rpartition("/")[2], names, what, "declare it with external()"),
    )


def _hosts(context: Context, gateway: Manifest, m: Manifest) -> set[str]:
    """The hosts that a gateway has for VirtualServices of a namespace."""
    spec = mapping(gateway.object.get("spec"))
    if gateway.group != "networking.istio.io":
        return {str(mapping(listener).get("hostname") or "*").lower() for listener in sequence(spec.get("listeners"))}
    own, namespace = context.namespace_of(gateway), context.namespace_of(m)
    written = [h for server in sequence(spec.get("servers")) for h in sequence(mapping(server).get("hosts")) if type(h) is str]
    return {name for name in (server_host(h.lower(), own, namespace) for h in written) if name}


RULE = Rule(
    CODE,
    "the hosts of a VirtualService are on its gateways",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE, GATEWAY, _OTHER),
    check=check,
    why="A gateway answers requests for a host that it does not have with 404, whatever the VirtualService says.",
    source="Istio documentation, Gateway: Server; Configuration Analysis, VirtualServiceHostNotFoundInGateway",
    fix="Add the host to a server of the Gateway, for the namespace of the VirtualService.",
)
