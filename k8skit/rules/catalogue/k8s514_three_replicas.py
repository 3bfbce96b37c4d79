"""A workload has at least three replicas.

Reads `replicas` of Deployments, StatefulSets, ReplicaSets, ReplicationControllers and DeploymentConfigs. Left alone: those that an autoscaler scales.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import mapping
from ..rule import Rule
from ..scaling import KINDS, scalers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S514"
COUNTED = ("apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet", "ReplicationController", "apps.openshift.io/DeploymentConfig")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each with fewer."""
    scaled = {scaler.target for scaler in scalers(context)}
    least = RULE.option(context, "replicas")
    for m in context.of(*COUNTED):
        replicas = mapping(m.object.get("spec")).get("replicas", 1)
        if type(replicas) is int and replicas < least and (context.namespace_of(m), m.kind, m.name) not in scaled:
            message = f'{m.kind} "{m.name}" has {replicas} replica{"" if replicas == 1 else "s"}'
            help = f"run {least}, so that one may fail while another is replaced"
            yield context.finding(CODE, m, "spec.replicas", message, severity=WARNING, value=replicas, help=help)


RULE = Rule(
    CODE,
    "a workload has three replicas",
    severity=WARNING,
    on=COUNTED,
    opt_in=True,
    reads=(*COUNTED, *KINDS),
    check=check,
    why="A node that fails during an upgrade takes the application with it.",
    source="Kubernetes documentation, Deployments: Replicas; Disruptions",
    fix="Run three replicas.",
    known_as=(
        "kube-linter minimum-three-replicas",
        "kube-score deployment-replicas",
        "polaris deploymentMissingReplicas",
        "datree DEPLOYMENT_INCORRECT_REPLICAS_VALUE",
    ),
    options={"replicas": (3, "the fewest replicas")},
)
