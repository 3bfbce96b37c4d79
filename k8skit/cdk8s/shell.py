"""Shell: an API object of k8skit as cdk8s sees it."""

from __future__ import annotations

import cdk8s
import jsii

from ..core.api_object import ApiObject
from ..core.origins import caller
from ..errors import CheckError
from ..finding import Finding
from ..manifest import Manifest
from .errors import first_line, patch_problem
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
        self._patches: list[tuple[Any, tuple[str, int]]] = []
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
        """Change the finished object, after the patches of k8skit and before it is checked.

        Args:
            *ops: operations of cdk8s.
        """
        at = caller()
        self._patches += [(op, at) for op in ops]

    def to_json(self) -> Any:
        """Return the finished object: processed and checked by k8skit."""
        host: Any = self.construct._root._host
        return host.object_of(self.construct)

    def is_changed(self) -> bool:
        """Whether the ways of cdk8s to change an object were used, as far as it can be told without asking cdk8s."""
        return bool(self._patches) or "_metadata" in self.__dict__

    def change(self, object: dict[str, Any]) -> Any:
        """Return an object with what was done to it in the ways of cdk8s.

        Args:
            object: the object, processed by k8skit.

        Raises:
            CheckError: K8S981 for an operation that cdk8s cannot apply.
        """
        if "_metadata" in self.__dict__:
            object = {**object, "metadata": _changed(object.get("metadata") or {}, self._metadata, self.metadata.to_json())}
        found = []
        for op, at in self._patches:
            try:
                object = cdk8s.JsonPatch.apply(object, op)
            except RuntimeError as e:
                what, help = patch_problem(first_line(e))
                found.append(Finding("K8S981", what, origin=self.construct._origin_at(at), object=Manifest(object).id, help=help))
        if found:
            raise CheckError(*found)
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
