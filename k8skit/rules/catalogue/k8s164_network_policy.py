"""A NetworkPolicy says whom it lets through, and its rules are of the directions that it is about.

Reads types, peers, ports and address ranges of NetworkPolicies.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE, WARNING
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

CODE = "K8S164"
_DIRECTIONS = (("ingress", "from", "Ingress"), ("egress", "to", "Egress"))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that the API server refuses, or that has no effect."""
    for m in context.of("networking.k8s.io/NetworkPolicy"):
        spec = mapping(m.object.get("spec"))
        types = sequence(spec.get("policyTypes"))
        if len(types) > len([t for i, t in enumerate(types) if t not in types[:i]]):
            yield _wrong(context, m, "spec.policyTypes", "lists a direction twice", "list Ingress, Egress or both", types)
        for key, side, kind in _DIRECTIONS:
            if types and kind not in types and spec.get(key):
                message = f"has {key} rules and is not about {kind}"
                help = f"add {kind} to policyTypes, or remove the rules: they have no effect"
                yield _wrong(context, m, f"spec.{key}", message, help, types, severity=WARNING)
            for i, rule in items(spec, key):
                for j, port in items(rule, "ports"):
                    yield from _port(context, m, f"spec.{key}[{i}].ports[{j}]", port)
                for j, peer in items(rule, side):
                    yield from _peer(context, m, f"spec.{key}[{i}].{side}[{j}]", peer)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE, *, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, at, f'NetworkPolicy "{m.name}" {message}', severity=severity, value=value, help=help)


def _port(context: Context, m: Manifest, at: str, port: dict[str, Any]) -> Iterator[Finding]:
    last, first = port.get("endPort"), port.get("port")
    if last is None:
        return
    if type(first) is not int:
        message = "has the last port of a range and not the first" if first is None else "has a range that begins at a port by name"
        yield _wrong(context, m, f"{at}.endPort", message, "set port to the number of the first port", last)
    elif type(last) is int and last < first:
        yield _wrong(context, m, f"{at}.endPort", f"has a range of ports that ends at {last} and begins at {first}", "swap them", last)


def _peer(context: Context, m: Manifest, at: str, peer: dict[str, Any]) -> Iterator[Finding]:
    selectors = [key for key in ("podSelector", "namespaceSelector") if peer.get(key) is not None]
    block = peer.get("ipBlock")
    if block is None and not selectors:
        help = "set podSelector, namespaceSelector or ipBlock; podSelector: {} is every pod of the namespace"
        yield _wrong(context, m, at, "has a peer that is nobody", help)
    elif block is not None and selectors:
        help = "make them two peers"
        yield _wrong(context, m, f"{at}.{selectors[0]}", "has a peer that is both a range of addresses and pods", help)
    if type(block) is dict and block.get("except"):
        yield from _except(context, m, f"{at}.ipBlock", block)


def _except(context: Context, m: Manifest, at: str, block: dict[str, Any]) -> Iterator[Finding]:
    from ipaddress import ip_network

    try:
        whole = ip_network(str(block.get("cidr")), strict=False)
    except ValueError:
        return  # another finding
    for i, text in enumerate(sequence(block["except"])):
        try:
            part = ip_network(str(text), strict=False)
        except ValueError:
            continue  # another finding
        first, last = int(whole.network_address), int(whole.broadcast_address)
        inside = part.version == whole.version and first <= int(part.network_address) <= last
        if not inside or part.prefixlen <= whole.prefixlen:
            what = f"no part of {whole}" if not inside else f"all of {whole}" if part == whole else f"more than {whole}"
            help = f"write a range that is smaller than {whole} and within it"
            yield _wrong(context, m, f"{at}.except[{i}]", f"leaves out {part}, which is {what}", help, text)


RULE = Rule(
    CODE,
    "a NetworkPolicy says whom it lets through",
    severity=ERROR,
    on=("networking.k8s.io/NetworkPolicy",),
    reads=("networking.k8s.io/NetworkPolicy",),
    check=check,
    why="The API server refuses the policy, or a part of it has no effect.",
    source="Kubernetes documentation, Network Policies: The NetworkPolicy resource, Targeting a range of ports",
    fix="Correct the peer, the range or the directions as the finding says.",
)
