# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.monitoring_coreos_com import v1 as _monitoring_coreos_com_v1

class AlertmanagerConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AlertmanagerConfigSpec]

class AlertmanagerConfigAction(_t.TypedDict, total=False):
    msg: str | None
    text: str | None
    url: str | None

class AlertmanagerConfigConfirm(_t.TypedDict, total=False):
    dismissText: str | None
    okText: str | None
    text: _t.Required[str]
    title: str | None

class AlertmanagerConfigDaysOfMonth(_t.TypedDict, total=False):
    end: int | None
    start: int | None

class AlertmanagerConfigDetail(_t.TypedDict, total=False):
    key: _t.Required[str]
    value: _t.Required[str]

class AlertmanagerConfigDiscordConfig(_t.TypedDict, total=False):
    apiURL: _t.Required[ConfigMapKeySelector]
    avatarURL: str | None
    content: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    sendResolved: bool | None
    title: str | None
    username: str | None

AlertmanagerConfigEmailConfig = _t.TypedDict(
    "AlertmanagerConfigEmailConfig",
    {
        "authIdentity": str | None,
        "authPassword": ConfigMapKeySelector,
        "authSecret": ConfigMapKeySelector,
        "authUsername": str | None,
        "forceImplicitTLS": bool | None,
        "from": str | None,
        "headers": list[AlertmanagerConfigDetail],
        "hello": str | None,
        "html": str | None,
        "requireTLS": bool | None,
        "sendResolved": bool | None,
        "smarthost": str | None,
        "text": str | None,
        "threading": AlertmanagerConfigThreading,
        "tlsConfig": TlsConfig,
        "to": str | None,
    },
    total=False,
)

class AlertmanagerConfigField(_t.TypedDict, total=False):
    short: bool | None
    title: str | None
    value: str | None

class AlertmanagerConfigHttpConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    bearerTokenSecret: ConfigMapKeySelector
    enableHttp2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyURL: str | None
    proxyUrl: str | None
    tlsConfig: TlsConfig

class AlertmanagerConfigInhibitRule(_t.TypedDict, total=False):
    equal: list[str] | None
    sourceMatch: list[AlertmanagerConfigSourceMatch]
    targetMatch: list[AlertmanagerConfigSourceMatch]

class AlertmanagerConfigMsteamsConfig(_t.TypedDict, total=False):
    httpConfig: AlertmanagerConfigHttpConfig
    sendResolved: bool | None
    summary: str | None
    text: str | None
    title: str | None
    webhookUrl: _t.Required[ConfigMapKeySelector]

class AlertmanagerConfigMsteamsv2Config(_t.TypedDict, total=False):
    httpConfig: AlertmanagerConfigHttpConfig
    sendResolved: bool | None
    text: str | None
    title: str | None
    webhookURL: ConfigMapKeySelector

class AlertmanagerConfigMuteTimeInterval(_t.TypedDict, total=False):
    name: _t.Required[str]
    timeIntervals: list[AlertmanagerConfigTimeInterval]

class AlertmanagerConfigOpsgenieConfig(_t.TypedDict, total=False):
    actions: str | None
    apiKey: ConfigMapKeySelector
    apiURL: str | None
    description: str | None
    details: list[AlertmanagerConfigDetail]
    entity: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    note: str | None
    priority: str | None
    responders: list[AlertmanagerConfigResponder]
    sendResolved: bool | None
    source: str | None
    tags: str | None
    updateAlerts: bool | None

class AlertmanagerConfigPagerDutyImageConfig(_t.TypedDict, total=False):
    alt: str | None
    href: str | None
    src: str | None

class AlertmanagerConfigPagerDutyLinkConfig(_t.TypedDict, total=False):
    alt: str | None
    href: str | None

AlertmanagerConfigPagerdutyConfig = _t.TypedDict(
    "AlertmanagerConfigPagerdutyConfig",
    {
        "class": str | None,
        "client": str | None,
        "clientURL": str | None,
        "component": str | None,
        "description": str | None,
        "details": list[AlertmanagerConfigDetail],
        "group": str | None,
        "httpConfig": AlertmanagerConfigHttpConfig,
        "pagerDutyImageConfigs": list[AlertmanagerConfigPagerDutyImageConfig],
        "pagerDutyLinkConfigs": list[AlertmanagerConfigPagerDutyLinkConfig],
        "routingKey": ConfigMapKeySelector,
        "sendResolved": bool | None,
        "serviceKey": ConfigMapKeySelector,
        "severity": str | None,
        "source": str | None,
        "timeout": str | None,
        "url": str | None,
    },
    total=False,
)

