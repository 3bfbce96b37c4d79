"""No Role lets its holders run commands in pods, attach to them, put containers into them or forward ports from them.

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

CODE = "K8S408"
_EFFECT = "its holders are in every pod of the namespace"
_DANGEROUS = (
    (("create", "get"), "", ("pods/attach", "pods/exec", "pods/portforward"), _EFFECT),
    (("patch", "update"), "", ("pods/ephemeralcontainers",), _EFFECT),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that grants such a right."""
    yield from dangerous(
        context, CODE, _DANGEROUS, "leave it to those who debug; in production, use logs and ephemeral containers under control"
    )


RULE = Rule(
    CODE,
    "roles do not let anybody into pods",
    severity=WARNING,
    on=ROLES,
    opt_in=True,
    reads=ROLES,
    check=check,
    why="Who can exec into a pod has its Secrets, its token and its connections.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Privilege escalation risks",
    fix="Leave these rights to those who debug.",
    known_as=(
        "polaris rolePodExecAttach",
        "polaris clusterrolePodExecAttach",
        "kubescape C-0002",
        "kubescape C-0063",
        "trivy KSV053",
        "trivy KSV054",
        "datree CONTAINERS_INCORRECT_RESOURCES_VERBS_VALUE",
        "polaris clusterrolebindingPodExecAttach",
        "polaris rolebindingClusterRolePodExecAttach",
        "polaris rolebindingRolePodExecAttach",
    ),
)
