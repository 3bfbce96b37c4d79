"""A Service with a selector selects the pods of at least one workload of its namespace.

Reads Service `spec.selector` and the pod templates of its namespace. Left alone: Services without a selector and of type ExternalName, whose
endpoints are somebody else's matter; labels that controllers put on their pods; and Services that look for the pods of an operator, which no manifest
shows, unless one value is a slip of the pen away from the pods that there are.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import GATEWAY_LABEL, WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S203"
_SEARCHED = 100
"""How many workloads are looked at for a similar label; a set where nothing fits must not cost the square of its size."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service that selects nothing."""
    for service, spec, selected in context.services():
        if selected:
            continue  # by far the most
        selector = mapping(spec.get("selector"))
        namespace = context.namespace_of(service)
        if not selector or spec.get("type") == "ExternalName":
            continue
        if GATEWAY_LABEL in selector:
            continue  # the controller of the Gateway makes these pods
        severity = context.absent(namespace, *WORKLOADS)
        near = _near(context, selector, namespace)
        if context.makes_pods(namespace):
            severity = WARNING if any(_is_slip(selector, w) for w in near) else ""
        if severity:
            elsewhere = [other for other in context.populated() if other != namespace and context.selected(other, selector)]
            yield context.finding(
                CODE,
                service,
                "spec.selector",
                f'Service "{service.name}" selects no pod',
                severity=severity,
                value=selector,
                help=_help(near, selector, sorted(elsewhere), namespace),
            )


def _near(context: Context, selector: dict[str, Any], namespace: str) -> list[Workload]:
    """The workloads whose labels are nearest: the same value counts two, another value of the same label one."""
    sharing = {id(w): w for pair in selector.items() for w in context.selected(namespace, dict((pair,)))}
    best = 0
    found: list[Workload] = []
    for w in sharing.values() or context.workloads(namespace)[:_SEARCHED]:
        score = sum(1 + (w.labels[k] == v) for k, v in selector.items() if k in w.labels)
        if score > best:
            best, found = score, []
        if score == best and score:
            found.append(w)
    return found


def _is_slip(selector: dict[str, Any], w: Workload) -> bool:
    """Whether a selector is one slip away from the labels of a workload: one value is spelt otherwise, the rest is the same."""
    from ...names import closest

    other = [k for k, v in selector.items() if w.labels.get(k) != v]
    return len(other) == 1 and type(w.labels.get(other[0])) is str and closest(selector[other[0]], (w.labels[other[0]],)) is not None


def _help(near: list[Workload], selector: dict[str, Any], elsewhere: list[str], namespace: str) -> str:
    if elsewhere:
        return f"pods with these labels are in namespace {', '.join(elsewhere)}, and a Service selects in its own, {namespace}"
    if not near:
        return "no pod template of this namespace has any of these labels; declare the workload, or drop the selector"
    labels = [", ".join(f"{k}: {w.labels[k]}" for k in selector if k in w.labels) for w in near[:3]]
    listed = ", ".join(f"{w.title} with {{{found}}}" for w, found in zip(near, labels, strict=False))
    missing = [str(k) for k in selector if len(near) == 1 and k not in near[0].labels]
    return f"the closest {'is' if len(near) == 1 else 'are'} {listed}" + (f", without {', '.join(missing)}" if missing else "")


RULE = Rule(
    CODE,
    "a Service selects pods",
    severity=ERROR,
    on=("Service",),
    reads=("Service", *WORKLOADS),
    check=check,
    why="A Service that selects no pod has no endpoints: every connection to it fails.",
    source="Kubernetes documentation, Service: Services with selectors",
    fix="Make the selector a part of the labels of the pods, or declare the workload in the same namespace.",
    known_as=("kube-linter dangling-service", "kube-score service-targets-pod", "kubescape C-0293"),
)
