# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class Authorization(_t.TypedDict, total=False):
    credentials: Ca
    type: str | None

class BasicAuth(_t.TypedDict, total=False):
    password: Ca
    username: str | None

class Ca(_t.TypedDict, total=False):
    secret: Secret

class ClusterNodeMonitoringBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterNodeMonitoringSpec]

class ClusterNodeMonitoringEndpoint(_t.TypedDict, total=False):
    interval: str | None
    metricRelabeling: list[MetricRelabeling]
    params: _Mapping[str, list[str]] | None
    path: str | None
    scheme: _t.Literal["http", "https"] | None
    timeout: str | None
    tls: ClusterNodeMonitoringTls

class ClusterNodeMonitoringSpec(_t.TypedDict, total=False):
    endpoints: _t.Required[list[ClusterNodeMonitoringEndpoint]]
    limits: Limits
    selector: LabelSelector

class ClusterNodeMonitoringTls(_t.TypedDict, total=False):
    insecureSkipVerify: bool | None

class ClusterPodMonitoringBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterPodMonitoringSpec]

class ClusterPodMonitoringSpec(_t.TypedDict, total=False):
    endpoints: _t.Required[list[Endpoint]]
    filterRunning: bool | None
    limits: Limits
    selector: _t.Required[LabelSelector]
    targetLabels: ClusterPodMonitoringTargetLabels

class ClusterPodMonitoringTargetLabels(_t.TypedDict, total=False):
    fromPod: list[FromPod]
    metadata: list[_t.Literal["container", "namespace", "node", "pod", "top_level_controller_name", "top_level_controller_type"]] | None

class ClusterRulesBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ConfigMapKeySelector(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: str | None
    optional: bool | None

class Endpoint(_t.TypedDict, total=False):
    authorization: Authorization
    basicAuth: BasicAuth
    interval: _t.Required[str]
    metricRelabeling: list[MetricRelabeling]
    oauth2: Oauth2
    params: _Mapping[str, list[str]] | None
    path: str | None
    port: _t.Required[int | str]
    proxyUrl: str | None
    scheme: _t.Literal["http", "https"] | None
    timeout: str | None
    tls: TlsConfig

FromPod = _t.TypedDict(
    "FromPod",
    {
        "from": _t.Required[str],
        "to": str | None,
    },
    total=False,
)

class GlobalRulesBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class Group(_t.TypedDict, total=False):
    interval: str | None
    name: _t.Required[str]
    rules: _t.Required[list[Rule]]

class LabelSelector(_t.TypedDict, total=False):
    matchExpressions: list[NodeSelectorRequirement]
    matchLabels: _Mapping[str, str] | None

class Limits(_t.TypedDict, total=False):
    labelNameLength: int | None
    labelValueLength: int | None
    labels: int | None
    samples: int | None

class MetricRelabeling(_t.TypedDict, total=False):
    action: _t.Literal["drop", "dropequal", "hashmod", "keep", "keepequal", "labeldrop", "labelkeep", "lowercase", "replace", "uppercase"] | None
    modulus: int | None
    regex: str | None
    replacement: str | None
    separator: str | None
    sourceLabels: list[str] | None
    targetLabel: str | None

class NodeSelectorRequirement(_t.TypedDict, total=False):
    key: _t.Required[str]
    operator: _t.Required[str]
    values: list[str] | None

class Oauth2(_t.TypedDict, total=False):
    clientID: str | None
    clientSecret: Ca
    endpointParams: _Mapping[str, str] | None
    proxyUrl: str | None
    scopes: list[str] | None
    tlsConfig: TlsConfig
    tokenURL: str | None

class OperatorConfigBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    collection: OperatorConfigCollection
    exports: list[OperatorConfigExport]
    features: OperatorConfigFeatures
    managedAlertmanager: OperatorConfigManagedAlertmanager
    rules: OperatorConfigRules
    scaling: OperatorConfigScaling

class OperatorConfigAlerting(_t.TypedDict, total=False):
    alertmanagers: list[OperatorConfigAlertmanager]

class OperatorConfigAlertmanager(_t.TypedDict, total=False):
    apiVersion: str | None
    authorization: OperatorConfigAuthorization
    name: _t.Required[str]
    namespace: _t.Required[str]
    pathPrefix: str | None
    port: _t.Required[int | str]
    scheme: str | None
    timeout: str | None
    tls: OperatorConfigTls

class OperatorConfigAuthorization(_t.TypedDict, total=False):
    credentials: ConfigMapKeySelector
    type: str | None

class OperatorConfigCa(_t.TypedDict, total=False):
    configMap: ConfigMapKeySelector
    secret: ConfigMapKeySelector

class OperatorConfigCollection(_t.TypedDict, total=False):
    compression: _t.Literal["gzip", "none"] | None
    credentials: ConfigMapKeySelector
    externalLabels: _Mapping[str, str] | None
    filter: OperatorConfigFilter
    kubeletScraping: OperatorConfigKubeletScraping

class OperatorConfigConfig(_t.TypedDict, total=False):
    compression: _t.Literal["gzip", "none"] | None

class OperatorConfigExport(_t.TypedDict, total=False):
    url: _t.Required[str]

class OperatorConfigFeatures(_t.TypedDict, total=False):
    config: OperatorConfigConfig
    targetStatus: OperatorConfigTargetStatus

class OperatorConfigFilter(_t.TypedDict, total=False):
    matchOneOf: list[str] | None

class OperatorConfigKubeletScraping(_t.TypedDict, total=False):
    interval: _t.Required[str]
    tlsInsecureSkipVerify: bool | None

class OperatorConfigManagedAlertmanager(_t.TypedDict, total=False):
    configSecret: ConfigMapKeySelector
    externalURL: str | None

class OperatorConfigRules(_t.TypedDict, total=False):
    alerting: OperatorConfigAlerting
    credentials: ConfigMapKeySelector
    externalLabels: _Mapping[str, str] | None
    generatorUrl: str | None
    queryProjectID: str | None

class OperatorConfigScaling(_t.TypedDict, total=False):
    vpa: OperatorConfigTargetStatus

class OperatorConfigTargetStatus(_t.TypedDict, total=False):
    enabled: bool | None

class OperatorConfigTls(_t.TypedDict, total=False):
    ca: OperatorConfigCa
    cert: OperatorConfigCa
    insecureSkipVerify: bool | None
    keySecret: ConfigMapKeySelector
    maxVersion: str | None
    minVersion: str | None
    serverName: str | None

class PodMonitoringBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PodMonitoringSpec]

