"""Where RequestAuthentications are used, istiod is told which addresses it must not fetch keys from.

Reads RequestAuthentications, and Deployments labelled `app: istiod`: the environment variable `BLOCKED_CIDRS_IN_JWKS_URIS`.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..injection import labels_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S726"
KIND = "security.istio.io/RequestAuthentication"
_VARIABLE = "BLOCKED_CIDRS_IN_JWKS_URIS"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each istiod that may fetch from everywhere."""
    count = len(context.of(KIND))
    for w in context.workloads():
        if not count or w.manifest.kind != "Deployment" or labels_of(w.manifest).get("app") != "istiod":
            continue
        variables = [e for _, c in w.containers for e in sequence(c.get("env"))]
        if any(mapping(e).get("name") == _VARIABLE and (e.get("value") or e.get("valueFrom")) for e in variables):
            continue
        yield context.finding(
            CODE,
            w.manifest,
            w.field("spec.containers"),
            f'istiod, the Deployment "{w.manifest.name}", may fetch keys for {count} RequestAuthentications from any address',
            severity=WARNING,
            help=f"set {_VARIABLE} to the ranges of internal addresses, such as 169.254.169.254/32,10.0.0.0/8",
        )


RULE = Rule(
    CODE,
    "istiod fetches keys only from where it may",
    severity=WARNING,
    on=(KIND,),
    needs=("jwksUri", "jwtRules", "app"),
    reads=(KIND, *WORKLOADS),
    check=check,
    why="Whoever may write a RequestAuthentication makes istiod ask any internal address, such as the cloud's metadata server.",
    source="Istio documentation, pilot-discovery: BLOCKED_CIDRS_IN_JWKS_URIS; Configuration Analysis, JwksUriFetchUnrestricted",
    fix="Set BLOCKED_CIDRS_IN_JWKS_URIS on istiod.",
    known_as=("istioctl IST0175",),
)
