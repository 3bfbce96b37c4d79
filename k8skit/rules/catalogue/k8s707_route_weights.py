"""The weights of a route's destinations share out all requests as they are meant to.

Reads `weight` of the destinations of http and tcp routes of VirtualServices with several of them. Shares are relative; a destination without a weight gets
nothing beside others that have one.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence
from ..mesh import VIRTUAL_SERVICE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S707"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each route whose weights are not what they seem."""
    for m in context.of(VIRTUAL_SERVICE):
        spec = mapping(m.object.get("spec"))
        for protocol in ("http", "tcp", "tls"):
            for i, route in enumerate(sequence(spec.get(protocol))):
                targets = [mapping(t) for t in sequence(mapping(route).get("route"))]
                given = [t.get("weight") for t in targets]
                if given == [0] and type(given[0]) is int:
                    message = f'the only destination of a route of VirtualService "{m.name}" has the weight 0, and gets all requests'
                    help = "remove weight, or remove the route; a weight counts beside those of other destinations alone"
                    yield context.finding(CODE, m, f"spec.{protocol}[{i}].route[0].weight", message, severity=WARNING, value=0, help=help)
                if len(targets) < 2 or any(w is not None and type(w) is not int for w in given):
                    continue
                weights = [w or 0 for w in given if w is None or type(w) is int]
                at, total = f"spec.{protocol}[{i}].route", sum(weights)
                if not total:
                    message = f'the weights of a route of VirtualService "{m.name}" add up to 0'
                    help = "Istio refuses it: give at least one destination a weight"
                    yield context.finding(CODE, m, at, message, value=given, help=help)
                    continue
                for j, weight in enumerate(given):
                    if weight is None:
                        message = (
                            f'a destination of VirtualService "{m.name}" has no weight beside others that have one: it gets no request'
                        )
                        help = f"set weight to its share; the others have {total}"
                        yield context.finding(CODE, m, f"{at}[{j}].weight", message, severity=WARNING, help=help)
                if None not in given and 50 < total != 100 and len(set(weights)) > 1:
                    shares = ", ".join(f"{w} is {round(100 * w / total)} %" for w in weights)
                    message = f'the weights of a route of VirtualService "{m.name}" add up to {total}'
                    help = f"shares are relative, so {shares}; let them add up to 100"
                    yield context.finding(CODE, m, at, message, severity=WARNING, value=weights, help=help)


RULE = Rule(
    CODE,
    "weights share out all requests",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE,),
    check=check,
    why="A share is a weight of the sum of all: a forgotten weight is none, and weights that do not add up to 100 are not percentages.",
    source="Istio documentation, Virtual Service: HTTPRouteDestination",
    fix="Give every destination a weight, 100 in all.",
)
