# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.security_istio_io import v1 as _security_istio_io_v1

class AuthorizationPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_security_istio_io_v1.AuthorizationPolicyBody]) -> None: ...

class PeerAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_security_istio_io_v1.PeerAuthenticationBody]) -> None: ...

class RequestAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_security_istio_io_v1.RequestAuthenticationBody]) -> None: ...
