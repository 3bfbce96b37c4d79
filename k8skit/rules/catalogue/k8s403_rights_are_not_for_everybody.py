"""No binding gives rights to everybody: to anonymous callers, to all that are logged in, or to all ServiceAccounts.

Reads `subjects` and `roleRef` of RoleBindings and ClusterRoleBindings. Left alone: the roles for reading versions and
health that Kubernetes itself gives to all.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping, sequence
from ..rights import BINDINGS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S403"
_EVERYBODY = {
    "system:anonymous": "callers that are not logged in",
    "system:authenticated": "everybody who is logged in",
    "system:serviceaccounts": "all ServiceAccounts of the cluster",
    "system:unauthenticated": "callers that are not logged in",
}
_HARMLESS = ("system:basic-user", "system:discovery", "system:public-info-viewer", "system:service-account-issuer-discovery")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each subject that is everybody."""
    for m in context.of(*BINDINGS):
        role = mapping(m.object.get("roleRef")).get("name")
        if role in _HARMLESS:
            continue
        for i, subject in enumerate(sequence(m.object.get("subjects"))):
            name = mapping(subject).get("name")
            if type(name) is str and name in _EVERYBODY and mapping(subject).get("kind") in ("User", "Group"):
                message = f'{m.kind} "{m.name}" gives the role {role} to {_EVERYBODY[name]}'
                help = "name the ServiceAccounts, users or groups that need it"
                yield context.finding(CODE, m, f"subjects[{i}].name", message, severity=WARNING, value=name, help=help)


RULE = Rule(
    CODE,
    "rights are not given to everybody",
    severity=WARNING,
    on=BINDINGS,
    needs=("subjects",),
    reads=BINDINGS,
    check=check,
    why="Whoever reaches the API server, or runs any pod, has these rights.",
    source="Kubernetes documentation, Role Based Access Control Good Practices; Using RBAC Authorization: Default roles",
    fix="Give the role to those who need it, by name.",
    known_as=(
        "kubescape C-0262",
        "kubescape C-0265",
        "trivy KSV122",
        "kubesec BindingsToSystemAnonymous",
    ),
)
