"""A Job of its own says when it is removed after its end; the Jobs of a CronJob leave that to the CronJob.

Reads `ttlSecondsAfterFinished` of Jobs and of the template of CronJobs. Left alone: Jobs that a hook of Helm or Argo CD deletes, and those with an owner.
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

CODE = "K8S526"
_HOOKS = ("argocd.argoproj.io/hook-delete-policy", "helm.sh/hook-delete-policy")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Job that stays, and each CronJob with two ways to remove its Jobs."""
    for m in context.of("batch/Job"):
        metadata = mapping(m.object.get("metadata"))
        hooked = any(key in mapping(metadata.get("annotations")) for key in _HOOKS)
        if mapping(m.object.get("spec")).get("ttlSecondsAfterFinished") is None and not hooked and not metadata.get("ownerReferences"):
            message = f'Job "{m.name}" stays after its end, with its pods'
            help = "set ttlSecondsAfterFinished"
            yield context.finding(CODE, m, "spec.ttlSecondsAfterFinished", message, severity=WARNING, help=help)
    for m in context.of("batch/CronJob"):
        ttl = mapping(mapping(mapping(m.object.get("spec")).get("jobTemplate")).get("spec")).get("ttlSecondsAfterFinished")
        if ttl is not None:
            message = (
                f'the Jobs of CronJob "{m.name}" are removed by a time to live and by the limits of its history, whichever comes first'
            )
            help = "leave out ttlSecondsAfterFinished; set successfulJobsHistoryLimit and failedJobsHistoryLimit"
            yield context.finding(CODE, m, "spec.jobTemplate.spec.ttlSecondsAfterFinished", message, severity=WARNING, value=ttl, help=help)


RULE = Rule(
    CODE,
    "finished Jobs are removed",
    severity=WARNING,
    on=("batch/CronJob", "batch/Job"),
    opt_in=True,
    reads=("batch/CronJob", "batch/Job"),
    check=check,
    why="Finished Jobs pile up, and a Job with the same name cannot be made again.",
    source="Kubernetes documentation, Automatic Cleanup for Finished Jobs; CronJob: Jobs history limits",
    fix="Set ttlSecondsAfterFinished for Jobs, and the limits of the history for CronJobs.",
    known_as=("kube-linter job-ttl-seconds-after-finished",),
)
