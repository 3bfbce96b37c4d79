"""A container listens on ports above 1024.

Reads `ports` of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S423"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port up to 1024."""
    for w in context.workloads():
        for path, c in w.containers:
            for i, port in enumerate(sequence(c.get("ports"))):
                number = mapping(port).get("containerPort")
                if type(number) is int and 0 < number <= 1024:
                    message = f"{w.called(c)} listens on port {number}, which only root may do without a capability"
                    yield context.finding(
                        CODE,
                        w.manifest,
                        w.field(f"{path}.ports[{i}].containerPort"),
                        message,
                        severity=WARNING,
                        value=number,
                        help="listen above 1024; the Service maps its port to it",
                    )


RULE = Rule(
    CODE,
    "a container listens above port 1024",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("containerPort",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="The program needs root or a capability for it.",
    source="Kubernetes documentation, Using sysctls in a Kubernetes Cluster: net.ipv4.ip_unprivileged_port_start",
    fix="Listen on a port above 1024.",
    known_as=("kube-linter privileged-ports", "trivy KSV117"),
)
