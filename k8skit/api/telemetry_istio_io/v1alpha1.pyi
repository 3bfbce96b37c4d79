# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.telemetry_istio_io import v1 as _telemetry_istio_io_v1

class Telemetry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[_telemetry_istio_io_v1.TelemetryBody]) -> None: ...
