"""A container that is to keep running has a startup probe.

Reads `startupProbe` of containers. Left alone: init containers, and the pods of Jobs and CronJobs.
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

CODE = "K8S513"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container without one."""
    for w in context.workloads():
        if w.manifest.kind in ("CronJob", "Job", "PodTemplate"):
            continue
        for path, c in w.main:
            if "startupProbe" not in c:
                message = f"{w.called(c)} has no startup probe"
                help = "add startupProbe where the program may take long to start"
                yield context.finding(CODE, w.manifest, w.field(f"{path}.startupProbe"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a container has a startup probe",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A liveness probe kills a program that is still starting, again and again.",
    source="Kubernetes documentation, Liveness, Readiness, and Startup Probes",
    fix="Add startupProbe.",
)
