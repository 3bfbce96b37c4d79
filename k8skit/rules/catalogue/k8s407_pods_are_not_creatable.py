"""No binding gives the right to create pods, or workloads that create some.

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

CODE = "K8S407"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each binding to a role with such rights."""
    yield from access(
        context,
        CODE,
        ("create",),
        (
            ("", "pods"),
            ("", "replicationcontrollers"),
            *(("apps", r) for r in ("daemonsets", "deployments", "replicasets", "statefulsets")),
            *(("batch", r) for r in ("cronjobs", "jobs")),
        ),
        "leave create to those who deploy; enforce a Pod Security level in the namespace",
    )


RULE = Rule(
    CODE,
    "nobody is given the right to create pods",
    severity=WARNING,
    on=BINDINGS,
    opt_in=True,
    reads=(*BINDINGS, *ROLES),
    check=check,
    why="A pod may mount any Secret of its namespace and run as any of its ServiceAccounts.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Workload creation",
    fix="Leave the right to create workloads to those who deploy.",
    known_as=(
        "kube-linter access-to-create-pods",
        "trivy KSV048",
        "kubescape C-0188",
    ),
)
