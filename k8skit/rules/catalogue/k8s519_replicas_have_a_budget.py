"""A PodDisruptionBudget selects the pods of each workload with several replicas.

Reads `replicas`, autoscalers and PodDisruptionBudgets. Left alone: workloads with one replica, which no budget can keep.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, kind_of, mapping
from ..rule import Rule
from ..scaling import KINDS, by_target, target_of
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
    scalers = by_target(context)
    for w in context.workloads():
        if kind_of(w.manifest) not in REPLICATED or id(w) in kept:
            continue
        scaler = scalers.get(target_of(w))
        replicas = w.declared.get("replicas") if scaler is None else scaler.least
        if type(replicas) is int and replicas > 1:
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
