# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AllowedRoutes(_t.TypedDict, total=False):
    kinds: list[Kind]
    namespaces: Namespaces

class BackendRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None

class BackendTLSPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[BackendTLSPolicySpec]

class BackendTLSPolicySpec(_t.TypedDict, total=False):
    options: _Mapping[str, str] | None
    targetRefs: _t.Required[list[BackendTLSPolicyTargetRef]]
    validation: _t.Required[Validation]

class BackendTLSPolicyTargetRef(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]
    sectionName: str | None

class CaCertificateRef(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class CertificateRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None

class CookieConfig(_t.TypedDict, total=False):
    lifetimeType: _t.Literal["Permanent", "Session"] | None

class ExtensionRef(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]

class Fraction(_t.TypedDict, total=False):
    denominator: int | None
    numerator: _t.Required[int]

class GRPCRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GRPCRouteSpec]

class GRPCRouteBackendRef(_t.TypedDict, total=False):
    filters: list[GRPCRouteFilter]
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    weight: int | None

class GRPCRouteFilter(_t.TypedDict, total=False):
    extensionRef: ExtensionRef
    requestHeaderModifier: RequestHeaderModifier
    requestMirror: RequestMirror
    responseHeaderModifier: RequestHeaderModifier
    type: _t.Required[_t.Literal["ExtensionRef", "RequestHeaderModifier", "RequestMirror", "ResponseHeaderModifier"]]

class GRPCRouteHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["Exact", "RegularExpression"] | None
    value: _t.Required[str]

class GRPCRouteMatch(_t.TypedDict, total=False):
    headers: list[GRPCRouteHeader]
    method: GRPCRouteMethod

class GRPCRouteMethod(_t.TypedDict, total=False):
    method: str | None
    service: str | None
    type: _t.Literal["Exact", "RegularExpression"] | None

class GRPCRouteRule(_t.TypedDict, total=False):
    backendRefs: list[GRPCRouteBackendRef]
    filters: list[GRPCRouteFilter]
    matches: list[GRPCRouteMatch]
    name: str | None
    sessionPersistence: SessionPersistence

class GRPCRouteSpec(_t.TypedDict, total=False):
    hostnames: list[str] | None
    parentRefs: list[ParentRef]
    rules: list[GRPCRouteRule]
    useDefaultGateways: _t.Literal["All", "None"] | None

class GatewayBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GatewaySpec]

class GatewayAddress(_t.TypedDict, total=False):
    type: str | None
    value: str | None

class GatewayAllowedListeners(_t.TypedDict, total=False):
    namespaces: GatewayNamespaces

class GatewayBackend(_t.TypedDict, total=False):
    clientCertificateRef: CertificateRef

class GatewayClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class GatewayDefault(_t.TypedDict, total=False):
    validation: GatewayValidation

class GatewayFrontend(_t.TypedDict, total=False):
    default: _t.Required[GatewayDefault]
    perPort: list[GatewayPerPort]

