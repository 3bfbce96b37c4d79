"""A Pod is made by a controller, which makes it anew where it is lost.

Reads Pods without an owner. Left alone: pods that run once, by their restart policy, and tests of Helm.
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

CODE = "K8S528"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Pod of its own."""
    for m in context.of("Pod"):
        metadata = mapping(m.object.get("metadata"))
        once = mapping(m.object.get("spec")).get("restartPolicy") in ("Never", "OnFailure")
        if not metadata.get("ownerReferences") and not once and "helm.sh/hook" not in mapping(metadata.get("annotations")):
            message = f'Pod "{m.name}" has no controller, and is gone with its node'
            help = "make a Deployment of one replica, or a StatefulSet"
            yield context.finding(CODE, m, "kind", message, severity=WARNING, value="Pod", help=help)


RULE = Rule(
    CODE,
    "a Pod has a controller",
    severity=WARNING,
    on=("Pod",),
    opt_in=True,
    reads=("Pod",),
    check=check,
    why="Nobody starts it again when its node fails or is drained.",
    source="Kubernetes documentation, Configuration Best Practices: Naked Pods",
    fix="Make a Deployment or a Job.",
    known_as=(
        "kubescape C-0073",
        "datree K8S_INCORRECT_KIND_VALUE_POD",
        "kyverno prevent-bare-pods",
    ),
)
