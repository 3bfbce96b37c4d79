# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.extensions_istio_io import v1alpha1 as _extensions_istio_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.networking_istio_io import v1alpha3 as _networking_istio_io_v1alpha3

class ConnectionPool(_t.TypedDict, total=False):
    http: Http
    tcp: Tcp

class Destination(_t.TypedDict, total=False):
    host: _t.Required[str]
    port: Port
    subset: str | None

class DestinationRuleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: DestinationRuleSpec

class DestinationRuleConsistentHash(_t.TypedDict, total=False):
    httpCookie: DestinationRuleHttpCookie
    httpHeaderName: str | None
    httpQueryParameterName: str | None
    maglev: DestinationRuleMaglev
    minimumRingSize: int | None
    ringHash: DestinationRuleRingHash
    useSourceIp: bool | None

DestinationRuleDistribute = _t.TypedDict(
    "DestinationRuleDistribute",
    {
        "from": str | None,
        "to": _Mapping[str, int] | None,
    },
    total=False,
)

DestinationRuleFailover = _t.TypedDict(
    "DestinationRuleFailover",
    {
        "from": str | None,
        "to": str | None,
    },
    total=False,
)

class DestinationRuleHttpCookie(_t.TypedDict, total=False):
    attributes: list[HTTPHeader]
    name: _t.Required[str]
    path: str | None
    ttl: str | None

class DestinationRuleLoadBalancer(_t.TypedDict, total=False):
    consistentHash: DestinationRuleConsistentHash
    localityLbSetting: DestinationRuleLocalityLbSetting
    simple: _t.Literal["LEAST_CONN", "LEAST_REQUEST", "PASSTHROUGH", "RANDOM", "ROUND_ROBIN", "UNSPECIFIED"] | None
    warmup: DestinationRuleWarmup
    warmupDurationSecs: str | None

class DestinationRuleLocalityLbSetting(_t.TypedDict, total=False):
    distribute: list[DestinationRuleDistribute]
    enabled: bool | None
    failover: list[DestinationRuleFailover]
    failoverPriority: list[str] | None

class DestinationRuleMaglev(_t.TypedDict, total=False):
    tableSize: int | None

class DestinationRuleOutlierDetection(_t.TypedDict, total=False):
    baseEjectionTime: str | None
    consecutive5xxErrors: int | None
    consecutiveErrors: int | None
    consecutiveGatewayErrors: int | None
    consecutiveLocalOriginFailures: int | None
    interval: str | None
    maxEjectionPercent: int | None
    minHealthPercent: int | None
    splitExternalLocalOriginErrors: bool | None

class DestinationRulePortLevelSetting(_t.TypedDict, total=False):
    connectionPool: ConnectionPool
    loadBalancer: DestinationRuleLoadBalancer
    outlierDetection: DestinationRuleOutlierDetection
    port: Port
    tls: DestinationRuleTls

class DestinationRuleProxyProtocol(_t.TypedDict, total=False):
    version: _t.Literal["V1", "V2"] | None

class DestinationRuleRetryBudget(_t.TypedDict, total=False):
    minRetryConcurrency: int | None
    percent: float | None

class DestinationRuleRingHash(_t.TypedDict, total=False):
    minimumRingSize: int | None

class DestinationRuleSpec(_t.TypedDict, total=False):
    exportTo: list[str] | None
    host: _t.Required[str]
    subsets: list[DestinationRuleSubset]
    trafficPolicy: DestinationRuleTrafficPolicy
    workloadSelector: _extensions_istio_io_v1alpha1.Selector

class DestinationRuleSubset(_t.TypedDict, total=False):
    labels: _Mapping[str, str] | None
    name: _t.Required[str]
    trafficPolicy: DestinationRuleTrafficPolicy

class DestinationRuleTls(_t.TypedDict, total=False):
    caCertificates: str | None
    caCrl: str | None
    clientCertificate: str | None
    credentialName: str | None
    insecureSkipVerify: bool | None
    mode: _t.Literal["DISABLE", "ISTIO_MUTUAL", "MUTUAL", "SIMPLE"] | None
    privateKey: str | None
    sni: str | None
    subjectAltNames: list[str] | None

