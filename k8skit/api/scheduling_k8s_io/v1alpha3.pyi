# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AllCompositeDisruptionMode(_t.TypedDict, total=False):
    pass

class AllDisruptionMode(_t.TypedDict, total=False):
    pass

class BasicSchedulingPolicy(_t.TypedDict, total=False):
    pass

class CompositeBasicSchedulingPolicy(_t.TypedDict, total=False):
    pass

class CompositeDisruptionMode(_t.TypedDict, total=False):
    all: AllCompositeDisruptionMode
    single: SingleCompositeDisruptionMode

class CompositeGangSchedulingPolicy(_t.TypedDict, total=False):
    minGroupCount: _t.Required[int]

class CompositePodGroupBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[CompositePodGroupSpec]

class CompositePodGroupSchedulingConstraints(_t.TypedDict, total=False):
    topology: list[TopologyConstraint]

class CompositePodGroupSchedulingPolicy(_t.TypedDict, total=False):
    basic: CompositeBasicSchedulingPolicy
    gang: CompositeGangSchedulingPolicy

class CompositePodGroupSpec(_t.TypedDict, total=False):
    disruptionMode: CompositeDisruptionMode
    parentCompositePodGroupName: str | None
    preemptionPolicy: str | None
    priority: int | None
    priorityClassName: str | None
    schedulingConstraints: CompositePodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[CompositePodGroupSchedulingPolicy]
    workloadRef: _t.Required[WorkloadReference]

class CompositePodGroupTemplate(_t.TypedDict, total=False):
    compositePodGroupTemplates: list[CompositePodGroupTemplate]
    disruptionMode: CompositeDisruptionMode
    name: _t.Required[str]
    podGroupTemplates: list[PodGroupTemplate]
    preemptionPolicy: str | None
    priority: int | None
    priorityClassName: str | None
    schedulingConstraints: CompositePodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[CompositePodGroupSchedulingPolicy]

class DisruptionMode(_t.TypedDict, total=False):
    all: AllDisruptionMode
    single: SingleDisruptionMode

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
    disruptionMode: DisruptionMode
    parentCompositePodGroupName: str | None
    preemptionPolicy: _t.Literal["Never", "PreemptLowerPriority"] | None
    priority: int | None
    priorityClassName: str | None
    resourceClaims: list[PodGroupResourceClaim]
    schedulingConstraints: PodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[PodGroupSchedulingPolicy]
    workloadRef: WorkloadReference

class PodGroupTemplate(_t.TypedDict, total=False):
    disruptionMode: DisruptionMode
    name: _t.Required[str]
    preemptionPolicy: _t.Literal["Never", "PreemptLowerPriority"] | None
    priority: int | None
    priorityClassName: str | None
    resourceClaims: list[PodGroupResourceClaim]
    schedulingConstraints: PodGroupSchedulingConstraints
    schedulingPolicy: _t.Required[PodGroupSchedulingPolicy]

class SingleCompositeDisruptionMode(_t.TypedDict, total=False):
    pass

class SingleDisruptionMode(_t.TypedDict, total=False):
    pass

class TopologyConstraint(_t.TypedDict, total=False):
    key: _t.Required[str]

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class WorkloadBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[WorkloadSpec]

class WorkloadPodGroupAllDisruptionMode(_t.TypedDict, total=False):
    pass

class WorkloadPodGroupBasicSchedulingPolicy(_t.TypedDict, total=False):
    pass

class WorkloadPodGroupDisruptionMode(_t.TypedDict, total=False):
    all: WorkloadPodGroupAllDisruptionMode
    single: WorkloadPodGroupSingleDisruptionMode

class WorkloadPodGroupGangSchedulingPolicy(_t.TypedDict, total=False):
    minCount: int | None

class WorkloadPodGroupResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    resourceClaimName: str | None
    resourceClaimTemplateName: str | None

class WorkloadPodGroupSchedulingConstraints(_t.TypedDict, total=False):
    topology: list[TopologyConstraint]

class WorkloadPodGroupSchedulingPolicy(_t.TypedDict, total=False):
    basic: WorkloadPodGroupBasicSchedulingPolicy
    gang: WorkloadPodGroupGangSchedulingPolicy

class WorkloadPodGroupSingleDisruptionMode(_t.TypedDict, total=False):
    pass

class WorkloadReference(_t.TypedDict, total=False):
    templateName: _t.Required[str]
    workloadName: _t.Required[str]

class WorkloadSpec(_t.TypedDict, total=False):
    compositePodGroupTemplates: list[CompositePodGroupTemplate]
    controllerRef: TypedLocalObjectReference
    podGroupTemplates: list[PodGroupTemplate]

class CompositePodGroup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CompositePodGroupBody]) -> None: ...

class PodGroup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodGroupBody]) -> None: ...

class Workload(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WorkloadBody]) -> None: ...
