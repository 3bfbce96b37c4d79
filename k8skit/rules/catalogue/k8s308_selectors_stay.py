"""A controller selects its pods by labels that stay from release to release.

Reads the selectors of Deployments, DaemonSets, ReplicaSets, StatefulSets and ReplicationControllers.
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

CODE = "K8S308"
KINDS = ("ReplicationController", "apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet")
_MOVING = ("app.kubernetes.io/version", "helm.sh/chart")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each label of a selector that the next release changes."""
    for m in context.of(*KINDS):
        selector = mapping(mapping(m.object.get("spec")).get("selector"))
        at, labels = (
            ("spec.selector", selector) if m.kind == "ReplicationController" else ("spec.selector.matchLabels", selector.get("matchLabels"))
        )
        for key in _MOVING:
            if key in mapping(labels):
                yield context.finding(
                    CODE,
                    m,
                    f"{at}[{key}]",
                    f'{m.kind} "{m.name}" selects its pods by {key}, which the next release changes',
                    severity=WARNING,
                    value=mapping(labels)[key],
                    help="leave it out of the selector, and keep it among the labels of the template",
                )


RULE = Rule(
    CODE,
    "a selector has labels that stay",
    severity=WARNING,
    on=KINDS,
    needs=_MOVING,
    reads=KINDS,
    check=check,
    why="A selector cannot change: the next version is refused, or must be made anew, without its pods.",
    source="Kubernetes documentation, Deployments: Label selector updates; Recommended Labels; Helm documentation, Labels and Annotations",
    fix="Select by app.kubernetes.io/name and app.kubernetes.io/instance.",
)
