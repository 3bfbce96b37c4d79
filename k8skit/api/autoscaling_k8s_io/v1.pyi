# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class VerticalPodAutoscalerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VerticalPodAutoscalerSpec]

class VerticalPodAutoscalerCheckpointBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: VerticalPodAutoscalerCheckpointSpec
    status: VerticalPodAutoscalerCheckpointStatus

class VerticalPodAutoscalerCheckpointCpuHistogram(_t.TypedDict, total=False):
    bucketWeights: _Mapping[str, _t.Any] | None
    referenceTimestamp: str | None
    totalWeight: float | None

class VerticalPodAutoscalerCheckpointSpec(_t.TypedDict, total=False):
    containerName: str | None
    vpaObjectName: str | None

class VerticalPodAutoscalerCheckpointStatus(_t.TypedDict, total=False):
    cpuHistogram: VerticalPodAutoscalerCheckpointCpuHistogram
    firstSampleStart: str | None
    lastSampleStart: str | None
    lastUpdateTime: str | None
    memoryHistogram: VerticalPodAutoscalerCheckpointCpuHistogram
    totalSamplesCount: int | None
    version: str | None

class VerticalPodAutoscalerContainerPolicy(_t.TypedDict, total=False):
    containerName: str | None
    controlledResources: list[str] | None
    controlledValues: _t.Literal["RequestsAndLimits", "RequestsOnly"] | None
    maxAllowed: _Mapping[str, str | int] | None
    memoryAggregationIntervalCount: int | None
    memoryAggregationIntervalSeconds: int | None
    minAllowed: _Mapping[str, str | int] | None
    mode: _t.Literal["Auto", "Off"] | None
    oomBumpUpRatio: str | int | None
    oomMinBumpUp: str | int | None
    startupBoost: VerticalPodAutoscalerStartupBoost

class VerticalPodAutoscalerCpu(_t.TypedDict, total=False):
    durationSeconds: int | None
    factor: int | None
    quantity: str | int | None
    type: _t.Required[_t.Literal["Factor", "Quantity"]]

class VerticalPodAutoscalerEvictionRequirement(_t.TypedDict, total=False):
    changeRequirement: _t.Required[_t.Literal["TargetHigherThanRequests", "TargetLowerThanRequests"]]
    resources: _t.Required[list[str]]

class VerticalPodAutoscalerRecommender(_t.TypedDict, total=False):
    name: _t.Required[str]

class VerticalPodAutoscalerResourcePolicy(_t.TypedDict, total=False):
    containerPolicies: list[VerticalPodAutoscalerContainerPolicy]

class VerticalPodAutoscalerSpec(_t.TypedDict, total=False):
    recommenders: list[VerticalPodAutoscalerRecommender]
    resourcePolicy: VerticalPodAutoscalerResourcePolicy
    startupBoost: VerticalPodAutoscalerStartupBoost
    targetRef: _t.Required[CrossVersionObjectReference]
    updatePolicy: VerticalPodAutoscalerUpdatePolicy

class VerticalPodAutoscalerStartupBoost(_t.TypedDict, total=False):
    cpu: VerticalPodAutoscalerCpu

class VerticalPodAutoscalerUpdatePolicy(_t.TypedDict, total=False):
    evictAfterOOMSeconds: int | None
    evictionRequirements: list[VerticalPodAutoscalerEvictionRequirement]
    minReplicas: int | None
    updateMode: _t.Literal["Auto", "InPlace", "InPlaceOrRecreate", "Initial", "Off", "Recreate"] | None

class VerticalPodAutoscaler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VerticalPodAutoscalerBody]) -> None: ...

class VerticalPodAutoscalerCheckpoint(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VerticalPodAutoscalerCheckpointBody]) -> None: ...
