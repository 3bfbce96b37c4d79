"""A DestinationRule for a Service behind a waypoint has no `workloadSelector`.

Reads `workloadSelector` and `host` of DestinationRules, and the label `istio.io/use-waypoint` of Services, ServiceEntries and Namespaces. A waypoint is the
proxy of the server's side: it looks at no rule for some callers.
"""

from __future__ import annotations

from bisect import bisect_left

from ...finding import WARNING
from ...semantics.istio import expand
from ..context import mapping, sequence
from ..injection import labels_of
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, cluster_domain, rule_host
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S747"
_LABEL = "istio.io/use-waypoint"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule whose selector a waypoint does not look at."""
    chosen = [m for m in context.of(DESTINATION_RULE) if mapping(mapping(m.object.get("spec")).get("workloadSelector"))]
    behind = _behind(context) if chosen else {}
    backwards = sorted(host[::-1] for host in behind)
    for m in chosen:
        host = rule_host(context, m)
        met = _first_within(backwards, host[1:]) if host[:1] == "*" else host if host in behind else ""
        if met:
            yield context.finding(
                CODE,
                m,
                "spec.workloadSelector",
                f'DestinationRule "{m.name}" is for some callers of {met} only, and the waypoint "{behind[met]}" does not look at it',
                severity=WARNING,
                value=mapping(m.object["spec"])["workloadSelector"],
                help="drop workloadSelector: what the waypoint does, it does for all callers",
            )


def _first_within(backwards: list[str], suffix: str) -> str:
    """The first of some hosts, each written backwards and in order, that ends with a text; `""` for none."""
    at = bisect_left(backwards, suffix[::-1])
    return backwards[at][::-1] if at < len(backwards) and backwards[at].startswith(suffix[::-1]) else ""


def _behind(context: Context) -> dict[str, str]:
    """Host -> the waypoint that it is behind."""
    domain = cluster_domain(context)
    of_namespace = {m.name: labels_of(m).get(_LABEL) for m in context.of("Namespace")}

    def waypoint(m: Manifest) -> str:
        labels = labels_of(m)
        name = labels[_LABEL] if _LABEL in labels else of_namespace.get(context.namespace_of(m))
        return name if type(name) is str and name != "none" else ""

    found = {expand(m.name, context.namespace_of(m), domain): waypoint(m) for m in context.of("Service")}
    for m in context.of(SERVICE_ENTRY):
        found.update((host.lower(), waypoint(m)) for host in sequence(mapping(m.object.get("spec")).get("hosts")) if type(host) is str)
    return {host: name for host, name in found.items() if name}


RULE = Rule(
    CODE,
    "a rule for a Service behind a waypoint is for all callers",
    severity=WARNING,
    on=(DESTINATION_RULE,),
    needs=("workloadSelector",),
    reads=(DESTINATION_RULE, VIRTUAL_SERVICE, SERVICE_ENTRY, "Service", "Namespace", "ConfigMap"),
    check=check,
    why="The waypoint stands before the Service and takes no rule with a selector: its traffic policy and subsets do not hold.",
    source="Istio documentation, Destination Rule: workloadSelector; Configure waypoint proxies",
    fix="Drop the selector, or take the Service from behind the waypoint.",
)
