"""The webhook of istiod takes a Gateway: its servers have hosts, names and protocols, and TLS where these need it.

Reads the servers: hosts, ports, and the settings of TLS.
"""

from __future__ import annotations

from ...finding import NO_VALUE, WARNING
from ...names import ip
from ..context import mapping, sequence
from ..gateways import ENCRYPTED, HTTP, PROTOCOLS
from ..istiod import A_PROTOCOL, WHY, Wrong, refused
from ..istiod_values import is_label, scoped_host, socket
from ..mesh import GATEWAY
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S766"
_CERTIFIED = ("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL")
_FILES = ("caCertificates", "privateKey", "serverCertificate")
_SOURCES = ("credentialName", "credentialNames", "tlsCertificates")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that istiod refuses."""
    for m in context.of(GATEWAY):
        if not is_label(m.name):
            wrong = (
                "metadata.name",
                "has a name with dots, or with more than 63 characters",
                m.name,
                "write letters, digits and -, at most 63",
            )
            yield from refused(context, CODE, m, "", [wrong])
        yield from refused(context, CODE, m, "spec", _gateway(mapping(m.object.get("spec"))))


def _gateway(spec: dict[str, Any]) -> Iterator[Wrong]:
    servers = sequence(spec.get("servers"))
    if not servers:
        yield ".servers", "has no server", NO_VALUE, "add a server with a port and hosts"
    names: set[str] = set()
    for i, server in enumerate(servers):
        at, server = f".servers[{i}]", mapping(server)
        if server.get("hosts") == []:
            yield f"{at}.hosts", "has a server without hosts", NO_VALUE, "name its hosts, or * for all"
        for j, host in enumerate(sequence(server.get("hosts"))):
            yield from scoped_host(f"{at}.hosts[{j}]", host, of_gateway=True)
        port = mapping(server.get("port"))
        name = port.get("name")
        if port and not name:
            yield f"{at}.port.name", "has a port without a name", NO_VALUE, "name the port, as in http or https-shop"
        elif type(name) is str:
            if name in names:
                yield f"{at}.port.name", f"has two ports named {name}", name, "give each port a name of its own"
            names.add(name)
        yield from _bound(at, server, port)
        yield from _tls(at, server, port)


def _bound(at: str, server: dict[str, Any], port: dict[str, Any]) -> Iterator[Wrong]:
    """What is wrong with where a server listens."""
    bind, number = server.get("bind"), port.get("number", 0)
    if port.get("targetPort"):
        yield f"{at}.port.targetPort", "has a targetPort, which a Gateway does not use", port["targetPort"], "remove it"
    if type(bind) is str and bind.startswith("unix://"):
        yield from socket(f"{at}.bind", bind.removeprefix("unix://"))
        if number:
            yield f"{at}.port.number", "has a port for a socket", number, "write 0, or remove bind"
        return
    if port and number == 0:
        yield f"{at}.port.number", "has a port without a number", number, "write a number from 1 to 65535"
    if type(bind) is str and bind and ip(bind):
        yield f"{at}.bind", f"listens on {bind}, which is no address", bind, "write an IP address, or unix:// and a path"


def _tls(at: str, server: dict[str, Any], port: dict[str, Any]) -> Iterator[Wrong]:
    written, tls = port.get("protocol"), server.get("tls")
    protocol = written.lower() if type(written) is str else ""
    mode = mapping(tls).get("mode", "PASSTHROUGH")
    if protocol and protocol not in PROTOCOLS:
        yield f"{at}.port.protocol", f"has a port of {written}, which is no protocol", written, A_PROTOCOL
    elif protocol in ENCRYPTED and tls is None:
        yield f"{at}.tls", f"has a port of {written} without TLS", NO_VALUE, "add tls with a mode and a credentialName"
    elif (
        protocol in HTTP
        and tls is not None
        and (mode not in ("PASSTHROUGH", "AUTO_PASSTHROUGH") or any(mapping(tls).get(key) for key in _FILES))
    ):
        yield f"{at}.tls", f"has TLS on a port of {written}, which is plain text", mode, "remove tls, or write the protocol HTTPS"
    elif protocol and protocol not in HTTP | ENCRYPTED and tls is not None:
        yield f"{at}.tls", f"has TLS on a port of {written}, which has none", mode, "remove tls, or write the protocol TLS"
    if type(tls) is not dict or mode not in (*_CERTIFIED, "ISTIO_MUTUAL"):
        return
    if mode == "SIMPLE" and tls.get("caCrl") and not tls.get("credentialName"):
        yield f"{at}.tls.caCrl", "has caCrl beside the mode SIMPLE, which asks no client for a certificate", NO_VALUE, "remove caCrl"
    files = ("serverCertificate", "privateKey", *(("caCertificates",) if mode != "SIMPLE" else ()))
    if mode == "ISTIO_MUTUAL":
        for key in (*files, *_SOURCES):
            if tls.get(key):
                yield f"{at}.tls.{key}", f"has {key} beside the mode ISTIO_MUTUAL, which uses those of the mesh", NO_VALUE, f"remove {key}"
    elif not any(tls.get(key) for key in _SOURCES):
        missing = [key for key in files if not tls.get(key)]
        if missing:
            yield (
                f"{at}.tls",
                f"has TLS of the mode {mode} without {missing[0] if tls.get(files[0]) else 'a credentialName'}",
                mode,
                "name the Secret with the certificate in credentialName",
            )


RULE = Rule(
    CODE,
    "istiod takes a Gateway",
    severity=WARNING,
    on=(GATEWAY,),
    reads=(GATEWAY,),
    check=check,
    why=WHY,
    source="Istio documentation, Gateway: Server, Port, ServerTLSSettings",
    fix="Complete the server as the finding says.",
    known_as=("istioctl IST0106",),
)
