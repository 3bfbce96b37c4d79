"""What the control plane says of an object is no refusal.

Reads `status` of Services, ServiceEntries, AuthorizationPolicies and of Gateways and routes of the Gateway API, where the set shows objects as the cluster
has them: conditions that Istio and the Gateway API define.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import kind_of, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S742"
_FAULTS = ("Conflict", "Degraded", "Error", "Fail", "Invalid", "Stalled")
"""Words in the names of conditions that are good if they are false."""
_ROUTE = {"Accepted": "False", "ResolvedRefs": "False", "PartiallyInvalid": "True"}
_BAD: dict[str, dict[str, str]] = {
    # of these each condition of Istio is good if it is true
    "Service": {},
    "networking.istio.io/ServiceEntry": {},
    "security.istio.io/AuthorizationPolicy": {},
    "gateway.networking.k8s.io/Gateway": {"Accepted": "False", "Programmed": "False", "ResolvedRefs": "False", "Conflicted": "True"},
    "gateway.networking.k8s.io/GRPCRoute": _ROUTE,
    "gateway.networking.k8s.io/HTTPRoute": _ROUTE,
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each condition that is bad."""
    for m in context.of(*_BAD):
        bad = _BAD[kind_of(m)]
        for at, condition in _conditions(mapping(m.object.get("status"))):
            type_of, status, reason = condition.get("type"), condition.get("status"), condition.get("reason")
            partial = type_of == "WaypointAccepted" and reason == "PartiallyInvalid"
            if type(type_of) is not str:
                continue
            if not bad and status == "False":
                partial = not any(word in type_of for word in _FAULTS)
            if partial or (type_of in bad and status == bad[type_of]):
                yield context.finding(
                    CODE,
                    m,
                    at,
                    f'{m.kind} "{m.name}" has the condition {type_of}: {status} ({reason})',
                    severity=WARNING,
                    value=condition.get("message"),
                    help="do what the condition's message says",
                )


def _conditions(status: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Field path and value of each condition: of the object, of its listeners, and of a route at its parents."""
    places = [("status", status)]
    for key in ("listeners", "parents"):
        places += [(f"status.{key}[{i}]", mapping(part)) for i, part in enumerate(sequence(status.get(key)))]
    for at, place in places:
        for i, condition in enumerate(sequence(place.get("conditions"))):
            yield f"{at}.conditions[{i}]", mapping(condition)


RULE = Rule(
    CODE,
    "the conditions of an object are good",
    severity=WARNING,
    on=(*_BAD,),
    needs=("conditions",),
    reads=(*_BAD,),
    check=check,
    why="The object, or a part of it, has no effect in the cluster.",
    source="Istio documentation, Configuration Status Field; Configuration Analysis, NegativeConditionStatus; Gateway API documentation, GatewayStatus",
    fix="Correct what the condition's message names.",
    known_as=("istioctl IST0171",),
)
