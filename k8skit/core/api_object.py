"""ApiObject: the leaf of the tree that becomes one API object."""

from __future__ import annotations

from _collections_abc import Mapping

from ..errors import CallError
from ..finding import Finding, Origin
from .construct import Construct, by_position
from .fields import field
from .origins import caller
from .plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pydantic import BaseModel

    from .guests import AnyScope

_OPS = ("add", "remove", "replace", "move", "copy", "test")


class ApiObject(Construct):
    """One API object, of any kind, from plain data.

    What you write is what comes out. Only two things are added: the name (the id) where `metadata` gives neither `name` nor
    `generateName`, and the chart's namespace and labels.

    Args:
        scope: the construct that this one is part of.
        id: its id; also the object's name where the manifest gives none.
        manifest: a mapping with `apiVersion` and `kind`, or a pydantic model that dumps to one.

    Attributes:
        manifest: the object as plain data; may be changed until the app is synthesised.

    Raises:
        CallError: as every construct, and K8S924 for what a manifest cannot hold.
    """

    manifest: dict[str, Any] = field(init=False)
    _patches: list[tuple[Any, tuple[str, int]]] | None = None
    _from_file = False  # whether the manifest is that of a file, read at synth

    if TYPE_CHECKING:

        def __init__(self, scope: AnyScope, id: str, manifest: Mapping[str, Any] | BaseModel) -> None: ...

    else:

        def __init__(self, *args: Any, **given: Any) -> None:
            at = caller(self)
            if len(args) == 3 and not given:
                scope, id, manifest = args
            else:
                scope, id, manifest = _arguments(type(self), args, given, at)
            self._attach(scope, id, at)
            try:
                data = plain(manifest)
                if type(data) is not dict:
                    help = 'for example {"apiVersion": "v1", "kind": "ConfigMap", "data": {...}}'
                    raise CallError(Finding("K8S902", "a manifest must be a mapping", field="manifest", value=manifest, help=help))
                default_name(data, self.id)
                d = self.__dict__
                d["manifest"] = data
                if d["_root"]._host is not None:
                    d["_root"]._host.made(self)
            except BaseException as e:
                d = self.__dict__
                d["scope"]._children.pop(d["id"], None)
                if d["_root"]._host is not None:
                    d["_root"]._host.removed(self)
                if isinstance(e, CallError):
                    for f in e.findings:
                        f.origin = self._origin_at(at)
                raise
            d["_done"] = True

    @property
    def api_version(self) -> str:
        """The apiVersion, such as `apps/v1`."""
        return str(self.manifest.get("apiVersion", ""))

    @property
    def kind(self) -> str:
        """The kind, such as `Deployment`."""
        return str(self.manifest.get("kind", ""))

    @property
    def object_name(self) -> str:
        """metadata.name, `""` where there is none."""
        metadata = self.manifest.get("metadata")
        return str(metadata.get("name") or "") if isinstance(metadata, dict) else ""

    def patch(self, patch: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Change the finished object, after everything else; patches are applied in the order given and always win.

        Args:
            patch: a mapping is a merge patch (RFC 7386: null removes, lists are replaced); a list is a JSON Patch (RFC 6902).

        Raises:
            CallError: K8S909 where it is neither, K8S906 where the app is already synthesised. At synth: K8S908 where it changes nothing,
                K8S909 where it does not apply.
        """
        at = caller()
        self._refuse_late("the patch", at)
        problem = patch_problem(patch)
        if problem:
            raise CallError(
                Finding(
                    "K8S909",
                    f"the patch of {self.kind} {self.object_name} {problem}",
                    origin=self._origin_at(at),
                    value=patch,
                    help='write {"spec": {"replicas": 5}}, or [{"op": "remove", "path": "/spec/replicas"}]',
                )
            )
        d = self.__dict__
        if d.get("_patches") is None:
            d["_patches"] = []
        d["_patches"].append((plain(patch), at))


def _arguments(cls: type, args: tuple[Any, ...], given: dict[str, Any], at: tuple[str, int]) -> list[Any]:
    """Scope, id and manifest of a call that does not simply give them by position."""
    example = 'scope, "id", {"apiVersion": ..., "kind": ...}'
    found, findings = by_position(cls, ("scope", "id", "manifest"), args, given, example)
    help = f"for example {cls.__name__}({example})"
    findings += [Finding("K8S901", "a parameter is given by position", value=v, help=help) for v in args[3:]]
    findings += [Finding("K8S901", f"unknown parameter {n}", field=n, value=v, help=help) for n, v in given.items()]
    if findings:
        for f in findings:
            f.origin = Origin(*at, "", cls.__name__)
        raise CallError(*findings)
    return found


def default_name(data: dict[str, Any], id: str) -> None:
    """Name an object by its id where its metadata gives neither name nor generateName."""
    metadata = data.get("metadata")
    if metadata is None:
        rest: dict[str, Any] = {k: v for k, v in data.items() if k != "metadata"}
        head: dict[str, Any] = {k: rest.pop(k) for k in ("apiVersion", "kind") if k in rest}
        data.clear()
        data.update(head)
        data["metadata"] = {"name": id}
        data.update(rest)
    elif type(metadata) is dict and "name" not in metadata and "generateName" not in metadata:
        data["metadata"] = {"name": id, **metadata}


def patch_problem(patch: Any) -> str:
    """Return "" for a merge patch or a JSON Patch, else what is wrong with it."""
    if isinstance(patch, Mapping):
        return "" if patch else "is empty"
    if not isinstance(patch, (list, tuple)):
        return f"must be a mapping or a list of operations, got {type(patch).__name__}"
    if not patch:
        return "is empty"
    for i, op in enumerate(patch):
        if not isinstance(op, Mapping):
            return f"has an operation [{i}] that is no mapping"
        name = op.get("op")
        if name not in _OPS:
            return f"has an operation [{i}] with op {name!r}; it must be one of {', '.join(_OPS)}"
        for key in ("path", *(("from",) if name in ("move", "copy") else ())):
            pointer = op.get(key)
            if not isinstance(pointer, str) or (pointer and pointer[0] != "/"):
                return f"has an operation [{i}] whose {key} is not a JSON Pointer such as /spec/replicas"
        if name in ("add", "replace", "test") and "value" not in op:
            return f"has an operation [{i}] without a value"
    return ""
