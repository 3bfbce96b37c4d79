"""Each container has a memory limit.

Reads `resources` of containers and pods, and the defaults of the LimitRanges of the namespace.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..requirements import findings
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S522"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each container without one."""
    return findings(context, CODE, "limits", "memory", "memory limit", "set resources.limits.memory to what it may need at most")


RULE = Rule(
    CODE,
    "a container's memory is limited",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("LimitRange", *WORKLOADS),
    check=check,
    why="A leak in one program takes the memory of all others on its node.",
    source="Kubernetes documentation, Resource Management for Pods and Containers",
    fix="Set resources.limits.memory.",
    known_as=(
        "kube-linter unset-memory-requirements",
        "kube-score container-resources",
        "polaris memoryLimitsMissing",
        "checkov CKV_K8S_13",
        "trivy KSV018",
        "kubescape C-0004",
        "kubescape C-0009",
        "kubescape C-0271",
        "kyverno require-pod-requests-limits",
        "kubesec LimitsMemory",
        "datree CONTAINERS_MISSING_MEMORY_LIMIT_KEY",
    ),
)
