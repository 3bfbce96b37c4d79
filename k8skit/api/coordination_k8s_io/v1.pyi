# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class LeaseBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: LeaseSpec

class LeaseSpec(_t.TypedDict, total=False):
    acquireTime: str | None
    holderIdentity: str | None
    leaseDurationSeconds: int | None
    leaseTransitions: int | None
    preferredHolder: str | None
    renewTime: str | None
    strategy: str | None

class Lease(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[LeaseBody]) -> None: ...
