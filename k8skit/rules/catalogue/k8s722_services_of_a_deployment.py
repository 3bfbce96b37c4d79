"""The Services of one Deployment in the mesh agree about its ports.

Reads Deployments that get a sidecar, as far as the set says, and the Services that select their pods: one port number has one protocol, and one port of
the pods is one port of Services. Waypoints are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..injection import in_mesh, labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S722"
_WAYPOINT = "istio.io-mesh-controller"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that the Services of a Deployment disagree about."""
    of: dict[str, tuple[Workload, dict[int, dict[str, list[str]]], dict[str, dict[int, list[str]]]]] = {}
    for service, spec, selected in context.services():
        for w in selected:
            if w.manifest.kind != "Deployment" or labels_of(w.manifest).get("gateway.istio.io/managed") == _WAYPOINT:
                continue
            _, protocols, targets = of.setdefault(f"{w.namespace}/{w.manifest.name}", (w, {}, {}))
            for port in sequence(spec.get("ports")):
                number = mapping(port).get("port")
                if type(number) is int:
                    protocols.setdefault(number, {}).setdefault(str(port.get("protocol") or "TCP"), []).append(service.name)
                    targets.setdefault(str(port.get("targetPort") or number), {}).setdefault(number, []).append(service.name)
    for w, protocols, targets in of.values():
        if not in_mesh(context, w):
            continue
        for number, by_protocol in protocols.items():
            if _disagree(by_protocol):
                listed = ", ".join(f"{protocol} ({', '.join(names)})" for protocol, names in by_protocol.items())
                yield _finding(
                    context,
                    w,
                    f"have the port {number} with several protocols: {listed}",
                    "give the port one protocol, or one of them another number",
                )
        for target, by_port in targets.items():
            if _disagree(by_port):
                listed = ", ".join(f"{number} ({', '.join(names)})" for number, names in by_port.items())
                yield _finding(
                    context, w, f"lead to its port {target} by several ports: {listed}", "let all Services have that port under one number"
                )


def _disagree(names: dict[Any, list[str]]) -> bool:
    """Whether there are several, and not in one Service alone: one may well have a port twice, as DNS does with TCP and UDP."""
    return len(names) > 1 and len({name for some in names.values() for name in some}) > 1


def _finding(context: Context, w: Workload, what: str, help: str) -> Finding:
    message = f'the Services of Deployment "{w.manifest.name}" {what}'
    return context.finding(CODE, w.manifest, w.field("metadata.labels"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "the Services of a Deployment in the mesh agree about ports",
    severity=WARNING,
    on=("Service",),
    least=2,
    needs=("istio.io/", "istio-injection"),
    reads=("Service", "Namespace", *WORKLOADS),
    check=check,
    why="A sidecar has one listener for a port: it cannot tell the Services apart, and treats the traffic of one as the other's.",
    source="Istio documentation, Application Requirements: Service association; Configuration Analysis, DeploymentAssociatedToMultipleServices",
    fix="Give a port of the pods one port number and one protocol in all Services.",
    known_as=("istioctl IST0116", "istioctl IST0137"),
)
