"""No container listens on port 22, where SSH is.

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

CODE = "K8S422"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port 22."""
    for w in context.workloads():
        for path, c in w.containers:
            for i, port in enumerate(sequence(c.get("ports"))):
                number = mapping(port).get("containerPort")
                if type(number) is int and number == 22 and port.get("protocol") in (None, "TCP"):
                    message = f"{w.called(c)} listens on port {number}, where SSH is"
                    yield context.finding(
                        CODE,
                        w.manifest,
                        w.field(f"{path}.ports[{i}].containerPort"),
                        message,
                        severity=WARNING,
                        value=number,
                        help="use kubectl exec, or another port if it is something else",
                    )


RULE = Rule(
    CODE,
    "no container is a door for SSH",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("containerPort",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="SSH goes past the API server: its rights, its audit log.",
    source="Kubernetes documentation, Get a Shell to a Running Container",
    fix="Use kubectl exec, or another port.",
    known_as=("kube-linter ssh-port", "kubescape C-0042"),
)
