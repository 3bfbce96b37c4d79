# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class PodDisruptionBudgetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PodDisruptionBudgetSpec

class PodDisruptionBudgetSpec(_t.TypedDict, total=False):
    maxUnavailable: int | str | None
    minAvailable: int | str | None
    selector: _meta_v1.LabelSelector
    unhealthyPodEvictionPolicy: _t.Literal["AlwaysAllow", "IfHealthyBudget"] | None

class PodDisruptionBudget(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodDisruptionBudgetBody]) -> None: ...
