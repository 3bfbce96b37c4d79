"""The selector of a workload selects the pods that its own template makes, and is not empty.

Reads `spec.selector` and the labels of the pod template of Deployments, ReplicaSets, DaemonSets, StatefulSets and ReplicationControllers, and of Jobs
with `manualSelector`. A ReplicationController without a selector takes its template's labels; a Job without `manualSelector` gets one made.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.selectors import from_label_selector, from_labels
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S201"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each selector that its own template does not fit."""
    for w in context.workloads():
        m = w.manifest
        spec = mapping(m.object.get("spec"))
        given = spec.get("selector")
        if m.kind == "ReplicationController":
            if not given:
                continue
            selector = from_labels(given)
        elif m.kind in ("DaemonSet", "Deployment", "ReplicaSet", "StatefulSet") and m.group == "apps":
            if type(given) is not dict:
                continue
            selector = from_label_selector(given)
        elif m.kind == "Job" and m.group == "batch" and spec.get("manualSelector") is True and type(given) is dict:
            selector = from_label_selector(given)
        else:
            continue
        if selector.everything:
            yield context.finding(
                CODE,
                m,
                "spec.selector",
                f"the selector of {m.kind} {m.name} is empty",
                value=given,
                help="select by a label that its template has",
            )
        elif not selector.matches(w.labels):
            unmet = ", ".join(map(str, selector.unmet(w.labels)))
            yield context.finding(
                CODE,
                m,
                "spec.selector",
                f"the selector of {m.kind} {m.name} does not select the pods of its own template",
                value=given,
                help=f"the template's labels are {_shown(w.labels)}; {unmet or 'the selector'} does not fit them",
            )


def _shown(labels: dict[str, object]) -> str:
    return "{" + ", ".join(f"{k}: {v}" for k, v in labels.items()) + "}"


RULE = Rule(
    CODE,
    "a workload selects its own pods",
    severity=ERROR,
    on=("ReplicationController", "apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet", "batch/Job"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses it: the controller would make pods for ever, none of which it could find again.",
    source="Kubernetes documentation, Deployments: Selector",
    fix="Give the pod template every label that the selector asks for.",
)
