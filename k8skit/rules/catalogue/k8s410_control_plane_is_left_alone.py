"""No Role lets its holders past the control plane: to nodes, webhooks, the approval of certificates, or tokens of accounts.

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

CODE = "K8S410"
_DANGEROUS = (
    (("create", "get"), "", ("nodes/proxy",), "its holders run commands in every pod by way of the kubelet"),
    (
        ("create", "patch", "update"),
        "admissionregistration.k8s.io",
        ("mutatingwebhookconfigurations", "validatingwebhookconfigurations"),
        "its holders read and change every object on its way",
    ),
    (("patch", "update"), "certificates.k8s.io", ("certificatesigningrequests/approval",), "its holders make certificates for any user"),
    (("approve", "sign"), "certificates.k8s.io", ("signers",), "its holders make certificates for any user"),
    (("create",), "", ("persistentvolumes",), "its holders mount any folder of a node"),
    (("create",), "", ("serviceaccounts/token",), "its holders act as any ServiceAccount"),
)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule that grants such a right."""
    yield from dangerous(context, CODE, _DANGEROUS, "leave these rights to the components of the cluster")


RULE = Rule(
    CODE,
    "roles leave the control plane alone",
    severity=WARNING,
    on=ROLES,
    opt_in=True,
    reads=ROLES,
    check=check,
    why="These rights lead past all others.",
    source="Kubernetes documentation, Role Based Access Control Good Practices: Privilege escalation risks",
    fix="Leave these rights to the components of the cluster.",
    known_as=(
        "checkov CKV_K8S_155",
        "checkov CKV_K8S_156",
        "trivy KSV047",
        "trivy KSV114",
        "checkov CKV2_K8S_2",
        "kubescape C-0278",
        "kubescape C-0279",
        "kubescape C-0280",
        "kubescape C-0281",
        "kubescape C-0282",
    ),
)
