"""A pod has no host names of its own.

Reads `hostAliases` of workloads.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S444"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload with such names."""
    for w in context.workloads():
        if sequence(w.spec.get("hostAliases")):
            message = f"{w.title} writes names of hosts into /etc/hosts"
            help = "let DNS answer for them; a Service of the type ExternalName, or one with EndpointSlices, has a name"
            yield context.finding(CODE, w.manifest, w.field("spec.hostAliases"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a pod takes the names of hosts from DNS",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("hostAliases",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="The addresses go out of date in silence, and whoever writes them leads connections elsewhere.",
    source="Kubernetes documentation, Adding entries to Pod /etc/hosts with HostAliases",
    fix="Use DNS.",
    known_as=("kubesec HostAliases", "trivy KSV007"),
)
