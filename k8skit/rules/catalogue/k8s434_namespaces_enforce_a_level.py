"""A Namespace says which Pod Security level it enforces.

Reads the label `pod-security.kubernetes.io/enforce` of Namespaces. Left alone: `kube-system` and its like.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S434"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Namespace without a level."""
    for m in context.of("Namespace"):
        labels = mapping(mapping(m.object.get("metadata")).get("labels"))
        if "pod-security.kubernetes.io/enforce" not in labels and not m.name.startswith("kube-"):
            message = f'Namespace "{m.name}" enforces no Pod Security level'
            help = "label it pod-security.kubernetes.io/enforce: restricted, or baseline"
            yield context.finding(CODE, m, "metadata.labels", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a Namespace enforces a Pod Security level",
    severity=WARNING,
    on=("Namespace",),
    opt_in=True,
    reads=("Namespace",),
    check=check,
    why="Whoever may make pods there may make privileged ones.",
    source="Kubernetes documentation, Pod Security Admission: Pod Security Admission labels for namespaces",
    fix="Label it with the level that its pods need.",
)
