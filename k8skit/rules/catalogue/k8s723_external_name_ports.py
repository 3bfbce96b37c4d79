"""The ports of a Service for an external name say which protocol is spoken.

Reads Services of the type ExternalName with ports, which only a mesh looks at. `tcp`, no name and a name that begins with no protocol make the
proxy treat all addresses as this Service.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..port_names import is_protocol, protocol_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S723"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Service with a port that does not say it."""
    for m in context.of("Service"):
        spec = mapping(m.object.get("spec"))
        if spec.get("type") != "ExternalName" or "externalName" not in spec:
            continue
        for i, port in enumerate(sequence(spec.get("ports"))):
            if type(port) is not dict or (is_protocol(protocol_of(port)) and port.get("name") != "tcp"):
                continue
            yield context.finding(
                CODE,
                m,
                f"spec.ports[{i}].name" if "name" in port else f"spec.ports[{i}]",
                f'the port {port.get("port")} of the ExternalName Service "{m.name}" does not say which protocol is spoken',
                severity=WARNING,
                value=port.get("name"),
                help="name it by its protocol, such as https or tcp-mysql; or set appProtocol",
            )


RULE = Rule(
    CODE,
    "the ports of an ExternalName Service name their protocol",
    severity=WARNING,
    on=("Service",),
    needs=("externalName",),
    reads=("Service",),
    check=check,
    why="In a mesh, a TCP port without an address takes the traffic of every address on that port.",
    source="Istio documentation, Protocol Selection; Configuration Analysis, ExternalNameServiceTypeInvalidPortName",
    fix="Name the port by its protocol.",
    known_as=("istioctl IST0150",),
)
