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

class PodGroupBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PodGroupSpec]

class PodGroupResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    resourceClaimName: str | None
    resourceClaimTemplateName: str | None

class PodGroupSchedulingConstraints(_t.TypedDict, total=False):
    topology: list[TopologyConstraint]

class PodGroupSchedulingPolicy(_t.TypedDict, total=False):
    basic: BasicSchedulingPolicy
    gang: GangSchedulingPolicy

class PodGroupSpec(_t.TypedDict, total=False):
    disruptionMode: _t.Literal["Pod", "PodGroup"] | None
    podGroupTemplateRef: PodGroupTemplateReference
    priority: int | None
    priorityClassName: str | None
    resourceClaims: list[PodGroupResourceClaim]
    schedulingConstraints: PodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[PodGroupSchedulingPolicy]

class PodGroupTemplate(_t.TypedDict, total=False):
    disruptionMode: _t.Literal["Pod", "PodGroup"] | None
    name: _t.Required[str]
    priority: int | None
    priorityClassName: str | None
    resourceClaims: list[PodGroupResourceClaim]
    schedulingConstraints: PodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[PodGroupSchedulingPolicy]

class PodGroupTemplateReference(_t.TypedDict, total=False):
    workload: WorkloadPodGroupTemplateReference

class TopologyConstraint(_t.TypedDict, total=False):
    key: _t.Required[str]

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class WorkloadBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[WorkloadSpec]

class WorkloadPodGroupTemplateReference(_t.TypedDict, total=False):
    podGroupTemplateName: _t.Required[str]
    workloadName: _t.Required[str]

class WorkloadSpec(_t.TypedDict, total=False):
    controllerRef: TypedLocalObjectReference
    podGroupTemplates: _t.Required[list[PodGroupTemplate]]

class PodGroup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodGroupBody]) -> None: ...

class Workload(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WorkloadBody]) -> None: ...
