"""Roles name verbs and resources one by one, without wildcards.

Reads `verbs`, `resources` and `nonResourceURLs` of Roles and ClusterRoles.
"""

from __future__ import annotations

from ...finding import WARNING
from ..rights import ROLES, granted
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S405"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each wildcard."""
    for grant in granted(context):
        m = grant.role
        for key, given in (("verbs", grant.verbs), ("resources", grant.resources), ("nonResourceURLs", grant.paths)):
            if "*" in given:
                message = f'{m.kind} "{m.name}" grants all {key} by a wildcard'
                help = f"list the {key} that are needed; a wildcard also grants what is added to the cluster later"
                yield context.finding(CODE, m, f"rules[{grant.index}].{key}", message, severity=WARNING, value="*", help=help)


RULE = Rule(
    CODE,
    "roles name what they grant",
    severity=WARNING,
    on=ROLES,
    opt_in=True,
    reads=ROLES,
    check=check,
    why="A wildcard also grants what later versions and new custom resources bring.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Least privilege",
    fix="List what is needed.",
    known_as=(
        "kube-linter wildcard-in-rules",
        "checkov CKV_K8S_49",
        "trivy KSV044",
        "trivy KSV045",
        "trivy KSV112",
        "kubescape C-0187",
        "kyverno restrict-wildcard-resources",
        "kyverno restrict-wildcard-verbs",
    ),
)
