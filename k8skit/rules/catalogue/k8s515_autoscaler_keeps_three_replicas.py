"""An autoscaler keeps at least three replicas.

Reads `minReplicas` of HorizontalPodAutoscalers.
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

CODE = "K8S515"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each that goes lower."""
    wanted = RULE.option(context, "replicas")
    for m in context.of("autoscaling/HorizontalPodAutoscaler"):
        least = mapping(m.object.get("spec")).get("minReplicas", 1)
        if type(least) is int and least < wanted:
            message = f'HorizontalPodAutoscaler "{m.name}" goes down to {least} replica{"" if least == 1 else "s"}'
            help = f"keep {wanted}, so that one may fail while another is replaced"
            yield context.finding(CODE, m, "spec.minReplicas", message, severity=WARNING, value=least, help=help)


RULE = Rule(
    CODE,
    "an autoscaler keeps three replicas",
    severity=WARNING,
    on=("autoscaling/HorizontalPodAutoscaler",),
    opt_in=True,
    reads=("autoscaling/HorizontalPodAutoscaler",),
    check=check,
    why="When the load is low, a node that fails takes the application with it.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling",
    fix="Set minReplicas: 3.",
    known_as=(
        "kube-linter hpa-minimum-three-replicas",
        "kube-score horizontalpodautoscaler-replicas",
        "polaris hpaMinAvailability",
        "datree HPA_MISSING_MINREPLICAS_KEY",
    ),
    options={"replicas": (3, "the fewest replicas")},
)
