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
    nodeAffinity: ClusterNodeAffinity
    podAffinity: NodeAffinity
    podAntiAffinity: NodeAffinity

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[str]

class AttachedVolume(_t.TypedDict, total=False):
    devicePath: _t.Required[str]
    name: _t.Required[str]

class AzureCredentials(_t.TypedDict, total=False):
    connectionString: EndpointCA
    inheritFromAzureAD: bool | None
    storageAccount: EndpointCA
    storageKey: EndpointCA
    storageSasToken: EndpointCA
    useDefaultAzureCredentials: bool | None

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

class BackupBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[BackupSpec]

class BackupCluster(_t.TypedDict, total=False):
    name: _t.Required[str]

class BackupSpec(_t.TypedDict, total=False):
    cluster: _t.Required[BackupCluster]
    method: _t.Literal["barmanObjectStore", "plugin", "volumeSnapshot"] | None
    online: bool | None
    onlineConfiguration: OnlineConfiguration
    pluginConfiguration: PluginConfiguration
    target: _t.Literal["prefer-standby", "primary"] | None

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

class ClientIP(_t.TypedDict, total=False):
    timeoutSeconds: int | None

class ClusterBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterSpec]

class ClusterAdditional(_t.TypedDict, total=False):
    selectorType: _t.Required[_t.Literal["r", "ro", "rw"]]
    serviceTemplate: _t.Required[ServiceTemplate]
    updateStrategy: _t.Literal["patch", "replace"] | None

class ClusterAffinity(_t.TypedDict, total=False):
    additionalPodAffinity: NodeAffinity
    additionalPodAntiAffinity: NodeAffinity
    enablePodAntiAffinity: bool | None
    nodeAffinity: ClusterNodeAffinity
    nodeSelector: _Mapping[str, str] | None
    podAntiAffinityType: str | None
    tolerations: list[Toleration]
    topologyKey: str | None

class ClusterBackup(_t.TypedDict, total=False):
    barmanObjectStore: ClusterBarmanObjectStore
    retentionPolicy: str | None
    target: _t.Literal["prefer-standby", "primary"] | None
    volumeSnapshot: ClusterVolumeSnapshot

class ClusterBarmanObjectStore(_t.TypedDict, total=False):
    azureCredentials: AzureCredentials
    data: ClusterData
    destinationPath: _t.Required[str]
    endpointCA: EndpointCA
    endpointURL: str | None
    googleCredentials: GoogleCredentials
    historyTags: _Mapping[str, str] | None
    s3Credentials: S3Credentials
    serverName: str | None
    tags: _Mapping[str, str] | None
    wal: ClusterWal

class ClusterBindAsAuth(_t.TypedDict, total=False):
    prefix: str | None
    suffix: str | None

class ClusterBindSearchAuth(_t.TypedDict, total=False):
    baseDN: str | None
    bindDN: str | None
    bindPassword: ConfigMapKeySelector
    searchAttribute: str | None
    searchFilter: str | None

class ClusterBootstrap(_t.TypedDict, total=False):
    initdb: ClusterInitdb
    pg_basebackup: ClusterPgBasebackup
    recovery: ClusterRecovery

class ClusterCertificates(_t.TypedDict, total=False):
    clientCASecret: str | None
    replicationTLSSecret: str | None
    serverAltDNSNames: list[str] | None
    serverCASecret: str | None
    serverTLSSecret: str | None

class ClusterData(_t.TypedDict, total=False):
    additionalCommandArgs: list[str] | None
    compression: _t.Literal["bzip2", "gzip", "lz4", "snappy"] | None
    encryption: _t.Literal["AES256", "aws:kms"] | None
    immediateCheckpoint: bool | None
    jobs: int | None

class ClusterEphemeralVolumesSizeLimit(_t.TypedDict, total=False):
    shm: str | int | None
    temporaryData: str | int | None

