"""Overlapping: of several objects of a kind that select pods, which contradict each other. The rules about Sidecars and Telemetries share this."""

from __future__ import annotations

from ..finding import ERROR, WARNING
from .context import WORKLOADS, shown
from .injection import is_ambient, labels_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..finding import Finding
    from ..manifest import Manifest
    from .context import Context, Workload

_REDIRECTED = "ambient.istio.io/redirection"


class Selection:
    """One object and the pods that it selects.

    Args:
        manifest: the object.
        namespace: its namespace.
        labels: the labels that it selects; empty for all pods of the namespace.
        workloads: the workloads with such pods.
    """

    __slots__ = ("labels", "manifest", "namespace", "workloads")

    def __init__(self, manifest: Manifest, namespace: str, labels: dict[str, Any], workloads: list[Workload]) -> None:
        self.manifest = manifest
        self.namespace = namespace
        self.labels = labels
        self.workloads = workloads


def selection(context: Context, m: Manifest, labels: dict[str, Any]) -> Selection:
    """Return what an object selects.

    Args:
        context: the set.
        m: the object.
        labels: the labels that it selects.
    """
    namespace = context.namespace_of(m)
    return Selection(m, namespace, labels, context.selected(namespace, labels) if labels else [])


def conflicts(context: Context, code: str, selections: list[Selection], field: str, *, sidecar: bool = False) -> Iterator[Finding]:
    """Yield a finding for each object that selects nothing, or what another selects too.

    Args:
        context: the set.
        code: code of the rule.
        selections: the objects of the kind.
        field: field path of the selector.
        sidecar: whether the objects configure sidecars, and so nothing in ambient mode (default False).
    """
    everywhere: dict[str, list[Selection]] = {}
    by_pod: dict[int, list[Selection]] = {}
    same: dict[tuple[str, frozenset[tuple[str, str]]], list[Selection]] = {}
    for s in selections:
        if not s.labels:
            everywhere.setdefault(s.namespace, []).append(s)
            continue
        same.setdefault((s.namespace, frozenset((str(k), str(v)) for k, v in s.labels.items())), []).append(s)
        for w in s.workloads:
            by_pod.setdefault(id(w), []).append(s)
    for s in selections:
        m = s.manifest
        if sidecar and _has_no_sidecar(context, s):
            message = f'{m.kind} "{m.name}" has no effect: {"the pods it selects are" if s.labels else f"namespace {s.namespace} is"} in ambient mode'
            help = "drop it; in ambient mode policies are attached to waypoints"
            yield context.finding(code, m, field if s.labels else "", message, severity=WARNING, help=help)
            continue
        if not s.labels:
            others = [o for o in everywhere[s.namespace] if o is not s]
            if others:
                message = f'{m.kind} "{m.name}" is for all pods of namespace {s.namespace}, as {_listed(others)} is'
                yield context.finding(code, m, "spec", message, severity=ERROR, help="keep one of them without a selector")
            continue
        if not s.workloads:
            severity = "" if context.makes_pods(s.namespace) else context.absent(s.namespace, *WORKLOADS)
            if severity:
                message = f'{m.kind} "{m.name}" selects no pod of namespace {s.namespace}'
                help = f"no workload there has the labels {shown(s.labels)}"
                yield context.finding(code, m, field, message, severity=severity, value=s.labels, help=help)
        shared = {id(o): o for w in s.workloads for o in by_pod[id(w)] if o is not s}
        for o in same[(s.namespace, frozenset((str(k), str(v)) for k, v in s.labels.items()))]:
            if o is not s:
                shared[id(o)] = o
        if shared:
            message = f'{m.kind} "{m.name}" selects pods of namespace {s.namespace} that {_listed(list(shared.values()))} selects too'
            help = "let each pod be selected by one of them"
            yield context.finding(code, m, field, message, severity=ERROR, value=s.labels, help=help)


def _has_no_sidecar(context: Context, s: Selection) -> bool:
    if s.labels and s.workloads and all(w.annotations.get(_REDIRECTED) == "enabled" for w in s.workloads):
        return True
    return is_ambient(labels_of(context.namespace(s.namespace)))


def _listed(selections: list[Selection]) -> str:
    return ", ".join(f'"{s.manifest.name}"' for s in selections[:5])
