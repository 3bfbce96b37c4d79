# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class Akeyless(_t.TypedDict, total=False):
    akeylessGWApiURL: _t.Required[str]
    authSecretRef: _t.Required[AuthSecretRef]
    caBundle: str | None
    caProvider: CaProvider
    ignoreCache: bool | None

class ApiKey(_t.TypedDict, total=False):
    secretRef: SecretRef

class Apikey(_t.TypedDict, total=False):
    token: _t.Required[SecretRef]

class AppRole(_t.TypedDict, total=False):
    path: str | None
    roleId: str | None
    roleRef: SecretRef
    secretRef: _t.Required[SecretRef]

class Auth(_t.TypedDict, total=False):
    jwt: Jwt
    secretRef: ClusterSecretStoreAuthSecretRef

class AuthSecretRef(_t.TypedDict, total=False):
    kubernetesAuth: KubernetesAuth
    secretRef: ClusterSecretStoreSecretRef
    serviceAccountRef: ServiceAccountRef

class Aws(_t.TypedDict, total=False):
    additionalRoles: list[str] | None
    auth: Auth
    customSessionTags: _Mapping[str, str] | None
    externalID: str | None
    prefix: str | None
    region: _t.Required[str]
    role: str | None
    secretsManager: SecretsManager
    service: _t.Required[_t.Literal["CertificateManager", "ParameterStore", "SecretsManager"]]
    sessionTags: list[SessionTag]
    sessionTagsPolicy: _t.Literal["Custom", "None", "Simple"] | None
    transitiveTagKeys: list[str] | None

class AwsAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]

class AwsSecurityCredentials(_t.TypedDict, total=False):
    awsCredentialsSecretRef: _t.Required[SecretReference]
    region: _t.Required[str]

class AzureAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]
    resource: SecretRef

class Azurekv(_t.TypedDict, total=False):
    authSecretRef: ClusterSecretStoreAzurekvAuthSecretRef
    authType: _t.Literal["ManagedIdentity", "ServicePrincipal", "WorkloadIdentity"] | None
    customCloudConfig: CustomCloudConfig
    environmentType: _t.Literal["AzureStackCloud", "ChinaCloud", "GermanCloud", "PublicCloud", "USGovernmentCloud"] | None
    identityId: str | None
    serviceAccountRef: ServiceAccountRef
    tenantId: str | None
    useAzureSDK: bool | None
    vaultUrl: _t.Required[str]

class Barbican(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreAuth]
    authURL: str | None
    domainName: str | None
    region: str | None
    tenantName: str | None

class Beyondtrust(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreBeyondtrustAuth]
    server: _t.Required[Server]

class Beyondtrustworkloadcredentials(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreBeyondtrustworkloadcredentialsAuth]
    caBundle: str | None
    caProvider: CaProvider
    folderPath: str | None
    server: _t.Required[ClusterSecretStoreServer]

class Bitwardensecretsmanager(_t.TypedDict, total=False):
    apiURL: str | None
    auth: _t.Required[ClusterSecretStoreBitwardensecretsmanagerAuth]
    bitwardenServerSDKURL: str | None
    caBundle: str | None
    caProvider: CaProvider
    identityURL: str | None
    organizationID: _t.Required[str]
    projectID: _t.Required[str]

class ByID(_t.TypedDict, total=False):
    pass

class ByName(_t.TypedDict, total=False):
    folderID: _t.Required[str]

class CaProvider(_t.TypedDict, total=False):
    key: str | None
    name: _t.Required[str]
    namespace: str | None
    type: _t.Required[_t.Literal["ConfigMap", "Secret"]]

class Cache(_t.TypedDict, total=False):
    maxSize: int | None
    ttl: str | None

class Cert(_t.TypedDict, total=False):
    account: _t.Required[str]
    clientCertRef: _t.Required[SecretRef]
    clientKeyRef: _t.Required[SecretRef]
    hostId: str | None
    serviceID: _t.Required[str]

class CheckAndSet(_t.TypedDict, total=False):
    required: bool | None

class Chef(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreChefAuth]
    serverUrl: _t.Required[str]
    username: _t.Required[str]

class ClientId(_t.TypedDict, total=False):
    secretRef: SecretRef
    value: str | None

class Cloudrusm(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreCloudrusmAuth]
    projectID: str | None

class ClusterExternalSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ClusterExternalSecretSpec

