"""Port names: which protocol a port of a Service says that it speaks, as Istio reads it. The rules about names of ports share this.

Source: Istio documentation, "Protocol Selection".
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NAMES = frozenset(("grpc", "grpc-web", "hbone", "http", "http2", "https", "mongo", "mysql", "redis", "tcp", "tls", "udp"))
_WELL_KNOWN = (25, 53, 3306, 27017)
"""Ports of SMTP, DNS, MySQL and MongoDB, which Istio takes for TCP: their servers may speak first."""
_APP = {"kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss"}


def protocol_of(port: dict[str, Any]) -> str:
    """Return the protocol that a port of a Service says that it speaks; `""` where it leaves that open.

    Args:
        port: one item of `spec.ports`.
    """
    if port.get("protocol") in ("UDP", "SCTP"):
        return "udp"
    app = port.get("appProtocol")
    if type(app) is str and app:
        return app.lower()
    name = port.get("name")
    short = name.lower() if type(name) is str else ""
    found = "grpc-web" if short.startswith("grpc-web") else short.partition("-")[0]
    return "tcp" if found not in _NAMES and port.get("port") in _WELL_KNOWN else found


def is_protocol(word: str) -> bool:
    """Tell whether Istio knows a protocol by this name."""
    return word in _NAMES or word in _APP
