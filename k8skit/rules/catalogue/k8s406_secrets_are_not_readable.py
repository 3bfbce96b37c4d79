"""No binding gives rights on Secrets.

Reads RoleBindings and ClusterRoleBindings, and what the Roles and ClusterRoles of the set that they bind grant.
"""

from __future__ import annotations

from ...finding import WARNING
from ..rights import BINDINGS, ROLES, access
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S406"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each binding to a role with such rights."""
    yield from access(
        context,
        CODE,
        ("get", "list", "watch", "create", "delete"),
        (("", "secrets"),),
        "grant get on the Secrets that are needed by resourceNames, or mount them",
    )


RULE = Rule(
    CODE,
    "nobody is given the Secrets",
    severity=WARNING,
    on=BINDINGS,
    opt_in=True,
    reads=(*BINDINGS, *ROLES),
    check=check,
    why="Who can list Secrets reads the passwords of everything in the namespace, and the tokens of all its accounts.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Listing secrets",
    fix="Mount the Secrets that are needed instead of granting access to all.",
    known_as=(
        "kube-linter access-to-secrets",
        "kubescape C-0015",
        "trivy KSV041",
        "trivy KSV113",
        "kubescape C-0186",
        "checkov CKV2_K8S_5",
    ),
)
