"""No workload selects the pods of another of its namespace.

Reads the selectors and pod templates of Deployments, ReplicaSets, ReplicationControllers, StatefulSets and DaemonSets, and the labels of bare Pods. A
controller adopts what its selector fits and nobody owns: a bare Pod becomes one of its replicas, and a ReplicaSet that a Deployment adopts is scaled
to zero.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S302"
_LISTED = 3
_REPLICA = "it adopts the Pod as one of its replicas and treats it as one: it may be deleted; give the Pod other labels"
_SCALED = "it adopts the ReplicaSet as an old revision of its own and scales it to 0; give that one other labels, or leave it out"
_COUNTED = (
    "tools, autoscalers and budgets that go by its selector count the pods of both; give each a label of its own, in selector and template"
)
_ADOPTED = "the ReplicaSet counts pods that are not its own; give it a label of its own, in selector and template"
_CONTROLLERS = ("DaemonSet", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload that selects the pods of others, each pair only once."""
    told: set[tuple[int, int]] = set()
    for w in context.workloads():
        if w.manifest.kind not in _CONTROLLERS:
            continue
        found: dict[str, list[Workload]] = {}
        for other in _selected(context, w):
            if other.manifest.kind not in (*_CONTROLLERS, "Pod") or (id(other), id(w)) in told:
                continue
            if other is w or (other.manifest.kind, other.manifest.name) == (w.manifest.kind, w.manifest.name):
                continue  # one object twice is another finding
            if _is_owned(other) or _is_owned(w):
                continue  # by its controller, so nobody adopts it, and its pods are that one's
            effect = _effect(w, other)
            if effect == _ADOPTED and any(o is w for o in _selected(context, other)):
                continue  # told at the Deployment, which is what acts
            told.add((id(w), id(other)))
            found.setdefault(effect, []).append(other)
            if len(found[effect]) > _LISTED:
                break
        for effect, others in found.items():
            yield _finding(context, w, effect, others)


def _is_owned(w: Workload) -> bool:
    """Whether a controller owns it, as in what a cluster hands out."""
    owners = sequence(mapping(w.manifest.object.get("metadata")).get("ownerReferences"))
    return any(mapping(owner).get("controller") is True for owner in owners)


def _effect(w: Workload, other: Workload) -> str:
    kinds = (w.manifest.kind, other.manifest.kind)
    if kinds[1] == "Pod":
        return _REPLICA
    if kinds == ("Deployment", "ReplicaSet"):
        return _SCALED
    return _ADOPTED if kinds == ("ReplicaSet", "Deployment") else _COUNTED


def _selected(context: Context, w: Workload) -> list[Workload]:
    """The workloads whose pods it selects, itself among them; none where the selector is empty, which is another finding."""
    given = w.declared.get("selector")
    if w.manifest.kind == "ReplicationController":
        return context.selected(w.namespace, mapping(given or w.labels))
    if type(given) is not dict:
        return []
    labels = given.get("matchLabels")
    if len(given) == 1 and type(labels) is dict:
        return context.selected(w.namespace, labels)
    from ...semantics.selectors import from_label_selector

    selector = from_label_selector(given)
    return [] if selector.everything else context.matching(w.namespace, selector)


def _finding(context: Context, w: Workload, effect: str, others: list[Workload]) -> Finding:
    listed = ", ".join(_place(o) for o in others[:_LISTED]) + (" and more" if len(others) > _LISTED else "")
    bare = effect == _REPLICA
    return context.finding(
        CODE,
        w.manifest,
        "spec.selector",
        f"{w.title} also selects {'the bare ' if bare else 'the pods of '}{listed}",
        severity=WARNING,
        value=w.declared.get("selector") or w.labels,
        help=effect,
    )


def _place(w: Workload) -> str:
    origin = w.manifest.origin
    return f"{w.title} ({origin.file}:{origin.line})" if origin and origin.line else w.title


RULE = Rule(
    CODE,
    "workloads do not select each other's pods",
    severity=WARNING,
    on=("Pod", "ReplicationController", "apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet"),
    least=2,
    reads=tuple(WORKLOADS),
    check=check,
    why="A controller adopts every pod and ReplicaSet without an owner that its selector fits; autoscalers and budgets count what is not theirs.",
    source="Kubernetes documentation, ReplicaSet: Non-Template Pod acquisitions; Deployments: Selector",
    fix="Give each workload a label of its own, in its selector and in its pod template.",
)
