"""A workload has the label `app.kubernetes.io/name`, by which tools group what belongs together.

Reads the labels of workloads.
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

CODE = "K8S538"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload without it."""
    for m in context.of(*WORKLOADS):
        value = mapping(mapping(m.object.get("metadata")).get("labels")).get("app.kubernetes.io/name")
        if value in (None, ""):
            message = f'{m.kind} "{m.name}" has not the label app.kubernetes.io/name'
            yield context.finding(CODE, m, "metadata.labels", message, severity=WARNING, help="add it: app.kubernetes.io/name: web")


RULE = Rule(
    CODE,
    "a workload has the common labels",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Tools cannot tell what belongs together.",
    source="Kubernetes documentation, Recommended Labels",
    fix="Add the label app.kubernetes.io/name.",
    known_as=("kubescape C-0077",),
)
