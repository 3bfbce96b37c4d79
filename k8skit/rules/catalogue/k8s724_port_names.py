"""The ports of Services say which protocol is spoken.

Reads the names and `appProtocol` of the TCP ports of Services. System namespaces, Istio itself and ExternalName Services (which have a rule of their
own) are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..injection import SYSTEM, is_control_plane
from ..port_names import is_protocol, protocol_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S724"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that leaves it open."""
    for m in context.of("Service"):
        spec = mapping(m.object.get("spec"))
        if spec.get("type") == "ExternalName" or is_control_plane(m) or context.namespace_of(m) in SYSTEM - {"istio-system"}:
            continue
        for i, port in enumerate(sequence(spec.get("ports"))):
            if type(port) is dict and not is_protocol(protocol_of(port)):
                yield context.finding(
                    CODE,
                    m,
                    f"spec.ports[{i}].name" if "name" in port else f"spec.ports[{i}]",
                    f'the port {port.get("port")} of Service "{m.name}" does not say which protocol is spoken',
                    severity=WARNING,
                    value=port.get("name"),
                    help="name it by its protocol, such as http or tcp-mysql; or set appProtocol",
                )


RULE = Rule(
    CODE,
    "ports name their protocol",
    severity=WARNING,
    on=("Service",),
    opt_in=True,
    reads=("Service",),
    check=check,
    why="The proxy has to guess from the first bytes, which fails where the server speaks first.",
    source="Istio documentation, Protocol Selection; Configuration Analysis, PortNameIsNotUnderNamingConvention",
    fix="Name the port by its protocol.",
    known_as=("istioctl IST0118",),
)
