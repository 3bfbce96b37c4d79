"""The Service that a StatefulSet names gives its pods DNS names: it exists, is headless, and selects them.

Reads StatefulSet `spec.serviceName` and the Services of its namespace.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S205"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each StatefulSet whose Service cannot name its pods."""
    services = {(s.namespace, s.name): s for s in context.of("Service")}
    for w in context.workloads():
        m = w.manifest
        if m.kind != "StatefulSet" or m.group != "apps":
            continue
        name = mapping(m.object.get("spec")).get("serviceName")
        if type(name) is not str or not name:
            continue
        service = services.get((m.namespace, name))
        if service is None:
            if not context.external("", "Service", m.namespace, name):
                yield context.finding(
                    CODE,
                    m,
                    "spec.serviceName",
                    f'StatefulSet "{m.name}" names the Service "{name}", which does not exist',
                    severity=context.missing(),
                    value=name,
                    help="make a headless Service of that name in the same namespace, or declare it with external()",
                )
            continue
        spec = mapping(service.object.get("spec"))
        selector = mapping(spec.get("selector"))
        if spec.get("clusterIP") != "None":
            yield context.finding(
                CODE,
                m,
                "spec.serviceName",
                f'Service "{name}" of StatefulSet "{m.name}" is not headless',
                severity=WARNING,
                value=name,
                help='pods get no DNS names of their own; set clusterIP: "None" on a Service of its own for this',
            )
        elif selector and not selector.items() <= w.labels.items():
            yield context.finding(
                CODE,
                m,
                "spec.serviceName",
                f'Service "{name}" does not select the pods of StatefulSet "{m.name}"',
                value=name,
                help=f"its selector must be a part of the labels of the pod template, {_shown(w.labels)}",
            )


def _shown(labels: dict[str, object]) -> str:
    return "{" + ", ".join(f"{k}: {v}" for k, v in labels.items()) + "}"


RULE = Rule(
    CODE,
    "a StatefulSet's Service names its pods",
    severity=ERROR,
    on=("apps/StatefulSet",),
    reads=("Service", *WORKLOADS),
    check=check,
    why="Without it the pods have no DNS names, and members of a cluster cannot find each other.",
    source="Kubernetes documentation, StatefulSets: Stable Network ID",
    fix="Make a headless Service of that name whose selector fits the pod template.",
)
