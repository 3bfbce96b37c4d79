"""Put a chart's labels and annotations on its objects, the labels on pod templates too. Selectors never change."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

TEMPLATES: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {
    ("", "ReplicationController"): (("spec", "template"),),
    ("", "PodTemplate"): (("template",),),
    ("apps", "DaemonSet"): (("spec", "template"),),
    ("apps", "Deployment"): (("spec", "template"),),
    ("apps", "ReplicaSet"): (("spec", "template"),),
    ("apps", "StatefulSet"): (("spec", "template"),),
    ("argoproj.io", "Rollout"): (("spec", "template"),),
    ("batch", "CronJob"): (("spec", "jobTemplate"), ("spec", "jobTemplate", "spec", "template")),
    ("batch", "Job"): (("spec", "template"),),
    ("keda.sh", "ScaledJob"): (("spec", "jobTargetRef", "template"),),
}
"""Where each kind keeps templates with metadata of their own. Claim templates are not among them: their labels cannot change later."""


def common_labels(manifests: list[Manifest], labels: dict[str, dict[str, str]], annotations: dict[str, dict[str, str]]) -> None:
    """Add the labels and annotations of its chart to every object but those that another tool has stamped; what the object itself says wins.

    Args:
        manifests: manifests made for this run; they get other objects, and the objects that they have, which are those of the constructs, stay
            as they are.
        labels: chart name -> labels, also for pod templates.
        annotations: chart name -> annotations, for the object only.
    """
    if not any(labels.values()) and not any(annotations.values()):
        return
    for m in manifests:
        add, note = labels.get(m.chart), annotations.get(m.chart)
        if (add or note) and m.stamped is None:
            object = m.object.copy()
            if add:
                _merge(object, "labels", add)
                for path in TEMPLATES.get((m.group, m.kind), ()):
                    _into(object, path, add)
            if note:
                _merge(object, "annotations", note)
            m.object = object


def _merge(owner: dict[str, Any], key: str, add: dict[str, str]) -> None:
    metadata = owner.get("metadata", {})
    if type(metadata) is dict:
        own = metadata.get(key)
        if own is None or type(own) is dict:
            owner["metadata"] = {**metadata, key: {**add, **(own or {})}}


def _into(object: dict[str, Any], path: tuple[str, ...], add: dict[str, str]) -> None:
    at = object
    for part in path:
        inner = at.get(part)
        if type(inner) is not dict:
            return
        inner = dict(inner)
        at[part] = inner
        at = inner
    if "metadata" not in at:
        rest = dict(at)
        at.clear()
        at["metadata"] = {}
        at.update(rest)
    _merge(at, "labels", add)
