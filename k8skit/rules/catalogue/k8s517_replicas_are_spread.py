"""Replicas of a workload are spread over zones or nodes by topology spread constraints.

Reads `replicas` and `topologySpreadConstraints`. Left alone: workloads with one replica, and those that do not count replicas.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, sequence
from ..rule import Rule
from ..scaling import KINDS, several
from ..workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S517"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload without constraints."""
    for w, replicas in several(context):
        if not sequence(w.spec.get("topologySpreadConstraints")):
            message = f"{w.title} has {replicas} replicas, and nothing spreads them"
            help = "add topologySpreadConstraints for topology.kubernetes.io/zone or kubernetes.io/hostname"
            yield context.finding(CODE, w.manifest, w.field("spec.topologySpreadConstraints"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "replicas are spread",
    severity=WARNING,
    on=REPLICATED,
    opt_in=True,
    reads=(*KINDS, *WORKLOADS),
    check=check,
    why="A zone that fails takes most of them with it.",
    source="Kubernetes documentation, Pod Topology Spread Constraints",
    fix="Add topologySpreadConstraints.",
    known_as=("kube-score pod-topology-spread-constraints", "polaris topologySpreadConstraint"),
)
