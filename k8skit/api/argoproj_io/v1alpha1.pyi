# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class Affinity(_t.TypedDict, total=False):
    nodeAffinity: NodeAffinity
    podAffinity: PodAffinity
    podAntiAffinity: PodAffinity

class AnalysisRunBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AnalysisRunSpec2]
    status: AnalysisRunStatus

class AnalysisRunDryRunSummary(_t.TypedDict, total=False):
    count: int | None
    error: int | None
    failed: int | None
    inconclusive: int | None
    successful: int | None

class AnalysisRunJobSpec(_t.TypedDict, total=False):
    activeDeadlineSeconds: int | None
    backoffLimit: int | None
    backoffLimitPerIndex: int | None
    completionMode: str | None
    completions: int | None
    managedBy: str | None
    manualSelector: bool | None
    maxFailedIndexes: int | None
    parallelism: int | None
    podFailurePolicy: PodFailurePolicy
    podReplacementPolicy: str | None
    selector: AnalysisRunLabelSelector
    successPolicy: SuccessPolicy
    suspend: bool | None
    template: _t.Required[Template]
    ttlSecondsAfterFinished: int | None

class AnalysisRunLabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[MatchExpression]
    matchLabels: _Mapping[str, str] | None

class AnalysisRunMeasurement(_t.TypedDict, total=False):
    finishedAt: str | None
    message: str | None
    metadata: _Mapping[str, str] | None
    phase: _t.Required[str]
    resumeAt: str | None
    startedAt: str | None
    value: str | None

class AnalysisRunMetric(_t.TypedDict, total=False):
    consecutiveErrorLimit: int | str | None
    consecutiveSuccessLimit: int | str | None
    count: int | str | None
    failureCondition: str | None
    failureLimit: int | str | None
    inconclusiveLimit: int | str | None
    initialDelay: str | None
    interval: str | None
    name: _t.Required[str]
    provider: _t.Required[Provider]
    successCondition: str | None

class AnalysisRunMetricResult(_t.TypedDict, total=False):
    consecutiveError: int | None
    consecutiveSuccess: int | None
    count: int | None
    dryRun: bool | None
    error: int | None
    failed: int | None
    inconclusive: int | None
    measurements: list[AnalysisRunMeasurement]
    message: str | None
    metadata: _Mapping[str, str] | None
    name: _t.Required[str]
    phase: _t.Required[str]
    successful: int | None

class AnalysisRunSpec(_t.TypedDict, total=False):
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
    imagePullSecrets: list[ImagePullSecret]
    initContainers: list[Container]
    nodeName: str | None
    nodeSelector: _Mapping[str, str] | None
    os: Os
    overhead: _Mapping[str, str | int] | None
    preemptionPolicy: str | None
    priority: int | None
    priorityClassName: str | None
    readinessGates: list[ReadinessGate]
    resourceClaims: list[PodResourceClaim]
    resources: Resources
    restartPolicy: str | None
    runtimeClassName: str | None
    schedulerName: str | None
    schedulingGates: list[Os]
    securityContext: PodSecurityContext
    serviceAccount: str | None
    serviceAccountName: str | None
    setHostnameAsFQDN: bool | None
    shareProcessNamespace: bool | None
    subdomain: str | None
    terminationGracePeriodSeconds: int | None
    tolerations: list[Toleration]
    topologySpreadConstraints: list[TopologySpreadConstraint]
    volumes: _t.Any

class AnalysisRunSpec2(_t.TypedDict, total=False):
    args: list[EnvVar]
    dryRun: list[DryRun]
    measurementRetention: list[MeasurementRetention]
    metrics: _t.Required[list[AnalysisRunMetric]]
    terminate: bool | None
    ttlStrategy: AnalysisRunTtlStrategy

class AnalysisRunStatus(_t.TypedDict, total=False):
    completedAt: str | None
    dryRunSummary: AnalysisRunDryRunSummary
    message: str | None
    metricResults: list[AnalysisRunMetricResult]
    phase: _t.Required[str]
    runSummary: AnalysisRunDryRunSummary
    startedAt: str | None

class AnalysisRunTtlStrategy(_t.TypedDict, total=False):
    secondsAfterCompletion: int | None
    secondsAfterFailure: int | None
    secondsAfterSuccess: int | None

class AnalysisTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AnalysisTemplateSpec]

class AnalysisTemplateSpec(_t.TypedDict, total=False):
    args: list[EnvVar]
    dryRun: list[DryRun]
    measurementRetention: list[MeasurementRetention]
    metrics: list[AnalysisRunMetric]
    templates: list[AnalysisTemplateTemplate]

class AnalysisTemplateTemplate(_t.TypedDict, total=False):
    clusterScope: bool | None
    templateName: str | None

class AppArmorProfile(_t.TypedDict, total=False):
    localhostProfile: str | None
    type: _t.Required[str]

class AppProjectBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AppProjectSpec]
    status: AppProjectStatus

