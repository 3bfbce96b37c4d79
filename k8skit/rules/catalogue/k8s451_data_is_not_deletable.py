"""No Role lets its holders delete what holds data or does the work.

Reads `rules` of Roles and ClusterRoles: `delete` and `deletecollection` of workloads, Services, Secrets, claims, volumes and namespaces.
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

CODE = "K8S451"
_VERBS = ("delete", "deletecollection")
_WORK = "its holders stop what runs"
_DANGEROUS = (
    (_VERBS, "", ("namespaces", "persistentvolumeclaims", "persistentvolumes", "secrets"), "its holders destroy data"),
    (_VERBS, "", ("pods", "replicationcontrollers", "services"), _WORK),
    (_VERBS, "apps", ("daemonsets", "deployments", "replicasets", "statefulsets"), _WORK),
    (_VERBS, "batch", ("cronjobs", "jobs"), _WORK),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that grants such a right."""
    yield from dangerous(context, CODE, _DANGEROUS, "leave it to those who deploy, and restrict it by resourceNames")


RULE = Rule(
    CODE,
    "roles do not let anybody delete",
    severity=WARNING,
    on=ROLES,
    opt_in=True,
    reads=ROLES,
    check=check,
    why="One wrong call, or one stolen token, and it is gone.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Least privilege",
    fix="Leave these verbs to those who deploy.",
    known_as=("kubescape C-0007",),
)
