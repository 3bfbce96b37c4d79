"""A DestinationRule that turns TLS on says how the server is verified.

Reads `trafficPolicy.tls` of DestinationRules, and of their ports and subsets: SIMPLE and MUTUAL want `caCertificates` or `credentialName`. Where
`insecureSkipVerify` is set, it is meant.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..mesh import DESTINATION_RULE
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S728"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each TLS setting that names no CA."""
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        policies = [("spec.trafficPolicy", mapping(spec.get("trafficPolicy")))]
        policies += [
            (f"spec.subsets[{i}].trafficPolicy", mapping(mapping(s).get("trafficPolicy")))
            for i, s in enumerate(sequence(spec.get("subsets")))
        ]
        for at, policy in policies:
            yield from _judge(context, m, at, policy, "")
            for i, port in enumerate(sequence(policy.get("portLevelSettings"))):
                number = mapping(mapping(port).get("port")).get("number")
                yield from _judge(context, m, f"{at}.portLevelSettings[{i}]", mapping(port), f" at port {number}")


def _judge(context: Context, m: Any, at: str, policy: dict[str, Any], where: str) -> Iterator[Finding]:
    tls = mapping(policy.get("tls"))
    if tls.get("mode") not in ("SIMPLE", "MUTUAL") or any(tls.get(k) for k in ("caCertificates", "credentialName", "insecureSkipVerify")):
        return
    yield context.finding(
        CODE,
        m,
        f"{at}.tls",
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