class AppProjectClusterResourceBlacklist(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    name: str | None

class AppProjectDestinationServiceAccount(_t.TypedDict, total=False):
    defaultServiceAccount: _t.Required[str]
    namespace: str | None
    server: _t.Required[str]

class AppProjectGit(_t.TypedDict, total=False):
    policies: _t.Required[list[AppProjectPolicy]]

class AppProjectGpg(_t.TypedDict, total=False):
    keys: _t.Required[list[str]]
    mode: _t.Required[str]

class AppProjectIgnore(_t.TypedDict, total=False):
    group: str | None
    kind: str | None
    name: str | None

class AppProjectJwtToken(_t.TypedDict, total=False):
    exp: int | None
    iat: _t.Required[int]
    id: str | None

class AppProjectJwtTokensByRole(_t.TypedDict, total=False):
    items: list[AppProjectJwtToken]

class AppProjectNamespaceResourceBlacklist(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]

class AppProjectOrphanedResources(_t.TypedDict, total=False):
    ignore: list[AppProjectIgnore]
    warn: bool | None

class AppProjectPolicy(_t.TypedDict, total=False):
    gpg: _t.Required[AppProjectGpg]
    repos: _t.Required[list[AppProjectRepo]]

class AppProjectRepo(_t.TypedDict, total=False):
    url: _t.Required[str]

class AppProjectRole(_t.TypedDict, total=False):
    description: str | None
    groups: list[str] | None
    jwtTokens: list[AppProjectJwtToken]
    name: _t.Required[str]
    policies: list[str] | None

class AppProjectSignatureKey(_t.TypedDict, total=False):
    keyID: _t.Required[str]

class AppProjectSourceIntegrity(_t.TypedDict, total=False):
    git: _t.Required[AppProjectGit]

class AppProjectSpec(_t.TypedDict, total=False):
    clusterResourceBlacklist: list[AppProjectClusterResourceBlacklist]
    clusterResourceWhitelist: list[AppProjectClusterResourceBlacklist]
    description: str | None
    destinationServiceAccounts: list[AppProjectDestinationServiceAccount]
    destinations: list[Destination]
    namespaceResourceBlacklist: list[AppProjectNamespaceResourceBlacklist]
    namespaceResourceWhitelist: list[AppProjectNamespaceResourceBlacklist]
    orphanedResources: AppProjectOrphanedResources
    permitOnlyProjectScopedClusters: bool | None
    roles: list[AppProjectRole]
    signatureKeys: list[AppProjectSignatureKey]
    sourceIntegrity: AppProjectSourceIntegrity
    sourceNamespaces: list[str] | None
    sourceRepos: list[str] | None
    syncWindows: list[AppProjectSyncWindow]

class AppProjectStatus(_t.TypedDict, total=False):
    jwtTokensByRole: _Mapping[str, AppProjectJwtTokensByRole]

class AppProjectSyncWindow(_t.TypedDict, total=False):
    andOperator: bool | None
    applications: list[str] | None
    clusters: list[str] | None
    description: str | None
    duration: str | None
    kind: str | None
    manualSync: bool | None
    namespaces: list[str] | None
    schedule: str | None
    syncOverrun: bool | None
    timeZone: str | None

class ApplicationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    operation: ApplicationOperation
    spec: _t.Required[Spec]
    status: ApplicationStatus

class ApplicationApply(_t.TypedDict, total=False):
    force: bool | None

class ApplicationComparedTo(_t.TypedDict, total=False):
    destination: _t.Required[Destination]
    ignoreDifferences: list[IgnoreDifference]
    source: Source
    sources: list[Source]

class ApplicationCondition(_t.TypedDict, total=False):
    lastTransitionTime: str | None
    message: _t.Required[str]
    type: _t.Required[str]

class ApplicationCurrentOperation(_t.TypedDict, total=False):
    drySHA: str | None
    finishedAt: str | None
    hydratedSHA: str | None
    message: _t.Required[str]
    phase: _t.Required[_t.Literal["Failed", "Hydrated", "Hydrating"]]
    sourceHydrator: SourceHydrator
    startedAt: str | None

class ApplicationHistory(_t.TypedDict, total=False):
    deployStartedAt: str | None
    deployedAt: _t.Required[str]
    id: _t.Required[int]
    initiatedBy: ApplicationInitiatedBy
    revision: str | None
    revisions: list[str] | None
    source: Source
    sources: list[Source]

class ApplicationInitiatedBy(_t.TypedDict, total=False):
    automated: bool | None
    username: str | None

class ApplicationLastSuccessfulOperation(_t.TypedDict, total=False):
    drySHA: str | None
    hydratedSHA: str | None
    sourceHydrator: SourceHydrator

class ApplicationOperation(_t.TypedDict, total=False):
    info: list[HTTPHeader]
    initiatedBy: ApplicationInitiatedBy
    retry: Retry
    sync: ApplicationSync

class ApplicationOperationState(_t.TypedDict, total=False):
    finishedAt: str | None
    message: str | None
    operation: _t.Required[ApplicationOperation]
    phase: _t.Required[str]
    retryCount: int | None
    startedAt: _t.Required[str]
    syncResult: ApplicationSyncResult

class ApplicationParameter(_t.TypedDict, total=False):
    array: list[str] | None
    map: _Mapping[str, str] | None
    name: str | None
    string: str | None

class ApplicationResource(_t.TypedDict, total=False):
    group: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class ApplicationSetBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ApplicationSetSpec]

class ApplicationSetAwsCodeCommit(_t.TypedDict, total=False):
    allBranches: bool | None
    region: str | None
    role: str | None
    tagFilters: list[ApplicationSetTagFilter]

class ApplicationSetAzureDevOps(_t.TypedDict, total=False):
    accessTokenRef: _t.Required[ApplicationSetTokenRef]
    allBranches: bool | None
    api: str | None
    organization: _t.Required[str]
    teamProject: _t.Required[str]

class ApplicationSetAzuredevops(_t.TypedDict, total=False):
    api: str | None
    labels: list[str] | None
    organization: _t.Required[str]
    project: _t.Required[str]
    repo: _t.Required[str]
    tokenRef: ApplicationSetTokenRef

class ApplicationSetBasicAuth(_t.TypedDict, total=False):
    passwordRef: _t.Required[ApplicationSetTokenRef]
    username: _t.Required[str]

class ApplicationSetBearerToken(_t.TypedDict, total=False):
    tokenRef: _t.Required[ApplicationSetTokenRef]

class ApplicationSetBitbucket(_t.TypedDict, total=False):
    api: str | None
    basicAuth: ApplicationSetBasicAuth
    bearerToken: ApplicationSetBearerToken
    owner: _t.Required[str]
    repo: _t.Required[str]

class ApplicationSetBitbucketServer(_t.TypedDict, total=False):
    api: _t.Required[str]
    basicAuth: ApplicationSetBasicAuth
    bearerToken: ApplicationSetBearerToken
    caRef: ApplicationSetCaRef
    insecure: bool | None
    project: _t.Required[str]
    repo: _t.Required[str]

class ApplicationSetCaRef(_t.TypedDict, total=False):
    configMapName: _t.Required[str]
    key: _t.Required[str]

class ApplicationSetClusterDecisionResource(_t.TypedDict, total=False):
    configMapRef: _t.Required[str]
    labelSelector: LabelSelector
    name: str | None
    requeueAfterSeconds: int | None
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetClusters(_t.TypedDict, total=False):
    flatList: bool | None
    selector: LabelSelector
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetConfigMapRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class ApplicationSetDirectory(_t.TypedDict, total=False):
    exclude: bool | None
    path: _t.Required[str]

class ApplicationSetFilter(_t.TypedDict, total=False):
    branchMatch: str | None
    targetBranchMatch: str | None
    titleMatch: str | None

ApplicationSetGenerator = _t.TypedDict(
    "ApplicationSetGenerator",
    {
        "clusterDecisionResource": ApplicationSetClusterDecisionResource,
        "clusters": ApplicationSetClusters,
        "git": ApplicationSetGit,
        "list": ApplicationSetList,
        "matrix": _t.Any,
        "merge": _t.Any,
        "plugin": ApplicationSetPlugin,
        "pullRequest": ApplicationSetPullRequest,
        "scmProvider": ApplicationSetScmProvider,
        "selector": LabelSelector,
    },
    total=False,
)

