# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.external_secrets_io import v1 as _external_secrets_io_v1
from k8skit.api.meta import v1 as _meta_v1

class Akeyless(_t.TypedDict, total=False):
    akeylessGWApiURL: _t.Required[str]
    authSecretRef: _t.Required[AuthSecretRef]
    caBundle: str | None
    caProvider: _external_secrets_io_v1.CaProvider

class Alibaba(_t.TypedDict, total=False):
    auth: _t.Required[Auth]
    regionID: _t.Required[str]

class Auth(_t.TypedDict, total=False):
    rrsa: Rrsa
    secretRef: _external_secrets_io_v1.ClusterSecretStoreCloudrusmAuthSecretRef

class AuthSecretRef(_t.TypedDict, total=False):
    kubernetesAuth: _external_secrets_io_v1.KubernetesAuth
    secretRef: _external_secrets_io_v1.ClusterSecretStoreSecretRef

class Aws(_t.TypedDict, total=False):
    additionalRoles: list[str] | None
    auth: _external_secrets_io_v1.Auth
    externalID: str | None
    prefix: str | None
    region: _t.Required[str]
    role: str | None
    secretsManager: _external_secrets_io_v1.SecretsManager
    service: _t.Required[_t.Literal["ParameterStore", "SecretsManager"]]
    sessionTags: list[_external_secrets_io_v1.SessionTag]
    transitiveTagKeys: list[str] | None

class Azurekv(_t.TypedDict, total=False):
    authSecretRef: _external_secrets_io_v1.ClusterSecretStoreAzurekvAuthSecretRef
    authType: _t.Literal["ManagedIdentity", "ServicePrincipal", "WorkloadIdentity"] | None
    environmentType: _t.Literal["ChinaCloud", "GermanCloud", "PublicCloud", "USGovernmentCloud"] | None
    identityId: str | None
    serviceAccountRef: _external_secrets_io_v1.ServiceAccountRef
    tenantId: str | None
    vaultUrl: _t.Required[str]

class Cert(_t.TypedDict, total=False):
    clientCert: _external_secrets_io_v1.SecretRef
    clientKey: _external_secrets_io_v1.SecretRef

class ClusterExternalSecretV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ClusterExternalSecretV1beta1Spec

class ClusterExternalSecretV1beta1Spec(_t.TypedDict, total=False):
    externalSecretMetadata: _external_secrets_io_v1.ExternalSecretMetadata
    externalSecretName: str | None
    externalSecretSpec: _t.Required[ExternalSecretSpec]
    namespaceSelector: _external_secrets_io_v1.LabelSelector
    namespaceSelectors: list[_external_secrets_io_v1.LabelSelector]
    namespaces: list[str] | None
    refreshTime: str | None

class ClusterSecretStoreV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: Spec

class ClusterSecretStoreV1beta1Auth(_t.TypedDict, total=False):
    apikey: _external_secrets_io_v1.ClusterSecretStoreApikey
    jwt: _external_secrets_io_v1.ClusterSecretStoreJwt

class ClusterSecretStoreV1beta1Cert(_t.TypedDict, total=False):
    clientCert: _external_secrets_io_v1.SecretRef
    secretRef: _external_secrets_io_v1.SecretRef

class ClusterSecretStoreV1beta1DopplerAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[_external_secrets_io_v1.ClusterSecretStoreDopplerAuthSecretRef]

class ClusterSecretStoreV1beta1GcpsmAuth(_t.TypedDict, total=False):
    secretRef: _external_secrets_io_v1.ClusterSecretStoreGcpsmAuthSecretRef
    workloadIdentity: _external_secrets_io_v1.WorkloadIdentity

class ClusterSecretStoreV1beta1IbmAuth(_t.TypedDict, total=False):
    containerAuth: _external_secrets_io_v1.ContainerAuth
    secretRef: SecretRef

class ClusterSecretStoreV1beta1InfisicalAuth(_t.TypedDict, total=False):
    universalAuthCredentials: _external_secrets_io_v1.UniversalAuthCredentials

class ClusterSecretStoreV1beta1KubernetesAuth(_t.TypedDict, total=False):
    cert: Cert
    serviceAccount: _external_secrets_io_v1.ServiceAccountRef
    token: Token

class ClusterSecretStoreV1beta1VaultAuth(_t.TypedDict, total=False):
    appRole: _external_secrets_io_v1.ClusterSecretStoreAppRole
    cert: ClusterSecretStoreV1beta1Cert
    iam: _external_secrets_io_v1.Iam
    jwt: _external_secrets_io_v1.ClusterSecretStoreAuthJwt
    kubernetes: _external_secrets_io_v1.ClusterSecretStoreKubernetes
    ldap: _external_secrets_io_v1.Ldap
    namespace: str | None
    tokenSecretRef: _external_secrets_io_v1.SecretRef
    userPass: _external_secrets_io_v1.UserPass

