# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ApplyConfiguration(_t.TypedDict, total=False):
    expression: str | None

class AuditAnnotation(_t.TypedDict, total=False):
    key: _t.Required[str]
    valueExpression: _t.Required[str]

class JSONPatch(_t.TypedDict, total=False):
    expression: str | None

class MatchCondition(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class MatchResources(_t.TypedDict, total=False):
    excludeResourceRules: list[NamedRuleWithOperations]
    matchPolicy: str | None
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
    failurePolicy: str | None
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
    parameterNotFoundAction: str | None
    selector: _meta_v1.LabelSelector

class ValidatingAdmissionPolicyBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ValidatingAdmissionPolicySpec

class ValidatingAdmissionPolicyBindingBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ValidatingAdmissionPolicyBindingSpec

class ValidatingAdmissionPolicyBindingSpec(_t.TypedDict, total=False):
    matchResources: MatchResources
    paramRef: ParamRef
    policyName: str | None
    validationActions: list[_t.Literal["Audit", "Deny", "Warn"]] | None

class ValidatingAdmissionPolicySpec(_t.TypedDict, total=False):
    auditAnnotations: list[AuditAnnotation]
    failurePolicy: str | None
    matchConditions: list[MatchCondition]
    matchConstraints: MatchResources
    paramKind: ParamKind
    validations: list[Validation]
    variables: list[Variable]

class Validation(_t.TypedDict, total=False):
    expression: _t.Required[str]
    message: str | None
    messageExpression: str | None
    reason: str | None

class Variable(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class MutatingAdmissionPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MutatingAdmissionPolicyBody]) -> None: ...

class MutatingAdmissionPolicyBinding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[MutatingAdmissionPolicyBindingBody]) -> None: ...

class ValidatingAdmissionPolicy(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ValidatingAdmissionPolicyBody]) -> None: ...

class ValidatingAdmissionPolicyBinding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ValidatingAdmissionPolicyBindingBody]) -> None: ...