class AlertmanagerConfigPushoverConfig(_t.TypedDict, total=False):
    device: str | None
    expire: str | None
    html: bool | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    monospace: bool | None
    priority: str | None
    retry: str | None
    sendResolved: bool | None
    sound: str | None
    title: str | None
    token: ConfigMapKeySelector
    tokenFile: str | None
    ttl: str | None
    url: str | None
    urlTitle: str | None
    userKey: ConfigMapKeySelector
    userKeyFile: str | None

class AlertmanagerConfigReceiver(_t.TypedDict, total=False):
    discordConfigs: list[AlertmanagerConfigDiscordConfig]
    emailConfigs: list[AlertmanagerConfigEmailConfig]
    msteamsConfigs: list[AlertmanagerConfigMsteamsConfig]
    msteamsv2Configs: list[AlertmanagerConfigMsteamsv2Config]
    name: _t.Required[str]
    opsgenieConfigs: list[AlertmanagerConfigOpsgenieConfig]
    pagerdutyConfigs: list[AlertmanagerConfigPagerdutyConfig]
    pushoverConfigs: list[AlertmanagerConfigPushoverConfig]
    rocketchatConfigs: list[AlertmanagerConfigRocketchatConfig]
    slackConfigs: list[AlertmanagerConfigSlackConfig]
    snsConfigs: list[AlertmanagerConfigSnsConfig]
    telegramConfigs: list[AlertmanagerConfigTelegramConfig]
    victoropsConfigs: list[AlertmanagerConfigVictoropsConfig]
    webexConfigs: list[AlertmanagerConfigWebexConfig]
    webhookConfigs: list[AlertmanagerConfigWebhookConfig]
    wechatConfigs: list[AlertmanagerConfigWechatConfig]

class AlertmanagerConfigResponder(_t.TypedDict, total=False):
    id: str | None
    name: str | None
    type: _t.Required[_t.Literal["escalation", "schedule", "team", "teams", "user"]]
    username: str | None

class AlertmanagerConfigRocketchatConfig(_t.TypedDict, total=False):
    actions: list[AlertmanagerConfigAction]
    apiURL: str | None
    channel: str | None
    color: str | None
    emoji: str | None
    fields: list[AlertmanagerConfigField]
    httpConfig: AlertmanagerConfigHttpConfig
    iconURL: str | None
    imageURL: str | None
    linkNames: bool | None
    sendResolved: bool | None
    shortFields: bool | None
    text: str | None
    thumbURL: str | None
    title: str | None
    titleLink: str | None
    token: _t.Required[ConfigMapKeySelector]
    tokenID: _t.Required[ConfigMapKeySelector]

AlertmanagerConfigRoute = _t.TypedDict(
    "AlertmanagerConfigRoute",
    {
        "activeTimeIntervals": list[str] | None,
        "continue": bool | None,
        "groupBy": list[str] | None,
        "groupInterval": str | None,
        "groupWait": str | None,
        "matchers": list[AlertmanagerConfigSourceMatch],
        "muteTimeIntervals": list[str] | None,
        "receiver": str | None,
        "repeatInterval": str | None,
        "routes": list[_t.Any] | None,
    },
    total=False,
)

class AlertmanagerConfigSlackConfig(_t.TypedDict, total=False):
    actions: list[AlertmanagerConfigSlackConfigAction]
    apiURL: ConfigMapKeySelector
    callbackId: str | None
    channel: str | None
    color: str | None
    fallback: str | None
    fields: list[AlertmanagerConfigSlackConfigField]
    footer: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    iconEmoji: str | None
    iconURL: str | None
    imageURL: str | None
    linkNames: bool | None
    messageText: str | None
    mrkdwnIn: list[str] | None
    pretext: str | None
    sendResolved: bool | None
    shortFields: bool | None
    text: str | None
    thumbURL: str | None
    timeout: str | None
    title: str | None
    titleLink: str | None
    updateMessage: bool | None
    username: str | None

class AlertmanagerConfigSlackConfigAction(_t.TypedDict, total=False):
    confirm: AlertmanagerConfigConfirm
    name: str | None
    style: str | None
    text: _t.Required[str]
    type: _t.Required[str]
    url: str | None
    value: str | None

class AlertmanagerConfigSlackConfigField(_t.TypedDict, total=False):
    short: bool | None
    title: _t.Required[str]
    value: _t.Required[str]

