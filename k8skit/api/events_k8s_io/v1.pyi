# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.core import v1 as _core_v1
from k8skit.api.meta import v1 as _meta_v1

class EventBody(_t.TypedDict, total=False):
    action: str | None
    deprecatedCount: int | None
    deprecatedFirstTimestamp: str | None
    deprecatedLastTimestamp: str | None
    deprecatedSource: _core_v1.EventSource
    eventTime: _t.Required[str]
    metadata: _meta_v1.ObjectMeta
    note: str | None
    reason: str | None
    regarding: _core_v1.ObjectReference
    related: _core_v1.ObjectReference
    reportingController: str | None
    reportingInstance: str | None
    series: EventSeries
    type: str | None

class EventSeries(_t.TypedDict, total=False):
    count: _t.Required[int]
    lastObservedTime: _t.Required[str]

class Event(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[EventBody]) -> None: ...
