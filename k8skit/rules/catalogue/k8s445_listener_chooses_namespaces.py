"""A listener takes routes of the namespaces that are meant, not of all.

Reads `allowedRoutes.namespaces` of the listeners of Gateways and ListenerSets.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..gateway_api import GATEWAY, LISTENER_SET, listeners
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S445"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each listener that is open to all."""
    for m in context.of(GATEWAY, LISTENER_SET):
        for listener in listeners(context, m):
            namespaces = mapping(mapping(listener.listener.get("allowedRoutes")).get("namespaces"))
            if namespaces.get("from") == "All":
                message = f'the listener {listener.name} of {m.kind} "{m.name}" takes routes of every namespace'
                help = "set from: Selector, and label the namespaces"
                at = f"{listener.field}.allowedRoutes.namespaces.from"
                yield context.finding(CODE, m, at, message, severity=WARNING, value="All", help=help)


RULE = Rule(
    CODE,
    "a listener chooses whose routes it takes",
    severity=WARNING,
    on=(GATEWAY, LISTENER_SET),
    needs=("allowedRoutes",),
    opt_in=True,
    reads=(GATEWAY, LISTENER_SET),
    check=check,
    why="Whoever makes a route in any namespace answers for a host of the Gateway.",
    source="Gateway API documentation, Security Model: Limiting namespaces where a Gateway can be used",
    fix="Select the namespaces.",
    known_as=("polaris gatewayAllowedRoutesAll",),
)
