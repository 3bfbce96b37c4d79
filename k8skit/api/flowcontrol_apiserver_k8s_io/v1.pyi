# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ExemptPriorityLevelConfiguration(_t.TypedDict, total=False):
    lendablePercent: int | None
    nominalConcurrencyShares: int | None

class FlowDistinguisherMethod(_t.TypedDict, total=False):
    type: _t.Required[str]

class FlowSchemaBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: FlowSchemaSpec

class FlowSchemaSpec(_t.TypedDict, total=False):
    distinguisherMethod: FlowDistinguisherMethod
    matchingPrecedence: int | None
    priorityLevelConfiguration: _t.Required[PriorityLevelConfigurationReference]
    rules: list[PolicyRulesWithSubjects]

class GroupSubject(_t.TypedDict, total=False):
    name: _t.Required[str]

class LimitResponse(_t.TypedDict, total=False):
    queuing: QueuingConfiguration
    type: _t.Required[str]

class LimitedPriorityLevelConfiguration(_t.TypedDict, total=False):
    borrowingLimitPercent: int | None
    lendablePercent: int | None
    limitResponse: LimitResponse
    nominalConcurrencyShares: int | None

class NonResourcePolicyRule(_t.TypedDict, total=False):
    nonResourceURLs: _t.Required[list[str]]
    verbs: _t.Required[list[str]]

class PolicyRulesWithSubjects(_t.TypedDict, total=False):
    nonResourceRules: list[NonResourcePolicyRule]
    resourceRules: list[ResourcePolicyRule]
    subjects: _t.Required[list[Subject]]

class PriorityLevelConfigurationBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: PriorityLevelConfigurationSpec

class PriorityLevelConfigurationReference(_t.TypedDict, total=False):
    name: _t.Required[str]

class PriorityLevelConfigurationSpec(_t.TypedDict, total=False):
    exempt: ExemptPriorityLevelConfiguration
    limited: LimitedPriorityLevelConfiguration
    type: _t.Required[str]

class QueuingConfiguration(_t.TypedDict, total=False):
    handSize: int | None
    queueLengthLimit: int | None
    queues: int | None

class ResourcePolicyRule(_t.TypedDict, total=False):
    apiGroups: _t.Required[list[str]]
    clusterScope: bool | None
    namespaces: list[str] | None
    resources: _t.Required[list[str]]
    verbs: _t.Required[list[str]]

class ServiceAccountSubject(_t.TypedDict, total=False):
    name: _t.Required[str]
    namespace: _t.Required[str]

class Subject(_t.TypedDict, total=False):
    group: GroupSubject
    kind: _t.Required[str]
    serviceAccount: ServiceAccountSubject
    user: UserSubject

class UserSubject(_t.TypedDict, total=False):
    name: _t.Required[str]

class FlowSchema(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[FlowSchemaBody]) -> None: ...

class PriorityLevelConfiguration(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PriorityLevelConfigurationBody]) -> None: ...
