"""Job and CronJob: pods that end, once or by the clock."""

from __future__ import annotations

from ..core.types import Count, PositiveCount, Seconds
from .pod import Pod
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal


def job_spec(
    pod: Pod,
    name: str,
    *,
    completions: int | None,
    parallelism: int | None,
    backoff_limit: int | None,
    deadline: int | None,
    ttl: int | None,
    indexed: bool,
) -> dict[str, Any]:
    """The spec of a Job, alone or in a CronJob.

    Args:
        pod: what its pods are; their restart policy is `Never` where none is given.
        name: name for the pods' labels.
        completions: how many pods must succeed; None for Kubernetes' own.
        parallelism: how many pods run at once; None for Kubernetes' own.
        backoff_limit: how many failures are allowed; None for Kubernetes' own.
        deadline: seconds after which the Job has failed; None for none.
        ttl: seconds after which a finished Job is deleted; None for never.
        indexed: whether each pod has a number of its own.
    """
    pairs = (
        ("completions", completions),
        ("parallelism", parallelism),
        ("backoffLimit", backoff_limit),
        ("activeDeadlineSeconds", deadline),
        ("ttlSecondsAfterFinished", ttl),
    )
    spec: dict[str, Any] = {key: value for key, value in pairs if value is not None}
    if indexed:
        spec["completionMode"] = "Indexed"
    template = pod.template({"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name})
    template["spec"].setdefault("restartPolicy", "Never")
    spec["template"] = template
    return spec


class Job(TypedObject):
    """A Job (batch/v1). Its template can never change: name a new Job for a new run.

    Args:
        pod: what its pods are; their restart policy must be `Never` (the default here) or `OnFailure`.
        completions: how many pods must succeed (default: Kubernetes' own, 1).
        parallelism: how many pods run at once (default: Kubernetes' own, 1).
        backoff_limit: how many failures are allowed (default: Kubernetes' own, 6).
        deadline: seconds after which it has failed (default: none).
        ttl: seconds after which the finished Job and its pods are deleted (default: never).
        indexed: give each pod a number of its own; needs `completions` (default False).
    """

    API_VERSION = "batch/v1"
    KIND = "Job"

    pod: Pod
    completions: PositiveCount | None = None
    parallelism: Count | None = None
    backoff_limit: Count | None = None
    deadline: Seconds | None = None
    ttl: Seconds | None = None
    indexed: bool = False

    def body(self) -> dict[str, Any]:
        """The spec."""
        return {
            "spec": job_spec(
                self.pod,
                self.name or self.id,
                completions=self.completions,
                parallelism=self.parallelism,
                backoff_limit=self.backoff_limit,
                deadline=self.deadline,
                ttl=self.ttl,
                indexed=self.indexed,
            )
        }


class CronJob(TypedObject):
    """A CronJob (batch/v1).

    Args:
        schedule: five fields of cron, or a name such as `@daily`.
        pod: what the pods of its Jobs are; their restart policy must be `Never` (the default here) or `OnFailure`.
        time_zone: zone of the schedule, such as `Europe/Berlin` (default: that of the cluster's controller).
        concurrency: what happens when one is due while another runs (default `Forbid`: it is skipped).
        starting_deadline: seconds after which a missed start is given up (default: never).
        suspend: start no more Jobs (default False).
        history_succeeded: how many finished Jobs are kept (default: Kubernetes' own, 3).
        history_failed: how many failed Jobs are kept (default: Kubernetes' own, 1).
        backoff_limit: how many failures a Job is allowed (default: Kubernetes' own, 6).
        deadline: seconds after which a Job has failed (default: none).
        ttl: seconds after which a finished Job is deleted (default: never).
    """

    API_VERSION = "batch/v1"
    KIND = "CronJob"

    schedule: str
    pod: Pod
    time_zone: str | None = None
    concurrency: Literal["Allow", "Forbid", "Replace"] = "Forbid"
    starting_deadline: Seconds | None = None
    suspend: bool = False
    history_succeeded: Count | None = None
    history_failed: Count | None = None
    backoff_limit: Count | None = None
    deadline: Seconds | None = None
    ttl: Seconds | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"schedule": self.schedule}
        if self.time_zone:
            spec["timeZone"] = self.time_zone
        spec["concurrencyPolicy"] = self.concurrency
        if self.starting_deadline is not None:
            spec["startingDeadlineSeconds"] = self.starting_deadline
        if self.suspend:
            spec["suspend"] = True
        if self.history_succeeded is not None:
            spec["successfulJobsHistoryLimit"] = self.history_succeeded
        if self.history_failed is not None:
            spec["failedJobsHistoryLimit"] = self.history_failed
        job = job_spec(
            self.pod,
            self.name or self.id,
            completions=None,
            parallelism=None,
            backoff_limit=self.backoff_limit,
            deadline=self.deadline,
            ttl=self.ttl,
            indexed=False,
        )
        spec["jobTemplate"] = {"spec": job}
        return {"spec": spec}
