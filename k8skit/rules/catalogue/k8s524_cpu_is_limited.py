"""Each container has a CPU limit.

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

CODE = "K8S524"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each container without one."""
    return findings(context, CODE, "limits", "cpu", "CPU limit", "set resources.limits.cpu")


RULE = Rule(
    CODE,
    "a container's CPU is limited",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("LimitRange", *WORKLOADS),
    check=check,
    why="One program can take all CPU that its node has to spare.",
    source="Kubernetes documentation, Resource Management for Pods and Containers",
    fix="Set resources.limits.cpu, unless you rather use what is spare.",
    known_as=(
        "kube-score container-resources",
        "polaris cpuLimitsMissing",
        "checkov CKV_K8S_11",
        "trivy KSV011",
        "kubescape C-0009",
        "kubescape C-0270",
        "kubesec LimitsCPU",
        "datree CONTAINERS_MISSING_CPU_LIMIT_KEY",
    ),
)
