# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AggregationRule(_t.TypedDict, total=False):
    clusterRoleSelectors: list[_meta_v1.LabelSelector]

class ClusterRoleBody(_t.TypedDict, total=False):
    aggregationRule: AggregationRule
    metadata: _meta_v1.ObjectMeta
    rules: list[PolicyRule]

class ClusterRoleBindingBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    roleRef: _t.Required[RoleRef]
    subjects: list[Subject]

class PolicyRule(_t.TypedDict, total=False):
    apiGroups: list[str] | None
    nonResourceURLs: list[str] | None
    resourceNames: list[str] | None
    resources: list[str] | None
    verbs: _t.Required[list[str]]

class RoleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    rules: list[PolicyRule]

class RoleBindingBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    roleRef: _t.Required[RoleRef]
    subjects: list[Subject]

class RoleRef(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]

class Subject(_t.TypedDict, total=False):
    apiGroup: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class ClusterRole(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterRoleBody]) -> None: ...

class ClusterRoleBinding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterRoleBindingBody]) -> None: ...

class Role(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RoleBody]) -> None: ...

class RoleBinding(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[RoleBindingBody]) -> None: ...