class ApplicationSetGit(_t.TypedDict, total=False):
    directories: list[ApplicationSetDirectory]
    files: list[ApplicationSetDirectory]
    pathParamPrefix: str | None
    repoURL: _t.Required[str]
    requeueAfterSeconds: int | None
    revision: _t.Required[str]
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetGitea(_t.TypedDict, total=False):
    api: _t.Required[str]
    insecure: bool | None
    labels: list[str] | None
    owner: _t.Required[str]
    repo: _t.Required[str]
    tokenRef: ApplicationSetTokenRef

class ApplicationSetGithub(_t.TypedDict, total=False):
    api: str | None
    appSecretName: str | None
    labels: list[str] | None
    owner: _t.Required[str]
    repo: _t.Required[str]
    tokenRef: ApplicationSetTokenRef

class ApplicationSetGitlab(_t.TypedDict, total=False):
    api: str | None
    caRef: ApplicationSetCaRef
    insecure: bool | None
    labels: list[str] | None
    project: _t.Required[str]
    pullRequestState: str | None
    tokenRef: ApplicationSetTokenRef

class ApplicationSetIgnoreApplicationDifference(_t.TypedDict, total=False):
    jqPathExpressions: list[str] | None
    jsonPointers: list[str] | None
    name: str | None

class ApplicationSetInput(_t.TypedDict, total=False):
    parameters: _Mapping[str, _t.Any] | None

class ApplicationSetList(_t.TypedDict, total=False):
    elements: list[_t.Any] | None
    elementsYaml: str | None
    template: JobTemplateSpec

class ApplicationSetMatchExpression(_t.TypedDict, total=False):
    key: str | None
    operator: str | None
    values: list[str] | None

class ApplicationSetMatrix(_t.TypedDict, total=False):
    generators: _t.Required[list[ApplicationSetGenerator]]
    template: JobTemplateSpec

class ApplicationSetMerge(_t.TypedDict, total=False):
    generators: _t.Required[list[ApplicationSetGenerator]]
    mergeKeys: _t.Required[list[str]]
    template: JobTemplateSpec

class ApplicationSetMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    finalizers: list[str] | None
    labels: _Mapping[str, str] | None
    name: str | None
    namespace: str | None

class ApplicationSetPlugin(_t.TypedDict, total=False):
    configMapRef: _t.Required[ApplicationSetConfigMapRef]
    input: ApplicationSetInput
    requeueAfterSeconds: int | None
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetPreservedFields(_t.TypedDict, total=False):
    annotations: list[str] | None
    labels: list[str] | None

class ApplicationSetPullRequest(_t.TypedDict, total=False):
    azuredevops: ApplicationSetAzuredevops
    bitbucket: ApplicationSetBitbucket
    bitbucketServer: ApplicationSetBitbucketServer
    continueOnRepoNotFoundError: bool | None
    filters: list[ApplicationSetFilter]
    gitea: ApplicationSetGitea
    github: ApplicationSetGithub
    gitlab: ApplicationSetGitlab
    requeueAfterSeconds: int | None
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetRollingSync(_t.TypedDict, total=False):
    steps: list[ApplicationSetStep]

class ApplicationSetScmProvider(_t.TypedDict, total=False):
    awsCodeCommit: ApplicationSetAwsCodeCommit
    azureDevOps: ApplicationSetAzureDevOps
    bitbucket: ApplicationSetScmProviderBitbucket
    bitbucketServer: ApplicationSetScmProviderBitbucketServer
    cloneProtocol: str | None
    filters: list[ApplicationSetScmProviderFilter]
    gitea: ApplicationSetScmProviderGitea
    github: ApplicationSetScmProviderGithub
    gitlab: ApplicationSetScmProviderGitlab
    requeueAfterSeconds: int | None
    template: JobTemplateSpec
    values: _Mapping[str, str] | None

class ApplicationSetScmProviderBitbucket(_t.TypedDict, total=False):
    allBranches: bool | None
    appPasswordRef: _t.Required[ApplicationSetTokenRef]
    owner: _t.Required[str]
    user: _t.Required[str]

class ApplicationSetScmProviderBitbucketServer(_t.TypedDict, total=False):
    allBranches: bool | None
    api: _t.Required[str]
    basicAuth: ApplicationSetBasicAuth
    bearerToken: ApplicationSetBearerToken
    caRef: ApplicationSetCaRef
    insecure: bool | None
    project: _t.Required[str]

class ApplicationSetScmProviderFilter(_t.TypedDict, total=False):
    branchMatch: str | None
    labelMatch: str | None
    pathsDoNotExist: list[str] | None
    pathsExist: list[str] | None
    repositoryMatch: str | None

class ApplicationSetScmProviderGitea(_t.TypedDict, total=False):
    allBranches: bool | None
    api: _t.Required[str]
    excludeArchivedRepos: bool | None
    insecure: bool | None
    owner: _t.Required[str]
    tokenRef: ApplicationSetTokenRef

class ApplicationSetScmProviderGithub(_t.TypedDict, total=False):
    allBranches: bool | None
    api: str | None
    appSecretName: str | None
    excludeArchivedRepos: bool | None
    organization: _t.Required[str]
    tokenRef: ApplicationSetTokenRef

class ApplicationSetScmProviderGitlab(_t.TypedDict, total=False):
    allBranches: bool | None
    api: str | None
    caRef: ApplicationSetCaRef
    group: _t.Required[str]
    includeArchivedRepos: bool | None
    includeSharedProjects: bool | None
    includeSubgroups: bool | None
    insecure: bool | None
    tokenRef: ApplicationSetTokenRef
    topic: str | None

class ApplicationSetSpec(_t.TypedDict, total=False):
    applyNestedSelectors: bool | None
    generators: _t.Required[list[ApplicationSetSpecGenerator]]
    goTemplate: bool | None
    goTemplateOptions: list[str] | None
    ignoreApplicationDifferences: list[ApplicationSetIgnoreApplicationDifference]
    preservedFields: ApplicationSetPreservedFields
    strategy: ApplicationSetStrategy
    syncPolicy: ApplicationSetSyncPolicy
    template: _t.Required[JobTemplateSpec]
    templatePatch: str | None

