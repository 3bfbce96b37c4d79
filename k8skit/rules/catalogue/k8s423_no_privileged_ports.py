"""A container listens on no port that is kept for root.

Reads `ports` of all containers, and the sysctl of their pods that moves the first port which everybody may use from 1024.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S423"
_FIRST = 1024
_SYSCTL = "net.ipv4.ip_unprivileged_port_start"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port below the first that everybody may use."""
    for w in context.workloads():
        first = _first(w.spec)
        for path, c in w.containers:
            for i, port in enumerate(sequence(c.get("ports"))):
                number = mapping(port).get("containerPort")
                if type(number) is int and 0 < number < first:
                    message = f"{w.called(c)} listens on port {number}, which only root may do without a capability"
                    yield context.finding(
                        CODE,
                        w.manifest,
                        w.field(f"{path}.ports[{i}].containerPort"),
                        message,
                        severity=WARNING,
                        value=number,
                        help=f"listen on {first} or above; the Service maps its port to it",
                    )


def _first(spec: dict[str, Any]) -> int:
    """The first port that a program of a pod may listen on without being root."""
    for item in sequence(mapping(spec.get("securityContext")).get("sysctls")):
        if mapping(item).get("name") == _SYSCTL:
            value = str(mapping(item).get("value"))
            return int(value) if value.isdecimal() and len(value) < 6 else _FIRST
    return _FIRST


RULE = Rule(
    CODE,
    "a container listens on no port that is kept for root",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("containerPort",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="The program needs root or a capability for it.",
    source="Kubernetes documentation, Using sysctls in a Kubernetes Cluster: net.ipv4.ip_unprivileged_port_start",
    fix="Listen on port 1024 or above.",
    known_as=("kube-linter privileged-ports", "trivy KSV117"),
)