class PodMonitoringSpec(_t.TypedDict, total=False):
    endpoints: _t.Required[list[Endpoint]]
    filterRunning: bool | None
    limits: Limits
    selector: _t.Required[LabelSelector]
    targetLabels: PodMonitoringTargetLabels

class PodMonitoringTargetLabels(_t.TypedDict, total=False):
    fromPod: list[FromPod]
    metadata: list[_t.Literal["container", "node", "pod", "top_level_controller_name", "top_level_controller_type"]] | None

Rule = _t.TypedDict(
    "Rule",
    {
        "alert": str | None,
        "annotations": _Mapping[str, str] | None,
        "expr": _t.Required[str],
        "for": str | None,
        "labels": _Mapping[str, str] | None,
        "record": str | None,
    },
    total=False,
)

class RulesBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class Secret(_t.TypedDict, total=False):
    key: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class Spec(_t.TypedDict, total=False):
    groups: _t.Required[list[Group]]

class TlsConfig(_t.TypedDict, total=False):
    ca: Ca
    cert: Ca
    insecureSkipVerify: bool | None
    key: Ca
    maxVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    minVersion: _t.Literal["TLS10", "TLS11", "TLS12", "TLS13"] | None
    serverName: str | None

class ClusterNodeMonitoring(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterNodeMonitoringBody]) -> None: ...

class ClusterPodMonitoring(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterPodMonitoringBody]) -> None: ...

class ClusterRules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterRulesBody]) -> None: ...

class GlobalRules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GlobalRulesBody]) -> None: ...

class OperatorConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[OperatorConfigBody]) -> None: ...

class PodMonitoring(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodMonitoringBody]) -> None: ...

class Rules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RulesBody]) -> None: ...
