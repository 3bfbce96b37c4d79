# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class SelfSubjectReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    status: SelfSubjectReviewStatus

class SelfSubjectReviewStatus(_t.TypedDict, total=False):
    userInfo: UserInfo

class TokenReviewBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TokenReviewSpec]
    status: TokenReviewStatus

class TokenReviewSpec(_t.TypedDict, total=False):
    audiences: list[str] | None
    token: str | None

class TokenReviewStatus(_t.TypedDict, total=False):
    audiences: list[str] | None
    authenticated: bool | None
    error: str | None
    user: UserInfo

class UserInfo(_t.TypedDict, total=False):
    extra: _Mapping[str, list[str]] | None
    groups: list[str] | None
    uid: str | None
    username: str | None

class SelfSubjectReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SelfSubjectReviewBody]) -> None: ...

class TokenReview(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TokenReviewBody]) -> None: ...
