# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.monitoring_coreos_com import v1alpha1 as _monitoring_coreos_com_v1alpha1

class AWSElasticBlockStoreVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class Affinity(_t.TypedDict, total=False):
    nodeAffinity: NodeAffinity
    podAffinity: PodAffinity
    podAntiAffinity: PodAffinity

class AlertmanagerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AlertmanagerSpec]

class AlertmanagerAlertmanagerConfigMatcherStrategy(_t.TypedDict, total=False):
    type: _t.Literal["None", "OnNamespace", "OnNamespaceExceptForAlertmanagerNamespace"] | None

AlertmanagerAlertmanagerConfiguration = _t.TypedDict(
    "AlertmanagerAlertmanagerConfiguration",
    {
        "global": AlertmanagerGlobal,
        "name": str | None,
        "templates": list[_monitoring_coreos_com_v1alpha1.Cert],
    },
    total=False,
)

class AlertmanagerClusterTLS(_t.TypedDict, total=False):
    client: _t.Required[_monitoring_coreos_com_v1alpha1.TlsConfig]
    server: _t.Required[TlsConfig]

class AlertmanagerDownwardAPI(_t.TypedDict, total=False):
    items: list[AlertmanagerItem]

class AlertmanagerGlobal(_t.TypedDict, total=False):
    httpConfig: AlertmanagerHttpConfig
    jira: AlertmanagerJira
    mattermost: AlertmanagerMattermost
    opsGenieApiKey: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    opsGenieApiUrl: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    pagerdutyUrl: str | None
    resolveTimeout: str | None
    rocketChat: AlertmanagerRocketChat
    slackApiUrl: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    smtp: AlertmanagerSmtp
    telegram: AlertmanagerJira
    victorops: AlertmanagerVictorops
    webex: AlertmanagerJira
    wechat: AlertmanagerWechat

class AlertmanagerHttpConfig(_t.TypedDict, total=False):
    authorization: _monitoring_coreos_com_v1alpha1.Authorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerTokenSecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    enableHttp2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: _monitoring_coreos_com_v1alpha1.Oauth2
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    tlsConfig: _monitoring_coreos_com_v1alpha1.TlsConfig

class AlertmanagerItem(_t.TypedDict, total=False):
    fieldRef: ObjectFieldSelector
    mode: int | None
    path: _t.Required[str]
    resourceFieldRef: ResourceFieldSelector

class AlertmanagerJira(_t.TypedDict, total=False):
    apiURL: str | None

class AlertmanagerLimits(_t.TypedDict, total=False):
    maxPerSilenceBytes: str | None
    maxSilences: int | None

class AlertmanagerMattermost(_t.TypedDict, total=False):
    webhookURL: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector

class AlertmanagerRocketChat(_t.TypedDict, total=False):
    apiURL: str | None
    token: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    tokenID: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector

AlertmanagerSmtp = _t.TypedDict(
    "AlertmanagerSmtp",
    {
        "authIdentity": str | None,
        "authPassword": _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector,
        "authSecret": _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector,
        "authUsername": str | None,
        "forceImplicitTLS": bool | None,
        "from": str | None,
        "hello": str | None,
        "requireTLS": bool | None,
        "smartHost": TCPSocketAction,
        "tlsConfig": _monitoring_coreos_com_v1alpha1.TlsConfig,
    },
    total=False,
)

