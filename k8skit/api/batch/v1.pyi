# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.scheduling_k8s_io import v1alpha3 as _scheduling_k8s_io_v1alpha3

class CronJobBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: CronJobSpec

class CronJobSpec(_t.TypedDict, total=False):
    concurrencyPolicy: _t.Literal["Allow", "Forbid", "Replace"] | None
    failedJobsHistoryLimit: int | None
    jobTemplate: _t.Required[JobTemplateSpec]
    schedule: _t.Required[str]
    startingDeadlineSeconds: int | None
    successfulJobsHistoryLimit: int | None
    suspend: bool | None
    timeZone: str | None

class JobBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: JobSpec

class JobSchedulingConfiguration(_t.TypedDict, total=False):
    disruptionMode: _scheduling_k8s_io_v1alpha3.WorkloadPodGroupDisruptionMode
    resourceClaims: list[_scheduling_k8s_io_v1alpha3.WorkloadPodGroupResourceClaim]
    schedulingConstraints: _scheduling_k8s_io_v1alpha3.WorkloadPodGroupSchedulingConstraints
    schedulingPolicy: _scheduling_k8s_io_v1alpha3.WorkloadPodGroupSchedulingPolicy

class JobSpec(_t.TypedDict, total=False):
    activeDeadlineSeconds: int | None
    backoffLimit: int | None
    backoffLimitPerIndex: int | None
    completionMode: _t.Literal["Indexed", "NonIndexed"] | None
    completions: int | None
    managedBy: str | None
    manualSelector: bool | None
    maxFailedIndexes: int | None
    parallelism: int | None
    podFailurePolicy: PodFailurePolicy
    podReplacementPolicy: _t.Literal["Failed", "TerminatingOrFailed"] | None
    scheduling: JobSchedulingConfiguration
    selector: _meta_v1.LabelSelector
    successPolicy: SuccessPolicy
    suspend: bool | None
    template: _t.Required[_core_v1.PodTemplateSpec]
    ttlSecondsAfterFinished: int | None

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: JobSpec

class PodFailurePolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[PodFailurePolicyRule]]

class PodFailurePolicyOnExitCodesRequirement(_t.TypedDict, total=False):
    containerName: str | None
    operator: _t.Required[_t.Literal["In", "NotIn"]]
    values: _t.Required[list[int]]

class PodFailurePolicyOnPodConditionsPattern(_t.TypedDict, total=False):
    status: str | None
    type: _t.Required[str]

class PodFailurePolicyRule(_t.TypedDict, total=False):
    action: _t.Required[_t.Literal["Count", "FailIndex", "FailJob", "Ignore"]]
    onExitCodes: PodFailurePolicyOnExitCodesRequirement
    onPodConditions: list[PodFailurePolicyOnPodConditionsPattern]

class SuccessPolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[SuccessPolicyRule]]

class SuccessPolicyRule(_t.TypedDict, total=False):
    succeededCount: int | None
    succeededIndexes: str | None

class CronJob(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CronJobBody]) -> None: ...

class Job(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[JobBody]) -> None: ...
