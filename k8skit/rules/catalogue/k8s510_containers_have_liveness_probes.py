"""A container that is to keep running has a liveness probe.

Reads `livenessProbe` of containers. Left alone: init containers, and the pods of Jobs and CronJobs.
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

CODE = "K8S510"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container without one."""
    for w in context.workloads():
        if w.manifest.kind in ("CronJob", "Job", "PodTemplate"):
            continue
        for path, c in w.main:
            if "livenessProbe" not in c:
                message = f"{w.called(c)} has no liveness probe"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.livenessProbe"),
                    message,
                    severity=WARNING,
                    help="add livenessProbe where the program can hang without ending",
                )


RULE = Rule(
    CODE,
    "a container has a liveness probe",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A program that hangs is not restarted.",
    source="Kubernetes documentation, Liveness, Readiness, and Startup Probes",
    fix="Add livenessProbe.",
    known_as=(
        "kube-linter no-liveness-probe",
        "polaris livenessProbeMissing",
        "checkov CKV_K8S_8",
        "kubescape C-0056",
        "kube-score pod-probes",
        "datree CONTAINERS_MISSING_LIVENESSPROBE_KEY",
        "kyverno require-pod-probes",
    ),
)
