"""What an AuthorizationPolicy denies by HTTP attributes alone, it denies on ports of other protocols as a whole.

Reads the rules of policies with the action DENY, and the Services of the pods that they are for: only where one has a port that is not HTTP.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..port_names import protocol_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S777"
_POLICY = "security.istio.io/AuthorizationPolicy"
_OF_CONNECTIONS = (
    "ipBlocks",
    "namespaces",
    "notIpBlocks",
    "notNamespaces",
    "notPrincipals",
    "notRemoteIpBlocks",
    "notServiceAccounts",
    "notTrustDomains",
    "principals",
    "remoteIpBlocks",
    "serviceAccounts",
    "trustDomains",
)
_OPAQUE = ("https", "mongo", "mysql", "redis", "tcp", "tls")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that denies more than it says."""
    for m in context.of(_POLICY):
        spec = mapping(m.object.get("spec"))
        if spec.get("action") != "DENY" or spec.get("targetRef") or spec.get("targetRefs"):
            continue
        rules = [i for i, rule in enumerate(sequence(spec.get("rules"))) if _is_of_requests(mapping(rule))]
        found = _port(context, m, mapping(mapping(spec.get("selector")).get("matchLabels"))) if rules else None
        for i in rules if found else ():
            of_sources = " of its sources" if _has_callers(spec["rules"][i]) else ""
            yield context.finding(
                CODE,
                m,
                f"spec.rules[{i}]",
                f'AuthorizationPolicy "{m.name}" denies by attributes of HTTP, and so denies all connections{of_sources} to {found}',
                severity=WARNING,
                help="say for which ports it is: to: [{operation: {ports: [...]}}]",
            )


def _is_of_requests(rule: dict[str, Any]) -> bool:
    """Whether a rule asks only what a request of HTTP has, so that nothing of it is left for a plain connection."""
    operations = [mapping(mapping(part).get("operation")) for part in sequence(rule.get("to"))]
    if operations:
        return not any(operation.get(key) for operation in operations for key in ("ports", "notPorts"))
    return bool(sequence(rule.get("from"))) and not _has_callers(rule)


def _has_callers(rule: dict[str, Any]) -> bool:
    """Whether a rule asks for what is known of a caller without a request."""
    sources = [mapping(mapping(part).get("source")) for part in sequence(rule.get("from"))]
    return any(source.get(key) for source in sources for key in _OF_CONNECTIONS)


def _port(context: Context, m: Manifest, labels: dict[str, Any]) -> str:
    """A port that is not HTTP of the pods that a policy is for; `""` if there is none."""
    namespace = context.namespace_of(m)
    of_pods, of_namespaces = context.shared("ports that are not HTTP", _ports)
    if not labels:
        return str(of_namespaces.get(namespace, ""))
    return next((of_pods[id(w)] for w in context.selected(namespace, labels) if id(w) in of_pods), "")


def _ports(context: Context) -> tuple[dict[int, str], dict[str, str]]:
    """In words a port that is not HTTP, of workloads by their identity, and of namespaces."""
    of_pods: dict[int, str] = {}
    of_namespaces: dict[str, str] = {}
    for service in context.of("Service"):
        spec, namespace = mapping(service.object.get("spec")), context.namespace_of(service)
        for port in map(mapping, sequence(spec.get("ports"))):
            protocol = protocol_of(port)
            if protocol in _OPAQUE:
                words = f'port {port.get("port")} of Service "{service.name}", which is {protocol}'
                for w in context.selected(namespace, mapping(spec.get("selector"))):
                    of_pods.setdefault(id(w), words)
                    of_namespaces.setdefault(namespace, words)
    return of_pods, of_namespaces


RULE = Rule(
    CODE,
    "what is denied by attributes of HTTP is HTTP",
    severity=WARNING,
    on=(_POLICY,),
    needs=("rules",),
    reads=(_POLICY, "Service", *WORKLOADS),
    check=check,
    why="On a port of another protocol there are no such attributes: the proxy leaves them out of the rule, and denies every connection.",
    source="Istio documentation, Security, Authorization: Authorization on TCP; Configuration Analysis, SchemaWarning",
    fix="Name the ports of HTTP in the rule.",
    known_as=("istioctl IST0133",),
)
