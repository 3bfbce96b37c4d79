# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.acme_cert_manager_io import v1 as _acme_cert_manager_io_v1
from k8skit.api.meta import v1 as _meta_v1

class Acme(_t.TypedDict, total=False):
    caBundle: str | None
    disableAccountKeyGeneration: bool | None
    email: str | None
    enableDurationFeature: bool | None
    externalAccountBinding: ExternalAccountBinding
    preferredChain: str | None
    privateKeySecretRef: _t.Required[_acme_cert_manager_io_v1.ClientSecretSecretRef]
    profile: str | None
    server: _t.Required[str]
    skipTLSVerify: bool | None
    solvers: list[_acme_cert_manager_io_v1.Solver]

class AppRole(_t.TypedDict, total=False):
    path: _t.Required[str]
    roleId: _t.Required[str]
    secretRef: _t.Required[_acme_cert_manager_io_v1.ClientSecretSecretRef]

class Auth(_t.TypedDict, total=False):
    appRole: AppRole
    aws: Aws
    clientCertificate: ClientCertificate
    kubernetes: Kubernetes
    tokenSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef

class Aws(_t.TypedDict, total=False):
    iamRoleArn: str | None
    mountPath: str | None
    region: str | None
    role: _t.Required[str]
    serviceAccountRef: _acme_cert_manager_io_v1.ServiceAccountRef
    vaultHeaderValue: str | None

class Ca(_t.TypedDict, total=False):
    crlDistributionPoints: list[str] | None
    issuingCertificateURLs: list[str] | None
    ocspServers: list[str] | None
    secretName: _t.Required[str]

class CertificateBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: CertificateSpec

class CertificateAdditionalOutputFormat(_t.TypedDict, total=False):
    type: _t.Required[_t.Literal["CombinedPEM", "DER"]]

class CertificateExcluded(_t.TypedDict, total=False):
    dnsDomains: list[str] | None
    emailAddresses: list[str] | None
    ipRanges: list[str] | None
    uriDomains: list[str] | None

class CertificateJks(_t.TypedDict, total=False):
    alias: str | None
    create: _t.Required[bool]
    password: str | None
    passwordSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef

class CertificateKeystores(_t.TypedDict, total=False):
    jks: CertificateJks
    pkcs12: CertificatePkcs12

class CertificateNameConstraints(_t.TypedDict, total=False):
    critical: bool | None
    excluded: CertificateExcluded
    permitted: CertificateExcluded

class CertificateOtherName(_t.TypedDict, total=False):
    oid: str | None
    utf8Value: str | None

class CertificatePkcs12(_t.TypedDict, total=False):
    create: _t.Required[bool]
    password: str | None
    passwordSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    profile: _t.Literal["LegacyDES", "LegacyRC2", "Modern2023", "Modern2026"] | None

class CertificatePrivateKey(_t.TypedDict, total=False):
    algorithm: _t.Literal["ECDSA", "Ed25519", "RSA"] | None
    encoding: _t.Literal["PKCS1", "PKCS8"] | None
    rotationPolicy: _t.Literal["Always", "Never"] | None
    size: int | None

class CertificateRenewal(_t.TypedDict, total=False):
    policy: _t.Literal["Disabled", "RenewBefore"] | None
    windows: list[CertificateWindow]

class CertificateRequestBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: CertificateRequestSpec

class CertificateRequestSpec(_t.TypedDict, total=False):
    duration: str | None
    extra: _Mapping[str, list[str]] | None
    groups: list[str] | None
    isCA: bool | None
    issuerRef: _t.Required[_acme_cert_manager_io_v1.IssuerRef]
    request: _t.Required[str]
    uid: str | None
    usages: list[_t.Literal["any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping"]] | None
    username: str | None