class ClusterExternalSecretSpec(_t.TypedDict, total=False):
    externalSecretMetadata: ExternalSecretMetadata
    externalSecretName: str | None
    externalSecretSpec: _t.Required[ExternalSecretSpec]
    namespaceSelector: LabelSelector
    namespaceSelectors: list[LabelSelector]
    namespaces: list[str] | None
    refreshTime: str | None

class ClusterSecretStoreBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: Spec

class ClusterSecretStoreApikey(_t.TypedDict, total=False):
    account: _t.Required[str]
    apiKeyRef: _t.Required[SecretRef]
    userRef: _t.Required[SecretRef]

class ClusterSecretStoreAppRole(_t.TypedDict, total=False):
    path: str | None
    roleId: str | None
    roleRef: SecretRef
    secretRef: _t.Required[SecretRef]

class ClusterSecretStoreAuth(_t.TypedDict, total=False):
    password: _t.Required[Password]
    username: _t.Required[ClientId]

class ClusterSecretStoreAuthCert(_t.TypedDict, total=False):
    clientCert: SecretRef
    path: str | None
    secretRef: SecretRef
    vaultRole: str | None

class ClusterSecretStoreAuthJwt(_t.TypedDict, total=False):
    kubernetesServiceAccountToken: KubernetesServiceAccountToken
    path: str | None
    role: str | None
    secretRef: SecretRef

class ClusterSecretStoreAuthSecretRef(_t.TypedDict, total=False):
    accessKeyIDSecretRef: SecretRef
    secretAccessKeySecretRef: SecretRef
    sessionTokenSecretRef: SecretRef

class ClusterSecretStoreAzurekvAuthSecretRef(_t.TypedDict, total=False):
    clientCertificate: SecretRef
    clientId: SecretRef
    clientSecret: SecretRef
    tenantId: SecretRef

class ClusterSecretStoreBeyondtrustAuth(_t.TypedDict, total=False):
    apiKey: ClientId
    certificate: ClientId
    certificateKey: ClientId
    clientId: ClientId
    clientSecret: ClientId

class ClusterSecretStoreBeyondtrustworkloadcredentialsAuth(_t.TypedDict, total=False):
    apikey: _t.Required[Apikey]

class ClusterSecretStoreBitwardensecretsmanagerAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStoreBitwardensecretsmanagerAuthSecretRef]

class ClusterSecretStoreBitwardensecretsmanagerAuthSecretRef(_t.TypedDict, total=False):
    credentials: _t.Required[SecretRef]

class ClusterSecretStoreCaProvider(_t.TypedDict, total=False):
    certSecretRef: SecretRef

class ClusterSecretStoreCert(_t.TypedDict, total=False):
    clientCert: _t.Required[SecretRef]
    clientKey: _t.Required[SecretRef]

class ClusterSecretStoreChefAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStoreChefAuthSecretRef]

class ClusterSecretStoreChefAuthSecretRef(_t.TypedDict, total=False):
    privateKeySecretRef: _t.Required[SecretRef]

class ClusterSecretStoreCloudrusmAuth(_t.TypedDict, total=False):
    secretRef: ClusterSecretStoreCloudrusmAuthSecretRef

class ClusterSecretStoreCloudrusmAuthSecretRef(_t.TypedDict, total=False):
    accessKeyIDSecretRef: _t.Required[SecretRef]
    accessKeySecretSecretRef: _t.Required[SecretRef]

class ClusterSecretStoreConjurAuth(_t.TypedDict, total=False):
    apikey: ClusterSecretStoreApikey
    cert: Cert
    jwt: ClusterSecretStoreJwt

class ClusterSecretStoreCrdAuth(_t.TypedDict, total=False):
    cert: ClusterSecretStoreCert
    serviceAccount: ServiceAccountRef
    token: Token

class ClusterSecretStoreCrdServer(_t.TypedDict, total=False):
    caBundle: str | None
    caProvider: CaProvider
    url: str | None

class ClusterSecretStoreData(_t.TypedDict, total=False):
    key: _t.Required[str]
    value: _t.Required[str]
    version: str | None

class ClusterSecretStoreDopplerAuth(_t.TypedDict, total=False):
    oidcConfig: OidcConfig
    secretRef: ClusterSecretStoreDopplerAuthSecretRef

class ClusterSecretStoreDopplerAuthSecretRef(_t.TypedDict, total=False):
    dopplerToken: _t.Required[SecretRef]

class ClusterSecretStoreDvlsAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStoreDvlsAuthSecretRef]

class ClusterSecretStoreDvlsAuthSecretRef(_t.TypedDict, total=False):
    appId: _t.Required[SecretRef]
    appSecret: _t.Required[SecretRef]

