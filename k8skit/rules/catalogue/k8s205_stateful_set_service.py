"""The Service that a StatefulSet names gives its pods DNS names: it exists, is headless, and selects them.

Reads StatefulSet `spec.serviceName` and the Services of its namespace.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence, shown
from ..rule import Rule
from ..workload import Workload

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S205"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each StatefulSet whose Service cannot name its pods."""
    for m in context.of("apps/StatefulSet"):
        spec = mapping(m.object.get("spec"))
        name, namespace = spec.get("serviceName"), context.namespace_of(m)
        if type(name) is not str or not name:
            continue
        service = context.find("Service", namespace, name)
        severity, help = ERROR, ""
        if service is None:
            severity = context.absent(namespace, "Service")
            message = f'StatefulSet "{m.name}" names the Service "{name}", which does not exist'
            help = "make a headless Service of that name in the same namespace, or declare it with external()"
            if context.external("", "Service", namespace, name):
                continue
        else:
            declared = mapping(service.object.get("spec"))
            selector = mapping(declared.get("selector"))
            w = Workload(m, namespace, "spec.template", mapping(spec.get("template")))
            if selector and not w.selected_by(selector):
                message = f'Service "{name}" does not select the pods of StatefulSet "{m.name}"'
                help = f"its selector {shown(selector)} must be a part of the labels of the pod template, {shown(w.labels)}"
            elif declared.get("clusterIP") != "None" and "None" not in sequence(declared.get("clusterIPs")):
                severity = WARNING
                message = f'Service "{name}" of StatefulSet "{m.name}" is not headless'
                help = 'the pods get no DNS names of their own; make a Service with clusterIP: "None" for this, or leave serviceName out'
            else:
                continue
        if severity:
            yield context.finding(CODE, m, "spec.serviceName", message, severity=severity, value=name, help=help)


RULE = Rule(
    CODE,
    "a StatefulSet's Service names its pods",
    severity=ERROR,
    on=("apps/StatefulSet",),
    reads=("Service", "apps/StatefulSet"),
    check=check,
    why="Without it the pods have no DNS names, and members of a cluster cannot find each other.",
    source="Kubernetes documentation, StatefulSets: Stable Network ID",
    fix="Make a headless Service of that name whose selector fits the pod template.",
    known_as=("kube-score statefulset-has-servicename",),
)
