"""The `externalName` of a Service is a host name elsewhere: no address, and not the caller itself.

Reads `externalName` of Services of type ExternalName.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S433"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each name that is none."""
    for m in context.of("Service"):
        spec = mapping(m.object.get("spec"))
        name = spec.get("externalName")
        if type(name) is not str or spec.get("type") != "ExternalName":
            continue
        host = name.rstrip(".").lower()
        if host in ("localhost", "localhost.localdomain") or host.endswith(".localhost"):
            message, help = (
                "leads every caller to itself",
                "a controller that follows it serves its own administration; name the host that is meant",
            )
        elif host.replace(".", "").isdecimal():
            message, help = (
                "is an address, which DNS takes for a name",
                "make a Service without a selector, and an EndpointSlice with the address",
            )
        else:
            continue
        yield context.finding(
            CODE, m, "spec.externalName", f'the external name of Service "{m.name}" {message}', severity=WARNING, value=name, help=help
        )


RULE = Rule(
    CODE,
    "an external name is the name of another host",
    severity=WARNING,
    on=("Service",),
    needs=("externalName",),
    reads=("Service",),
    check=check,
    why="Callers reach themselves, or nothing at all.",
    source="Kubernetes documentation, Service: ExternalName",
    fix="Name the host that is meant.",
)
