"""A rule of a route has a backend with a weight.

Reads the weights of the backends of all kinds of routes of the Gateway API. A weight that is not written is 1.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..gateway_api import ROUTES
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S780"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule of which no backend gets a request."""
    for route in context.of(*ROUTES):
        for i, rule in enumerate(sequence(mapping(route.object.get("spec")).get("rules"))):
            weights = [mapping(ref).get("weight", 1) for ref in sequence(mapping(rule).get("backendRefs"))]
            if weights and all(type(weight) is int and weight == 0 for weight in weights):
                yield context.finding(
                    CODE,
                    route,
                    f"spec.rules[{i}].backendRefs",
                    f'{route.kind} "{route.name}" has a rule whose backends all have the weight 0',
                    severity=WARNING,
                    value=weights,
                    help="give one of them a weight; without one, requests are answered with 500",
                )


RULE = Rule(
    CODE,
    "a backend of a route has a weight",
    severity=WARNING,
    on=ROUTES,
    needs=("weight",),
    reads=ROUTES,
    check=check,
    why="No request that the rule takes gets to a backend.",
    source="Gateway API documentation, BackendRef: Weight; HTTPRouteRule: BackendRefs",
    fix="Give one of the backends a weight above 0, or drop the rule.",
)
