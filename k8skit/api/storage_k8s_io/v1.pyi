# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class CSIDriverBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[CSIDriverSpec]

class CSIDriverSpec(_t.TypedDict, total=False):
    attachRequired: bool | None
    fsGroupPolicy: str | None
    nodeAllocatableUpdatePeriodSeconds: int | None
    podInfoOnMount: bool | None
    preventPodSchedulingIfMissing: bool | None
    requiresRepublish: bool | None
    seLinuxMount: bool | None
    serviceAccountTokenInSecrets: bool | None
    storageCapacity: bool | None
    tokenRequests: list[TokenRequest]
    volumeLifecycleModes: list[str] | None

class CSINodeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[CSINodeSpec]

class CSINodeDriver(_t.TypedDict, total=False):
    allocatable: VolumeNodeResources
    name: _t.Required[str]
    nodeID: _t.Required[str]
    topologyKeys: list[str] | None

class CSINodeSpec(_t.TypedDict, total=False):
    drivers: _t.Required[list[CSINodeDriver]]

class CSIStorageCapacityBody(_t.TypedDict, total=False):
    capacity: str | int | None
    maximumVolumeSize: str | int | None
    metadata: _meta_v1.ObjectMeta
    nodeTopology: _meta_v1.LabelSelector
    storageClassName: _t.Required[str]

class StorageClassBody(_t.TypedDict, total=False):
    allowVolumeExpansion: bool | None
    allowedTopologies: list[_core_v1.TopologySelectorTerm]
    metadata: _meta_v1.ObjectMeta
    mountOptions: list[str] | None
    parameters: _Mapping[str, str] | None
    provisioner: _t.Required[str]
    reclaimPolicy: _t.Literal["Delete", "Recycle", "Retain"] | None
    volumeBindingMode: _t.Literal["Immediate", "WaitForFirstConsumer"] | None

class TokenRequest(_t.TypedDict, total=False):
    audience: _t.Required[str]
    expirationSeconds: int | None

class VolumeAttachmentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeAttachmentSpec]

class VolumeAttachmentSource(_t.TypedDict, total=False):
    inlineVolumeSpec: _core_v1.PersistentVolumeSpec
    persistentVolumeName: str | None

class VolumeAttachmentSpec(_t.TypedDict, total=False):
    attacher: _t.Required[str]
    nodeName: _t.Required[str]
    source: _t.Required[VolumeAttachmentSource]

class VolumeAttributesClassBody(_t.TypedDict, total=False):
    driverName: _t.Required[str]
    metadata: _meta_v1.ObjectMeta
    parameters: _Mapping[str, str] | None

class VolumeNodeResources(_t.TypedDict, total=False):
    count: int | None

class CSIDriver(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CSIDriverBody]) -> None: ...

class CSINode(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CSINodeBody]) -> None: ...

class CSIStorageCapacity(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CSIStorageCapacityBody]) -> None: ...

class StorageClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[StorageClassBody]) -> None: ...

class VolumeAttachment(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeAttachmentBody]) -> None: ...

class VolumeAttributesClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeAttributesClassBody]) -> None: ...
