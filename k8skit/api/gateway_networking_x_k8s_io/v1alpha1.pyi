# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.gateway_networking_k8s_io import v1 as _gateway_networking_k8s_io_v1
from k8skit.api.meta import v1 as _meta_v1

class IngressServiceBackend(_t.TypedDict, total=False):
    name: str | None
    port: _t.Required[int]

class XBackendBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[XBackendSpec]

class XBackendExternalHostname(_t.TypedDict, total=False):
    hostname: _t.Required[str]

class XBackendSpec(_t.TypedDict, total=False):
    externalHostname: XBackendExternalHostname
    port: _t.Required[IngressServiceBackend]
    protocol: _t.Literal["H2C", "HTTP", "HTTP11", "HTTP2", "MCP", "TCP"] | None
    tls: XBackendTls
    type: _t.Required[_t.Literal["ExternalHostname"]]

class XBackendTls(_t.TypedDict, total=False):
    clientCertificateRef: _gateway_networking_k8s_io_v1.CertificateRef
    mode: _t.Required[_t.Literal["ClientAndServer", "None", "ServerOnly"]]
    validation: _gateway_networking_k8s_io_v1.Validation

class XBackendTrafficPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[XBackendTrafficPolicySpec]

class XBackendTrafficPolicyBudget(_t.TypedDict, total=False):
    interval: str | None
    percent: int | None

class XBackendTrafficPolicyMinRetryRate(_t.TypedDict, total=False):
    count: int | None
    interval: str | None

class XBackendTrafficPolicyRetryConstraint(_t.TypedDict, total=False):
    budget: XBackendTrafficPolicyBudget
    minRetryRate: XBackendTrafficPolicyMinRetryRate

class XBackendTrafficPolicySpec(_t.TypedDict, total=False):
    retryConstraint: XBackendTrafficPolicyRetryConstraint
    sessionPersistence: _gateway_networking_k8s_io_v1.SessionPersistence
    targetRefs: _t.Required[list[_gateway_networking_k8s_io_v1.ExtensionRef]]

class XMeshBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[_gateway_networking_k8s_io_v1.Spec]

class XBackend(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[XBackendBody]) -> None: ...

class XBackendTrafficPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[XBackendTrafficPolicyBody]) -> None: ...

class XMesh(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[XMeshBody]) -> None: ...
