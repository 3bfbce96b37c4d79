"""A PodDisruptionBudget lets at least one of its pods be evicted, and no pod has two budgets.

Reads PodDisruptionBudget, the workloads it selects with their replicas, and the autoscalers of these: the fewest pods that there can be count.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR, WARNING
from ...semantics.rollout import disruptions_allowed
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S503"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each budget that blocks every drain, and for each second budget of a workload."""
    fewest = {}
    for scaler in context.of("autoscaling/HorizontalPodAutoscaler"):
        spec = mapping(scaler.object.get("spec"))
        ref = mapping(spec.get("scaleTargetRef"))
        fewest[(scaler.namespace, ref.get("kind"), ref.get("name"))] = spec.get("minReplicas", 1)
    budgets: dict[int, str] = {}
    for budget in context.of("policy/PodDisruptionBudget"):
        spec = mapping(budget.object.get("spec"))
        selector = from_label_selector(spec.get("selector"))
        selected = [
            w
            for w in context.workloads(budget.namespace)
            if selector.matches(w.labels) and w.manifest.kind not in ("Job", "CronJob", "PodTemplate")
        ]
        for w in selected:
            other = budgets.setdefault(id(w), budget.name)
            if other != budget.name:
                yield context.finding(
                    CODE,
                    budget,
                    "spec.selector",
                    f"{w.manifest.kind} {w.manifest.name} has two budgets, {other} and {budget.name}",
                    value=spec.get("selector"),
                    help="a pod with two budgets can never be evicted; drop one",
                )
        pods = _pods(selected, fewest)
        if pods is None or pods == 0:
            continue
        least, most = spec.get("minAvailable"), spec.get("maxUnavailable")
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
                f"budget {budget.name} never lets one of its {pods} pods be evicted",
                severity=WARNING,
                value=spec.get(field),
                help="every drain of a node blocks on it; write maxUnavailable: 1, or no budget for a single pod",
            )


def _pods(selected: list[Workload], fewest: dict[tuple[str, object, object], object]) -> int | None:
    """The fewest pods that the selected workloads have together; None where that is not known."""
    total = 0
    for w in selected:
        m = w.manifest
        spec = mapping(m.object.get("spec"))
        count = 1 if m.kind == "Pod" else fewest.get((m.namespace, m.kind, m.name), spec.get("replicas", 1))
        if type(count) is not int or m.kind == "DaemonSet":
            return None
        total += count
    return total if selected else None


RULE = Rule(
    CODE,
    "a disruption budget lets a node be drained",
    severity=ERROR,
    on=("policy/PodDisruptionBudget",),
    reads=("autoscaling/HorizontalPodAutoscaler", "policy/PodDisruptionBudget", *WORKLOADS),
    check=check,
    why="A budget that allows no eviction blocks every drain, and with it every upgrade of the nodes, for ever.",
    source="Kubernetes documentation, Specifying a Disruption Budget for your Application; Disruptions",
    fix="Allow at least one pod to be away, or leave out the budget.",
)
