# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.extensions_istio_io import v1alpha1 as _extensions_istio_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.networking_istio_io import v1alpha3 as _networking_istio_io_v1alpha3

class AuthorizationPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: AuthorizationPolicySpec

class AuthorizationPolicyFrom(_t.TypedDict, total=False):
    source: AuthorizationPolicySource

class AuthorizationPolicyOperation(_t.TypedDict, total=False):
    hosts: list[str] | None
    methods: list[str] | None
    notHosts: list[str] | None
    notMethods: list[str] | None
    notPaths: list[str] | None
    notPorts: list[str] | None
    paths: list[str] | None
    ports: list[str] | None

AuthorizationPolicyRule = _t.TypedDict(
    "AuthorizationPolicyRule",
    {
        "from": list[AuthorizationPolicyFrom],
        "to": list[AuthorizationPolicyTo],
        "when": list[AuthorizationPolicyWhen],
    },
    total=False,
)

class AuthorizationPolicySource(_t.TypedDict, total=False):
    ipBlocks: list[str] | None
    namespaces: list[str] | None
    notIpBlocks: list[str] | None
    notNamespaces: list[str] | None
    notPrincipals: list[str] | None
    notRemoteIpBlocks: list[str] | None
    notRequestPrincipals: list[str] | None
    notServiceAccounts: list[str] | None
    notTrustDomains: list[str] | None
    principals: list[str] | None
    remoteIpBlocks: list[str] | None
    requestPrincipals: list[str] | None
    serviceAccounts: list[str] | None
    trustDomains: list[str] | None

class AuthorizationPolicySpec(_t.TypedDict, total=False):
    action: _t.Literal["ALLOW", "AUDIT", "CUSTOM", "DENY"] | None
    provider: _networking_istio_io_v1alpha3.SubFilter
    rules: list[AuthorizationPolicyRule]
    selector: _extensions_istio_io_v1alpha1.Selector
    targetRef: _extensions_istio_io_v1alpha1.TargetRef
    targetRefs: list[_extensions_istio_io_v1alpha1.TargetRef]

class AuthorizationPolicyTo(_t.TypedDict, total=False):
    operation: AuthorizationPolicyOperation

class AuthorizationPolicyWhen(_t.TypedDict, total=False):
    key: _t.Required[str]
    notValues: list[str] | None
    values: list[str] | None

class PeerAuthenticationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PeerAuthenticationSpec

class PeerAuthenticationMtls(_t.TypedDict, total=False):
    mode: _t.Literal["DISABLE", "PERMISSIVE", "STRICT", "UNSET"] | None

class PeerAuthenticationSpec(_t.TypedDict, total=False):
    mtls: PeerAuthenticationMtls
    portLevelMtls: _Mapping[str, PeerAuthenticationMtls]
    selector: _extensions_istio_io_v1alpha1.Selector

class RequestAuthenticationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: RequestAuthenticationSpec

class RequestAuthenticationFromHeader(_t.TypedDict, total=False):
    name: _t.Required[str]
    prefix: str | None

class RequestAuthenticationJwtRule(_t.TypedDict, total=False):
    audiences: list[str] | None
    forwardOriginalToken: bool | None
    fromCookies: list[str] | None
    fromHeaders: list[RequestAuthenticationFromHeader]
    fromParams: list[str] | None
    issuer: str | None
    jwks: str | None
    jwksUri: str | None
    jwks_uri: str | None
    outputClaimToHeaders: list[RequestAuthenticationOutputClaimToHeader]
    outputPayloadToHeader: str | None
    spaceDelimitedClaims: list[str] | None
    timeout: str | None

class RequestAuthenticationOutputClaimToHeader(_t.TypedDict, total=False):
    claim: _t.Required[str]
    header: _t.Required[str]

class RequestAuthenticationSpec(_t.TypedDict, total=False):
    jwtRules: list[RequestAuthenticationJwtRule]
    selector: _extensions_istio_io_v1alpha1.Selector
    targetRef: _extensions_istio_io_v1alpha1.TargetRef
    targetRefs: list[_extensions_istio_io_v1alpha1.TargetRef]

class AuthorizationPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AuthorizationPolicyBody]) -> None: ...

class PeerAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PeerAuthenticationBody]) -> None: ...

class RequestAuthentication(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RequestAuthenticationBody]) -> None: ...
