"""Where a set makes Namespaces, its objects stand in these.

Reads the Namespaces and the namespaces of all objects. One finding per namespace, at its first object. Left alone: the namespaces that every cluster has,
and, where the set is not all there is, names that are not nearly one of those that it makes.
"""

from __future__ import annotations

from ...finding import WARNING
from ...names import closest
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S224"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each namespace that is not there."""
    told: set[str] = set()
    context.of("Namespace")
    for m in context.every():
        name = m.namespace
        if not name or name in told or name == "default" or name.startswith("kube-") or m.kind == "Namespace" or context.namespace(name):
            continue
        told.add(name)
        names = context.cluster_names("Namespace")
        if context.external("", "Namespace", "", name) is None and (context.closed or closest(name, names) is not None):
            help = context.choose(name, names, "the Namespaces are", "make it, or declare it with external()")
            message = f'{m.kind} "{m.name}" stands in namespace {name}, which is none of those that the set makes'
            yield context.finding(CODE, m, "metadata.namespace", message, severity=WARNING, value=name, help=help)


RULE = Rule(
    CODE,
    "a namespace is one of those that the set makes",
    severity=WARNING,
    on=("Namespace",),
    reads=("Namespace", "*"),
    check=check,
    why="The API server refuses objects of a namespace that does not exist.",
    source="Kubernetes documentation, Namespaces",
    fix="Make the Namespace, correct the name, or declare with external() that it exists.",
)
