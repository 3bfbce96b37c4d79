"""No two workloads of a namespace select the same pods.

Reads the selectors and pod templates of Deployments, ReplicaSets, ReplicationControllers, StatefulSets and DaemonSets, and the labels of bare Pods. A
controller adopts what its selector fits and scales it to its own number: a ReplicaSet whose pods a Deployment selects is scaled to zero, a bare Pod
becomes one of the wanted replicas.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.selectors import from_label_selector, from_labels
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...semantics.selectors import Selector
    from ..context import Context, Workload

CODE = "K8S302"
_CONTROLLERS = ("DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload whose selector fits the pods of another."""
    by_namespace: dict[str, list[Workload]] = {}
    for w in context.workloads():
        by_namespace.setdefault(w.manifest.namespace, []).append(w)
    for found in by_namespace.values():
        by_label: dict[tuple[str, str], list[Workload]] = {}
        for w in found:
            for pair in w.labels.items():
                by_label.setdefault(pair, []).append(w)
        for w in found:
            selector = _selector(w)
            if selector is None or selector.everything:
                continue
            for other in _candidates(selector, by_label, found):
                if other is not w and other.manifest.kind in (*_CONTROLLERS, "Pod") and selector.matches(other.labels):
                    yield _finding(context, w, other)


def _selector(w: Workload) -> Selector | None:
    m = w.manifest
    given = mapping(m.object.get("spec")).get("selector")
    if m.kind == "ReplicationController":
        return from_labels(given or w.labels)
    return from_label_selector(given) if m.kind in _CONTROLLERS and type(given) is dict else None


def _candidates(selector: Selector, by_label: dict[tuple[str, str], list[Workload]], found: list[Workload]) -> list[Workload]:
    """The workloads that can fit: those with the rarest of the labels that the selector asks for. Keeps the rule linear."""
    best: list[Workload] | None = None
    for r in selector.requirements:
        if r.operator == "In" and len(r.values) == 1:
            having = by_label.get((r.key, next(iter(r.values))), [])
            if best is None or len(having) < len(best):
                best = having
    return found if best is None else best


def _finding(context: Context, w: Workload, other: Workload) -> Finding:
    m, o = w.manifest, other.manifest
    at = f" (made at {o.origin.file}:{o.origin.line})" if o.origin and o.origin.line else ""
    pod = o.kind == "Pod"
    return context.finding(
        CODE,
        m,
        "spec.selector",
        f"{m.kind} {m.name} also selects the pods of {o.kind} {o.name}{at}"
        if not pod
        else f"{m.kind} {m.name} also selects the Pod {o.name}{at}",
        severity=WARNING if pod else ERROR,
        value=mapping(m.object.get("spec")).get("selector"),
        help=(
            f"it adopts the Pod as one of its replicas; give {o.name} other labels"
            if pod
            else f"they fight over the pods, or {m.name} adopts and scales what belongs to {o.name}; give each a label of its own in selector and template"
        ),
    )


RULE = Rule(
    CODE,
    "workloads do not select each other's pods",
    severity=ERROR,
    on=("ReplicationController", "apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet"),
    reads=tuple(WORKLOADS),
    check=check,
    why="A controller adopts every pod and ReplicaSet that its selector fits, and deletes what is more than its replicas.",
    source="Kubernetes documentation, ReplicaSet: Non-Template Pod acquisitions; Deployments: Selector",
    fix="Give each workload a label of its own, in its selector and in its pod template.",
)
