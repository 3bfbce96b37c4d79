# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AcmeDNS(_t.TypedDict, total=False):
    accountSecretRef: _t.Required[ClientSecretSecretRef]
    host: _t.Required[str]

class Affinity(_t.TypedDict, total=False):
    nodeAffinity: NodeAffinity
    podAffinity: PodAffinity
    podAntiAffinity: PodAffinity

class Akamai(_t.TypedDict, total=False):
    accessTokenSecretRef: _t.Required[ClientSecretSecretRef]
    clientSecretSecretRef: _t.Required[ClientSecretSecretRef]
    clientTokenSecretRef: _t.Required[ClientSecretSecretRef]
    serviceConsumerDomain: _t.Required[str]

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[str]

class Auth(_t.TypedDict, total=False):
    kubernetes: _t.Required[Kubernetes]

class AzureDNS(_t.TypedDict, total=False):
    clientID: str | None
    clientSecretSecretRef: ClientSecretSecretRef
    environment: _t.Literal["AzureChinaCloud", "AzureGermanCloud", "AzurePublicCloud", "AzureUSGovernmentCloud"] | None
    hostedZoneName: str | None
    managedIdentity: ManagedIdentity
    resourceGroupName: _t.Required[str]
    subscriptionID: _t.Required[str]
    tenantID: str | None
    zoneType: _t.Literal["AzurePrivateZone", "AzurePublicZone"] | None

class ChallengeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ChallengeSpec]

class ChallengeSpec(_t.TypedDict, total=False):
    authorizationURL: _t.Required[str]
    dnsName: _t.Required[str]
    issuerRef: _t.Required[IssuerRef]
    key: _t.Required[str]
    solver: _t.Required[Solver]
    token: _t.Required[str]
    type: _t.Required[_t.Literal["DNS-01", "HTTP-01"]]
    url: _t.Required[str]
    wildcard: bool | None

class ClientSecretSecretRef(_t.TypedDict, total=False):
    key: str | None
    name: _t.Required[str]

class CloudDNS(_t.TypedDict, total=False):
    hostedZoneName: str | None
    project: _t.Required[str]
    serviceAccountSecretRef: ClientSecretSecretRef

class Cloudflare(_t.TypedDict, total=False):
    apiKeySecretRef: ClientSecretSecretRef
    apiTokenSecretRef: ClientSecretSecretRef
    email: str | None

class Digitalocean(_t.TypedDict, total=False):
    tokenSecretRef: _t.Required[ClientSecretSecretRef]

class Dns01(_t.TypedDict, total=False):
    acmeDNS: AcmeDNS
    akamai: Akamai
    azureDNS: AzureDNS
    cloudDNS: CloudDNS
    cloudflare: Cloudflare
    cnameStrategy: _t.Literal["Follow", "None"] | None
    digitalocean: Digitalocean
    rfc2136: Rfc2136
    route53: Route53
    webhook: Webhook

class GatewayHTTPRoute(_t.TypedDict, total=False):
    labels: _Mapping[str, str] | None
    parentRefs: list[ParentRef]
    podTemplate: JobTemplateSpec
    serviceType: str | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class Http01(_t.TypedDict, total=False):
    gatewayHTTPRoute: GatewayHTTPRoute
    ingress: Ingress

class ImagePullSecret(_t.TypedDict, total=False):
    name: str | None

Ingress = _t.TypedDict(
    "Ingress",
    {
        "class": str | None,
        "ingressClassName": str | None,
        "ingressTemplate": IngressTemplate,
        "name": str | None,
        "podTemplate": JobTemplateSpec,
        "serviceType": str | None,
    },
    total=False,
)

class IngressTemplate(_t.TypedDict, total=False):
    metadata: Metadata

class IssuerRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: Metadata
    spec: Spec

class Kubernetes(_t.TypedDict, total=False):
    serviceAccountRef: _t.Required[ServiceAccountRef]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class ManagedIdentity(_t.TypedDict, total=False):
    clientID: str | None
    resourceID: str | None
    tenantID: str | None

class Metadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class NodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution: RequiredDuringSchedulingIgnoredDuringExecution

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class NodeSelectorTerm(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchFields: list[NodeSelectorRequirement]

class OrderBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[OrderSpec]

class OrderSpec(_t.TypedDict, total=False):
    commonName: str | None
    dnsNames: list[str] | None
    duration: str | None
    ipAddresses: list[str] | None
    issuerRef: _t.Required[IssuerRef]
    profile: str | None
    replaces: str | None
    request: _t.Required[str]

class ParentRef(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: _t.Required[str]
    namespace: str | None
    port: int | None
    sectionName: str | None

class PodAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

class PodAffinityTerm(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    matchLabelKeys: list[str] | None
    mismatchLabelKeys: list[str] | None
    namespaceSelector: LabelSelector
    namespaces: list[str] | None
    topologyKey: _t.Required[str]

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class RequiredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    nodeSelectorTerms: _t.Required[list[NodeSelectorTerm]]

class Rfc2136(_t.TypedDict, total=False):
    nameserver: _t.Required[str]
    protocol: _t.Literal["TCP", "UDP"] | None
    tsigAlgorithm: str | None
    tsigKeyName: str | None
    tsigSecretSecretRef: ClientSecretSecretRef

class Route53(_t.TypedDict, total=False):
    accessKeyID: str | None
    accessKeyIDSecretRef: ClientSecretSecretRef
    auth: Auth
    hostedZoneID: str | None
    region: str | None
    role: str | None
    secretAccessKeySecretRef: ClientSecretSecretRef

class SELinuxOptions(_t.TypedDict, total=False):
    level: str | None
    role: str | None
    type: str | None
    user: str | None

class SecurityContext(_t.TypedDict, total=False):
    fsGroup: int | None
    fsGroupChangePolicy: str | None
    runAsGroup: int | None
    runAsNonRoot: bool | None
    runAsUser: int | None
    seLinuxOptions: SELinuxOptions
    seccompProfile: AppArmorProfile
    supplementalGroups: list[int] | None
    sysctls: list[HTTPHeader]

class Selector(_t.TypedDict, total=False):
    dnsNames: list[str] | None
    dnsZones: list[str] | None
    matchLabels: _Mapping[str, str] | None

class ServiceAccountRef(_t.TypedDict, total=False):
    audiences: list[str] | None
    name: _t.Required[str]

class Solver(_t.TypedDict, total=False):
    dns01: Dns01
    http01: Http01
    selector: Selector
    waitInsteadOfSelfCheck: str | None

class Spec(_t.TypedDict, total=False):
    affinity: Affinity
    imagePullSecrets: list[ImagePullSecret]
    nodeSelector: _Mapping[str, str] | None
    priorityClassName: str | None
    resources: VolumeResourceRequirements
    securityContext: SecurityContext
    serviceAccountName: str | None
    tolerations: list[Toleration]

class Toleration(_t.TypedDict, total=False):
    effect: str | None
    key: str | None
    operator: str | None
    tolerationSeconds: int | None
    value: str | None

class VolumeResourceRequirements(_t.TypedDict, total=False):
    limits: _Mapping[str, str | int] | None
    requests: _Mapping[str, str | int] | None

class Webhook(_t.TypedDict, total=False):
    config: _t.Any
    groupName: _t.Required[str]
    solverName: _t.Required[str]

class WeightedPodAffinityTerm(_t.TypedDict, total=False):
    podAffinityTerm: _t.Required[PodAffinityTerm]
    weight: _t.Required[int]

class Challenge(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ChallengeBody]) -> None: ...

class Order(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[OrderBody]) -> None: ...
