"""The ports of a PeerAuthentication are those of the pods, not those of their Service.

Reads `portLevelMtls`, and the ports of the Services of the pods that it selects.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.ports import resolve, target_of
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context, Workload

CODE = "K8S785"
_POLICY = "security.istio.io/PeerAuthentication"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that is a Service's, and leads to another one of the pods."""
    services: dict[str, list[Manifest]] = {}
    for service in context.of("Service"):
        services.setdefault(context.namespace_of(service), []).append(service)
    for m in context.of(_POLICY):
        spec, namespace = mapping(m.object.get("spec")), context.namespace_of(m)
        ports = mapping(spec.get("portLevelMtls"))
        selected = context.selected(namespace, mapping(mapping(spec.get("selector")).get("matchLabels"))) if ports else []
        if not selected:
            continue
        leads, targets = _ports(selected, services.get(namespace, ()))
        given = [mapping(p).get("containerPort") for w in selected for _, c in w.containers for p in sequence(c.get("ports"))]
        declared = {number for number in given if type(number) is int}
        for port in ports:
            number = int(port) if type(port) is str and port.isdecimal() and len(port) < 6 else 0
            if number in leads and number not in targets and number not in declared:
                name, target = leads[number]
                yield context.finding(
                    CODE,
                    m,
                    f"spec.portLevelMtls[{port}]",
                    f'PeerAuthentication "{m.name}" has a mode for port {port}, which is that of Service "{name}"; its pods have {target}',
                    severity=WARNING,
                    value=port,
                    help=f"write {target}: ports are those of the pods",
                )


def _ports(selected: list[Workload], services: list[Manifest] | tuple[()]) -> tuple[dict[int, tuple[str, int]], set[int]]:
    """Port of a Service -> the Service, and the port of the pods that it leads to; and all of the latter."""
    leads: dict[int, tuple[str, int]] = {}
    targets: set[int] = set()
    for service in services:
        spec = mapping(service.object.get("spec"))
        labels = mapping(spec.get("selector"))
        for w in selected if labels else ():
            if not w.selected_by(labels):
                continue
            for port in sequence(spec.get("ports")):
                target = target_of(port)
                number = None if target is None else resolve(target, w.spec)
                own = mapping(port).get("port")
                if number is not None and type(own) is int:
                    targets.add(number)
                    leads.setdefault(own, (service.name, number))
    return leads, targets


RULE = Rule(
    CODE,
    "modes of mutual TLS are of ports of the pods",
    severity=WARNING,
    on=(_POLICY,),
    needs=("portLevelMtls",),
    reads=(_POLICY, "Service", *WORKLOADS),
    check=check,
    why="The mode holds for no port: the one that is meant keeps that of the workload.",
    source="Istio documentation, Peer Authentication: portLevelMtls",
    fix="Write the port that the container listens on.",
)
