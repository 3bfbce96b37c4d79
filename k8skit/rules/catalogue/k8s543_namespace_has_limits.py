"""A namespace says what a container gets that asks for nothing.

Reads Namespaces and LimitRanges. Namespaces of the system are left out.
"""

from __future__ import annotations

from ...finding import WARNING
from ..injection import SYSTEM
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S543"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Namespace without a LimitRange."""
    limited = {context.namespace_of(m) for m in context.of("LimitRange")}
    for m in context.of("Namespace"):
        if m.name not in limited and m.name not in SYSTEM:
            message = f'Namespace "{m.name}" has no LimitRange'
            help = "set default and defaultRequest for containers"
            yield context.finding(CODE, m, "metadata.name", message, severity=WARNING, value=m.name, help=help)


RULE = Rule(
    CODE,
    "a namespace has defaults for requests and limits",
    severity=WARNING,
    on=("Namespace",),
    opt_in=True,
    reads=("Namespace", "LimitRange"),
    check=check,
    why="A container without requests is put onto any node, and one without limits takes what is there.",
    source="Kubernetes documentation, Limit Ranges",
    fix="Add a LimitRange.",
    known_as=("kyverno add-ns-quota", "trivy KSV039"),
)