class AlertmanagerConfigSnsConfig(_t.TypedDict, total=False):
    apiURL: str | None
    attributes: _Mapping[str, str] | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    phoneNumber: str | None
    sendResolved: bool | None
    sigv4: Sigv4
    subject: str | None
    targetARN: str | None
    topicARN: str | None
    useAWSHTTPClient: bool | None

class AlertmanagerConfigSourceMatch(_t.TypedDict, total=False):
    matchType: _t.Literal["!=", "!~", "=", "=~"] | None
    name: _t.Required[str]
    regex: bool | None
    value: str | None

class AlertmanagerConfigSpec(_t.TypedDict, total=False):
    inhibitRules: list[AlertmanagerConfigInhibitRule]
    muteTimeIntervals: list[AlertmanagerConfigMuteTimeInterval]
    receivers: list[AlertmanagerConfigReceiver]
    route: AlertmanagerConfigRoute

class AlertmanagerConfigTelegramConfig(_t.TypedDict, total=False):
    apiURL: str | None
    botToken: ConfigMapKeySelector
    botTokenFile: str | None
    chatID: _t.Required[int]
    disableNotifications: bool | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    messageThreadID: int | None
    parseMode: _t.Literal["HTML", "Markdown", "MarkdownV2"] | None
    sendResolved: bool | None

class AlertmanagerConfigThreading(_t.TypedDict, total=False):
    threadByDate: _t.Required[_t.Literal["Daily", "None"]]

class AlertmanagerConfigTime(_t.TypedDict, total=False):
    endTime: str | None
    startTime: str | None

class AlertmanagerConfigTimeInterval(_t.TypedDict, total=False):
    daysOfMonth: list[AlertmanagerConfigDaysOfMonth]
    months: list[str] | None
    times: list[AlertmanagerConfigTime]
    weekdays: list[str] | None
    years: list[str] | None

class AlertmanagerConfigVictoropsConfig(_t.TypedDict, total=False):
    apiKey: ConfigMapKeySelector
    apiUrl: str | None
    customFields: list[AlertmanagerConfigDetail]
    entityDisplayName: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    messageType: str | None
    monitoringTool: str | None
    routingKey: _t.Required[str]
    sendResolved: bool | None
    stateMessage: str | None

class AlertmanagerConfigWebexConfig(_t.TypedDict, total=False):
    apiURL: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    roomID: _t.Required[str]
    sendResolved: bool | None

class AlertmanagerConfigWebhookConfig(_t.TypedDict, total=False):
    httpConfig: AlertmanagerConfigHttpConfig
    maxAlerts: int | None
    payload: str | None
    sendResolved: bool | None
    timeout: str | None
    url: str | None
    urlSecret: ConfigMapKeySelector

class AlertmanagerConfigWechatConfig(_t.TypedDict, total=False):
    agentID: str | None
    apiSecret: ConfigMapKeySelector
    apiURL: str | None
    corpID: str | None
    httpConfig: AlertmanagerConfigHttpConfig
    message: str | None
    messageType: str | None
    sendResolved: bool | None
    toParty: str | None
    toTag: str | None
    toUser: str | None

class ApiserverConfig(_t.TypedDict, total=False):
    authorization: PrometheusAgentAuthorization
    basicAuth: BasicAuth
    bearerToken: str | None
    bearerTokenFile: str | None
    host: _t.Required[str]
    noProxy: str | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    tlsConfig: PrometheusAgentTlsConfig

class ArbitraryFSAccessThroughSMs(_t.TypedDict, total=False):
    deny: bool | None

class Authorization(_t.TypedDict, total=False):
    credentials: ConfigMapKeySelector
    type: str | None

class AzureAd(_t.TypedDict, total=False):
    cloud: _t.Literal["AzureChina", "AzureGovernment", "AzurePublic"] | None
    managedIdentity: ManagedIdentity
    oauth: Oauth
    scope: str | None
    sdk: Sdk
    workloadIdentity: WorkloadIdentity

class BasicAuth(_t.TypedDict, total=False):
    password: ConfigMapKeySelector
    username: ConfigMapKeySelector

class Cert(_t.TypedDict, total=False):
    configMap: ConfigMapKeySelector
    secret: ConfigMapKeySelector

class ChunkEncoding(_t.TypedDict, total=False):
    floats: _t.Literal["Xor", "Xor2"] | None

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class ManagedIdentity(_t.TypedDict, total=False):
    clientId: str | None

class MetadataConfig(_t.TypedDict, total=False):
    maxSamplesPerSend: int | None
    send: bool | None
    sendInterval: str | None

