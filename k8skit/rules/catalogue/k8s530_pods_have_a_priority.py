"""A pod names a PriorityClass.

Reads `priorityClassName` of pods.
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

CODE = "K8S530"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such workload."""
    for w in context.workloads():
        value = w.spec.get("priorityClassName")
        if value in (None, ""):
            message = f"{w.title} says nothing about how important it is"
            yield context.finding(
                CODE, w.manifest, w.field("spec.priorityClassName"), message, severity=WARNING, value=value, help="name a PriorityClass"
            )


RULE = Rule(
    CODE,
    "a pod has a priority",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="When nodes are full, what is important waits behind what is not.",
    source="Kubernetes documentation, Pod Priority and Preemption",
    fix="Name a PriorityClass.",
    known_as=("polaris priorityClassNotSet",),
)
