# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.eventing_keda_sh import v1alpha1 as _eventing_keda_sh_v1alpha1
from k8skit.api.meta import v1 as _meta_v1

class AWSElasticBlockStoreVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class Affinity(_t.TypedDict, total=False):
    nodeAffinity: NodeAffinity
    podAffinity: ScaledJobPodAffinity
    podAntiAffinity: ScaledJobPodAffinity

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[str]

class AttachedVolume(_t.TypedDict, total=False):
    devicePath: _t.Required[str]
    name: _t.Required[str]

class AwsSecretManager(_t.TypedDict, total=False):
    credentials: Credentials
    podIdentity: PodIdentity
    region: str | None
    secrets: _t.Required[list[Secret]]

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

class AzureKeyVault(_t.TypedDict, total=False):
    cloud: Cloud
    credentials: ClusterTriggerAuthenticationCredentials
    podIdentity: PodIdentity
    secrets: _t.Required[list[ClusterTriggerAuthenticationSecret]]
    vaultUri: _t.Required[str]

class BoundServiceAccountToken(_t.TypedDict, total=False):
    parameter: _t.Required[str]
    serviceAccountName: _t.Required[str]

class CSIVolumeSource(_t.TypedDict, total=False):
    driver: _t.Required[str]
    fsType: str | None
    nodePublishSecretRef: ScaledJobSecretRef
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
    secretRef: ScaledJobSecretRef
    user: str | None

class CinderPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: ScaledJobSecretRef
    volumeID: _t.Required[str]

class ClientSecret(_t.TypedDict, total=False):
    valueFrom: _t.Required[ValueFrom]

class Cloud(_t.TypedDict, total=False):
    activeDirectoryEndpoint: str | None
    keyVaultResourceURL: str | None
    type: _t.Required[str]

class ClusterTriggerAuthenticationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ClusterTriggerAuthenticationCredentials(_t.TypedDict, total=False):
    clientId: _t.Required[str]
    clientSecret: _t.Required[ClientSecret]
    tenantId: _t.Required[str]

class ClusterTriggerAuthenticationGcpSecretManagerCredentials(_t.TypedDict, total=False):
    clientSecret: _t.Required[ClientSecret]

class ClusterTriggerAuthenticationGcpSecretManagerSecret(_t.TypedDict, total=False):
    id: _t.Required[str]
    parameter: _t.Required[str]
    version: str | None

class ClusterTriggerAuthenticationHashiCorpVaultSecret(_t.TypedDict, total=False):
    key: _t.Required[str]
    parameter: _t.Required[str]
    path: _t.Required[str]
    pkiData: PkiData
    type: _t.Literal["", "pki", "secret", "secretV2"] | None

class ClusterTriggerAuthenticationSecret(_t.TypedDict, total=False):
    name: _t.Required[str]
    parameter: _t.Required[str]
    version: str | None

class ConfigMapEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class ConfigMapProjection(_t.TypedDict, total=False):
    items: list[ScaledJobItem]
    name: str | None
    optional: bool | None

class ConfigMapTargetRef(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]
    parameter: _t.Required[str]

