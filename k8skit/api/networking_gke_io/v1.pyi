# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class GCPBackendPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GCPBackendPolicySpec]

class GCPBackendPolicyConnectionDraining(_t.TypedDict, total=False):
    drainingTimeoutSec: int | None

class GCPBackendPolicyCustomMetric(_t.TypedDict, total=False):
    dryRun: _t.Required[bool]
    maxUtilizationPercent: int | None
    name: _t.Required[str]

class GCPBackendPolicyDefault(_t.TypedDict, total=False):
    backendPreference: _t.Literal["DEFAULT", "PREFERRED"] | None
    balancingMode: _t.Literal["CUSTOM_METRICS", "RATE", "UTILIZATION"] | None
    capacityScalerPercent: int | None
    connectionDraining: GCPBackendPolicyConnectionDraining
    customMetrics: list[GCPBackendPolicyCustomMetric]
    iap: GCPBackendPolicyIap
    logging: GCPBackendPolicyLogging
    maxRatePerEndpoint: int | None
    scopes: list[GCPBackendPolicyScope]
    securityPolicy: str | None
    sessionAffinity: GCPBackendPolicySessionAffinity
    timeoutSec: int | None

class GCPBackendPolicyIap(_t.TypedDict, total=False):
    clientID: str | None
    enabled: bool | None
    oauth2ClientSecret: GCPBackendPolicyOauth2ClientSecret

class GCPBackendPolicyLogging(_t.TypedDict, total=False):
    enabled: bool | None
    optionalFields: list[str] | None
    optionalMode: _t.Literal["CUSTOM", "EXCLUDE_ALL_OPTIONAL", "INCLUDE_ALL_OPTIONAL"] | None
    sampleRate: int | None

class GCPBackendPolicyOauth2ClientSecret(_t.TypedDict, total=False):
    name: str | None

class GCPBackendPolicyScope(_t.TypedDict, total=False):
    backendPreference: _t.Literal["DEFAULT", "PREFERRED"] | None
    balancingMode: _t.Literal["CUSTOM_METRICS", "RATE", "UTILIZATION"] | None
    capacityScalerPercent: int | None
    customMetrics: list[GCPBackendPolicyCustomMetric]
    maxRatePerEndpoint: int | None
    selector: _Mapping[str, str] | None

class GCPBackendPolicySessionAffinity(_t.TypedDict, total=False):
    cookieTtlSec: int | None
    type: _t.Literal["CLIENT_IP", "CLIENT_IP_PORT_PROTO", "CLIENT_IP_PROTO", "GENERATED_COOKIE", "HEADER_FIELD", "HTTP_COOKIE", "NONE"] | None

class GCPBackendPolicySpec(_t.TypedDict, total=False):
    default: GCPBackendPolicyDefault
    targetRef: _t.Required[TargetRef]

class GCPGatewayPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[GCPGatewayPolicySpec]

class GCPGatewayPolicyDefault(_t.TypedDict, total=False):
    allowGlobalAccess: bool | None
    region: str | None
    sslPolicy: str | None

class GCPGatewayPolicySpec(_t.TypedDict, total=False):
    default: GCPGatewayPolicyDefault
    targetRef: _t.Required[TargetRef]

class HealthCheckPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[HealthCheckPolicySpec]

class HealthCheckPolicyConfig(_t.TypedDict, total=False):
    grpcHealthCheck: HealthCheckPolicyGrpcHealthCheck
    http2HealthCheck: HealthCheckPolicyHttp2HealthCheck
    httpHealthCheck: HealthCheckPolicyHttp2HealthCheck
    httpsHealthCheck: HealthCheckPolicyHttp2HealthCheck
    tcpHealthCheck: HealthCheckPolicyTcpHealthCheck
    type: _t.Required[_t.Literal["GRPC", "HTTP", "HTTP2", "HTTPS", "TCP"]]

class HealthCheckPolicyDefault(_t.TypedDict, total=False):
    checkIntervalSec: int | None
    config: HealthCheckPolicyConfig
    healthyThreshold: int | None
    logConfig: HealthCheckPolicyLogConfig
    timeoutSec: int | None
    unhealthyThreshold: int | None

class HealthCheckPolicyGrpcHealthCheck(_t.TypedDict, total=False):
    grpcServiceName: str | None
    port: int | None
    portName: str | None
    portSpecification: _t.Literal["USE_FIXED_PORT", "USE_NAMED_PORT", "USE_SERVING_PORT"] | None

class HealthCheckPolicyHttp2HealthCheck(_t.TypedDict, total=False):
    host: str | None
    port: int | None
    portName: str | None
    portSpecification: _t.Literal["USE_FIXED_PORT", "USE_NAMED_PORT", "USE_SERVING_PORT"] | None
    proxyHeader: _t.Literal["NONE", "PROXY_V1"] | None
    requestPath: str | None
    response: str | None

class HealthCheckPolicyLogConfig(_t.TypedDict, total=False):
    enabled: bool | None

class HealthCheckPolicySpec(_t.TypedDict, total=False):
    default: HealthCheckPolicyDefault
    targetRef: _t.Required[TargetRef]

class HealthCheckPolicyTcpHealthCheck(_t.TypedDict, total=False):
    port: int | None
    portName: str | None
    portSpecification: _t.Literal["USE_FIXED_PORT", "USE_NAMED_PORT", "USE_SERVING_PORT"] | None
    proxyHeader: _t.Literal["NONE", "PROXY_V1"] | None
    request: str | None
    response: str | None

class ManagedCertificateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ManagedCertificateSpec

class ManagedCertificateSpec(_t.TypedDict, total=False):
    domains: list[str] | None

class MultiClusterIngressBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _Mapping[str, _t.Any] | None

class MultiClusterServiceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _Mapping[str, _t.Any] | None

class ServiceAttachmentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ServiceAttachmentSpec

class ServiceAttachmentConsumerAllowList(_t.TypedDict, total=False):
    connectionLimit: int | None
    forceSendFields: list[str] | None
    nullFields: list[str] | None
    project: str | None

class ServiceAttachmentSpec(_t.TypedDict, total=False):
    connectionPreference: str | None
    consumerAllowList: list[ServiceAttachmentConsumerAllowList]
    consumerRejectList: list[str] | None
    natSubnets: list[str] | None
    proxyProtocol: bool | None
    resourceRef: TypedLocalObjectReference

class TargetRef(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class GCPBackendPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GCPBackendPolicyBody]) -> None: ...

class GCPGatewayPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GCPGatewayPolicyBody]) -> None: ...

class HealthCheckPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HealthCheckPolicyBody]) -> None: ...

class ManagedCertificate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ManagedCertificateBody]) -> None: ...

class MultiClusterIngress(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MultiClusterIngressBody]) -> None: ...

class MultiClusterService(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MultiClusterServiceBody]) -> None: ...

class ServiceAttachment(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceAttachmentBody]) -> None: ...
