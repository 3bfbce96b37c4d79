"""Pods are kept running by Deployments, not by ReplicationControllers.

Looks for ReplicationControllers that run pods. Kubernetes has not deprecated them, so this is asked for.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S608"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ReplicationController that runs pods."""
    for m in context.of("ReplicationController"):
        if mapping(m.object.get("spec")).get("replicas") == 0:
            continue  # on its way out
        message = f'ReplicationController "{m.name}" replaces its pods without a rollout'
        help = "make it a Deployment; it selects by labels of its own, so give it a selector"
        yield context.finding(CODE, m, "kind", message, severity=WARNING, value=m.kind, help=help)


RULE = Rule(
    CODE,
    "pods are kept running by Deployments",
    severity=WARNING,
    on=("ReplicationController",),
    opt_in=True,
    reads=("ReplicationController",),
    check=check,
    why="A ReplicationController knows no rollout and no history: it has been superseded by Deployments and ReplicaSets.",
    source="Kubernetes documentation, ReplicationController: Alternatives",
    fix="Make it a Deployment.",
)
