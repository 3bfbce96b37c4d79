"""Hosts of a Gateway are not within the wildcard of another.

Reads `selector`, `servers` and `bind` of Gateways for the same pods. A matter of taste: the more specific server has the host, and only clients that keep a
connection of HTTP/2 for both get it wrong.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence, shown
from ..gateways import GATEWAY, host_keys
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S749"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each server that has a wildcard in common with another Gateway."""
    wild: dict[tuple[int, str, str], list[tuple[Manifest, int, dict[str, Any]]]] = {}
    servers = []
    for m in context.of(GATEWAY):
        spec = mapping(m.object.get("spec"))
        labels = mapping(spec.get("selector"))
        for i, server in enumerate(sequence(spec.get("servers"))):
            number = mapping(mapping(server).get("port")).get("number")
            if type(number) is int:
                bind = str(server.get("bind") or "")
                hosts = [host.rpartition("/")[2] for host in host_keys(context, m, server)]
                servers.append((m, i, labels, (number, bind), hosts))
                for host in hosts:
                    if host[:1] == "*":
                        wild.setdefault((number, bind, host), []).append((m, i, labels))
    told: dict[tuple[int, int], Finding] = {}
    for m, i, labels, at, hosts in servers:
        for host in hosts:
            for pattern in _wider(host):
                other = next(_same_pods(wild.get((*at, pattern), ()), m, labels), None)
                if other is None:
                    continue
                o, j = other
                for one, k, own, its, theirs in ((m, i, host, o, pattern), (o, j, pattern, m, host)):
                    if (id(one), k) not in told:
                        told[id(one), k] = context.finding(
                            CODE,
                            one,
                            f"spec.servers[{k}].hosts",
                            f'Gateway "{one.name}" serves {own} on port {at[0]} of the pods {shown(labels)}, '
                            f"and {context.namespace_of(its)}/{its.name} {theirs}",
                            severity=WARNING,
                            value=own,
                            help="serve both by one Gateway",
                        )
                break
    yield from told.values()


def _wider(host: str) -> Iterator[str]:
    """The wildcards that a host is within, without itself."""
    parts = host.split(".")
    for i in range(2 if parts[0] == "*" else 1, len(parts)):
        yield ".".join(("*", *parts[i:]))
    if host != "*":
        yield "*"


def _same_pods(some: Any, m: Manifest, labels: dict[str, Any]) -> Iterator[tuple[Manifest, int]]:
    """Those of some servers that are on the pods of a Gateway, of other ones."""
    for other, i, selected in some:
        if other.key != m.key and (labels.items() <= selected.items() or selected.items() <= labels.items()):
            yield other, i


RULE = Rule(
    CODE,
    "no host of a Gateway is within the wildcard of another",
    severity=WARNING,
    on=(GATEWAY,),
    least=2,
    opt_in=True,
    reads=(GATEWAY,),
    check=check,
    why="A client that has a connection to the wildcard's server sends requests for the other host over it, and gets 404.",
    source="Istio documentation, Gateway; Traffic Management Problems; Configuration Analysis, ConflictingGateways",
    fix="Serve a wildcard and the hosts within it by one Gateway.",
    known_as=("istioctl IST0145",),
)
