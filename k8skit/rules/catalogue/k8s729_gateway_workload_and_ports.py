"""The pods that a Gateway of Istio configures exist, and their Services have its ports.

Reads `selector` and `servers` of Gateways, workloads and Services. Istio's own ingress and egress gateways are taken to be there. Where the set is not all
there is, a selector without pods is only worth a word if the set shows what was meant.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.ports import resolve, target_of
from ..context import WORKLOADS, mapping, sequence, shown
from ..gateways import GATEWAY, is_default, selected_by
from ..injection import is_live
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload

CODE = "K8S729"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Gateway without pods, and each port that no Service has."""
    services: dict[str, list[Manifest]] = {}
    for service in context.of("Service"):
        services.setdefault(context.namespace_of(service), []).append(service)
    for m in context.of(GATEWAY):
        spec = mapping(m.object.get("spec"))
        labels = mapping(spec.get("selector"))
        if not labels:
            continue  # all pods of the mesh
        workloads = selected_by(context, labels)
        if workloads:
            reached = [(w, s) for w in workloads for s in services.get(w.namespace, ()) if _selects(s, w)]
            yield from _ports(context, m, spec, labels, reached)
        elif not is_default(labels):
            yield from _nobody(context, m, labels)


def _nobody(context: Context, m: Manifest, labels: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding where the set shows that the selector is wrong, or is all there is."""
    by_value: dict[str, Workload] = context.shared("workloads by value of a label", _by_value)
    meant = next((by_value[v] for v in labels.values() if type(v) is str and v in by_value), None)
    if meant is None and "istio" in labels:
        meant = context.shared("a live gateway", _live)
    if meant is None and not context.closed:
        return
    help = "no workload of the set has these labels; declare the gateway's Deployment with external() if it is installed elsewhere"
    if meant is not None:
        help = f"{meant.title} in namespace {meant.namespace} has {shown(meant.labels)}"
    elif any(context.external("apps", "Deployment", e, n) for e, n in _likely(context, m, labels)):
        return
    message = f'Gateway "{m.name}" selects no pod'
    yield context.finding(CODE, m, "spec.selector", message, severity=WARNING, value=labels, help=help)


def _by_value(context: Context) -> dict[str, Workload]:
    """Value of a label -> the first workload whose pods have it, under whatever key."""
    out: dict[str, Workload] = {}
    for w in context.workloads():
        for value in w.labels.values():
            if type(value) is str:
                out.setdefault(value, w)
    return out


def _live(context: Context) -> Workload | None:
    """The first pod, as a cluster has it, with the label that pods of gateways have."""
    return next((w for w in context.workloads() if "istio" in w.labels and is_live(w)), None)


def _likely(context: Context, m: Manifest, labels: dict[str, Any]) -> list[tuple[str, str]]:
    """Namespaces and names that the gateway's Deployment probably has."""
    names = [str(v) for v in labels.values()]
    return [
        (at, name) for at in (context.namespace_of(m), "istio-system", "istio-ingress") for name in (*names, *(f"istio-{n}" for n in names))
    ]


def _selects(service: Manifest, w: Workload) -> bool:
    labels = mapping(mapping(service.object.get("spec")).get("selector"))
    return bool(labels) and w.selected_by(labels)


def _ports(
    context: Context, m: Manifest, spec: dict[str, Any], labels: dict[str, Any], reached: list[tuple[Workload, Manifest]]
) -> Iterator[Finding]:
    """Yield a finding for each server's port that no Service of the pods leads to."""
    known: dict[int, None] = {}
    for w, service in reached:
        for port in sequence(mapping(service.object.get("spec")).get("ports")):
            target = target_of(port)
            number = None if target is None or port.get("protocol", "TCP") != "TCP" else resolve(target, w.spec)
            if number is not None:
                known[number] = None
    if not reached and not context.closed:
        return
    for i, server in enumerate(sequence(spec.get("servers"))):
        number = mapping(mapping(server).get("port")).get("number")
        if type(number) is int and number not in known:
            yield context.finding(
                CODE,
                m,
                f"spec.servers[{i}].port.number",
                f'Gateway "{m.name}" listens on port {number}, which no Service of its pods leads to',
                severity=WARNING,
                value=number,
                help=f"the Services of {shown(labels)} lead to {', '.join(map(str, known)) or 'no port'}; a server's port is the targetPort, not the Service's",
            )


RULE = Rule(
    CODE,
    "a Gateway has pods, and a Service for each of its ports",
    severity=WARNING,
    on=(GATEWAY,),
    reads=(GATEWAY, "Service", *WORKLOADS),
    check=check,
    why="Without pods nobody listens; a port that no Service leads to is not reached.",
    source="Istio documentation, Gateway; Configuration Analysis, GatewayPortNotDefinedOnService, ReferencedResourceNotFound",
    fix="Select the labels of the gateway's pods, and give its Service the port.",
    known_as=("istioctl IST0101", "istioctl IST0162"),
)