class DestinationRuleTrafficPolicy(_t.TypedDict, total=False):
    connectionPool: ConnectionPool
    loadBalancer: DestinationRuleLoadBalancer
    outlierDetection: DestinationRuleOutlierDetection
    portLevelSettings: list[DestinationRulePortLevelSetting]
    proxyProtocol: DestinationRuleProxyProtocol
    retryBudget: DestinationRuleRetryBudget
    tls: DestinationRuleTls
    tunnel: DestinationRuleTunnel

class DestinationRuleTunnel(_t.TypedDict, total=False):
    protocol: str | None
    targetHost: _t.Required[str]
    targetPort: _t.Required[int]

class DestinationRuleWarmup(_t.TypedDict, total=False):
    aggression: float | None
    duration: _t.Required[str]
    minimumPercent: float | None

class Endpoint(_t.TypedDict, total=False):
    address: str | None
    labels: _Mapping[str, str] | None
    locality: str | None
    network: str | None
    ports: _Mapping[str, int] | None
    serviceAccount: str | None
    weight: int | None

class GatewayBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GatewaySpec

class GatewayPort(_t.TypedDict, total=False):
    name: _t.Required[str]
    number: _t.Required[int]
    protocol: _t.Required[str]
    targetPort: int | None

class GatewayServer(_t.TypedDict, total=False):
    bind: str | None
    defaultEndpoint: str | None
    hosts: _t.Required[list[str]]
    name: str | None
    port: _t.Required[GatewayPort]
    tls: Tls

class GatewaySpec(_t.TypedDict, total=False):
    selector: _Mapping[str, str] | None
    servers: list[GatewayServer]

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None

class Http(_t.TypedDict, total=False):
    h2UpgradePolicy: _t.Literal["DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"] | None
    http1MaxPendingRequests: int | None
    http2MaxRequests: int | None
    idleTimeout: str | None
    maxConcurrentStreams: int | None
    maxRequestsPerConnection: int | None
    maxRetries: int | None
    useClientProtocol: bool | None

class Port(_t.TypedDict, total=False):
    number: int | None

class SecretReference(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None

class ServiceEntryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ServiceEntrySpec]

class ServiceEntryPort(_t.TypedDict, total=False):
    name: _t.Required[str]
    number: _t.Required[int]
    protocol: str | None
    targetPort: int | None

class ServiceEntrySpec(_t.TypedDict, total=False):
    addresses: list[str] | None
    endpoints: list[Endpoint]
    exportTo: list[str] | None
    hosts: _t.Required[list[str]]
    location: _t.Literal["MESH_EXTERNAL", "MESH_INTERNAL"] | None
    ports: list[ServiceEntryPort]
    resolution: _t.Literal["DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS", "NONE", "STATIC"] | None
    subjectAltNames: list[str] | None
    workloadSelector: _networking_istio_io_v1alpha3.WorkloadSelector

class SidecarBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: SidecarSpec

class SidecarEgress(_t.TypedDict, total=False):
    bind: str | None
    captureMode: _t.Literal["DEFAULT", "IPTABLES", "NONE"] | None
    hosts: _t.Required[list[str]]
    port: SidecarPort

class SidecarIngress(_t.TypedDict, total=False):
    bind: str | None
    captureMode: _t.Literal["DEFAULT", "IPTABLES", "NONE"] | None
    connectionPool: ConnectionPool
    defaultEndpoint: str | None
    port: _t.Required[SidecarPort]
    tls: Tls

class SidecarOutboundTrafficPolicy(_t.TypedDict, total=False):
    egressProxy: Destination
    mode: _t.Literal["ALLOW_ANY", "REGISTRY_ONLY"] | None

class SidecarPort(_t.TypedDict, total=False):
    name: str | None
    number: int | None
    protocol: str | None
    targetPort: int | None

class SidecarSpec(_t.TypedDict, total=False):
    egress: list[SidecarEgress]
    inboundConnectionPool: ConnectionPool
    ingress: list[SidecarIngress]
    outboundTrafficPolicy: SidecarOutboundTrafficPolicy
    workloadSelector: _networking_istio_io_v1alpha3.WorkloadSelector

class TCPSocketAction(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int]

class Tcp(_t.TypedDict, total=False):
    connectTimeout: str | None
    idleTimeout: str | None
    maxConnectionDuration: str | None
    maxConnections: int | None
    tcpKeepalive: TcpKeepalive

