"""No two Services ask for the same cluster IP, nor for the same port of one load balancer's address.

Reads `clusterIP`, `clusterIPs`, `loadBalancerIP` and `externalIPs` of all Services.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S307"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each address that an earlier Service has."""
    first: dict[tuple[str, object, object], Manifest] = {}
    for m in context.of("Service"):
        spec = mapping(m.object.get("spec"))
        told: set[str] = set()
        for key, address, port, protocol in _asked(spec):
            other = first.setdefault((address, port, protocol), m)
            if other is m or other.key == m.key or address in told:
                continue
            told.add(address)
            whose = f'Service "{other.name}" of namespace {context.namespace_of(other)}'
            cluster = key.startswith("clusterIP")
            message = f'Service "{m.name}" asks for {address}' + ("" if cluster else f", port {port} ({protocol})") + f", which {whose} has"
            help = "leave clusterIP out to get a free one" if cluster else "give one of them another port or address"
            yield context.finding(CODE, m, f"spec.{key}", message, severity=ERROR if cluster else WARNING, value=address, help=help)


def _asked(spec: dict[str, Any]) -> Iterator[tuple[str, str, object, object]]:
    """Field, address, port and protocol of each address that a Service asks for; a cluster IP has no port."""
    addresses = [a for a in (spec.get("clusterIP"), *sequence(spec.get("clusterIPs"))) if type(a) is str and a not in ("", "None")]
    for address in dict.fromkeys(addresses):
        yield "clusterIP", address, "", ""
    if spec.get("type") != "LoadBalancer" and "externalIPs" not in spec:
        return
    ports = [(mapping(p).get("port"), str(mapping(p).get("protocol") or "TCP")) for p in sequence(spec.get("ports"))]
    for key in ("loadBalancerIP", "externalIPs"):
        value = spec.get(key)
        for given in sequence(value) if key == "externalIPs" else [value]:
            if type(given) is str and given:
                yield from ((key, given, str(port), protocol) for port, protocol in ports)


RULE = Rule(
    CODE,
    "no two Services ask for one address",
    severity=ERROR,
    on=("Service",),
    needs=("clusterIP", "loadBalancerIP", "externalIPs"),
    reads=("Service",),
    check=check,
    why="The API server refuses the second Service with a cluster IP; of two with one external address and port, one gets nothing.",
    source="Kubernetes documentation, Service: Choosing your own IP address; External IPs",
    fix="Leave the address out, or give one of the Services another.",
)
