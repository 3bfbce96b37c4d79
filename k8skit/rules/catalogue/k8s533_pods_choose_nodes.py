"""A pod says by node affinity on which nodes it runs.

Reads `affinity.nodeAffinity` of pods.
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

CODE = "K8S533"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such workload."""
    for w in context.workloads():
        value = mapping(mapping(w.spec.get("affinity")).get("nodeAffinity"))
        if not value:
            message = f"{w.title} says nothing about the nodes that it runs on"
            yield context.finding(
                CODE,
                w.manifest,
                w.field("spec.affinity.nodeAffinity"),
                message,
                severity=WARNING,
                value=value,
                help="add affinity.nodeAffinity",
            )


RULE = Rule(
    CODE,
    "a pod says on which nodes it runs",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="It may be put on nodes that are kept for something else.",
    source="Kubernetes documentation, Assigning Pods to Nodes: Node affinity",
    fix="Add node affinity.",
    known_as=("kube-linter no-node-affinity",),
)
