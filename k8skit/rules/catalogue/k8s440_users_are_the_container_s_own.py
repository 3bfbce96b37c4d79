"""A container runs as a user and group above 10000, which no node has.

Reads `runAsUser` and `runAsGroup` of containers and their pods.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S440"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    most = RULE.option(context, "above")
    for w in context.workloads():
        for path, c in w.containers:
            if not (_high(w.security(c, "runAsUser"), most) and _high(w.security(c, "runAsGroup"), most)):
                message = f"{w.called(c)} may run as a user or group that its node has too"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.runAsUser"),
                    message,
                    severity=WARNING,
                    help=f"set runAsUser and runAsGroup above {most}",
                )


def _high(number: object, most: int) -> bool:
    return type(number) is int and number > most


RULE = Rule(
    CODE,
    "a container's user is not one of the node's",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A user of the node with the same number shares its files and limits.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Set runAsUser and runAsGroup above 10000.",
    known_as=(
        "kube-score container-security-context-user-group-id",
        "checkov CKV_K8S_40",
        "trivy KSV020",
        "trivy KSV021",
        "kubesec RunAsGroup",
        "kubesec RunAsUser",
        "datree CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID",
        "datree CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID",
    ),
    options={"above": (10000, "the highest number of a user or group of a node")},
)
