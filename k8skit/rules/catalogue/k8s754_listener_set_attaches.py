"""A ListenerSet attaches to its Gateway, which has to allow it.

Reads ListenerSets, their Gateways' `allowedListeners`, and the labels of Namespaces. A Gateway that says nothing allows none.
A Gateway that is not there is a finding where others of its namespace are.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping
from ..gateway_api import GATEWAY, GROUP, LISTENER_SET, Reference, allows
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S754"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each ListenerSet that its Gateway does not take."""
    for m in context.of(LISTENER_SET):
        own = context.namespace_of(m)
        ref = Reference(mapping(mapping(m.object.get("spec")).get("parentRef")), own, GROUP, "Gateway")
        if not ref.name or (ref.group, ref.kind) != (GROUP, "Gateway"):
            continue
        gateway = context.find(GATEWAY, ref.namespace, ref.name)
        if gateway is None:
            severity = context.missing() if context.names(GATEWAY, ref.namespace) else ""
            if severity and not context.external(GROUP, "Gateway", ref.namespace, ref.name):
                message = f'ListenerSet "{m.name}" has the parent Gateway "{ref.name}", which does not exist in namespace {ref.namespace}'
                what = f"the Gateways of namespace {ref.namespace} are"
                help = context.choose(ref.name, context.names(GATEWAY, ref.namespace), what, "declare it with external()")
                yield context.finding(CODE, m, "spec.parentRef.name", message, severity=severity, value=ref.name, help=help)
            continue
        namespaces = mapping(mapping(mapping(gateway.object.get("spec")).get("allowedListeners")).get("namespaces"))
        if not allows(context, namespaces, "None", ref.namespace, own):
            yield context.finding(
                CODE,
                m,
                "spec.parentRef",
                f'Gateway "{ref.name}" does not allow the ListenerSet "{m.name}" of namespace {own} (NotAllowed)',
                value=ref.name,
                help="set allowedListeners.namespaces of the Gateway to from: Same, All, or a selector that has the namespace; the default is None",
            )


RULE = Rule(
    CODE,
    "a ListenerSet attaches to its Gateway",
    severity=ERROR,
    on=(LISTENER_SET,),
    reads=(LISTENER_SET, GATEWAY, "Namespace"),
    check=check,
    why="Its listeners are not served.",
    source="Gateway API documentation, ListenerSet; GatewaySpec: AllowedListeners",
    fix="Let the Gateway allow ListenerSets of the namespace.",
)
