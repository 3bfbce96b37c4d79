"""No Role lets its holders widen their own rights: by `escalate`, `bind` or `impersonate`.

Reads `rules` of Roles and ClusterRoles.
"""

from __future__ import annotations

from ...finding import WARNING
from ..rights import ROLES, dangerous
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S409"
_DANGEROUS = (
    (("escalate",), "rbac.authorization.k8s.io", ("clusterroles", "roles"), "its holders give themselves any right"),
    (("bind",), "rbac.authorization.k8s.io", ("clusterroles", "roles", "clusterrolebindings", "rolebindings"), "its holders take any role"),
    (("impersonate",), "", ("groups", "serviceaccounts", "users"), "its holders act as anybody"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that grants such a right."""
    yield from dangerous(
        context, CODE, _DANGEROUS, "leave these verbs to the components that manage rights, and restrict them by resourceNames"
    )


RULE = Rule(
    CODE,
    "roles do not let anybody widen rights",
    severity=WARNING,
    on=ROLES,
    opt_in=True,
    reads=ROLES,
    check=check,
    why="Who has one of these verbs has all rights in the end.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Escalate verb; Bind verb; Impersonate verb",
    fix="Leave these verbs out, or restrict them by resourceNames.",
    known_as=(
        "checkov CKV_K8S_157",
        "checkov CKV_K8S_158",
        "kubescape C-0065",
        "trivy KSV043",
        "trivy KSV050",
        "trivy KSV051",
        "trivy KSV052",
        "kubescape C-0191",
        "checkov CKV2_K8S_1",
        "checkov CKV2_K8S_3",
        "kyverno restrict-escalation-verbs-roles",
    ),
)
