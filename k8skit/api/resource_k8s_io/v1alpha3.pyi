# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class BasicDevice(_t.TypedDict, total=False):
    allNodes: bool | None
    attributes: _Mapping[str, DeviceAttribute]
    capacity: _Mapping[str, str | int] | None
    consumesCounters: list[DeviceCounterConsumption]
    nodeName: str | None
    nodeSelector: _core_v1.NodeSelector
    taints: list[DeviceTaint]

class CELDeviceSelector(_t.TypedDict, total=False):
    expression: _t.Required[str]

class Counter(_t.TypedDict, total=False):
    value: _t.Required[str | int]

class CounterSet(_t.TypedDict, total=False):
    counters: _t.Required[_Mapping[str, Counter]]
    name: _t.Required[str]

class Device(_t.TypedDict, total=False):
    basic: BasicDevice
    name: _t.Required[str]

DeviceAttribute = _t.TypedDict(
    "DeviceAttribute",
    {
        "bool": bool | None,
        "int": int | None,
        "string": str | None,
        "version": str | None,
    },
    total=False,
)

class DeviceClaim(_t.TypedDict, total=False):
    config: list[DeviceClaimConfiguration]
    constraints: list[DeviceConstraint]
    requests: list[DeviceRequest]

class DeviceClaimConfiguration(_t.TypedDict, total=False):
    opaque: OpaqueDeviceConfiguration
    requests: list[str] | None

class DeviceClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[DeviceClassSpec]

class DeviceClassConfiguration(_t.TypedDict, total=False):
    opaque: OpaqueDeviceConfiguration

class DeviceClassSpec(_t.TypedDict, total=False):
    config: list[DeviceClassConfiguration]
    selectors: list[DeviceSelector]

class DeviceConstraint(_t.TypedDict, total=False):
    matchAttribute: str | None
    requests: list[str] | None

class DeviceCounterConsumption(_t.TypedDict, total=False):
    counterSet: _t.Required[str]
    counters: _t.Required[_Mapping[str, Counter]]

class DeviceRequest(_t.TypedDict, total=False):
    adminAccess: bool | None
    allocationMode: str | None
    count: int | None
    deviceClassName: str | None
    firstAvailable: list[DeviceSubRequest]
    name: _t.Required[str]
    selectors: list[DeviceSelector]
    tolerations: list[DeviceToleration]

class DeviceSelector(_t.TypedDict, total=False):
    cel: CELDeviceSelector

class DeviceSubRequest(_t.TypedDict, total=False):
    allocationMode: str | None
    count: int | None
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
    deviceClassName: str | None
    driver: str | None
    pool: str | None
    selectors: list[DeviceSelector]

class DeviceToleration(_t.TypedDict, total=False):
    effect: _t.Literal["NoExecute", "NoSchedule"] | None
    key: str | None
    operator: _t.Literal["Equal", "Exists"] | None
    tolerationSeconds: int | None
    value: str | None

class OpaqueDeviceConfiguration(_t.TypedDict, total=False):
    driver: _t.Required[str]
    parameters: _t.Required[_Mapping[str, _t.Any]]

class ResourceClaimBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ResourceClaimSpec]

class ResourceClaimSpec(_t.TypedDict, total=False):
    devices: DeviceClaim

class ResourceClaimTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ResourceClaimTemplateSpec]

class ResourceClaimTemplateSpec(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ResourceClaimSpec]

class ResourcePool(_t.TypedDict, total=False):
    generation: _t.Required[int]
    name: _t.Required[str]
    resourceSliceCount: _t.Required[int]

class ResourcePoolStatusRequestBody(_t.TypedDict, total=False):
    metadata: _t.Required[_meta_v1.ObjectMeta]
    spec: _t.Required[ResourcePoolStatusRequestSpec]

class ResourcePoolStatusRequestSpec(_t.TypedDict, total=False):
    defaultPartitionTypeAttribute: str | None
    driver: _t.Required[str]
    limit: int | None
    poolName: str | None

class ResourceSliceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ResourceSliceSpec]

class ResourceSliceSpec(_t.TypedDict, total=False):
    allNodes: bool | None
    devices: list[Device]
    driver: _t.Required[str]
    nodeName: str | None
    nodeSelector: _core_v1.NodeSelector
    perDeviceNodeSelection: bool | None
    pool: _t.Required[ResourcePool]
    sharedCounters: list[CounterSet]

class DeviceClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DeviceClassBody]) -> None: ...

class DeviceTaintRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DeviceTaintRuleBody]) -> None: ...

class ResourceClaim(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceClaimBody]) -> None: ...

class ResourceClaimTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceClaimTemplateBody]) -> None: ...

class ResourcePoolStatusRequest(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourcePoolStatusRequestBody]) -> None: ...

class ResourceSlice(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceSliceBody]) -> None: ...
