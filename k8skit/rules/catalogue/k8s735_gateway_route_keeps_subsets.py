"""A route from a gateway chooses a subset where the host's own VirtualService does.

Reads the http routes of VirtualServices: one with gateways that sends requests to a host without a subset, and another that is about that host and sends
them to a subset. A gateway sends requests to the pods, past the routes of the host.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, expand
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, cluster_domain, destinations
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S735"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each destination that skips the host's routes."""
    domain = cluster_domain(context)
    routed: dict[str, dict[tuple[str, str], str]] = {}
    targets = [t for t in destinations(context) if t.field.startswith("spec.http") and ".route[" in t.field]
    for t in targets:
        hosts = sequence(mapping(t.manifest.object.get("spec")).get("hosts"))
        if t.subset and any(type(h) is str and expand(h, t.namespace, domain) == t.host for h in hosts):
            routed.setdefault(t.host, {})[(t.namespace, t.manifest.name)] = t.subset
    for t in targets:
        gateways = [g for g in sequence(mapping(t.manifest.object.get("spec")).get("gateways")) if g != MESH]
        others = {k: v for k, v in routed.get(t.host, {}).items() if k != (t.namespace, t.manifest.name)}
        if t.subset or not gateways or not others:
            continue
        (at, name), subset = next(iter(others.items()))
        yield context.finding(
            CODE,
            t.manifest,
            t.field,
            f'VirtualService "{t.manifest.name}" sends requests from a gateway to all of {t.host}, past the routes of {at}/{name} to the subset {subset}',
            severity=WARNING,
            value=t.written,
            help=f"choose subset: {subset} here too, or bind {at}/{name} to the gateway",
        )


RULE = Rule(
    CODE,
    "a route from a gateway keeps a host's subsets",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    least=2,
    needs=("subset",),
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, "ConfigMap"),
    check=check,
    why="The VirtualService of the host holds for callers in the mesh only; requests from outside go to every version.",
    source="Istio documentation, Traffic Management Problems: Route rules have no effect on ingress gateway requests",
    fix="Choose the subset in the route of the gateway.",
    known_as=("istioctl IST0140",),
)
