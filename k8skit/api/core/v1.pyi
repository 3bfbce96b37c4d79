# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AWSElasticBlockStoreVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class Affinity(_t.TypedDict, total=False):
    nodeAffinity: NodeAffinity
    podAffinity: PodAffinity
    podAntiAffinity: PodAntiAffinity

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[_t.Literal["Localhost", "RuntimeDefault", "Unconfined"]]

class AzureDiskVolumeSource(_t.TypedDict, total=False):
    cachingMode: _t.Literal["None", "ReadOnly", "ReadWrite"] | None
    diskName: _t.Required[str]
    diskURI: _t.Required[str]
    fsType: str | None
    kind: _t.Literal["Dedicated", "Managed", "Shared"] | None
    readOnly: bool | None

class AzureFilePersistentVolumeSource(_t.TypedDict, total=False):
    readOnly: bool | None
    secretName: _t.Required[str]
    secretNamespace: str | None
    shareName: _t.Required[str]

class AzureFileVolumeSource(_t.TypedDict, total=False):
    readOnly: bool | None
    secretName: _t.Required[str]
    shareName: _t.Required[str]

class BindingBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    target: _t.Required[ObjectReference]

class CSIPersistentVolumeSource(_t.TypedDict, total=False):
    controllerExpandSecretRef: SecretReference
    controllerPublishSecretRef: SecretReference
    driver: _t.Required[str]
    fsType: str | None
    nodeExpandSecretRef: SecretReference
    nodePublishSecretRef: SecretReference
    nodeStageSecretRef: SecretReference
    readOnly: bool | None
    volumeAttributes: _Mapping[str, str] | None
    volumeHandle: _t.Required[str]

class CSIVolumeSource(_t.TypedDict, total=False):
    driver: _t.Required[str]
    fsType: str | None
    nodePublishSecretRef: LocalObjectReference
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
    secretRef: SecretReference
    user: str | None

class CephFSVolumeSource(_t.TypedDict, total=False):
    monitors: _t.Required[list[str]]
    path: str | None
    readOnly: bool | None
    secretFile: str | None
    secretRef: LocalObjectReference
    user: str | None

class CinderPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: SecretReference
    volumeID: _t.Required[str]

class CinderVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: LocalObjectReference
    volumeID: _t.Required[str]

class ClientIPConfig(_t.TypedDict, total=False):
    timeoutSeconds: int | None

class ClusterTrustBundleProjection(_t.TypedDict, total=False):
    labelSelector: _meta_v1.LabelSelector
    name: str | None
    optional: bool | None
    path: _t.Required[str]
    signerName: str | None
    user: int | None

class ConfigMapBody(_t.TypedDict, total=False):
    binaryData: _Mapping[str, str] | None
    data: _Mapping[str, str] | None
    immutable: bool | None
    metadata: _meta_v1.ObjectMeta

class ConfigMapEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class ConfigMapNodeConfigSource(_t.TypedDict, total=False):
    kubeletConfigKey: _t.Required[str]
    name: _t.Required[str]
    namespace: _t.Required[str]
    resourceVersion: str | None
    uid: str | None

class ConfigMapProjection(_t.TypedDict, total=False):
    items: list[KeyToPath]
    name: str | None
    optional: bool | None

class ConfigMapVolumeSource(_t.TypedDict, total=False):
    defaultMode: int | None
    defaultUser: int | None
    items: list[KeyToPath]
    name: str | None
    optional: bool | None

