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

class HorizontalPodAutoscalerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: HorizontalPodAutoscalerSpec

class HorizontalPodAutoscalerSpec(_t.TypedDict, total=False):
    maxReplicas: _t.Required[int]
    minReplicas: int | None
    scaleTargetRef: _t.Required[CrossVersionObjectReference]
    targetCPUUtilizationPercentage: int | None

class HorizontalPodAutoscaler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HorizontalPodAutoscalerBody]) -> None: ...
