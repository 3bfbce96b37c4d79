# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.cloud_google_com import v1 as _cloud_google_com_v1
from k8skit.api.meta import v1 as _meta_v1

class BackendConfigV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: BackendConfigV1beta1Spec

class BackendConfigV1beta1Cdn(_t.TypedDict, total=False):
    cachePolicy: _cloud_google_com_v1.BackendConfigCachePolicy
    enabled: bool | None

class BackendConfigV1beta1Spec(_t.TypedDict, total=False):
    cdn: BackendConfigV1beta1Cdn
    connectionDraining: _cloud_google_com_v1.BackendConfigConnectionDraining
    customRequestHeaders: _cloud_google_com_v1.BackendConfigCustomRequestHeaders
    healthCheck: _cloud_google_com_v1.BackendConfigHealthCheck
    iap: _cloud_google_com_v1.BackendConfigIap
    securityPolicy: _cloud_google_com_v1.BackendConfigSecurityPolicy
    sessionAffinity: _cloud_google_com_v1.BackendConfigSessionAffinity
    timeoutSec: int | None

class BackendConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BackendConfigV1beta1Body]) -> None: ...
