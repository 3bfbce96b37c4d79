# Made by `python -m k8skit.codegen stubs` from the facts; changes belong there.
import typing as _t
from collections.abc import Mapping as _Mapping

from k8skit.core.api_object import ApiObject as _ApiObject
from k8skit.core.guests import AnyScope as _Scope
from k8skit.api.meta import v1 as _meta_v1

class EnvVar(_t.TypedDict, total=False):
    name: _t.Required[str]
    value: str | None
    valueFrom: _t.Literal["HOST", "INLINE"] | None

class Match(_t.TypedDict, total=False):
    mode: _t.Literal["CLIENT", "CLIENT_AND_SERVER", "SERVER", "UNDEFINED"] | None
    ports: list[Port]

class Port(_t.TypedDict, total=False):
    number: _t.Required[int]

class Selector(_t.TypedDict, total=False):
    matchLabels: _Mapping[str, str] | None

class TargetRef(_t.TypedDict, total=False):
    group: str | None
    kind: _t.Required[str]
    name: _t.Required[str]
    namespace: str | None

class TrafficExtensionBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[TrafficExtensionSpec]

class TrafficExtensionLua(_t.TypedDict, total=False):
    inlineCode: _t.Required[str]

class TrafficExtensionSpec(_t.TypedDict, total=False):
    lua: TrafficExtensionLua
    match: list[Match]
    phase: _t.Literal["AUTHN", "AUTHZ", "STATS", "UNSPECIFIED"] | None
    priority: int | None
    selector: Selector
    targetRefs: list[TargetRef]
    wasm: TrafficExtensionWasm

class TrafficExtensionWasm(_t.TypedDict, total=False):
    failStrategy: _t.Literal["FAIL_CLOSE", "FAIL_OPEN", "FAIL_RELOAD"] | None
    imagePullPolicy: _t.Literal["Always", "IfNotPresent", "UNSPECIFIED_POLICY"] | None
    imagePullSecret: str | None
    pluginConfig: _Mapping[str, _t.Any] | None
    pluginName: str | None
    sha256: str | None
    type: _t.Literal["HTTP", "NETWORK", "UNSPECIFIED_PLUGIN_TYPE"] | None
    url: _t.Required[str]
    verificationKey: str | None
    vmConfig: VmConfig

class VmConfig(_t.TypedDict, total=False):
    env: list[EnvVar]

class WasmPluginBody(_t.TypedDict, total=False):
    metadata: _meta_v1.ObjectMeta
    spec: _t.Required[WasmPluginSpec]

class WasmPluginSpec(_t.TypedDict, total=False):
    failStrategy: _t.Literal["FAIL_CLOSE", "FAIL_OPEN", "FAIL_RELOAD"] | None
    imagePullPolicy: _t.Literal["Always", "IfNotPresent", "UNSPECIFIED_POLICY"] | None
    imagePullSecret: str | None
    match: list[Match]
    phase: _t.Literal["AUTHN", "AUTHZ", "STATS", "UNSPECIFIED_PHASE"] | None
    pluginConfig: _Mapping[str, _t.Any] | None
    pluginName: str | None
    priority: int | None
    selector: Selector
    sha256: str | None
    targetRef: TargetRef
    targetRefs: list[TargetRef]
    type: _t.Literal["HTTP", "NETWORK", "UNSPECIFIED_PLUGIN_TYPE"] | None
    url: _t.Required[str]
    verificationKey: str | None
    vmConfig: VmConfig

class TrafficExtension(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[TrafficExtensionBody]) -> None: ...

class WasmPlugin(_ApiObject):
    def __init__(self, scope: _Scope, id: str, **body: _t.Unpack[WasmPluginBody]) -> None: ...