ApplicationSetSpecGenerator = _t.TypedDict(
    "ApplicationSetSpecGenerator",
    {
        "clusterDecisionResource": ApplicationSetClusterDecisionResource,
        "clusters": ApplicationSetClusters,
        "git": ApplicationSetGit,
        "list": ApplicationSetList,
        "matrix": ApplicationSetMatrix,
        "merge": ApplicationSetMerge,
        "plugin": ApplicationSetPlugin,
        "pullRequest": ApplicationSetPullRequest,
        "scmProvider": ApplicationSetScmProvider,
        "selector": LabelSelector,
    },
    total=False,
)

class ApplicationSetStep(_t.TypedDict, total=False):
    matchExpressions: list[ApplicationSetMatchExpression]
    maxUpdate: int | str | None

class ApplicationSetStrategy(_t.TypedDict, total=False):
    deletionOrder: str | None
    rollingSync: ApplicationSetRollingSync
    type: str | None

class ApplicationSetSyncPolicy(_t.TypedDict, total=False):
    applicationsSync: _t.Literal["create-delete", "create-only", "create-update", "sync"] | None
    preserveResourcesOnDeletion: bool | None

class ApplicationSetTagFilter(_t.TypedDict, total=False):
    key: _t.Required[str]
    value: str | None

class ApplicationSetTokenRef(_t.TypedDict, total=False):
    key: _t.Required[str]
    secretName: _t.Required[str]

class ApplicationSourceHydrator(_t.TypedDict, total=False):
    currentOperation: ApplicationCurrentOperation
    lastComparedDryRevision: str | None
    lastSuccessfulOperation: ApplicationLastSuccessfulOperation

class ApplicationStatus(_t.TypedDict, total=False):
    conditions: list[ApplicationCondition]
    controllerNamespace: str | None
    health: Health
    history: list[ApplicationHistory]
    observedAt: str | None
    operationState: ApplicationOperationState
    reconciledAt: str | None
    resourceHealthSource: str | None
    resources: list[Resource]
    sourceHydrator: ApplicationSourceHydrator
    sourceType: str | None
    sourceTypes: list[str] | None
    summary: ApplicationSummary
    sync: ApplicationStatusSync

class ApplicationStatusSync(_t.TypedDict, total=False):
    comparedTo: ApplicationComparedTo
    revision: str | None
    revisions: list[str] | None
    status: _t.Required[str]

class ApplicationSummary(_t.TypedDict, total=False):
    externalURLs: list[str] | None
    images: list[str] | None
    isAppOfApps: bool | None

class ApplicationSync(_t.TypedDict, total=False):
    autoHealAttemptsCount: int | None
    dryRun: bool | None
    manifests: list[str] | None
    prune: bool | None
    resources: list[ApplicationResource]
    revision: str | None
    revisions: list[str] | None
    source: Source
    sources: list[Source]
    syncOptions: list[str] | None
    syncStrategy: ApplicationSyncStrategy

class ApplicationSyncResult(_t.TypedDict, total=False):
    managedNamespaceMetadata: ManagedNamespaceMetadata
    resources: list[ApplicationSyncResultResource]
    revision: _t.Required[str]
    revisions: list[str] | None
    source: Source
    sources: list[Source]

class ApplicationSyncResultResource(_t.TypedDict, total=False):
    group: _t.Required[str]
    hookPhase: str | None
    hookType: str | None
    images: list[str] | None
    kind: _t.Required[str]
    message: str | None
    name: _t.Required[str]
    namespace: _t.Required[str]
    status: str | None
    syncPhase: str | None
    version: _t.Required[str]

class ApplicationSyncStrategy(_t.TypedDict, total=False):
    apply: ApplicationApply
    hook: ApplicationApply

class AttachedVolume(_t.TypedDict, total=False):
    devicePath: _t.Required[str]
    name: _t.Required[str]

class Authentication(_t.TypedDict, total=False):
    oauth2: Oauth2
    sigv4: Sigv4

class Automated(_t.TypedDict, total=False):
    allowEmpty: bool | None
    enabled: bool | None
    prune: bool | None
    selfHeal: bool | None

class Backoff(_t.TypedDict, total=False):
    duration: str | None
    factor: int | None
    maxDuration: str | None

class Capabilities(_t.TypedDict, total=False):
    add: list[str] | None
    drop: list[str] | None

class CloudWatch(_t.TypedDict, total=False):
    interval: str | None
    metricDataQueries: _t.Required[list[MetricDataQuery]]

class ClusterAnalysisTemplateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[AnalysisTemplateSpec]

