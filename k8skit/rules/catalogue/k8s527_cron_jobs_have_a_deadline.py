"""A CronJob says how late it may start.

Reads `startingDeadlineSeconds` of CronJobs.
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

CODE = "K8S527"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each CronJob without a deadline."""
    for m in context.of("batch/CronJob"):
        if mapping(m.object.get("spec")).get("startingDeadlineSeconds") is None:
            message = f'CronJob "{m.name}" does not say how late it may start'
            help = "set startingDeadlineSeconds: without it, a CronJob that missed more than 100 starts never starts again"
            yield context.finding(CODE, m, "spec.startingDeadlineSeconds", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a CronJob says how late it may start",
    severity=WARNING,
    on=("batch/CronJob",),
    opt_in=True,
    reads=("batch/CronJob",),
    check=check,
    why="After a longer outage of the controller the CronJob never runs again.",
    source="Kubernetes documentation, CronJob: Deadline for delayed Job start",
    fix="Set startingDeadlineSeconds.",
    known_as=(
        "kube-score cronjob-has-deadline",
        "datree CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY",
    ),
)