class GatewayInfrastructure(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None
    parametersRef: ExtensionRef

GatewayNamespaces = _t.TypedDict(
    "GatewayNamespaces",
    {
        "from": _t.Literal["All", "None", "Same", "Selector"] | None,
        "selector": LabelSelector,
    },
    total=False,
)

class GatewayPerPort(_t.TypedDict, total=False):
    port: _t.Required[int]
    tls: _t.Required[GatewayDefault]

class GatewaySpec(_t.TypedDict, total=False):
    addresses: list[GatewayAddress]
    allowedListeners: GatewayAllowedListeners
    defaultScope: _t.Literal["All", "None"] | None
    gatewayClassName: _t.Required[str]
    infrastructure: GatewayInfrastructure
    listeners: _t.Required[list[Listener]]
    tls: GatewayTls

class GatewayTls(_t.TypedDict, total=False):
    backend: GatewayBackend
    frontend: GatewayFrontend

class GatewayValidation(_t.TypedDict, total=False):
    caCertificateRefs: _t.Required[list[CaCertificateRef]]
    mode: _t.Literal["AllowInsecureFallback", "AllowValidOnly"] | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HTTPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[HTTPRouteSpec]

class HTTPRouteBackendRef(_t.TypedDict, total=False):
    filters: list[HTTPRouteFilter]
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    weight: int | None

class HTTPRouteCors(_t.TypedDict, total=False):
    allowCredentials: bool | None
    allowHeaders: list[str] | None
    allowMethods: list[_t.Literal["*", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"]] | None
    allowOrigins: list[str] | None
    exposeHeaders: list[str] | None
    maxAge: int | None

class HTTPRouteExternalAuth(_t.TypedDict, total=False):
    backendRef: _t.Required[BackendRef]
    forwardBody: HTTPRouteForwardBody
    grpc: HTTPRouteGrpc
    http: HTTPRouteHttp
    protocol: _t.Required[_t.Literal["GRPC", "HTTP"]]

class HTTPRouteFilter(_t.TypedDict, total=False):
    cors: HTTPRouteCors
    extensionRef: ExtensionRef
    externalAuth: HTTPRouteExternalAuth
    requestHeaderModifier: RequestHeaderModifier
    requestMirror: RequestMirror
    requestRedirect: HTTPRouteRequestRedirect
    responseHeaderModifier: RequestHeaderModifier
    type: _t.Required[_t.Literal["CORS", "ExtensionRef", "ExternalAuth", "RequestHeaderModifier", "RequestMirror", "RequestRedirect", "ResponseHeaderModifier", "URLRewrite"]]
    urlRewrite: HTTPRouteUrlRewrite

class HTTPRouteForwardBody(_t.TypedDict, total=False):
    maxSize: int | None

class HTTPRouteGrpc(_t.TypedDict, total=False):
    allowedHeaders: list[str] | None

class HTTPRouteHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["Exact", "RegularExpression"] | None
    value: _t.Required[str]

class HTTPRouteHttp(_t.TypedDict, total=False):
    allowedHeaders: list[str] | None
    allowedResponseHeaders: list[str] | None
    path: str | None

class HTTPRouteMatch(_t.TypedDict, total=False):
    headers: list[HTTPRouteHeader]
    method: _t.Literal["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"] | None
    path: HTTPRouteMatchPath
    queryParams: list[HTTPRouteQueryParam]

class HTTPRouteMatchPath(_t.TypedDict, total=False):
    type: _t.Literal["Exact", "PathPrefix", "RegularExpression"] | None
    value: str | None

class HTTPRoutePath(_t.TypedDict, total=False):
    replaceFullPath: str | None
    replacePrefixMatch: str | None
    type: _t.Required[_t.Literal["ReplaceFullPath", "ReplacePrefixMatch"]]

class HTTPRouteQueryParam(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["Exact", "RegularExpression"] | None
    value: _t.Required[str]

class HTTPRouteRequestRedirect(_t.TypedDict, total=False):
    hostname: str | None
    path: HTTPRoutePath
    port: int | None
    scheme: _t.Literal["http", "https"] | None
    statusCode: _t.Literal[301, 302, 303, 307, 308] | None

class HTTPRouteRetry(_t.TypedDict, total=False):
    attempts: int | None
    backoff: str | None
    codes: list[int] | None

class HTTPRouteRule(_t.TypedDict, total=False):
    backendRefs: list[HTTPRouteBackendRef]
    filters: list[HTTPRouteFilter]
    matches: list[HTTPRouteMatch]
    name: str | None
    retry: HTTPRouteRetry
    sessionPersistence: SessionPersistence
    timeouts: HTTPRouteTimeouts

class HTTPRouteSpec(_t.TypedDict, total=False):
    hostnames: list[str] | None
    parentRefs: list[ParentRef]
    rules: list[HTTPRouteRule]
    useDefaultGateways: _t.Literal["All", "None"] | None

class HTTPRouteTimeouts(_t.TypedDict, total=False):
    backendRequest: str | None
    request: str | None

class HTTPRouteUrlRewrite(_t.TypedDict, total=False):
    hostname: str | None
    path: HTTPRoutePath

class Kind(_t.TypedDict, total=False):
    group: str | None
    kind: _t.Required[str]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class Listener(_t.TypedDict, total=False):
    allowedRoutes: AllowedRoutes
    hostname: str | None
    name: _t.Required[str]
    port: _t.Required[int]
    protocol: _t.Required[str]
    tls: Tls

class ListenerSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ListenerSetSpec]

class ListenerSetParentRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None

class ListenerSetSpec(_t.TypedDict, total=False):
    listeners: _t.Required[list[Listener]]
    parentRef: _t.Required[ListenerSetParentRef]

Namespaces = _t.TypedDict(
    "Namespaces",
    {
        "from": _t.Literal["All", "Same", "Selector"] | None,
        "selector": LabelSelector,
    },
    total=False,
)

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class ParentRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    sectionName: str | None

class ReferenceGrantBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ReferenceGrantSpec]

class ReferenceGrantFrom(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    namespace: _t.Required[str]

ReferenceGrantSpec = _t.TypedDict(
    "ReferenceGrantSpec",
    {
        "from": _t.Required[list[ReferenceGrantFrom]],
        "to": _t.Required[list[ReferenceGrantTo]],
    },
    total=False,
)

class ReferenceGrantTo(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: str | None

class RequestHeaderModifier(_t.TypedDict, total=False):
    add: list[HTTPHeader]
    remove: list[str] | None
    set: list[HTTPHeader]

class RequestMirror(_t.TypedDict, total=False):
    backendRef: _t.Required[BackendRef]
    fraction: Fraction
    percent: int | None

class Rule(_t.TypedDict, total=False):
    backendRefs: _t.Required[list[TCPRouteBackendRef]]
    name: str | None

class SessionPersistence(_t.TypedDict, total=False):
    absoluteTimeout: str | None
    cookieConfig: CookieConfig
    sessionName: str | None
    type: _t.Literal["Cookie", "Header"] | None

class Spec(_t.TypedDict, total=False):
    controllerName: _t.Required[str]
    description: str | None
    parametersRef: CaCertificateRef

class SubjectAltName(_t.TypedDict, total=False):
    hostname: str | None
    type: _t.Required[_t.Literal["Hostname", "URI"]]
    uri: str | None

class TCPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TCPRouteSpec]

class TCPRouteBackendRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    weight: int | None

class TCPRouteSpec(_t.TypedDict, total=False):
    parentRefs: list[ParentRef]
    rules: _t.Required[list[Rule]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class TLSRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TLSRouteSpec]

class TLSRouteSpec(_t.TypedDict, total=False):
    hostnames: _t.Required[list[str]]
    parentRefs: list[ParentRef]
    rules: _t.Required[list[Rule]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class Tls(_t.TypedDict, total=False):
    certificateRefs: list[CertificateRef]
    mode: _t.Literal["Passthrough", "Terminate"] | None
    options: _Mapping[str, str] | None

class UDPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TCPRouteSpec]

class Validation(_t.TypedDict, total=False):
    caCertificateRefs: list[ExtensionRef]
    hostname: _t.Required[str]
    subjectAltNames: list[SubjectAltName]
    wellKnownCACertificates: str | None

class BackendTLSPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BackendTLSPolicyBody]) -> None: ...

class GRPCRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GRPCRouteBody]) -> None: ...

class Gateway(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GatewayBody]) -> None: ...

class GatewayClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GatewayClassBody]) -> None: ...

class HTTPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HTTPRouteBody]) -> None: ...

class ListenerSet(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ListenerSetBody]) -> None: ...

class ReferenceGrant(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ReferenceGrantBody]) -> None: ...

class TCPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TCPRouteBody]) -> None: ...

class TLSRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TLSRouteBody]) -> None: ...

class UDPRoute(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[UDPRouteBody]) -> None: ...