class CertificateSpec(_t.TypedDict, total=False):
    additionalOutputFormats: list[CertificateAdditionalOutputFormat]
    commonName: str | None
    dnsNames: list[str] | None
    duration: str | None
    emailAddresses: list[str] | None
    encodeUsagesInRequest: bool | None
    ipAddresses: list[str] | None
    isCA: bool | None
    issuerRef: _t.Required[_acme_cert_manager_io_v1.IssuerRef]
    keystores: CertificateKeystores
    literalSubject: str | None
    nameConstraints: CertificateNameConstraints
    otherNames: list[CertificateOtherName]
    privateKey: CertificatePrivateKey
    renewBefore: str | None
    renewBeforePercentage: int | None
    renewal: CertificateRenewal
    revisionHistoryLimit: int | None
    secretName: _t.Required[str]
    secretTemplate: _acme_cert_manager_io_v1.Metadata
    signatureAlgorithm: _t.Literal["ECDSAWithSHA256", "ECDSAWithSHA384", "ECDSAWithSHA512", "PureEd25519", "SHA256WithRSA", "SHA384WithRSA", "SHA512WithRSA"] | None
    subject: CertificateSubject
    uris: list[str] | None
    usages: list[_t.Literal["any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping"]] | None

class CertificateSubject(_t.TypedDict, total=False):
    countries: list[str] | None
    localities: list[str] | None
    organizationalUnits: list[str] | None
    organizations: list[str] | None
    postalCodes: list[str] | None
    provinces: list[str] | None
    serialNumber: str | None
    streetAddresses: list[str] | None

class CertificateWindow(_t.TypedDict, total=False):
    cron: _t.Required[str]
    timezone: str | None
    windowDuration: _t.Required[str]

class ClientCertificate(_t.TypedDict, total=False):
    mountPath: str | None
    name: str | None
    secretName: str | None

class Cloud(_t.TypedDict, total=False):
    apiTokenSecretRef: _t.Required[_acme_cert_manager_io_v1.ClientSecretSecretRef]
    url: str | None

class ClusterIssuerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class CredentialsRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class ExternalAccountBinding(_t.TypedDict, total=False):
    keyAlgorithm: _t.Literal["HS256", "HS384", "HS512"] | None
    keyID: _t.Required[str]
    keySecretRef: _t.Required[_acme_cert_manager_io_v1.ClientSecretSecretRef]

class IssuerBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class Kubernetes(_t.TypedDict, total=False):
    mountPath: str | None
    role: _t.Required[str]
    secretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    serviceAccountRef: _acme_cert_manager_io_v1.ServiceAccountRef

class Ngts(_t.TypedDict, total=False):
    credentialsRef: _t.Required[CredentialsRef]
    tokenEndpoint: str | None
    tsgID: _t.Required[str]
    url: str | None

class SelfSigned(_t.TypedDict, total=False):
    crlDistributionPoints: list[str] | None

class Spec(_t.TypedDict, total=False):
    acme: Acme
    ca: Ca
    selfSigned: SelfSigned
    vault: Vault
    venafi: Venafi

class Tpp(_t.TypedDict, total=False):
    caBundle: str | None
    caBundleSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    credentialsRef: _t.Required[CredentialsRef]
    url: _t.Required[str]

class Vault(_t.TypedDict, total=False):
    auth: _t.Required[Auth]
    caBundle: str | None
    caBundleSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    clientCertSecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    clientKeySecretRef: _acme_cert_manager_io_v1.ClientSecretSecretRef
    namespace: str | None
    path: _t.Required[str]
    server: _t.Required[str]
    serverName: str | None

class Venafi(_t.TypedDict, total=False):
    cloud: Cloud
    ngts: Ngts
    tpp: Tpp
    zone: _t.Required[str]

class Certificate(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CertificateBody]) -> None: ...

class CertificateRequest(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CertificateRequestBody]) -> None: ...

class ClusterIssuer(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterIssuerBody]) -> None: ...

class Issuer(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[IssuerBody]) -> None: ...