class ClusterSecretStoreGcpsmAuth(_t.TypedDict, total=False):
    secretRef: ClusterSecretStoreGcpsmAuthSecretRef
    workloadIdentity: WorkloadIdentity
    workloadIdentityFederation: WorkloadIdentityFederation

class ClusterSecretStoreGcpsmAuthSecretRef(_t.TypedDict, total=False):
    secretAccessKeySecretRef: SecretRef

class ClusterSecretStoreGithubAuth(_t.TypedDict, total=False):
    privateKey: _t.Required[SecretRef]

class ClusterSecretStoreGitlabAuth(_t.TypedDict, total=False):
    SecretRef: _t.Required[ClusterSecretStoreGitlabAuthSecretRef]

class ClusterSecretStoreGitlabAuthSecretRef(_t.TypedDict, total=False):
    accessToken: SecretRef

class ClusterSecretStoreIbmAuth(_t.TypedDict, total=False):
    containerAuth: ContainerAuth
    secretRef: ClusterSecretStoreIbmAuthSecretRef

class ClusterSecretStoreIbmAuthSecretRef(_t.TypedDict, total=False):
    iamEndpoint: str | None
    secretApiKeySecretRef: SecretRef

class ClusterSecretStoreInfisicalAuth(_t.TypedDict, total=False):
    awsAuthCredentials: AwsAuthCredentials
    azureAuthCredentials: AzureAuthCredentials
    gcpIamAuthCredentials: GcpIamAuthCredentials
    gcpIdTokenAuthCredentials: AwsAuthCredentials
    jwtAuthCredentials: JwtAuthCredentials
    kubernetesAuthCredentials: KubernetesAuthCredentials
    ldapAuthCredentials: LdapAuthCredentials
    ociAuthCredentials: OciAuthCredentials
    tokenAuthCredentials: ClusterSecretStorePreviderAuthSecretRef
    universalAuthCredentials: UniversalAuthCredentials

class ClusterSecretStoreJwt(_t.TypedDict, total=False):
    account: _t.Required[str]
    hostId: str | None
    secretRef: SecretRef
    serviceAccountRef: ServiceAccountRef
    serviceID: _t.Required[str]

class ClusterSecretStoreKubernetes(_t.TypedDict, total=False):
    mountPath: str | None
    role: _t.Required[str]
    secretRef: SecretRef
    serviceAccountRef: ServiceAccountRef

class ClusterSecretStoreNebiusmysteryboxAuth(_t.TypedDict, total=False):
    serviceAccountCredsSecretRef: SecretRef
    tokenSecretRef: SecretRef

class ClusterSecretStoreNgrokAuth(_t.TypedDict, total=False):
    apiKey: ApiKey

class ClusterSecretStoreOidcConfig(_t.TypedDict, total=False):
    expirationSeconds: int | None
    organization: _t.Required[str]
    serviceAccountRef: _t.Required[ServiceAccountRef]

class ClusterSecretStoreOnboardbaseAuth(_t.TypedDict, total=False):
    apiKeyRef: _t.Required[SecretRef]
    passcodeRef: _t.Required[SecretRef]

class ClusterSecretStoreOnepasswordAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStoreOnepasswordAuthSecretRef]

class ClusterSecretStoreOnepasswordAuthSecretRef(_t.TypedDict, total=False):
    connectTokenSecretRef: _t.Required[SecretRef]

class ClusterSecretStoreOnepasswordSDKAuth(_t.TypedDict, total=False):
    serviceAccountSecretRef: _t.Required[SecretRef]

class ClusterSecretStoreOpenBaoAuth(_t.TypedDict, total=False):
    appRole: AppRole
    namespace: str | None
    tokenSecretRef: SecretRef
    userPass: UserPass

class ClusterSecretStoreOracleAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStoreOracleAuthSecretRef]
    tenancy: _t.Required[str]
    user: _t.Required[str]

class ClusterSecretStoreOracleAuthSecretRef(_t.TypedDict, total=False):
    fingerprint: _t.Required[SecretRef]
    privatekey: _t.Required[SecretRef]

class ClusterSecretStoreOvhAuth(_t.TypedDict, total=False):
    mtls: Mtls
    token: ClusterSecretStoreToken

class ClusterSecretStorePassboltAuth(_t.TypedDict, total=False):
    passwordSecretRef: _t.Required[SecretRef]
    privateKeySecretRef: _t.Required[SecretRef]

class ClusterSecretStorePassword(_t.TypedDict, total=False):
    secretRef: SecretRef
    value: str | None

