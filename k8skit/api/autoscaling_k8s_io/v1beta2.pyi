# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.autoscaling_k8s_io import v1 as _autoscaling_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1

class VerticalPodAutoscalerV1beta2Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VerticalPodAutoscalerV1beta2Spec]

class VerticalPodAutoscalerV1beta2ContainerPolicy(_t.TypedDict, total=False):
    containerName: str | None
    maxAllowed: _Mapping[str, str | int] | None
    minAllowed: _Mapping[str, str | int] | None
    mode: _t.Literal["Auto", "Off"] | None

class VerticalPodAutoscalerV1beta2ResourcePolicy(_t.TypedDict, total=False):
    containerPolicies: list[VerticalPodAutoscalerV1beta2ContainerPolicy]

class VerticalPodAutoscalerV1beta2Spec(_t.TypedDict, total=False):
    resourcePolicy: VerticalPodAutoscalerV1beta2ResourcePolicy
    targetRef: _t.Required[_autoscaling_k8s_io_v1.CrossVersionObjectReference]
    updatePolicy: VerticalPodAutoscalerV1beta2UpdatePolicy

class VerticalPodAutoscalerV1beta2UpdatePolicy(_t.TypedDict, total=False):
    updateMode: _t.Literal["Auto", "Initial", "Off", "Recreate"] | None

class VerticalPodAutoscaler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VerticalPodAutoscalerV1beta2Body]) -> None: ...

class VerticalPodAutoscalerCheckpoint(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_autoscaling_k8s_io_v1.VerticalPodAutoscalerCheckpointBody]) -> None: ...
