"""A container that is to keep running has a readiness probe.

Reads `readinessProbe` of containers. Left alone: init containers, and the pods of Jobs and CronJobs.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S511"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container without one."""
    for w in context.workloads():
        if w.manifest.kind in ("CronJob", "Job", "PodTemplate"):
            continue
        for path, c in w.main:
            if "readinessProbe" not in c:
                message = f"{w.called(c)} has no readiness probe"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.readinessProbe"),
                    message,
                    severity=WARNING,
                    help="add readinessProbe, which says when the program can take requests",
                )


RULE = Rule(
    CODE,
    "a container has a readiness probe",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Requests go to pods that cannot answer yet, in each rollout.",
    source="Kubernetes documentation, Liveness, Readiness, and Startup Probes",
    fix="Add readinessProbe.",
    known_as=(
        "kube-linter no-readiness-probe",
        "kube-score pod-probes",
        "polaris readinessProbeMissing",
        "checkov CKV_K8S_9",
        "kubescape C-0018",
        "datree CONTAINERS_MISSING_READINESSPROBE_KEY",
        "kyverno require-pod-probes",
    ),
)
