"""The webhook of istiod takes a ServiceEntry: its ports have protocols that there are, and its endpoints fit them and the resolution.

Reads hosts, addresses, ports, resolution, endpoints and `exportTo`.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from ...finding import WARNING
from ..context import mapping, sequence
from ..gateways import ENCRYPTED, HTTP, PROTOCOLS
from ..istiod import A_PROTOCOL, WHY, Wrong, refused
from ..istiod_values import host, labels, port_name, scope
from ..mesh import SERVICE_ENTRY
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S768"
_BY_NAME = ("DNS", "DNS_ROUND_ROBIN")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(SERVICE_ENTRY):
        spec = mapping(m.object.get("spec"))
        yield from refused(context, CODE, m, "spec", _entry(spec))
        yield from refused(context, CODE, m, "spec", scope(spec, context.namespace_of(m), of_entry=True))


def _entry(spec: dict[str, Any]) -> Iterator[Wrong]:
    resolution, endpoints = spec.get("resolution", "NONE"), sequence(spec.get("endpoints"))
    for i, name in enumerate(sequence(spec.get("hosts"))):
        yield from host(f".hosts[{i}]", name)
    for i, address in enumerate(sequence(spec.get("addresses"))):
        if type(address) is str and not _reads(ip_network, address):
            yield (
                f".addresses[{i}]",
                f"has the address {address}, which is neither an address nor a range",
                address,
                "write it as in 192.0.2.7 or 192.0.2.0/24",
            )
    names: list[Any] = []
    ports = list(map(mapping, sequence(spec.get("ports"))))
    for i, port in enumerate(ports):
        protocol, name = port.get("protocol"), port.get("name")
        if type(protocol) is str and protocol and protocol.lower() not in PROTOCOLS:
            yield f".ports[{i}].protocol", f"has a port of {protocol}, which is no protocol", protocol, A_PROTOCOL
        yield from port_name(f".ports[{i}].name", name)
        names.append(name)
    plain = next((port for port in ports if str(port.get("protocol") or "TCP").lower() not in HTTP | ENCRYPTED), None)
    if resolution != "NONE" and plain is not None and len(sequence(spec.get("hosts"))) > 1:
        yield (
            ".hosts[1]",
            f"has several hosts on port {plain.get('number')}, whose connections do not say which of them they are for",
            spec["hosts"][1],
            "write a ServiceEntry for each host, or resolution: NONE",
        )
    if resolution in _BY_NAME and not endpoints and spec.get("workloadSelector") is None:
        for i, name in enumerate(sequence(spec.get("hosts"))):
            if type(name) is str and name.startswith("*"):
                yield (
                    f".hosts[{i}]",
                    f"asks DNS for {name}, which is no name of a host",
                    name,
                    "name the hosts, give endpoints, or write resolution: NONE",
                )
    for i, endpoint in enumerate(map(mapping, endpoints)):
        address = endpoint.get("address")
        socket = type(address) is str and address.startswith("unix://")
        if type(address) is str and address and not socket and resolution == "STATIC" and not _reads(ip_address, address):
            yield (
                f".endpoints[{i}].address",
                f"has the resolution STATIC and the endpoint {address}, which is no IP address",
                address,
                "write an IP address, or resolution: DNS",
            )
        elif not socket and resolution in _BY_NAME:
            yield from host(f".endpoints[{i}].address", address, wildcard=False, addresses=True)
        elif socket and resolution in _BY_NAME:
            yield f".endpoints[{i}].address", f"asks DNS for the socket {address}", address, "write resolution: STATIC"
        elif socket and len(names) != 1:
            yield f".endpoints[{i}].address", f"has a socket for {len(names)} ports, and a socket is for one", address, "leave one port"
        yield from labels(f".endpoints[{i}].labels", endpoint.get("labels"))
        for name in mapping(endpoint.get("ports")):
            if name not in names:
                yield f".endpoints[{i}].ports[{name}]", f"has no port named {name}", name, "write the name of one of its ports"


def _reads(read: Any, text: str) -> bool:
    """Whether a text is an address or a range, as what reads it says."""
    try:
        read(text, **({"strict": False} if read is ip_network else {}))
    except ValueError:
        return False
    return True


RULE = Rule(
    CODE,
    "istiod takes a ServiceEntry",
    severity=WARNING,
    on=(SERVICE_ENTRY,),
    reads=(SERVICE_ENTRY,),
    check=check,
    why=WHY,
    source="Istio documentation, Service Entry: ServicePort, Resolution; Workload Entry",
    fix="Let ports, endpoints and resolution fit each other, as the finding says.",
    known_as=("istioctl IST0106",),
)
