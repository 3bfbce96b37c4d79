# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class KustomizationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: KustomizationSpec

class KustomizationCommonMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class KustomizationDecryption(_t.TypedDict, total=False):
    provider: _t.Required[_t.Literal["sops"]]
    secretRef: KustomizationSecretRef
    serviceAccountName: str | None

class KustomizationDependsOn(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: str | None
    readyExpr: str | None

class KustomizationHealthCheck(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class KustomizationHealthCheckExpr(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    current: _t.Required[str]
    failed: str | None
    inProgress: str | None
    kind: str | None

class KustomizationIgnore(_t.TypedDict, total=False):
    paths: _t.Required[list[str]]
    target: KustomizationTarget

class KustomizationImage(_t.TypedDict, total=False):
    digest: str | None
    name: _t.Required[str]
    newName: str | None
    newTag: str | None

class KustomizationKubeConfig(_t.TypedDict, total=False):
    configMapRef: KustomizationSecretRef
    secretRef: KustomizationKubeConfigSecretRef

class KustomizationKubeConfigSecretRef(_t.TypedDict, total=False):
    key: str | None
    name: _t.Required[str]

class KustomizationPatch(_t.TypedDict, total=False):
    patch: _t.Required[str]
    target: KustomizationTarget

class KustomizationPostBuild(_t.TypedDict, total=False):
    substitute: _Mapping[str, str] | None
    substituteFrom: list[KustomizationSubstituteFrom]
    substituteStrategy: _t.Literal["Always", "WithVariables"] | None

class KustomizationSecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class KustomizationSourceRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["Bucket", "ExternalArtifact", "GitRepository", "OCIRepository"]]
    name: _t.Required[str]
    namespace: str | None

class KustomizationSpec(_t.TypedDict, total=False):
    buildMetadata: list[_t.Literal["originAnnotations", "transformerAnnotations"]] | None
    commonMetadata: KustomizationCommonMetadata
    components: list[str] | None
    decryption: KustomizationDecryption
    deletionPolicy: _t.Literal["Delete", "MirrorPrune", "Orphan", "WaitForTermination"] | None
    dependsOn: list[KustomizationDependsOn]
    force: bool | None
    healthCheckExprs: list[KustomizationHealthCheckExpr]
    healthChecks: list[KustomizationHealthCheck]
    ignore: list[KustomizationIgnore]
    ignoreMissingComponents: bool | None
    images: list[KustomizationImage]
    interval: _t.Required[str]
    kubeConfig: KustomizationKubeConfig
    namePrefix: str | None
    nameSuffix: str | None
    patches: list[KustomizationPatch]
    path: str | None
    postBuild: KustomizationPostBuild
    prune: _t.Required[bool]
    retryInterval: str | None
    serviceAccountName: str | None
    sourceRef: _t.Required[KustomizationSourceRef]
    suspend: bool | None
    targetNamespace: str | None
    timeout: str | None
    wait: bool | None

class KustomizationSubstituteFrom(_t.TypedDict, total=False):
    kind: _t.Required[_t.Literal["ConfigMap", "Secret"]]
    name: _t.Required[str]
    optional: bool | None

class KustomizationTarget(_t.TypedDict, total=False):
    annotationSelector: str | None
    group: str | None
    kind: str | None
    labelSelector: str | None
    name: str | None
    namespace: str | None
    version: str | None

class Kustomization(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[KustomizationBody]) -> None: ...
