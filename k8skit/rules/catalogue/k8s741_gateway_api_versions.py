"""The CRDs of the Gateway API are of a version that Istio works with.

Reads the annotation `gateway.networking.k8s.io/bundle-version` of CustomResourceDefinitions: Istio 1.30 looks at no GRPCRoute before 1.1, no
BackendTLSPolicy before 1.4, no TLSRoute before 1.5, and at nothing of the Gateway API before 1.0. Where the set has nothing of Istio, that is a warning
only. Builds that have no version yet (v0.0.0) are left alone.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..injection import annotations_of
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S741"
KIND = "apiextensions.k8s.io/CustomResourceDefinition"
_ANNOTATION = "gateway.networking.k8s.io/bundle-version"
_LEAST = {"backendtlspolicies": (1, 4, 0), "grpcroutes": (1, 1, 0), "tlsroutes": (1, 5, 0)}
_SUPPORTED = (1, 0, 0)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each CRD that is too old."""
    istio = any("istio.io/" in kind for kind in context.kinds)
    for m in context.of(KIND):
        written = annotations_of(m).get(_ANNOTATION)
        plural, _, group = m.name.partition(".")
        version = _parsed(written)
        if not version or not any(version) or group != "gateway.networking.k8s.io":
            continue
        least = _LEAST.get(plural, _SUPPORTED)
        if version < least:
            yield context.finding(
                CODE,
                m,
                f"metadata.annotations[{_ANNOTATION!r}]",
                f"{m.name} is of Gateway API {written}, and Istio looks at {plural} from {'.'.join(map(str, least))} on",
                severity=ERROR if istio and version < _SUPPORTED else WARNING,
                value=written,
                help="install the CRDs of a newer Gateway API",
            )


def _parsed(written: object) -> tuple[int, ...] | None:
    """The numbers of a version, without what follows a dash; None where it is none."""
    if type(written) is not str:
        return None
    parts = written.removeprefix("v").partition("-")[0].partition("+")[0].split(".")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 6 for p in parts):
        return None
    return tuple(map(int, parts))


RULE = Rule(
    CODE,
    "the CRDs of the Gateway API are new enough",
    severity=ERROR,
    on=(KIND,),
    needs=(_ANNOTATION,),
    reads=(KIND,),
    check=check,
    why="Objects of a kind that is too old are ignored in silence.",
    source="Istio documentation, Kubernetes Gateway API; Configuration Analysis, GatewayAPICRDVersionBelowMinimum",
    fix="Install the CRDs of a newer Gateway API.",
    known_as=("istioctl IST0156", "istioctl IST0172", "istioctl IST0176"),
)
