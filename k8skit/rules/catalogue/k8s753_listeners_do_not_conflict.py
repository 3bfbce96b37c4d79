"""The listeners of a Gateway, with those that ListenerSets add, do not want the same.

Reads Gateways and ListenerSets: listeners of one port have protocols that go together (HTTPS and TLS do) and different hosts. The Gateway's own listeners come
first, then those of the older ListenerSet.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping
from ..gateway_api import GATEWAY, GROUP, LISTENER_SET, Reference, listeners
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context
    from ..gateway_api import Listener

CODE = "K8S753"
_TOGETHER = {"HTTPS": "TLS", "TLS": "TLS", "UDP": "UDP"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each listener that wants what one before it has."""
    of: dict[tuple[str, str], list[Listener]] = {}
    for gateway in context.of(GATEWAY):
        of[(context.namespace_of(gateway), gateway.name)] = listeners(context, gateway)
    for added in context.of(LISTENER_SET):
        ref = Reference(mapping(mapping(added.object.get("spec")).get("parentRef")), context.namespace_of(added), GROUP, "Gateway")
        if (ref.namespace, ref.name) in of:
            of[(ref.namespace, ref.name)] += listeners(context, added)
    for (_, name), some in of.items():
        by_port: dict[tuple[int, bool], list[Listener]] = {}
        for x in some:
            if x.port is None or x.protocol is None:
                continue
            before = by_port.setdefault((x.port, x.protocol == "UDP"), [])
            yield from _judge(context, name, x, before)
            before.append(x)


def _judge(context: Context, name: str, x: Listener, before: list[Listener]) -> Iterator[Finding]:
    """Yield a finding if a listener conflicts with one before it on its port."""
    group = _TOGETHER.get(str(x.protocol), x.protocol)
    for other in before:
        place = f'listener {other.name} of {other.owner.kind} "{other.owner.name}"'
        if _TOGETHER.get(str(other.protocol), other.protocol) != group:
            message = f'listener {x.name} of Gateway "{name}" has {x.protocol} on port {x.port}, and {place} has {other.protocol} (ProtocolConflict)'
            yield context.finding(CODE, x.owner, f"{x.field}.protocol", message, value=x.protocol, help="give it another port")
            return
        same = other.protocol in ("TCP", "UDP") or other.hostname == x.hostname
        if same and (other.owner is not x.owner or other.protocol != x.protocol):
            host = x.hostname or "every host"
            message = f'listener {x.name} of Gateway "{name}" is for {host} on port {x.port}, as {place} is (HostnameConflict)'
            yield context.finding(
                CODE, x.owner, x.field, message, value=x.hostname, help="give it another host or port; the first one counts"
            )
            return


RULE = Rule(
    CODE,
    "listeners do not want the same",
    severity=ERROR,
    on=(GATEWAY, LISTENER_SET),
    needs=("listeners",),
    reads=(GATEWAY, LISTENER_SET),
    check=check,
    why="The controller sets the condition Conflicted and does not serve the listener.",
    source="Gateway API documentation, GatewaySpec: Listeners (distinct listeners); ListenerSet; ListenerConditionReason: HostnameConflict, ProtocolConflict",
    fix="Give each listener of a port a host of its own, and each protocol a port.",
)
