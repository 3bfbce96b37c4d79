"""Istio's annotations are known, in date, well-formed, and on the objects that they mean something on.

Reads the annotations of Namespaces, Services and Pods, of objects with a pod template and of these templates. What Istio's own controllers write is left
alone, and a deprecated annotation beside its successor too.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio_annotations import ANY, BELONGS, DEPRECATED, INGRESS_CLASS, INJECT, is_istio, is_unknown, problem
from ..context import WORKLOADS
from ..injection import annotations_of, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S717"
_HERE = ("Namespace", "Service")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each annotation that does nothing, or soon will not."""
    for m in context.of(*_HERE):
        yield from _judge(context, m, "metadata.annotations", annotations_of(m), labels_of(m), m.kind)
    for w in context.workloads():
        m = w.manifest
        if w.path:
            yield from _judge(context, m, "metadata.annotations", annotations_of(m), labels_of(m), m.kind)
        yield from _judge(context, m, w.field("metadata.annotations"), w.annotations, w.labels, "Pod")


def _judge(context: Context, m: Manifest, at: str, annotations: dict[str, Any], labels: dict[str, Any], kind: str) -> Iterator[Finding]:
    for key, value in annotations.items():
        if type(key) is not str or not is_istio(key):
            continue
        for message, help in _problems(context, key, value, labels, kind):
            yield context.finding(CODE, m, f"{at}[{key!r}]", f"the annotation {key} {message}", severity=WARNING, value=value, help=help)


def _problems(context: Context, key: str, value: object, labels: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """What is wrong with an annotation of a kind, and what to do about it."""
    if is_unknown(key):
        yield "is none that Istio knows", context.choose(key, list(BELONGS), "its annotations are", "drop it")
        return
    if key in DEPRECATED and not (key == INJECT and INJECT in labels):
        instead = DEPRECATED[key]
        yield "is deprecated", f"use {instead} instead" if instead else "drop it"
    kinds = BELONGS.get(key, (ANY,))
    if ANY not in kinds and kind not in kinds:
        if kinds == ("Pod",) and kind not in _HERE:
            yield "means nothing here: it belongs on the pods", "move it to metadata.annotations of the pod template"
        else:
            yield f"means nothing on a {kind}", f"it belongs on {' or '.join(kinds)}"
        return
    wanted = problem(key, value)
    if wanted:
        yield "is malformed", f"it must be {wanted}"


RULE = Rule(
    CODE,
    "annotations of Istio are known and where they belong",
    severity=WARNING,
    on=(*_HERE, *WORKLOADS),
    needs=("istio.io/", INGRESS_CLASS),
    reads=(*_HERE, *WORKLOADS),
    check=check,
    why="Istio reads only what it knows, on the objects where it looks; everything else is ignored in silence.",
    source="Istio documentation, Resource Annotations",
    fix="Write the annotation as it is documented, on the pod template where it is about a pod.",
    known_as=("istioctl IST0107", "istioctl IST0108", "istioctl IST0125", "istioctl IST0135"),
)