class TcpKeepalive(_t.TypedDict, total=False):
    interval: str | None
    probes: int | None
    time: str | None

class Tls(_t.TypedDict, total=False):
    caCertCredentialName: str | None
    caCertificates: str | None
    caCrl: str | None
    cipherSuites: list[str] | None
    credentialName: str | None
    credentialNames: list[str] | None
    httpsRedirect: bool | None
    maxProtocolVersion: _t.Literal["TLSV1_0", "TLSV1_1", "TLSV1_2", "TLSV1_3", "TLS_AUTO"] | None
    minProtocolVersion: _t.Literal["TLSV1_0", "TLSV1_1", "TLSV1_2", "TLSV1_3", "TLS_AUTO"] | None
    mode: _t.Literal["AUTO_PASSTHROUGH", "ISTIO_MUTUAL", "MUTUAL", "OPTIONAL_MUTUAL", "PASSTHROUGH", "SIMPLE"] | None
    privateKey: str | None
    serverCertificate: str | None
    subjectAltNames: list[str] | None
    tlsCertificates: list[TlsCertificate]
    verifyCertificateHash: list[str] | None
    verifyCertificateSpki: list[str] | None

class TlsCertificate(_t.TypedDict, total=False):
    caCertificates: str | None
    privateKey: str | None
    serverCertificate: str | None

class VirtualServiceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: VirtualServiceSpec

class VirtualServiceAbort(_t.TypedDict, total=False):
    grpcStatus: str | None
    http2Error: str | None
    httpStatus: int | None
    percentage: VirtualServicePercentage

