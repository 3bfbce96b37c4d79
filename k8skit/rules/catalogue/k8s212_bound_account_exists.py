"""The ServiceAccounts that a binding grants rights to exist.

Reads `subjects` of RoleBindings and ClusterRoleBindings, and the ServiceAccounts of the set. Left alone: `default`, which every namespace has, and
namespaces of which the set holds nothing: whose accounts belong to somebody else.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S212"
BINDINGS = ("rbac.authorization.k8s.io/ClusterRoleBinding", "rbac.authorization.k8s.io/RoleBinding")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each account that is not there."""
    standing = context.namespaces_used()
    for m in context.of(*BINDINGS):
        for i, subject in enumerate(sequence(m.object.get("subjects"))):
            if type(subject) is not dict or subject.get("kind") != "ServiceAccount":
                continue
            name, namespace = subject.get("name"), subject.get("namespace")
            if namespace is None and m.kind == "RoleBinding":
                namespace = context.namespace_of(m)
            if type(name) is not str or type(namespace) is not str or name in ("", "default") or namespace not in standing:
                continue
            if context.find("ServiceAccount", namespace, name) or context.external("", "ServiceAccount", namespace, name):
                continue
            severity = context.absent(namespace, "ServiceAccount")
            if severity:
                elsewhere = context.namespaces("ServiceAccount", name)
                if elsewhere:
                    help = f"there is one in namespace {', '.join(elsewhere)}; or declare it with external()"
                else:
                    what = f"the ServiceAccounts of namespace {namespace} are"
                    help = context.choose(name, context.names("ServiceAccount", namespace), what, "make it, or declare it with external()")
                message = f'{m.kind} "{m.name}" grants rights to the ServiceAccount "{name}" of namespace {namespace}, which does not exist'
                yield context.finding(CODE, m, f"subjects[{i}].name", message, severity=severity, value=name, help=help)


RULE = Rule(
    CODE,
    "a binding's ServiceAccounts exist",
    severity=ERROR,
    on=BINDINGS,
    needs=("subjects",),
    reads=(*BINDINGS, "ServiceAccount", "*"),
    check=check,
    why="The rights go to nobody: the program that should have them gets 403 from the API server.",
    source="Kubernetes documentation, Using RBAC Authorization: Referring to subjects",
    fix="Correct name and namespace of the subject, make the ServiceAccount, or declare it with external().",
)
