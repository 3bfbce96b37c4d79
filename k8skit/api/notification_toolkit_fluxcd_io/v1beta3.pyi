# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class AlertBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: AlertSpec

class AlertEventSource(_t.TypedDict, total=False):
    apiVersion: str | None
    kind: _t.Required[_t.Literal["ArtifactGenerator", "Bucket", "ExternalArtifact", "GitRepository", "HelmChart", "HelmRelease", "HelmRepository", "ImagePolicy", "ImageRepository", "ImageUpdateAutomation", "Kustomization", "OCIRepository"]]
    matchLabels: _Mapping[str, str] | None
    name: _t.Required[str]
    namespace: str | None

class AlertSpec(_t.TypedDict, total=False):
    eventMetadata: _Mapping[str, str] | None
    eventSeverity: _t.Literal["error", "info"] | None
    eventSources: _t.Required[list[AlertEventSource]]
    exclusionList: list[str] | None
    inclusionList: list[str] | None
    providerRef: _t.Required[SecretRef]
    summary: str | None
    suspend: bool | None

class ProviderBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: ProviderSpec

class ProviderSpec(_t.TypedDict, total=False):
    address: str | None
    certSecretRef: SecretRef
    channel: str | None
    commitStatusExpr: str | None
    interval: str | None
    proxy: str | None
    proxySecretRef: SecretRef
    secretRef: SecretRef
    serviceAccountName: str | None
    suspend: bool | None
    timeout: str | None
    type: _t.Required[_t.Literal["alertmanager", "azuredevops", "azureeventhub", "bitbucket", "bitbucketserver", "datadog", "discord", "generic", "generic-hmac", "gitea", "giteapullrequestcomment", "github", "githubdispatch", "githubpullrequestcomment", "gitlab", "gitlabmergerequestcomment", "googlechat", "googlepubsub", "grafana", "lark", "matrix", "msteams", "nats", "opsgenie", "otel", "pagerduty", "rocket", "sentry", "slack", "telegram", "webex", "zulip"]]
    username: str | None

class SecretRef(_t.TypedDict, total=False):
    name: _t.Required[str]

class Alert(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[AlertBody]) -> None: ...

class Provider(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[ProviderBody]) -> None: ...
