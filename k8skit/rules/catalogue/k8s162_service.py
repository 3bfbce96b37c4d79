"""A Service has only fields of its type, and its addresses and ports fit each other.

Reads Services: node ports, cluster addresses and families, what belongs to load balancers alone, session affinity, external names.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
from ...names import cidr
from ..context import mapping, sequence
from ..pods import items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S162"
_BALANCER = "LoadBalancer"
_NODE_PORTS = range(30000, 32768)
"""Ports that a cluster hands out on its nodes, unless it is set up otherwise."""
_OF_BALANCERS = ("allocateLoadBalancerNodePorts", "loadBalancerClass", "loadBalancerSourceRanges")
_RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
_HINTS, _MODE = "service.kubernetes.io/topology-aware-hints", "service.kubernetes.io/topology-mode"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of("Service"):
        spec = mapping(m.object.get("spec"))
        kind = spec.get("type") or "ClusterIP"
        yield from _type(context, m, spec, kind)
        yield from _addresses(context, m, spec, kind)
        yield from _node_ports(context, m, spec, kind)
        annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
        if _HINTS in annotations and _MODE in annotations and annotations[_HINTS] != annotations[_MODE]:
            help = f"remove {_HINTS}, which is the old name of the other"
            at = f"metadata.annotations[{_MODE}]"
            yield _wrong(context, m, at, "has two annotations of the topology that differ", help, annotations[_MODE])


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE, *, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, at, f'Service "{m.name}" {message}', severity=severity, value=value, help=help)


def _type(context: Context, m: Manifest, spec: dict[str, Any], kind: object) -> Iterator[Finding]:
    if kind != _BALANCER:
        for key in _OF_BALANCERS:
            if spec.get(key) is not None and spec[key] != []:
                message = f"has the type {kind} and sets {key}"
                yield _wrong(context, m, f"spec.{key}", message, f"remove it, or use the type {_BALANCER}", spec[key])
    else:
        for i, block in enumerate(sequence(spec.get("loadBalancerSourceRanges"))):
            if type(block) is str and cidr(block.strip()):
                message = "lets in a range that is none"
                help = "write a range of addresses, such as 192.0.2.0/24"
                yield _wrong(context, m, f"spec.loadBalancerSourceRanges[{i}]", message, help, block)
    if "loadBalancerSourceRanges" not in spec:
        yield from _ranges(context, m, kind)
    policy = spec.get("externalTrafficPolicy")
    reachable = kind in ("NodePort", _BALANCER) or (kind == "ClusterIP" and bool(spec.get("externalIPs")))
    if policy and not reachable:
        help = "remove it, or use the type NodePort or LoadBalancer"
        message = f"has the type {kind} and a policy for traffic from outside"
        yield _wrong(context, m, "spec.externalTrafficPolicy", message, help, policy)
    if spec.get("healthCheckNodePort") and not (kind == _BALANCER and policy == "Local"):
        help = f"remove it, or use the type {_BALANCER} with externalTrafficPolicy: Local"
        message = "has a port for health checks that nothing checks"
        yield _wrong(context, m, "spec.healthCheckNodePort", message, help, spec["healthCheckNodePort"])
    if spec.get("sessionAffinityConfig") is not None and spec.get("sessionAffinity") in (None, "", "None"):
        help = "set sessionAffinity: ClientIP, or remove the config"
        yield _wrong(context, m, "spec.sessionAffinityConfig", "has a session affinity set up and none chosen", help)


def _ranges(context: Context, m: Manifest, kind: object) -> Iterator[Finding]:
    """The annotation that stands for `loadBalancerSourceRanges` where there are none."""
    text = mapping(mapping(m.object.get("metadata")).get("annotations")).get(_RANGES)
    if type(text) is not str:
        return
    at = f"metadata.annotations[{_RANGES}]"
    if kind != _BALANCER:
        help = f"remove it, or use the type {_BALANCER}"
        yield _wrong(context, m, at, f"has the type {kind} and an annotation of load balancers", help, text)
    elif text.strip() and any(cidr(block.strip()) for block in text.strip().split(",")):
        help = "write ranges of addresses with commas between, such as 192.0.2.0/24,198.51.100.0/24"
        yield _wrong(context, m, at, "lets in a range that is none", help, text)


def _addresses(context: Context, m: Manifest, spec: dict[str, Any], kind: object) -> Iterator[Finding]:
    address, addresses = spec.get("clusterIP") or "", sequence(spec.get("clusterIPs"))
    families, policy = sequence(spec.get("ipFamilies")), spec.get("ipFamilyPolicy")
    first = address or (addresses[0] if addresses else "")
    if kind == "ExternalName":
        for key in ("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"):
            if spec.get(key):
                message = f"is a name for another host and sets {key}"
                yield _wrong(context, m, f"spec.{key}", message, "remove it: an ExternalName has no address", spec[key])
        return
    if first == "None" and kind in ("NodePort", _BALANCER):
        help = "remove clusterIP, or the type"
        yield _wrong(context, m, "spec.clusterIP", f"is headless and has the type {kind}", help, first)
    if address and addresses and addresses[0] != address:
        help = "make the first of clusterIPs equal to clusterIP, or leave clusterIPs out"
        yield _wrong(context, m, "spec.clusterIPs[0]", "has a first address that is not its address", help, addresses[0])
    headless = "None" in addresses
    if len(addresses) > 2 or (headless and len(addresses) > 1):
        help = "None stands alone" if headless else "keep one address of each family"
        yield _wrong(context, m, "spec.clusterIPs", "has too many addresses", help, addresses)
    elif len(addresses) == 2 and all(type(a) is str for a in addresses) and (":" in addresses[0]) == (":" in addresses[1]):
        help = "keep one address of each family"
        yield _wrong(context, m, "spec.clusterIPs", "has two addresses of one family", help, addresses)
    if len(families) > 2 or (len(families) == 2 and families[0] == families[1]):
        help = "list each family once: IPv4, IPv6 or both"
        yield _wrong(context, m, "spec.ipFamilies", "lists a family of addresses twice", help, families)
    elif policy == "SingleStack" and (len(families) == 2 or len(addresses) == 2):
        help = "use PreferDualStack or RequireDualStack, or keep one family"
        yield _wrong(context, m, "spec.ipFamilyPolicy", "has two families of addresses and may have one", help, policy)
    given = addresses or ([address] if address else [])
    for i, (ip, family) in enumerate(zip(given, families, strict=False)):
        if type(ip) is str and ip != "None" and family in ("IPv4", "IPv6") and (":" in ip) != (family == "IPv6"):
            at = f"spec.clusterIPs[{i}]" if addresses else "spec.clusterIP"
            yield _wrong(
                context, m, at, f"has an address that is not of the family {family}", "put addresses and ipFamilies into one order", ip
            )
    for i, ip in enumerate(sequence(spec.get("externalIPs"))):
        if type(ip) is str and (ip in ("0.0.0.0", "::", "::1") or ip.startswith(("127.", "169.254.", "224.0.0.", "fe80:"))):  # noqa: S104
            help = "use an address that is routed to the nodes"
            yield _wrong(context, m, f"spec.externalIPs[{i}]", "has an external address that is none", help, ip)


def _node_ports(context: Context, m: Manifest, spec: dict[str, Any], kind: object) -> Iterator[Finding]:
    taken: list[tuple[object, object]] = []
    for i, port in items(spec, "ports"):
        number = port.get("nodePort")
        if not number:
            continue
        at = f"spec.ports[{i}].nodePort"
        if kind == "ClusterIP":
            yield _wrong(
                context, m, at, "has a port on the nodes and the type ClusterIP", "remove nodePort, or use the type NodePort", number
            )
            continue
        key = (port.get("protocol") or "TCP", number)
        if key in taken:
            yield _wrong(context, m, at, f"takes port {number} of the nodes twice", "give each port its own nodePort", number)
        elif type(number) is int and number not in _NODE_PORTS and kind != "ExternalName":
            message = f"takes port {number} of the nodes, outside of {_NODE_PORTS[0]}-{_NODE_PORTS[-1]}"
            help = "use a port of that range, or leave nodePort out; the API server refuses it unless --service-node-port-range is set"
            yield _wrong(context, m, at, message, help, number, severity=WARNING)
        taken.append(key)


RULE = Rule(
    CODE,
    "a Service has only fields of its type",
    severity=ERROR,
    on=("Service",),
    needs=(
        "allocateLoadBalancerNodePorts",
        "clusterIP",
        "clusterIPs",
        "externalIPs",
        "externalTrafficPolicy",
        "healthCheckNodePort",
        "ipFamilies",
        "ipFamilyPolicy",
        "loadBalancerClass",
        "loadBalancerSourceRanges",
        "nodePort",
        "service.beta.kubernetes.io/load-balancer-source-ranges",
        "service.kubernetes.io/topology-mode",
        "sessionAffinityConfig",
    ),
    reads=("Service",),
    check=check,
    why="The API server refuses the Service.",
    source="Kubernetes documentation, Service: Type, Headless Services, Session affinity, External IPs; IPv4/IPv6 dual-stack",
    fix="Remove the field, or choose the type that it belongs to.",
)
