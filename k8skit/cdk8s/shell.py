"""Shell: an API object of k8skit as cdk8s sees it."""

from __future__ import annotations

import cdk8s
import jsii

from ..core.api_object import ApiObject
from .stand_ins import Cdk8sApp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Shell(cdk8s.ApiObject):
    """An API object of k8skit in the tree of cdk8s.

    cdk8s' own ways to change it work: `metadata` (labels, annotations, ...) and `add_json_patch`; they act on the finished object.
    """

    def __init__(self, scope: Any, construct: ApiObject) -> None:
        self.construct = construct
        self._patches: list[Any] = []
        manifest = construct.manifest
        version, kind = manifest.get("apiVersion"), manifest.get("kind")
        version = version if isinstance(version, str) and version.count("/") < 2 else "v1"  # what is wrong is told at synth, as everywhere
        name = construct.object_name or construct.id
        id = "Resource" if isinstance(construct.scope, Cdk8sApp) else construct.id
        # What super().__init__ does, without checking types that are known here.
        props = {"apiVersion": version, "kind": str(kind or "Unknown"), "metadata": {"name": name}}
        jsii.create(cdk8s.ApiObject, self, [scope, id, props])

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name == "metadata":  # from now on it may be changed; until then it need not be asked for
            d = object.__getattribute__(self, "__dict__")
            if "_metadata" not in d:
                d["_metadata"] = found.to_json()
        return found

    def add_json_patch(self, *ops: Any) -> None:
        """Change the finished object, after the patches of k8skit.

        Args:
            *ops: operations of cdk8s.
        """
        self._patches += ops

    def to_json(self) -> Any:
        """Return the finished object: processed and checked by k8skit."""
        host: Any = self.construct._root._host
        object = host.object_of(self.construct)
        if host.gathering:
            return object
        if "_metadata" in self.__dict__:
            object = {**object, "metadata": _changed(object.get("metadata") or {}, self._metadata, self.metadata.to_json())}
        if self._patches:
            object = cdk8s.JsonPatch.apply(object, *self._patches)
        return object


def _changed(metadata: dict[str, Any], before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Put on the metadata of an object what was changed in that of cdk8s."""
    out = dict(metadata)
    for key, value in now.items():
        old = before.get(key)
        if value == old:
            continue
        if isinstance(value, dict):
            out[key] = {**(out.get(key) or {}), **{k: v for k, v in value.items() if not isinstance(old, dict) or old.get(k) != v}}
        elif isinstance(value, list):
            out[key] = [*(out.get(key) or []), *(v for v in value if v not in (old or []))]
        else:
            out[key] = value
    return out
