"""An EndpointSlice holds addresses of its type, and not too many.

Reads EndpointSlices, and the Endpoints of Services that they took the place of.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import fully_qualified_domain_name, ip
from ..context import sequence
from ..pods import items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S175"
_MOST = 1000
_ADDRESSES = 100


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each address that the API server refuses."""
    for m in context.of("Endpoints"):
        yield from _endpoints(context, m)
    for m in context.of("discovery.k8s.io/EndpointSlice"):
        kind, endpoints = m.object.get("addressType"), items(m.object, "endpoints")
        if len(endpoints) > _MOST:
            yield _wrong(context, m, "endpoints", f"has {len(endpoints)} endpoints", f"keep {_MOST} at most, and make another slice")
        names: list[object] = []
        for i, port in items(m.object, "ports"):
            name = port.get("name") or ""
            if name in names:
                yield _wrong(context, m, f"ports[{i}].name", f'has two ports named "{name}"', "give each port its own name", name)
            names.append(name)
        for i, endpoint in endpoints:
            addresses = sequence(endpoint.get("addresses"))
            at = f"endpoints[{i}].addresses"
            if not 0 < len(addresses) <= _ADDRESSES:
                yield _wrong(context, m, at, f"has an endpoint of {len(addresses)} addresses", f"list 1 to {_ADDRESSES} addresses")
            for j, address in enumerate(addresses):
                if type(address) is str and _is_wrong(kind, address):
                    message = f"is of the type {kind} and has an address of another"
                    yield _wrong(context, m, f"{at}[{j}]", message, "write an address of the type, or another addressType", address)
                elif type(address) is str and kind in ("IPv4", "IPv6") and _is_special(address):
                    message = "has an address that no pod has from outside of its node"
                    yield _wrong(context, m, f"{at}[{j}]", message, "write an address that others can reach", address)


def _endpoints(context: Context, m: Manifest) -> Iterator[Finding]:
    for i, subset in items(m.object, "subsets"):
        at, ports = f"subsets[{i}]", items(subset, "ports")
        if not subset.get("addresses") and not subset.get("notReadyAddresses"):
            yield _wrong(context, m, f"{at}.addresses", "has a part without an address", "add addresses, or remove the part")
        for j, port in ports if len(ports) > 1 else ():
            if not port.get("name"):
                message = "has several ports, and one without a name"
                yield _wrong(context, m, f"{at}.ports[{j}].name", message, "name each of them, as the Service does")
        for key in ("addresses", "notReadyAddresses"):
            for j, address in items(subset, key):
                text = address.get("ip")
                if type(text) is str and not ip(text, strict=True) and _is_special(text):
                    message = "has an address that no pod has from outside of its node"
                    yield _wrong(context, m, f"{at}.{key}[{j}].ip", message, "write an address that others can reach", text)


def _is_wrong(kind: object, address: str) -> bool:
    if kind in ("IPv4", "IPv6"):
        return bool(ip(address)) or (":" in address) != (kind == "IPv6")
    return kind == "FQDN" and bool(fully_qualified_domain_name(address))


def _is_special(address: str) -> bool:
    """Tell whether an address is the host itself, of the link alone, for many, or none."""
    from ipaddress import ip_address

    found = ip_address(address)
    return found.is_loopback or found.is_link_local or found.is_multicast or found.is_unspecified


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


RULE = Rule(
    CODE,
    "an EndpointSlice holds addresses of its type",
    severity=ERROR,
    on=("Endpoints", "discovery.k8s.io/EndpointSlice"),
    reads=("Endpoints", "discovery.k8s.io/EndpointSlice"),
    check=check,
    why="The API server refuses the slice.",
    source="Kubernetes documentation, EndpointSlices: Address types",
    fix="Write addresses of the type, and split a slice that is too large.",
)
