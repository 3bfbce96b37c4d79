"""No Service takes traffic for addresses that it lists in `externalIPs`.

Reads `externalIPs` of Services.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S431"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service with such addresses."""
    for m in context.of("Service"):
        given = sequence(mapping(m.object.get("spec")).get("externalIPs"))
        if given:
            message = f'Service "{m.name}" takes all traffic of the cluster to addresses of its own choice'
            help = "use a Service of type LoadBalancer, or a Gateway"
            yield context.finding(CODE, m, "spec.externalIPs", message, severity=WARNING, value=given, help=help)


RULE = Rule(
    CODE,
    "no Service takes an address of its own choice",
    severity=WARNING,
    on=("Service",),
    needs=("externalIPs",),
    opt_in=True,
    reads=("Service",),
    check=check,
    why="Whoever may make Services can take traffic meant for others (CVE-2020-8554).",
    source="Kubernetes documentation, Service: External IPs",
    fix="Use a Service of type LoadBalancer.",
    known_as=("kyverno restrict-external-ips", "trivy KSV108"),
)
