"""Nothing of Istio is used that it ignores, or has removed.

Reads `fault.delay.percent` and `mirrorPercent` of VirtualServices, `consecutiveErrors` and `minimumRingSize` of DestinationRules,
`outboundTrafficPolicy.egressProxy` of Sidecars, and CustomResourceDefinitions and objects of `rbac.istio.io`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, policies
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S743"
_SIDECAR = "networking.istio.io/Sidecar"
_CRD = "apiextensions.k8s.io/CustomResourceDefinition"
_GROUP = "rbac.istio.io"
_OBJECTS = ("rbac.istio.io/ClusterRbacConfig", "rbac.istio.io/RbacConfig", "rbac.istio.io/ServiceRole", "rbac.istio.io/ServiceRoleBinding")

_OF_POLICIES = (
    ("outlierDetection.consecutiveErrors", "set consecutiveGatewayErrors or consecutive5xxErrors"),
    ("loadBalancer.consistentHash.minimumRingSize", "set ringHash: {minimumRingSize: ...}"),
)
"""Fields of a traffic policy, and what replaces them."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each thing that is deprecated."""
    for m in context.of(VIRTUAL_SERVICE):
        for i, route in enumerate(sequence(mapping(m.object.get("spec")).get("http"))):
            delay = mapping(mapping(mapping(route).get("fault")).get("delay"))
            if delay.get("percent"):
                message = f'VirtualService "{m.name}" sets fault.delay.percent, which is deprecated'
                help = f"set percentage: {{value: {delay['percent']}}}"
                yield context.finding(
                    CODE, m, f"spec.http[{i}].fault.delay.percent", message, severity=WARNING, value=delay["percent"], help=help
                )
            if mapping(route).get("mirrorPercent") is not None:
                share = route["mirrorPercent"]
                message = f'VirtualService "{m.name}" sets mirrorPercent, which is deprecated'
                help = f"set mirrorPercentage: {{value: {share}}}"
                yield context.finding(CODE, m, f"spec.http[{i}].mirrorPercent", message, severity=WARNING, value=share, help=help)
    for m in context.of(DESTINATION_RULE):
        for at, policy in policies(mapping(m.object.get("spec"))):
            for path, help in _OF_POLICIES:
                value: object = policy
                for key in path.split("."):
                    value = mapping(value).get(key)
                if value:
                    message = f'DestinationRule "{m.name}" sets {path}, which is deprecated'
                    yield context.finding(CODE, m, f"{at}.{path}", message, severity=WARNING, value=value, help=help)
    for m in context.of(_SIDECAR):
        policy = mapping(mapping(m.object.get("spec")).get("outboundTrafficPolicy"))
        if policy.get("egressProxy") is not None:
            message = f'Sidecar "{m.name}" sets outboundTrafficPolicy.egressProxy, which is ignored'
            help = "drop it; route what leaves the mesh by a VirtualService"
            yield context.finding(CODE, m, "spec.outboundTrafficPolicy.egressProxy", message, severity=WARNING, help=help)
    for m in context.of(_CRD):
        spec = mapping(m.object.get("spec"))
        kind = mapping(spec.get("names")).get("kind")
        if spec.get("group") == _GROUP and f"{_GROUP}/{kind}" in _OBJECTS:
            message = f"Istio has removed the kind {kind} of {_GROUP}"
            yield context.finding(
                CODE, m, "spec.names.kind", message, severity=WARNING, value=kind, help="delete it; use AuthorizationPolicy"
            )
    for m in context.of(*_OBJECTS):
        message = f"Istio has removed the kind {m.kind} of {_GROUP}"
        yield context.finding(CODE, m, "kind", message, severity=WARNING, value=m.kind, help="write an AuthorizationPolicy")


RULE = Rule(
    CODE,
    "nothing that Istio has deprecated is used",
    severity=WARNING,
    on=(VIRTUAL_SERVICE, DESTINATION_RULE, _SIDECAR, _CRD, *_OBJECTS),
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, _SIDECAR, _CRD, *_OBJECTS),
    check=check,
    why="It has no effect in the versions of Istio that are supported, or is to go.",
    source="Istio documentation, Configuration Analysis, Deprecated; Virtual Service: HTTPFaultInjection, HTTPRoute; Destination Rule: OutlierDetection",
    fix="Use what replaces it.",
    known_as=("istioctl IST0002", "istioctl IST0133"),
)
