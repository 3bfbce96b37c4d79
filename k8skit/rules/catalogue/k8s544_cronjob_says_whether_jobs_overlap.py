"""A CronJob says whether its Jobs may run at the same time.

Reads `concurrencyPolicy` of CronJobs: where it is absent, they may.
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

CODE = "K8S544"
KIND = "batch/CronJob"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each that leaves it open."""
    for m in context.of(KIND):
        if not mapping(m.object.get("spec")).get("concurrencyPolicy"):
            message = f'CronJob "{m.name}" starts a Job although the one before still runs'
            help = "set concurrencyPolicy: Forbid or Replace; Allow says that it is meant"
            yield context.finding(CODE, m, "spec.concurrencyPolicy", message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a CronJob says whether its Jobs may overlap",
    severity=WARNING,
    on=(KIND,),
    opt_in=True,
    reads=(KIND,),
    check=check,
    why="A Job that takes longer than its interval runs beside the next one, until the cluster is full of them.",
    source="Kubernetes documentation, CronJob: Concurrency policy",
    fix="Set concurrencyPolicy.",
    known_as=("datree CRONJOB_MISSING_CONCURRENCYPOLICY_KEY",),
)
