"""The operation of an EnvoyFilter's patch is one that its place takes, and does not depend on the order of filters.

Reads `configPatches` and `priority` of EnvoyFilters: REPLACE is for filters alone, ADD and REMOVE do nothing to route configurations and routes. REMOVE,
REPLACE and the INSERTs but INSERT_FIRST depend on what was patched before, which `priority` decides.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S738"
KIND = "networking.istio.io/EnvoyFilter"
_ROUTES = ("ROUTE_CONFIGURATION", "HTTP_ROUTE")
_FILTERS = ("HTTP_FILTER", "NETWORK_FILTER")
_RELATIVE = ("REMOVE", "REPLACE", "INSERT_BEFORE", "INSERT_AFTER")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each patch that is ignored, or may be."""
    versioned: set[str] = set()
    for m in context.of(KIND):
        spec = mapping(m.object.get("spec"))
        for i, item in enumerate(sequence(spec.get("configPatches"))):
            patch, where = mapping(mapping(item).get("patch")), mapping(item).get("applyTo")
            operation = patch.get("operation")
            at = f"spec.configPatches[{i}].patch.operation"
            name = _name(mapping(item), patch)
            if operation in ("ADD", "REMOVE") and where in _ROUTES:
                message = f'EnvoyFilter "{m.name}" has the operation {operation} for {where}, which is ignored'
                yield context.finding(CODE, m, at, message, value=operation, help="use MERGE, or INSERT_FIRST for a route")
            elif operation == "REPLACE" and where not in _FILTERS:
                message = f'EnvoyFilter "{m.name}" has the operation REPLACE for {where}; it is for {" and ".join(_FILTERS)} alone'
                yield context.finding(CODE, m, at, message, value=operation, help="use MERGE, or REMOVE and ADD")
            elif operation in _RELATIVE and not spec.get("priority"):
                again = name in versioned
                yield context.finding(
                    CODE,
                    m,
                    at,
                    f'EnvoyFilter "{m.name}" has the operation {operation} and no priority'
                    + (f"; another patch of {name} is for some versions of the proxy" if again and name else ""),
                    severity=WARNING,
                    value=operation,
                    help="set priority, so that it is applied after what it refers to; or use INSERT_FIRST or ADD",
                )
            if mapping(mapping(mapping(item).get("match")).get("proxy")).get("proxyVersion"):
                versioned.add(name)


def _name(item: dict[str, Any], patch: dict[str, Any]) -> str:
    """The name of the filter that a patch is about."""
    name = mapping(patch.get("value")).get("name")
    if name is None:
        chain = mapping(mapping(mapping(item.get("match")).get("listener")).get("filterChain"))
        name = mapping(chain.get("filter")).get("name")
    return str(name or "")


RULE = Rule(
    CODE,
    "the operations of an EnvoyFilter take effect",
    severity=ERROR,
    on=(KIND,),
    needs=("configPatches",),
    reads=(KIND,),
    check=check,
    why="Istio drops an operation that does not fit its place, and one that finds nothing to refer to, in silence.",
    source="Istio documentation, Envoy Filter: EnvoyFilter.Patch.Operation; Configuration Analysis, EnvoyFilterUsesRelativeOperation",
    fix="Use an operation that fits, and a priority where the order matters.",
    known_as=(
        "istioctl IST0151",
        "istioctl IST0152",
        "istioctl IST0153",
        "istioctl IST0154",
        "istioctl IST0155",
    ),
)
