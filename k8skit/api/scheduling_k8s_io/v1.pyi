# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class PriorityClassBody(_t.TypedDict, total=False):
    description: str | None
    globalDefault: bool | None
    metadata: _meta_v1.ObjectMeta
    preemptionPolicy: _t.Literal["Never", "PreemptLowerPriority"] | None
    value: int | None

class PriorityClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PriorityClassBody]) -> None: ...