class ClusterSecretStorePassworddepotAuth(_t.TypedDict, total=False):
    secretRef: _t.Required[ClusterSecretStorePassworddepotAuthSecretRef]

class ClusterSecretStorePassworddepotAuthSecretRef(_t.TypedDict, total=False):
    credentials: SecretRef

class ClusterSecretStorePreviderAuth(_t.TypedDict, total=False):
    secretRef: ClusterSecretStorePreviderAuthSecretRef

class ClusterSecretStorePreviderAuthSecretRef(_t.TypedDict, total=False):
    accessToken: _t.Required[SecretRef]

class ClusterSecretStorePulumiAuth(_t.TypedDict, total=False):
    accessToken: ApiKey
    oidcConfig: ClusterSecretStoreOidcConfig

class ClusterSecretStoreSecretRef(_t.TypedDict, total=False):
    accessID: SecretRef
    accessType: SecretRef
    accessTypeParam: SecretRef

class ClusterSecretStoreSenhaseguraAuth(_t.TypedDict, total=False):
    clientId: _t.Required[str]
    clientSecretSecretRef: _t.Required[SecretRef]

class ClusterSecretStoreServer(_t.TypedDict, total=False):
    apiUrl: _t.Required[str]
    siteId: _t.Required[str]

class ClusterSecretStoreToken(_t.TypedDict, total=False):
    tokenSecretRef: _t.Required[SecretRef]

class ClusterSecretStoreVault(_t.TypedDict, total=False):
    auth: ClusterSecretStoreVaultAuth
    caBundle: str | None
    caProvider: CaProvider
    checkAndSet: CheckAndSet
    forwardInconsistent: bool | None
    headers: _Mapping[str, str] | None
    namespace: str | None
    path: str | None
    readYourWrites: bool | None
    server: _t.Required[str]
    tls: Tls
    version: _t.Literal["v1", "v2"] | None

class ClusterSecretStoreVaultAuth(_t.TypedDict, total=False):
    appRole: ClusterSecretStoreAppRole
    cert: ClusterSecretStoreAuthCert
    gcp: Gcp
    iam: Iam
    jwt: ClusterSecretStoreAuthJwt
    kubernetes: ClusterSecretStoreKubernetes
    ldap: Ldap
    namespace: str | None
    tokenSecretRef: SecretRef
    userPass: UserPass

class ClusterSecretStoreVolcengineAuth(_t.TypedDict, total=False):
    secretRef: ClusterSecretStoreVolcengineAuthSecretRef

class ClusterSecretStoreVolcengineAuthSecretRef(_t.TypedDict, total=False):
    accessKeyID: _t.Required[SecretRef]
    secretAccessKey: _t.Required[SecretRef]
    token: SecretRef

class ClusterSecretStoreWebhookAuth(_t.TypedDict, total=False):
    ntlm: Ntlm

class ClusterSecretStoreYandexcertificatemanagerAuth(_t.TypedDict, total=False):
    authorizedKeySecretRef: SecretRef

class Condition(_t.TypedDict, total=False):
    namespaceRegexes: list[str] | None
    namespaceSelector: LabelSelector
    namespaces: list[str] | None

class ConfigMap(_t.TypedDict, total=False):
    items: _t.Required[list[Item]]
    name: _t.Required[str]

class Conjur(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreConjurAuth]
    caBundle: str | None
    caProvider: CaProvider
    url: _t.Required[str]

class ContainerAuth(_t.TypedDict, total=False):
    iamEndpoint: str | None
    profile: _t.Required[str]
    tokenLocation: str | None

class Crd(_t.TypedDict, total=False):
    auth: ClusterSecretStoreCrdAuth
    authRef: SecretRef
    resource: _t.Required[Resource]
    server: ClusterSecretStoreCrdServer
    whitelist: Whitelist

