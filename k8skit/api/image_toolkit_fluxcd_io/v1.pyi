# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ImagePolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ImagePolicySpec

class ImagePolicyAlphabetical(_t.TypedDict, total=False):
    order: _t.Literal["asc", "desc"] | None

class ImagePolicyFilterTags(_t.TypedDict, total=False):
    extract: str | None
    pattern: str | None

class ImagePolicyPolicy(_t.TypedDict, total=False):
    alphabetical: ImagePolicyAlphabetical
    numerical: ImagePolicyAlphabetical
    semver: ImagePolicySemver

class ImagePolicySemver(_t.TypedDict, total=False):
    range: _t.Required[str]

class ImagePolicySpec(_t.TypedDict, total=False):
    digestReflectionPolicy: _t.Literal["Always", "IfNotPresent", "Never"] | None
    filterTags: ImagePolicyFilterTags
    imageRepositoryRef: _t.Required[SecretReference]
    interval: str | None
    policy: _t.Required[ImagePolicyPolicy]
    suspend: bool | None

class ImageRepositoryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ImageRepositorySpec

class ImageRepositoryAccessFrom(_t.TypedDict, total=False):
    namespaceSelectors: _t.Required[list[ImageRepositoryNamespaceSelector]]

class ImageRepositoryCertSecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class ImageRepositoryNamespaceSelector(_t.TypedDict, total=False):
    matchLabels: _Mapping[str, str] | None

class ImageRepositorySpec(_t.TypedDict, total=False):
    accessFrom: ImageRepositoryAccessFrom
    certSecretRef: ImageRepositoryCertSecretRef
    exclusionList: list[str] | None
    image: _t.Required[str]
    insecure: bool | None
    interval: _t.Required[str]
    provider: _t.Literal["aws", "azure", "gcp", "generic"] | None
    proxySecretRef: ImageRepositoryCertSecretRef
    secretRef: ImageRepositoryCertSecretRef
    serviceAccountName: str | None
    suspend: bool | None
    timeout: str | None

class ImageUpdateAutomationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ImageUpdateAutomationSpec

class ImageUpdateAutomationAuthor(_t.TypedDict, total=False):
    email: _t.Required[str]
    name: str | None

class ImageUpdateAutomationCheckout(_t.TypedDict, total=False):
    ref: _t.Required[ImageUpdateAutomationRef]

class ImageUpdateAutomationCommit(_t.TypedDict, total=False):
    author: _t.Required[ImageUpdateAutomationAuthor]
    messageTemplate: str | None
    messageTemplateValues: _Mapping[str, str] | None
    signingKey: ImageUpdateAutomationSigningKey

class ImageUpdateAutomationGit(_t.TypedDict, total=False):
    checkout: ImageUpdateAutomationCheckout
    commit: _t.Required[ImageUpdateAutomationCommit]
    push: ImageUpdateAutomationPush

class ImageUpdateAutomationPush(_t.TypedDict, total=False):
    branch: str | None
    options: _Mapping[str, str] | None
    refspec: str | None

class ImageUpdateAutomationRef(_t.TypedDict, total=False):
    branch: str | None
    commit: str | None
    name: str | None
    semver: str | None
    tag: str | None

class ImageUpdateAutomationSecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class ImageUpdateAutomationSigningKey(_t.TypedDict, total=False):
    secretRef: _t.Required[ImageUpdateAutomationSecretRef]
    type: _t.Literal["gpg", "ssh"] | None

class ImageUpdateAutomationSourceRef(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Literal["GitRepository"] | None
    name: _t.Required[str]
    namespace: str | None

class ImageUpdateAutomationSpec(_t.TypedDict, total=False):
    git: ImageUpdateAutomationGit
    interval: _t.Required[str]
    policySelector: LabelSelector
    sourceRef: _t.Required[ImageUpdateAutomationSourceRef]
    suspend: bool | None
    update: ImageUpdateAutomationUpdate

class ImageUpdateAutomationUpdate(_t.TypedDict, total=False):
    path: str | None
    strategy: _t.Literal["Setters"] | None

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class SecretReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: str | None

class ImagePolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ImagePolicyBody]) -> None: ...

class ImageRepository(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ImageRepositoryBody]) -> None: ...

class ImageUpdateAutomation(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ImageUpdateAutomationBody]) -> None: ...
