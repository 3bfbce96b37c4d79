"""Each container has a memory request.

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

CODE = "K8S523"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each container without one."""
    return findings(context, CODE, "requests", "memory", "memory request", "set resources.requests.memory to what it needs")


RULE = Rule(
    CODE,
    "a container asks for memory",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("LimitRange", *WORKLOADS),
    check=check,
    why="The scheduler puts too many such pods on one node, and the first to be evicted are these.",
    source="Kubernetes documentation, Resource Management for Pods and Containers",
    fix="Set resources.requests.memory.",
    known_as=(
        "kube-score container-resources",
        "polaris memoryRequestsMissing",
        "checkov CKV_K8S_12",
        "trivy KSV016",
        "kubescape C-0269",
        "kyverno require-pod-requests-limits",
        "kubesec RequestsMemory",
        "datree CONTAINERS_MISSING_MEMORY_REQUEST_KEY",
    ),
)
