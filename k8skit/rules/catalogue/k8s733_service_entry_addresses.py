"""A ServiceEntry with TCP ports has addresses, or gets some.

Reads ServiceEntries, their status, and the mesh configuration: proxies with `ISTIO_META_DNS_CAPTURE` and automatic allocation find addresses themselves.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import SERVICE_ENTRY
from ..mesh_config import mesh_config
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S733"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each TCP port that all addresses share."""
    metadata = mesh_config(context).proxy_metadata()
    allocated = metadata.get("ISTIO_META_DNS_CAPTURE") == "true" and "true" in (
        metadata.get("ISTIO_META_DNS_AUTO_ALLOCATE"),
        metadata.get("PILOT_ENABLE_IP_AUTOALLOCATE"),
    )
    for m in () if allocated else context.of(SERVICE_ENTRY):
        spec = mapping(m.object.get("spec"))
        if spec.get("addresses") or mapping(m.object.get("status")).get("addresses"):
            continue
        for i, port in enumerate(sequence(spec.get("ports"))):
            if type(port) is dict and str(port.get("protocol") or "TCP").upper() == "TCP":
                yield context.finding(
                    CODE,
                    m,
                    f"spec.ports[{i}]",
                    f'ServiceEntry "{m.name}" has the TCP port {port.get("number")} and no addresses',
                    severity=WARNING,
                    value=port.get("protocol"),
                    help="set addresses, or a protocol that names the host (HTTP, TLS, HTTPS ...), or let the proxies capture DNS and allocate addresses",
                )


RULE = Rule(
    CODE,
    "a ServiceEntry with TCP ports has addresses",
    severity=WARNING,
    on=(SERVICE_ENTRY,),
    reads=(SERVICE_ENTRY, "ConfigMap"),
    check=check,
    why="TCP tells the proxy no host: without an address of its own, the entry takes everything that goes to that port.",
    source="Istio documentation, ServiceEntry; DNS Proxying; Configuration Analysis, ServiceEntryAddressesRequired",
    fix="Give it addresses, or the port a protocol that names the host.",
    known_as=("istioctl IST0134",),
)
