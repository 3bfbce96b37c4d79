# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class HTTPIngressPath(_t.TypedDict, total=False):
    backend: _t.Required[IngressBackend]
    path: str | None
    pathType: _t.Required[_t.Literal["Exact", "ImplementationSpecific", "Prefix"]]

class HTTPIngressRuleValue(_t.TypedDict, total=False):
    paths: _t.Required[list[HTTPIngressPath]]

class IPAddressBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: IPAddressSpec

class IPAddressSpec(_t.TypedDict, total=False):
    parentRef: _t.Required[ParentReference]

IPBlock = _t.TypedDict(
    "IPBlock",
    {
        "cidr": _t.Required[str],
        "except": list[str] | None,
    },
    total=False,
)

class IngressBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: IngressSpec

class IngressBackend(_t.TypedDict, total=False):
    resource: _core_v1.TypedLocalObjectReference
    service: IngressServiceBackend

class IngressClassBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: IngressClassSpec

class IngressClassParametersReference(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None
    scope: str | None

class IngressClassSpec(_t.TypedDict, total=False):
    controller: str | None
    parameters: IngressClassParametersReference

class IngressRule(_t.TypedDict, total=False):
    host: str | None
    http: HTTPIngressRuleValue

class IngressServiceBackend(_t.TypedDict, total=False):
    name: _t.Required[str]
    port: ServiceBackendPort

class IngressSpec(_t.TypedDict, total=False):
    defaultBackend: IngressBackend
    ingressClassName: str | None
    rules: list[IngressRule]
    tls: list[IngressTLS]

class IngressTLS(_t.TypedDict, total=False):
    hosts: list[str] | None
    secretName: str | None

class NetworkPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: NetworkPolicySpec

class NetworkPolicyEgressRule(_t.TypedDict, total=False):
    ports: list[NetworkPolicyPort]
    to: list[NetworkPolicyPeer]

NetworkPolicyIngressRule = _t.TypedDict(
    "NetworkPolicyIngressRule",
    {
        "from": list[NetworkPolicyPeer],
        "ports": list[NetworkPolicyPort],
    },
    total=False,
)

class NetworkPolicyPeer(_t.TypedDict, total=False):
    ipBlock: IPBlock
    namespaceSelector: _meta_v1.LabelSelector
    podSelector: _meta_v1.LabelSelector

class NetworkPolicyPort(_t.TypedDict, total=False):
    endPort: int | None
    port: int | str | None
    protocol: _t.Literal["SCTP", "TCP", "UDP"] | None

class NetworkPolicySpec(_t.TypedDict, total=False):
    egress: list[NetworkPolicyEgressRule]
    ingress: list[NetworkPolicyIngressRule]
    podSelector: _meta_v1.LabelSelector
    policyTypes: list[_t.Literal["Egress", "Ingress"]] | None

class ParentReference(_t.TypedDict, total=False):
    group: str | None
    name: _t.Required[str]
    namespace: str | None
    resource: _t.Required[str]

class ServiceBackendPort(_t.TypedDict, total=False):
    name: str | None
    number: int | None

class ServiceCIDRBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ServiceCIDRSpec

class ServiceCIDRSpec(_t.TypedDict, total=False):
    cidrs: list[str] | None

class IPAddress(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[IPAddressBody]) -> None: ...

class Ingress(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[IngressBody]) -> None: ...

class IngressClass(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[IngressClassBody]) -> None: ...

class NetworkPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[NetworkPolicyBody]) -> None: ...

class ServiceCIDR(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceCIDRBody]) -> None: ...
