# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.gateway_networking_k8s_io import v1 as _gateway_networking_k8s_io_v1

class Gateway(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_gateway_networking_k8s_io_v1.GatewayBody]) -> None: ...

class GatewayClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_gateway_networking_k8s_io_v1.GatewayClassBody]) -> None: ...

class HTTPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_gateway_networking_k8s_io_v1.HTTPRouteBody]) -> None: ...

class ReferenceGrant(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_gateway_networking_k8s_io_v1.ReferenceGrantBody]) -> None: ...
