"""Plain data: what a manifest is made of (dict, list, str, int, float, bool, None), and how other values become it."""

from __future__ import annotations

from _collections_abc import Mapping

from ..errors import CallError
from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCALARS = frozenset((str, int, float, bool, type(None)))
_DEPTH = 200


def plain(value: Any, path: str = "", depth: int = 0) -> Any:
    """Copy a value into plain data.

    Mappings become dict, tuples list, enum members their value, subclasses of str and int the plain type; k8skit's values (Container, Probe, ...)
    their manifest; pydantic models what they dump with aliases and without None.

    Args:
        value: what the user wrote.
        path: where it stands, for the error.
        depth: how deep it stands.

    Returns:
        New containers; scalars as they are.

    Raises:
        CallError: K8S924 for what a manifest cannot hold: sets, dates, keys that are not strings, other objects, a value inside itself.
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if depth > _DEPTH:
        raise _refuse(path, "...", f"it is nested deeper than {_DEPTH} levels", "a container must not hold itself")
    if kind is dict:
        out = {}
        for k, v in value.items():
            if type(k) is not str:
                if not isinstance(k, str):
                    raise _refuse(path, k, f"a key must be a string, got {type(k).__name__}", "write the key in quotes")
                k = str(k)
            out[k] = v if type(v) in _SCALARS else plain(v, f"{path}.{k}" if path else k, depth + 1)
        return out
    if kind is list or kind is tuple:
        return [v if type(v) in _SCALARS else plain(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
    return _convert(value, path, depth)


def _convert(value: Any, path: str, depth: int) -> Any:
    manifest = getattr(value, "to_manifest", None)
    if manifest is not None:
        return plain(manifest(), path, depth + 1)
    dump = getattr(value, "model_dump", None)
    if dump is not None and not isinstance(value, type):
        return plain(dump(mode="json", by_alias=True, exclude_none=True), path, depth + 1)
    if isinstance(value, Mapping):
        return plain(dict(value), path, depth + 1)
    inner = getattr(value, "value", None)
    if hasattr(type(value), "__members__") and type(inner) in _SCALARS:
        return inner
    for base in (bool, int, str, float):
        if isinstance(value, base):
            return base(value)
    if isinstance(value, (list, tuple)):
        return plain(list(value), path, depth + 1)
    hints = {
        "set": "use a list: a set has no order",
        "frozenset": "use a list: a set has no order",
        "bytes": "decode it, or put it into binaryData as base64 text",
    }
    hint = hints.get(type(value).__name__, "use text" if hasattr(value, "isoformat") else "use dict, list, str, int, float, bool or None")
    raise _refuse(path, value, f"a manifest cannot hold a {type(value).__name__}", hint)


def _refuse(path: str, value: Any, message: str, help: str) -> CallError:
    from .fields import located

    return CallError(*located([Finding("K8S924", message, field=path, value=value, help=help)], "", {}, {}))
