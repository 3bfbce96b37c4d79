# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class EvictionBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[EvictionSpec]

class EvictionPodReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    uid: _t.Required[str]

class EvictionRequestBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[EvictionRequestSpec]

class EvictionRequestPodReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    uid: _t.Required[str]

class EvictionRequestSpec(_t.TypedDict, total=False):
    intent: _t.Required[str]
    requester: _t.Required[str]
    target: _t.Required[EvictionRequestTarget]

class EvictionRequestTarget(_t.TypedDict, total=False):
    pod: EvictionRequestPodReference

class EvictionSpec(_t.TypedDict, total=False):
    target: _t.Required[EvictionTarget]

class EvictionTarget(_t.TypedDict, total=False):
    pod: EvictionPodReference

class Eviction(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EvictionBody]) -> None: ...

class EvictionRequest(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EvictionRequestBody]) -> None: ...
