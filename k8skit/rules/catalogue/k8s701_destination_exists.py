"""The host that a VirtualService sends requests to exists, and has the port.

Reads the destinations of VirtualServices, mirrors too, and Services and ServiceEntries. Short names are looked for in the VirtualService's namespace; a
name with a dot is taken as it is, so `orders.shop` is nothing.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE, SERVICE_ENTRY, VIRTUAL_SERVICE, Hosts, destinations
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context
    from ..mesh import Destination

CODE = "K8S701"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each destination that is not there."""
    hosts = Hosts(context)
    for target in destinations(context):
        problem = hosts.problem(target.written, target.host, target.namespace)
        if problem is None:
            yield from _port(context, hosts, target)
        elif problem[0]:
            yield context.finding(
                CODE,
                target.manifest,
                f"{target.field}.host",
                f'VirtualService "{target.manifest.name}" sends requests to the host {target.host}, {problem[1]}',
                severity=problem[0],
                value=target.written,
                help=problem[2],
            )


def _port(context: Context, hosts: Hosts, target: Destination) -> Iterator[Finding]:
    """Yield a finding if the port is not there, or if one has to be chosen and is not."""
    service = hosts.service(target.host)
    if service is not None:
        spec = mapping(service.object.get("spec"))
        known = [] if spec.get("type") == "ExternalName" else [mapping(p).get("port") for p in sequence(spec.get("ports"))]
    else:
        entries = hosts.entries(target.host, target.namespace)
        known = [mapping(p).get("number") for m in entries for p in sequence(mapping(m.object.get("spec")).get("ports"))]
    known = [n for n in known if type(n) is int]
    if not known:
        return
    listed = ", ".join(map(str, dict.fromkeys(known)))
    number = mapping(target.destination.get("port")).get("number")
    name = target.manifest.name
    if number is None:
        if len(set(known)) > 1:
            yield context.finding(
                CODE,
                target.manifest,
                target.field,
                f'VirtualService "{name}" chooses no port of the host {target.host}, which has {len(set(known))}',
                severity=WARNING,
                help=f"set port.number to one of {listed}; without it, it is the port that the request came in on",
            )
    elif number not in known:
        yield context.finding(
            CODE,
            target.manifest,
            f"{target.field}.port.number",
            f'VirtualService "{name}" sends requests to the port {number} of the host {target.host}, which it does not have',
            value=number,
            help=f"its ports are {listed}: those of the Service, not of its containers",
        )


RULE = Rule(
    CODE,
    "a destination of a VirtualService exists",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE, SERVICE_ENTRY, "Service", DESTINATION_RULE, "ConfigMap"),
    check=check,
    why="The proxy knows no such cluster and answers every request of the route with 503.",
    source="Istio documentation, Virtual Service: Destination",
    fix="Name a Service of the namespace by its short name, any other by name.namespace.svc.cluster.local, and hosts outside by a ServiceEntry.",
    known_as=("istioctl IST0101", "istioctl IST0112"),
)
