"""Services are for the cluster itself; what comes from outside comes by an Ingress or a Gateway.

Reads `type` of Services.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S432"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service that is open."""
    for m in context.of("Service"):
        kind = mapping(m.object.get("spec")).get("type")
        if kind in ("LoadBalancer", "NodePort"):
            message = f'Service "{m.name}" of type {kind} is open to the outside'
            help = "leave out the type, and let an Ingress or a Gateway lead to it"
            yield context.finding(CODE, m, "spec.type", message, severity=WARNING, value=kind, help=help)


RULE = Rule(
    CODE,
    "a Service is for the cluster only",
    severity=WARNING,
    on=("Service",),
    needs=("type",),
    opt_in=True,
    reads=("Service",),
    check=check,
    why="Whoever reaches a node or the load balancer reaches the program, without TLS or login before it.",
    source="Kubernetes documentation, Service: Publishing Services (ServiceTypes)",
    fix="Use an Ingress or a Gateway.",
    known_as=(
        "kube-linter exposed-services",
        "kube-score service-type",
        "datree SERVICE_INCORRECT_TYPE_VALUE_NODEPORT",
        "kyverno restrict-nodeport",
    ),
)
