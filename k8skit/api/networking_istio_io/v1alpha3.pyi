# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.extensions_istio_io import v1alpha1 as _extensions_istio_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.networking_istio_io import v1 as _networking_istio_io_v1

class EnvoyFilterBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: EnvoyFilterSpec

class EnvoyFilterCluster(_t.TypedDict, total=False):
    name: str | None
    portNumber: int | None
    service: str | None
    subset: str | None

class EnvoyFilterConfigPatch(_t.TypedDict, total=False):
    applyTo: _t.Literal["BOOTSTRAP", "CLUSTER", "EXTENSION_CONFIG", "FILTER_CHAIN", "HTTP_FILTER", "HTTP_ROUTE", "INVALID", "LISTENER", "LISTENER_FILTER", "NETWORK_FILTER", "ROUTE_CONFIGURATION", "VIRTUAL_HOST"] | None
    match: EnvoyFilterMatch
    patch: EnvoyFilterPatch

class EnvoyFilterFilter(_t.TypedDict, total=False):
    name: str | None
    subFilter: SubFilter

class EnvoyFilterFilterChain(_t.TypedDict, total=False):
    applicationProtocols: str | None
    destinationPort: int | None
    filter: EnvoyFilterFilter
    name: str | None
    sni: str | None
    transportProtocol: str | None

class EnvoyFilterListener(_t.TypedDict, total=False):
    filterChain: EnvoyFilterFilterChain
    listenerFilter: str | None
    name: str | None
    portName: str | None
    portNumber: int | None

class EnvoyFilterMatch(_t.TypedDict, total=False):
    cluster: EnvoyFilterCluster
    context: _t.Literal["ANY", "GATEWAY", "SIDECAR_INBOUND", "SIDECAR_OUTBOUND", "WAYPOINT"] | None
    listener: EnvoyFilterListener
    proxy: EnvoyFilterProxy
    routeConfiguration: EnvoyFilterRouteConfiguration
    waypoint: EnvoyFilterWaypoint

class EnvoyFilterPatch(_t.TypedDict, total=False):
    filterClass: _t.Literal["AUTHN", "AUTHZ", "STATS", "UNSPECIFIED"] | None
    operation: _t.Literal["ADD", "INSERT_AFTER", "INSERT_BEFORE", "INSERT_FIRST", "INVALID", "MERGE", "REMOVE", "REPLACE"] | None
    value: _Mapping[str, _t.Any] | None

class EnvoyFilterProxy(_t.TypedDict, total=False):
    metadata: _Mapping[str, str] | None
    proxyVersion: str | None

class EnvoyFilterRoute(_t.TypedDict, total=False):
    action: _t.Literal["ANY", "DIRECT_RESPONSE", "REDIRECT", "ROUTE"] | None
    name: str | None

class EnvoyFilterRouteConfiguration(_t.TypedDict, total=False):
    gateway: str | None
    name: str | None
    portName: str | None
    portNumber: int | None
    vhost: EnvoyFilterVhost

class EnvoyFilterSpec(_t.TypedDict, total=False):
    configPatches: list[EnvoyFilterConfigPatch]
    priority: int | None
    targetRefs: list[_extensions_istio_io_v1alpha1.TargetRef]
    workloadSelector: WorkloadSelector

class EnvoyFilterVhost(_t.TypedDict, total=False):
    domainName: str | None
    name: str | None
    route: EnvoyFilterRoute

class EnvoyFilterWaypoint(_t.TypedDict, total=False):
    filter: EnvoyFilterFilter
    portNumber: int | None
    route: SubFilter

class SubFilter(_t.TypedDict, total=False):
    name: str | None

class WorkloadSelector(_t.TypedDict, total=False):
    labels: _Mapping[str, str] | None

class DestinationRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.DestinationRuleBody]) -> None: ...

class EnvoyFilter(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EnvoyFilterBody]) -> None: ...

class Gateway(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.GatewayBody]) -> None: ...

class ServiceEntry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.ServiceEntryBody]) -> None: ...

class Sidecar(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.SidecarBody]) -> None: ...

class VirtualService(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.VirtualServiceBody]) -> None: ...

class WorkloadEntry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.WorkloadEntryBody]) -> None: ...

class WorkloadGroup(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.WorkloadGroupBody]) -> None: ...
