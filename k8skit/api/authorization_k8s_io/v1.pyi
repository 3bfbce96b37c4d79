# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class FieldSelectorAttributes(_t.TypedDict, total=False):
    rawSelector: str | None
    requirements: list[_meta_v1.FieldSelectorRequirement]

class LabelSelectorAttributes(_t.TypedDict, total=False):
    rawSelector: str | None
    requirements: list[_meta_v1.LabelSelectorRequirement]

class LocalSubjectAccessReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SubjectAccessReviewSpec]
    status: SubjectAccessReviewStatus

class NonResourceAttributes(_t.TypedDict, total=False):
    path: str | None
    verb: str | None

class NonResourceRule(_t.TypedDict, total=False):
    nonResourceURLs: list[str] | None
    verbs: _t.Required[list[str]]

class ResourceAttributes(_t.TypedDict, total=False):
    fieldSelector: FieldSelectorAttributes
    group: str | None
    labelSelector: LabelSelectorAttributes
    name: str | None
    namespace: str | None
    resource: str | None
    subresource: str | None
    verb: str | None
    version: str | None

class ResourceRule(_t.TypedDict, total=False):
    apiGroups: list[str] | None
    resourceNames: list[str] | None
    resources: list[str] | None
    verbs: _t.Required[list[str]]

class SelfSubjectAccessReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SelfSubjectAccessReviewSpec]
    status: SubjectAccessReviewStatus

class SelfSubjectAccessReviewSpec(_t.TypedDict, total=False):
    nonResourceAttributes: NonResourceAttributes
    resourceAttributes: ResourceAttributes

class SelfSubjectRulesReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SelfSubjectRulesReviewSpec]
    status: SubjectRulesReviewStatus

class SelfSubjectRulesReviewSpec(_t.TypedDict, total=False):
    namespace: str | None

class SubjectAccessReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SubjectAccessReviewSpec]
    status: SubjectAccessReviewStatus

class SubjectAccessReviewSpec(_t.TypedDict, total=False):
    extra: _Mapping[str, list[str]] | None
    groups: list[str] | None
    nonResourceAttributes: NonResourceAttributes
    resourceAttributes: ResourceAttributes
    uid: str | None
    user: str | None

class SubjectAccessReviewStatus(_t.TypedDict, total=False):
    allowed: _t.Required[bool]
    denied: bool | None
    evaluationError: str | None
    reason: str | None

class SubjectRulesReviewStatus(_t.TypedDict, total=False):
    evaluationError: str | None
    incomplete: _t.Required[bool]
    nonResourceRules: _t.Required[list[NonResourceRule]]
    resourceRules: _t.Required[list[ResourceRule]]

class LocalSubjectAccessReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[LocalSubjectAccessReviewBody]) -> None: ...

class SelfSubjectAccessReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SelfSubjectAccessReviewBody]) -> None: ...

class SelfSubjectRulesReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SelfSubjectRulesReviewBody]) -> None: ...

class SubjectAccessReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SubjectAccessReviewBody]) -> None: ...
