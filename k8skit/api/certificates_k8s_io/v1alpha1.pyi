# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class ClusterTrustBundleBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[ClusterTrustBundleSpec]

class ClusterTrustBundleSpec(_t.TypedDict, total=False):
    signerName: str | None
    trustBundle: _t.Required[str]

class PodCertificateRequestBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[PodCertificateRequestSpec]

class PodCertificateRequestSpec(_t.TypedDict, total=False):
    maxExpirationSeconds: int | None
    nodeName: _t.Required[str]
    nodeUID: _t.Required[str]
    pkixPublicKey: _t.Required[str]
    podName: _t.Required[str]
    podUID: _t.Required[str]
    proofOfPossession: _t.Required[str]
    serviceAccountName: _t.Required[str]
    serviceAccountUID: _t.Required[str]
    signerName: _t.Required[str]

class ClusterTrustBundle(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ClusterTrustBundleBody]) -> None: ...

class PodCertificateRequest(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[PodCertificateRequestBody]) -> None: ...
