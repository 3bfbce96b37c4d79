# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.extensions_istio_io import v1alpha1 as _extensions_istio_io_v1alpha1
from k8skit.api.meta import v1 as _meta_v1

class TelemetryBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: TelemetrySpec

class TelemetryAccessLogging(_t.TypedDict, total=False):
    disabled: bool | None
    filter: TelemetryFilter
    match: TelemetryMatch
    providers: list[TelemetryProvider]

class TelemetryCustomTags(_t.TypedDict, total=False):
    environment: TelemetryEnvironment
    formatter: TelemetryFormatter
    header: TelemetryEnvironment
    literal: TelemetryFormatter

class TelemetryEnvironment(_t.TypedDict, total=False):
    defaultValue: str | None
    name: _t.Required[str]

class TelemetryFilter(_t.TypedDict, total=False):
    expression: str | None

class TelemetryFormatter(_t.TypedDict, total=False):
    value: _t.Required[str]

class TelemetryMatch(_t.TypedDict, total=False):
    mode: _t.Literal["CLIENT", "CLIENT_AND_SERVER", "SERVER"] | None

class TelemetryMetric(_t.TypedDict, total=False):
    overrides: list[TelemetryOverride]
    providers: list[TelemetryProvider]
    reportingInterval: str | None

class TelemetryOverride(_t.TypedDict, total=False):
    disabled: bool | None
    match: TelemetryOverrideMatch
    tagOverrides: _Mapping[str, TelemetryTagOverrides]

class TelemetryOverrideMatch(_t.TypedDict, total=False):
    customMetric: str | None
    metric: _t.Literal["ALL_METRICS", "GRPC_REQUEST_MESSAGES", "GRPC_RESPONSE_MESSAGES", "REQUEST_COUNT", "REQUEST_DURATION", "REQUEST_SIZE", "RESPONSE_SIZE", "TCP_CLOSED_CONNECTIONS", "TCP_OPENED_CONNECTIONS", "TCP_RECEIVED_BYTES", "TCP_SENT_BYTES"] | None
    mode: _t.Literal["CLIENT", "CLIENT_AND_SERVER", "SERVER"] | None

class TelemetryProvider(_t.TypedDict, total=False):
    name: _t.Required[str]

class TelemetrySpec(_t.TypedDict, total=False):
    accessLogging: list[TelemetryAccessLogging]
    metrics: list[TelemetryMetric]
    selector: _extensions_istio_io_v1alpha1.Selector
    targetRef: _extensions_istio_io_v1alpha1.TargetRef
    targetRefs: list[_extensions_istio_io_v1alpha1.TargetRef]
    tracing: list[TelemetryTracing]

class TelemetryTagOverrides(_t.TypedDict, total=False):
    operation: _t.Literal["REMOVE", "UPSERT"] | None
    value: str | None

class TelemetryTracing(_t.TypedDict, total=False):
    customTags: _Mapping[str, TelemetryCustomTags]
    disableContextPropagation: bool | None
    disableSpanReporting: bool | None
    enableIstioTags: bool | None
    match: TelemetryMatch
    providers: list[TelemetryProvider]
    randomSamplingPercentage: float | None
    useRequestIdForTraceSampling: bool | None

class Telemetry(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TelemetryBody]) -> None: ...
