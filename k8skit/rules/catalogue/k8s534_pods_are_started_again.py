"""A pod starts its containers again when they fail.

Reads `restartPolicy` of pods. Jobs that count failed pods (`podFailurePolicy`, `backoffLimit`) rightly say `Never`; use it where none does.
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

CODE = "K8S534"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such workload."""
    for w in context.workloads():
        value = w.spec.get("restartPolicy")
        if value == "Never":
            message = f"{w.title} never starts its containers again"
            yield context.finding(
                CODE,
                w.manifest,
                w.field("spec.restartPolicy"),
                message,
                severity=WARNING,
                value=value,
                help="set restartPolicy to OnFailure, or to Always",
            )


RULE = Rule(
    CODE,
    "a pod is started again",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("restartPolicy",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A failure that a second attempt would get over ends the pod.",
    source="Kubernetes documentation, Pod Lifecycle: Container restart policy",
    fix="Set restartPolicy to OnFailure or Always.",
    known_as=("kube-linter restart-policy",),
)
