"""A pod says that it needs no token of its ServiceAccount, or its ServiceAccount says so.

Reads `automountServiceAccountToken` of pods and of the ServiceAccounts of the set.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S416"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each pod with a token."""
    for w in context.workloads():
        own = w.spec.get("automountServiceAccountToken")
        if own is False:
            continue
        account = context.find("ServiceAccount", w.namespace, w.spec.get("serviceAccountName") or w.spec.get("serviceAccount") or "default")
        if own is None and account is not None and account.object.get("automountServiceAccountToken") is False:
            continue
        message = f"{w.title} mounts the token of its ServiceAccount into every container"
        help = "set automountServiceAccountToken: false, unless the program calls the API server"
        yield context.finding(CODE, w.manifest, w.field("spec.automountServiceAccountToken"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a pod gets no token that it does not need",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("ServiceAccount", *WORKLOADS),
    check=check,
    why="Who breaks into the program calls the API server with its rights.",
    source="Kubernetes documentation, Configure Service Accounts for Pods: Opt out of API credential automounting",
    fix="Set automountServiceAccountToken: false.",
    known_as=(
        "polaris automountServiceAccountToken",
        "checkov CKV_K8S_38",
        "trivy KSV036",
        "kubescape C-0034",
        "kubescape C-0190",
        "kubesec AutomountServiceAccountToken",
        "datree SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE",
        "kyverno restrict-automount-sa-token",
    ),
)
