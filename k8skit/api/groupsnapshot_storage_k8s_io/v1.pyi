# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class ObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldPath: str | None
    kind: str | None
    name: str | None
    namespace: str | None
    resourceVersion: str | None
    uid: str | None

class VolumeGroupSnapshotBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeGroupSnapshotSpec]

class VolumeGroupSnapshotClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    deletionPolicy: _t.Required[_t.Literal["Delete", "Retain"]]
    driver: _t.Required[str]
    parameters: _Mapping[str, str] | None

class VolumeGroupSnapshotContentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[VolumeGroupSnapshotContentSpec]

class VolumeGroupSnapshotContentGroupSnapshotHandles(_t.TypedDict, total=False):
    volumeGroupSnapshotHandle: _t.Required[str]
    volumeSnapshotHandles: _t.Required[list[str]]

class VolumeGroupSnapshotContentSource(_t.TypedDict, total=False):
    groupSnapshotHandles: VolumeGroupSnapshotContentGroupSnapshotHandles
    volumeHandles: list[str] | None

class VolumeGroupSnapshotContentSpec(_t.TypedDict, total=False):
    deletionPolicy: _t.Required[_t.Literal["Delete", "Retain"]]
    driver: _t.Required[str]
    source: _t.Required[VolumeGroupSnapshotContentSource]
    volumeGroupSnapshotClassName: str | None
    volumeGroupSnapshotRef: _t.Required[ObjectReference]

class VolumeGroupSnapshotSource(_t.TypedDict, total=False):
    selector: LabelSelector
    volumeGroupSnapshotContentName: str | None

class VolumeGroupSnapshotSpec(_t.TypedDict, total=False):
    source: _t.Required[VolumeGroupSnapshotSource]
    volumeGroupSnapshotClassName: str | None

class VolumeGroupSnapshot(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeGroupSnapshotBody]) -> None: ...

class VolumeGroupSnapshotClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeGroupSnapshotClassBody]) -> None: ...

class VolumeGroupSnapshotContent(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VolumeGroupSnapshotContentBody]) -> None: ...
