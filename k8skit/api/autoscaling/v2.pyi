# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ContainerResourceMetricSource(_t.TypedDict, total=False):
    container: _t.Required[str]
    name: _t.Required[str]
    target: _t.Required[MetricTarget]

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class ExternalMetricSource(_t.TypedDict, total=False):
    metric: _t.Required[MetricIdentifier]
    target: _t.Required[MetricTarget]

class HPAScalingPolicy(_t.TypedDict, total=False):
    periodSeconds: _t.Required[int]
    type: _t.Required[str]
    value: _t.Required[int]

class HPAScalingRules(_t.TypedDict, total=False):
    policies: list[HPAScalingPolicy]
    selectPolicy: str | None
    stabilizationWindowSeconds: int | None
    tolerance: str | int | None

class HorizontalPodAutoscalerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: HorizontalPodAutoscalerSpec

class HorizontalPodAutoscalerBehavior(_t.TypedDict, total=False):
    scaleDown: HPAScalingRules
    scaleUp: HPAScalingRules

class HorizontalPodAutoscalerSpec(_t.TypedDict, total=False):
    behavior: HorizontalPodAutoscalerBehavior
    maxReplicas: _t.Required[int]
    metrics: list[MetricSpec]
    minReplicas: int | None
    scaleTargetRef: _t.Required[CrossVersionObjectReference]

class MetricIdentifier(_t.TypedDict, total=False):
    name: _t.Required[str]
    selector: _meta_v1.LabelSelector

class MetricSpec(_t.TypedDict, total=False):
    containerResource: ContainerResourceMetricSource
    external: ExternalMetricSource
    object: ObjectMetricSource
    pods: PodsMetricSource
    resource: ResourceMetricSource
    type: _t.Required[str]

class MetricTarget(_t.TypedDict, total=False):
    averageUtilization: int | None
    averageValue: str | int | None
    type: _t.Required[str]
    value: str | int | None

class ObjectMetricSource(_t.TypedDict, total=False):
    describedObject: _t.Required[CrossVersionObjectReference]
    metric: _t.Required[MetricIdentifier]
    target: _t.Required[MetricTarget]

class PodsMetricSource(_t.TypedDict, total=False):
    metric: _t.Required[MetricIdentifier]
    target: _t.Required[MetricTarget]

class ResourceMetricSource(_t.TypedDict, total=False):
    name: _t.Required[str]
    target: _t.Required[MetricTarget]

class HorizontalPodAutoscaler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HorizontalPodAutoscalerBody]) -> None: ...