class Oauth(_t.TypedDict, total=False):
    clientId: _t.Required[str]
    clientSecret: _t.Required[ConfigMapKeySelector]
    tenantId: _t.Required[str]

class Oauth2(_t.TypedDict, total=False):
    clientId: _t.Required[Cert]
    clientSecret: _t.Required[ConfigMapKeySelector]
    endpointParams: _Mapping[str, str] | None
    noProxy: str | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    scopes: list[str] | None
    tlsConfig: TlsConfig
    tokenUrl: _t.Required[str]

class Otlp(_t.TypedDict, total=False):
    convertHistogramsToNHCB: bool | None
    ignoreResourceAttributes: list[str] | None
    keepIdentifyingResourceAttributes: bool | None
    labelNamePreserveMultipleUnderscores: bool | None
    labelNameUnderscoreSanitization: bool | None
    promoteAllResourceAttributes: bool | None
    promoteResourceAttributes: list[str] | None
    promoteScopeMetadata: bool | None
    translationStrategy: _t.Literal["NoTranslation", "NoUTF8EscapingWithSuffixes", "UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes"] | None

class ParentReference(_t.TypedDict, total=False):
    group: _t.Literal["monitoring.coreos.com"] | None
    name: str | None
    namespace: _t.Required[str]
    resource: _t.Required[_t.Literal["podmonitors", "probes", "prometheusrules", "scrapeconfigs", "servicemonitors"]]

class PrometheusAgentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PrometheusAgentSpec]

class PrometheusAgentAuthorization(_t.TypedDict, total=False):
    credentials: ConfigMapKeySelector
    credentialsFile: str | None
    type: str | None

