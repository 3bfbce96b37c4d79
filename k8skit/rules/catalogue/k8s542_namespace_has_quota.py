"""A namespace has a quota.

Reads Namespaces and ResourceQuotas. Namespaces of the system are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..injection import SYSTEM
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S542"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Namespace without one."""
    limited = {context.namespace_of(m) for m in context.of("ResourceQuota")}
    for m in context.of("Namespace"):
        if m.name not in limited and m.name not in SYSTEM:
            message = f'Namespace "{m.name}" has no ResourceQuota'
            help = "limit what its pods may request in all; the construct Tenant does"
            yield context.finding(CODE, m, "metadata.name", message, severity=WARNING, value=m.name, help=help)


RULE = Rule(
    CODE,
    "a namespace has a quota",
    severity=WARNING,
    on=("Namespace",),
    opt_in=True,
    reads=("Namespace", "ResourceQuota"),
    check=check,
    why="One team can take the whole cluster.",
    source="Kubernetes documentation, Resource Quotas; Multi-tenancy",
    fix="Add a ResourceQuota.",
    known_as=("kyverno add-ns-quota", "trivy KSV040"),
)
