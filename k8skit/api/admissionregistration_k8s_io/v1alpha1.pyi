# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ApplyConfiguration(_t.TypedDict, total=False):
    expression: str | None

class JSONPatch(_t.TypedDict, total=False):
    expression: str | None

class MatchCondition(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class MatchResources(_t.TypedDict, total=False):
    excludeResourceRules: list[NamedRuleWithOperations]
    matchPolicy: _t.Literal["Equivalent", "Exact"] | None
    namespaceSelector: _meta_v1.LabelSelector
    objectSelector: _meta_v1.LabelSelector
    resourceRules: list[NamedRuleWithOperations]

class MutatingAdmissionPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: MutatingAdmissionPolicySpec

class MutatingAdmissionPolicyBindingBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: MutatingAdmissionPolicyBindingSpec

class MutatingAdmissionPolicyBindingSpec(_t.TypedDict, total=False):
    matchResources: MatchResources
    paramRef: ParamRef
    policyName: str | None

class MutatingAdmissionPolicySpec(_t.TypedDict, total=False):
    failurePolicy: _t.Literal["Fail", "Ignore"] | None
    matchConditions: list[MatchCondition]
    matchConstraints: MatchResources
    mutations: list[Mutation]
    paramKind: ParamKind
    reinvocationPolicy: str | None
    variables: list[Variable]

class Mutation(_t.TypedDict, total=False):
    applyConfiguration: ApplyConfiguration
    jsonPatch: JSONPatch
    patchType: _t.Required[_t.Literal["ApplyConfiguration", "JSONPatch"]]

class NamedRuleWithOperations(_t.TypedDict, total=False):
    apiGroups: list[str] | None
    apiVersions: list[str] | None
    operations: list[str] | None
    resourceNames: list[str] | None
    resources: list[str] | None
    scope: str | None

class ParamKind(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: str | None

class ParamRef(_t.TypedDict, total=False):
    name: str | None
    namespace: str | None
    parameterNotFoundAction: _t.Literal["Allow", "Deny"] | None
    selector: _meta_v1.LabelSelector

class Variable(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class MutatingAdmissionPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MutatingAdmissionPolicyBody]) -> None: ...

class MutatingAdmissionPolicyBinding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MutatingAdmissionPolicyBindingBody]) -> None: ...
