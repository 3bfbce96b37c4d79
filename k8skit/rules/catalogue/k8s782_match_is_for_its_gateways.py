"""A match of a VirtualService asks what there is: gateways that the VirtualService is for, and callers only of sidecars.

Reads `gateways`, and `gateways`, `sourceLabels` and `sourceNamespace` of the matches of all kinds of routes.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, gateway_of
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S782"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each match that takes nothing, or more than it asks for."""
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        if not spec.get("hosts"):
            continue  # others delegate to it
        own = context.namespace_of(m)
        given = [g for g in sequence(spec.get("gateways")) if type(g) is str] or [MESH]
        known = {g if g == MESH else gateway_of(g, own) for g in given}
        for protocol in ("http", "tls", "tcp"):
            for i, route in enumerate(sequence(spec.get(protocol))):
                for j, match in enumerate(sequence(mapping(route).get("match"))):
                    yield from _judge(context, m, f"spec.{protocol}[{i}].match[{j}]", mapping(match), known, given)


def _judge(context: Context, m: Manifest, at: str, match: dict[str, Any], known: set[Any], given: list[str]) -> Iterator[Finding]:
    own = context.namespace_of(m)
    named = [g for g in sequence(match.get("gateways")) if type(g) is str]
    what = f'a match of VirtualService "{m.name}"'
    if named and not any((g if g == MESH else gateway_of(g, own)) in known for g in named):
        yield context.finding(
            CODE,
            m,
            f"{at}.gateways",
            f"{what} is for {', '.join(named)}, and the VirtualService is for {', '.join(given)}: it takes no request",
            severity=WARNING,
            value=named,
            help="add the gateway to spec.gateways, or remove it from the match",
        )
        return
    for key in ("sourceLabels", "sourceNamespace"):
        if not match.get(key):
            continue
        if named:
            yield context.finding(
                CODE,
                m,
                f"{at}.{key}",
                f"{what} has {key} beside gateways, where it is not read",
                severity=WARNING,
                value=match[key],
                help=f"remove {key} or gateways; write two matches if both are meant",
            )
        elif MESH not in known:
            yield context.finding(
                CODE,
                m,
                f"{at}.{key}",
                f"{what} asks for {key}, which is about callers with a sidecar, and the VirtualService is for {', '.join(given)}",
                severity=WARNING,
                value=match[key],
                help=f"remove {key}, or add mesh to spec.gateways",
            )


RULE = Rule(
    CODE,
    "a match is for gateways of its VirtualService",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    needs=("match",),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="Istio configures the gateways of spec.gateways alone, and knows the labels and the namespace of callers at their sidecars.",
    source="Istio documentation, Virtual Service: HTTPMatchRequest, L4MatchAttributes, TLSMatchAttributes: gateways, sourceLabels, sourceNamespace",
    fix="Let spec.gateways have each gateway that a match is for, and mesh where callers are asked for.",
)
