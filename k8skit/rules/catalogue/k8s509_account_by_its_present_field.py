"""A pod names its ServiceAccount by `serviceAccountName`.

Reads `serviceAccount` and `serviceAccountName` of pods. Left alone: pods that have both with the same value, as the API server returns them.
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

CODE = "K8S509"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each pod with the old field."""
    for w in context.workloads():
        old, new = w.spec.get("serviceAccount"), w.spec.get("serviceAccountName")
        if type(old) is str and old and old != new:
            message = f"{w.title} names its ServiceAccount in serviceAccount, which is deprecated" + (
                f", and another in serviceAccountName, {new}" if new else ""
            )
            help = "drop serviceAccount" if new else "rename the field to serviceAccountName"
            fix = []
            if "serviceAccountName" not in w.spec:
                from ...fix import RENAME, Edit

                fix.append(Edit(RENAME, tuple(w.field("spec.serviceAccount").split(".")), "serviceAccountName"))
            yield context.finding(
                CODE, w.manifest, w.field("spec.serviceAccount"), message, severity=WARNING, value=old, help=help, fix=fix
            )


RULE = Rule(
    CODE,
    "an account is named by serviceAccountName",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("serviceAccount",),
    reads=tuple(WORKLOADS),
    check=check,
    why="Tools and policies that read serviceAccountName see another account than the pod gets.",
    source="Kubernetes API reference, PodSpec",
    fix="Use serviceAccountName.",
    known_as=("kube-linter deprecated-service-account-field",),
)
