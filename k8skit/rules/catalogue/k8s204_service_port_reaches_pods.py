"""Each port of a Service points at a port of the pods that it selects.

Reads Service `spec.ports` and the container ports of the workloads that the Service selects. A name that no selected pod declares can never be resolved;
a number that none declares may still be listened on, since declaring ports is informational, so that is a warning. Left alone: numbers where a selected
workload declares no port at all or is a gateway of Istio whose proxy is injected, and the names of ports that meshes inject.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, sequence
from ..injection import PROXY
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ...semantics.ports import ContainerPort
    from ..context import Context, Workload

CODE = "K8S204"
_INJECTED = ("http-envoy-prom", "linkerd-admin", "linkerd-proxy")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that no selected pod has."""
    for service, spec, selected in context.services():
        if not selected or spec.get("type") == "ExternalName":
            continue
        for i, port in enumerate(sequence(spec.get("ports"))):
            target = (port.get("targetPort") or port.get("port")) if type(port) is dict else None
            if not isinstance(target, (int, str)) or target in _INJECTED:
                continue
            protocol = port.get("protocol") or "TCP"
            if not any(_declares(w, target, protocol) for w in selected):
                yield from _undeclared(context, service, selected, i, port, target, protocol)


def _declares(w: Workload, target: int | str, protocol: str) -> bool:
    """Whether a running container declares a port of this name or number: `semantics.ports.is_declared`, without making anything."""
    key = "name" if type(target) is str else "containerPort"
    for path, c in w.containers:
        if "ports" in c and (path.startswith("spec.containers") or c.get("restartPolicy") == "Always"):
            for p in sequence(c["ports"]):
                if type(p) is dict and p.get(key) == target and (p.get("protocol") or "TCP") == protocol:
                    return True
    return False


def _undeclared(
    context: Context, service: Manifest, selected: list[Workload], i: int, port: dict[str, Any], target: int | str, protocol: str
) -> Iterator[Finding]:
    from ...semantics.ports import declared

    known = [declared(w.spec) for w in selected]
    named = type(target) is str
    if not named and not all(any(p.protocol == protocol for p in some) for some in known):
        return  # pods that declare no port say nothing about which they listen on
    if not named and any(c.get("name") == PROXY and c.get("image") == "auto" for w in selected for _, c in w.containers):
        return  # an injected gateway listens on the ports that the Gateways of Istio tell it
    yield context.finding(
        CODE,
        service,
        f"spec.ports[{i}].{'targetPort' if port.get('targetPort') else 'port'}",
        f'no pod of Service "{service.name}" declares the {protocol} port {target}',
        severity=ERROR if named else WARNING,
        value=target,
        help=f"{' and '.join(w.title for w in selected[:3])} {_listed([p for some in known for p in some])}",
    )


def _listed(ports: list[ContainerPort]) -> str:
    if not ports:
        return "declares no port; name one in the container, or write its number"
    found = sorted({(p.number, p.name, p.protocol) for p in ports})
    return "declares " + ", ".join(
        f"{number}{f' ({name})' if name else ''}{f' {protocol}' if protocol != 'TCP' else ''}" for number, name, protocol in found
    )


RULE = Rule(
    CODE,
    "a Service points at ports that its pods have",
    severity=ERROR,
    on=("Service",),
    reads=("Service", *WORKLOADS),
    check=check,
    why="Connections to a port that no pod listens on are refused; a name that no pod declares gives the Service no endpoint at all.",
    source="Kubernetes documentation, Service: Field spec.ports; Port definitions",
    fix="Name a port of the containers in targetPort, or declare the port in the pod template.",
)
