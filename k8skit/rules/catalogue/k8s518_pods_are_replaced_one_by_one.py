"""A workload replaces its pods by a rolling update.

Reads `strategy` of Deployments and DeploymentConfigs, and `updateStrategy` of StatefulSets and DaemonSets.
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

CODE = "K8S518"
KINDS = ("apps/DaemonSet", "apps/Deployment", "apps/StatefulSet", "apps.openshift.io/DeploymentConfig")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each other strategy."""
    for m in context.of(*KINDS):
        key = "updateStrategy" if m.kind in ("DaemonSet", "StatefulSet") else "strategy"
        kind = mapping(mapping(m.object.get("spec")).get(key)).get("type")
        if type(kind) is str and kind not in ("", "Rolling", "RollingUpdate"):
            message = f'{m.kind} "{m.name}" does not replace its pods one by one'
            help = "use RollingUpdate, unless two versions must never run together or share a volume"
            yield context.finding(CODE, m, f"spec.{key}.type", message, severity=WARNING, value=kind, help=help)


RULE = Rule(
    CODE,
    "pods are replaced one by one",
    severity=WARNING,
    on=KINDS,
    needs=("strategy", "updateStrategy"),
    opt_in=True,
    reads=KINDS,
    check=check,
    why="The application is away during each rollout, or is never rolled out at all.",
    source="Kubernetes documentation, Deployments: Strategy",
    fix="Use RollingUpdate.",
    known_as=("kube-linter no-rolling-update-strategy", "kube-score deployment-strategy"),
)
