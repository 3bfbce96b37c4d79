"""No binding gives the ClusterRole `cluster-admin`.

Reads `roleRef` of RoleBindings and ClusterRoleBindings.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rights import BINDINGS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S404"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each binding to cluster-admin."""
    for m in context.of(*BINDINGS):
        role = mapping(m.object.get("roleRef"))
        if role.get("kind") == "ClusterRole" and role.get("name") == "cluster-admin":
            where = "on everything" if m.kind == "ClusterRoleBinding" else f"on everything in namespace {context.namespace_of(m)}"
            help = "bind a role with the rights that are needed"
            message = f'{m.kind} "{m.name}" gives all rights {where}'
            yield context.finding(CODE, m, "roleRef.name", message, severity=WARNING, value="cluster-admin", help=help)


RULE = Rule(
    CODE,
    "nobody is made cluster-admin",
    severity=WARNING,
    on=BINDINGS,
    opt_in=True,
    reads=BINDINGS,
    check=check,
    why="Whoever gets hold of one of these accounts owns the cluster.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Least privilege",
    fix="Make a role with the rights that are needed, and bind that.",
    known_as=(
        "kube-linter cluster-admin-role-binding",
        "polaris clusterrolebindingClusterAdmin",
        "polaris rolebindingClusterAdminClusterRole",
        "kubescape C-0035",
    ),
)
