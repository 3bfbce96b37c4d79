"""A container has a seccomp profile, its own or that of its pod.

Reads `securityContext.seccompProfile` of containers and pods.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S439"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if mapping(w.security(c, "seccompProfile")).get("type") not in ("Localhost", "RuntimeDefault"):
                message = f"{w.called(c)} may make any system call"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.seccompProfile"),
                    message,
                    severity=WARNING,
                    help="set seccompProfile: {type: RuntimeDefault} for the pod",
                )


RULE = Rule(
    CODE,
    "a container's system calls are filtered",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Holes in the kernel are reached by system calls that programs rarely need.",
    source="Kubernetes documentation, Restrict a Container's Syscalls with seccomp",
    fix="Set seccompProfile: {type: RuntimeDefault} for the pod.",
    known_as=(
        "kube-score container-seccomp-profile",
        "checkov CKV_K8S_31",
        "trivy KSV030",
        "kubescape C-0210",
        "kubesec SeccompAny",
    ),
)
