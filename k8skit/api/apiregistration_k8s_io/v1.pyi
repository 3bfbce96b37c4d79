# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class APIServiceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: APIServiceSpec

class APIServiceSpec(_t.TypedDict, total=False):
    caBundle: str | None
    group: str | None
    groupPriorityMinimum: _t.Required[int]
    insecureSkipTLSVerify: bool | None
    service: ServiceReference
    version: str | None
    versionPriority: _t.Required[int]

class ServiceReference(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None
    port: int | None

class APIService(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[APIServiceBody]) -> None: ...
