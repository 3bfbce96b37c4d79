# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class StorageVersionMigrationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: StorageVersionMigrationSpec

class StorageVersionMigrationSpec(_t.TypedDict, total=False):
    resource: _t.Required[_meta_v1.GroupResource]

class StorageVersionMigration(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[StorageVersionMigrationBody]) -> None: ...
