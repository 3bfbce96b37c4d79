"""A workload that an autoscaler scales has no number of replicas of its own.

Reads `spec.scaleTargetRef` of HorizontalPodAutoscalers and ScaledObjects, and `spec.replicas` of their targets: every apply would set the number back.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule
from ..scaling import KINDS, by_target

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S502"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each scaled workload with replicas."""
    context.workloads()
    for scaler in by_target(context).values():
        w = context.workload(*scaler.target)
        if w is None:
            continue
        replicas = w.declared.get("replicas")
        if replicas is not None:
            from ...fix import REMOVE, Edit

            yield context.finding(
                CODE,
                w.manifest,
                "spec.replicas",
                f'{w.title} has replicas, and {scaler.manifest.kind} "{scaler.manifest.name}" owns their number',
                severity=WARNING,
                value=replicas,
                help="leave replicas out; every apply sets the number back, and GitOps controllers report drift",
                fix=[Edit(REMOVE, ("spec", "replicas"))],
            )


RULE = Rule(
    CODE,
    "a scaled workload leaves replicas to its autoscaler",
    severity=WARNING,
    on=KINDS,
    reads=(*KINDS, *WORKLOADS),
    check=check,
    why="Every apply scales the workload back to the written number, whatever the load.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: Migrating Deployments and StatefulSets to horizontal autoscaling",
    fix="Leave out spec.replicas of the workload.",
    known_as=("kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured",),
)
