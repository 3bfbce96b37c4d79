"""A DestinationRule that turns TLS on says how the server is verified.

Reads `trafficPolicy.tls` of DestinationRules, and of their ports and subsets: SIMPLE and MUTUAL want `caCertificates` or `credentialName`. Where
`insecureSkipVerify` is set, it is meant.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..mesh import DESTINATION_RULE, tls_settings
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S728"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each TLS setting that names no CA."""
    for m in context.of(DESTINATION_RULE):
        for at, tls, where in tls_settings(mapping(m.object.get("spec"))):
            yield from _judge(context, m, at, tls, where)


def _judge(context: Context, m: Manifest, at: str, tls: dict[str, Any], where: str) -> Iterator[Finding]:
    if tls.get("mode") not in ("SIMPLE", "MUTUAL") or any(tls.get(k) for k in ("caCertificates", "credentialName", "insecureSkipVerify")):
        return
    yield context.finding(
        CODE,
        m,
        at,
        f'DestinationRule "{m.name}" turns on TLS for {mapping(m.object["spec"]).get("host")}{where} and names no CA',
        severity=WARNING,
        value={"mode": tls["mode"]},
        help="set caCertificates, such as system for the CAs of the proxy's image, or credentialName; Istio before 1.22 verifies nothing without",
    )


RULE = Rule(
    CODE,
    "a server with TLS is verified by a CA that is named",
    severity=WARNING,
    on=(DESTINATION_RULE,),
    needs=("tls",),
    reads=(DESTINATION_RULE,),
    check=check,
    why="Older proxies accept any certificate then, newer ones only those of public CAs.",
    source="Istio documentation, Destination Rule: ClientTLSSettings; Configuration Analysis, NoServerCertificateVerification",
    fix="Name the CA.",
    known_as=("istioctl IST0128", "istioctl IST0129"),
)
