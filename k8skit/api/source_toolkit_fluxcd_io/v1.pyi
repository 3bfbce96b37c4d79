# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class BucketBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: BucketSpec

class BucketSpec(_t.TypedDict, total=False):
    bucketName: _t.Required[str]
    certSecretRef: SecretRef
    endpoint: _t.Required[str]
    ignore: str | None
    insecure: bool | None
    interval: _t.Required[str]
    prefix: str | None
    provider: _t.Literal["aws", "azure", "gcp", "generic"] | None
    proxySecretRef: SecretRef
    region: str | None
    secretRef: SecretRef
    serviceAccountName: str | None
    sts: BucketSts
    suspend: bool | None
    timeout: str | None

class BucketSts(_t.TypedDict, total=False):
    certSecretRef: SecretRef
    endpoint: _t.Required[str]
    provider: _t.Required[_t.Literal["aws", "ldap"]]
    secretRef: SecretRef

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["Bucket", "GitRepository", "HelmRepository"]]
    name: _t.Required[str]

class ExternalArtifactBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ExternalArtifactSpec

class ExternalArtifactSourceRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class ExternalArtifactSpec(_t.TypedDict, total=False):
    sourceRef: ExternalArtifactSourceRef

class GitRepositoryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GitRepositorySpec

class GitRepositoryInclude(_t.TypedDict, total=False):
    fromPath: str | None
    repository: _t.Required[SecretRef]
    toPath: str | None

class GitRepositoryRef(_t.TypedDict, total=False):
    branch: str | None
    commit: str | None
    name: str | None
    semver: str | None
    tag: str | None

class GitRepositorySpec(_t.TypedDict, total=False):
    ignore: str | None
    include: list[GitRepositoryInclude]
    interval: _t.Required[str]
    provider: _t.Literal["aws", "azure", "generic", "github"] | None
    proxySecretRef: SecretRef
    recurseSubmodules: bool | None
    ref: GitRepositoryRef
    secretRef: SecretRef
    serviceAccountName: str | None
    sparseCheckout: list[str] | None
    suspend: bool | None
    timeout: str | None
    url: _t.Required[str]
    verify: GitRepositoryVerify

class GitRepositoryVerify(_t.TypedDict, total=False):
    mode: _t.Literal["HEAD", "Tag", "TagAndHEAD", "head"] | None
    secretRef: _t.Required[SecretRef]

class HelmChartBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: HelmChartSpec

class HelmChartSpec(_t.TypedDict, total=False):
    chart: _t.Required[str]
    ignoreMissingValuesFiles: bool | None
    interval: _t.Required[str]
    reconcileStrategy: _t.Literal["ChartVersion", "Revision"] | None
    sourceRef: _t.Required[CrossVersionObjectReference]
    suspend: bool | None
    valuesFiles: list[str] | None
    verify: HelmChartVerify
    version: str | None

class HelmChartVerify(_t.TypedDict, total=False):
    matchOIDCIdentity: list[MatchOIDCIdentity]
    provider: _t.Literal["cosign", "notation"] | None
    secretRef: SecretRef

class HelmRepositoryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: HelmRepositorySpec

class HelmRepositoryAccessFrom(_t.TypedDict, total=False):
    namespaceSelectors: _t.Required[list[HelmRepositoryNamespaceSelector]]

class HelmRepositoryNamespaceSelector(_t.TypedDict, total=False):
    matchLabels: _Mapping[str, str] | None

class HelmRepositorySpec(_t.TypedDict, total=False):
    accessFrom: HelmRepositoryAccessFrom
    certSecretRef: SecretRef
    insecure: bool | None
    interval: str | None
    passCredentials: bool | None
    provider: _t.Literal["aws", "azure", "gcp", "generic"] | None
    secretRef: SecretRef
    suspend: bool | None
    timeout: str | None
    type: _t.Literal["default", "oci"] | None
    url: _t.Required[str]

class MatchOIDCIdentity(_t.TypedDict, total=False):
    issuer: _t.Required[str]
    subject: _t.Required[str]

class OCIRepositoryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: OCIRepositorySpec

class OCIRepositoryLayerSelector(_t.TypedDict, total=False):
    mediaType: str | None
    operation: _t.Literal["copy", "extract"] | None

class OCIRepositoryRef(_t.TypedDict, total=False):
    digest: str | None
    semver: str | None
    semverFilter: str | None
    tag: str | None

class OCIRepositorySpec(_t.TypedDict, total=False):
    certSecretRef: SecretRef
    ignore: str | None
    insecure: bool | None
    interval: _t.Required[str]
    layerSelector: OCIRepositoryLayerSelector
    provider: _t.Literal["aws", "azure", "gcp", "generic"] | None
    proxySecretRef: SecretRef
    ref: OCIRepositoryRef
    secretRef: SecretRef
    serviceAccountName: str | None
    suspend: bool | None
    timeout: str | None
    url: _t.Required[str]
    verify: OCIRepositoryVerify

class OCIRepositoryVerify(_t.TypedDict, total=False):
    matchOIDCIdentity: list[MatchOIDCIdentity]
    provider: _t.Literal["cosign", "notation"] | None
    secretRef: SecretRef
    trustedRootSecretRef: SecretRef

class SecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class Bucket(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BucketBody]) -> None: ...

class ExternalArtifact(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ExternalArtifactBody]) -> None: ...

class GitRepository(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GitRepositoryBody]) -> None: ...

class HelmChart(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HelmChartBody]) -> None: ...

class HelmRepository(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[HelmRepositoryBody]) -> None: ...

class OCIRepository(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[OCIRepositoryBody]) -> None: ...