class CredConfig(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class CrossVersionObjectReference(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["ACRAccessToken", "BeyondtrustWorkloadCredentialsDynamicSecret", "CloudsmithAccessToken", "ClusterGenerator", "ECRAuthorizationToken", "Fake", "GCRAccessToken", "GithubAccessToken", "GitlabDeployToken", "Grafana", "MFA", "Password", "QuayAccessToken", "SSHKey", "STSSessionToken", "UUID", "VaultDynamicSecret", "Webhook"]]
    name: _t.Required[str]

class CustomCloudConfig(_t.TypedDict, total=False):
    activeDirectoryEndpoint: _t.Required[str]
    keyVaultDNSSuffix: str | None
    keyVaultEndpoint: str | None
    resourceManagerEndpoint: str | None

class Data(_t.TypedDict, total=False):
    remoteRef: _t.Required[RemoteRef]
    secretKey: _t.Required[str]
    sourceRef: SourceRef

class DataFrom(_t.TypedDict, total=False):
    extract: RemoteRef
    find: Find
    rewrite: list[Rewrite]
    sourceRef: SourceRef

class Delinea(_t.TypedDict, total=False):
    clientId: _t.Required[ClientId]
    clientSecret: _t.Required[ClientId]
    tenant: _t.Required[str]
    tld: str | None
    urlTemplate: str | None

class Doppler(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreDopplerAuth]
    config: str | None
    format: _t.Literal["docker", "dotnet-json", "env", "json", "yaml"] | None
    nameTransformer: _t.Literal["camel", "dotnet-env", "lower-kebab", "lower-snake", "tf-var", "upper-camel"] | None
    project: str | None

class Dvls(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreDvlsAuth]
    insecure: bool | None
    serverUrl: _t.Required[str]
    vault: str | None

class ExternalSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ExternalSecretSpec

class ExternalSecretMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    labels: _Mapping[str, str] | None

class ExternalSecretSpec(_t.TypedDict, total=False):
    data: list[Data]
    dataFrom: list[DataFrom]
    refreshInterval: str | None
    refreshPolicy: _t.Literal["CreatedOnce", "OnChange", "Periodic"] | None
    secretStoreRef: StoreRef
    syncWindows: SyncWindows
    target: Target

class Fake(_t.TypedDict, total=False):
    data: _t.Required[list[ClusterSecretStoreData]]
    validationResult: int | None

class Fetching(_t.TypedDict, total=False):
    byID: ByID
    byName: ByName

class Find(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["Default", "Unicode"] | None
    decodingStrategy: _t.Literal["Auto", "Base64", "Base64URL", "None"] | None
    name: Name
    nullBytePolicy: _t.Literal["Fail", "Ignore"] | None
    path: str | None
    tags: _Mapping[str, str] | None

class Fortanix(_t.TypedDict, total=False):
    apiKey: ApiKey
    apiUrl: str | None

class Gcp(_t.TypedDict, total=False):
    location: str | None
    path: str | None
    projectID: str | None
    role: _t.Required[str]
    secretRef: ClusterSecretStoreGcpsmAuthSecretRef
    serviceAccountRef: ServiceAccountRef
    workloadIdentity: WorkloadIdentity

class GcpIamAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]
    serviceAccountKeyFilePath: _t.Required[SecretRef]

class Gcpsm(_t.TypedDict, total=False):
    auth: ClusterSecretStoreGcpsmAuth
    location: str | None
    projectID: str | None
    secretVersionSelectionPolicy: str | None

class Github(_t.TypedDict, total=False):
    appID: _t.Required[int]
    auth: _t.Required[ClusterSecretStoreGithubAuth]
    environment: str | None
    installationID: _t.Required[int]
    orgSecretVisibility: _t.Literal["all", "private"] | None
    organization: _t.Required[str]
    repository: str | None
    uploadURL: str | None
    url: str | None

class Gitlab(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreGitlabAuth]
    caBundle: str | None
    caProvider: CaProvider
    environment: str | None
    groupIDs: list[str] | None
    inheritFromGroups: bool | None
    projectID: str | None
    url: str | None

class Iam(_t.TypedDict, total=False):
    externalID: str | None
    jwt: Jwt
    path: str | None
    region: str | None
    role: str | None
    secretRef: ClusterSecretStoreAuthSecretRef
    vaultAwsIamServerID: str | None
    vaultRole: _t.Required[str]

class Ibm(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreIbmAuth]
    serviceUrl: str | None

class Infisical(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreInfisicalAuth]
    caBundle: str | None
    caProvider: CaProvider
    hostAPI: str | None
    secretsScope: _t.Required[SecretsScope]

class IntegrationInfo(_t.TypedDict, total=False):
    name: str | None
    version: str | None

class Item(_t.TypedDict, total=False):
    key: _t.Required[str]
    templateAs: _t.Literal["KeysAndValues", "Values"] | None

class Jwt(_t.TypedDict, total=False):
    serviceAccountRef: ServiceAccountRef

class JwtAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]
    jwt: _t.Required[SecretRef]

class Keepersecurity(_t.TypedDict, total=False):
    authRef: _t.Required[SecretRef]
    folderID: _t.Required[str]
    getByTitleFallback: bool | None

