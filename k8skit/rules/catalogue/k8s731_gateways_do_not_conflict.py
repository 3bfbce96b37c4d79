"""A host has one Gateway on a port of the same pods.

Reads `selector`, `servers` and `bind` of Gateways: one whose selector is a part of another's shares its pods. Hosts are compared as they are written.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence, shown
from ..gateways import GATEWAY, Sharing, host_keys
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S731"
_PLAIN = ("HTTP", "HTTP2", "GRPC", "GRPC-WEB")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each server whose host another Gateway has on that port."""
    taken: dict[tuple[int, str, str], Sharing] = {}
    secured: dict[tuple[int, str, str], Sharing] = {}
    servers = []
    for m in context.of(GATEWAY):
        spec = mapping(m.object.get("spec"))
        labels = mapping(spec.get("selector"))
        for i, server in enumerate(sequence(spec.get("servers"))):
            port = mapping(mapping(server).get("port"))
            if type(port.get("number")) is not int:
                continue
            protocol = str(port.get("protocol") or "").upper()
            keys = [(port["number"], str(server.get("bind") or ""), host) for host in host_keys(context, m, server)]
            servers.append((m, i, labels, protocol, keys))
            for key in keys:
                taken.setdefault(key, Sharing()).add(m, labels)
                if protocol not in _PLAIN:
                    secured.setdefault(key, Sharing()).add(m, labels)
    for m, i, labels, protocol, keys in servers:
        others: dict[tuple[str, str, str, str], tuple[Manifest, tuple[int, str, str]]] = {}
        for key in keys:
            for other in taken[key].others(m, labels):
                others.setdefault(other.key, (other, key))
        if not others:
            continue
        merged = protocol in _PLAIN and not any(key in secured and secured[key].others(m, labels) for key in keys)
        number, _, host = next(iter(others.values()))[1]
        listed = ", ".join(f"{context.namespace_of(o)}/{o.name}" for o, _ in others.values())
        yield context.finding(
            CODE,
            m,
            f"spec.servers[{i}]",
            f'Gateway "{m.name}" serves the host {host} on port {number} of the pods {shown(labels)}, as {listed} does',
            severity=WARNING if merged else ERROR,
            value=host,
            help="keep one of them" + ("" if merged else ": the server of the younger one is not set up"),
        )


RULE = Rule(
    CODE,
    "a host has one Gateway on a port",
    severity=ERROR,
    on=(GATEWAY,),
    least=2,
    reads=(GATEWAY,),
    check=check,
    why="Only one server can have a host on a port: of two with TLS or TCP the younger is left out.",
    source="Istio documentation, Gateway; Configuration Analysis, ConflictingGateways",
    fix="Serve the host by one Gateway.",
    known_as=("istioctl IST0145",),
)