class PrometheusAgentSpec(_t.TypedDict, total=False):
    additionalArgs: list[_monitoring_coreos_com_v1.HTTPHeader]
    additionalScrapeConfigs: ConfigMapKeySelector
    affinity: _monitoring_coreos_com_v1.Affinity
    apiserverConfig: ApiserverConfig
    arbitraryFSAccessThroughSMs: ArbitraryFSAccessThroughSMs
    automountServiceAccountToken: bool | None
    bodySizeLimit: str | None
    configMaps: list[str] | None
    containers: list[_monitoring_coreos_com_v1.Container]
    convertClassicHistogramsToNHCB: bool | None
    dnsConfig: _monitoring_coreos_com_v1.PodDNSConfig
    dnsPolicy: _t.Literal["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] | None
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
    excludedFromEnforcement: list[ParentReference]
    externalLabels: _Mapping[str, str] | None
    externalUrl: str | None
    hostAliases: list[_monitoring_coreos_com_v1.HostAlias]
    hostNetwork: bool | None
    hostUsers: bool | None
    ignoreNamespaceSelectors: bool | None
    image: str | None
    imagePullPolicy: _t.Literal["", "Always", "IfNotPresent", "Never"] | None
    imagePullSecrets: list[_monitoring_coreos_com_v1.SecretRef]
    initContainers: list[_monitoring_coreos_com_v1.Container]
    keepDroppedTargets: int | None
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    listenLocal: bool | None
    logFormat: _t.Literal["", "json", "logfmt"] | None
    logLevel: _t.Literal["", "debug", "error", "info", "warn"] | None
    maximumStartupDurationSeconds: int | None
    minReadySeconds: int | None
    mode: _t.Literal["DaemonSet", "StatefulSet"] | None
    nameEscapingScheme: _t.Literal["AllowUTF8", "Dots", "Underscores", "Values"] | None
    nameValidationScheme: _t.Literal["Legacy", "UTF8"] | None
    nodeSelector: _Mapping[str, str] | None
    otlp: Otlp
    overrideHonorLabels: bool | None
    overrideHonorTimestamps: bool | None
    paused: bool | None
    persistentVolumeClaimRetentionPolicy: _monitoring_coreos_com_v1.StatefulSetPersistentVolumeClaimRetentionPolicy
    podManagementPolicy: _t.Literal["OrderedReady", "Parallel"] | None
    podMetadata: _monitoring_coreos_com_v1.PodMetadata
    podMonitorNamespaceSelector: _monitoring_coreos_com_v1.LabelSelector
    podMonitorSelector: _monitoring_coreos_com_v1.LabelSelector
    podTargetLabels: list[str] | None
    portName: str | None
    priorityClassName: str | None
    probeNamespaceSelector: _monitoring_coreos_com_v1.LabelSelector
    probeSelector: _monitoring_coreos_com_v1.LabelSelector
    prometheusExternalLabelName: str | None
    reloadStrategy: _t.Literal["HTTP", "ProcessSignal"] | None
    remoteWrite: list[RemoteWrite]
    remoteWriteReceiverMessageVersions: list[_t.Literal["V1.0", "V2.0"]] | None
    replicaExternalLabelName: str | None
    replicas: int | None
    resources: _monitoring_coreos_com_v1.ResourceRequirements
    routePrefix: str | None
    runtime: Runtime
    sampleLimit: int | None
    schedulerName: str | None
    scrapeClasses: list[ScrapeClass]
    scrapeClassicHistograms: bool | None
    scrapeConfigNamespaceSelector: _monitoring_coreos_com_v1.LabelSelector
    scrapeConfigSelector: _monitoring_coreos_com_v1.LabelSelector
    scrapeFailureLogFile: str | None
    scrapeInterval: str | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    scrapeTimeout: str | None
    secrets: list[str] | None
    securityContext: _monitoring_coreos_com_v1.PodSecurityContext
    serviceAccountName: str | None
    serviceDiscoveryRole: _t.Literal["EndpointSlice", "Endpoints"] | None
    serviceMonitorNamespaceSelector: _monitoring_coreos_com_v1.LabelSelector
    serviceMonitorSelector: _monitoring_coreos_com_v1.LabelSelector
    serviceName: str | None
    shardingStrategy: ShardingStrategy
    shards: int | None
    storage: _monitoring_coreos_com_v1.Storage
    targetLimit: int | None
    terminationGracePeriodSeconds: int | None
    tolerations: list[_monitoring_coreos_com_v1.Toleration]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    tracingConfig: TracingConfig
    tsdb: Tsdb
    updateStrategy: _monitoring_coreos_com_v1.DaemonSetUpdateStrategy
    version: str | None
    volumeMounts: list[_monitoring_coreos_com_v1.VolumeMount]
    volumes: list[_monitoring_coreos_com_v1.Volume]
    walCompression: bool | None
    web: Web

class PrometheusAgentTlsConfig(_t.TypedDict, total=False):
    ca: Cert
    caFile: str | None
    cert: Cert
    certFile: str | None
    insecureSkipVerify: bool | None
    keyFile: str | None
    keySecret: ConfigMapKeySelector
    maxVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    minVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    serverName: str | None

class QueueConfig(_t.TypedDict, total=False):
    batchSendDeadline: str | None
    capacity: int | None
    maxBackoff: str | None
    maxRetries: int | None
    maxSamplesPerSend: int | None
    maxShards: int | None
    minBackoff: str | None
    minShards: int | None
    retryOnRateLimit: bool | None
    sampleAgeLimit: str | None

class RemoteWrite(_t.TypedDict, total=False):
    authorization: PrometheusAgentAuthorization
    azureAd: AzureAd
    basicAuth: BasicAuth
    bearerToken: str | None
    bearerTokenFile: str | None
    enableHTTP2: bool | None
    followRedirects: bool | None
    headers: _Mapping[str, str] | None
    messageVersion: _t.Literal["V1.0", "V2.0"] | None
    metadataConfig: MetadataConfig
    name: str | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    queueConfig: QueueConfig
    remoteTimeout: str | None
    roundRobinDNS: bool | None
    sendExemplars: bool | None
    sendNativeHistograms: bool | None
    sigv4: Sigv4
    tlsConfig: PrometheusAgentTlsConfig
    url: _t.Required[str]
    writeRelabelConfigs: list[_monitoring_coreos_com_v1.MetricRelabeling]

class Runtime(_t.TypedDict, total=False):
    goGC: int | None

class ScrapeClass(_t.TypedDict, total=False):
    attachMetadata: _monitoring_coreos_com_v1.AttachMetadata
    authorization: PrometheusAgentAuthorization
    default: bool | None
    fallbackScrapeProtocol: _t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"] | None
    metricRelabelings: list[_monitoring_coreos_com_v1.MetricRelabeling]
    name: _t.Required[str]
    relabelings: list[_monitoring_coreos_com_v1.MetricRelabeling]
    tlsConfig: PrometheusAgentTlsConfig

class ScrapeConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ScrapeConfigSpec]

class ScrapeConfigAzureSDConfig(_t.TypedDict, total=False):
    authenticationMethod: _t.Literal["ManagedIdentity", "OAuth", "SDK", "WorkloadIdentity"] | None
    authorization: Authorization
    basicAuth: BasicAuth
    clientID: str | None
    clientSecret: ConfigMapKeySelector
    enableHTTP2: bool | None
    environment: str | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    resourceGroup: str | None
    subscriptionID: _t.Required[str]
    tenantID: str | None
    tlsConfig: TlsConfig

