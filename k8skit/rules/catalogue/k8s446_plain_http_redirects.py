"""What a listener takes in plain text is redirected to HTTPS.

Reads the rules of HTTPRoutes and the listeners of the Gateways of the set that take them: on a listener with the protocol HTTP, a rule has a filter
RequestRedirect.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..gateway_api import GATEWAY, HTTP_ROUTE, listeners, parents
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context
    from ..gateway_api import Listener

CODE = "K8S446"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that answers in plain text."""
    for m in context.of(HTTP_ROUTE):
        listener = _plain(context, m)
        if listener is None:
            continue
        for i, rule in enumerate(sequence(mapping(m.object.get("spec")).get("rules"))):
            if not _redirects(mapping(rule)):
                message = f'HTTPRoute "{m.name}" answers requests in plain text, at the listener {listener.name} of "{listener.owner.name}"'
                help = "name the listener for HTTPS in parentRefs by sectionName, and redirect the others to it by a route of their own"
                yield context.finding(CODE, m, f"spec.rules[{i}]", message, severity=WARNING, help=help)


def _plain(context: Context, route: Manifest) -> Listener | None:
    """The first listener for plain HTTP that a route refers to."""
    for _, ref in parents(context, route):
        gateway = context.find(GATEWAY, ref.namespace, ref.name) if ref.kind == "Gateway" else None
        for listener in listeners(context, gateway) if gateway is not None else ():
            wanted = (ref.value.get("sectionName"), ref.value.get("port"))
            if listener.protocol == "HTTP" and wanted[0] in (None, listener.name) and wanted[1] in (None, listener.port):
                return listener
    return None


def _redirects(rule: dict[str, Any]) -> bool:
    return any(mapping(f).get("type") == "RequestRedirect" for f in sequence(rule.get("filters")))


RULE = Rule(
    CODE,
    "requests in plain text are redirected",
    severity=WARNING,
    on=(HTTP_ROUTE,),
    opt_in=True,
    reads=(HTTP_ROUTE, GATEWAY),
    check=check,
    why="Whoever is on the way reads and changes what clients send.",
    source="Gateway API documentation, HTTP redirects and rewrites: HTTP-to-HTTPS redirects",
    fix="Redirect plain HTTP to HTTPS.",
    known_as=("polaris gatewayTLSMissing", "polaris httpRouteInsecureListener"),
)
