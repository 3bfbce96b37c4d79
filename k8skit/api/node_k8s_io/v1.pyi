# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class Overhead(_t.TypedDict, total=False):
    podFixed: _Mapping[str, str | int] | None

class RuntimeClassBody(_t.TypedDict, total=False):
    handler: _t.Required[str]
    metadata: _meta_v1.ObjectMeta
    overhead: Overhead
    scheduling: Scheduling

class Scheduling(_t.TypedDict, total=False):
    nodeSelector: _Mapping[str, str] | None
    tolerations: list[_core_v1.Toleration]

class RuntimeClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RuntimeClassBody]) -> None: ...
