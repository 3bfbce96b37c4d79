"""A Service with a selector selects the pods of at least one workload of its namespace.

Reads Service `spec.selector` and the pod templates of its namespace. Left alone: Services without a selector and of type ExternalName, whose
endpoints are somebody else's matter; and the label `statefulset.kubernetes.io/pod-name`, which the StatefulSet controller puts on its pods.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S203"
_POD_NAME = "statefulset.kubernetes.io/pod-name"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service that selects nothing."""
    for service in context.of("Service"):
        spec = mapping(service.object.get("spec"))
        selector = mapping(spec.get("selector"))
        if not selector or spec.get("type") == "ExternalName":
            continue
        wanted = {k: v for k, v in selector.items() if k != _POD_NAME}
        workloads = context.workloads(service.namespace)
        if any(wanted.items() <= w.labels.items() for w in workloads):
            continue
        yield context.finding(
            CODE,
            service,
            "spec.selector",
            f'Service "{service.name}" selects no pod',
            severity=context.missing(),
            value=selector,
            help=_help(wanted, workloads),
        )


def _help(selector: dict[str, Any], workloads: list[Workload]) -> str:
    """Name the workload whose labels are nearest, and what they are."""
    near = [(sum(w.labels.get(k) == v for k, v in selector.items()) + sum(k in w.labels for k in selector), w) for w in workloads]
    best = max((score for score, _ in near), default=0)
    if not best:
        return "no pod template of this namespace has any of these labels; declare the workload, or drop the selector"
    found = [w for score, w in near if score == best]
    shown = ", ".join(f'{w.manifest.kind} "{w.manifest.name}" with {_labels(w, selector)}' for w in found[:3])
    return f"the closest is {shown}" if len(found) == 1 else f"the closest are {shown}"


def _labels(workload: Workload, selector: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{k}: {workload.labels[k]}" for k in selector if k in workload.labels) + "}"


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
)
