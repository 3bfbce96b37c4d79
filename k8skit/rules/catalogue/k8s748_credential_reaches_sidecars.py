"""A DestinationRule whose TLS takes a credential says for which pods.

Reads `credentialName` in the TLS settings of DestinationRules (of the rule, its ports and its subsets), where nothing names a CA by file. A matter of
how the mesh is used: gateways take the credential, and sidecars do where the rule has a `workloadSelector`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..mesh import DESTINATION_RULE, tls_settings
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S748"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each credential that sidecars do not take."""
    for m in context.of(DESTINATION_RULE):
        spec = mapping(m.object.get("spec"))
        if mapping(spec.get("workloadSelector")):
            continue
        for at, tls, where in tls_settings(spec):
            if tls.get("credentialName") and tls.get("mode") in ("SIMPLE", "MUTUAL") and not tls.get("caCertificates"):
                yield context.finding(
                    CODE,
                    m,
                    f"{at}.credentialName",
                    f'DestinationRule "{m.name}" takes a credential for {spec.get("host")}{where}, which no sidecar does without workloadSelector',
                    severity=WARNING,
                    value=tls["credentialName"],
                    help="set workloadSelector.matchLabels to the labels of the callers; without it, only gateways take the credential",
                )


RULE = Rule(
    CODE,
    "a credential of a DestinationRule reaches the callers",
    severity=WARNING,
    on=(DESTINATION_RULE,),
    needs=("credentialName",),
    opt_in=True,
    reads=(DESTINATION_RULE,),
    check=check,
    why="A sidecar that does not take the credential has no CA of its own to verify the server by.",
    source="Istio documentation, Destination Rule: ClientTLSSettings; Configuration Analysis, NoServerCertificateVerification",
    fix="Select the callers, or name the CA by caCertificates.",
    known_as=("istioctl IST0128", "istioctl IST0129"),
)
