# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.external_secrets_io import v1 as _external_secrets_io_v1
from k8skit.api.external_secrets_io import v1alpha1 as _external_secrets_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1

class ACRAccessTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: Spec

class Auth(_t.TypedDict, total=False):
    managedIdentity: ManagedIdentity
    servicePrincipal: ServicePrincipal
    workloadIdentity: _external_secrets_io_v1.Jwt

class Basic(_t.TypedDict, total=False):
    password: _t.Required[ClusterGeneratorPassword]
    username: _t.Required[str]

class BeyondtrustWorkloadCredentialsDynamicSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: BeyondtrustWorkloadCredentialsDynamicSecretSpec

class BeyondtrustWorkloadCredentialsDynamicSecretSpec(_t.TypedDict, total=False):
    controller: str | None
    provider: _t.Required[_external_secrets_io_v1.Beyondtrustworkloadcredentials]
    retrySettings: _external_secrets_io_v1.RetrySettings

class CloudsmithAccessTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: CloudsmithAccessTokenSpec

class CloudsmithAccessTokenSpec(_t.TypedDict, total=False):
    apiUrl: str | None
    orgSlug: _t.Required[str]
    serviceAccountRef: _t.Required[_external_secrets_io_v1.ServiceAccountRef]
    serviceSlug: _t.Required[str]

class ClusterGeneratorBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ClusterGeneratorSpec

class ClusterGeneratorAuth(_t.TypedDict, total=False):
    secretRef: _external_secrets_io_v1.ClusterSecretStoreGcpsmAuthSecretRef
    workloadIdentity: WorkloadIdentity
    workloadIdentityFederation: _external_secrets_io_v1.WorkloadIdentityFederation

class ClusterGeneratorGenerator(_t.TypedDict, total=False):
    acrAccessTokenSpec: Spec
    beyondtrustWorkloadCredentialsDynamicSecretSpec: BeyondtrustWorkloadCredentialsDynamicSecretSpec
    cloudsmithAccessTokenSpec: CloudsmithAccessTokenSpec
    ecrAuthorizationTokenSpec: EcrAuthorizationTokenSpec
    fakeSpec: FakeSpec
    gcrAccessTokenSpec: GcrAccessTokenSpec
    githubAccessTokenSpec: GithubAccessTokenSpec
    gitlabDeployTokenSpec: GitlabDeployTokenSpec
    grafanaSpec: GrafanaSpec
    mfaSpec: MfaSpec
    passwordSpec: PasswordSpec
    quayAccessTokenSpec: QuayAccessTokenSpec
    sshKeySpec: SshKeySpec
    stsSessionTokenSpec: StsSessionTokenSpec
    uuidSpec: _external_secrets_io_v1.ByID
    vaultDynamicSecretSpec: VaultDynamicSecretSpec
    webhookSpec: WebhookSpec

class ClusterGeneratorGithubAccessTokenSpecAuth(_t.TypedDict, total=False):
    privateKey: _t.Required[_external_secrets_io_v1.Password]

class ClusterGeneratorGitlabDeployTokenSpecAuth(_t.TypedDict, total=False):
    token: _t.Required[_external_secrets_io_v1.Password]

class ClusterGeneratorGrafanaSpecAuth(_t.TypedDict, total=False):
    basic: Basic
    token: ClusterGeneratorPassword

class ClusterGeneratorPassword(_t.TypedDict, total=False):
    key: str | None
    name: str | None

class ClusterGeneratorSpec(_t.TypedDict, total=False):
    generator: _t.Required[ClusterGeneratorGenerator]
    kind: _t.Required[_t.Literal["ACRAccessToken", "BeyondtrustWorkloadCredentialsDynamicSecret", "CloudsmithAccessToken", "ECRAuthorizationToken", "Fake", "GCRAccessToken", "GithubAccessToken", "GitlabDeployToken", "Grafana", "MFA", "Password", "QuayAccessToken", "SSHKey", "STSSessionToken", "UUID", "VaultDynamicSecret", "Webhook"]]

class ECRAuthorizationTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: EcrAuthorizationTokenSpec

class EcrAuthorizationTokenSpec(_t.TypedDict, total=False):
    auth: _external_secrets_io_v1.Auth
    region: _t.Required[str]
    role: str | None
    scope: str | None

class FakeBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: FakeSpec

class FakeSpec(_t.TypedDict, total=False):
    controller: str | None
    data: _Mapping[str, str] | None

class GCRAccessTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GcrAccessTokenSpec

class GcrAccessTokenSpec(_t.TypedDict, total=False):
    auth: _t.Required[ClusterGeneratorAuth]
    projectID: _t.Required[str]

class GeneratorStateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GeneratorStateSpec
    status: GeneratorStateStatus

class GeneratorStateSpec(_t.TypedDict, total=False):
    garbageCollectionDeadline: str | None
    resource: _t.Required[_t.Any]
    state: _t.Required[_t.Any]

class GeneratorStateStatus(_t.TypedDict, total=False):
    conditions: list[_external_secrets_io_v1alpha1.DaemonSetCondition]

class GithubAccessTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GithubAccessTokenSpec

class GithubAccessTokenSpec(_t.TypedDict, total=False):
    appID: _t.Required[str]
    auth: _t.Required[ClusterGeneratorGithubAccessTokenSpecAuth]
    installID: _t.Required[str]
    permissions: _Mapping[str, str] | None
    repositories: list[str] | None
    url: str | None

class GitlabDeployTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GitlabDeployTokenSpec

class GitlabDeployTokenSpec(_t.TypedDict, total=False):
    auth: _t.Required[ClusterGeneratorGitlabDeployTokenSpecAuth]
    expiresAt: str | None
    groupID: str | None
    name: _t.Required[str]
    projectID: str | None
    scopes: _t.Required[list[_t.Literal["read_package_registry", "read_registry", "read_repository", "read_virtual_registry", "write_package_registry", "write_registry", "write_virtual_registry"]]]
    url: str | None
    username: str | None

class GrafanaBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: GrafanaSpec

class GrafanaSpec(_t.TypedDict, total=False):
    auth: _t.Required[ClusterGeneratorGrafanaSpecAuth]
    serviceAccount: _t.Required[ServiceAccount]
    url: _t.Required[str]

class MFABody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: MfaSpec

class ManagedIdentity(_t.TypedDict, total=False):
    identityId: str | None

class MfaSpec(_t.TypedDict, total=False):
    algorithm: str | None
    length: int | None
    secret: _t.Required[_external_secrets_io_v1.SecretRef]
    timePeriod: int | None
    when: str | None

class PasswordBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PasswordSpec

class PasswordSpec(_t.TypedDict, total=False):
    allowRepeat: bool | None
    digits: int | None
    encoding: _t.Literal["base32", "base64", "base64url", "hex", "raw"] | None
    length: int | None
    noUpper: bool | None
    secretKeys: list[str] | None
    symbolCharacters: str | None
    symbols: int | None

class QuayAccessTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: QuayAccessTokenSpec

class QuayAccessTokenSpec(_t.TypedDict, total=False):
    robotAccount: _t.Required[str]
    serviceAccountRef: _t.Required[_external_secrets_io_v1.ServiceAccountRef]
    url: str | None

class RequestParameters(_t.TypedDict, total=False):
    serialNumber: str | None
    sessionDuration: int | None
    tokenCode: str | None

class SSHKeyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: SshKeySpec

class STSSessionTokenBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: StsSessionTokenSpec

class Secret(_t.TypedDict, total=False):
    name: _t.Required[str]
    secretRef: _t.Required[ClusterGeneratorPassword]

class SecretRef(_t.TypedDict, total=False):
    clientId: _external_secrets_io_v1.SecretRef
    clientSecret: _external_secrets_io_v1.SecretRef

class ServiceAccount(_t.TypedDict, total=False):
    name: _t.Required[str]
    role: _t.Required[str]
    secondsToLive: int | None

class ServicePrincipal(_t.TypedDict, total=False):
    secretRef: _t.Required[SecretRef]

class Spec(_t.TypedDict, total=False):
    auth: _t.Required[Auth]
    environmentType: _t.Literal["AzureStackCloud", "ChinaCloud", "GermanCloud", "PublicCloud", "USGovernmentCloud"] | None
    registry: _t.Required[str]
    scope: str | None
    tenantId: str | None

class SshKeySpec(_t.TypedDict, total=False):
    comment: str | None
    keySize: int | None
    keyType: _t.Literal["ecdsa", "ed25519", "rsa"] | None

class StsSessionTokenSpec(_t.TypedDict, total=False):
    auth: _external_secrets_io_v1.Auth
    region: _t.Required[str]
    requestParameters: RequestParameters
    role: str | None

class UUIDBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _external_secrets_io_v1.ByID

class VaultDynamicSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: VaultDynamicSecretSpec

class VaultDynamicSecretSpec(_t.TypedDict, total=False):
    allowEmptyResponse: bool | None
    controller: str | None
    getParameters: _Mapping[str, list[str]] | None
    method: str | None
    parameters: _t.Any
    path: _t.Required[str]
    provider: _t.Required[_external_secrets_io_v1.ClusterSecretStoreVault]
    resultType: _t.Literal["Auth", "Data", "Raw"] | None
    retrySettings: _external_secrets_io_v1.RetrySettings

class WebhookBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: WebhookSpec

class WebhookSpec(_t.TypedDict, total=False):
    auth: _external_secrets_io_v1.ClusterSecretStoreWebhookAuth
    body: str | None
    caBundle: str | None
    caProvider: _external_secrets_io_v1.CaProvider
    headers: _Mapping[str, str] | None
    method: str | None
    result: _t.Required[_external_secrets_io_v1.Result]
    secrets: list[Secret]
    timeout: str | None
    url: _t.Required[str]

class WorkloadIdentity(_t.TypedDict, total=False):
    clusterLocation: _t.Required[str]
    clusterName: _t.Required[str]
    clusterProjectID: str | None
    serviceAccountRef: _t.Required[_external_secrets_io_v1.ServiceAccountRef]

class ACRAccessToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ACRAccessTokenBody]) -> None: ...

class BeyondtrustWorkloadCredentialsDynamicSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[BeyondtrustWorkloadCredentialsDynamicSecretBody]) -> None: ...

class CloudsmithAccessToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CloudsmithAccessTokenBody]) -> None: ...

class ClusterGenerator(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterGeneratorBody]) -> None: ...

class ECRAuthorizationToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ECRAuthorizationTokenBody]) -> None: ...

class Fake(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[FakeBody]) -> None: ...

class GCRAccessToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GCRAccessTokenBody]) -> None: ...

class GeneratorState(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GeneratorStateBody]) -> None: ...

class GithubAccessToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GithubAccessTokenBody]) -> None: ...

class GitlabDeployToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GitlabDeployTokenBody]) -> None: ...

class Grafana(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GrafanaBody]) -> None: ...

class MFA(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MFABody]) -> None: ...

class Password(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PasswordBody]) -> None: ...

class QuayAccessToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[QuayAccessTokenBody]) -> None: ...

class SSHKey(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SSHKeyBody]) -> None: ...

class STSSessionToken(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[STSSessionTokenBody]) -> None: ...

class UUID(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[UUIDBody]) -> None: ...

class VaultDynamicSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[VaultDynamicSecretBody]) -> None: ...

class Webhook(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WebhookBody]) -> None: ...