class ScrapeConfigConsulSDConfig(_t.TypedDict, total=False):
    allowStale: bool | None
    authorization: Authorization
    basicAuth: BasicAuth
    datacenter: str | None
    enableHTTP2: bool | None
    filter: str | None
    followRedirects: bool | None
    healthFilter: str | None
    namespace: str | None
    noProxy: str | None
    nodeMeta: _Mapping[str, str] | None
    oauth2: Oauth2
    partition: str | None
    pathPrefix: str | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    server: _t.Required[str]
    services: list[str] | None
    tagSeparator: str | None
    tags: list[str] | None
    tlsConfig: TlsConfig
    tokenRef: ConfigMapKeySelector

class ScrapeConfigDigitalOceanSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    enableHTTP2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    tlsConfig: TlsConfig

class ScrapeConfigDnsSDConfig(_t.TypedDict, total=False):
    names: _t.Required[list[str]]
    port: int | None
    refreshInterval: str | None
    type: _t.Literal["A", "AAAA", "MX", "NS", "SRV"] | None

class ScrapeConfigDockerSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    filters: list[ScrapeConfigFilter]
    followRedirects: bool | None
    host: _t.Required[str]
    hostNetworkingHost: str | None
    matchFirstNetwork: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    tlsConfig: TlsConfig

class ScrapeConfigDockerSwarmSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    filters: list[ScrapeConfigFilter]
    followRedirects: bool | None
    host: _t.Required[str]
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    role: _t.Required[_t.Literal["Nodes", "Services", "Tasks"]]
    tlsConfig: TlsConfig

class ScrapeConfigEc2SDConfig(_t.TypedDict, total=False):
    accessKey: ConfigMapKeySelector
    enableHTTP2: bool | None
    filters: list[ScrapeConfigFilter]
    followRedirects: bool | None
    noProxy: str | None
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    region: str | None
    roleARN: str | None
    secretKey: ConfigMapKeySelector
    tlsConfig: TlsConfig

class ScrapeConfigEurekaSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    server: _t.Required[str]
    tlsConfig: TlsConfig

class ScrapeConfigFileSDConfig(_t.TypedDict, total=False):
    files: _t.Required[list[str]]
    refreshInterval: str | None

class ScrapeConfigFilter(_t.TypedDict, total=False):
    name: _t.Required[str]
    values: _t.Required[list[str]]

class ScrapeConfigGceSDConfig(_t.TypedDict, total=False):
    filter: str | None
    port: int | None
    project: _t.Required[str]
    refreshInterval: str | None
    tagSeparator: str | None
    zone: _t.Required[str]

class ScrapeConfigHetznerSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    labelSelector: str | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    role: _t.Required[_t.Literal["Hcloud", "Robot", "hcloud", "robot"]]
    tlsConfig: TlsConfig

class ScrapeConfigHttpSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    tlsConfig: TlsConfig
    url: _t.Required[str]

class ScrapeConfigIonosSDConfig(_t.TypedDict, total=False):
    authorization: _t.Required[Authorization]
    datacenterID: _t.Required[str]
    enableHTTP2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    tlsConfig: TlsConfig

class ScrapeConfigKubernetesSDConfig(_t.TypedDict, total=False):
    apiServer: str | None
    attachMetadata: _monitoring_coreos_com_v1.AttachMetadata
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    namespaces: ScrapeConfigNamespaces
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    role: _t.Required[_t.Literal["EndpointSlice", "Endpoints", "Ingress", "Node", "Pod", "Service"]]
    selectors: list[ScrapeConfigSelector]
    tlsConfig: TlsConfig

class ScrapeConfigKumaSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    clientID: str | None
    enableHTTP2: bool | None
    fetchTimeout: str | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    server: _t.Required[str]
    tlsConfig: TlsConfig

class ScrapeConfigLightSailSDConfig(_t.TypedDict, total=False):
    accessKey: ConfigMapKeySelector
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    endpoint: str | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    region: str | None
    roleARN: str | None
    secretKey: ConfigMapKeySelector
    tlsConfig: TlsConfig

class ScrapeConfigLinodeSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    enableHTTP2: bool | None
    followRedirects: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    region: str | None
    tagSeparator: str | None
    tlsConfig: TlsConfig

class ScrapeConfigNamespaces(_t.TypedDict, total=False):
    names: list[str] | None
    ownNamespace: bool | None

