# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.extensions_istio_io import v1alpha1 as _extensions_istio_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.networking_istio_io import v1 as _networking_istio_io_v1

class ProxyConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ProxyConfigSpec

class ProxyConfigImage(_t.TypedDict, total=False):
    imageType: str | None

class ProxyConfigSpec(_t.TypedDict, total=False):
    concurrency: int | None
    environmentVariables: _Mapping[str, str] | None
    image: ProxyConfigImage
    selector: _extensions_istio_io_v1alpha1.Selector

class DestinationRule(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.DestinationRuleBody]) -> None: ...

class Gateway(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_networking_istio_io_v1.GatewayBody]) -> None: ...

class ProxyConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ProxyConfigBody]) -> None: ...

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
