"""Each container has a CPU request.

Reads `resources` of containers and pods, and the defaults of the LimitRanges of the namespace. A limit counts as the request, as Kubernetes takes it.
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

CODE = "K8S521"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each container without one."""
    return findings(context, CODE, "requests", "cpu", "CPU request", "set resources.requests.cpu to what it usually needs")


RULE = Rule(
    CODE,
    "a container asks for CPU",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("LimitRange", *WORKLOADS),
    check=check,
    why="The scheduler puts any number of such pods on one node, and they get the least when it is busy.",
    source="Kubernetes documentation, Resource Management for Pods and Containers",
    fix="Set resources.requests.cpu.",
    known_as=(
        "kube-linter unset-cpu-requirements",
        "kube-score container-resources",
        "polaris cpuRequestsMissing",
        "checkov CKV_K8S_10",
        "trivy KSV015",
        "kubescape C-0050",
        "kubescape C-0268",
        "kyverno require-pod-requests-limits",
        "kubesec RequestsCPU",
        "datree CONTAINERS_MISSING_CPU_REQUEST_KEY",
    ),
)
