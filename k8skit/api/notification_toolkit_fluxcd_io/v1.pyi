# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1
from k8skit.api.notification_toolkit_fluxcd_io import v1beta3 as _notification_toolkit_fluxcd_io_v1beta3

class MatchCondition(_t.TypedDict, total=False):
    expression: _t.Required[str]
    name: _t.Required[str]

class ReceiverBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ReceiverSpec

class ReceiverOidcProvider(_t.TypedDict, total=False):
    audience: str | None
    issuerURL: _t.Required[str]
    validations: _t.Required[list[ReceiverValidation]]
    variables: list[MatchCondition]

class ReceiverResource(_t.TypedDict, total=False):
    apiVersion: str | None
    filter: str | None
    kind: _t.Required[_t.Literal["ArtifactGenerator", "Bucket", "ExternalArtifact", "GitRepository", "HelmChart", "HelmRelease", "HelmRepository", "ImagePolicy", "ImageRepository", "ImageUpdateAutomation", "Kustomization", "OCIRepository"]]
    matchLabels: _Mapping[str, str] | None
    name: _t.Required[str]
    namespace: str | None

class ReceiverSpec(_t.TypedDict, total=False):
    events: list[str] | None
    interval: str | None
    oidcProviders: list[ReceiverOidcProvider]
    resourceFilter: str | None
    resources: _t.Required[list[ReceiverResource]]
    secretRef: _notification_toolkit_fluxcd_io_v1beta3.SecretRef
    suspend: bool | None
    type: _t.Required[_t.Literal["acr", "bitbucket", "cdevents", "dockerhub", "gcr", "generic", "generic-hmac", "generic-oidc", "github", "gitlab", "harbor", "nexus", "quay"]]

class ReceiverValidation(_t.TypedDict, total=False):
    expression: _t.Required[str]
    message: _t.Required[str]

class Receiver(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ReceiverBody]) -> None: ...
