# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class HelmReleaseBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: HelmReleaseSpec2

class HelmReleaseChartRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["ExternalArtifact", "HelmChart", "OCIRepository"]]
    name: _t.Required[str]
    namespace: str | None

class HelmReleaseDependsOn(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: str | None
    readyExpr: str | None

class HelmReleaseDriftDetection(_t.TypedDict, total=False):
    ignore: list[HelmReleaseIgnore]
    mode: _t.Literal["disabled", "enabled", "warn"] | None

class HelmReleaseFilter(_t.TypedDict, total=False):
    exclude: bool | None
    name: _t.Required[str]

class HelmReleaseHealthCheckExpr(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    current: _t.Required[str]
    failed: str | None
    inProgress: str | None
    kind: str | None

class HelmReleaseIgnore(_t.TypedDict, total=False):
    paths: _t.Required[list[str]]
    target: HelmReleaseTarget

class HelmReleaseImage(_t.TypedDict, total=False):
    digest: str | None
    name: _t.Required[str]
    newName: str | None
    newTag: str | None

class HelmReleaseInstall(_t.TypedDict, total=False):
    crds: _t.Literal["Create", "CreateReplace", "Skip"] | None
    createNamespace: bool | None
    disableHooks: bool | None
    disableOpenAPIValidation: bool | None
    disableSchemaValidation: bool | None
    disableTakeOwnership: bool | None
    disableWait: bool | None
    disableWaitForJobs: bool | None
    remediation: HelmReleaseRemediation
    replace: bool | None
    serverSideApply: bool | None
    skipCRDs: bool | None
    strategy: HelmReleaseStrategy
    timeout: str | None

class HelmReleaseKubeConfig(_t.TypedDict, total=False):
    configMapRef: HelmReleaseSecretRef
    secretRef: HelmReleaseKubeConfigSecretRef

class HelmReleaseKubeConfigSecretRef(_t.TypedDict, total=False):
    key: str | None
    name: _t.Required[str]

class HelmReleaseKustomize(_t.TypedDict, total=False):
    images: list[HelmReleaseImage]
    patches: list[HelmReleasePatch]

class HelmReleaseMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class HelmReleasePatch(_t.TypedDict, total=False):
    patch: _t.Required[str]
    target: HelmReleaseTarget

class HelmReleasePostRenderer(_t.TypedDict, total=False):
    kustomize: HelmReleaseKustomize

class HelmReleaseRemediation(_t.TypedDict, total=False):
    ignoreTestFailures: bool | None
    remediateLastFailure: bool | None
    retries: int | None

class HelmReleaseRollback(_t.TypedDict, total=False):
    cleanupOnFail: bool | None
    disableHooks: bool | None
    disableWait: bool | None
    disableWaitForJobs: bool | None
    force: bool | None
    recreate: bool | None
    serverSideApply: _t.Literal["auto", "disabled", "enabled"] | None
    timeout: str | None

class HelmReleaseSecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class HelmReleaseSourceRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["Bucket", "GitRepository", "HelmRepository"]]
    name: _t.Required[str]
    namespace: str | None

class HelmReleaseSpec(_t.TypedDict, total=False):
    chart: _t.Required[str]
    ignoreMissingValuesFiles: bool | None
    interval: str | None
    reconcileStrategy: _t.Literal["ChartVersion", "Revision"] | None
    sourceRef: _t.Required[HelmReleaseSourceRef]
    valuesFiles: list[str] | None
    verify: HelmReleaseVerify
    version: str | None

class HelmReleaseSpec2(_t.TypedDict, total=False):
    chart: JobTemplateSpec
    chartRef: HelmReleaseChartRef
    commonMetadata: HelmReleaseMetadata
    dependsOn: list[HelmReleaseDependsOn]
    driftDetection: HelmReleaseDriftDetection
    healthCheckExprs: list[HelmReleaseHealthCheckExpr]
    install: HelmReleaseInstall
    interval: _t.Required[str]
    kubeConfig: HelmReleaseKubeConfig
    maxHistory: int | None
    persistentClient: bool | None
    postRenderStrategy: _t.Literal["combined", "nohooks", "separate"] | None
    postRenderers: list[HelmReleasePostRenderer]
    releaseName: str | None
    rollback: HelmReleaseRollback
    serviceAccountName: str | None
    storageNamespace: str | None
    suspend: bool | None
    targetNamespace: str | None
    test: HelmReleaseTest
    timeout: str | None
    uninstall: HelmReleaseUninstall
    upgrade: HelmReleaseUpgrade
    values: _t.Any
    valuesFrom: list[HelmReleaseValuesFrom]
    waitStrategy: HelmReleaseWaitStrategy

class HelmReleaseStrategy(_t.TypedDict, total=False):
    name: _t.Required[_t.Literal["RemediateOnFailure", "RetryOnFailure"]]
    retryInterval: str | None

class HelmReleaseTarget(_t.TypedDict, total=False):
    annotationSelector: str | None
    group: str | None
    kind: str | None
    labelSelector: str | None
    name: str | None
    namespace: str | None
    version: str | None

class HelmReleaseTest(_t.TypedDict, total=False):
    enable: bool | None
    filters: list[HelmReleaseFilter]
    ignoreFailures: bool | None
    timeout: str | None

class HelmReleaseUninstall(_t.TypedDict, total=False):
    deletionPropagation: _t.Literal["background", "foreground", "orphan"] | None
    disableHooks: bool | None
    disableWait: bool | None
    keepHistory: bool | None
    timeout: str | None

class HelmReleaseUpgrade(_t.TypedDict, total=False):
    chartNameChangeStrategy: _t.Literal["InPlaceUpdate", "Reinstall"] | None
    cleanupOnFail: bool | None
    crds: _t.Literal["Create", "CreateReplace", "Skip"] | None
    disableHooks: bool | None
    disableOpenAPIValidation: bool | None
    disableSchemaValidation: bool | None
    disableTakeOwnership: bool | None
    disableWait: bool | None
    disableWaitForJobs: bool | None
    force: bool | None
    preserveValues: bool | None
    remediation: HelmReleaseUpgradeRemediation
    serverSideApply: _t.Literal["auto", "disabled", "enabled"] | None
    strategy: HelmReleaseStrategy
    timeout: str | None

class HelmReleaseUpgradeRemediation(_t.TypedDict, total=False):
    ignoreTestFailures: bool | None
    remediateLastFailure: bool | None
    retries: int | None
    strategy: _t.Literal["rollback", "uninstall"] | None

class HelmReleaseValuesFrom(_t.TypedDict, total=False):
    kind: _t.Required[_t.Literal["ConfigMap", "Secret"]]
    literal: bool | None
    name: _t.Required[str]
    optional: bool | None
    targetPath: str | None
    valuesKey: str | None

class HelmReleaseVerify(_t.TypedDict, total=False):
    provider: _t.Literal["cosign", "notation"] | None
    secretRef: HelmReleaseSecretRef

class HelmReleaseWaitStrategy(_t.TypedDict, total=False):
    name: _t.Required[_t.Literal["legacy", "poller"]]

class JobTemplateSpec(_t.TypedDict, total=False):
    metadata: HelmReleaseMetadata
    spec: _t.Required[HelmReleaseSpec]

class HelmRelease(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HelmReleaseBody]) -> None: ...
