# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.monitoring_googleapis_com import v1 as _monitoring_googleapis_com_v1

class ClusterPodMonitoringV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

class ClusterRulesV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterRulesV1alpha1Spec]

class ClusterRulesV1alpha1Spec(_t.TypedDict, total=False):
    groups: _t.Required[list[Group]]

class Endpoint(_t.TypedDict, total=False):
    interval: str | None
    metricRelabeling: list[MetricRelabeling]
    params: _Mapping[str, list[str]] | None
    path: str | None
    port: _t.Required[int | str]
    proxyUrl: str | None
    scheme: str | None
    timeout: str | None

FromPod = _t.TypedDict(
    "FromPod",
    {
        "from": _t.Required[str],
        "to": str | None,
    },
    total=False,
)

class GlobalRulesV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterRulesV1alpha1Spec]

class Group(_t.TypedDict, total=False):
    interval: _t.Required[str]
    name: _t.Required[str]
    rules: _t.Required[list[Rule]]

class MetricRelabeling(_t.TypedDict, total=False):
    action: str | None
    modulus: int | None
    regex: str | None
    replacement: str | None
    separator: str | None
    sourceLabels: list[str] | None
    targetLabel: str | None

class OperatorConfigV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    collection: OperatorConfigV1alpha1Collection
    rules: OperatorConfigV1alpha1Rules

class OperatorConfigV1alpha1Alerting(_t.TypedDict, total=False):
    alertmanagers: list[OperatorConfigV1alpha1Alertmanager]

class OperatorConfigV1alpha1Alertmanager(_t.TypedDict, total=False):
    apiVersion: str | None
    authorization: _monitoring_googleapis_com_v1.OperatorConfigAuthorization
    name: _t.Required[str]
    namespace: _t.Required[str]
    pathPrefix: str | None
    port: _t.Required[int | str]
    scheme: str | None
    timeout: str | None
    tls: OperatorConfigV1alpha1Tls

class OperatorConfigV1alpha1Collection(_t.TypedDict, total=False):
    credentials: _monitoring_googleapis_com_v1.ConfigMapKeySelector
    externalLabels: _Mapping[str, str] | None
    filter: _monitoring_googleapis_com_v1.OperatorConfigFilter

class OperatorConfigV1alpha1Rules(_t.TypedDict, total=False):
    alerting: OperatorConfigV1alpha1Alerting
    credentials: _monitoring_googleapis_com_v1.ConfigMapKeySelector
    externalLabels: _Mapping[str, str] | None
    queryProjectID: str | None

class OperatorConfigV1alpha1Tls(_t.TypedDict, total=False):
    ca: _monitoring_googleapis_com_v1.OperatorConfigCa
    cert: _monitoring_googleapis_com_v1.OperatorConfigCa
    insecureSkipVerify: bool | None
    keySecret: _monitoring_googleapis_com_v1.ConfigMapKeySelector
    serverName: str | None

class PodMonitoringV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[Spec]

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

class RulesV1alpha1Body(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterRulesV1alpha1Spec]

class Spec(_t.TypedDict, total=False):
    endpoints: _t.Required[list[Endpoint]]
    limits: _monitoring_googleapis_com_v1.Limits
    selector: _t.Required[_monitoring_googleapis_com_v1.LabelSelector]
    targetLabels: TargetLabels

class TargetLabels(_t.TypedDict, total=False):
    fromPod: list[FromPod]
    metadata: list[str] | None

class ClusterPodMonitoring(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterPodMonitoringV1alpha1Body]) -> None: ...

class ClusterRules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterRulesV1alpha1Body]) -> None: ...

class GlobalRules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[GlobalRulesV1alpha1Body]) -> None: ...

class OperatorConfig(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[OperatorConfigV1alpha1Body]) -> None: ...

class PodMonitoring(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodMonitoringV1alpha1Body]) -> None: ...

class Rules(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RulesV1alpha1Body]) -> None: ...
