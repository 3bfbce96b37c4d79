"""No binding gives the ClusterRole `cluster-admin`, or a role that grants as much, nor counts on `system:masters`.

Reads `roleRef` and `subjects` of RoleBindings and ClusterRoleBindings, and the rules of the roles of the set.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rights import BINDINGS, ROLES, bound, given
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S404"
_MASTERS = "system:masters"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each binding to cluster-admin."""
    for m in context.of(*BINDINGS):
        ref = mapping(m.object.get("roleRef"))
        if ref.get("kind") == "ClusterRole" and ref.get("name") == "cluster-admin":
            where = "on everything" if m.kind == "ClusterRoleBinding" else f"on everything in namespace {context.namespace_of(m)}"
            help = "bind a role with the rights that are needed"
            message = f'{m.kind} "{m.name}" gives all rights {where}'
            yield context.finding(CODE, m, "roleRef.name", message, severity=WARNING, value="cluster-admin", help=help)
        for i, subject in enumerate(sequence(m.object.get("subjects"))):
            if mapping(subject).get("kind") == "Group" and mapping(subject).get("name") == _MASTERS:
                help = "bind a group of your own; whoever is in this one has all rights, and no binding takes them back"
                message = f'{m.kind} "{m.name}" is for {_MASTERS}, whose members have all rights without it'
                yield context.finding(CODE, m, f"subjects[{i}].name", message, severity=WARNING, value=_MASTERS, help=help)
    for m, role in bound(context):
        if role.name != "cluster-admin" and any("*" in g.groups and "*" in g.resources and "*" in g.verbs for g in given(context, role)):
            message = f'{m.kind} "{m.name}" gives all rights by the {role.kind} "{role.name}", which grants everything'
            help = "list in the role what is needed"
            yield context.finding(CODE, m, "roleRef.name", message, severity=WARNING, value=role.name, help=help)


RULE = Rule(
    CODE,
    "nobody is made cluster-admin",
    severity=WARNING,
    on=BINDINGS,
    opt_in=True,
    reads=(*BINDINGS, *ROLES),
    check=check,
    why="Whoever gets hold of one of these accounts owns the cluster.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Least privilege; Using RBAC Authorization: Default roles",
    fix="Make a role with the rights that are needed, and bind that.",
    known_as=(
        "kube-linter cluster-admin-role-binding",
        "polaris clusterrolebindingClusterAdmin",
        "polaris rolebindingClusterAdminClusterRole",
        "kubescape C-0035",
        "trivy KSV046",
        "trivy KSV111",
        "trivy KSV123",
        "kubescape C-0185",
        "polaris rolebindingClusterAdminRole",
    ),
)
