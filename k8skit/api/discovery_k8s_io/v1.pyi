# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class Endpoint(_t.TypedDict, total=False):
    addresses: _t.Required[list[str]]
    conditions: EndpointConditions
    deprecatedTopology: _Mapping[str, str] | None
    hints: EndpointHints
    hostname: str | None
    nodeName: str | None
    targetRef: _core_v1.ObjectReference
    zone: str | None

class EndpointConditions(_t.TypedDict, total=False):
    ready: bool | None
    serving: bool | None
    terminating: bool | None

class EndpointHints(_t.TypedDict, total=False):
    forNodes: list[ForNode]
    forZones: list[ForZone]

class EndpointPort(_t.TypedDict, total=False):
    appProtocol: str | None
    name: str | None
    port: int | None
    protocol: _t.Literal["SCTP", "TCP", "UDP"] | None

class EndpointSliceBody(_t.TypedDict, total=False):
    addressType: _t.Required[_t.Literal["FQDN", "IPv4", "IPv6"]]
    endpoints: list[Endpoint]
    metadata: _meta_v1.ObjectMeta
    ports: list[EndpointPort]

class ForNode(_t.TypedDict, total=False):
    name: _t.Required[str]

class ForZone(_t.TypedDict, total=False):
    name: _t.Required[str]

class EndpointSlice(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EndpointSliceBody]) -> None: ...