class ClusterExternalCluster(_t.TypedDict, total=False):
    barmanObjectStore: ClusterBarmanObjectStore
    connectionParameters: _Mapping[str, str] | None
    name: _t.Required[str]
    password: ConfigMapKeySelector
    plugin: ClusterPlugin
    sslCert: ConfigMapKeySelector
    sslKey: ConfigMapKeySelector
    sslRootCert: ConfigMapKeySelector

class ClusterHighAvailability(_t.TypedDict, total=False):
    enabled: bool | None
    slotPrefix: str | None
    synchronizeLogicalDecoding: bool | None

class ClusterImageCatalogBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ClusterImageCatalogRef(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    major: _t.Required[int]
    name: _t.Required[str]

class ClusterImport(_t.TypedDict, total=False):
    databases: _t.Required[list[str]]
    pgDumpExtraOptions: list[str] | None
    pgRestoreDataOptions: list[str] | None
    pgRestoreExtraOptions: list[str] | None
    pgRestorePostdataOptions: list[str] | None
    pgRestorePredataOptions: list[str] | None
    postImportApplicationSQL: list[str] | None
    roles: list[str] | None
    schemaOnly: bool | None
    source: _t.Required[ClusterSource]
    type: _t.Required[_t.Literal["microservice", "monolith"]]

class ClusterInheritedMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

ClusterInitdb = _t.TypedDict(
    "ClusterInitdb",
    {
        "builtinLocale": str | None,
        "dataChecksums": bool | None,
        "database": str | None,
        "encoding": str | None,
        "icuLocale": str | None,
        "icuRules": str | None,
        "import": ClusterImport,
        "locale": str | None,
        "localeCType": str | None,
        "localeCollate": str | None,
        "localeProvider": str | None,
        "options": list[str] | None,
        "owner": str | None,
        "postInitApplicationSQL": list[str] | None,
        "postInitApplicationSQLRefs": ClusterPostInitApplicationSQLRefs,
        "postInitSQL": list[str] | None,
        "postInitSQLRefs": ClusterPostInitApplicationSQLRefs,
        "postInitTemplateSQL": list[str] | None,
        "postInitTemplateSQLRefs": ClusterPostInitApplicationSQLRefs,
        "secret": BackupCluster,
        "walSegmentSize": int | None,
    },
    total=False,
)

class ClusterIsolationCheck(_t.TypedDict, total=False):
    connectionTimeout: int | None
    enabled: bool | None
    requestTimeout: int | None

class ClusterItem(_t.TypedDict, total=False):
    fieldRef: ObjectFieldSelector
    mode: int | None
    path: _t.Required[str]
    resourceFieldRef: ResourceFieldSelector

class ClusterLdap(_t.TypedDict, total=False):
    bindAsAuth: ClusterBindAsAuth
    bindSearchAuth: ClusterBindSearchAuth
    port: int | None
    scheme: _t.Literal["ldap", "ldaps"] | None
    server: str | None
    tls: bool | None

class ClusterLiveness(_t.TypedDict, total=False):
    failureThreshold: int | None
    initialDelaySeconds: int | None
    isolationCheck: ClusterIsolationCheck
    periodSeconds: int | None
    successThreshold: int | None
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

class ClusterManaged(_t.TypedDict, total=False):
    roles: list[ClusterRole]
    services: ClusterServices

class ClusterMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None
    name: str | None

class ClusterMonitoring(_t.TypedDict, total=False):
    customQueriesConfigMap: list[EndpointCA]
    customQueriesSecret: list[EndpointCA]
    disableDefaultQueries: bool | None
    enablePodMonitor: bool | None
    metricsQueriesTTL: str | None
    podMonitorMetricRelabelings: list[PodMonitorMetricRelabeling]
    podMonitorRelabelings: list[PodMonitorMetricRelabeling]
    tls: Tls

class ClusterNodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution: RequiredDuringSchedulingIgnoredDuringExecution

class ClusterNodeMaintenanceWindow(_t.TypedDict, total=False):
    inProgress: bool | None
    reusePVC: bool | None

class ClusterOwner(_t.TypedDict, total=False):
    name: str | None

class ClusterPgBasebackup(_t.TypedDict, total=False):
    database: str | None
    owner: str | None
    secret: BackupCluster
    source: _t.Required[str]

class ClusterPlugin(_t.TypedDict, total=False):
    enabled: bool | None
    isWALArchiver: bool | None
    name: _t.Required[str]
    parameters: _Mapping[str, str] | None

class ClusterPostInitApplicationSQLRefs(_t.TypedDict, total=False):
    configMapRefs: list[EndpointCA]
    secretRefs: list[EndpointCA]

class ClusterPostgresql(_t.TypedDict, total=False):
    enableAlterSystem: bool | None
    extensions: list[Extension]
    ldap: ClusterLdap
    parameters: _Mapping[str, str] | None
    pg_hba: list[str] | None
    pg_ident: list[str] | None
    promotionTimeout: int | None
    shared_preload_libraries: list[str] | None
    syncReplicaElectionConstraint: ClusterSyncReplicaElectionConstraint
    synchronous: ClusterSynchronous

class ClusterPrimaryLease(_t.TypedDict, total=False):
    leaseDurationSeconds: int | None
    releasedLeaseDurationSeconds: int | None
    renewDeadlineSeconds: int | None
    retryPeriodSeconds: int | None

class ClusterProbes(_t.TypedDict, total=False):
    liveness: ClusterLiveness
    readiness: ClusterReadiness
    startup: ClusterReadiness

class ClusterReadiness(_t.TypedDict, total=False):
    failureThreshold: int | None
    initialDelaySeconds: int | None
    maximumLag: str | int | None
    periodSeconds: int | None
    successThreshold: int | None
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None
    type: _t.Literal["pg_isready", "query", "streaming"] | None

class ClusterRecovery(_t.TypedDict, total=False):
    backup: ClusterRecoveryBackup
    database: str | None
    owner: str | None
    recoveryTarget: ClusterRecoveryTarget
    secret: BackupCluster
    source: str | None
    volumeSnapshots: ClusterVolumeSnapshots

class ClusterRecoveryBackup(_t.TypedDict, total=False):
    endpointCA: EndpointCA
    name: _t.Required[str]

class ClusterRecoveryTarget(_t.TypedDict, total=False):
    backupID: str | None
    exclusive: bool | None
    targetImmediate: bool | None
    targetLSN: str | None
    targetName: str | None
    targetTLI: str | None
    targetTime: str | None
    targetXID: str | None

class ClusterReplica(_t.TypedDict, total=False):
    enabled: bool | None
    minApplyDelay: str | None
    primary: str | None
    promotionToken: str | None
    self: str | None
    source: _t.Required[str]

class ClusterReplicationSlots(_t.TypedDict, total=False):
    highAvailability: ClusterHighAvailability
    synchronizeReplicas: ClusterSynchronizeReplicas
    updateInterval: int | None

class ClusterRole(_t.TypedDict, total=False):
    bypassrls: bool | None
    comment: str | None
    connectionLimit: int | None
    createdb: bool | None
    createrole: bool | None
    disablePassword: bool | None
    ensure: _t.Literal["absent", "present"] | None
    inRoles: list[str] | None
    inherit: bool | None
    login: bool | None
    name: _t.Required[str]
    passwordSecret: BackupCluster
    replication: bool | None
    superuser: bool | None
    validUntil: str | None

class ClusterServiceAccountTemplate(_t.TypedDict, total=False):
    metadata: _t.Required[ClusterMetadata]

class ClusterServices(_t.TypedDict, total=False):
    additional: list[ClusterAdditional]
    disabledDefaultServices: list[_t.Literal["r", "ro", "rw"]] | None

class ClusterSource(_t.TypedDict, total=False):
    externalCluster: _t.Required[str]

class ClusterSpec(_t.TypedDict, total=False):
    affinity: ClusterAffinity
    backup: ClusterBackup
    bootstrap: ClusterBootstrap
    certificates: ClusterCertificates
    description: str | None
    enablePDB: bool | None
    enableSuperuserAccess: bool | None
    env: list[EnvVar]
    envFrom: list[EnvFromSource]
    ephemeralVolumeSource: EphemeralVolumeSource
    ephemeralVolumesSizeLimit: ClusterEphemeralVolumesSizeLimit
    externalClusters: list[ClusterExternalCluster]
    failoverDelay: int | None
    imageCatalogRef: ClusterImageCatalogRef
    imageName: str | None
    imagePullPolicy: str | None
    imagePullSecrets: list[BackupCluster]
    inheritedMetadata: ClusterInheritedMetadata
    instances: int | None
    livenessProbeTimeout: int | None
    logLevel: _t.Literal["debug", "error", "info", "trace", "warning"] | None
    managed: ClusterManaged
    maxSyncReplicas: int | None
    minSyncReplicas: int | None
    monitoring: ClusterMonitoring
    nodeMaintenanceWindow: ClusterNodeMaintenanceWindow
    plugins: list[ClusterPlugin]
    podSecurityContext: PodSecurityContext
    podSelectorRefs: list[MetricIdentifier]
    postgresGID: int | None
    postgresUID: int | None
    postgresql: ClusterPostgresql
    primaryLease: ClusterPrimaryLease
    primaryUpdateMethod: _t.Literal["restart", "switchover"] | None
    primaryUpdateStrategy: _t.Literal["supervised", "unsupervised"] | None
    priorityClassName: str | None
    probes: ClusterProbes
    projectedVolumeTemplate: ProjectedVolumeTemplate
    replica: ClusterReplica
    replicationSlots: ClusterReplicationSlots
    resources: ResourceRequirements
    schedulerName: str | None
    seccompProfile: AppArmorProfile
    securityContext: SecurityContext
    serviceAccountName: str | None
    serviceAccountTemplate: ClusterServiceAccountTemplate
    smartShutdownTimeout: int | None
    startDelay: int | None
    stopDelay: int | None
    storage: ClusterStorage
    superuserSecret: BackupCluster
    switchoverDelay: int | None
    tablespaces: list[ClusterTablespace]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    walStorage: ClusterStorage

class ClusterStorage(_t.TypedDict, total=False):
    pvcTemplate: PersistentVolumeClaimSpec
    resizeInUseVolumes: bool | None
    size: str | None
    storageClass: str | None

class ClusterSyncReplicaElectionConstraint(_t.TypedDict, total=False):
    enabled: _t.Required[bool]
    nodeLabelsAntiAffinity: list[str] | None

class ClusterSynchronizeReplicas(_t.TypedDict, total=False):
    enabled: bool | None
    excludePatterns: list[str] | None

class ClusterSynchronous(_t.TypedDict, total=False):
    dataDurability: _t.Literal["preferred", "required"] | None
    failoverQuorum: bool | None
    maxStandbyNamesFromCluster: int | None
    method: _t.Required[_t.Literal["any", "first"]]
    number: _t.Required[int]
    standbyNamesPost: list[str] | None
    standbyNamesPre: list[str] | None

class ClusterTablespace(_t.TypedDict, total=False):
    name: _t.Required[str]
    owner: ClusterOwner
    storage: _t.Required[ClusterStorage]
    temporary: bool | None

class ClusterTrustBundle(_t.TypedDict, total=False):
    labelSelector: LabelSelector
    name: str | None
    optional: bool | None
    path: _t.Required[str]
    signerName: str | None

class ClusterVolumeSnapshot(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    className: str | None
    labels: _Mapping[str, str] | None
    online: bool | None
    onlineConfiguration: OnlineConfiguration
    snapshotOwnerReference: _t.Literal["backup", "cluster", "none"] | None
    tablespaceClassName: _Mapping[str, str] | None
    walClassName: str | None

class ClusterVolumeSnapshots(_t.TypedDict, total=False):
    storage: _t.Required[TypedLocalObjectReference]
    tablespaceStorage: _Mapping[str, TypedLocalObjectReference]
    walStorage: TypedLocalObjectReference

class ClusterWal(_t.TypedDict, total=False):
    archiveAdditionalCommandArgs: list[str] | None
    compression: _t.Literal["bzip2", "gzip", "lz4", "snappy", "xz", "zstd"] | None
    encryption: _t.Literal["AES256", "aws:kms"] | None
    maxParallel: int | None
    restoreAdditionalCommandArgs: list[str] | None

class ComponentImage(_t.TypedDict, total=False):
    image: _t.Required[str]
    key: _t.Required[str]

class ConfigMapEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
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
    volumeMounts: list[PoolerVolumeMount]
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
    rollingUpdate: RollingUpdateDaemonSet
    type: str | None

class DatabaseBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[DatabaseSpec]

class DatabaseExtension(_t.TypedDict, total=False):
    ensure: _t.Literal["absent", "present"] | None
    name: _t.Required[str]
    schema: str | None
    version: str | None

class DatabaseFdw(_t.TypedDict, total=False):
    ensure: _t.Literal["absent", "present"] | None
    handler: str | None
    name: _t.Required[str]
    options: list[DatabaseOption]
    owner: str | None
    usage: list[DatabaseUsage]
    validator: str | None

class DatabaseOption(_t.TypedDict, total=False):
    ensure: _t.Literal["absent", "present"] | None
    name: _t.Required[str]
    value: _t.Required[str]

class DatabaseRoleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[DatabaseRoleSpec]

class DatabaseRoleClientCertificate(_t.TypedDict, total=False):
    enabled: bool | None

class DatabaseRoleSpec(_t.TypedDict, total=False):
    bypassrls: bool | None
    clientCertificate: DatabaseRoleClientCertificate
    cluster: _t.Required[SecretRef]
    comment: str | None
    connectionLimit: int | None
    createdb: bool | None
    createrole: bool | None
    databaseRoleReclaimPolicy: _t.Literal["delete", "retain"] | None
    disablePassword: bool | None
    ensure: _t.Literal["absent", "present"] | None
    inRoles: list[str] | None
    inherit: bool | None
    login: bool | None
    name: _t.Required[str]
    passwordSecret: BackupCluster
    replication: bool | None
    superuser: bool | None
    validUntil: str | None

class DatabaseSchema(_t.TypedDict, total=False):
    ensure: _t.Literal["absent", "present"] | None
    name: _t.Required[str]
    owner: str | None

class DatabaseServer(_t.TypedDict, total=False):
    ensure: _t.Literal["absent", "present"] | None
    fdw: _t.Required[str]
    name: _t.Required[str]
    options: list[DatabaseOption]
    usage: list[DatabaseUsage]

class DatabaseSpec(_t.TypedDict, total=False):
    allowConnections: bool | None
    builtinLocale: str | None
    cluster: _t.Required[SecretRef]
    collationVersion: str | None
    connectionLimit: int | None
    databaseReclaimPolicy: _t.Literal["delete", "retain"] | None
    encoding: str | None
    ensure: _t.Literal["absent", "present"] | None
    extensions: list[DatabaseExtension]
    fdws: list[DatabaseFdw]
    icuLocale: str | None
    icuRules: str | None
    isTemplate: bool | None
    locale: str | None
    localeCType: str | None
    localeCollate: str | None
    localeProvider: str | None
    name: _t.Required[str]
    owner: _t.Required[str]
    schemas: list[DatabaseSchema]
    servers: list[DatabaseServer]
    tablespace: str | None
    template: str | None

class DatabaseUsage(_t.TypedDict, total=False):
    name: _t.Required[str]
    type: _t.Literal["grant", "revoke"] | None

class DownwardAPI(_t.TypedDict, total=False):
    items: list[ClusterItem]

class EndpointCA(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]

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
    volumeMounts: list[PoolerVolumeMount]
    workingDir: str | None

class EphemeralVolumeSource(_t.TypedDict, total=False):
    volumeClaimTemplate: JobTemplateSpec

class Extension(_t.TypedDict, total=False):
    bin_path: list[str] | None
    dynamic_library_path: list[str] | None
    env: list[HTTPHeader]
    extension_control_path: list[str] | None
    image: ImageVolumeSource
    ld_library_path: list[str] | None
    name: _t.Required[str]

class FCVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    lun: int | None
    readOnly: bool | None
    targetWWNs: list[str] | None
    wwids: list[str] | None

class FailoverQuorumBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta

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

class GoogleCredentials(_t.TypedDict, total=False):
    applicationCredentials: EndpointCA
    gkeEnvironment: bool | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HostAlias(_t.TypedDict, total=False):
    hostnames: list[str] | None
    ip: _t.Required[str]

class HostPathVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    type: str | None

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

class Image(_t.TypedDict, total=False):
    extensions: list[Extension]
    image: _t.Required[str]
    major: _t.Required[int]

class ImageCatalogBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ImageVolumeSource(_t.TypedDict, total=False):
    pullPolicy: str | None
    reference: str | None

class Item(_t.TypedDict, total=False):
    key: _t.Required[str]
    mode: int | None
    path: _t.Required[str]

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
    exec: PoolerExec
    httpGet: PoolerHttpGet
    sleep: PoolerSleep
    tcpSocket: TCPSocketAction

class Metadata(_t.TypedDict, total=False):
    pass

class MetricIdentifier(_t.TypedDict, total=False):
    name: _t.Required[str]
    selector: _t.Required[LabelSelector]

class NFSVolumeSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    readOnly: bool | None
    server: _t.Required[str]

class NodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

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

class OnlineConfiguration(_t.TypedDict, total=False):
    immediateCheckpoint: bool | None
    waitForArchive: bool | None

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

class PluginConfiguration(_t.TypedDict, total=False):
    name: _t.Required[str]
    parameters: _Mapping[str, str] | None

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
    options: list[PoolerOption]
    searches: list[str] | None

class PodMonitorMetricRelabeling(_t.TypedDict, total=False):
    action: _t.Literal["Drop", "DropEqual", "HashMod", "Keep", "KeepEqual", "LabelDrop", "LabelKeep", "LabelMap", "Lowercase", "Replace", "Uppercase", "drop", "dropequal", "hashmod", "keep", "keepequal", "labeldrop", "labelkeep", "labelmap", "lowercase", "replace", "uppercase"] | None
    modulus: int | None
    regex: str | None
    replacement: str | None
    separator: str | None
    sourceLabels: list[str] | None
    targetLabel: str | None

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
    sysctls: list[HttpHeader]
    windowsOptions: WindowsSecurityContextOptions

class PoolerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PoolerSpec2]

class PoolerConfigMap(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[Item]
    name: str | None
    optional: bool | None

class PoolerDownwardAPI(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[ClusterItem]

class PoolerEmptyDir(_t.TypedDict, total=False):
    medium: str | None
    sizeLimit: str | int | None

class PoolerExec(_t.TypedDict, total=False):
    command: list[str] | None

class PoolerGrpc(_t.TypedDict, total=False):
    port: _t.Required[int]
    service: str | None

class PoolerHttpGet(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[HttpHeader]
    path: str | None
    port: _t.Required[int | str]
    scheme: str | None

class PoolerImageCatalogRef(_t.TypedDict, total=False):
    apiGroup: str | None
    key: _t.Required[str]
    kind: _t.Required[str]
    name: _t.Required[str]

class PoolerMonitoring(_t.TypedDict, total=False):
    enablePodMonitor: bool | None
    podMonitorMetricRelabelings: list[PodMonitorMetricRelabeling]
    podMonitorRelabelings: list[PodMonitorMetricRelabeling]
    tls: Tls

class PoolerOption(_t.TypedDict, total=False):
    name: str | None
    value: str | None

class PoolerPgbouncer(_t.TypedDict, total=False):
    authQuery: str | None
    authQuerySecret: BackupCluster
    clientCASecret: BackupCluster
    clientTLSSecret: BackupCluster
    image: str | None
    imageCatalogRef: PoolerImageCatalogRef
    parameters: _Mapping[str, str] | None
    paused: bool | None
    pg_hba: list[str] | None
    poolMode: _t.Literal["session", "transaction"] | None
    serverCASecret: BackupCluster
    serverTLSSecret: BackupCluster

class PoolerReadinessGate(_t.TypedDict, total=False):
    conditionType: _t.Required[str]

class PoolerSchedulingGroup(_t.TypedDict, total=False):
    podGroupName: str | None

class PoolerSecret(_t.TypedDict, total=False):
    defaultMode: int | None
    items: list[Item]
    optional: bool | None
    secretName: str | None

class PoolerSleep(_t.TypedDict, total=False):
    seconds: _t.Required[int]

class PoolerSpec(_t.TypedDict, total=False):
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
    imagePullSecrets: list[SecretRef]
    initContainers: list[Container]
    nodeName: str | None
    nodeSelector: _Mapping[str, str] | None
    os: BackupCluster
    overhead: _Mapping[str, str | int] | None
    preemptionPolicy: str | None
    priority: int | None
    priorityClassName: str | None
    readinessGates: list[PoolerReadinessGate]
    resourceClaims: list[PodResourceClaim]
    resources: ResourceRequirements
    restartPolicy: str | None
    runtimeClassName: str | None
    schedulerName: str | None
    schedulingGates: list[BackupCluster]
    schedulingGroup: PoolerSchedulingGroup
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

class PoolerSpec2(_t.TypedDict, total=False):
    cluster: _t.Required[BackupCluster]
    deploymentStrategy: DaemonSetUpdateStrategy
    instances: int | None
    monitoring: PoolerMonitoring
    pgbouncer: _t.Required[PoolerPgbouncer]
    serviceAccountName: str | None
    serviceTemplate: ServiceTemplate
    template: PoolerTemplate
    type: _t.Literal["r", "ro", "rw"] | None

class PoolerTemplate(_t.TypedDict, total=False):
    metadata: ClusterMetadata
    spec: PoolerSpec

class PoolerVolumeMount(_t.TypedDict, total=False):
    mountPath: _t.Required[str]
    mountPropagation: str | None
    name: _t.Required[str]
    readOnly: bool | None
    recursiveReadOnly: str | None
    subPath: str | None
    subPathExpr: str | None

class PortworxVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    volumeID: _t.Required[str]

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class Probe(_t.TypedDict, total=False):
    exec: PoolerExec
    failureThreshold: int | None
    grpc: PoolerGrpc
    httpGet: PoolerHttpGet
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TCPSocketAction
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

class ProjectedVolumeTemplate(_t.TypedDict, total=False):
    defaultMode: int | None
    sources: list[VolumeProjection]

class PublicationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PublicationSpec]

class PublicationSpec(_t.TypedDict, total=False):
    cluster: _t.Required[SecretRef]
    dbname: _t.Required[str]
    name: _t.Required[str]
    parameters: _Mapping[str, str] | None
    publicationReclaimPolicy: _t.Literal["delete", "retain"] | None
    target: _t.Required[PublicationTarget]

class PublicationTable(_t.TypedDict, total=False):
    columns: list[str] | None
    name: _t.Required[str]
    only: bool | None
    schema: str | None

class PublicationTarget(_t.TypedDict, total=False):
    allTables: bool | None
    objects: list[PublicationTargetObject]

class PublicationTargetObject(_t.TypedDict, total=False):
    table: PublicationTable
    tablesInSchema: str | None

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

class RollingUpdateDaemonSet(_t.TypedDict, total=False):
    maxSurge: int | str | None
    maxUnavailable: int | str | None

class S3Credentials(_t.TypedDict, total=False):
    accessKeyId: EndpointCA
    inheritFromIAMRole: bool | None
    region: EndpointCA
    secretAccessKey: EndpointCA
    sessionToken: EndpointCA

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

class ScheduledBackupBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ScheduledBackupSpec]

class ScheduledBackupSpec(_t.TypedDict, total=False):
    backupOwnerReference: _t.Literal["cluster", "none", "self"] | None
    cluster: _t.Required[BackupCluster]
    immediate: bool | None
    method: _t.Literal["barmanObjectStore", "plugin", "volumeSnapshot"] | None
    online: bool | None
    onlineConfiguration: OnlineConfiguration
    pluginConfiguration: PluginConfiguration
    schedule: _t.Required[str]
    suspend: bool | None
    target: _t.Literal["prefer-standby", "primary"] | None

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

class ServicePort(_t.TypedDict, total=False):
    appProtocol: str | None
    name: str | None
    nodePort: int | None
    port: _t.Required[int]
    protocol: str | None
    targetPort: int | str | None

class ServiceSpec(_t.TypedDict, total=False):
    allocateLoadBalancerNodePorts: bool | None
    clusterIP: str | None
    clusterIPs: list[str] | None
    externalIPs: list[str] | None
    externalName: str | None
    externalTrafficPolicy: str | None
    healthCheckNodePort: int | None
    internalTrafficPolicy: str | None
    ipFamilies: list[str] | None
    ipFamilyPolicy: str | None
    loadBalancerClass: str | None
    loadBalancerIP: str | None
    loadBalancerSourceRanges: list[str] | None
    ports: list[ServicePort]
    publishNotReadyAddresses: bool | None
    selector: _Mapping[str, str] | None
    sessionAffinity: str | None
    sessionAffinityConfig: SessionAffinityConfig
    trafficDistribution: str | None
    type: str | None

class ServiceTemplate(_t.TypedDict, total=False):
    metadata: ClusterMetadata
    spec: ServiceSpec

class SessionAffinityConfig(_t.TypedDict, total=False):
    clientIP: ClientIP

class Spec(_t.TypedDict, total=False):
    componentImages: list[ComponentImage]
    images: _t.Required[list[Image]]

class StorageOSPersistentVolumeSource(_t.TypedDict, total=False):
    fsType: str | None
    readOnly: bool | None
    secretRef: SecretRef
    volumeName: str | None
    volumeNamespace: str | None

class SubscriptionBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SubscriptionSpec]

class SubscriptionSpec(_t.TypedDict, total=False):
    cluster: _t.Required[SecretRef]
    dbname: _t.Required[str]
    externalClusterName: _t.Required[str]
    name: _t.Required[str]
    parameters: _Mapping[str, str] | None
    publicationDBName: str | None
    publicationName: _t.Required[str]
    subscriptionReclaimPolicy: _t.Literal["delete", "retain"] | None

class TCPSocketAction(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int | str]

class Tls(_t.TypedDict, total=False):
    enabled: bool | None

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
    configMap: PoolerConfigMap
    csi: CSIVolumeSource
    downwardAPI: PoolerDownwardAPI
    emptyDir: PoolerEmptyDir
    ephemeral: EphemeralVolumeSource
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
    projected: ProjectedVolumeTemplate
    quobyte: QuobyteVolumeSource
    rbd: RBDPersistentVolumeSource
    scaleIO: ScaleIOPersistentVolumeSource
    secret: PoolerSecret
    storageos: StorageOSPersistentVolumeSource
    vsphereVolume: VsphereVirtualDiskVolumeSource

class VolumeProjection(_t.TypedDict, total=False):
    clusterTrustBundle: ClusterTrustBundle
    configMap: ConfigMapProjection
    downwardAPI: DownwardAPI
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

class Backup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BackupBody]) -> None: ...

class Cluster(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterBody]) -> None: ...

class ClusterImageCatalog(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterImageCatalogBody]) -> None: ...

class Database(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DatabaseBody]) -> None: ...

class DatabaseRole(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[DatabaseRoleBody]) -> None: ...

class FailoverQuorum(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[FailoverQuorumBody]) -> None: ...

class ImageCatalog(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ImageCatalogBody]) -> None: ...

class Pooler(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PoolerBody]) -> None: ...

class Publication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PublicationBody]) -> None: ...

class ScheduledBackup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ScheduledBackupBody]) -> None: ...

class Subscription(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SubscriptionBody]) -> None: ...
