# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.construct import Construct as _Construct
from k8skit.api.meta import v1 as _meta_v1

class AllowedRoutes(_t.TypedDict, total=False):
    kinds: list[Kinds]
    namespaces: Namespaces

class AncestorRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    sectionName: str | None

class BackendRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None

class BackendRefs(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    weight: int | None

class BackendTLSPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[BackendTLSPolicySpec]

class BackendTLSPolicySpec(_t.TypedDict, total=False):
    options: _Mapping[str, str] | None
    targetRefs: _t.Required[list[BackendTLSPolicyTargetRefs]]
    validation: _t.Required[Validation]

class BackendTLSPolicyTargetRefs(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]
    sectionName: str | None

class CaCertificateRefs(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]

class CertificateRefs(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None

class CookieConfig(_t.TypedDict, total=False):
    lifetimeType: _t.Literal["Permanent", "Session"] | None

class Fraction(_t.TypedDict, total=False):
    denominator: int | None
    numerator: _t.Required[int]

class GRPCRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GRPCRouteSpec]

class GRPCRouteBackendRefs(_t.TypedDict, total=False):
    filters: list[GRPCRouteFilters]
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    weight: int | None

class GRPCRouteFilters(_t.TypedDict, total=False):
    extensionRef: CaCertificateRefs
    requestHeaderModifier: RequestHeaderModifier
    requestMirror: RequestMirror
    responseHeaderModifier: RequestHeaderModifier
    type: _t.Required[_t.Literal["ExtensionRef", "RequestHeaderModifier", "RequestMirror", "ResponseHeaderModifier"]]

class GRPCRouteHeaders(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["Exact", "RegularExpression"] | None
    value: _t.Required[str]

class GRPCRouteMatches(_t.TypedDict, total=False):
    headers: list[GRPCRouteHeaders]
    method: GRPCRouteMethod

class GRPCRouteMethod(_t.TypedDict, total=False):
    method: str | None
    service: str | None
    type: _t.Literal["Exact", "RegularExpression"] | None

class GRPCRouteRules(_t.TypedDict, total=False):
    backendRefs: list[GRPCRouteBackendRefs]
    filters: list[GRPCRouteFilters]
    matches: list[GRPCRouteMatches]
    name: str | None
    sessionPersistence: SessionPersistence

class GRPCRouteSpec(_t.TypedDict, total=False):
    hostnames: list[str] | None
    parentRefs: list[AncestorRef]
    rules: list[GRPCRouteRules]
    useDefaultGateways: _t.Literal["All", "None"] | None

class GatewayBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GatewaySpec]

class GatewayAddresses(_t.TypedDict, total=False):
    type: str | None
    value: str | None

class GatewayAllowedListeners(_t.TypedDict, total=False):
    namespaces: GatewayNamespaces

class GatewayBackend(_t.TypedDict, total=False):
    clientCertificateRef: CertificateRefs

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
    parametersRef: CaCertificateRefs

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
    addresses: list[GatewayAddresses]
    allowedListeners: GatewayAllowedListeners
    defaultScope: _t.Literal["All", "None"] | None
    gatewayClassName: _t.Required[str]
    infrastructure: GatewayInfrastructure
    listeners: _t.Required[list[Listeners]]
    tls: GatewayTls

class GatewayTls(_t.TypedDict, total=False):
    backend: GatewayBackend
    frontend: GatewayFrontend

class GatewayValidation(_t.TypedDict, total=False):
    caCertificateRefs: _t.Required[list[ParametersRef]]
    mode: _t.Literal["AllowInsecureFallback", "AllowValidOnly"] | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HTTPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[HTTPRouteSpec]

class HTTPRouteBackendRefs(_t.TypedDict, total=False):
    filters: list[HTTPRouteFilters]
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

class HTTPRouteFilters(_t.TypedDict, total=False):
    cors: HTTPRouteCors
    extensionRef: CaCertificateRefs
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

class HTTPRouteHeaders(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["Exact", "RegularExpression"] | None
    value: _t.Required[str]

class HTTPRouteHttp(_t.TypedDict, total=False):
    allowedHeaders: list[str] | None
    allowedResponseHeaders: list[str] | None
    path: str | None

class HTTPRouteMatches(_t.TypedDict, total=False):
    headers: list[HTTPRouteHeaders]
    method: _t.Literal["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"] | None
    path: HTTPRouteMatchesPath
    queryParams: list[HTTPRouteQueryParams]

class HTTPRouteMatchesPath(_t.TypedDict, total=False):
    type: _t.Literal["Exact", "PathPrefix", "RegularExpression"] | None
    value: str | None

class HTTPRoutePath(_t.TypedDict, total=False):
    replaceFullPath: str | None
    replacePrefixMatch: str | None
    type: _t.Required[_t.Literal["ReplaceFullPath", "ReplacePrefixMatch"]]

class HTTPRouteQueryParams(_t.TypedDict, total=False):
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

class HTTPRouteRules(_t.TypedDict, total=False):
    backendRefs: list[HTTPRouteBackendRefs]
    filters: list[HTTPRouteFilters]
    matches: list[HTTPRouteMatches]
    name: str | None
    retry: HTTPRouteRetry
    sessionPersistence: SessionPersistence
    timeouts: HTTPRouteTimeouts

class HTTPRouteSpec(_t.TypedDict, total=False):
    hostnames: list[str] | None
    parentRefs: list[AncestorRef]
    rules: list[HTTPRouteRules]
    useDefaultGateways: _t.Literal["All", "None"] | None

class HTTPRouteTimeouts(_t.TypedDict, total=False):
    backendRequest: str | None
    request: str | None

class HTTPRouteUrlRewrite(_t.TypedDict, total=False):
    hostname: str | None
    path: HTTPRoutePath

class Kinds(_t.TypedDict, total=False):
    group: str | None
    kind: _t.Required[str]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class ListenerSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ListenerSetSpec]

class ListenerSetParentRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None

class ListenerSetSpec(_t.TypedDict, total=False):
    listeners: _t.Required[list[Listeners]]
    parentRef: _t.Required[ListenerSetParentRef]

class Listeners(_t.TypedDict, total=False):
    allowedRoutes: AllowedRoutes
    hostname: str | None
    name: _t.Required[str]
    port: _t.Required[int]
    protocol: _t.Required[str]
    tls: Tls

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

class ParametersRef(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

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

class Rules(_t.TypedDict, total=False):
    backendRefs: _t.Required[list[BackendRefs]]
    name: str | None

class SessionPersistence(_t.TypedDict, total=False):
    absoluteTimeout: str | None
    cookieConfig: CookieConfig
    sessionName: str | None
    type: _t.Literal["Cookie", "Header"] | None

class Spec(_t.TypedDict, total=False):
    controllerName: _t.Required[str]
    description: str | None
    parametersRef: ParametersRef

class SubjectAltNames(_t.TypedDict, total=False):
    hostname: str | None
    type: _t.Required[_t.Literal["Hostname", "URI"]]
    uri: str | None

class TCPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TCPRouteSpec]

class TCPRouteSpec(_t.TypedDict, total=False):
    parentRefs: list[AncestorRef]
    rules: _t.Required[list[Rules]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class TLSRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TLSRouteSpec]

class TLSRouteSpec(_t.TypedDict, total=False):
    hostnames: _t.Required[list[str]]
    parentRefs: list[AncestorRef]
    rules: _t.Required[list[Rules]]
    useDefaultGateways: _t.Literal["All", "None"] | None

class Tls(_t.TypedDict, total=False):
    certificateRefs: list[CertificateRefs]
    mode: _t.Literal["Passthrough", "Terminate"] | None
    options: _Mapping[str, str] | None

class UDPRouteBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TCPRouteSpec]

class Validation(_t.TypedDict, total=False):
    caCertificateRefs: list[CaCertificateRefs]
    hostname: _t.Required[str]
    subjectAltNames: list[SubjectAltNames]
    wellKnownCACertificates: str | None

class BackendTLSPolicy(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[BackendTLSPolicyBody]) -> None: ...

class GRPCRoute(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[GRPCRouteBody]) -> None: ...

class Gateway(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[GatewayBody]) -> None: ...

class GatewayClass(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[GatewayClassBody]) -> None: ...

class HTTPRoute(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[HTTPRouteBody]) -> None: ...

class ListenerSet(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[ListenerSetBody]) -> None: ...

class ReferenceGrant(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[ReferenceGrantBody]) -> None: ...

class TCPRoute(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[TCPRouteBody]) -> None: ...

class TLSRoute(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[TLSRouteBody]) -> None: ...

class UDPRoute(_ApiObject):
    def __init__(self, scope: _Construct, id: str, **body: _t.Unpack[UDPRouteBody]) -> None: ...
