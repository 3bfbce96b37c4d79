"""A pod that names a PriorityClass names one that every cluster has: `system-cluster-critical` or `system-node-critical`.

Reads `priorityClassName` of pods. Use it where no classes but these are to be used.
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

CODE = "K8S531"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such workload."""
    for w in context.workloads():
        value = w.spec.get("priorityClassName")
        if type(value) is str and value.strip() and value not in ("system-cluster-critical", "system-node-critical"):
            message = f"{w.title} has the priority class {value}, which a cluster may not have"
            yield context.finding(
                CODE,
                w.manifest,
                w.field("spec.priorityClassName"),
                message,
                severity=WARNING,
                value=value,
                help="leave it out, or name system-cluster-critical or system-node-critical",
            )


RULE = Rule(
    CODE,
    "a priority class is one of the cluster's own",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("priorityClassName",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Pods that name a class that is not there are refused.",
    source="Kubernetes documentation, Pod Priority and Preemption",
    fix="Name a class that every cluster has.",
    known_as=("kube-linter priority-class-name",),
)