class Container(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    image: str | None
    imagePullPolicy: _t.Literal["Always", "IfNotPresent", "Never"] | None
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
    terminationMessagePolicy: _t.Literal["FallbackToLogsOnError", "File"] | None
    tty: bool | None
    volumeDevices: list[VolumeDevice]
    volumeMounts: list[VolumeMount]
    workingDir: str | None

class ContainerPort(_t.TypedDict, total=False):
    containerPort: _t.Required[int]
    hostIP: str | None
    hostPort: int | None
    name: str | None
    protocol: _t.Literal["SCTP", "TCP", "UDP"] | None

class ContainerResizePolicy(_t.TypedDict, total=False):
    resourceName: _t.Required[str]
    restartPolicy: _t.Required[str]

class ContainerRestartRule(_t.TypedDict, total=False):
    action: _t.Required[str]
    exitCodes: ContainerRestartRuleOnExitCodes

class ContainerRestartRuleOnExitCodes(_t.TypedDict, total=False):
    operator: _t.Required[str]
    values: list[int] | None

class DownwardAPIProjection(_t.TypedDict, total=False):
    items: list[DownwardAPIVolumeFile]

class DownwardAPIVolumeFile(_t.TypedDict, total=False):
    fieldRef: ObjectFieldSelector
    mode: int | None
    path: _t.Required[str]
    resourceFieldRef: ResourceFieldSelector
    user: int | None

class DownwardAPIVolumeSource(_t.TypedDict, total=False):
    defaultMode: int | None
    defaultUser: int | None
    items: list[DownwardAPIVolumeFile]

class EmptyDirVolumeSource(_t.TypedDict, total=False):
    medium: str | None
    mode: int | None
    sizeLimit: str | int | None

class EndpointAddress(_t.TypedDict, total=False):
    hostname: str | None
    ip: _t.Required[str]
    nodeName: str | None
    targetRef: ObjectReference

class EndpointPort(_t.TypedDict, total=False):
    appProtocol: str | None
    name: str | None
    port: _t.Required[int]
    protocol: _t.Literal["SCTP", "TCP", "UDP"] | None

class EndpointSubset(_t.TypedDict, total=False):
    addresses: list[EndpointAddress]
    notReadyAddresses: list[EndpointAddress]
    ports: list[EndpointPort]

class EndpointsBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    subsets: list[EndpointSubset]

class EnvFromSource(_t.TypedDict, total=False):
    configMapRef: ConfigMapEnvSource
    prefix: str | None
    secretRef: SecretEnvSource

class EnvVar(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: EnvVarSource

class EnvVarSource(_t.TypedDict, total=False):
    configMapKeyRef: ConfigMapKeySelector
    fieldRef: ObjectFieldSelector
    fileKeyRef: FileKeySelector
    resourceFieldRef: ResourceFieldSelector
    secretKeyRef: SecretKeySelector

class EphemeralContainer(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    image: str | None
    imagePullPolicy: _t.Literal["Always", "IfNotPresent", "Never"] | None
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
    terminationMessagePolicy: _t.Literal["FallbackToLogsOnError", "File"] | None
    tty: bool | None
    volumeDevices: list[VolumeDevice]
    volumeMounts: list[VolumeMount]
    workingDir: str | None

class EphemeralVolumeSource(_t.TypedDict, total=False):
    volumeClaimTemplate: PersistentVolumeClaimTemplate

class EventBody(_t.TypedDict, total=False):
    action: str | None
    count: int | None
    eventTime: str | None
    firstTimestamp: str | None
    involvedObject: _t.Required[ObjectReference]
    lastTimestamp: str | None
    message: str | None
    metadata: _t.Required[_meta_v1.ObjectMeta]
    reason: str | None
    related: ObjectReference
    reportingComponent: str | None
    reportingInstance: str | None
    series: EventSeries
    source: EventSource
    type: str | None

class EventSeries(_t.TypedDict, total=False):
    count: int | None
    lastObservedTime: str | None

class EventSource(_t.TypedDict, total=False):
    component: str | None
    host: str | None

class EvictionResponder(_t.TypedDict, total=False):
    name: _t.Required[str]
    priority: _t.Required[int]

class ExecAction(_t.TypedDict, total=False):
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
    secretRef: SecretReference

class FlexVolumeSource(_t.TypedDict, total=False):
    driver: _t.Required[str]
    fsType: str | None
    options: _Mapping[str, str] | None
    readOnly: bool | None
    secretRef: LocalObjectReference

class FlockerVolumeSource(_t.TypedDict, total=False):
    datasetName: str | None
    datasetUUID: str | None

class GCEPersistentDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    partition: int | None
    pdName: _t.Required[str]
    readOnly: bool | None

class GRPCAction(_t.TypedDict, total=False):
    mode: str | None
    port: _t.Required[int]
    service: str | None

class GitRepoVolumeSource(_t.TypedDict, total=False):
    directory: str | None
    repository: _t.Required[str]
    revision: str | None

class GlusterfsPersistentVolumeSource(_t.TypedDict, total=False):
    endpoints: _t.Required[str]
    endpointsNamespace: str | None
    path: _t.Required[str]
    readOnly: bool | None

class GlusterfsVolumeSource(_t.TypedDict, total=False):
    endpoints: _t.Required[str]
    path: _t.Required[str]
    readOnly: bool | None

class HTTPGetAction(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[HTTPHeader]
    path: str | None
    port: _t.Required[int | str]
    protocol: str | None
    scheme: _t.Literal["HTTP", "HTTPS"] | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HostAlias(_t.TypedDict, total=False):
    hostnames: list[str] | None
    ip: _t.Required[str]

class HostPathVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    type: _t.Literal["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"] | None

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
    secretRef: SecretReference
    targetPortal: _t.Required[str]

class ISCSIVolumeSource(_t.TypedDict, total=False):
    chapAuthDiscovery: bool | None
    chapAuthSession: bool | None
    fsType: str | None
    initiatorName: str | None
    iqn: _t.Required[str]
    iscsiInterface: str | None
    lun: _t.Required[int]
    portals: list[str] | None
    readOnly: bool | None
    secretRef: LocalObjectReference
    targetPortal: _t.Required[str]

class ImageVolumeSource(_t.TypedDict, total=False):
    pullPolicy: _t.Literal["Always", "IfNotPresent", "Never"] | None
    reference: str | None

class KeyToPath(_t.TypedDict, total=False):
    key: _t.Required[str]
    mode: int | None
    path: _t.Required[str]
    user: int | None

class Lifecycle(_t.TypedDict, total=False):
    postStart: LifecycleHandler
    preStop: LifecycleHandler
    stopSignal: _t.Literal["SIGABRT", "SIGALRM", "SIGBUS", "SIGCHLD", "SIGCLD", "SIGCONT", "SIGFPE", "SIGHUP", "SIGILL", "SIGINT", "SIGIO", "SIGIOT", "SIGKILL", "SIGPIPE", "SIGPOLL", "SIGPROF", "SIGPWR", "SIGQUIT", "SIGRTMAX", "SIGRTMAX-1", "SIGRTMAX-10", "SIGRTMAX-11", "SIGRTMAX-12", "SIGRTMAX-13", "SIGRTMAX-14", "SIGRTMAX-2", "SIGRTMAX-3", "SIGRTMAX-4", "SIGRTMAX-5", "SIGRTMAX-6", "SIGRTMAX-7", "SIGRTMAX-8", "SIGRTMAX-9", "SIGRTMIN", "SIGRTMIN+1", "SIGRTMIN+10", "SIGRTMIN+11", "SIGRTMIN+12", "SIGRTMIN+13", "SIGRTMIN+14", "SIGRTMIN+15", "SIGRTMIN+2", "SIGRTMIN+3", "SIGRTMIN+4", "SIGRTMIN+5", "SIGRTMIN+6", "SIGRTMIN+7", "SIGRTMIN+8", "SIGRTMIN+9", "SIGSEGV", "SIGSTKFLT", "SIGSTOP", "SIGSYS", "SIGTERM", "SIGTRAP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU", "SIGXFSZ"] | None

class LifecycleHandler(_t.TypedDict, total=False):
    exec: ExecAction
    httpGet: HTTPGetAction
    sleep: SleepAction
    tcpSocket: TCPSocketAction

class LimitRangeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: LimitRangeSpec

class LimitRangeItem(_t.TypedDict, total=False):
    default: _Mapping[str, str | int] | None
    defaultRequest: _Mapping[str, str | int] | None
    max: _Mapping[str, str | int] | None
    maxLimitRequestRatio: _Mapping[str, str | int] | None
    min: _Mapping[str, str | int] | None
    type: _t.Required[str]

class LimitRangeSpec(_t.TypedDict, total=False):
    limits: _t.Required[list[LimitRangeItem]]

class LocalObjectReference(_t.TypedDict, total=False):
    name: str | None

class LocalVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    path: _t.Required[str]

class NFSVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    readOnly: bool | None
    server: _t.Required[str]

class NamespaceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: NamespaceSpec

class NamespaceSpec(_t.TypedDict, total=False):
    finalizers: list[str] | None

class NodeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: NodeSpec

class NodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution: NodeSelector

class NodeConfigSource(_t.TypedDict, total=False):
    configMap: ConfigMapNodeConfigSource

class NodePodPreemptionPolicy(_t.TypedDict, total=False):
    disableResizePreemption: list[str] | None

class NodeSelector(_t.TypedDict, total=False):
    nodeSelectorTerms: _t.Required[list[NodeSelectorTerm]]

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[_t.Literal["DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn"]]
    values: list[str] | None

class NodeSelectorTerm(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchFields: list[NodeSelectorRequirement]

class NodeSpec(_t.TypedDict, total=False):
    configSource: NodeConfigSource
    externalID: str | None
    podCIDR: str | None
    podCIDRs: list[str] | None
    podPreemptionPolicy: NodePodPreemptionPolicy
    providerID: str | None
    taints: list[Taint]
    unschedulable: bool | None

class ObjectFieldSelector(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldPath: _t.Required[str]

class ObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldPath: str | None
    kind: str | None
    name: str | None
    namespace: str | None
    resourceVersion: str | None
    uid: str | None

class PersistentVolumeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PersistentVolumeSpec

class PersistentVolumeClaimBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PersistentVolumeClaimSpec

class PersistentVolumeClaimObject(_t.TypedDict, total=False):
    apiVersion: _t.Literal["v1"] | None
    kind: _t.Literal["PersistentVolumeClaim"] | None
    metadata: _meta_v1.ObjectMeta
    spec: PersistentVolumeClaimSpec

class PersistentVolumeClaimSpec(_t.TypedDict, total=False):
    accessModes: list[_t.Literal["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]] | None
    dataSource: TypedLocalObjectReference
    dataSourceRef: TypedObjectReference
    resources: VolumeResourceRequirements
    selector: _meta_v1.LabelSelector
    storageClassName: str | None
    volumeAttributesClassName: str | None
    volumeMode: _t.Literal["Block", "Filesystem"] | None
    volumeName: str | None

class PersistentVolumeClaimTemplate(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PersistentVolumeClaimSpec]

class PersistentVolumeClaimVolumeSource(_t.TypedDict, total=False):
    claimName: _t.Required[str]
    readOnly: bool | None

class PersistentVolumeSpec(_t.TypedDict, total=False):
    accessModes: list[_t.Literal["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"]] | None
    awsElasticBlockStore: AWSElasticBlockStoreVolumeSource
    azureDisk: AzureDiskVolumeSource
    azureFile: AzureFilePersistentVolumeSource
    capacity: _Mapping[str, str | int] | None
    cephfs: CephFSPersistentVolumeSource
    cinder: CinderPersistentVolumeSource
    claimRef: ObjectReference
    csi: CSIPersistentVolumeSource
    fc: FCVolumeSource
    flexVolume: FlexPersistentVolumeSource
    flocker: FlockerVolumeSource
    gcePersistentDisk: GCEPersistentDiskVolumeSource
    glusterfs: GlusterfsPersistentVolumeSource
    hostPath: HostPathVolumeSource
    iscsi: ISCSIPersistentVolumeSource
    local: LocalVolumeSource
    mountOptions: list[str] | None
    nfs: NFSVolumeSource
    nodeAffinity: VolumeNodeAffinity
    persistentVolumeReclaimPolicy: _t.Literal["Delete", "Recycle", "Retain"] | None
    photonPersistentDisk: PhotonPersistentDiskVolumeSource
    portworxVolume: PortworxVolumeSource
    quobyte: QuobyteVolumeSource
    rbd: RBDPersistentVolumeSource
    scaleIO: ScaleIOPersistentVolumeSource
    storageClassName: str | None
    storageos: StorageOSPersistentVolumeSource
    volumeAttributesClassName: str | None
    volumeMode: _t.Literal["Block", "Filesystem"] | None
    vsphereVolume: VsphereVirtualDiskVolumeSource

class PhotonPersistentDiskVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    pdID: _t.Required[str]

class PodBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PodSpec

class PodAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

class PodAffinityTerm(_t.TypedDict, total=False):
    labelSelector: _meta_v1.LabelSelector
    matchLabelKeys: list[str] | None
    mismatchLabelKeys: list[str] | None
    namespaceSelector: _meta_v1.LabelSelector
    namespaces: list[str] | None
    topologyKey: _t.Required[str]

class PodAntiAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

class PodCertificateProjection(_t.TypedDict, total=False):
    certificateChainPath: str | None
    credentialBundlePath: str | None
    keyPath: str | None
    keyType: _t.Required[str]
    maxExpirationSeconds: int | None
    signerName: _t.Required[str]
    user: int | None
    userAnnotations: _Mapping[str, str] | None

class PodDNSConfig(_t.TypedDict, total=False):
    nameservers: list[str] | None
    options: list[PodDNSConfigOption]
    searches: list[str] | None

class PodDNSConfigOption(_t.TypedDict, total=False):
    name: str | None
    value: str | None

class PodOS(_t.TypedDict, total=False):
    name: _t.Required[str]

class PodReadinessGate(_t.TypedDict, total=False):
    conditionType: _t.Required[str]

class PodResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    resourceClaimName: str | None
    resourceClaimTemplateName: str | None

class PodSchedulingGate(_t.TypedDict, total=False):
    name: _t.Required[str]

class PodSchedulingGroup(_t.TypedDict, total=False):
    podGroupName: str | None

class PodSecurityContext(_t.TypedDict, total=False):
    appArmorProfile: AppArmorProfile
    fsGroup: int | None
    fsGroupChangePolicy: _t.Literal["Always", "OnRootMismatch"] | None
    runAsGroup: int | None
    runAsNonRoot: bool | None
    runAsUser: int | None
    seLinuxChangePolicy: str | None
    seLinuxOptions: SELinuxOptions
    seccompProfile: SeccompProfile
    supplementalGroups: list[int] | None
    supplementalGroupsPolicy: _t.Literal["Merge", "Strict"] | None
    sysctls: list[Sysctl]
    windowsOptions: WindowsSecurityContextOptions

class PodSpec(_t.TypedDict, total=False):
    activeDeadlineSeconds: int | None
    affinity: Affinity
    automountServiceAccountToken: bool | None
    containers: _t.Required[list[Container]]
    dnsConfig: PodDNSConfig
    dnsPolicy: _t.Literal["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] | None
    enableServiceLinks: bool | None
    ephemeralContainers: list[EphemeralContainer]
    evictionResponders: list[EvictionResponder]
    hostAliases: list[HostAlias]
    hostIPC: bool | None
    hostNetwork: bool | None
    hostPID: bool | None
    hostUsers: bool | None
    hostname: str | None
    hostnameOverride: str | None
    imagePullSecrets: list[LocalObjectReference]
    initContainers: list[Container]
    nodeName: str | None
    nodeSelector: _Mapping[str, str] | None
    os: PodOS
    overhead: _Mapping[str, str | int] | None
    preemptionPolicy: _t.Literal["Never", "PreemptLowerPriority"] | None
    priority: int | None
    priorityClassName: str | None
    readinessGates: list[PodReadinessGate]
    resourceClaims: list[PodResourceClaim]
    resources: ResourceRequirements
    restartPolicy: _t.Literal["Always", "Never", "OnFailure"] | None
    runtimeClassName: str | None
    schedulerName: str | None
    schedulingGates: list[PodSchedulingGate]
    schedulingGroup: PodSchedulingGroup
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

class PodTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    template: PodTemplateSpec

class PodTemplateSpec(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PodSpec

class PortworxVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class Probe(_t.TypedDict, total=False):
    exec: ExecAction
    failureThreshold: int | None
    grpc: GRPCAction
    httpGet: HTTPGetAction
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TCPSocketAction
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

class ProjectedVolumeSource(_t.TypedDict, total=False):
    defaultMode: int | None
    defaultUser: int | None
    sources: list[VolumeProjection]

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
    secretRef: SecretReference
    user: str | None

class RBDVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    image: _t.Required[str]
    keyring: str | None
    monitors: _t.Required[list[str]]
    pool: str | None
    readOnly: bool | None
    secretRef: LocalObjectReference
    user: str | None

class ReplicationControllerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ReplicationControllerSpec

class ReplicationControllerSpec(_t.TypedDict, total=False):
    minReadySeconds: int | None
    replicas: int | None
    selector: _Mapping[str, str] | None
    template: PodTemplateSpec

class ResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    request: str | None

class ResourceFieldSelector(_t.TypedDict, total=False):
    containerName: str | None
    divisor: str | int | None
    resource: _t.Required[str]

class ResourceQuotaBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ResourceQuotaSpec

class ResourceQuotaSpec(_t.TypedDict, total=False):
    hard: _Mapping[str, str | int] | None
    scopeSelector: ScopeSelector
    scopes: list[_t.Literal["BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass", "Terminating", "VolumeAttributesClass"]] | None

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
    secretRef: _t.Required[SecretReference]
    sslEnabled: bool | None
    storageMode: str | None
    storagePool: str | None
    system: _t.Required[str]
    volumeName: str | None

class ScaleIOVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    gateway: _t.Required[str]
    protectionDomain: str | None
    readOnly: bool | None
    secretRef: _t.Required[LocalObjectReference]
    sslEnabled: bool | None
    storageMode: str | None
    storagePool: str | None
    system: _t.Required[str]
    volumeName: str | None

class ScopeSelector(_t.TypedDict, total=False):
    matchExpressions: list[ScopedResourceSelectorRequirement]

class ScopedResourceSelectorRequirement(_t.TypedDict, total=False):
    operator: _t.Required[_t.Literal["DoesNotExist", "Exists", "In", "NotIn"]]
    scopeName: _t.Required[_t.Literal["BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass", "Terminating", "VolumeAttributesClass"]]
    values: list[str] | None

class SeccompProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[_t.Literal["Localhost", "RuntimeDefault", "Unconfined"]]

class SecretBody(_t.TypedDict, total=False):
    data: _Mapping[str, str] | None
    immutable: bool | None
    metadata: _meta_v1.ObjectMeta
    stringData: _Mapping[str, str] | None
    type: str | None

class SecretEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class SecretKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class SecretProjection(_t.TypedDict, total=False):
    items: list[KeyToPath]
    name: str | None
    optional: bool | None

class SecretReference(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None

class SecretVolumeSource(_t.TypedDict, total=False):
    defaultMode: int | None
    defaultUser: int | None
    items: list[KeyToPath]
    optional: bool | None
    secretName: str | None

class SecurityContext(_t.TypedDict, total=False):
    allowPrivilegeEscalation: bool | None
    appArmorProfile: AppArmorProfile
    capabilities: Capabilities
    privileged: bool | None
    procMount: _t.Literal["Default", "Unmasked"] | None
    readOnlyRootFilesystem: bool | None
    runAsGroup: int | None
    runAsNonRoot: bool | None
    runAsUser: int | None
    seLinuxOptions: SELinuxOptions
    seccompProfile: SeccompProfile
    windowsOptions: WindowsSecurityContextOptions

class ServiceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ServiceSpec

class ServiceAccountBody(_t.TypedDict, total=False):
    automountServiceAccountToken: bool | None
    imagePullSecrets: list[LocalObjectReference]
    metadata: _meta_v1.ObjectMeta
    secrets: list[ObjectReference]

class ServiceAccountTokenProjection(_t.TypedDict, total=False):
    audience: str | None
    expirationSeconds: int | None
    path: _t.Required[str]
    user: int | None

class ServicePort(_t.TypedDict, total=False):
    appProtocol: str | None
    name: str | None
    nodePort: int | None
    port: _t.Required[int]
    protocol: _t.Literal["SCTP", "TCP", "UDP"] | None
    targetPort: int | str | None

class ServiceSpec(_t.TypedDict, total=False):
    allocateLoadBalancerNodePorts: bool | None
    clusterIP: str | None
    clusterIPs: list[str] | None
    externalIPs: list[str] | None
    externalName: str | None
    externalTrafficPolicy: _t.Literal["Cluster", "Local"] | None
    healthCheckNodePort: int | None
    internalTrafficPolicy: _t.Literal["Cluster", "Local"] | None
    ipFamilies: list[_t.Literal["", "IPv4", "IPv6"]] | None
    ipFamilyPolicy: _t.Literal["PreferDualStack", "RequireDualStack", "SingleStack"] | None
    loadBalancerClass: str | None
    loadBalancerIP: str | None
    loadBalancerSourceRanges: list[str] | None
    ports: list[ServicePort]
    publishNotReadyAddresses: bool | None
    selector: _Mapping[str, str] | None
    sessionAffinity: _t.Literal["ClientIP", "None"] | None
    sessionAffinityConfig: SessionAffinityConfig
    trafficDistribution: str | None
    type: _t.Literal["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"] | None

class SessionAffinityConfig(_t.TypedDict, total=False):
    clientIP: ClientIPConfig

class SleepAction(_t.TypedDict, total=False):
    seconds: _t.Required[int]

class StorageOSPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: ObjectReference
    volumeName: str | None
    volumeNamespace: str | None

class StorageOSVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: LocalObjectReference
    volumeName: str | None
    volumeNamespace: str | None

class Sysctl(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class TCPSocketAction(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int | str]

class Taint(_t.TypedDict, total=False):
    effect: _t.Required[_t.Literal["NoExecute", "NoSchedule", "PreferNoSchedule"]]
    key: _t.Required[str]
    timeAdded: str | None
    value: str | None

class Toleration(_t.TypedDict, total=False):
    effect: _t.Literal["NoExecute", "NoSchedule", "PreferNoSchedule"] | None
    key: str | None
    operator: _t.Literal["Equal", "Exists", "Gt", "Lt"] | None
    tolerationSeconds: int | None
    value: str | None

class TopologySelectorLabelRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    values: _t.Required[list[str]]

class TopologySelectorTerm(_t.TypedDict, total=False):
    matchLabelExpressions: list[TopologySelectorLabelRequirement]

class TopologySpreadConstraint(_t.TypedDict, total=False):
    labelSelector: _meta_v1.LabelSelector
    matchLabelKeys: list[str] | None
    maxSkew: _t.Required[int]
    minDomains: int | None
    nodeAffinityPolicy: _t.Literal["Honor", "Ignore"] | None
    nodeTaintsPolicy: _t.Literal["Honor", "Ignore"] | None
    topologyKey: _t.Required[str]
    whenUnsatisfiable: _t.Required[_t.Literal["DoNotSchedule", "ScheduleAnyway"]]

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
    cephfs: CephFSVolumeSource
    cinder: CinderVolumeSource
    configMap: ConfigMapVolumeSource
    csi: CSIVolumeSource
    downwardAPI: DownwardAPIVolumeSource
    emptyDir: EmptyDirVolumeSource
    ephemeral: EphemeralVolumeSource
    fc: FCVolumeSource
    flexVolume: FlexVolumeSource
    flocker: FlockerVolumeSource
    gcePersistentDisk: GCEPersistentDiskVolumeSource
    gitRepo: GitRepoVolumeSource
    glusterfs: GlusterfsVolumeSource
    hostPath: HostPathVolumeSource
    image: ImageVolumeSource
    iscsi: ISCSIVolumeSource
    name: _t.Required[str]
    nfs: NFSVolumeSource
    persistentVolumeClaim: PersistentVolumeClaimVolumeSource
    photonPersistentDisk: PhotonPersistentDiskVolumeSource
    portworxVolume: PortworxVolumeSource
    projected: ProjectedVolumeSource
    quobyte: QuobyteVolumeSource
    rbd: RBDVolumeSource
    scaleIO: ScaleIOVolumeSource
    secret: SecretVolumeSource
    storageos: StorageOSVolumeSource
    vsphereVolume: VsphereVirtualDiskVolumeSource

class VolumeDevice(_t.TypedDict, total=False):
    devicePath: _t.Required[str]
    name: _t.Required[str]

class VolumeMount(_t.TypedDict, total=False):
    bindMountOptions: list[str] | None
    mountPath: _t.Required[str]
    mountPropagation: _t.Literal["Bidirectional", "HostToContainer", "None"] | None
    name: _t.Required[str]
    readOnly: bool | None
    recursiveReadOnly: str | None
    subPath: str | None
    subPathExpr: str | None

class VolumeNodeAffinity(_t.TypedDict, total=False):
    required: NodeSelector

class VolumeProjection(_t.TypedDict, total=False):
    clusterTrustBundle: ClusterTrustBundleProjection
    configMap: ConfigMapProjection
    downwardAPI: DownwardAPIProjection
    podCertificate: PodCertificateProjection
    secret: SecretProjection
    serviceAccountToken: ServiceAccountTokenProjection

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

class Binding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BindingBody]) -> None: ...

class ConfigMap(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ConfigMapBody]) -> None: ...

class Endpoints(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EndpointsBody]) -> None: ...

class Event(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EventBody]) -> None: ...

class LimitRange(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[LimitRangeBody]) -> None: ...

class Namespace(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[NamespaceBody]) -> None: ...

class Node(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[NodeBody]) -> None: ...

class PersistentVolume(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PersistentVolumeBody]) -> None: ...

class PersistentVolumeClaim(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PersistentVolumeClaimBody]) -> None: ...

class Pod(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodBody]) -> None: ...

class PodTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodTemplateBody]) -> None: ...

class ReplicationController(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ReplicationControllerBody]) -> None: ...

class ResourceQuota(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ResourceQuotaBody]) -> None: ...

class Secret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SecretBody]) -> None: ...

class Service(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceBody]) -> None: ...

class ServiceAccount(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceAccountBody]) -> None: ...
