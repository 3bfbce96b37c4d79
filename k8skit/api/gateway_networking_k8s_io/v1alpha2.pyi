# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.gateway_networking_k8s_io import v1 as _gateway_networking_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1

class Spec(_t.TypedDict, total=False):
    parentRefs: list[_gateway_networking_k8s_io_v1.ParentRef]
    rules: _t.Required[list[_gateway_networking_k8s_io_v1.Rule]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class TCPRouteV1alpha2Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class TLSRouteV1alpha2Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TLSRouteV1alpha2Spec]

class TLSRouteV1alpha2Spec(_t.TypedDict, total=False):
    hostnames: list[str] | None
    parentRefs: list[_gateway_networking_k8s_io_v1.ParentRef]
    rules: _t.Required[list[_gateway_networking_k8s_io_v1.Rule]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class UDPRouteV1alpha2Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class TCPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TCPRouteV1alpha2Body]) -> None: ...

class TLSRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TLSRouteV1alpha2Body]) -> None: ...

class UDPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[UDPRouteV1alpha2Body]) -> None: ...
