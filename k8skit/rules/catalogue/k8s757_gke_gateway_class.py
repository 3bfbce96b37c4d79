"""A GatewayClass of GKE is one that there is.

Reads `gatewayClassName` of Gateways: classes that begin with `gke-l7-`. Across regions there are only classes for several clusters, which end with `-mc`.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..gateway_api import GATEWAY
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S757"
_CLASS = "gateway.networking.k8s.io/GatewayClass"
CLASSES: dict[str, tuple[str, str]] = {
    "gke-l7-cross-regional-internal-managed-mc": ("internal", "cross-regional"),
    "gke-l7-global-external-managed": ("external", "global"),
    "gke-l7-global-external-managed-mc": ("external", "global"),
    "gke-l7-gxlb": ("external", "global"),
    "gke-l7-gxlb-mc": ("external", "global"),
    "gke-l7-regional-external-managed": ("external", "regional"),
    "gke-l7-regional-external-managed-mc": ("external", "regional"),
    "gke-l7-rilb": ("internal", "regional"),
    "gke-l7-rilb-mc": ("internal", "regional"),
}
"""Class -> who reaches its load balancer, and how far that reaches."""
_HELP = "across regions there are classes for several clusters only: gke-l7-cross-regional-internal-managed-mc; for one cluster use gke-l7-rilb, in its region"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each class that GKE does not have."""
    for m in context.of(GATEWAY):
        name = mapping(m.object.get("spec")).get("gatewayClassName")
        if type(name) is not str or not name.startswith("gke-l7-") or name in CLASSES or context.cluster(_CLASS, name):
            continue
        across = "cross-regional" in name
        listed = "; ".join(f"{c} ({who}, {how})" for c, (who, how) in CLASSES.items())
        yield context.finding(
            CODE,
            m,
            "spec.gatewayClassName",
            f'Gateway "{m.name}" names the GatewayClass {name}, which GKE does not have',
            severity=ERROR if across else WARNING,
            value=name,
            help=_HELP if across else context.choose(name, list(CLASSES), "", f"the classes are {listed}"),
        )


RULE = Rule(
    CODE,
    "a GatewayClass of GKE is one that there is",
    severity=ERROR,
    on=(GATEWAY,),
    needs=("gatewayClassName",),
    reads=(GATEWAY, _CLASS),
    check=check,
    why="No controller takes up the Gateway: it gets no address.",
    source="Google Cloud documentation, GatewayClass capabilities",
    fix="Choose a class by who reaches the load balancer, how far it reaches, and whether several clusters share it.",
)
