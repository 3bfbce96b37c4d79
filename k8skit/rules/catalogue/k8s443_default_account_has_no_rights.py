"""No binding gives rights to the ServiceAccount `default`.

Reads the subjects of RoleBindings and ClusterRoleBindings.
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

CODE = "K8S443"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each subject that is a default account."""
    for m in context.of(*BINDINGS):
        for i, subject in enumerate(sequence(m.object.get("subjects"))):
            if mapping(subject).get("kind") == "ServiceAccount" and subject.get("name") == "default":
                message = f'{m.kind} "{m.name}" gives rights to the ServiceAccount "default"'
                help = "make a ServiceAccount for the pods that need the rights"
                yield context.finding(CODE, m, f"subjects[{i}].name", message, severity=WARNING, value="default", help=help)


RULE = Rule(
    CODE,
    "no right is given to a default ServiceAccount",
    severity=WARNING,
    on=BINDINGS,
    needs=("subjects",),
    opt_in=True,
    reads=BINDINGS,
    check=check,
    why="Every pod of the namespace that names no account has the rights too.",
    source="Kubernetes documentation, Role Based Access Control Good Practices; Configure Service Accounts for Pods",
    fix="Bind an account of its own.",
    known_as=("checkov CKV_K8S_42", "kubescape C-0189"),
)
