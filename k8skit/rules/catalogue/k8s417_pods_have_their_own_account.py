"""A pod does not run as the ServiceAccount `default` of its namespace.

Reads `serviceAccountName` and `serviceAccount` of pods. Left alone: pods that get no token of it (`automountServiceAccountToken: false`).
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

CODE = "K8S417"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each pod with the default account."""
    for w in context.workloads():
        name = w.spec.get("serviceAccountName") or w.spec.get("serviceAccount")
        if name in (None, "", "default") and w.spec.get("automountServiceAccountToken") is not False:
            message = f"{w.title} runs as the ServiceAccount that all pods of the namespace share"
            help = "make a ServiceAccount for it and name it in serviceAccountName, or set automountServiceAccountToken: false"
            yield context.finding(
                CODE, w.manifest, w.field("spec.serviceAccountName"), message, severity=WARNING, value=name or "default", help=help
            )


RULE = Rule(
    CODE,
    "a pod has a ServiceAccount of its own",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="What is granted to one program is granted to all that share its account.",
    source="Kubernetes documentation, Configure Service Accounts for Pods",
    fix="Make a ServiceAccount for each program, or mount no token.",
    known_as=(
        "kube-linter default-service-account",
        "checkov CKV_K8S_41",
        "kubesec ServiceAccountName",
    ),
)