class Conjur(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreV1beta1Auth]
    caBundle: str | None
    caProvider: _external_secrets_io_v1.CaProvider
    url: _t.Required[str]

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["ACRAccessToken", "ClusterGenerator", "ECRAuthorizationToken", "Fake", "GCRAccessToken", "GithubAccessToken", "Grafana", "Password", "QuayAccessToken", "SSHKey", "STSSessionToken", "UUID", "VaultDynamicSecret", "Webhook"]]
    name: _t.Required[str]

class Data(_t.TypedDict, total=False):
    remoteRef: _t.Required[RemoteRef]
    secretKey: _t.Required[str]
    sourceRef: SourceRef

class DataFrom(_t.TypedDict, total=False):
    extract: RemoteRef
    find: Find
    rewrite: list[Rewrite]
    sourceRef: SourceRef

class Device42(_t.TypedDict, total=False):
    auth: _t.Required[_external_secrets_io_v1.ClusterSecretStorePassworddepotAuth]
    host: _t.Required[str]

class Doppler(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreV1beta1DopplerAuth]
    config: str | None
    format: _t.Literal["docker", "dotnet-json", "env", "json", "yaml"] | None
    nameTransformer: _t.Literal["camel", "dotnet-env", "lower-kebab", "lower-snake", "tf-var", "upper-camel"] | None
    project: str | None

class ExternalSecretSpec(_t.TypedDict, total=False):
    data: list[Data]
    dataFrom: list[DataFrom]
    refreshInterval: str | None
    refreshPolicy: _t.Literal["CreatedOnce", "OnChange", "Periodic"] | None
    secretStoreRef: _external_secrets_io_v1.StoreRef
    target: Target

class ExternalSecretV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ExternalSecretSpec

class Fake(_t.TypedDict, total=False):
    data: _t.Required[list[_external_secrets_io_v1.ClusterSecretStoreData]]

