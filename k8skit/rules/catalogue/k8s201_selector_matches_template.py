"""The selector of a workload selects the pods that its own template makes, and is not empty.

Reads `spec.selector` and the labels of the pod template of Deployments, ReplicaSets, DaemonSets, StatefulSets and ReplicationControllers, and of Jobs
with `manualSelector`. A ReplicationController without a selector takes its template's labels; a Job without `manualSelector` gets one made.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, kind_of, mapping, shown
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...semantics.selectors import Selector
    from ..context import Context, Workload

CODE = "K8S201"
_CONTROLLERS = ("apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet", "argoproj.io/Rollout")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each selector that its own template does not fit."""
    for w in context.workloads():
        spec = w.manifest.object.get("spec")
        given = spec.get("selector") if type(spec) is dict else None
        if type(given) is not dict:
            continue
        if len(given) == 1 and given.get("matchLabels") and mapping(given["matchLabels"]).items() <= w.labels.items():
            continue  # by far the most
        selector = _selector(w, given)
        if selector is None or selector.nothing or (selector.matches(w.labels) and not selector.everything):
            continue  # a selector of the wrong shape is another finding
        if selector.everything:
            message, help = f"{w.title} has an empty selector", "select by a label that its template has"
        else:
            message = f"the selector of {w.title} does not select the pods of its own template"
            help = f"the labels of the template, {shown(w.labels)}, do not fulfil {' and '.join(map(str, selector.unmet(w.labels)))}"
        yield context.finding(CODE, w.manifest, "spec.selector", message, value=given, help=help)


def _selector(w: Workload, given: dict[str, Any]) -> Selector | None:
    from ...semantics.selectors import from_label_selector, from_labels

    kind = kind_of(w.manifest)
    if kind in ("ReplicationController", "apps.openshift.io/DeploymentConfig"):
        return from_labels(given) if given else None
    return (
        from_label_selector(given) if kind in _CONTROLLERS or (kind == "batch/Job" and w.declared.get("manualSelector") is True) else None
    )


RULE = Rule(
    CODE,
    "a workload selects its own pods",
    severity=ERROR,
    on=(
        "ReplicationController",
        "apps/DaemonSet",
        "apps/Deployment",
        "apps/ReplicaSet",
        "apps/StatefulSet",
        "apps.openshift.io/DeploymentConfig",
        "argoproj.io/Rollout",
        "batch/Job",
    ),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses it: the controller would make pods for ever, none of which it could find again.",
    source="Kubernetes documentation, Deployments: Selector; Labels and Selectors",
    fix="Make the selector a part of the labels of the pod template.",
    known_as=(
        "kube-linter mismatching-selector",
        "kube-score deployment-pod-selector-labels-match-template-metadata-labels",
        "kube-score statefulset-pod-selector-labels-match-template-metadata-labels",
    ),
)
