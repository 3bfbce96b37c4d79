# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.groupsnapshot_storage_k8s_io import v1 as _groupsnapshot_storage_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1

class VolumeGroupSnapshotContentV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[_groupsnapshot_storage_k8s_io_v1.VolumeGroupSnapshotContentSpec]

class VolumeGroupSnapshot(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_groupsnapshot_storage_k8s_io_v1.VolumeGroupSnapshotBody]) -> None: ...

class VolumeGroupSnapshotClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_groupsnapshot_storage_k8s_io_v1.VolumeGroupSnapshotClassBody]) -> None: ...

class VolumeGroupSnapshotContent(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeGroupSnapshotContentV1beta1Body]) -> None: ...