class Find(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["Default", "Unicode"] | None
    decodingStrategy: _t.Literal["Auto", "Base64", "Base64URL", "None"] | None
    name: _external_secrets_io_v1.Name
    path: str | None
    tags: _Mapping[str, str] | None

class Gcpsm(_t.TypedDict, total=False):
    auth: ClusterSecretStoreV1beta1GcpsmAuth
    location: str | None
    projectID: str | None

class Github(_t.TypedDict, total=False):
    appID: _t.Required[int]
    auth: _t.Required[_external_secrets_io_v1.ClusterSecretStoreGithubAuth]
    environment: str | None
    installationID: _t.Required[int]
    organization: _t.Required[str]
    repository: str | None
    uploadURL: str | None
    url: str | None

class Ibm(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreV1beta1IbmAuth]
    serviceUrl: str | None

class Infisical(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreV1beta1InfisicalAuth]
    hostAPI: str | None
    secretsScope: _t.Required[SecretsScope]

class Keepersecurity(_t.TypedDict, total=False):
    authRef: _t.Required[_external_secrets_io_v1.SecretRef]
    folderID: _t.Required[str]

class Kubernetes(_t.TypedDict, total=False):
    auth: ClusterSecretStoreV1beta1KubernetesAuth
    authRef: _external_secrets_io_v1.SecretRef
    remoteNamespace: str | None
    server: _external_secrets_io_v1.ClusterSecretStoreCrdServer

class Passbolt(_t.TypedDict, total=False):
    auth: _t.Required[_external_secrets_io_v1.ClusterSecretStorePassboltAuth]
    host: _t.Required[str]

class Provider(_t.TypedDict, total=False):
    akeyless: Akeyless
    alibaba: Alibaba
    aws: Aws
    azurekv: Azurekv
    beyondtrust: _external_secrets_io_v1.Beyondtrust
    bitwardensecretsmanager: _external_secrets_io_v1.Bitwardensecretsmanager
    chef: _external_secrets_io_v1.Chef
    cloudrusm: _external_secrets_io_v1.Cloudrusm
    conjur: Conjur
    delinea: _external_secrets_io_v1.Delinea
    device42: Device42
    doppler: Doppler
    fake: Fake
    fortanix: _external_secrets_io_v1.Fortanix
    gcpsm: Gcpsm
    github: Github
    gitlab: _external_secrets_io_v1.Gitlab
    ibm: Ibm
    infisical: Infisical
    keepersecurity: Keepersecurity
    kubernetes: Kubernetes
    onboardbase: _external_secrets_io_v1.Onboardbase
    onepassword: _external_secrets_io_v1.Onepassword
    oracle: _external_secrets_io_v1.Oracle
    passbolt: Passbolt
    passworddepot: _external_secrets_io_v1.Passworddepot
    previder: _external_secrets_io_v1.Previder
    pulumi: Pulumi
    scaleway: _external_secrets_io_v1.Scaleway
    secretserver: Secretserver
    senhasegura: _external_secrets_io_v1.Senhasegura
    vault: Vault
    webhook: Webhook
    yandexcertificatemanager: Yandexcertificatemanager
    yandexlockbox: Yandexcertificatemanager

class Pulumi(_t.TypedDict, total=False):
    accessToken: _t.Required[_external_secrets_io_v1.ApiKey]
    apiUrl: str | None
    environment: _t.Required[str]
    organization: _t.Required[str]
    project: _t.Required[str]

class RemoteRef(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["Default", "Unicode"] | None
    decodingStrategy: _t.Literal["Auto", "Base64", "Base64URL", "None"] | None
    key: _t.Required[str]
    metadataPolicy: _t.Literal["Fetch", "None"] | None
    property: str | None
    version: str | None

class Rewrite(_t.TypedDict, total=False):
    regexp: _external_secrets_io_v1.Regexp
    transform: _external_secrets_io_v1.Transform

class Rrsa(_t.TypedDict, total=False):
    oidcProviderArn: _t.Required[str]
    oidcTokenFilePath: _t.Required[str]
    roleArn: _t.Required[str]
    sessionName: _t.Required[str]

class SecretRef(_t.TypedDict, total=False):
    secretApiKeySecretRef: _external_secrets_io_v1.SecretRef

class SecretStoreV1beta1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: Spec

class SecretsScope(_t.TypedDict, total=False):
    environmentSlug: _t.Required[str]
    expandSecretReferences: bool | None
    projectSlug: _t.Required[str]
    recursive: bool | None
    secretsPath: str | None

class Secretserver(_t.TypedDict, total=False):
    password: _t.Required[_external_secrets_io_v1.ClientId]
    serverURL: _t.Required[str]
    username: _t.Required[_external_secrets_io_v1.ClientId]

class SourceRef(_t.TypedDict, total=False):
    generatorRef: CrossVersionObjectReference
    storeRef: _external_secrets_io_v1.StoreRef

class Spec(_t.TypedDict, total=False):
    conditions: list[_external_secrets_io_v1.Condition]
    controller: str | None
    provider: _t.Required[Provider]
    refreshInterval: int | None
    retrySettings: _external_secrets_io_v1.RetrySettings

class Target(_t.TypedDict, total=False):
    creationPolicy: _t.Literal["Merge", "None", "Orphan", "Owner"] | None
    deletionPolicy: _t.Literal["Delete", "Merge", "Retain"] | None
    immutable: bool | None
    name: str | None
    template: Template

class Template(_t.TypedDict, total=False):
    data: _Mapping[str, str] | None
    engineVersion: _t.Literal["v2"] | None
    mergePolicy: _t.Literal["Merge", "Replace"] | None
    metadata: _external_secrets_io_v1.ExternalSecretMetadata
    templateFrom: list[TemplateFrom]
    type: str | None

class TemplateFrom(_t.TypedDict, total=False):
    configMap: _external_secrets_io_v1.ConfigMap
    literal: str | None
    secret: _external_secrets_io_v1.ConfigMap
    target: _t.Literal["Annotations", "Data", "Labels"] | None

class Token(_t.TypedDict, total=False):
    bearerToken: _external_secrets_io_v1.SecretRef

class Vault(_t.TypedDict, total=False):
    auth: ClusterSecretStoreV1beta1VaultAuth
    caBundle: str | None
    caProvider: _external_secrets_io_v1.CaProvider
    forwardInconsistent: bool | None
    headers: _Mapping[str, str] | None
    namespace: str | None
    path: str | None
    readYourWrites: bool | None
    server: _t.Required[str]
    tls: _external_secrets_io_v1.Tls
    version: _t.Literal["v1", "v2"] | None

class Webhook(_t.TypedDict, total=False):
    auth: _external_secrets_io_v1.ClusterSecretStoreWebhookAuth
    body: str | None
    caBundle: str | None
    caProvider: _external_secrets_io_v1.CaProvider
    headers: _Mapping[str, str] | None
    method: str | None
    result: _t.Required[_external_secrets_io_v1.Result]
    secrets: list[_external_secrets_io_v1.Secret]
    timeout: str | None
    url: _t.Required[str]

class Yandexcertificatemanager(_t.TypedDict, total=False):
    apiEndpoint: str | None
    auth: _t.Required[_external_secrets_io_v1.ClusterSecretStoreYandexcertificatemanagerAuth]
    caProvider: _external_secrets_io_v1.ClusterSecretStoreCaProvider

class ClusterExternalSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterExternalSecretV1beta1Body]) -> None: ...

class ClusterSecretStore(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterSecretStoreV1beta1Body]) -> None: ...

class ExternalSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ExternalSecretV1beta1Body]) -> None: ...

class SecretStore(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SecretStoreV1beta1Body]) -> None: ...
