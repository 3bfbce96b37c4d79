"""A listener of HTTPS says how it ends TLS.

Reads the protocols and `tls` of the listeners of Gateways and ListenerSets; of the protocol TLS the CRD says so. The Gateways of Google Cloud and of AWS may
get their certificates otherwise.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ..context import mapping
from ..gateway_api import GATEWAY, GROUP, LISTENER_SET, Reference, listeners
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S788"
_OF_CLOUDS = ("alb", "amazon", "aws", "gke", "lattice", "nlb")
"""What is in the names of classes whose Gateways find certificates by themselves."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each listener that could not decrypt anything."""
    for m in context.of(GATEWAY, LISTENER_SET):
        if _finds_certificates(context, m):
            continue
        for x in listeners(context, m):
            if x.protocol == "HTTPS" and x.listener.get("tls") is None:
                yield context.finding(
                    CODE,
                    m,
                    f"{x.field}.tls",
                    f'listener {x.name} of {m.kind} "{m.name}" has HTTPS and no tls',
                    severity=WARNING,
                    value=NO_VALUE,
                    help="add tls with certificateRefs",
                )


def _finds_certificates(context: Context, m: Manifest) -> bool:
    """Whether the class of a Gateway is one whose Gateways may do without, or is not known."""
    spec = mapping(m.object.get("spec"))
    if m.kind == "ListenerSet":
        ref = Reference(mapping(spec.get("parentRef")), context.namespace_of(m), GROUP, "Gateway")
        gateway = context.find(GATEWAY, ref.namespace, ref.name)
        return gateway is None or _finds_certificates(context, gateway)
    name = str(spec.get("gatewayClassName", "")).lower()
    return not name or any(word in name for word in _OF_CLOUDS)


RULE = Rule(
    CODE,
    "a listener of HTTPS has tls",
    severity=WARNING,
    on=(GATEWAY, LISTENER_SET),
    needs=("listeners",),
    reads=(GATEWAY, LISTENER_SET),
    check=check,
    why="The listener has no certificate: it is not programmed, or no client gets a connection.",
    source="Gateway API documentation, Listener: TLS",
    fix="Name the certificate in tls.certificateRefs.",
)
