"""A PodDisruptionBudget says whether pods that are not ready may be evicted.

Reads `unhealthyPodEvictionPolicy` of PodDisruptionBudgets.
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

CODE = "K8S520"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each budget without a word on it."""
    for m in context.of("policy/PodDisruptionBudget"):
        if mapping(m.object.get("spec")).get("unhealthyPodEvictionPolicy") is None:
            message = f'PodDisruptionBudget "{m.name}" does not say whether pods that are not ready may be evicted'
            help = "set unhealthyPodEvictionPolicy: AlwaysAllow; by default pods that never get ready block every drain"
            yield context.finding(CODE, m, "spec.unhealthyPodEvictionPolicy", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a budget says what happens to unhealthy pods",
    severity=WARNING,
    on=("policy/PodDisruptionBudget",),
    opt_in=True,
    reads=("policy/PodDisruptionBudget",),
    check=check,
    why="Pods that crash all the time keep their node from being drained.",
    source="Kubernetes documentation, Specifying a Disruption Budget for your Application: Unhealthy Pod Eviction Policy",
    fix="Set unhealthyPodEvictionPolicy: AlwaysAllow.",
    known_as=("kube-linter pdb-unhealthy-pod-eviction-policy",),
)
