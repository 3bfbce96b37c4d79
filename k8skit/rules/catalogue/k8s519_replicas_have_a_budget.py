"""A PodDisruptionBudget selects the pods of each workload with several replicas.

Reads `replicas`, autoscalers and PodDisruptionBudgets. Left alone: workloads with one replica, which no budget can keep.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, mapping
from ..rule import Rule
from ..scaling import KINDS, several
from ..workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S519"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload without a budget."""
    kept: set[int] = set()
    for m in context.of("policy/PodDisruptionBudget"):
        selector = from_label_selector(mapping(m.object.get("spec")).get("selector"))
        kept.update(map(id, context.matching(context.namespace_of(m), selector)))
    for w, replicas in several(context):
        if id(w) not in kept:
            message = f"{w.title} has {replicas} replicas and no disruption budget"
            help = "make a PodDisruptionBudget with maxUnavailable: 1"
            yield context.finding(CODE, w.manifest, "spec.replicas", message, severity=WARNING, value=replicas, help=help)


RULE = Rule(
    CODE,
    "replicas have a disruption budget",
    severity=WARNING,
    on=REPLICATED,
    opt_in=True,
    reads=(*KINDS, "policy/PodDisruptionBudget", *WORKLOADS),
    check=check,
    why="An upgrade of the nodes may evict all replicas at once.",
    source="Kubernetes documentation, Specifying a Disruption Budget for your Application",
    fix="Make a PodDisruptionBudget.",
    known_as=(
        "kube-score deployment-has-poddisruptionbudget",
        "kube-score statefulset-has-poddisruptionbudget",
        "polaris missingPodDisruptionBudget",
    ),
)
