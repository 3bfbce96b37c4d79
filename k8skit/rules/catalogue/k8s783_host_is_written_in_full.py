"""A host of a VirtualService for sidecars that means a Service is its full name, or its short one.

Reads the hosts of VirtualServices for sidecars. A name with a dot is taken as it is: `orders.shop` is not the Service orders of namespace shop.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.istio import MESH, expand, meant_service
from ..context import mapping, sequence
from ..mesh import SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, cluster_domain
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S783"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host that is a Service's name by half."""
    known = Hosts(context)
    for m in context.of(VIRTUAL_SERVICE):
        spec, own = mapping(m.object.get("spec")), context.namespace_of(m)
        if spec.get("gateways") and MESH not in sequence(spec["gateways"]):
            continue
        for i, host in enumerate(sequence(spec.get("hosts"))):
            meant = meant_service(host) if type(host) is str and host[:1] != "*" else None
            if meant is None or not context.find("Service", *meant) or known.entries(host.lower(), own):
                continue
            full = expand(meant[1], meant[0], cluster_domain(context))
            yield context.finding(
                CODE,
                m,
                f"spec.hosts[{i}]",
                f'VirtualService "{m.name}" has the host {host}, which is not Service "{meant[0]}/{meant[1]}": only names without a dot are expanded',
                severity=WARNING,
                value=host,
                help=f"write {full}",
            )


RULE = Rule(
    CODE,
    "a host of a VirtualService is a full name",
    severity=WARNING,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE, "networking.istio.io/DestinationRule", SERVICE_ENTRY, "ConfigMap", "Service"),
    check=check,
    why="The routes hold for requests to that very name alone; those to the Service by its other names pass them by.",
    source="Istio documentation, Virtual Service: hosts",
    fix="Write the full name of the Service.",
)
