"""A DestinationRule for the callers that a selector selects is for a host that is not behind a waypoint.

Reads the labels `istio.io/use-waypoint` of Services, ServiceEntries and Namespaces, and the hosts of DestinationRules with a `workloadSelector`.
"""

from __future__ import annotations

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

CODE = "K8S778"
_WAYPOINT = "istio.io/use-waypoint"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each DestinationRule whose selector nobody reads."""
    rules = [m for m in context.of(DESTINATION_RULE) if mapping(m.object.get("spec")).get("workloadSelector") is not None]
    hosts = _behind(context) if rules else {}
    ends = {host[i:]: host for host in reversed(hosts) for i in range(len(host) + 1) if host[i : i + 1] in (".", "")}
    for m in rules:
        host = rule_host(context, m)
        found = ends.get(host[1:]) if host[:1] == "*" else host if host in hosts else None
        if found is not None:
            yield context.finding(
                CODE,
                m,
                "spec.workloadSelector",
                f'DestinationRule "{m.name}" selects callers, and its host {found} is behind the waypoint {hosts[found]}',
                severity=WARNING,
                help="remove workloadSelector: a waypoint applies a rule to all callers",
            )


def _behind(context: Context) -> dict[str, str]:
    """Host -> its waypoint, of those that have one."""
    out: dict[str, str] = {}
    domain = cluster_domain(context)
    for m in context.of("Service", SERVICE_ENTRY):
        waypoint = _waypoint(context, m)
        if not waypoint:
            continue
        spec = mapping(m.object.get("spec"))
        names = [expand(m.name, context.namespace_of(m), domain)] if m.kind == "Service" else sequence(spec.get("hosts"))
        for name in names:
            if type(name) is str:
                out.setdefault(name.lower(), waypoint)
    return out


def _waypoint(context: Context, m: Manifest) -> str:
    """The waypoint of a Service or a ServiceEntry: its own, else that of its namespace; `""` for none."""
    for labels in (labels_of(m), labels_of(context.namespace(context.namespace_of(m)))):
        if _WAYPOINT in labels:
            found = str(labels[_WAYPOINT])
            return "" if found == "none" else found
    return ""


RULE = Rule(
    CODE,
    "a DestinationRule behind a waypoint is for all callers",
    severity=WARNING,
    on=(DESTINATION_RULE,),
    needs=("istio.io/", "workloadSelector"),
    reads=(DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, "ConfigMap", "Namespace", "Service"),
    check=check,
    why="A waypoint does not know the labels of the callers, and leaves the selector out.",
    source="Istio documentation, Destination Rule: workloadSelector; Ambient mode, Configure waypoint proxies",
    fix="Remove the selector, or take the host out of the waypoint.",
)
