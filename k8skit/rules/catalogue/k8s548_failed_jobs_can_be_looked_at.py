"""A failed Job of a CronJob stays until somebody has looked at it.

Reads `failedJobsHistoryLimit` and the template of CronJobs.
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

CODE = "K8S548"
KINDS = ("batch/CronJob",)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each CronJob that keeps no failed Job."""
    for m in context.of(*KINDS):
        limit = mapping(m.object.get("spec")).get("failedJobsHistoryLimit")
        if type(limit) is int and limit == 0:
            yield context.finding(
                CODE,
                m,
                "spec.failedJobsHistoryLimit",
                f'CronJob "{m.name}" removes its failed Jobs at once, with their pods and logs',
                severity=WARNING,
                value=limit,
                help="keep one at least, or leave the field out for 1",
            )


RULE = Rule(
    CODE,
    "a failed Job can be looked at",
    severity=WARNING,
    on=KINDS,
    needs=("failedJobsHistoryLimit",),
    opt_in=True,
    reads=KINDS,
    check=check,
    why="Nothing says why it failed, nor that it did.",
    source="Kubernetes documentation, CronJob: Jobs history limits",
    fix="Set failedJobsHistoryLimit to 1 or more.",
)
