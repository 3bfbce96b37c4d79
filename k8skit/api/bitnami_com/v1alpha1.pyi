# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class SealedSecretBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[SealedSecretSpec]

class SealedSecretMetadata(_t.TypedDict, total=False):
    annotations: _Mapping[str, str] | None
    finalizers: list[str] | None
    labels: _Mapping[str, str] | None
    name: str | None
    namespace: str | None

class SealedSecretSpec(_t.TypedDict, total=False):
    data: str | None
    encryptedData: _t.Required[_Mapping[str, str]]
    template: SealedSecretTemplate

class SealedSecretTemplate(_t.TypedDict, total=False):
    data: _Mapping[str, str] | None
    immutable: bool | None
    metadata: _Mapping[str, _t.Any]
    type: str | None

class SealedSecret(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[SealedSecretBody]) -> None: ...