class Container(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    image: str | None
    imagePullPolicy: str | None
    lifecycle: Lifecycle
    livenessProbe: Probe
    name: _t.Required[str]
    ports: list[ContainerPort]
    readinessProbe: Probe
    resizePolicy: list[ContainerResizePolicy]
    resources: ResourceRequirements
    restartPolicy: str | None
    restartPolicyRules: list[ContainerRestartRule]
    securityContext: SecurityContext
    startupProbe: Probe
    stdin: bool | None
    stdinOnce: bool | None
    terminationMessagePath: str | None
    terminationMessagePolicy: str | None
    tty: bool | None
    volumeDevices: list[AttachedVolume]
    volumeMounts: list[ScaledJobVolumeMount]
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

class Credential(_t.TypedDict, total=False):
    serviceAccount: str | None
    serviceAccountName: str | None
    token: str | None

class Credentials(_t.TypedDict, total=False):
    accessKey: _t.Required[ClientSecret]
    accessSecretKey: _t.Required[ClientSecret]
    accessToken: ClientSecret

class Env(_t.TypedDict, total=False):
    containerName: str | None
    name: _t.Required[str]
    parameter: _t.Required[str]

class EnvFromSource(_t.TypedDict, total=False):
    configMapRef: ConfigMapEnvSource
    prefix: str | None
    secretRef: ConfigMapEnvSource

class EnvVar(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: EnvVarSource

class EnvVarSource(_t.TypedDict, total=False):
    configMapKeyRef: ConfigMapKeySelector
    fieldRef: ObjectFieldSelector
    fileKeyRef: FileKeySelector
    resourceFieldRef: ResourceFieldSelector
    secretKeyRef: ConfigMapKeySelector

class EphemeralContainer(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    image: str | None
    imagePullPolicy: str | None
    lifecycle: Lifecycle
    livenessProbe: Probe
    name: _t.Required[str]
    ports: list[ContainerPort]
    readinessProbe: Probe
    resizePolicy: list[ContainerResizePolicy]
    resources: ResourceRequirements
    restartPolicy: str | None
    restartPolicyRules: list[ContainerRestartRule]
    securityContext: SecurityContext
    startupProbe: Probe
    stdin: bool | None
    stdinOnce: bool | None
    targetContainerName: str | None
    terminationMessagePath: str | None
    terminationMessagePolicy: str | None
    tty: bool | None
    volumeDevices: list[AttachedVolume]
    volumeMounts: list[ScaledJobVolumeMount]
    workingDir: str | None

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
    secretRef: ScaledJobSecretRef

class FlockerVolumeSource(_t.TypedDict, total=False):
    datasetName: str | None
    datasetUUID: str | None

class GCEPersistentDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    pdName: _t.Required[str]
    readOnly: bool | None

class GcpSecretManager(_t.TypedDict, total=False):
    credentials: ClusterTriggerAuthenticationGcpSecretManagerCredentials
    podIdentity: PodIdentity
    secrets: _t.Required[list[ClusterTriggerAuthenticationGcpSecretManagerSecret]]

class GitRepoVolumeSource(_t.TypedDict, total=False):
    directory: str | None
    repository: _t.Required[str]
    revision: str | None

class GlusterfsVolumeSource(_t.TypedDict, total=False):
    endpoints: _t.Required[str]
    path: _t.Required[str]
    readOnly: bool | None

class HPAScalingPolicy(_t.TypedDict, total=False):
    periodSeconds: _t.Required[int]
    type: _t.Required[str]
    value: _t.Required[int]

class HPAScalingRules(_t.TypedDict, total=False):
    policies: list[HPAScalingPolicy]
    selectPolicy: str | None
    stabilizationWindowSeconds: int | None
    tolerance: str | int | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HashiCorpVault(_t.TypedDict, total=False):
    address: _t.Required[str]
    authentication: _t.Required[_t.Literal["kubernetes", "token"]]
    credential: Credential
    mount: str | None
    namespace: str | None
    role: str | None
    secrets: _t.Required[list[ClusterTriggerAuthenticationHashiCorpVaultSecret]]

class HorizontalPodAutoscalerBehavior(_t.TypedDict, total=False):
    scaleDown: HPAScalingRules
    scaleUp: HPAScalingRules

class HostAlias(_t.TypedDict, total=False):
    hostnames: list[str] | None
    ip: _t.Required[str]

class HostPathVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    type: str | None

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
    secretRef: ScaledJobSecretRef
    targetPortal: _t.Required[str]

class ImageVolumeSource(_t.TypedDict, total=False):
    pullPolicy: str | None
    reference: str | None

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: ScaledJobMetadata
    spec: _t.Required[PersistentVolumeClaimSpec]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class Lifecycle(_t.TypedDict, total=False):
    postStart: LifecycleHandler
    preStop: LifecycleHandler
    stopSignal: str | None

class LifecycleHandler(_t.TypedDict, total=False):
    exec: ScaledJobExec
    httpGet: ScaledJobHttpGet
    sleep: ScaledJobSleep
    tcpSocket: TCPSocketAction

class NFSVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    readOnly: bool | None
    server: _t.Required[str]

class NodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution: ScaledJobRequiredDuringSchedulingIgnoredDuringExecution

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class NodeSelectorTerm(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchFields: list[NodeSelectorRequirement]

class Oauth2(_t.TypedDict, total=False):
    clientId: _t.Required[str]
    clientSecret: ClientSecret
    scopes: list[str] | None
    tokenUrl: _t.Required[str]
    tokenUrlParams: _Mapping[str, str] | None
    type: _t.Literal["clientCredentials"] | None

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

class PkiData(_t.TypedDict, total=False):
    altNames: str | None
    commonName: str | None
    format: str | None
    ipSans: str | None
    otherSans: str | None
    ttl: str | None
    uriSans: str | None

class PodAffinityTerm(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    matchLabelKeys: list[str] | None
    mismatchLabelKeys: list[str] | None
    namespaceSelector: LabelSelector
    namespaces: list[str] | None
    topologyKey: _t.Required[str]

class PodDNSConfig(_t.TypedDict, total=False):
    nameservers: list[str] | None
    options: list[ScaledJobOption]
    searches: list[str] | None

class PodFailurePolicyOnExitCodesRequirement(_t.TypedDict, total=False):
    containerName: str | None
    operator: _t.Required[str]
    values: _t.Required[list[int]]

class PodFailurePolicyOnPodConditionsPattern(_t.TypedDict, total=False):
    status: str | None
    type: _t.Required[str]

class PodFailurePolicyRule(_t.TypedDict, total=False):
    action: _t.Required[str]
    onExitCodes: PodFailurePolicyOnExitCodesRequirement
    onPodConditions: list[PodFailurePolicyOnPodConditionsPattern]

class PodIdentity(_t.TypedDict, total=False):
    externalID: str | None
    identityAuthorityHost: str | None
    identityId: str | None
    identityOwner: _t.Literal["keda", "workload"] | None
    identityTenantId: str | None
    provider: _t.Required[_t.Literal["aws", "aws-eks", "azure-workload", "gcp", "none"]]
    roleArn: str | None

class PodResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    resourceClaimName: str | None
    resourceClaimTemplateName: str | None

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
    sysctls: list[HTTPHeader]
    windowsOptions: WindowsSecurityContextOptions

class PortworxVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class Probe(_t.TypedDict, total=False):
    exec: ScaledJobExec
    failureThreshold: int | None
    grpc: ScaledJobGrpc
    httpGet: ScaledJobHttpGet
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TCPSocketAction
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

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
    secretRef: ScaledJobSecretRef
    user: str | None

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
    secretRef: _t.Required[ScaledJobSecretRef]
    sslEnabled: bool | None
    storageMode: str | None
    storagePool: str | None
    system: _t.Required[str]
    volumeName: str | None

class ScaledJobBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ScaledJobSpec2

class ScaledJobClusterTrustBundle(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    name: str | None
    optional: bool | None
    path: _t.Required[str]
    signerName: str | None

class ScaledJobConfigMap(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[ScaledJobItem]
    name: str | None
    optional: bool | None

class ScaledJobDownwardAPI(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[ScaledJobDownwardAPIItem]

class ScaledJobDownwardAPIItem(_t.TypedDict, total=False):
    fieldRef: ObjectFieldSelector
    mode: int | None
    path: _t.Required[str]
    resourceFieldRef: ResourceFieldSelector

class ScaledJobEmptyDir(_t.TypedDict, total=False):
    medium: str | None
    sizeLimit: str | int | None

class ScaledJobEphemeral(_t.TypedDict, total=False):
    volumeClaimTemplate: JobTemplateSpec

class ScaledJobExec(_t.TypedDict, total=False):
    command: list[str] | None

class ScaledJobGrpc(_t.TypedDict, total=False):
    port: _t.Required[int]
    service: str | None

class ScaledJobHttpGet(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[HTTPHeader]
    path: str | None
    port: _t.Required[int | str]
    scheme: str | None

class ScaledJobItem(_t.TypedDict, total=False):
    key: _t.Required[str]
    mode: int | None
    path: _t.Required[str]

class ScaledJobJobTargetRef(_t.TypedDict, total=False):
    activeDeadlineSeconds: int | None
    backoffLimit: int | None
    backoffLimitPerIndex: int | None
    completionMode: str | None
    completions: int | None
    managedBy: str | None
    manualSelector: bool | None
    maxFailedIndexes: int | None
    parallelism: int | None
    podFailurePolicy: ScaledJobPodFailurePolicy
    podReplacementPolicy: str | None
    selector: LabelSelector
    successPolicy: ScaledJobSuccessPolicy
    suspend: bool | None
    template: _t.Required[ScaledJobTemplate]
    ttlSecondsAfterFinished: int | None

class ScaledJobMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    finalizers: list[str] | None
    labels: _Mapping[str, str] | None
    name: str | None
    namespace: str | None

class ScaledJobOption(_t.TypedDict, total=False):
    name: str | None
    value: str | None

class ScaledJobOs(_t.TypedDict, total=False):
    name: _t.Required[str]

class ScaledJobPodAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

class ScaledJobPodCertificate(_t.TypedDict, total=False):
    certificateChainPath: str | None
    credentialBundlePath: str | None
    keyPath: str | None
    keyType: _t.Required[str]
    maxExpirationSeconds: int | None
    signerName: _t.Required[str]
    userAnnotations: _Mapping[str, str] | None

class ScaledJobPodFailurePolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[PodFailurePolicyRule]]

class ScaledJobProjected(_t.TypedDict, total=False):
    defaultMode: int | None
    sources: list[VolumeProjection]

class ScaledJobReadinessGate(_t.TypedDict, total=False):
    conditionType: _t.Required[str]

class ScaledJobRequiredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    nodeSelectorTerms: _t.Required[list[NodeSelectorTerm]]

class ScaledJobRollout(_t.TypedDict, total=False):
    propagationPolicy: _t.Literal["background", "foreground"] | None
    strategy: _t.Literal["gradual", "immediate"] | None

class ScaledJobScalingStrategy(_t.TypedDict, total=False):
    customScalingQueueLengthDeduction: int | None
    customScalingRunningJobPercentage: str | None
    multipleScalersCalculation: _t.Literal["avg", "max", "min", "sum"] | None
    pendingPodConditions: list[str] | None
    strategy: _t.Literal["accurate", "custom", "default", "eager"] | None

class ScaledJobSecret(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[ScaledJobItem]
    optional: bool | None
    secretName: str | None

class ScaledJobSecretRef(_t.TypedDict, total=False):
    name: str | None

class ScaledJobServiceAccountToken(_t.TypedDict, total=False):
    audience: str | None
    expirationSeconds: int | None
    path: _t.Required[str]

class ScaledJobSleep(_t.TypedDict, total=False):
    seconds: _t.Required[int]

class ScaledJobSourceDownwardAPI(_t.TypedDict, total=False):
    items: list[ScaledJobDownwardAPIItem]

class ScaledJobSpec(_t.TypedDict, total=False):
    activeDeadlineSeconds: int | None
    affinity: Affinity
    automountServiceAccountToken: bool | None
    containers: _t.Required[list[Container]]
    dnsConfig: PodDNSConfig
    dnsPolicy: str | None
    enableServiceLinks: bool | None
    ephemeralContainers: list[EphemeralContainer]
    hostAliases: list[HostAlias]
    hostIPC: bool | None
    hostNetwork: bool | None
    hostPID: bool | None
    hostUsers: bool | None
    hostname: str | None
    hostnameOverride: str | None
    imagePullSecrets: list[ScaledJobSecretRef]
    initContainers: list[Container]
    nodeName: str | None
    nodeSelector: _Mapping[str, str] | None
    os: ScaledJobOs
    overhead: _Mapping[str, str | int] | None
    preemptionPolicy: str | None
    priority: int | None
    priorityClassName: str | None
    readinessGates: list[ScaledJobReadinessGate]
    resourceClaims: list[PodResourceClaim]
    resources: ResourceRequirements
    restartPolicy: str | None
    runtimeClassName: str | None
    schedulerName: str | None
    schedulingGates: list[ScaledJobOs]
    securityContext: PodSecurityContext
    serviceAccount: str | None
    serviceAccountName: str | None
    setHostnameAsFQDN: bool | None
    shareProcessNamespace: bool | None
    subdomain: str | None
    terminationGracePeriodSeconds: int | None
    tolerations: list[Toleration]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    volumes: list[Volume]
    workloadRef: WorkloadReference

class ScaledJobSpec2(_t.TypedDict, total=False):
    envSourceContainerName: str | None
    failedJobsHistoryLimit: int | None
    jobTargetRef: _t.Required[ScaledJobJobTargetRef]
    maxReplicaCount: int | None
    minReplicaCount: int | None
    pollingInterval: int | None
    rollout: ScaledJobRollout
    rolloutStrategy: _t.Literal["gradual", "immediate"] | None
    scalingStrategy: ScaledJobScalingStrategy
    successfulJobsHistoryLimit: int | None
    triggers: _t.Required[list[Trigger]]

class ScaledJobSuccessPolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[SuccessPolicyRule]]

class ScaledJobTemplate(_t.TypedDict, total=False):
    metadata: ScaledJobMetadata
    spec: ScaledJobSpec

class ScaledJobVolumeMount(_t.TypedDict, total=False):
    mountPath: _t.Required[str]
    mountPropagation: str | None
    name: _t.Required[str]
    readOnly: bool | None
    recursiveReadOnly: str | None
    subPath: str | None
    subPathExpr: str | None

class ScaledObjectBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ScaledObjectSpec]

class ScaledObjectAdvanced(_t.TypedDict, total=False):
    horizontalPodAutoscalerConfig: ScaledObjectHorizontalPodAutoscalerConfig
    restoreToOriginalReplicaCount: bool | None
    scalingModifiers: ScaledObjectScalingModifiers

class ScaledObjectFallback(_t.TypedDict, total=False):
    behavior: _t.Literal["currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower", "scalingModifiers", "static"] | None
    failureThreshold: _t.Required[int]
    replicas: _t.Required[int]

class ScaledObjectHorizontalPodAutoscalerConfig(_t.TypedDict, total=False):
    behavior: HorizontalPodAutoscalerBehavior
    name: str | None

class ScaledObjectScaleTargetRef(_t.TypedDict, total=False):
    apiVersion: str | None
    envSourceContainerName: str | None
    kind: str | None
    name: _t.Required[str]

class ScaledObjectScalingModifiers(_t.TypedDict, total=False):
    activationTarget: str | None
    formula: str | None
    metricType: _t.Literal["AverageValue", "Value"] | None
    target: str | None

class ScaledObjectSpec(_t.TypedDict, total=False):
    advanced: ScaledObjectAdvanced
    cooldownPeriod: int | None
    fallback: ScaledObjectFallback
    idleReplicaCount: int | None
    initialCooldownPeriod: int | None
    maxReplicaCount: int | None
    minReplicaCount: int | None
    pollingInterval: int | None
    scaleTargetRef: _t.Required[ScaledObjectScaleTargetRef]
    triggers: _t.Required[list[Trigger]]

class Secret(_t.TypedDict, total=False):
    name: _t.Required[str]
    parameter: _t.Required[str]
    secretKey: str | None
    versionId: str | None
    versionStage: str | None

class SecretKeyRef(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]

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

class Spec(_t.TypedDict, total=False):
    awsSecretManager: AwsSecretManager
    azureKeyVault: AzureKeyVault
    boundServiceAccountToken: list[BoundServiceAccountToken]
    configMapTargetRef: list[ConfigMapTargetRef]
    env: list[Env]
    filePath: str | None
    gcpSecretManager: GcpSecretManager
    hashiCorpVault: HashiCorpVault
    oauth2: Oauth2
    podIdentity: PodIdentity
    secretTargetRef: list[ConfigMapTargetRef]

class StorageOSPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: ScaledJobSecretRef
    volumeName: str | None
    volumeNamespace: str | None

class SuccessPolicyRule(_t.TypedDict, total=False):
    succeededCount: int | None
    succeededIndexes: str | None

class TCPSocketAction(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int | str]

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

class Trigger(_t.TypedDict, total=False):
    authenticationRef: _eventing_keda_sh_v1alpha1.AuthenticationRef
    metadata: _t.Required[_Mapping[str, str]]
    metricType: str | None
    name: str | None
    type: _t.Required[str]
    useCachedMetrics: bool | None

class TriggerAuthenticationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class TypedLocalObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class TypedObjectReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class ValueFrom(_t.TypedDict, total=False):
    secretKeyRef: _t.Required[SecretKeyRef]

class Volume(_t.TypedDict, total=False):
    awsElasticBlockStore: AWSElasticBlockStoreVolumeSource
    azureDisk: AzureDiskVolumeSource
    azureFile: AzureFileVolumeSource
    cephfs: CephFSPersistentVolumeSource
    cinder: CinderPersistentVolumeSource
    configMap: ScaledJobConfigMap
    csi: CSIVolumeSource
    downwardAPI: ScaledJobDownwardAPI
    emptyDir: ScaledJobEmptyDir
    ephemeral: ScaledJobEphemeral
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
    projected: ScaledJobProjected
    quobyte: QuobyteVolumeSource
    rbd: RBDPersistentVolumeSource
    scaleIO: ScaleIOPersistentVolumeSource
    secret: ScaledJobSecret
    storageos: StorageOSPersistentVolumeSource
    vsphereVolume: VsphereVirtualDiskVolumeSource

class VolumeProjection(_t.TypedDict, total=False):
    clusterTrustBundle: ScaledJobClusterTrustBundle
    configMap: ConfigMapProjection
    downwardAPI: ScaledJobSourceDownwardAPI
    podCertificate: ScaledJobPodCertificate
    secret: ConfigMapProjection
    serviceAccountToken: ScaledJobServiceAccountToken

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

class WorkloadReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    podGroup: _t.Required[str]
    podGroupReplicaKey: str | None

class ClusterTriggerAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterTriggerAuthenticationBody]) -> None: ...

class ScaledJob(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ScaledJobBody]) -> None: ...

class ScaledObject(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ScaledObjectBody]) -> None: ...

class TriggerAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TriggerAuthenticationBody]) -> None: ...