class Kubernetes(_t.TypedDict, total=False):
    auth: ClusterSecretStoreCrdAuth
    authRef: SecretRef
    remoteNamespace: str | None
    server: ClusterSecretStoreCrdServer

class KubernetesAuth(_t.TypedDict, total=False):
    accessID: _t.Required[str]
    k8sConfName: _t.Required[str]
    secretRef: SecretRef
    serviceAccountRef: ServiceAccountRef

class KubernetesAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]
    serviceAccountTokenPath: SecretRef

class KubernetesServiceAccountToken(_t.TypedDict, total=False):
    audiences: list[str] | None
    expirationSeconds: int | None
    serviceAccountRef: _t.Required[ServiceAccountRef]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class Ldap(_t.TypedDict, total=False):
    path: str | None
    secretRef: SecretRef
    username: _t.Required[str]

class LdapAuthCredentials(_t.TypedDict, total=False):
    identityId: _t.Required[SecretRef]
    ldapPassword: _t.Required[SecretRef]
    ldapUsername: _t.Required[SecretRef]

class Merge(_t.TypedDict, total=False):
    conflictPolicy: _t.Literal["Error", "Ignore"] | None
    into: str | None
    priority: list[str] | None
    priorityPolicy: _t.Literal["IgnoreNotFound", "Strict"] | None
    strategy: _t.Literal["Extract", "JSON"] | None

class Metadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    finalizers: list[str] | None
    labels: _Mapping[str, str] | None

class Mtls(_t.TypedDict, total=False):
    caBundle: str | None
    caProvider: CaProvider
    certSecretRef: _t.Required[SecretRef]
    keySecretRef: _t.Required[SecretRef]

class Name(_t.TypedDict, total=False):
    regexp: str | None

class Nebiusmysterybox(_t.TypedDict, total=False):
    apiDomain: _t.Required[str]
    auth: _t.Required[ClusterSecretStoreNebiusmysteryboxAuth]
    caProvider: ClusterSecretStoreCaProvider

class Ngrok(_t.TypedDict, total=False):
    apiUrl: str | None
    auth: _t.Required[ClusterSecretStoreNgrokAuth]
    vault: _t.Required[Vault]

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class Ntlm(_t.TypedDict, total=False):
    passwordSecret: _t.Required[SecretRef]
    usernameSecret: _t.Required[SecretRef]

class OciAuthCredentials(_t.TypedDict, total=False):
    fingerprint: _t.Required[SecretRef]
    identityId: _t.Required[SecretRef]
    privateKey: _t.Required[SecretRef]
    privateKeyPassphrase: SecretRef
    region: _t.Required[SecretRef]
    tenancyId: _t.Required[SecretRef]
    userId: _t.Required[SecretRef]

class OidcConfig(_t.TypedDict, total=False):
    expirationSeconds: int | None
    identity: _t.Required[str]
    serviceAccountRef: _t.Required[ServiceAccountRef]

class Onboardbase(_t.TypedDict, total=False):
    apiHost: str | None
    auth: _t.Required[ClusterSecretStoreOnboardbaseAuth]
    environment: str | None
    project: str | None

class Onepassword(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreOnepasswordAuth]
    connectHost: _t.Required[str]
    vaults: _t.Required[_Mapping[str, int]]

class OnepasswordSDK(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreOnepasswordSDKAuth]
    cache: Cache
    environment: str | None
    integrationInfo: IntegrationInfo
    vault: str | None

class OpenBao(_t.TypedDict, total=False):
    auth: ClusterSecretStoreOpenBaoAuth
    caBundle: str | None
    caProvider: CaProvider
    namespace: str | None
    path: str | None
    server: _t.Required[str]
    version: _t.Literal["v1", "v2"] | None

class Oracle(_t.TypedDict, total=False):
    auth: ClusterSecretStoreOracleAuth
    compartment: str | None
    encryptionKey: str | None
    principalType: _t.Literal["", "InstancePrincipal", "UserPrincipal", "Workload"] | None
    region: _t.Required[str]
    serviceAccountRef: ServiceAccountRef
    vault: _t.Required[str]

class Ovh(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreOvhAuth]
    casRequired: bool | None
    okmsTimeout: int | None
    okmsid: _t.Required[str]
    server: _t.Required[str]

class ParamKind(_t.TypedDict, total=False):
    apiVersion: _t.Required[str]
    kind: _t.Required[str]