class ScrapeConfigNomadSDConfig(_t.TypedDict, total=False):
    allowStale: bool | None
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    namespace: str | None
    noProxy: str | None
    oauth2: Oauth2
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    region: str | None
    server: _t.Required[str]
    tagSeparator: str | None
    tlsConfig: TlsConfig

class ScrapeConfigOpenstackSDConfig(_t.TypedDict, total=False):
    allTenants: bool | None
    applicationCredentialId: str | None
    applicationCredentialName: str | None
    applicationCredentialSecret: ConfigMapKeySelector
    availability: _t.Literal["Admin", "Internal", "Public", "admin", "internal", "public"] | None
    domainID: str | None
    domainName: str | None
    identityEndpoint: str | None
    password: ConfigMapKeySelector
    port: int | None
    projectID: str | None
    projectName: str | None
    refreshInterval: str | None
    region: _t.Required[str]
    role: _t.Required[_t.Literal["Hypervisor", "Instance", "LoadBalancer"]]
    tlsConfig: TlsConfig
    userid: str | None
    username: str | None

class ScrapeConfigOvhcloudSDConfig(_t.TypedDict, total=False):
    applicationKey: _t.Required[str]
    applicationSecret: _t.Required[ConfigMapKeySelector]
    consumerKey: _t.Required[ConfigMapKeySelector]
    endpoint: str | None
    refreshInterval: str | None
    service: _t.Required[_t.Literal["DedicatedServer", "VPS"]]

