# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.external_secrets_io import v1 as _external_secrets_io_v1
from k8skit.api.external_secrets_io import v1beta1 as _external_secrets_io_v1beta1
from k8skit.api.meta import v1 as _meta_v1

class ClusterPushSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ClusterPushSecretSpec

class ClusterPushSecretSpec(_t.TypedDict, total=False):
    namespaceSelectors: list[_external_secrets_io_v1.LabelSelector]
    pushSecretMetadata: _external_secrets_io_v1.ExternalSecretMetadata
    pushSecretName: str | None
    pushSecretSpec: _t.Required[PushSecretSpec]
    refreshTime: str | None

class DaemonSetCondition(_t.TypedDict, total=False):
    lastTransitionTime: str | None
    message: str | None
    reason: str | None
    status: _t.Required[str]
    type: _t.Required[str]

class Data(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["None", "ReverseUnicode"] | None
    match: _t.Required[Match]
    metadata: _t.Any

class DataTo(_t.TypedDict, total=False):
    conversionStrategy: _t.Literal["None", "ReverseUnicode"] | None
    match: _external_secrets_io_v1.Name
    metadata: _t.Any
    remoteKey: str | None
    rewrite: list[_external_secrets_io_v1beta1.Rewrite]
    storeRef: StoreRef

class Match(_t.TypedDict, total=False):
    remoteRef: _t.Required[RemoteRef]
    secretKey: str | None

class MetricIdentifier(_t.TypedDict, total=False):
    name: str | None
    selector: _external_secrets_io_v1.LabelSelector

class PushSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PushSecretSpec

class PushSecretSpec(_t.TypedDict, total=False):
    data: list[Data]
    dataTo: list[DataTo]
    deletionPolicy: _t.Literal["Delete", "None"] | None
    refreshInterval: str | None
    secretStoreRefs: _t.Required[list[StoreRef]]
    selector: _t.Required[Selector]
    template: _external_secrets_io_v1.Template
    updatePolicy: _t.Literal["IfNotExists", "Replace"] | None

class RemoteRef(_t.TypedDict, total=False):
    property: str | None
    remoteKey: _t.Required[str]

class Selector(_t.TypedDict, total=False):
    generatorRef: _external_secrets_io_v1.CrossVersionObjectReference
    secret: MetricIdentifier

class StoreRef(_t.TypedDict, total=False):
    kind: _t.Literal["ClusterSecretStore", "SecretStore"] | None
    labelSelector: _external_secrets_io_v1.LabelSelector
    name: str | None

class ClusterPushSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterPushSecretBody]) -> None: ...

class PushSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PushSecretBody]) -> None: ...