class VirtualServiceAllowOrigin(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None

class VirtualServiceCorsPolicy(_t.TypedDict, total=False):
    allowCredentials: bool | None
    allowHeaders: list[str] | None
    allowMethods: list[str] | None
    allowOrigin: list[str] | None
    allowOrigins: list[VirtualServiceAllowOrigin]
    exposeHeaders: list[str] | None
    maxAge: str | None
    unmatchedPreflights: _t.Literal["FORWARD", "IGNORE", "UNSPECIFIED"] | None

class VirtualServiceDelay(_t.TypedDict, total=False):
    exponentialDelay: str | None
    fixedDelay: str | None
    percent: int | None
    percentage: VirtualServicePercentage

class VirtualServiceDirectResponse(_t.TypedDict, total=False):
    body: VirtualServiceDirectResponseBody
    status: _t.Required[int]

class VirtualServiceDirectResponseBody(_t.TypedDict, total=False):
    bytes: str | None
    string: str | None

class VirtualServiceFault(_t.TypedDict, total=False):
    abort: VirtualServiceAbort
    delay: VirtualServiceDelay

class VirtualServiceHeaders(_t.TypedDict, total=False):
    request: VirtualServiceRequest
    response: VirtualServiceRequest

class VirtualServiceHttp(_t.TypedDict, total=False):
    corsPolicy: VirtualServiceCorsPolicy
    delegate: SecretReference
    directResponse: VirtualServiceDirectResponse
    fault: VirtualServiceFault
    headers: VirtualServiceHeaders
    match: list[VirtualServiceMatch]
    mirror: Destination
    mirrorPercent: int | None
    mirrorPercentage: VirtualServicePercentage
    mirror_percent: int | None
    mirrors: list[VirtualServiceMirror]
    name: str | None
    redirect: VirtualServiceRedirect
    retries: VirtualServiceRetries
    rewrite: VirtualServiceRewrite
    route: list[VirtualServiceRoute]
    timeout: str | None

class VirtualServiceMatch(_t.TypedDict, total=False):
    authority: VirtualServiceAllowOrigin
    gateways: list[str] | None
    headers: _Mapping[str, VirtualServiceAllowOrigin]
    ignoreUriCase: bool | None
    method: VirtualServiceAllowOrigin
    name: str | None
    port: int | None
    queryParams: _Mapping[str, VirtualServiceAllowOrigin]
    scheme: VirtualServiceAllowOrigin
    sourceLabels: _Mapping[str, str] | None
    sourceNamespace: str | None
    statPrefix: str | None
    uri: VirtualServiceAllowOrigin
    withoutHeaders: _Mapping[str, VirtualServiceAllowOrigin]

class VirtualServiceMirror(_t.TypedDict, total=False):
    destination: _t.Required[Destination]
    percentage: VirtualServicePercentage

class VirtualServicePercentage(_t.TypedDict, total=False):
    value: float | None

class VirtualServiceRedirect(_t.TypedDict, total=False):
    authority: str | None
    derivePort: _t.Literal["FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT"] | None
    port: int | None
    redirectCode: int | None
    scheme: str | None
    uri: str | None

class VirtualServiceRequest(_t.TypedDict, total=False):
    add: _Mapping[str, str] | None
    remove: list[str] | None
    set: _Mapping[str, str] | None

class VirtualServiceRetries(_t.TypedDict, total=False):
    attempts: int | None
    backoff: str | None
    perTryTimeout: str | None
    retryIgnorePreviousHosts: bool | None
    retryOn: str | None
    retryRemoteLocalities: bool | None

class VirtualServiceRewrite(_t.TypedDict, total=False):
    authority: str | None
    uri: str | None
    uriRegexRewrite: VirtualServiceUriRegexRewrite

class VirtualServiceRoute(_t.TypedDict, total=False):
    destination: _t.Required[Destination]
    headers: VirtualServiceHeaders
    weight: int | None

class VirtualServiceSpec(_t.TypedDict, total=False):
    exportTo: list[str] | None
    gateways: list[str] | None
    hosts: list[str] | None
    http: list[VirtualServiceHttp]
    tcp: list[VirtualServiceTcp]
    tls: list[VirtualServiceTls]

class VirtualServiceTcp(_t.TypedDict, total=False):
    match: list[VirtualServiceTcpMatch]
    route: list[VirtualServiceTcpRoute]

class VirtualServiceTcpMatch(_t.TypedDict, total=False):
    destinationSubnets: list[str] | None
    gateways: list[str] | None
    port: int | None
    sourceLabels: _Mapping[str, str] | None
    sourceNamespace: str | None
    sourceSubnet: str | None

class VirtualServiceTcpRoute(_t.TypedDict, total=False):
    destination: _t.Required[Destination]
    weight: int | None

class VirtualServiceTls(_t.TypedDict, total=False):
    match: _t.Required[list[VirtualServiceTlsMatch]]
    route: list[VirtualServiceTcpRoute]

class VirtualServiceTlsMatch(_t.TypedDict, total=False):
    destinationSubnets: list[str] | None
    gateways: list[str] | None
    port: int | None
    sniHosts: _t.Required[list[str]]
    sourceLabels: _Mapping[str, str] | None
    sourceNamespace: str | None

class VirtualServiceUriRegexRewrite(_t.TypedDict, total=False):
    match: str | None
    rewrite: str | None

class WorkloadEntryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Endpoint]

class WorkloadGroupBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[WorkloadGroupSpec]

class WorkloadGroupExec(_t.TypedDict, total=False):
    command: _t.Required[list[str]]

class WorkloadGroupGrpc(_t.TypedDict, total=False):
    port: int | None
    service: str | None

class WorkloadGroupHttpGet(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[WorkloadGroupHttpHeader]
    path: str | None
    port: _t.Required[int]
    scheme: str | None

class WorkloadGroupHttpHeader(_t.TypedDict, total=False):
    name: str | None
    value: str | None

class WorkloadGroupMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class WorkloadGroupProbe(_t.TypedDict, total=False):
    exec: WorkloadGroupExec
    failureThreshold: int | None
    grpc: WorkloadGroupGrpc
    httpGet: WorkloadGroupHttpGet
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TCPSocketAction
    timeoutSeconds: int | None

class WorkloadGroupSpec(_t.TypedDict, total=False):
    metadata: WorkloadGroupMetadata
    probe: WorkloadGroupProbe
    template: _t.Required[Endpoint]

class DestinationRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DestinationRuleBody]) -> None: ...

class Gateway(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GatewayBody]) -> None: ...

class ServiceEntry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceEntryBody]) -> None: ...

class Sidecar(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SidecarBody]) -> None: ...

class VirtualService(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VirtualServiceBody]) -> None: ...

class WorkloadEntry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WorkloadEntryBody]) -> None: ...

class WorkloadGroup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WorkloadGroupBody]) -> None: ...
