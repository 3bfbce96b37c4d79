"""A workload that an autoscaler scales has no number of replicas of its own.

Reads HorizontalPodAutoscaler `spec.scaleTargetRef` and `spec.replicas` of its target: every apply would set the number back.
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

CODE = "K8S502"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each scaled workload with replicas."""
    targets = {}
    for scaler in context.of("autoscaling/HorizontalPodAutoscaler"):
        ref = mapping(mapping(scaler.object.get("spec")).get("scaleTargetRef"))
        targets[(scaler.namespace, ref.get("kind"), ref.get("name"))] = scaler
    for w in context.workloads():
        m = w.manifest
        scaler = targets.get((m.namespace, m.kind, m.name))
        replicas = mapping(m.object.get("spec")).get("replicas")
        if scaler is not None and replicas is not None:
            yield context.finding(
                CODE,
                m,
                "spec.replicas",
                f"{m.kind} {m.name} has replicas, and autoscaler {scaler.name} owns their number",
                severity=WARNING,
                value=replicas,
                help="leave replicas out; every apply sets the number back, and GitOps controllers report drift",
            )


RULE = Rule(
    CODE,
    "a scaled workload leaves replicas to its autoscaler",
    severity=WARNING,
    on=("autoscaling/HorizontalPodAutoscaler",),
    reads=("autoscaling/HorizontalPodAutoscaler", *WORKLOADS),
    check=check,
    why="Every apply scales the workload back to the written number, whatever the load.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: Migrating Deployments and StatefulSets to horizontal autoscaling",
    fix="Leave out spec.replicas of the workload.",
)
