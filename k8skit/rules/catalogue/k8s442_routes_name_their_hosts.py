"""An Ingress or a route names its hosts.

Reads `rules` of Ingresses, and `hostnames` of HTTPRoutes and GRPCRoutes whose parents are Gateways of the set; a listener with a host name of its own
names them. An Ingress with nothing but a default backend is meant for everything.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..gateway_api import GATEWAY, GRPC_ROUTE, HTTP_ROUTE, hosts_of, listeners, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S442"
INGRESS = "networking.k8s.io/Ingress"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule or route that takes requests for any host."""
    for m in context.of(INGRESS):
        for i, rule in enumerate(sequence(mapping(m.object.get("spec")).get("rules"))):
            if type(rule) is dict and rule.get("host") in (None, "", "*"):
                message = f'Ingress "{m.name}" takes requests for every host'
                help = "set host to the name that clients use"
                yield context.finding(CODE, m, f"spec.rules[{i}].host", message, severity=WARNING, help=help)
    for m in context.of(HTTP_ROUTE, GRPC_ROUTE):
        if not [h for h in hosts_of(m) if h != "*"] and _takes_all(context, m):
            message = f'{m.kind} "{m.name}" takes requests for every host of its Gateway'
            help = "set hostnames, or the hostname of the listener"
            yield context.finding(CODE, m, "spec.hostnames", message, severity=WARNING, help=help)


def _takes_all(context: Context, route: Manifest) -> bool:
    """Whether a listener that a route refers to has no host name either."""
    for _, ref in parents(context, route):
        gateway = context.find(GATEWAY, ref.namespace, ref.name) if ref.kind == "Gateway" else None
        for listener in listeners(context, gateway) if gateway is not None else ():
            if not listener.hostname and ref.value.get("sectionName") in (None, listener.name):
                return True
    return False


RULE = Rule(
    CODE,
    "an Ingress or a route names its hosts",
    severity=WARNING,
    on=(INGRESS, HTTP_ROUTE, GRPC_ROUTE),
    opt_in=True,
    reads=(INGRESS, HTTP_ROUTE, GRPC_ROUTE, GATEWAY),
    check=check,
    why="It answers for every name that leads to the address, those of others too.",
    source="Kubernetes documentation, Ingress: Name based virtual hosting; Gateway API documentation, HTTPRouteSpec",
    fix="Name the hosts.",
    known_as=("datree INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE", "polaris httpRouteWildcardOrEmptyHost"),
)
