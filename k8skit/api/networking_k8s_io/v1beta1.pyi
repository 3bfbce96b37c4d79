# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class IPAddressBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: IPAddressSpec

class IPAddressSpec(_t.TypedDict, total=False):
    parentRef: _t.Required[ParentReference]

class ParentReference(_t.TypedDict, total=False):
    group: str | None
    name: _t.Required[str]
    namespace: str | None
    resource: _t.Required[str]

class ServiceCIDRBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ServiceCIDRSpec

class ServiceCIDRSpec(_t.TypedDict, total=False):
    cidrs: list[str] | None

class IPAddress(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[IPAddressBody]) -> None: ...

class ServiceCIDR(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ServiceCIDRBody]) -> None: ...