class Passbolt(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStorePassboltAuth]
    caBundle: str | None
    caProvider: CaProvider
    host: _t.Required[str]

class Password(_t.TypedDict, total=False):
    secretRef: _t.Required[SecretRef]

class Passworddepot(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStorePassworddepotAuth]
    database: _t.Required[str]
    host: _t.Required[str]

class Previder(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStorePreviderAuth]
    baseUri: str | None

class Provider(_t.TypedDict, total=False):
    akeyless: Akeyless
    aws: Aws
    azurekv: Azurekv
    barbican: Barbican
    beyondtrust: Beyondtrust
    beyondtrustworkloadcredentials: Beyondtrustworkloadcredentials
    bitwardensecretsmanager: Bitwardensecretsmanager
    chef: Chef
    cloudrusm: Cloudrusm
    conjur: Conjur
    crd: Crd
    delinea: Delinea
    doppler: Doppler
    dvls: Dvls
    fake: Fake
    fortanix: Fortanix
    gcpsm: Gcpsm
    github: Github
    gitlab: Gitlab
    ibm: Ibm
    infisical: Infisical
    keepersecurity: Keepersecurity
    kubernetes: Kubernetes
    nebiusmysterybox: Nebiusmysterybox
    ngrok: Ngrok
    onboardbase: Onboardbase
    onepassword: Onepassword
    onepasswordSDK: OnepasswordSDK
    openBao: OpenBao
    oracle: Oracle
    ovh: Ovh
    passbolt: Passbolt
    passworddepot: Passworddepot
    previder: Previder
    pulumi: Pulumi
    scaleway: Scaleway
    secretserver: Secretserver
    senhasegura: Senhasegura
    vault: ClusterSecretStoreVault
    volcengine: Volcengine
    webhook: Webhook
    yandexcertificatemanager: Yandexcertificatemanager
    yandexlockbox: Yandexcertificatemanager

class Pulumi(_t.TypedDict, total=False):
    accessToken: ApiKey
    apiUrl: str | None
    auth: ClusterSecretStorePulumiAuth
    environment: _t.Required[str]
    organization: _t.Required[str]
    project: _t.Required[str]

class Regexp(_t.TypedDict, total=False):
    source: _t.Required[str]
    target: _t.Required[str]

