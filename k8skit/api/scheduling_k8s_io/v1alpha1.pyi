# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class BasicSchedulingPolicy(_t.TypedDict, total=False):
    pass

class GangSchedulingPolicy(_t.TypedDict, total=False):
    minCount: _t.Required[int]

class PodGroup(_t.TypedDict, total=False):
    name: _t.Required[str]
    policy: _t.Required[PodGroupPolicy]

class PodGroupPolicy(_t.TypedDict, total=False):
    basic: BasicSchedulingPolicy
    gang: GangSchedulingPolicy

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class WorkloadBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[WorkloadSpec]

class WorkloadSpec(_t.TypedDict, total=False):
    controllerRef: TypedLocalObjectReference
    podGroups: _t.Required[list[PodGroup]]

class Workload(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WorkloadBody]) -> None: ...
