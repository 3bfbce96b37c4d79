"""An autoscaler may run more pods than it must.

Reads `minReplicas` and `maxReplicas` of HorizontalPodAutoscalers.
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

CODE = "K8S541"
KIND = "autoscaling/HorizontalPodAutoscaler"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each that always runs one number of pods."""
    for m in context.of(KIND):
        spec = mapping(m.object.get("spec"))
        most = spec.get("maxReplicas")
        if type(most) is int and spec.get("minReplicas", 1) == most:
            message = f'HorizontalPodAutoscaler "{m.name}" runs {most} pod{"" if most == 1 else "s"} at least, and as many at most'
            help = "raise maxReplicas, or set replicas of the workload and drop the autoscaler"
            yield context.finding(CODE, m, "spec.maxReplicas", message, severity=WARNING, value=most, help=help)


RULE = Rule(
    CODE,
    "an autoscaler has room to scale",
    severity=WARNING,
    on=(KIND,),
    opt_in=True,
    reads=(KIND,),
    check=check,
    why="It does nothing when the load grows.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling",
    fix="Raise maxReplicas.",
    known_as=("polaris hpaMaxAvailability",),
)