class ConfigMapEnvSource(_t.TypedDict, total=False):
    name: str | None
    optional: bool | None

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class Container(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[Env]
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

class ControlScope(_t.TypedDict, total=False):
    end: str | None
    region: _t.Required[str]
    scope: _t.Required[str]
    start: str | None
    step: _t.Required[int]

class Datadog(_t.TypedDict, total=False):
    aggregator: _t.Literal["area", "avg", "l2norm", "last", "max", "mean", "min", "percentile", "sum"] | None
    apiVersion: _t.Literal["v1", "v2"] | None
    formula: str | None
    interval: str | None
    queries: _Mapping[str, str] | None
    query: str | None
    secretRef: SecretRef

class DeploymentCondition(_t.TypedDict, total=False):
    lastTransitionTime: _t.Required[str]
    lastUpdateTime: _t.Required[str]
    message: _t.Required[str]
    reason: _t.Required[str]
    status: _t.Required[str]
    type: _t.Required[str]

class Destination(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None
    server: str | None

class Directory(_t.TypedDict, total=False):
    exclude: str | None
    include: str | None
    jsonnet: Jsonnet
    recurse: bool | None

class DryRun(_t.TypedDict, total=False):
    metricName: _t.Required[str]

class DrySource(_t.TypedDict, total=False):
    directory: Directory
    helm: Helm
    kustomize: Kustomize
    path: _t.Required[str]
    plugin: Plugin
    repoURL: _t.Required[str]
    targetRevision: _t.Required[str]

class Env(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: EnvVarSource

class EnvFromSource(_t.TypedDict, total=False):
    configMapRef: ConfigMapEnvSource
    prefix: str | None
    secretRef: ConfigMapEnvSource

class EnvVar(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: ValueFrom

class EnvVarSource(_t.TypedDict, total=False):
    configMapKeyRef: ConfigMapKeySelector
    fieldRef: ObjectFieldSelector
    fileKeyRef: FileKeySelector
    resourceFieldRef: ResourceFieldSelector
    secretKeyRef: ConfigMapKeySelector

class EphemeralContainer(_t.TypedDict, total=False):
    args: list[str] | None
    command: list[str] | None
    env: list[Env]
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
    volumeMounts: list[VolumeMount]
    workingDir: str | None

class Exec(_t.TypedDict, total=False):
    command: list[str] | None

class ExperimentBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ExperimentSpec]
    status: ExperimentStatus

class ExperimentAnalyse(_t.TypedDict, total=False):
    args: list[EnvVar]
    clusterScope: bool | None
    name: _t.Required[str]
    requiredForCompletion: bool | None
    templateName: _t.Required[str]

class ExperimentAnalysisRun(_t.TypedDict, total=False):
    analysisRun: _t.Required[str]
    message: str | None
    name: _t.Required[str]
    phase: _t.Required[str]

class ExperimentSpec(_t.TypedDict, total=False):
    analyses: list[ExperimentAnalyse]
    analysisRunMetadata: Metadata
    dryRun: list[DryRun]
    duration: str | None
    measurementRetention: list[MeasurementRetention]
    progressDeadlineSeconds: int | None
    scaleDownDelaySeconds: int | None
    templates: _t.Required[list[ExperimentTemplate]]
    terminate: bool | None

class ExperimentStatus(_t.TypedDict, total=False):
    analysisRuns: list[ExperimentAnalysisRun]
    availableAt: str | None
    conditions: list[DeploymentCondition]
    message: str | None
    phase: str | None
    templateStatuses: list[ExperimentTemplateStatuse]

class ExperimentTemplate(_t.TypedDict, total=False):
    minReadySeconds: int | None
    name: _t.Required[str]
    replicas: int | None
    selector: _t.Required[AnalysisRunLabelSelector]
    service: Service
    template: _t.Required[Template]

class ExperimentTemplateStatuse(_t.TypedDict, total=False):
    availableReplicas: _t.Required[int]
    collisionCount: int | None
    lastTransitionTime: str | None
    message: str | None
    name: _t.Required[str]
    podTemplateHash: str | None
    readyReplicas: _t.Required[int]
    replicas: _t.Required[int]
    serviceName: str | None
    status: str | None
    updatedReplicas: _t.Required[int]

class ExtVar(_t.TypedDict, total=False):
    code: bool | None
    name: _t.Required[str]
    value: _t.Required[str]

class FieldRef(_t.TypedDict, total=False):
    fieldPath: _t.Required[str]

class FileKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    optional: bool | None
    path: _t.Required[str]
    volumeName: _t.Required[str]

class FileParameter(_t.TypedDict, total=False):
    name: str | None
    path: str | None

class Graphite(_t.TypedDict, total=False):
    address: str | None
    query: str | None

class Grpc(_t.TypedDict, total=False):
    port: _t.Required[int]
    service: str | None

class HTTPHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class Header(_t.TypedDict, total=False):
    key: _t.Required[str]
    value: _t.Required[str]

class Health(_t.TypedDict, total=False):
    lastTransitionTime: str | None
    message: str | None
    status: str | None

class Helm(_t.TypedDict, total=False):
    apiVersions: list[str] | None
    fileParameters: list[FileParameter]
    ignoreMissingValueFiles: bool | None
    kubeVersion: str | None
    namespace: str | None
    parameters: list[Parameter]
    passCredentials: bool | None
    releaseName: str | None
    skipCrds: bool | None
    skipSchemaValidation: bool | None
    skipTests: bool | None
    valueFiles: list[str] | None
    values: str | None
    valuesObject: _Mapping[str, _t.Any] | None
    version: str | None

class HostAlias(_t.TypedDict, total=False):
    hostnames: list[str] | None
    ip: _t.Required[str]

class HttpGet(_t.TypedDict, total=False):
    host: str | None
    httpHeaders: list[HttpHeader]
    path: str | None
    port: _t.Required[int | str]
    scheme: str | None

class HttpHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: _t.Required[str]

class HydrateTo(_t.TypedDict, total=False):
    targetBranch: _t.Required[str]

class IgnoreDifference(_t.TypedDict, total=False):
    group: str | None
    jqPathExpressions: list[str] | None
    jsonPointers: list[str] | None
    kind: _t.Required[str]
    managedFieldsManagers: list[str] | None
    name: str | None
    namespace: str | None

class ImagePullSecret(_t.TypedDict, total=False):
    name: str | None

class Influxdb(_t.TypedDict, total=False):
    profile: str | None
    query: str | None

class Job(_t.TypedDict, total=False):
    metadata: Metadata
    spec: _t.Required[AnalysisRunJobSpec]

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: _t.Required[ApplicationSetMetadata]
    spec: _t.Required[Spec]

class Jsonnet(_t.TypedDict, total=False):
    extVars: list[ExtVar]
    libs: list[str] | None
    tlas: list[ExtVar]

class Kayenta(_t.TypedDict, total=False):
    address: _t.Required[str]
    application: _t.Required[str]
    canaryConfigName: _t.Required[str]
    configurationAccountName: _t.Required[str]
    lookback: bool | None
    metricsAccountName: _t.Required[str]
    scopes: _t.Required[list[Scope]]
    storageAccountName: _t.Required[str]
    threshold: _t.Required[Threshold]

class Kustomize(_t.TypedDict, total=False):
    apiVersions: list[str] | None
    commonAnnotations: _Mapping[str, str] | None
    commonAnnotationsEnvsubst: bool | None
    commonLabels: _Mapping[str, str] | None
    components: list[str] | None
    forceCommonAnnotations: bool | None
    forceCommonLabels: bool | None
    ignoreMissingComponents: bool | None
    images: list[str] | None
    kubeVersion: str | None
    labelIncludeTemplates: bool | None
    labelWithoutSelector: bool | None
    namePrefix: str | None
    nameSuffix: str | None
    namespace: str | None
    patches: list[Patch]
    replicas: list[Replica]
    version: str | None

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
    tcpSocket: TCPSocketAction

class ManagedNamespaceMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class MatchExpression(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class MeasurementRetention(_t.TypedDict, total=False):
    limit: _t.Required[int]
    metricName: _t.Required[str]

class Metadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class Metric(_t.TypedDict, total=False):
    dimensions: list[Option]
    metricName: str | None
    namespace: str | None

class MetricDataQuery(_t.TypedDict, total=False):
    expression: str | None
    id: str | None
    label: str | None
    metricStat: MetricStat
    period: int | str | None
    returnData: bool | None

class MetricStat(_t.TypedDict, total=False):
    metric: Metric
    period: int | str | None
    stat: str | None
    unit: str | None

class NewRelic(_t.TypedDict, total=False):
    profile: str | None
    query: _t.Required[str]
    timeout: int | None

class NodeAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[PreferredSchedulingTerm]
    requiredDuringSchedulingIgnoredDuringExecution: RequiredDuringSchedulingIgnoredDuringExecution

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class NodeSelectorTerm(_t.TypedDict, total=False):
    matchExpressions: list[MatchExpression]
    matchFields: list[MatchExpression]

class Oauth2(_t.TypedDict, total=False):
    clientId: str | None
    clientSecret: str | None
    scopes: list[str] | None
    tokenUrl: str | None

class ObjectFieldSelector(_t.TypedDict, total=False):
    apiVersion: str | None
    fieldPath: _t.Required[str]

class Option(_t.TypedDict, total=False):
    name: str | None
    value: str | None

class Os(_t.TypedDict, total=False):
    name: _t.Required[str]

class Parameter(_t.TypedDict, total=False):
    forceString: bool | None
    name: str | None
    value: str | None

class Patch(_t.TypedDict, total=False):
    options: _Mapping[str, bool] | None
    patch: str | None
    path: str | None
    target: Target

class Plugin(_t.TypedDict, total=False):
    env: list[HTTPHeader]
    name: str | None
    parameters: list[ApplicationParameter]

class PodAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: list[WeightedPodAffinityTerm]
    requiredDuringSchedulingIgnoredDuringExecution: list[PodAffinityTerm]

class PodAffinityTerm(_t.TypedDict, total=False):
    labelSelector: AnalysisRunLabelSelector
    matchLabelKeys: list[str] | None
    mismatchLabelKeys: list[str] | None
    namespaceSelector: AnalysisRunLabelSelector
    namespaces: list[str] | None
    topologyKey: _t.Required[str]

class PodDNSConfig(_t.TypedDict, total=False):
    nameservers: list[str] | None
    options: list[Option]
    searches: list[str] | None

class PodFailurePolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[PodFailurePolicyRule]]

class PodFailurePolicyOnExitCodesRequirement(_t.TypedDict, total=False):
    containerName: str | None
    operator: _t.Required[str]
    values: _t.Required[list[int]]

class PodFailurePolicyOnPodConditionsPattern(_t.TypedDict, total=False):
    status: _t.Required[str]
    type: _t.Required[str]

class PodFailurePolicyRule(_t.TypedDict, total=False):
    action: _t.Required[str]
    onExitCodes: PodFailurePolicyOnExitCodesRequirement
    onPodConditions: list[PodFailurePolicyOnPodConditionsPattern]

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

class PreferredSchedulingTerm(_t.TypedDict, total=False):
    preference: _t.Required[NodeSelectorTerm]
    weight: _t.Required[int]

class Probe(_t.TypedDict, total=False):
    exec: Exec
    failureThreshold: int | None
    grpc: Grpc
    httpGet: HttpGet
    initialDelaySeconds: int | None
    periodSeconds: int | None
    successThreshold: int | None
    tcpSocket: TCPSocketAction
    terminationGracePeriodSeconds: int | None
    timeoutSeconds: int | None

class Prometheus(_t.TypedDict, total=False):
    address: str | None
    authentication: Authentication
    headers: list[Header]
    insecure: bool | None
    query: str | None
    rangeQuery: RangeQuery
    timeout: int | None

class Provider(_t.TypedDict, total=False):
    cloudWatch: CloudWatch
    datadog: Datadog
    graphite: Graphite
    influxdb: Influxdb
    job: Job
    kayenta: Kayenta
    newRelic: NewRelic
    plugin: _Mapping[str, _t.Any] | None
    prometheus: Prometheus
    skywalking: Skywalking
    wavefront: Graphite
    web: Web

class RangeQuery(_t.TypedDict, total=False):
    end: str | None
    start: str | None
    step: str | None

class ReadinessGate(_t.TypedDict, total=False):
    conditionType: _t.Required[str]

class Replica(_t.TypedDict, total=False):
    count: _t.Required[int | str]
    name: _t.Required[str]

class RequiredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    nodeSelectorTerms: _t.Required[list[NodeSelectorTerm]]

class Resource(_t.TypedDict, total=False):
    group: str | None
    health: Health
    hook: bool | None
    kind: str | None
    name: str | None
    namespace: str | None
    requiresDeletionConfirmation: bool | None
    requiresPruning: bool | None
    status: str | None
    syncWave: int | None
    version: str | None

class ResourceClaim(_t.TypedDict, total=False):
    name: _t.Required[str]
    request: str | None

class ResourceFieldSelector(_t.TypedDict, total=False):
    containerName: str | None
    divisor: str | int | None
    resource: _t.Required[str]

class ResourceRequirements(_t.TypedDict, total=False):
    claims: list[ResourceClaim]
    limits: _t.Any
    requests: _t.Any

class Resources(_t.TypedDict, total=False):
    claims: list[ResourceClaim]
    limits: _Mapping[str, str | int] | None
    requests: _Mapping[str, str | int] | None

class Retry(_t.TypedDict, total=False):
    backoff: Backoff
    limit: int | None
    refresh: bool | None

class RolloutBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[RolloutSpec]

class RolloutAlb(_t.TypedDict, total=False):
    annotationPrefix: str | None
    ingress: str | None
    ingresses: list[str] | None
    rootService: str | None
    servicePort: _t.Required[int]
    stickinessConfig: RolloutStickinessConfig

class RolloutAmbassador(_t.TypedDict, total=False):
    mappings: _t.Required[list[str]]

class RolloutAnalyse(_t.TypedDict, total=False):
    args: list[RolloutArg]
    clusterScope: bool | None
    name: _t.Required[str]
    requiredForCompletion: bool | None
    templateName: _t.Required[str]

class RolloutAnalysis(_t.TypedDict, total=False):
    successfulRunHistoryLimit: int | None
    unsuccessfulRunHistoryLimit: int | None

class RolloutAntiAffinity(_t.TypedDict, total=False):
    preferredDuringSchedulingIgnoredDuringExecution: RolloutPreferredDuringSchedulingIgnoredDuringExecution
    requiredDuringSchedulingIgnoredDuringExecution: RolloutRequiredDuringSchedulingIgnoredDuringExecution

class RolloutApisix(_t.TypedDict, total=False):
    route: RolloutRoute

class RolloutAppMesh(_t.TypedDict, total=False):
    virtualNodeGroup: RolloutVirtualNodeGroup
    virtualService: RolloutVirtualService

class RolloutArg(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: RolloutValueFrom

class RolloutBlueGreen(_t.TypedDict, total=False):
    abortScaleDownDelaySeconds: int | None
    activeMetadata: Metadata
    activeService: _t.Required[str]
    antiAffinity: RolloutAntiAffinity
    autoPromotionEnabled: bool | None
    autoPromotionSeconds: int | None
    maxUnavailable: int | str | None
    postPromotionAnalysis: RolloutPostPromotionAnalysis
    prePromotionAnalysis: RolloutPostPromotionAnalysis
    previewMetadata: Metadata
    previewReplicaCount: int | None
    previewService: str | None
    scaleDownDelayRevisionLimit: int | None
    scaleDownDelaySeconds: int | None

class RolloutCanary(_t.TypedDict, total=False):
    abortScaleDownDelaySeconds: int | None
    analysis: RolloutCanaryAnalysis
    antiAffinity: RolloutAntiAffinity
    canaryMetadata: Metadata
    canaryService: str | None
    dynamicStableScale: bool | None
    maxSurge: int | str | None
    maxUnavailable: int | str | None
    minPodsPerReplicaSet: int | None
    pingPong: RolloutPingPong
    replicaProgressThreshold: RolloutReplicaProgressThreshold
    scaleDownDelayRevisionLimit: int | None
    scaleDownDelaySeconds: int | None
    stableMetadata: Metadata
    stableService: str | None
    steps: list[RolloutStep]
    trafficRouting: RolloutTrafficRouting

class RolloutCanaryAnalysis(_t.TypedDict, total=False):
    analysisRunMetadata: Metadata
    args: list[RolloutArg]
    dryRun: list[DryRun]
    measurementRetention: list[MeasurementRetention]
    startingStep: int | None
    templates: list[AnalysisTemplateTemplate]

class RolloutDestinationRule(_t.TypedDict, total=False):
    additionalSubsetNames: list[str] | None
    canarySubsetName: _t.Required[str]
    name: _t.Required[str]
    stableSubsetName: _t.Required[str]

class RolloutExperiment(_t.TypedDict, total=False):
    analyses: list[RolloutAnalyse]
    analysisRunMetadata: Metadata
    dryRun: list[DryRun]
    duration: str | None
    scaleDownDelaySeconds: int | None
    templates: _t.Required[list[RolloutTemplate]]

class RolloutHeaderValue(_t.TypedDict, total=False):
    exact: str | None
    prefix: str | None
    regex: str | None

class RolloutIstio(_t.TypedDict, total=False):
    destinationRule: RolloutDestinationRule
    virtualService: RolloutIstioVirtualService
    virtualServices: list[RolloutIstioVirtualService]

class RolloutIstioVirtualService(_t.TypedDict, total=False):
    name: _t.Required[str]
    routes: list[str] | None
    tcpRoutes: list[RolloutTcpRoute]
    tlsRoutes: list[RolloutTlsRoute]

class RolloutMatch(_t.TypedDict, total=False):
    headerName: _t.Required[str]
    headerValue: _t.Required[RolloutHeaderValue]

class RolloutNginx(_t.TypedDict, total=False):
    additionalIngressAnnotations: _Mapping[str, str] | None
    annotationPrefix: str | None
    canaryIngressAnnotations: _Mapping[str, str] | None
    stableIngress: str | None
    stableIngresses: list[str] | None

class RolloutPause(_t.TypedDict, total=False):
    duration: int | str | None

class RolloutPingPong(_t.TypedDict, total=False):
    pingService: _t.Required[str]
    pongService: _t.Required[str]

class RolloutPlugin(_t.TypedDict, total=False):
    config: _Mapping[str, _t.Any] | None
    name: _t.Required[str]

class RolloutPostPromotionAnalysis(_t.TypedDict, total=False):
    analysisRunMetadata: Metadata
    args: list[RolloutArg]
    dryRun: list[DryRun]
    measurementRetention: list[MeasurementRetention]
    templates: list[AnalysisTemplateTemplate]

class RolloutPreferredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    weight: _t.Required[int]

class RolloutReplicaProgressThreshold(_t.TypedDict, total=False):
    type: _t.Required[str]
    value: _t.Required[int]

class RolloutRequiredDuringSchedulingIgnoredDuringExecution(_t.TypedDict, total=False):
    pass

class RolloutRollbackWindow(_t.TypedDict, total=False):
    revisions: int | None

class RolloutRoute(_t.TypedDict, total=False):
    name: _t.Required[str]
    rules: list[str] | None

class RolloutSetCanaryScale(_t.TypedDict, total=False):
    matchTrafficWeight: bool | None
    replicas: int | None
    weight: int | None

class RolloutSetHeaderRoute(_t.TypedDict, total=False):
    match: list[RolloutMatch]
    name: str | None

class RolloutSetMirrorRoute(_t.TypedDict, total=False):
    match: list[RolloutSetMirrorRouteMatch]
    name: _t.Required[str]
    percentage: int | None

class RolloutSetMirrorRouteMatch(_t.TypedDict, total=False):
    headers: _Mapping[str, RolloutHeaderValue]
    method: RolloutHeaderValue
    path: RolloutHeaderValue

class RolloutSmi(_t.TypedDict, total=False):
    rootService: str | None
    trafficSplitName: str | None

class RolloutSpec(_t.TypedDict, total=False):
    analysis: RolloutAnalysis
    minReadySeconds: int | None
    paused: bool | None
    progressDeadlineAbort: bool | None
    progressDeadlineSeconds: int | None
    replicas: int | None
    restartAt: str | None
    revisionHistoryLimit: int | None
    rollbackWindow: RolloutRollbackWindow
    selector: AnalysisRunLabelSelector
    strategy: RolloutStrategy
    template: Template
    workloadRef: RolloutWorkloadRef

class RolloutStep(_t.TypedDict, total=False):
    analysis: RolloutPostPromotionAnalysis
    experiment: RolloutExperiment
    pause: RolloutPause
    plugin: RolloutPlugin
    setCanaryScale: RolloutSetCanaryScale
    setHeaderRoute: RolloutSetHeaderRoute
    setMirrorRoute: RolloutSetMirrorRoute
    setWeight: int | None

class RolloutStickinessConfig(_t.TypedDict, total=False):
    durationSeconds: _t.Required[int]
    enabled: _t.Required[bool]

class RolloutStrategy(_t.TypedDict, total=False):
    blueGreen: RolloutBlueGreen
    canary: RolloutCanary

class RolloutTcpRoute(_t.TypedDict, total=False):
    port: int | None

class RolloutTemplate(_t.TypedDict, total=False):
    metadata: Metadata
    name: _t.Required[str]
    replicas: int | None
    selector: AnalysisRunLabelSelector
    service: Service
    specRef: _t.Required[str]
    weight: int | None

class RolloutTlsRoute(_t.TypedDict, total=False):
    port: int | None
    sniHosts: list[str] | None

class RolloutTraefik(_t.TypedDict, total=False):
    weightedTraefikServiceName: _t.Required[str]

class RolloutTrafficRouting(_t.TypedDict, total=False):
    alb: RolloutAlb
    ambassador: RolloutAmbassador
    apisix: RolloutApisix
    appMesh: RolloutAppMesh
    istio: RolloutIstio
    managedRoutes: list[Os]
    maxTrafficWeight: int | None
    nginx: RolloutNginx
    plugins: _Mapping[str, _t.Any] | None
    smi: RolloutSmi
    traefik: RolloutTraefik

class RolloutValueFrom(_t.TypedDict, total=False):
    fieldRef: FieldRef
    podTemplateHashValue: str | None

class RolloutVirtualNodeGroup(_t.TypedDict, total=False):
    canaryVirtualNodeRef: _t.Required[Os]
    stableVirtualNodeRef: _t.Required[Os]

class RolloutVirtualService(_t.TypedDict, total=False):
    name: _t.Required[str]
    routes: list[str] | None

class RolloutWorkloadRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: str | None
    name: str | None
    scaleDown: str | None

class SELinuxOptions(_t.TypedDict, total=False):
    level: str | None
    role: str | None
    type: str | None
    user: str | None

class Scope(_t.TypedDict, total=False):
    controlScope: _t.Required[ControlScope]
    experimentScope: _t.Required[ControlScope]
    name: _t.Required[str]

class SecretKeyRef(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]

class SecretRef(_t.TypedDict, total=False):
    name: str | None
    namespaced: bool | None

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

class Service(_t.TypedDict, total=False):
    name: str | None

class Sigv4(_t.TypedDict, total=False):
    profile: str | None
    region: str | None
    roleArn: str | None

class Skywalking(_t.TypedDict, total=False):
    address: str | None
    interval: str | None
    query: str | None

class Sleep(_t.TypedDict, total=False):
    seconds: _t.Required[int]

class Source(_t.TypedDict, total=False):
    chart: str | None
    directory: Directory
    helm: Helm
    kustomize: Kustomize
    name: str | None
    path: str | None
    plugin: Plugin
    ref: str | None
    repoURL: _t.Required[str]
    tagPrefix: str | None
    targetRevision: str | None

class SourceHydrator(_t.TypedDict, total=False):
    drySource: _t.Required[DrySource]
    hydrateTo: HydrateTo
    syncSource: _t.Required[SyncSource]

class Spec(_t.TypedDict, total=False):
    destination: _t.Required[Destination]
    ignoreDifferences: list[IgnoreDifference]
    info: list[HTTPHeader]
    project: _t.Required[str]
    revisionHistoryLimit: int | None
    source: Source
    sourceHydrator: SourceHydrator
    sources: list[Source]
    syncPolicy: SyncPolicy

class SuccessPolicy(_t.TypedDict, total=False):
    rules: _t.Required[list[SuccessPolicyRule]]

class SuccessPolicyRule(_t.TypedDict, total=False):
    succeededCount: int | None
    succeededIndexes: str | None

class SyncPolicy(_t.TypedDict, total=False):
    automated: Automated
    managedNamespaceMetadata: ManagedNamespaceMetadata
    retry: Retry
    syncOptions: list[str] | None

class SyncSource(_t.TypedDict, total=False):
    path: _t.Required[str]
    repoURL: str | None
    targetBranch: _t.Required[str]

class TCPSocketAction(_t.TypedDict, total=False):
    host: str | None
    port: _t.Required[int | str]

class Target(_t.TypedDict, total=False):
    annotationSelector: str | None
    group: str | None
    kind: str | None
    labelSelector: str | None
    name: str | None
    namespace: str | None
    version: str | None

class Template(_t.TypedDict, total=False):
    metadata: Metadata
    spec: AnalysisRunSpec

Threshold = _t.TypedDict(
    "Threshold",
    {
        "marginal": _t.Required[int],
        "pass": _t.Required[int],
    },
    total=False,
)

class Toleration(_t.TypedDict, total=False):
    effect: str | None
    key: str | None
    operator: str | None
    tolerationSeconds: int | None
    value: str | None

class TopologySpreadConstraint(_t.TypedDict, total=False):
    labelSelector: AnalysisRunLabelSelector
    matchLabelKeys: list[str] | None
    maxSkew: _t.Required[int]
    minDomains: int | None
    nodeAffinityPolicy: str | None
    nodeTaintsPolicy: str | None
    topologyKey: _t.Required[str]
    whenUnsatisfiable: _t.Required[str]

class ValueFrom(_t.TypedDict, total=False):
    fieldRef: FieldRef
    secretKeyRef: SecretKeyRef

class VolumeMount(_t.TypedDict, total=False):
    mountPath: _t.Required[str]
    mountPropagation: str | None
    name: _t.Required[str]
    readOnly: bool | None
    recursiveReadOnly: str | None
    subPath: str | None
    subPathExpr: str | None

class Web(_t.TypedDict, total=False):
    authentication: Authentication
    body: str | None
    headers: list[Header]
    insecure: bool | None
    jsonBody: _Mapping[str, _t.Any] | None
    jsonPath: str | None
    method: str | None
    timeoutSeconds: int | None
    url: _t.Required[str]

class WeightedPodAffinityTerm(_t.TypedDict, total=False):
    podAffinityTerm: _t.Required[PodAffinityTerm]
    weight: _t.Required[int]

class WindowsSecurityContextOptions(_t.TypedDict, total=False):
    gmsaCredentialSpec: str | None
    gmsaCredentialSpecName: str | None
    hostProcess: bool | None
    runAsUserName: str | None

class AnalysisRun(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AnalysisRunBody]) -> None: ...

class AnalysisTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AnalysisTemplateBody]) -> None: ...

class AppProject(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AppProjectBody]) -> None: ...

class Application(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ApplicationBody]) -> None: ...

class ApplicationSet(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ApplicationSetBody]) -> None: ...

class ClusterAnalysisTemplate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterAnalysisTemplateBody]) -> None: ...

class Experiment(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ExperimentBody]) -> None: ...

class Rollout(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RolloutBody]) -> None: ...
