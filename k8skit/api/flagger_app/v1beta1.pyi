# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AlertProviderBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: AlertProviderSpec

class AlertProviderSpec(_t.TypedDict, total=False):
    address: str | None
    channel: str | None
    proxy: str | None
    secretRef: SecretRef
    type: _t.Literal["discord", "gchat", "msteams", "rocket", "slack"] | None
    username: str | None

class CanaryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: CanarySpec

class CanaryAlert(_t.TypedDict, total=False):
    name: _t.Required[str]
    providerRef: _t.Required[SecretReference]
    severity: _t.Literal["", "error", "info", "warn"] | None

class CanaryAllowOrigin(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None

class CanaryAnalysis(_t.TypedDict, total=False):
    alerts: list[CanaryAlert]
    canaryReadyThreshold: float | None
    interval: str | None
    iterations: float | None
    match: list[CanaryMatch]
    maxWeight: float | None
    metrics: list[CanaryMetric]
    mirror: bool | None
    mirrorWeight: float | None
    primaryReadyThreshold: float | None
    sessionAffinity: CanarySessionAffinity
    stepWeight: float | None
    stepWeightPromotion: float | None
    stepWeights: list[float] | None
    threshold: float | None
    webhooks: list[CanaryWebhook]

class CanaryApex(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class CanaryAuthority(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None

class CanaryAutoscalerRef(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[_t.Literal["HorizontalPodAutoscaler", "ScaledObject"]]
    name: _t.Required[str]
    primaryScalerQueries: _Mapping[str, str] | None
    primaryScalerReplicas: CanaryPrimaryScalerReplicas

class CanaryBackendRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None

class CanaryConnectionPool(_t.TypedDict, total=False):
    http: CanaryHttp

class CanaryConsistentHash(_t.TypedDict, total=False):
    httpCookie: CanaryHttpCookie
    httpHeaderName: str | None
    httpQueryParameterName: str | None
    minimumRingSize: int | None
    useSourceIp: bool | None

class CanaryCorsPolicy(_t.TypedDict, total=False):
    allowCredentials: bool | None
    allowHeaders: list[str] | None
    allowMethods: list[str] | None
    allowOrigin: list[str] | None
    allowOrigins: list[CanaryAllowOrigin]
    exposeHeaders: list[str] | None
    maxAge: str | None

CanaryDistribute = _t.TypedDict(
    "CanaryDistribute",
    {
        "from": str | None,
        "to": _Mapping[str, int] | None,
    },
    total=False,
)

CanaryFailover = _t.TypedDict(
    "CanaryFailover",
    {
        "from": str | None,
        "to": str | None,
    },
    total=False,
)

class CanaryGatewayRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    sectionName: str | None

class CanaryHeaders(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None
    suffix: str | None

class CanaryHttp(_t.TypedDict, total=False):
    h2UpgradePolicy: _t.Literal["DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"] | None
    http1MaxPendingRequests: int | None
    http2MaxRequests: int | None
    idleTimeout: str | None
    maxRequestsPerConnection: int | None
    maxRetries: int | None

class CanaryHttpCookie(_t.TypedDict, total=False):
    name: str | None
    path: str | None
    ttl: str | None

class CanaryLoadBalancer(_t.TypedDict, total=False):
    consistentHash: CanaryConsistentHash
    localityLbSetting: CanaryLocalityLbSetting
    simple: _t.Literal["LEAST_CONN", "LEAST_REQUEST", "PASSTHROUGH", "RANDOM", "ROUND_ROBIN"] | None
    warmupDurationSecs: str | None

class CanaryLocalityLbSetting(_t.TypedDict, total=False):
    distribute: list[CanaryDistribute]
    enabled: bool | None
    failover: list[CanaryFailover]

class CanaryMatch(_t.TypedDict, total=False):
    headers: _Mapping[str, CanaryHeaders]
    queryParams: _Mapping[str, CanaryQueryParams]
    sourceLabels: _Mapping[str, str] | None

class CanaryMetric(_t.TypedDict, total=False):
    interval: str | None
    name: _t.Required[str]
    query: str | None
    templateRef: SecretReference
    templateVariables: _Mapping[str, str] | None
    threshold: float | None
    thresholdRange: CanaryThresholdRange

class CanaryMirror(_t.TypedDict, total=False):
    backendRef: CanaryBackendRef

class CanaryOutlierDetection(_t.TypedDict, total=False):
    baseEjectionTime: str | None
    consecutive5xxErrors: int | None
    consecutiveErrors: int | None
    consecutiveGatewayErrors: int | None
    consecutiveLocalOriginFailures: int | None
    interval: str | None
    maxEjectionPercent: int | None
    minHealthPercent: int | None
    splitExternalLocalOriginErrors: bool | None

class CanaryPrimaryScalerReplicas(_t.TypedDict, total=False):
    maxReplicas: int | None
    minReplicas: int | None

class CanaryQueryParams(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None

class CanaryRequest(_t.TypedDict, total=False):
    add: _Mapping[str, str] | None
    remove: list[str] | None
    set: _Mapping[str, str] | None

class CanaryRetries(_t.TypedDict, total=False):
    attempts: int | None
    perTryTimeout: str | None
    retryOn: str | None

class CanaryRewrite(_t.TypedDict, total=False):
    authority: str | None
    type: str | None
    uri: str | None

class CanaryRouteRef(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[_t.Literal["ApisixRoute"]]
    name: _t.Required[str]

class CanaryService(_t.TypedDict, total=False):
    apex: CanaryApex
    appProtocol: str | None
    backendTimeout: str | None
    backends: list[str] | None
    canary: CanaryApex
    corsPolicy: CanaryCorsPolicy
    delegation: bool | None
    gatewayRefs: list[CanaryGatewayRef]
    gateways: list[str] | None
    headers: CanaryServiceHeaders
    headless: bool | None
    hosts: list[str] | None
    match: list[CanaryServiceMatch]
    meshName: str | None
    mirror: list[CanaryMirror]
    name: str | None
    port: _t.Required[float]
    portDiscovery: bool | None
    portName: str | None
    primary: CanaryApex
    retries: CanaryRetries
    rewrite: CanaryRewrite
    targetPort: int | str | None
    timeout: str | None
    trafficDistribution: _t.Literal["PreferClose", "PreferSameNode", "PreferSameZone"] | None
    trafficPolicy: CanaryTrafficPolicy
    unmanagedMetadata: CanaryUnmanagedMetadata

class CanaryServiceHeaders(_t.TypedDict, total=False):
    request: CanaryRequest
    response: CanaryRequest

class CanaryServiceMatch(_t.TypedDict, total=False):
    authority: CanaryAuthority
    gateways: list[str] | None
    headers: _Mapping[str, CanaryAuthority]
    ignoreUriCase: bool | None
    method: CanaryAuthority
    name: str | None
    port: int | None
    queryParams: _Mapping[str, CanaryAuthority]
    scheme: CanaryAuthority
    sourceLabels: _Mapping[str, str] | None
    sourceNamespace: str | None
    uri: CanaryAuthority
    withoutHeaders: _Mapping[str, CanaryAuthority]

class CanarySessionAffinity(_t.TypedDict, total=False):
    cookieName: _t.Required[str]
    domain: str | None
    httpOnly: bool | None
    maxAge: float | None
    partitioned: bool | None
    path: str | None
    primaryCookieName: str | None
    sameSite: _t.Literal["Lax", "None", "Strict"] | None
    secure: bool | None

class CanarySpec(_t.TypedDict, total=False):
    analysis: _t.Required[CanaryAnalysis]
    autoscalerRef: CanaryAutoscalerRef
    ingressRef: CrossVersionObjectReference
    metricsServer: str | None
    progressDeadlineSeconds: float | None
    provider: _t.Literal["apisix", "appmesh", "appmesh:v1beta2", "contour", "gatewayapi:v1", "gatewayapi:v1beta1", "gloo", "istio", "knative", "kubernetes", "kuma", "linkerd", "nginx", "osm", "skipper", "smi:v1alpha1", "smi:v1alpha2", "smi:v1alpha3", "traefik"] | None
    revertOnDeletion: bool | None
    routeRef: CanaryRouteRef
    service: CanaryService
    skipAnalysis: bool | None
    suspend: bool | None
    targetRef: _t.Required[CanaryTargetRef]
    upstreamRef: CanaryUpstreamRef

class CanaryTargetRef(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[_t.Literal["DaemonSet", "Deployment", "Service"]]
    name: _t.Required[str]

class CanaryThresholdRange(_t.TypedDict, total=False):
    max: float | None
    min: float | None

class CanaryTls(_t.TypedDict, total=False):
    caCertificates: str | None
    clientCertificate: str | None
    mode: _t.Literal["DISABLE", "ISTIO_MUTUAL", "MUTUAL", "SIMPLE"] | None
    privateKey: str | None
    sni: str | None
    subjectAltNames: list[str] | None

class CanaryTrafficPolicy(_t.TypedDict, total=False):
    connectionPool: CanaryConnectionPool
    loadBalancer: CanaryLoadBalancer
    outlierDetection: CanaryOutlierDetection
    tls: CanaryTls

class CanaryUnmanagedMetadata(_t.TypedDict, total=False):
    annotations: list[str] | None
    labels: list[str] | None

class CanaryUpstreamRef(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[_t.Literal["Upstream"]]
    name: _t.Required[str]
    namespace: str | None

class CanaryWebhook(_t.TypedDict, total=False):
    disableTLS: bool | None
    metadata: _Mapping[str, str] | None
    muteAlert: bool | None
    name: _t.Required[str]
    retries: float | None
    timeout: str | None
    type: _t.Literal["", "confirm-promotion", "confirm-rollout", "confirm-traffic-increase", "event", "post-rollout", "pre-rollout", "rollback", "rollout"] | None
    url: _t.Required[str]

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[_t.Literal["Ingress"]]
    name: _t.Required[str]

class MetricTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: MetricTemplateSpec

class MetricTemplateProvider(_t.TypedDict, total=False):
    address: str | None
    headers: _Mapping[str, list[str]] | None
    insecureSkipVerify: bool | None
    region: str | None
    secretRef: SecretRef
    type: _t.Required[_t.Literal["cloudwatch", "datadog", "dynatrace", "externalmetrics", "graphite", "influxdb", "keptn", "newrelic", "prometheus", "splunk", "stackdriver"]]

class MetricTemplateSpec(_t.TypedDict, total=False):
    provider: _t.Required[MetricTemplateProvider]
    query: _t.Required[str]

class SecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class SecretReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: str | None

class AlertProvider(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AlertProviderBody]) -> None: ...

class Canary(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CanaryBody]) -> None: ...

class MetricTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MetricTemplateBody]) -> None: ...
