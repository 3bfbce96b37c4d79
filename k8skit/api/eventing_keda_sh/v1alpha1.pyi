# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AuthenticationRef(_t.TypedDict, total=False):
    kind: _t.Literal["ClusterTriggerAuthentication", "TriggerAuthentication"] | None
    name: _t.Required[str]

class AzureEventGridTopic(_t.TypedDict, total=False):
    endpoint: _t.Required[str]

class CloudEventSourceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ClusterCloudEventSourceBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class Destination(_t.TypedDict, total=False):
    azureEventGridTopic: AzureEventGridTopic
    http: Http

class EventSubscription(_t.TypedDict, total=False):
    excludedEventTypes: list[_t.Literal["keda.authentication.clustertriggerauthentication.created.v1", "keda.authentication.clustertriggerauthentication.removed.v1", "keda.authentication.clustertriggerauthentication.updated.v1", "keda.authentication.triggerauthentication.created.v1", "keda.authentication.triggerauthentication.removed.v1", "keda.authentication.triggerauthentication.updated.v1", "keda.scaledjob.failed.v1", "keda.scaledjob.paused.v1", "keda.scaledjob.ready.v1", "keda.scaledjob.removed.v1", "keda.scaledjob.rolloutcleanup.completed.v1", "keda.scaledjob.rolloutcleanup.failed.v1", "keda.scaledjob.rolloutcleanup.started.v1", "keda.scaledjob.unpaused.v1", "keda.scaledobject.failed.v1", "keda.scaledobject.paused.v1", "keda.scaledobject.ready.v1", "keda.scaledobject.removed.v1", "keda.scaledobject.unpaused.v1"]] | None
    includedEventTypes: list[_t.Literal["keda.authentication.clustertriggerauthentication.created.v1", "keda.authentication.clustertriggerauthentication.removed.v1", "keda.authentication.clustertriggerauthentication.updated.v1", "keda.authentication.triggerauthentication.created.v1", "keda.authentication.triggerauthentication.removed.v1", "keda.authentication.triggerauthentication.updated.v1", "keda.scaledjob.failed.v1", "keda.scaledjob.paused.v1", "keda.scaledjob.ready.v1", "keda.scaledjob.removed.v1", "keda.scaledjob.rolloutcleanup.completed.v1", "keda.scaledjob.rolloutcleanup.failed.v1", "keda.scaledjob.rolloutcleanup.started.v1", "keda.scaledjob.unpaused.v1", "keda.scaledobject.failed.v1", "keda.scaledobject.paused.v1", "keda.scaledobject.ready.v1", "keda.scaledobject.removed.v1", "keda.scaledobject.unpaused.v1"]] | None

class Http(_t.TypedDict, total=False):
    uri: _t.Required[str]

class Spec(_t.TypedDict, total=False):
    authenticationRef: AuthenticationRef
    clusterName: str | None
    destination: _t.Required[Destination]
    eventSubscription: EventSubscription

class CloudEventSource(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[CloudEventSourceBody]) -> None: ...

class ClusterCloudEventSource(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterCloudEventSourceBody]) -> None: ...