class ScrapeConfigPuppetDBSDConfig(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    enableHTTP2: bool | None
    followRedirects: bool | None
    includeParameters: bool | None
    noProxy: str | None
    oauth2: Oauth2
    port: int | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    query: _t.Required[str]
    refreshInterval: str | None
    tlsConfig: TlsConfig
    url: _t.Required[str]

class ScrapeConfigScalewaySDConfig(_t.TypedDict, total=False):
    accessKey: _t.Required[str]
    apiURL: str | None
    enableHTTP2: bool | None
    followRedirects: bool | None
    nameFilter: str | None
    noProxy: str | None
    port: int | None
    projectID: _t.Required[str]
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    refreshInterval: str | None
    role: _t.Required[_t.Literal["Baremetal", "Instance"]]
    secretKey: _t.Required[ConfigMapKeySelector]
    tagsFilter: list[str] | None
    tlsConfig: TlsConfig
    zone: str | None

class ScrapeConfigSelector(_t.TypedDict, total=False):
    field: str | None
    label: str | None
    role: _t.Required[_t.Literal["EndpointSlice", "Endpoints", "Ingress", "Node", "Pod", "Service"]]

class ScrapeConfigSpec(_t.TypedDict, total=False):
    authorization: Authorization
    azureSDConfigs: list[ScrapeConfigAzureSDConfig]
    basicAuth: BasicAuth
    bodySizeLimit: str | None
    consulSDConfigs: list[ScrapeConfigConsulSDConfig]
    convertClassicHistogramsToNHCB: bool | None
    digitalOceanSDConfigs: list[ScrapeConfigDigitalOceanSDConfig]
    dnsSDConfigs: list[ScrapeConfigDnsSDConfig]
    dockerSDConfigs: list[ScrapeConfigDockerSDConfig]
    dockerSwarmSDConfigs: list[ScrapeConfigDockerSwarmSDConfig]
    ec2SDConfigs: list[ScrapeConfigEc2SDConfig]
    enableCompression: bool | None
    enableHTTP2: bool | None
    eurekaSDConfigs: list[ScrapeConfigEurekaSDConfig]
    fallbackScrapeProtocol: _t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"] | None
    fileSDConfigs: list[ScrapeConfigFileSDConfig]
    gceSDConfigs: list[ScrapeConfigGceSDConfig]
    hetznerSDConfigs: list[ScrapeConfigHetznerSDConfig]
    honorLabels: bool | None
    honorTimestamps: bool | None
    httpSDConfigs: list[ScrapeConfigHttpSDConfig]
    ionosSDConfigs: list[ScrapeConfigIonosSDConfig]
    jobName: str | None
    keepDroppedTargets: int | None
    kubernetesSDConfigs: list[ScrapeConfigKubernetesSDConfig]
    kumaSDConfigs: list[ScrapeConfigKumaSDConfig]
    labelLimit: int | None
    labelNameLengthLimit: int | None
    labelValueLengthLimit: int | None
    lightSailSDConfigs: list[ScrapeConfigLightSailSDConfig]
    linodeSDConfigs: list[ScrapeConfigLinodeSDConfig]
    metricRelabelings: list[_monitoring_coreos_com_v1.MetricRelabeling]
    metricsPath: str | None
    nameEscapingScheme: _t.Literal["AllowUTF8", "Dots", "Underscores", "Values"] | None
    nameValidationScheme: _t.Literal["Legacy", "UTF8"] | None
    nativeHistogramBucketLimit: int | None
    nativeHistogramMinBucketFactor: str | int | None
    noProxy: str | None
    nomadSDConfigs: list[ScrapeConfigNomadSDConfig]
    oauth2: Oauth2
    openstackSDConfigs: list[ScrapeConfigOpenstackSDConfig]
    ovhcloudSDConfigs: list[ScrapeConfigOvhcloudSDConfig]
    params: _Mapping[str, list[str]] | None
    proxyConnectHeader: _Mapping[str, list[ConfigMapKeySelector]]
    proxyFromEnvironment: bool | None
    proxyUrl: str | None
    puppetDBSDConfigs: list[ScrapeConfigPuppetDBSDConfig]
    relabelings: list[_monitoring_coreos_com_v1.MetricRelabeling]
    sampleLimit: int | None
    scalewaySDConfigs: list[ScrapeConfigScalewaySDConfig]
    scheme: _t.Literal["HTTP", "HTTPS", "http", "https"] | None
    scrapeClass: str | None
    scrapeClassicHistograms: bool | None
    scrapeInterval: str | None
    scrapeNativeHistograms: bool | None
    scrapeProtocols: list[_t.Literal["OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0"]] | None
    scrapeTimeout: str | None
    staticConfigs: list[ScrapeConfigStaticConfig]
    targetLimit: int | None
    tlsConfig: TlsConfig
    trackTimestampsStaleness: bool | None

class ScrapeConfigStaticConfig(_t.TypedDict, total=False):
    labels: _Mapping[str, str] | None
    targets: _t.Required[list[str]]

class Sdk(_t.TypedDict, total=False):
    tenantId: str | None

class ShardingStrategy(_t.TypedDict, total=False):
    mode: _t.Literal["Address", "Topology"] | None
    topology: Topology

class Sigv4(_t.TypedDict, total=False):
    accessKey: ConfigMapKeySelector
    externalId: str | None
    profile: str | None
    region: str | None
    roleArn: str | None
    secretKey: ConfigMapKeySelector
    useFIPSSTSEndpoint: bool | None

class TlsConfig(_t.TypedDict, total=False):
    ca: Cert
    cert: Cert
    insecureSkipVerify: bool | None
    keySecret: ConfigMapKeySelector
    maxVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    minVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    serverName: str | None

class Topology(_t.TypedDict, total=False):
    externalLabelName: str | None
    values: list[str] | None

class TopologySpreadConstraint(_t.TypedDict, total=False):
    additionalLabelSelectors: _t.Literal["OnResource", "OnShard"] | None
    labelSelector: _monitoring_coreos_com_v1.LabelSelector
    matchLabelKeys: list[str] | None
    maxSkew: _t.Required[int]
    minDomains: int | None
    nodeAffinityPolicy: str | None
    nodeTaintsPolicy: str | None
    topologyKey: _t.Required[str]
    whenUnsatisfiable: _t.Required[str]

class TracingConfig(_t.TypedDict, total=False):
    clientType: _t.Literal["GRPC", "HTTP", "grpc", "http"] | None
    compression: _t.Literal["Gzip", "gzip"] | None
    endpoint: _t.Required[str]
    headers: _Mapping[str, str] | None
    insecure: bool | None
    samplingFraction: str | int | None
    timeout: str | None
    tlsConfig: PrometheusAgentTlsConfig

class Tsdb(_t.TypedDict, total=False):
    chunkEncoding: ChunkEncoding
    outOfOrderTimeWindow: str | None
    staleSeriesCompactionThreshold: str | int | None

class Web(_t.TypedDict, total=False):
    httpConfig: _monitoring_coreos_com_v1.HttpConfig
    maxConnections: int | None
    pageTitle: str | None
    tlsConfig: _monitoring_coreos_com_v1.TlsConfig

class WorkloadIdentity(_t.TypedDict, total=False):
    clientId: _t.Required[str]
    tenantId: _t.Required[str]

class AlertmanagerConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AlertmanagerConfigBody]) -> None: ...

class PrometheusAgent(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PrometheusAgentBody]) -> None: ...

class ScrapeConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ScrapeConfigBody]) -> None: ...
