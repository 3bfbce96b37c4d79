"""The host that a DestinationRule is about exists.

Reads `spec.host` of DestinationRules, and Services and ServiceEntries. Short names are looked for in the DestinationRule's namespace; a name with a dot is
taken as it is. Wildcards are left alone.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, rule_host
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S704"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each DestinationRule about nothing."""
    hosts = Hosts(context)
    for m in context.of(DESTINATION_RULE):
        host = rule_host(context, m)
        if not host:
            continue  # another finding
        written = mapping(m.object["spec"])["host"]
        problem = hosts.problem(written, host, context.namespace_of(m))
        if problem and problem[0]:
            yield context.finding(
                CODE,
                m,
                "spec.host",
                f'DestinationRule "{m.name}" is about the host {host}, {problem[1]}',
                severity=problem[0],
                value=written,
                help=problem[2],
            )


RULE = Rule(
    CODE,
    "a DestinationRule is about a host that exists",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    reads=(DESTINATION_RULE, SERVICE_ENTRY, "Service", VIRTUAL_SERVICE, "ConfigMap"),
    check=check,
    why="It has no effect: no connection is made with its settings, and its subsets do not exist.",
    source="Istio documentation, Destination Rule",
    fix="Name a Service of the namespace by its short name, any other by name.namespace.svc.cluster.local, and hosts outside by a ServiceEntry.",
    known_as=("istioctl IST0174",),
)
