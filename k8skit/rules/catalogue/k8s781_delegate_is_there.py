"""A route that delegates finds a VirtualService that it can delegate to, and something of that is left.

Reads `delegate` of http routes, and the hosts, `exportTo` and matches of the VirtualServices that they name.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.istio import is_visible
from ...semantics.istio_delegates import is_left
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

CODE = "K8S781"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each route whose delegate does not take its requests, and each route of a delegate of which nothing is left."""
    delegating: dict[tuple[str, str], list[list[Any]]] = {}
    for m in context.of(VIRTUAL_SERVICE):
        for i, route in enumerate(map(mapping, sequence(mapping(m.object.get("spec")).get("http")))):
            named = route.get("delegate")
            name = mapping(named).get("name")
            if type(name) is not str or not name:
                continue
            own = context.namespace_of(m)
            at = mapping(named).get("namespace") or own
            delegating.setdefault((str(at), name), []).append(sequence(route.get("match")))
            yield from _named(context, m, f"spec.http[{i}].delegate", str(at), name)
    for m in context.of(VIRTUAL_SERVICE) if context.closed else ():
        if not mapping(m.object.get("spec")).get("hosts") and (context.namespace_of(m), m.name) not in delegating:
            yield context.finding(
                CODE,
                m,
                "spec.hosts",
                f'VirtualService "{m.name}" has no hosts, and no route delegates to it',
                severity=WARNING,
                help="give it hosts, or delegate to it",
            )
    for (at, name), roots in delegating.items():
        leaf = context.find(VIRTUAL_SERVICE, at, name)
        spec = mapping(leaf.object.get("spec")) if leaf else {}
        if leaf is None or spec.get("hosts"):
            continue
        for i, route in enumerate(map(mapping, sequence(spec.get("http")))):
            matches = sequence(route.get("match"))
            if not any(is_left(root, matches) for root in roots):
                yield context.finding(
                    CODE,
                    leaf,
                    f"spec.http[{i}].match",
                    f'nothing is left of a route of VirtualService "{leaf.name}": its matches are not within those of a route that delegates to it',
                    severity=WARNING,
                    help="match what the route that delegates matches, or a part of it, and by no regular expression",
                )


def _named(context: Context, m: Manifest, field: str, at: str, name: str) -> Iterator[Finding]:
    """Yield a finding if no delegate of this name takes the requests of a route."""
    leaf = context.find(VIRTUAL_SERVICE, at, name)
    what = f'VirtualService "{m.name}" delegates to "{at}/{name}"'
    if leaf is None:
        severity = context.absent(at, VIRTUAL_SERVICE)
        if severity and not context.external("networking.istio.io", "VirtualService", at, name):
            others = [other for other in context.names(VIRTUAL_SERVICE, at) if at != context.namespace_of(m) or other != m.name]
            help = context.choose(name, others, f"the VirtualServices of namespace {at} are", "declare it with external()")
            yield context.finding(CODE, m, field, f"{what}, which does not exist", severity=severity, value=name, help=help)
        return
    spec = mapping(leaf.object.get("spec"))
    if spec.get("hosts"):
        help = "remove hosts and gateways there: with them it is a VirtualService of its own, and this route is dropped"
        yield context.finding(CODE, m, field, f"{what}, which has hosts", value=name, help=help)
    elif not is_visible([t for t in sequence(spec.get("exportTo")) if type(t) is str], at, context.namespace_of(m)):
        help = f"add namespace {context.namespace_of(m)} to exportTo there; this route is dropped otherwise"
        yield context.finding(CODE, m, field, f"{what}, which its namespace does not see", value=name, help=help)


RULE = Rule(
    CODE,
    "a route that delegates finds its delegate",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="Istio drops a route without its delegate, or with nothing left of it, in silence: its requests go to the next route, or get 404.",
    source="Istio documentation, Virtual Service: Delegate, exportTo",
    fix="Name a VirtualService without hosts that is exported to the namespace, and let its matches be within those of the route.",
)
