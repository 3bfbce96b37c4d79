"""The Role or ClusterRole that a binding refers to exists.

Reads `roleRef` of RoleBindings and ClusterRoleBindings, and the Roles and ClusterRoles of the set. Left alone: the ClusterRoles that every cluster has
(`cluster-admin`, `admin`, `edit`, `view`, `system:...`).
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S211"
GROUP = "rbac.authorization.k8s.io"
BUILT_IN = ("admin", "cluster-admin", "edit", "view")
BINDINGS = ("rbac.authorization.k8s.io/ClusterRoleBinding", "rbac.authorization.k8s.io/RoleBinding")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each role that is not there."""
    for m in context.of(*BINDINGS):
        role = mapping(m.object.get("roleRef"))
        kind, name = role.get("kind"), role.get("name")
        if type(name) is not str or not name or kind not in ("Role", "ClusterRole") or (kind == "Role" and m.kind != "RoleBinding"):
            continue
        if kind == "ClusterRole":
            namespace = ""
            found = name in BUILT_IN or name.startswith("system:") or context.cluster(f"{GROUP}/ClusterRole", name) is not None
            severity, names = context.absent_in_cluster(f"{GROUP}/ClusterRole"), context.cluster_names(f"{GROUP}/ClusterRole")
            what = "the ClusterRoles are"
        else:
            namespace = context.namespace_of(m)
            found = context.find(f"{GROUP}/Role", namespace, name) is not None
            severity, names = context.absent(namespace, f"{GROUP}/Role"), context.names(f"{GROUP}/Role", namespace)
            what = f"the Roles of namespace {namespace} are"
        if found or not severity or context.external(GROUP, str(kind), namespace, name):
            continue
        yield context.finding(
            CODE,
            m,
            "roleRef.name",
            f'{m.kind} "{m.name}" binds the {kind} "{name}", which does not exist',
            severity=severity,
            value=name,
            help=context.choose(name, names, what, "make it, or declare it with external()"),
        )


RULE = Rule(
    CODE,
    "a binding names a role that exists",
    severity=ERROR,
    on=BINDINGS,
    reads=(*BINDINGS, f"{GROUP}/ClusterRole", f"{GROUP}/Role"),
    check=check,
    why="The binding is accepted and grants nothing: the program gets 403 from the API server.",
    source="Kubernetes documentation, Using RBAC Authorization: RoleBinding and ClusterRoleBinding",
    fix="Make the role, correct the name, or declare with external() that it lives elsewhere.",
    known_as=("polaris missingRole",),
)
