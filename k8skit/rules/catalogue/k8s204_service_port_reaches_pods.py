"""Each port of a Service points at a port of the pods that it selects.

Reads Service `spec.ports` and the container ports of the workloads that the Service selects. A name that no selected pod declares can never be resolved;
a number that none declares may still be listened on, since declaring ports is informational, so that is a warning.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ...semantics.ports import declared, is_declared, target_of
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S204"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that no selected pod has."""
    for service in context.of("Service"):
        spec = mapping(service.object.get("spec"))
        selector = mapping(spec.get("selector"))
        if not selector or spec.get("type") == "ExternalName":
            continue
        selected = [w for w in context.workloads(service.namespace) if selector.items() <= w.labels.items()]
        if not selected:
            continue
        for i, port in enumerate(sequence(spec.get("ports"))):
            target = target_of(port)
            protocol = str(mapping(port).get("protocol") or "TCP")
            if target is None or any(is_declared(target, w.spec, protocol) for w in selected):
                continue
            known = {p.name or str(p.number): p.number for w in selected for p in declared(w.spec) if p.protocol == protocol}
            if isinstance(target, int) and not known:
                continue  # pods that declare no port at all say nothing about which they listen on
            listed = ", ".join(f"{name} ({number})" if name != str(number) else name for name, number in known.items())
            names = ", ".join(sorted({f"{w.manifest.kind} {w.manifest.name}" for w in selected}))
            yield context.finding(
                CODE,
                service,
                f"spec.ports[{i}]{'.targetPort' if 'targetPort' in port else '.port'}",
                f'no pod of Service "{service.name}" declares the port {target}',
                severity=ERROR if isinstance(target, str) else WARNING,
                value=target,
                help=f"{names} declares {listed or 'no port'} for {protocol}",
            )


RULE = Rule(
    CODE,
    "a Service points at ports that its pods have",
    severity=ERROR,
    on=("Service",),
    reads=("Service", *WORKLOADS),
    check=check,
    why="Connections to a port that no pod listens on are refused; a name that no pod declares gives the Service no endpoint at all.",
    source="Kubernetes documentation, Service: Defining a Service",
    fix="Name a port of the containers in targetPort, or declare the port in the pod template.",
)
