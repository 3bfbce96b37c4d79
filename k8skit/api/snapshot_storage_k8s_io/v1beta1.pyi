# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.groupsnapshot_storage_k8s_io import v1 as _groupsnapshot_storage_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.snapshot_storage_k8s_io import v1 as _snapshot_storage_k8s_io_v1

class VolumeSnapshotContentV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeSnapshotContentV1beta1Spec]

class VolumeSnapshotContentV1beta1Spec(_t.TypedDict, total=False):
    deletionPolicy: _t.Required[_t.Literal["Delete", "Retain"]]
    driver: _t.Required[str]
    source: _t.Required[_snapshot_storage_k8s_io_v1.VolumeSnapshotContentSource]
    volumeSnapshotClassName: str | None
    volumeSnapshotRef: _t.Required[_groupsnapshot_storage_k8s_io_v1.ObjectReference]

class VolumeSnapshotV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[_snapshot_storage_k8s_io_v1.VolumeSnapshotSpec]

class VolumeSnapshot(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeSnapshotV1beta1Body]) -> None: ...

class VolumeSnapshotClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_snapshot_storage_k8s_io_v1.VolumeSnapshotClassBody]) -> None: ...

class VolumeSnapshotContent(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeSnapshotContentV1beta1Body]) -> None: ...
