# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class CELDeviceSelector(_t.TypedDict, total=False):
    expression: _t.Required[str]

class CapacityRequestPolicy(_t.TypedDict, total=False):
    default: str | int | None
    validRange: CapacityRequestPolicyRange
    validValues: list[str | int] | None

class CapacityRequestPolicyRange(_t.TypedDict, total=False):
    max: str | int | None
    min: _t.Required[str | int]
    step: str | int | None

class CapacityRequirements(_t.TypedDict, total=False):
    requests: _Mapping[str, str | int] | None

class Counter(_t.TypedDict, total=False):
    value: _t.Required[str | int]

class CounterSet(_t.TypedDict, total=False):
    counters: _t.Required[_Mapping[str, Counter]]
    name: _t.Required[str]

class Device(_t.TypedDict, total=False):
    allNodes: bool | None
    allowMultipleAllocations: bool | None
    attributes: _Mapping[str, DeviceAttribute]
    bindingConditions: list[str] | None
    bindingFailureConditions: list[str] | None
    bindsToNode: bool | None
    capacity: _Mapping[str, DeviceCapacity]
    consumesCounters: list[DeviceCounterConsumption]
    name: _t.Required[str]
    nodeAllocatableResourceMappings: _Mapping[str, NodeAllocatableResourceMapping]
    nodeAllocatableResources: _Mapping[str, NodeAllocatableResource]
    nodeName: str | None
    nodeSelector: _core_v1.NodeSelector
    taints: list[DeviceTaint]

DeviceAttribute = _t.TypedDict(
    "DeviceAttribute",
    {
        "bool": bool | None,
        "bools": list[bool] | None,
        "int": int | None,
        "ints": list[int] | None,
        "string": str | None,
        "strings": list[str] | None,
        "version": str | None,
        "versions": list[str] | None,
    },
    total=False,
)

class DeviceCapacity(_t.TypedDict, total=False):
    requestPolicy: CapacityRequestPolicy
    value: _t.Required[str | int]

class DeviceClaim(_t.TypedDict, total=False):
    config: list[DeviceClaimConfiguration]
    constraints: list[DeviceConstraint]
    requests: list[DeviceRequest]

class DeviceClaimConfiguration(_t.TypedDict, total=False):
    opaque: OpaqueDeviceConfiguration
    requests: list[str] | None

class DeviceClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: DeviceClassSpec

class DeviceClassConfiguration(_t.TypedDict, total=False):
    opaque: OpaqueDeviceConfiguration

class DeviceClassSpec(_t.TypedDict, total=False):
    config: list[DeviceClassConfiguration]
    extendedResourceName: str | None
    selectors: list[DeviceSelector]

class DeviceConstraint(_t.TypedDict, total=False):
    distinctAttribute: str | None
    matchAttribute: str | None
    requests: list[str] | None

class DeviceCounterConsumption(_t.TypedDict, total=False):
    compatibilityGroups: list[str] | None
    counterSet: _t.Required[str]
    counters: _t.Required[_Mapping[str, Counter]]

class DeviceDerivedAttribute(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class DeviceRequest(_t.TypedDict, total=False):
    exactly: ExactDeviceRequest
    firstAvailable: list[DeviceSubRequest]
    name: _t.Required[str]

class DeviceSelector(_t.TypedDict, total=False):
    cel: CELDeviceSelector

class DeviceSubRequest(_t.TypedDict, total=False):
    allocationMode: str | None
    capacity: CapacityRequirements
    count: int | None
    derivedAttributes: list[DeviceDerivedAttribute]
    deviceClassName: _t.Required[str]
    name: _t.Required[str]
    selectors: list[DeviceSelector]
    tolerations: list[DeviceToleration]

class DeviceTaint(_t.TypedDict, total=False):
    effect: _t.Required[_t.Literal["NoExecute", "NoSchedule", "None"]]
    key: _t.Required[str]
    timeAdded: str | None
    value: str | None

class DeviceTaintRuleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[DeviceTaintRuleSpec]

class DeviceTaintRuleSpec(_t.TypedDict, total=False):
    deviceSelector: DeviceTaintSelector
    taint: _t.Required[DeviceTaint]

class DeviceTaintSelector(_t.TypedDict, total=False):
    device: str | None
    driver: str | None
    pool: str | None

class DeviceToleration(_t.TypedDict, total=False):
    effect: _t.Literal["NoExecute", "NoSchedule", "None"] | None
    key: str | None
    operator: _t.Literal["Equal", "Exists"] | None
    tolerationSeconds: int | None
    value: str | None

class ExactDeviceRequest(_t.TypedDict, total=False):
    adminAccess: bool | None
    allocationMode: str | None
    capacity: CapacityRequirements
    count: int | None
    derivedAttributes: list[DeviceDerivedAttribute]
    deviceClassName: _t.Required[str]
    selectors: list[DeviceSelector]
    tolerations: list[DeviceToleration]

class NodeAllocatableMapping(_t.TypedDict, total=False):
    capacityKey: str | None
    capacityMultiplier: str | int | None
    deviceMultiplier: str | int | None

class NodeAllocatableOverhead(_t.TypedDict, total=False):
    perContainer: str | int | None
    perPod: str | int | None

class NodeAllocatableResource(_t.TypedDict, total=False):
    mapping: NodeAllocatableMapping
    overhead: NodeAllocatableOverhead

class NodeAllocatableResourceMapping(_t.TypedDict, total=False):
    allocationMultiplier: str | int | None
    capacityKey: str | None

class OpaqueDeviceConfiguration(_t.TypedDict, total=False):
    driver: _t.Required[str]
    parameters: _t.Required[_Mapping[str, _t.Any]]

class ResourceClaimBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ResourceClaimSpec

class ResourceClaimSpec(_t.TypedDict, total=False):
    devices: DeviceClaim

class ResourceClaimTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ResourceClaimTemplateSpec

class ResourceClaimTemplateSpec(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ResourceClaimSpec

class ResourcePool(_t.TypedDict, total=False):
    generation: _t.Required[int]
    name: _t.Required[str]
    resourceSliceCount: _t.Required[int]

class ResourceSliceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ResourceSliceSpec]

class ResourceSliceSpec(_t.TypedDict, total=False):
    allNodes: bool | None
    devices: list[Device]
    driver: _t.Required[str]
    nodeName: str | None
    nodeSelector: _core_v1.NodeSelector
    partitionTypeAttribute: str | None
    perDeviceNodeSelection: bool | None
    pool: _t.Required[ResourcePool]
    sharedCounters: list[CounterSet]
    skipNodeOperations: list[str] | None

class DeviceClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DeviceClassBody]) -> None: ...

class DeviceTaintRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DeviceTaintRuleBody]) -> None: ...

class ResourceClaim(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceClaimBody]) -> None: ...

class ResourceClaimTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceClaimTemplateBody]) -> None: ...

class ResourceSlice(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceSliceBody]) -> None: ...
