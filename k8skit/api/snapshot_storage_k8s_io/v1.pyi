# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.groupsnapshot_storage_k8s_io import v1 as _groupsnapshot_storage_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1

class VolumeSnapshotBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeSnapshotSpec]

class VolumeSnapshotClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    deletionPolicy: _t.Required[_t.Literal["Delete", "Retain"]]
    driver: _t.Required[str]
    parameters: _Mapping[str, str] | None

class VolumeSnapshotContentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeSnapshotContentSpec]

class VolumeSnapshotContentSource(_t.TypedDict, total=False):
    snapshotHandle: str | None
    volumeHandle: str | None

class VolumeSnapshotContentSpec(_t.TypedDict, total=False):
    deletionPolicy: _t.Required[_t.Literal["Delete", "Retain"]]
    driver: _t.Required[str]
    source: _t.Required[VolumeSnapshotContentSource]
    sourceVolumeMode: str | None
    volumeSnapshotClassName: str | None
    volumeSnapshotRef: _t.Required[_groupsnapshot_storage_k8s_io_v1.ObjectReference]

class VolumeSnapshotSource(_t.TypedDict, total=False):
    persistentVolumeClaimName: str | None
    volumeSnapshotContentName: str | None

class VolumeSnapshotSpec(_t.TypedDict, total=False):
    source: _t.Required[VolumeSnapshotSource]
    volumeSnapshotClassName: str | None

class VolumeSnapshot(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeSnapshotBody]) -> None: ...

class VolumeSnapshotClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeSnapshotClassBody]) -> None: ...

class VolumeSnapshotContent(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeSnapshotContentBody]) -> None: ...
