# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class FrontendConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: FrontendConfigSpec

class FrontendConfigRedirectToHttps(_t.TypedDict, total=False):
    enabled: bool | None
    responseCodeName: str | None

class FrontendConfigSpec(_t.TypedDict, total=False):
    redirectToHttps: FrontendConfigRedirectToHttps
    sslPolicy: str | None

class ManagedCertificateV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ManagedCertificateV1beta1Spec

class ManagedCertificateV1beta1Spec(_t.TypedDict, total=False):
    domains: list[str] | None

class FrontendConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[FrontendConfigBody]) -> None: ...

class ManagedCertificate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ManagedCertificateV1beta1Body]) -> None: ...
