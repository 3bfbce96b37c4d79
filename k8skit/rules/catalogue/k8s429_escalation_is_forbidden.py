"""A container says that it may not gain more privileges than its parent process: the default is that it may.

Reads `securityContext.allowPrivilegeEscalation` of all containers.
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

CODE = "K8S429"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if mapping(c.get("securityContext")).get("allowPrivilegeEscalation") is not False:
                message = f"{w.called(c)} may gain privileges that it does not start with"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.allowPrivilegeEscalation"),
                    message,
                    severity=WARNING,
                    help="set allowPrivilegeEscalation: false",
                )


RULE = Rule(
    CODE,
    "a container forbids itself more privileges",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A program with the setuid bit makes it root.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Set allowPrivilegeEscalation: false.",
    known_as=(
        "polaris privilegeEscalationAllowed",
        "checkov CKV_K8S_20",
        "trivy KSV001",
        "kubescape C-0016",
        "kubescape C-0197",
        "kubesec AllowPrivilegeEscalation",
        "datree CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION",
    ),
)
