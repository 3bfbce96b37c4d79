"""A certificate is served by one Gateway of the same pods.

Reads `tls` and `selector` of Gateways. A browser that has a connection for one host of a certificate uses it for the others too.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..gateways import GATEWAY, Sharing
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S732"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each server whose certificate another Gateway serves."""
    served: dict[tuple[str, ...], Sharing] = {}
    servers = []
    for m in context.of(GATEWAY):
        spec = mapping(m.object.get("spec"))
        labels = mapping(spec.get("selector"))
        for i, server in enumerate(sequence(spec.get("servers"))):
            certificate = _certificate(mapping(mapping(server).get("tls")))
            if certificate:
                served.setdefault(certificate, Sharing()).add(m, labels)
                servers.append((m, i, labels, certificate))
    for m, i, labels, certificate in servers:
        others = served[certificate].others(m, labels, narrower=True)
        if others:
            listed = ", ".join(f"{context.namespace_of(o)}/{o.name}" for o in others)
            yield context.finding(
                CODE,
                m,
                f"spec.servers[{i}].tls",
                f'Gateway "{m.name}" serves the certificate {certificate[0]}, as {listed} does for the same pods',
                severity=WARNING,
                value=certificate[0],
                help="serve all hosts of the certificate by one Gateway, and bind the VirtualServices to it",
            )


def _certificate(tls: dict[str, Any]) -> tuple[str, ...]:
    """What names a certificate: the credential, else the files of certificate and key."""
    credential = tls.get("credentialName")
    if type(credential) is str and credential:
        return (credential,)
    files = (tls.get("serverCertificate"), tls.get("privateKey"))
    return tuple(str(f) for f in files) if all(type(f) is str and f for f in files) else ()


RULE = Rule(
    CODE,
    "a certificate is served by one Gateway",
    severity=WARNING,
    on=(GATEWAY,),
    least=2,
    needs=("credentialName", "serverCertificate"),
    reads=(GATEWAY,),
    check=check,
    why="With HTTP/2 a browser sends requests for one host over the connection to another of that certificate, and gets 404 there.",
    source="Istio documentation, Traffic Management Problems: 404 errors occur when multiple gateways configured with same TLS certificate",
    fix="Serve the hosts of a wildcard certificate by one Gateway.",
    known_as=("istioctl IST0138",),
)
