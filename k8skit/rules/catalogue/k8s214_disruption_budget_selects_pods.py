"""A PodDisruptionBudget selects the pods of a workload of its namespace.

Reads `spec.selector` of PodDisruptionBudgets and the pod templates of their namespaces. Left alone: budgets for the pods of an operator, which no manifest
shows, and the empty selector, which selects all pods there are.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import GATEWAY_LABEL, WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S214"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each budget that selects nothing."""
    for m, namespace, spec in context.specs("policy/PodDisruptionBudget"):
        given = spec.get("selector")
        if type(given) is not dict or (len(given) == 1 and context.selected(namespace, mapping(given.get("matchLabels")))):
            continue  # by far the most
        from ...semantics.selectors import from_label_selector

        selector = from_label_selector(given)
        if selector.nothing or selector.everything or any(r.key == GATEWAY_LABEL for r in selector.requirements):
            continue
        if context.matching(namespace, selector) or context.makes_pods(namespace):
            continue
        severity = context.absent(namespace, *WORKLOADS)
        if severity:
            from ..selecting import nearest

            message = f'PodDisruptionBudget "{m.name}" selects no pod'
            help = nearest(context, namespace, selector)
            yield context.finding(CODE, m, "spec.selector", message, severity=severity, value=given, help=help)


RULE = Rule(
    CODE,
    "a disruption budget selects pods",
    severity=ERROR,
    on=("policy/PodDisruptionBudget",),
    reads=("policy/PodDisruptionBudget", *WORKLOADS),
    check=check,
    why="The budget protects nothing: a drain may evict all pods that it was written for at once.",
    source="Kubernetes documentation, Specifying a Disruption Budget for your Application",
    fix="Make the selector fit the labels of the pod template, in the same namespace.",
)
