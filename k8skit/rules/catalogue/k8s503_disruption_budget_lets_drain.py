"""A PodDisruptionBudget lets at least one of its pods be evicted, and no pod has two budgets.

Reads PodDisruptionBudget, the workloads that it selects with their replicas, and the scalers of these: the fewest pods that there can be count. Pods of
Jobs and DaemonSets are left alone: how many there are is not in the manifests.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR, WARNING
from ..context import WORKLOADS
from ..rule import Rule
from ..scaling import KINDS, by_target, target_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload
    from ..scaling import Scaler

CODE = "K8S503"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each budget that blocks every drain, and for each second budget of a workload."""
    scalers = by_target(context)
    first: dict[int, Manifest] = {}
    for budget, namespace, spec in context.specs("policy/PodDisruptionBudget"):
        selected = _selected(context, namespace, spec.get("selector"))
        twice = [w for w in selected if first.setdefault(id(w), budget) is not budget]
        if twice:
            other = first[id(twice[0])]
            yield context.finding(
                CODE,
                budget,
                "spec.selector",
                f'{" and ".join(w.title for w in twice[:3])} has two budgets, "{other.name}" and "{budget.name}"',
                value=spec.get("selector"),
                help="a pod with two budgets can never be evicted; drop one, or select by a label that only one of the workloads has",
            )
        least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
        pods = _pods(selected, scalers)
        if str(most) in ("0", "0%") or least == "100%":
            field = "minAvailable" if least == "100%" else "maxUnavailable"
            message = f'PodDisruptionBudget "{budget.name}" never lets any pod be evicted'
            help = "every drain of a node waits for it; write maxUnavailable: 1, or leave the budget out"
            yield context.finding(CODE, budget, f"spec.{field}", message, severity=WARNING, value=spec.get(field), help=help)
            continue
        if not pods or (least is None and most is None) or (type(most) is int and most > 0):
            continue
        from ...semantics.rollout import disruptions_allowed

        try:
            allowed = disruptions_allowed(pods, min_available=least, max_unavailable=most)
        except CallError:
            continue  # a malformed number is another finding
        if allowed < 1:
            field = "maxUnavailable" if most is not None else "minAvailable"
            yield context.finding(
                CODE,
                budget,
                f"spec.{field}",
                f'PodDisruptionBudget "{budget.name}" never lets {_one_of(pods)} be evicted',
                severity=WARNING,
                value=spec.get(field),
                help="every drain of a node waits for it; write maxUnavailable: 1, run more pods, or leave the budget out",
            )


def _one_of(pods: int) -> str:
    return "its only pod" if pods == 1 else f"one of its {pods} pods"


def _selected(context: Context, namespace: str, selector: object) -> list[Workload]:
    """The workloads with pods that are there to stay."""
    labels = selector.get("matchLabels") if type(selector) is dict and len(selector) == 1 else None
    if labels and type(labels) is dict:
        found = context.selected(namespace, labels)
    else:
        from ...semantics.selectors import from_label_selector

        found = context.matching(namespace, from_label_selector(selector))
    return [w for w in found if w.manifest.kind not in ("CronJob", "Job", "PodTemplate")]


def _pods(selected: list[Workload], scalers: dict[tuple[str, str, str], Scaler]) -> int | None:
    """The fewest pods that the selected workloads have together; None where that is not known."""
    total = 0
    for w in selected:
        scaler = scalers.get(target_of(w))
        count = 1 if w.manifest.kind == "Pod" else w.declared.get("replicas", 1) if scaler is None else scaler.least
        if type(count) is not int or w.manifest.kind == "DaemonSet":
            return None
        total += count
    return total


RULE = Rule(
    CODE,
    "a disruption budget lets a node be drained",
    severity=ERROR,
    on=("policy/PodDisruptionBudget",),
    reads=(*KINDS, "policy/PodDisruptionBudget", *WORKLOADS),
    check=check,
    why="A budget that allows no eviction blocks every drain, and with it every upgrade of the nodes, for ever.",
    source="Kubernetes documentation, Specifying a Disruption Budget for your Application; Disruptions",
    fix="Allow at least one pod to be away, or leave out the budget.",
    known_as=(
        "kube-linter pdb-max-unavailable",
        "kube-linter pdb-min-available",
        "kube-score poddisruptionbudget-has-policy",
        "polaris pdbDisruptionsIsZero",
        "polaris pdbMinAvailableGreaterThanHPAMinReplicas",
        "polaris pdbMinAvailableEqualToHPAMinReplicas",
        "kyverno pdb-minavailable",
    ),
)
