# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class BackendConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: BackendConfigSpec

class BackendConfigBypassCacheOnRequestHeader(_t.TypedDict, total=False):
    headerName: str | None

class BackendConfigCachePolicy(_t.TypedDict, total=False):
    includeHost: bool | None
    includeProtocol: bool | None
    includeQueryString: bool | None
    queryStringBlacklist: list[str] | None
    queryStringWhitelist: list[str] | None

class BackendConfigCdn(_t.TypedDict, total=False):
    bypassCacheOnRequestHeaders: list[BackendConfigBypassCacheOnRequestHeader]
    cacheMode: str | None
    cachePolicy: BackendConfigCachePolicy
    clientTtl: int | None
    defaultTtl: int | None
    enabled: bool | None
    maxTtl: int | None
    negativeCaching: bool | None
    negativeCachingPolicy: list[BackendConfigNegativeCachingPolicy]
    requestCoalescing: bool | None
    serveWhileStale: int | None
    signedUrlCacheMaxAgeSec: int | None
    signedUrlKeys: list[BackendConfigSignedUrlKey]

class BackendConfigConnectionDraining(_t.TypedDict, total=False):
    drainingTimeoutSec: int | None

class BackendConfigCustomRequestHeaders(_t.TypedDict, total=False):
    headers: list[str] | None

class BackendConfigHealthCheck(_t.TypedDict, total=False):
    checkIntervalSec: int | None
    healthyThreshold: int | None
    port: int | None
    requestPath: str | None
    timeoutSec: int | None
    type: str | None
    unhealthyThreshold: int | None

class BackendConfigIap(_t.TypedDict, total=False):
    enabled: bool | None
    oauthclientCredentials: BackendConfigOauthclientCredentials

class BackendConfigLogging(_t.TypedDict, total=False):
    enable: bool | None
    sampleRate: float | None

class BackendConfigNegativeCachingPolicy(_t.TypedDict, total=False):
    code: int | None
    ttl: int | None

class BackendConfigOauthclientCredentials(_t.TypedDict, total=False):
    clientID: str | None
    clientSecret: str | None
    secretName: str | None

class BackendConfigSecurityPolicy(_t.TypedDict, total=False):
    name: str | None

class BackendConfigSessionAffinity(_t.TypedDict, total=False):
    affinityCookieTtlSec: int | None
    affinityType: str | None

class BackendConfigSignedUrlKey(_t.TypedDict, total=False):
    keyName: str | None
    keyValue: str | None
    secretName: str | None

class BackendConfigSpec(_t.TypedDict, total=False):
    cdn: BackendConfigCdn
    connectionDraining: BackendConfigConnectionDraining
    customRequestHeaders: BackendConfigCustomRequestHeaders
    customResponseHeaders: BackendConfigCustomRequestHeaders
    healthCheck: BackendConfigHealthCheck
    iap: BackendConfigIap
    logging: BackendConfigLogging
    securityPolicy: BackendConfigSecurityPolicy
    sessionAffinity: BackendConfigSessionAffinity
    timeoutSec: int | None

class BackendConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BackendConfigBody]) -> None: ...