class AlertmanagerSpec(_t.TypedDict, total=False):
    additionalArgs: list[HTTPHeader]
    additionalPeers: list[str] | None
    affinity: Affinity
    alertmanagerConfigMatcherStrategy: AlertmanagerAlertmanagerConfigMatcherStrategy
    alertmanagerConfigNamespaceSelector: LabelSelector
    alertmanagerConfigSelector: LabelSelector
    alertmanagerConfiguration: AlertmanagerAlertmanagerConfiguration
    automountServiceAccountToken: bool | None
    baseImage: str | None
    clusterAdvertiseAddress: str | None
    clusterGossipInterval: str | None
    clusterLabel: str | None
    clusterPeerTimeout: str | None
    clusterPushpullInterval: str | None
    clusterTLS: AlertmanagerClusterTLS
    configMaps: list[str] | None
    configSecret: str | None
    containers: list[Container]
    dnsConfig: PodDNSConfig
    dnsPolicy: _t.Literal["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] | None
    enableFeatures: list[str] | None
    enableServiceLinks: bool | None
    externalUrl: str | None
    forceEnableClusterMode: bool | None
    hostAliases: list[HostAlias]
    hostNetwork: bool | None
    hostUsers: bool | None
    image: str | None
    imagePullPolicy: _t.Literal["", "Always", "IfNotPresent", "Never"] | None
    imagePullSecrets: list[SecretRef]
    initContainers: list[Container]
    limits: AlertmanagerLimits
    listenLocal: bool | None
    logFormat: _t.Literal["", "json", "logfmt"] | None
    logLevel: _t.Literal["", "debug", "error", "info", "warn"] | None
    minReadySeconds: int | None
    nodeSelector: _Mapping[str, str] | None
    paused: bool | None
    persistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy
    podManagementPolicy: _t.Literal["OrderedReady", "Parallel"] | None
    podMetadata: PodMetadata
    portName: str | None
    priorityClassName: str | None
    replicas: int | None
    resources: ResourceRequirements
    retention: str | None
    routePrefix: str | None
    schedulerName: str | None
    secrets: list[str] | None
    securityContext: PodSecurityContext
    serviceAccountName: str | None
    serviceName: str | None
    sha: str | None
    storage: Storage
    tag: str | None
    terminationGracePeriodSeconds: int | None
    tolerations: list[Toleration]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    updateStrategy: DaemonSetUpdateStrategy
    version: str | None
    volumeMounts: list[VolumeMount]
    volumes: list[Volume]
    web: AlertmanagerWeb

class AlertmanagerVictorops(_t.TypedDict, total=False):
    apiKey: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    apiURL: str | None

class AlertmanagerWeb(_t.TypedDict, total=False):
    getConcurrency: int | None
    httpConfig: HttpConfig
    timeout: int | None
    tlsConfig: TlsConfig

class AlertmanagerWechat(_t.TypedDict, total=False):
    apiCorpID: str | None
    apiSecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    apiURL: str | None

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[str]

class AttachMetadata(_t.TypedDict, total=False):
    node: bool | None

class AttachedVolume(_t.TypedDict, total=False):
    devicePath: _t.Required[str]
    name: _t.Required[str]

class AzureDiskVolumeSource(_t.TypedDict, total=False):
    cachingMode: str | None
    diskName: _t.Required[str]
    diskURI: _t.Required[str]
    fsType: str | None
    kind: str | None
    readOnly: bool | None

class AzureFileVolumeSource(_t.TypedDict, total=False):
    readOnly: bool | None
    secretName: _t.Required[str]
    shareName: _t.Required[str]

class CSIVolumeSource(_t.TypedDict, total=False):
    driver: _t.Required[str]
    fsType: str | None
    nodePublishSecretRef: SecretRef
    readOnly: bool | None
    volumeAttributes: _Mapping[str, str] | None

class Capabilities(_t.TypedDict, total=False):
    add: list[str] | None
    drop: list[str] | None

class CephFSPersistentVolumeSource(_t.TypedDict, total=False):
    monitors: _t.Required[list[str]]
    path: str | None
    readOnly: bool | None
    secretFile: str | None
    secretRef: SecretRef
    user: str | None

class CinderPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: SecretRef
    volumeID: _t.Required[str]

class ClusterTrustBundle(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    name: str | None
    optional: bool | None
    path: _t.Required[str]
    signerName: str | None

class ConfigMap(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[Item]
    name: str | None
    optional: bool | None

class ConfigMapEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class ConfigMapProjection(_t.TypedDict, total=False):
    items: list[Item]
    name: str | None
    optional: bool | None

class Container(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    image: str | None
    imagePullPolicy: str | None
    lifecycle: Lifecycle
    livenessProbe: LivenessProbe
    name: _t.Required[str]
    ports: list[ContainerPort]
    readinessProbe: LivenessProbe
    resizePolicy: list[ContainerResizePolicy]
    resources: ResourceRequirements
    restartPolicy: str | None
    restartPolicyRules: list[ContainerRestartRule]
    securityContext: SecurityContext
    startupProbe: LivenessProbe
    stdin: bool | None
    stdinOnce: bool | None
    terminationMessagePath: str | None
    terminationMessagePolicy: str | None
    tty: bool | None
    volumeDevices: list[AttachedVolume]
    volumeMounts: list[VolumeMount]
    workingDir: str | None

class ContainerPort(_t.TypedDict, total=False):
    containerPort: _t.Required[int]
    hostIP: str | None
    hostPort: int | None
    name: str | None
    protocol: str | None

class ContainerResizePolicy(_t.TypedDict, total=False):
    resourceName: _t.Required[str]
    restartPolicy: _t.Required[str]

class ContainerRestartRule(_t.TypedDict, total=False):
    action: _t.Required[str]
    exitCodes: ContainerRestartRuleOnExitCodes

class ContainerRestartRuleOnExitCodes(_t.TypedDict, total=False):
    operator: _t.Required[str]
    values: list[int] | None

class DaemonSetUpdateStrategy(_t.TypedDict, total=False):
    rollingUpdate: RollingUpdate
    type: _t.Required[_t.Literal["OnDelete", "RollingUpdate"]]

class DownwardAPI(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[AlertmanagerItem]

class EmptyDir(_t.TypedDict, total=False):
    medium: str | None
    sizeLimit: str | int | None

class EnvFromSource(_t.TypedDict, total=False):
    configMapRef: ConfigMapEnvSource
    prefix: str | None
    secretRef: ConfigMapEnvSource

class EnvVar(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: EnvVarSource

class EnvVarSource(_t.TypedDict, total=False):
    configMapKeyRef: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    fieldRef: ObjectFieldSelector
    fileKeyRef: FileKeySelector
    resourceFieldRef: ResourceFieldSelector
    secretKeyRef: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector

class Ephemeral(_t.TypedDict, total=False):
    volumeClaimTemplate: JobTemplateSpec

class Exec(_t.TypedDict, total=False):
    command: list[str] | None

class FCVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    lun: int | None
    readOnly: bool | None
    targetWWNs: list[str] | None
    wwids: list[str] | None

class FileKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    optional: bool | None
    path: _t.Required[str]
    volumeName: _t.Required[str]

class FlexPersistentVolumeSource(_t.TypedDict, total=False):
    driver: _t.Required[str]
    fsType: str | None
    options: _Mapping[str, str] | None
    readOnly: bool | None
    secretRef: SecretRef

class FlockerVolumeSource(_t.TypedDict, total=False):
    datasetName: str | None
    datasetUUID: str | None

class GCEPersistentDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    pdName: _t.Required[str]
    readOnly: bool | None

class GitRepoVolumeSource(_t.TypedDict, total=False):
    directory: str | None
    repository: _t.Required[str]
    revision: str | None

class GlusterfsVolumeSource(_t.TypedDict, total=False):
    endpoints: _t.Required[str]
    path: _t.Required[str]
    readOnly: bool | None

class Grpc(_t.TypedDict, total=False):
    port: _t.Required[int]
    service: str | None

class GrpcServerTlsConfig(_t.TypedDict, total=False):
    ca: _monitoring_coreos_com_v1alpha1.Cert
    caFile: str | None
    cert: _monitoring_coreos_com_v1alpha1.Cert
    certFile: str | None
    cipherSuites: list[str] | None
    curves: list[str] | None
    insecureSkipVerify: bool | None
    keyFile: str | None
    keySecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    maxVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    minVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    serverName: str | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None

class Headers(_t.TypedDict, total=False):
    contentSecurityPolicy: str | None
    strictTransportSecurity: str | None
    xContentTypeOptions: _t.Literal["", "NoSniff"] | None
    xFrameOptions: _t.Literal["", "Deny", "SameOrigin"] | None
    xXSSProtection: str | None

class HostAlias(_t.TypedDict, total=False):
    hostnames: _t.Required[list[str]]
    ip: _t.Required[str]

class HostPathVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    type: str | None

class HttpConfig(_t.TypedDict, total=False):
    headers: Headers
    http2: bool | None

class HttpGet(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[HttpHeader]
    path: str | None
    port: _t.Required[int | str]
    scheme: str | None

class HttpHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class ISCSIPersistentVolumeSource(_t.TypedDict, total=False):
    chapAuthDiscovery: bool | None
    chapAuthSession: bool | None
    fsType: str | None
    initiatorName: str | None
    iqn: _t.Required[str]
    iscsiInterface: str | None
    lun: _t.Required[int]
    portals: list[str] | None
    readOnly: bool | None
    secretRef: SecretRef
    targetPortal: _t.Required[str]

class ImageVolumeSource(_t.TypedDict, total=False):
    pullPolicy: str | None
    reference: str | None

class Item(_t.TypedDict, total=False):
    key: _t.Required[str]
    mode: int | None
    path: _t.Required[str]

class JobCondition(_t.TypedDict, total=False):
    lastProbeTime: str | None
    lastTransitionTime: str | None
    message: str | None
    reason: str | None
    status: _t.Required[str]
    type: _t.Required[str]

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: Metadata
    spec: _t.Required[PersistentVolumeClaimSpec]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class Lifecycle(_t.TypedDict, total=False):
    postStart: LifecycleHandler
    preStop: LifecycleHandler
    stopSignal: str | None

class LifecycleHandler(_t.TypedDict, total=False):
    exec: Exec
    httpGet: HttpGet
    sleep: Sleep
    tcpSocket: TcpSocket

class LivenessProbe(_t.TypedDict, total=False):
    exec: Exec
    failureThreshold: int | None
    grpc: Grpc
    httpGet: HttpGet
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TcpSocket
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

class Metadata(_t.TypedDict, total=False):
    pass

class MetricRelabeling(_t.TypedDict, total=False):
    action: _t.Literal["Drop", "DropEqual", "HashMod", "Keep", "KeepEqual", "LabelDrop", "LabelKeep", "LabelMap", "Lowercase", "Replace", "Uppercase", "drop", "dropequal", "hashmod", "keep", "keepequal", "labeldrop", "labelkeep", "labelmap", "lowercase", "replace", "uppercase"] | None
    modulus: int | None
    regex: str | None
    replacement: str | None
    separator: str | None
    sourceLabels: list[str] | None
    targetLabel: str | None

class ModifyVolumeStatus(_t.TypedDict, total=False):
    status: _t.Required[str]
    targetVolumeAttributesClassName: str | None

class NFSVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    readOnly: bool | None
    server: _t.Required[str]

class NamespaceSelector(_t.TypedDict, total=False):
    any: bool | None
    matchNames: list[str] | None

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

class ObjectFieldSelector(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldPath: _t.Required[str]

class PersistentVolumeClaimSpec(_t.TypedDict, total=False):
    accessModes: list[str] | None
    dataSource: TypedLocalObjectReference
    dataSourceRef: TypedObjectReference
    resources: VolumeResourceRequirements
    selector: LabelSelector
    storageClassName: str | None
    volumeAttributesClassName: str | None
    volumeMode: str | None
    volumeName: str | None

class PersistentVolumeClaimVolumeSource(_t.TypedDict, total=False):
    claimName: _t.Required[str]
    readOnly: bool | None

class PhotonPersistentDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    pdID: _t.Required[str]

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

class PodCertificate(_t.TypedDict, total=False):
    certificateChainPath: str | None
    credentialBundlePath: str | None
    keyPath: str | None
    keyType: _t.Required[str]
    maxExpirationSeconds: int | None
    signerName: _t.Required[str]
    userAnnotations: _Mapping[str, str] | None

class PodDNSConfig(_t.TypedDict, total=False):
    nameservers: list[str] | None
    options: list[HTTPHeader]
    searches: list[str] | None

class PodMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None
    name: str | None

class PodMonitorBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PodMonitorSpec]

class PodMonitorPodMetricsEndpoint(_t.TypedDict, total=False):
    authorization: _monitoring_coreos_com_v1alpha1.Authorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerTokenSecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    enableHttp2: bool | None
    filterRunning: bool | None
    followRedirects: bool | None
    honorLabels: bool | None
    honorTimestamps: bool | None
    interval: str | None
    metricRelabelings: list[MetricRelabeling]
    noProxy: str | None
    oauth2: _monitoring_coreos_com_v1alpha1.Oauth2
    params: _Mapping[str, list[str]] | None
    path: str | None
    port: str | None
    portNumber: int | None
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    relabelings: list[MetricRelabeling]
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    scrapeTimeout: str | None
    targetPort: int | str | None
    tlsConfig: _monitoring_coreos_com_v1alpha1.TlsConfig
    trackTimestampsStaleness: bool | None

class PodMonitorSpec(_t.TypedDict, total=False):
    attachMetadata: AttachMetadata
    bodySizeLimit: str | None
    convertClassicHistogramsToNHCB: bool | None
    fallbackScrapeProtocol: _t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"] | None
    jobLabel: str | None
    keepDroppedTargets: int | None
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    namespaceSelector: NamespaceSelector
    nativeHistogramBucketLimit: int | None
    nativeHistogramMinBucketFactor: str | int | None
    podMetricsEndpoints: list[PodMonitorPodMetricsEndpoint]
    podTargetLabels: list[str] | None
    sampleLimit: int | None
    scrapeClass: str | None
    scrapeClassicHistograms: bool | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    selector: _t.Required[LabelSelector]
    selectorMechanism: _t.Literal["RelabelConfig", "RoleSelector"] | None
    targetLimit: int | None

class PodSecurityContext(_t.TypedDict, total=False):
    appArmorProfile: AppArmorProfile
    fsGroup: int | None
    fsGroupChangePolicy: str | None
    runAsGroup: int | None
    runAsNonRoot: bool | None
    runAsUser: int | None
    seLinuxChangePolicy: str | None
    seLinuxOptions: SELinuxOptions
    seccompProfile: AppArmorProfile
    supplementalGroups: list[int] | None
    supplementalGroupsPolicy: str | None
    sysctls: list[HttpHeader]
    windowsOptions: WindowsSecurityContextOptions

class PortworxVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class ProbeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ProbeSpec]

class ProbeIngress(_t.TypedDict, total=False):
    namespaceSelector: NamespaceSelector
    relabelingConfigs: list[MetricRelabeling]
    selector: LabelSelector

class ProbeParam(_t.TypedDict, total=False):
    name: _t.Required[str]
    values: list[str] | None

class ProbeProber(_t.TypedDict, total=False):
    noProxy: str | None
    path: str | None
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    url: _t.Required[str]

class ProbeSpec(_t.TypedDict, total=False):
    authorization: _monitoring_coreos_com_v1alpha1.Authorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerTokenSecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    convertClassicHistogramsToNHCB: bool | None
    enableHttp2: bool | None
    fallbackScrapeProtocol: _t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"] | None
    followRedirects: bool | None
    interval: str | None
    jobName: str | None
    keepDroppedTargets: int | None
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    metricRelabelings: list[MetricRelabeling]
    module: str | None
    nativeHistogramBucketLimit: int | None
    nativeHistogramMinBucketFactor: str | int | None
    oauth2: _monitoring_coreos_com_v1alpha1.Oauth2
    params: list[ProbeParam]
    prober: ProbeProber
    sampleLimit: int | None
    scrapeClass: str | None
    scrapeClassicHistograms: bool | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    scrapeTimeout: str | None
    targetLimit: int | None
    targets: ProbeTargets
    tlsConfig: _monitoring_coreos_com_v1alpha1.TlsConfig

class ProbeStaticConfig(_t.TypedDict, total=False):
    labels: _Mapping[str, str] | None
    relabelingConfigs: list[MetricRelabeling]
    static: list[str] | None

class ProbeTargets(_t.TypedDict, total=False):
    ingress: ProbeIngress
    staticConfig: ProbeStaticConfig

class Projected(_t.TypedDict, total=False):
    defaultMode: int | None
    sources: list[VolumeProjection]

class PrometheusBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PrometheusSpec]

class PrometheusAlert(_t.TypedDict, total=False):
    forGracePeriod: str | None
    forOutageTolerance: str | None
    resendDelay: str | None

class PrometheusAlerting(_t.TypedDict, total=False):
    alertmanagers: _t.Required[list[PrometheusAlertmanager]]

class PrometheusAlertmanager(_t.TypedDict, total=False):
    alertRelabelings: list[MetricRelabeling]
    apiVersion: _t.Literal["V1", "V2", "v1", "v2"] | None
    authorization: _monitoring_coreos_com_v1alpha1.Authorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerTokenFile: str | None
    enableHttp2: bool | None
    name: _t.Required[str]
    namespace: str | None
    noProxy: str | None
    pathPrefix: str | None
    port: _t.Required[int | str]
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    relabelings: list[MetricRelabeling]
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    sigv4: _monitoring_coreos_com_v1alpha1.Sigv4
    timeout: str | None
    tlsConfig: _monitoring_coreos_com_v1alpha1.PrometheusAgentTlsConfig

class PrometheusExemplars(_t.TypedDict, total=False):
    maxSize: int | None

class PrometheusQuery(_t.TypedDict, total=False):
    lookbackDelta: str | None
    maxConcurrency: int | None
    maxSamples: int | None
    timeout: str | None

class PrometheusRemoteRead(_t.TypedDict, total=False):
    authorization: _monitoring_coreos_com_v1alpha1.PrometheusAgentAuthorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerToken: str | None
    bearerTokenFile: str | None
    filterExternalLabels: bool | None
    followRedirects: bool | None
    headers: _Mapping[str, str] | None
    name: str | None
    noProxy: str | None
    oauth2: _monitoring_coreos_com_v1alpha1.Oauth2
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    readRecent: bool | None
    remoteTimeout: str | None
    requiredMatchers: _Mapping[str, str] | None
    tlsConfig: _monitoring_coreos_com_v1alpha1.PrometheusAgentTlsConfig
    url: _t.Required[str]

class PrometheusRetain(_t.TypedDict, total=False):
    retentionPeriod: _t.Required[str]

class PrometheusRuleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PrometheusRuleSpec]

class PrometheusRuleGroup(_t.TypedDict, total=False):
    interval: str | None
    labels: _Mapping[str, str] | None
    limit: int | None
    name: _t.Required[str]
    partial_response_strategy: str | None
    query_offset: str | None
    rules: list[PrometheusRuleRule]

PrometheusRuleRule = _t.TypedDict(
    "PrometheusRuleRule",
    {
        "alert": str | None,
        "annotations": _Mapping[str, str] | None,
        "expr": _t.Required[int | str],
        "for": str | None,
        "keep_firing_for": str | None,
        "labels": _Mapping[str, str] | None,
        "record": str | None,
    },
    total=False,
)

class PrometheusRuleSpec(_t.TypedDict, total=False):
    groups: list[PrometheusRuleGroup]

class PrometheusRules(_t.TypedDict, total=False):
    alert: PrometheusAlert

class PrometheusRulesExcludedFromEnforce(_t.TypedDict, total=False):
    ruleName: _t.Required[str]
    ruleNamespace: _t.Required[str]

class PrometheusShardRetentionPolicy(_t.TypedDict, total=False):
    retain: PrometheusRetain
    whenScaled: _t.Literal["Delete", "Retain"] | None

class PrometheusSpec(_t.TypedDict, total=False):
    additionalAlertManagerConfigs: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    additionalAlertRelabelConfigs: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    additionalArgs: list[HTTPHeader]
    additionalScrapeConfigs: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    affinity: Affinity
    alerting: PrometheusAlerting
    allowOverlappingBlocks: bool | None
    apiserverConfig: _monitoring_coreos_com_v1alpha1.ApiserverConfig
    arbitraryFSAccessThroughSMs: _monitoring_coreos_com_v1alpha1.ArbitraryFSAccessThroughSMs
    automountServiceAccountToken: bool | None
    baseImage: str | None
    bodySizeLimit: str | None
    configMaps: list[str] | None
    containers: list[Container]
    convertClassicHistogramsToNHCB: bool | None
    disableCompaction: bool | None
    dnsConfig: PodDNSConfig
    dnsPolicy: _t.Literal["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] | None
    enableAdminAPI: bool | None
    enableFeatures: list[str] | None
    enableOTLPReceiver: bool | None
    enableRemoteWriteReceiver: bool | None
    enableServiceLinks: bool | None
    enforcedBodySizeLimit: str | None
    enforcedKeepDroppedTargets: int | None
    enforcedLabelLimit: int | None
    enforcedLabelNameLengthLimit: int | None
    enforcedLabelValueLengthLimit: int | None
    enforcedNamespaceLabel: str | None
    enforcedSampleLimit: int | None
    enforcedTargetLimit: int | None
    evaluationInterval: str | None
    excludedFromEnforcement: list[_monitoring_coreos_com_v1alpha1.ParentReference]
    exemplars: PrometheusExemplars
    externalLabels: _Mapping[str, str] | None
    externalUrl: str | None
    hostAliases: list[HostAlias]
    hostNetwork: bool | None
    hostUsers: bool | None
    ignoreNamespaceSelectors: bool | None
    image: str | None
    imagePullPolicy: _t.Literal["", "Always", "IfNotPresent", "Never"] | None
    imagePullSecrets: list[SecretRef]
    initContainers: list[Container]
    keepDroppedTargets: int | None
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    listenLocal: bool | None
    logFormat: _t.Literal["", "json", "logfmt"] | None
    logLevel: _t.Literal["", "debug", "error", "info", "warn"] | None
    maximumStartupDurationSeconds: int | None
    minReadySeconds: int | None
    nameEscapingScheme: _t.Literal["AllowUTF8", "Dots", "Underscores", "Values"] | None
    nameValidationScheme: _t.Literal["Legacy", "UTF8"] | None
    nodeSelector: _Mapping[str, str] | None
    otlp: _monitoring_coreos_com_v1alpha1.Otlp
    overrideHonorLabels: bool | None
    overrideHonorTimestamps: bool | None
    paused: bool | None
    persistentVolumeClaimRetentionPolicy: StatefulSetPersistentVolumeClaimRetentionPolicy
    podManagementPolicy: _t.Literal["OrderedReady", "Parallel"] | None
    podMetadata: PodMetadata
    podMonitorNamespaceSelector: LabelSelector
    podMonitorSelector: LabelSelector
    podTargetLabels: list[str] | None
    portName: str | None
    priorityClassName: str | None
    probeNamespaceSelector: LabelSelector
    probeSelector: LabelSelector
    prometheusExternalLabelName: str | None
    prometheusRulesExcludedFromEnforce: list[PrometheusRulesExcludedFromEnforce]
    query: PrometheusQuery
    queryLogFile: str | None
    reloadStrategy: _t.Literal["HTTP", "ProcessSignal"] | None
    remoteRead: list[PrometheusRemoteRead]
    remoteWrite: list[_monitoring_coreos_com_v1alpha1.RemoteWrite]
    remoteWriteReceiverMessageVersions: list[_t.Literal["V1.0", "V2.0"]] | None
    replicaExternalLabelName: str | None
    replicas: int | None
    resources: ResourceRequirements
    retention: str | None
    retentionSize: str | None
    routePrefix: str | None
    ruleNamespaceSelector: LabelSelector
    ruleQueryOffset: str | None
    ruleSelector: LabelSelector
    rules: PrometheusRules
    runtime: _monitoring_coreos_com_v1alpha1.Runtime
    sampleLimit: int | None
    schedulerName: str | None
    scrapeClasses: list[_monitoring_coreos_com_v1alpha1.ScrapeClass]
    scrapeClassicHistograms: bool | None
    scrapeConfigNamespaceSelector: LabelSelector
    scrapeConfigSelector: LabelSelector
    scrapeFailureLogFile: str | None
    scrapeInterval: str | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    scrapeTimeout: str | None
    secrets: list[str] | None
    securityContext: PodSecurityContext
    serviceAccountName: str | None
    serviceDiscoveryRole: _t.Literal["EndpointSlice", "Endpoints"] | None
    serviceMonitorNamespaceSelector: LabelSelector
    serviceMonitorSelector: LabelSelector
    serviceName: str | None
    sha: str | None
    shardRetentionPolicy: PrometheusShardRetentionPolicy
    shardingStrategy: _monitoring_coreos_com_v1alpha1.ShardingStrategy
    shards: int | None
    storage: Storage
    tag: str | None
    targetLimit: int | None
    terminationGracePeriodSeconds: int | None
    thanos: PrometheusThanos
    tolerations: list[Toleration]
    topologySpreadConstraints: list[_monitoring_coreos_com_v1alpha1.TopologySpreadConstraint]
    tracingConfig: _monitoring_coreos_com_v1alpha1.TracingConfig
    tsdb: _monitoring_coreos_com_v1alpha1.Tsdb
    updateStrategy: DaemonSetUpdateStrategy
    version: str | None
    volumeMounts: list[VolumeMount]
    volumes: list[Volume]
    walCompression: bool | None
    web: _monitoring_coreos_com_v1alpha1.Web

class PrometheusThanos(_t.TypedDict, total=False):
    additionalArgs: list[HTTPHeader]
    baseImage: str | None
    blockSize: str | None
    getConfigInterval: str | None
    getConfigTimeout: str | None
    grpcListenLocal: bool | None
    grpcServerTlsConfig: GrpcServerTlsConfig
    httpListenLocal: bool | None
    image: str | None
    listenLocal: bool | None
    logFormat: _t.Literal["", "json", "logfmt"] | None
    logLevel: _t.Literal["", "debug", "error", "info", "warn"] | None
    minTime: str | None
    objectStorageConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    objectStorageConfigFile: str | None
    readyTimeout: str | None
    resources: ResourceRequirements
    sha: str | None
    tag: str | None
    tracingConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    tracingConfigFile: str | None
    version: str | None
    volumeMounts: list[VolumeMount]

class QuobyteVolumeSource(_t.TypedDict, total=False):
    group: str | None
    readOnly: bool | None
    registry: _t.Required[str]
    tenant: str | None
    user: str | None
    volume: _t.Required[str]

class RBDPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    image: _t.Required[str]
    keyring: str | None
    monitors: _t.Required[list[str]]
    pool: str | None
    readOnly: bool | None
    secretRef: SecretRef
    user: str | None

class RequiredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    nodeSelectorTerms: _t.Required[list[NodeSelectorTerm]]

class ResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    request: str | None

class ResourceFieldSelector(_t.TypedDict, total=False):
    containerName: str | None
    divisor: str | int | None
    resource: _t.Required[str]

class ResourceRequirements(_t.TypedDict, total=False):
    claims: list[ResourceClaim]
    limits: _Mapping[str, str | int] | None
    requests: _Mapping[str, str | int] | None

class RollingUpdate(_t.TypedDict, total=False):
    maxUnavailable: int | str | None

class SELinuxOptions(_t.TypedDict, total=False):
    level: str | None
    role: str | None
    type: str | None
    user: str | None

class ScaleIOPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    gateway: _t.Required[str]
    protectionDomain: str | None
    readOnly: bool | None
    secretRef: _t.Required[SecretRef]
    sslEnabled: bool | None
    storageMode: str | None
    storagePool: str | None
    system: _t.Required[str]
    volumeName: str | None

class Secret(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[Item]
    optional: bool | None
    secretName: str | None

class SecretRef(_t.TypedDict, total=False):
    name: str | None

class SecurityContext(_t.TypedDict, total=False):
    allowPrivilegeEscalation: bool | None
    appArmorProfile: AppArmorProfile
    capabilities: Capabilities
    privileged: bool | None
    procMount: str | None
    readOnlyRootFilesystem: bool | None
    runAsGroup: int | None
    runAsNonRoot: bool | None
    runAsUser: int | None
    seLinuxOptions: SELinuxOptions
    seccompProfile: AppArmorProfile
    windowsOptions: WindowsSecurityContextOptions

class ServiceAccountToken(_t.TypedDict, total=False):
    audience: str | None
    expirationSeconds: int | None
    path: _t.Required[str]

class ServiceMonitorBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ServiceMonitorSpec]

class ServiceMonitorEndpoint(_t.TypedDict, total=False):
    authorization: _monitoring_coreos_com_v1alpha1.Authorization
    basicAuth: _monitoring_coreos_com_v1alpha1.BasicAuth
    bearerTokenFile: str | None
    bearerTokenSecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    enableHttp2: bool | None
    filterRunning: bool | None
    followRedirects: bool | None
    honorLabels: bool | None
    honorTimestamps: bool | None
    interval: str | None
    metricRelabelings: list[MetricRelabeling]
    noProxy: str | None
    oauth2: _monitoring_coreos_com_v1alpha1.Oauth2
    params: _Mapping[str, list[str]] | None
    path: str | None
    port: str | None
    proxyConnectHeader: _Mapping[str, list[_monitoring_coreos_com_v1alpha1.ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    relabelings: list[MetricRelabeling]
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    scrapeTimeout: str | None
    targetPort: int | str | None
    tlsConfig: _monitoring_coreos_com_v1alpha1.PrometheusAgentTlsConfig
    trackTimestampsStaleness: bool | None

class ServiceMonitorSpec(_t.TypedDict, total=False):
    attachMetadata: AttachMetadata
    bodySizeLimit: str | None
    convertClassicHistogramsToNHCB: bool | None
    endpoints: _t.Required[list[ServiceMonitorEndpoint]]
    fallbackScrapeProtocol: _t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"] | None
    jobLabel: str | None
    keepDroppedTargets: int | None
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    namespaceSelector: NamespaceSelector
    nativeHistogramBucketLimit: int | None
    nativeHistogramMinBucketFactor: str | int | None
    podTargetLabels: list[str] | None
    sampleLimit: int | None
    scrapeClass: str | None
    scrapeClassicHistograms: bool | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    selector: _t.Required[LabelSelector]
    selectorMechanism: _t.Literal["RelabelConfig", "RoleSelector"] | None
    serviceDiscoveryRole: _t.Literal["EndpointSlice", "Endpoints"] | None
    targetLabels: list[str] | None
    targetLimit: int | None

class Sleep(_t.TypedDict, total=False):
    seconds: _t.Required[int]

class StatefulSetPersistentVolumeClaimRetentionPolicy(_t.TypedDict, total=False):
    whenDeleted: str | None
    whenScaled: str | None

class Status(_t.TypedDict, total=False):
    accessModes: list[str] | None
    allocatedResourceStatuses: _Mapping[str, str] | None
    allocatedResources: _Mapping[str, str | int] | None
    capacity: _Mapping[str, str | int] | None
    conditions: list[JobCondition]
    currentVolumeAttributesClassName: str | None
    modifyVolumeStatus: ModifyVolumeStatus
    phase: str | None

class Storage(_t.TypedDict, total=False):
    disableMountSubPath: bool | None
    emptyDir: EmptyDir
    ephemeral: Ephemeral
    volumeClaimTemplate: VolumeClaimTemplate

class StorageOSPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: SecretRef
    volumeName: str | None
    volumeNamespace: str | None

class TCPSocketAction(_t.TypedDict, total=False):
    host: _t.Required[str]
    port: _t.Required[str]

class TcpSocket(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int | str]

class ThanosRulerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ThanosRulerSpec]

class ThanosRulerSpec(_t.TypedDict, total=False):
    additionalArgs: list[HTTPHeader]
    affinity: Affinity
    alertDropLabels: list[str] | None
    alertQueryUrl: str | None
    alertRelabelConfigFile: str | None
    alertRelabelConfigs: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    alertmanagersConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    alertmanagersUrl: list[str] | None
    containers: list[Container]
    dnsConfig: PodDNSConfig
    dnsPolicy: _t.Literal["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] | None
    enableFeatures: list[str] | None
    enableServiceLinks: bool | None
    enforcedNamespaceLabel: str | None
    evaluationInterval: str | None
    excludedFromEnforcement: list[_monitoring_coreos_com_v1alpha1.ParentReference]
    externalPrefix: str | None
    grpcServerTlsConfig: GrpcServerTlsConfig
    hostAliases: list[HostAlias]
    hostUsers: bool | None
    image: str | None
    imagePullPolicy: _t.Literal["", "Always", "IfNotPresent", "Never"] | None
    imagePullSecrets: list[SecretRef]
    initContainers: list[Container]
    labels: _Mapping[str, str] | None
    listenLocal: bool | None
    logFormat: _t.Literal["", "json", "logfmt"] | None
    logLevel: _t.Literal["", "debug", "error", "info", "warn"] | None
    minReadySeconds: int | None
    nodeSelector: _Mapping[str, str] | None
    objectStorageConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    objectStorageConfigFile: str | None
    paused: bool | None
    podManagementPolicy: _t.Literal["OrderedReady", "Parallel"] | None
    podMetadata: PodMetadata
    portName: str | None
    priorityClassName: str | None
    prometheusRulesExcludedFromEnforce: list[PrometheusRulesExcludedFromEnforce]
    queryConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    queryEndpoints: list[str] | None
    remoteWrite: list[_monitoring_coreos_com_v1alpha1.RemoteWrite]
    replicas: int | None
    resendDelay: str | None
    resources: ResourceRequirements
    retention: str | None
    routePrefix: str | None
    ruleConcurrentEval: int | None
    ruleGracePeriod: str | None
    ruleNamespaceSelector: LabelSelector
    ruleOutageTolerance: str | None
    ruleQueryOffset: str | None
    ruleSelector: LabelSelector
    schedulerName: str | None
    securityContext: PodSecurityContext
    serviceAccountName: str | None
    serviceName: str | None
    storage: Storage
    terminationGracePeriodSeconds: int | None
    tolerations: list[Toleration]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    tracingConfig: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    tracingConfigFile: str | None
    updateStrategy: DaemonSetUpdateStrategy
    version: str | None
    volumeMounts: list[VolumeMount]
    volumes: list[Volume]
    web: ThanosRulerWeb

class ThanosRulerWeb(_t.TypedDict, total=False):
    httpConfig: HttpConfig
    tlsConfig: TlsConfig

class TlsConfig(_t.TypedDict, total=False):
    cert: _monitoring_coreos_com_v1alpha1.Cert
    certFile: str | None
    cipherSuites: list[str] | None
    clientAuthType: str | None
    clientCAFile: str | None
    client_ca: _monitoring_coreos_com_v1alpha1.Cert
    curvePreferences: list[str] | None
    keyFile: str | None
    keySecret: _monitoring_coreos_com_v1alpha1.ConfigMapKeySelector
    maxVersion: str | None
    minVersion: str | None
    preferServerCipherSuites: bool | None

class Toleration(_t.TypedDict, total=False):
    effect: str | None
    key: str | None
    operator: str | None
    tolerationSeconds: int | None
    value: str | None

class TopologySpreadConstraint(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    matchLabelKeys: list[str] | None
    maxSkew: _t.Required[int]
    minDomains: int | None
    nodeAffinityPolicy: str | None
    nodeTaintsPolicy: str | None
    topologyKey: _t.Required[str]
    whenUnsatisfiable: _t.Required[str]

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class TypedObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class Volume(_t.TypedDict, total=False):
    awsElasticBlockStore: AWSElasticBlockStoreVolumeSource
    azureDisk: AzureDiskVolumeSource
    azureFile: AzureFileVolumeSource
    cephfs: CephFSPersistentVolumeSource
    cinder: CinderPersistentVolumeSource
    configMap: ConfigMap
    csi: CSIVolumeSource
    downwardAPI: DownwardAPI
    emptyDir: EmptyDir
    ephemeral: Ephemeral
    fc: FCVolumeSource
    flexVolume: FlexPersistentVolumeSource
    flocker: FlockerVolumeSource
    gcePersistentDisk: GCEPersistentDiskVolumeSource
    gitRepo: GitRepoVolumeSource
    glusterfs: GlusterfsVolumeSource
    hostPath: HostPathVolumeSource
    image: ImageVolumeSource
    iscsi: ISCSIPersistentVolumeSource
    name: _t.Required[str]
    nfs: NFSVolumeSource
    persistentVolumeClaim: PersistentVolumeClaimVolumeSource
    photonPersistentDisk: PhotonPersistentDiskVolumeSource
    portworxVolume: PortworxVolumeSource
    projected: Projected
    quobyte: QuobyteVolumeSource
    rbd: RBDPersistentVolumeSource
    scaleIO: ScaleIOPersistentVolumeSource
    secret: Secret
    storageos: StorageOSPersistentVolumeSource
    vsphereVolume: VsphereVirtualDiskVolumeSource

class VolumeClaimTemplate(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: str | None
    metadata: PodMetadata
    spec: PersistentVolumeClaimSpec
    status: Status

class VolumeMount(_t.TypedDict, total=False):
    mountPath: _t.Required[str]
    mountPropagation: str | None
    name: _t.Required[str]
    readOnly: bool | None
    recursiveReadOnly: str | None
    subPath: str | None
    subPathExpr: str | None

class VolumeProjection(_t.TypedDict, total=False):
    clusterTrustBundle: ClusterTrustBundle
    configMap: ConfigMapProjection
    downwardAPI: AlertmanagerDownwardAPI
    podCertificate: PodCertificate
    secret: ConfigMapProjection
    serviceAccountToken: ServiceAccountToken

class VolumeResourceRequirements(_t.TypedDict, total=False):
    limits: _Mapping[str, str | int] | None
    requests: _Mapping[str, str | int] | None

class VsphereVirtualDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    storagePolicyID: str | None
    storagePolicyName: str | None
    volumePath: _t.Required[str]

class WeightedPodAffinityTerm(_t.TypedDict, total=False):
    podAffinityTerm: _t.Required[PodAffinityTerm]
    weight: _t.Required[int]

class WindowsSecurityContextOptions(_t.TypedDict, total=False):
    gmsaCredentialSpec: str | None
    gmsaCredentialSpecName: str | None
    hostProcess: bool | None
    runAsUserName: str | None

class Alertmanager(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AlertmanagerBody]) -> None: ...

class PodMonitor(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodMonitorBody]) -> None: ...

class Probe(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ProbeBody]) -> None: ...

class Prometheus(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PrometheusBody]) -> None: ...

class PrometheusRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PrometheusRuleBody]) -> None: ...

class ServiceMonitor(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceMonitorBody]) -> None: ...

class ThanosRuler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ThanosRulerBody]) -> None: ...