class RemoteRef(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["Default", "Unicode"] | None
    decodingStrategy: _t.Literal["Auto", "Base64", "Base64URL", "None"] | None
    key: _t.Required[str]
    metadataPolicy: _t.Literal["Fetch", "None"] | None
    nullBytePolicy: _t.Literal["Fail", "Ignore"] | None
    property: str | None
    version: str | None

class Resource(_t.TypedDict, total=False):
    group: _t.Required[str]
    kind: _t.Required[str]
    version: _t.Required[str]

class Result(_t.TypedDict, total=False):
    jsonPath: str | None

class RetrySettings(_t.TypedDict, total=False):
    maxRetries: int | None
    retryInterval: str | None

class Rewrite(_t.TypedDict, total=False):
    merge: Merge
    regexp: Regexp
    transform: Transform

class Rule(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None
    properties: list[str] | None

class Scaleway(_t.TypedDict, total=False):
    accessKey: _t.Required[ClientId]
    apiUrl: str | None
    projectId: _t.Required[str]
    region: _t.Required[str]
    secretKey: _t.Required[ClientId]

class Secret(_t.TypedDict, total=False):
    name: _t.Required[str]
    secretRef: _t.Required[SecretRef]

class SecretRef(_t.TypedDict, total=False):
    key: str | None
    name: str | None
    namespace: str | None

class SecretReference(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: str | None

class SecretStoreBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: Spec

class SecretsManager(_t.TypedDict, total=False):
    forceDeleteWithoutRecovery: bool | None
    recoveryWindowInDays: int | None

class SecretsScope(_t.TypedDict, total=False):
    environmentSlug: _t.Required[str]
    expandSecretReferences: bool | None
    organizationSlug: str | None
    projectSlug: _t.Required[str]
    recursive: bool | None
    secretsPath: str | None

class Secretserver(_t.TypedDict, total=False):
    caBundle: str | None
    caProvider: CaProvider
    domain: str | None
    password: ClusterSecretStorePassword
    serverURL: _t.Required[str]
    token: ClusterSecretStorePassword
    username: ClusterSecretStorePassword

class Senhasegura(_t.TypedDict, total=False):
    auth: _t.Required[ClusterSecretStoreSenhaseguraAuth]
    ignoreSslCertificate: bool | None
    module: _t.Required[str]
    url: _t.Required[str]

class Server(_t.TypedDict, total=False):
    apiUrl: _t.Required[str]
    apiVersion: str | None
    clientTimeOutSeconds: int | None
    decrypt: bool | None
    retrievalType: str | None
    separator: str | None
    verifyCA: _t.Required[bool]

class ServiceAccountRef(_t.TypedDict, total=False):
    audiences: list[str] | None
    name: _t.Required[str]
    namespace: str | None

class SessionTag(_t.TypedDict, total=False):
    key: _t.Required[str]
    value: _t.Required[str]

class SourceRef(_t.TypedDict, total=False):
    generatorRef: CrossVersionObjectReference
    storeRef: StoreRef

class Spec(_t.TypedDict, total=False):
    conditions: list[Condition]
    controller: str | None
    provider: _t.Required[Provider]
    refreshInterval: int | str | None
    retrySettings: RetrySettings

class StoreRef(_t.TypedDict, total=False):
    kind: _t.Literal["ClusterSecretStore", "SecretStore"] | None
    name: str | None

class SyncWindows(_t.TypedDict, total=False):
    kind: _t.Required[_t.Literal["allow", "deny"]]
    windows: _t.Required[list[Window]]

class Target(_t.TypedDict, total=False):
    creationPolicy: _t.Literal["CreateOrMerge", "Merge", "None", "Orphan", "Owner"] | None
    deletionPolicy: _t.Literal["Delete", "Merge", "Retain"] | None
    immutable: bool | None
    manifest: ParamKind
    name: str | None
    template: Template

class Template(_t.TypedDict, total=False):
    data: _Mapping[str, str] | None
    engineVersion: _t.Literal["v2"] | None
    mergePolicy: _t.Literal["Merge", "Replace"] | None
    metadata: Metadata
    templateFrom: list[TemplateFrom]
    type: str | None

class TemplateFrom(_t.TypedDict, total=False):
    configMap: ConfigMap
    literal: str | None
    secret: ConfigMap
    target: str | None
    valuesDecodingStrategy: _t.Literal["Auto", "Base64", "Base64URL", "None"] | None

class Tls(_t.TypedDict, total=False):
    certSecretRef: SecretRef
    keySecretRef: SecretRef

class Token(_t.TypedDict, total=False):
    bearerToken: _t.Required[SecretRef]

class Transform(_t.TypedDict, total=False):
    template: _t.Required[str]

class UniversalAuthCredentials(_t.TypedDict, total=False):
    clientId: _t.Required[SecretRef]
    clientSecret: _t.Required[SecretRef]

class UserPass(_t.TypedDict, total=False):
    path: str | None
    secretRef: SecretRef
    username: _t.Required[str]

class Vault(_t.TypedDict, total=False):
    name: _t.Required[str]

class Volcengine(_t.TypedDict, total=False):
    auth: ClusterSecretStoreVolcengineAuth
    region: _t.Required[str]

class Webhook(_t.TypedDict, total=False):
    auth: ClusterSecretStoreWebhookAuth
    body: str | None
    caBundle: str | None
    caProvider: CaProvider
    headers: _Mapping[str, str] | None
    method: str | None
    result: Result
    secrets: list[Secret]
    timeout: str | None
    url: _t.Required[str]

class Whitelist(_t.TypedDict, total=False):
    rules: list[Rule]

class Window(_t.TypedDict, total=False):
    duration: _t.Required[str]
    schedule: _t.Required[str]

class WorkloadIdentity(_t.TypedDict, total=False):
    clusterLocation: str | None
    clusterName: str | None
    clusterProjectID: str | None
    serviceAccountRef: _t.Required[ServiceAccountRef]

class WorkloadIdentityFederation(_t.TypedDict, total=False):
    audience: str | None
    awsSecurityCredentials: AwsSecurityCredentials
    credConfig: CredConfig
    externalTokenEndpoint: str | None
    gcpServiceAccountEmail: str | None
    serviceAccountRef: ServiceAccountRef

class Yandexcertificatemanager(_t.TypedDict, total=False):
    apiEndpoint: str | None
    auth: _t.Required[ClusterSecretStoreYandexcertificatemanagerAuth]
    caProvider: ClusterSecretStoreCaProvider
    fetching: Fetching

class ClusterExternalSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterExternalSecretBody]) -> None: ...

class ClusterSecretStore(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterSecretStoreBody]) -> None: ...

class ExternalSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ExternalSecretBody]) -> None: ...

class SecretStore(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SecretStoreBody]) -> None: ...
