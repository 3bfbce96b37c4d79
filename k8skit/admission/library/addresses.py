"""Addresses: `ip`, `isIP`, `cidr`, `isCIDR` and what can be asked of them.

Source: Kubernetes documentation, CEL IP address and CIDR libraries.
"""

from __future__ import annotations

from ... import names
from . import Failed, boxed, unboxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
    from typing import Any

    from . import Row

IP, CIDR = "net.IP", "net.CIDR"


def _is_ip(text: str) -> bool:
    return not names.ip(text, strict=True)


def _is_cidr(text: str) -> bool:
    return not names.cidr(text) and _is_ip(text.partition("/")[0])


def _address(text: str) -> IPv4Address | IPv6Address:
    from ipaddress import ip_address

    if not _is_ip(text):
        raise Failed(f"not an IP address: {text!r}")
    return ip_address(text)


def _ip(text: str) -> dict[str, Any]:
    return boxed(IP, str(_address(text)))


def _cidr(text: str) -> dict[str, Any]:
    if not _is_cidr(text):
        raise Failed(f"not a range of IP addresses: {text!r}")
    address, _, length = text.partition("/")
    return boxed(CIDR, f"{_address(address)}/{int(length)}")


def _held(value: Any) -> IPv4Address | IPv6Address:
    return _address(unboxed(IP, value))


def _network(value: Any) -> IPv4Network | IPv6Network:
    from ipaddress import ip_network

    return ip_network(unboxed(CIDR, value), strict=False)


def _family(value: Any) -> int:
    return _held(value).version


def _is_global(value: Any) -> bool:
    a = _held(value)
    return not (a.is_unspecified or a.is_loopback or a.is_multicast or a.is_link_local or str(a) == "255.255.255.255")


def _link_local_multicast(value: Any) -> bool:
    a = _held(value)
    return a.packed[:3] == b"\xe0\x00\x00" if a.version == 4 else a.packed[0] == 0xFF and a.packed[1] & 0x0F == 2


def _contains_ip(value: Any, ip: Any) -> bool:
    a, network = _address(ip) if isinstance(ip, str) else _held(ip), _network(value)
    return a.version == network.version and a in network


def _contains_cidr(value: Any, other: Any) -> bool:
    inner, outer = _network(_cidr(other) if isinstance(other, str) else other), _network(value)
    return inner.version == outer.version and inner.network_address in outer and inner.prefixlen >= outer.prefixlen


FUNCTIONS: tuple[Row, ...] = (
    ("isIP", False, ("string",), "bool", _is_ip),
    ("ip", False, ("string",), "map", _ip),
    ("ip.isCanonical", False, ("string",), "bool", lambda text: str(_address(text)) == text),
    ("family", True, ("map",), "int", _family),
    ("isUnspecified", True, ("map",), "bool", lambda v: _held(v).is_unspecified),
    ("isLoopback", True, ("map",), "bool", lambda v: _held(v).is_loopback),
    ("isLinkLocalMulticast", True, ("map",), "bool", _link_local_multicast),
    ("isLinkLocalUnicast", True, ("map",), "bool", lambda v: _held(v).is_link_local),
    ("isGlobalUnicast", True, ("map",), "bool", _is_global),
    ("isCIDR", False, ("string",), "bool", _is_cidr),
    ("cidr", False, ("string",), "map", _cidr),
    ("containsIP", True, ("map", "string"), "bool", _contains_ip),
    ("containsIP", True, ("map", "map"), "bool", _contains_ip),
    ("containsCIDR", True, ("map", "string"), "bool", _contains_cidr),
    ("containsCIDR", True, ("map", "map"), "bool", _contains_cidr),
    ("ip", True, ("map",), "map", lambda v: boxed(IP, unboxed(CIDR, v).partition("/")[0])),
    ("masked", True, ("map",), "map", lambda v: boxed(CIDR, str(_network(v)))),
    ("prefixLength", True, ("map",), "int", lambda v: _network(v).prefixlen),
)
