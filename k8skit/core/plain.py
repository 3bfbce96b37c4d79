"""Plain data: what a manifest is made of (dict, list, str, int, float, bool, None), and how other values become it."""

from __future__ import annotations

from _collections_abc import Mapping

from ..errors import CallError
from ..finding import Finding
from ..manifest import Marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCALARS = frozenset((str, int, float, bool, type(None)))
_DEPTH = 200


def plain(value: Any, path: str = "", depth: int = 0) -> Any:
    """Copy a value into plain data.

    Mappings become dict, tuples list, enum members their value, subclasses of str, int and float the plain type; k8skit's values
    (Container, Probe, ...) their manifest; pydantic models, those of the official Kubernetes client among them, what they dump with aliases
    and without None.

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
        raise _refuse(path[:60] + "...", value, f"it is nested deeper than {_DEPTH} levels", "a dict or a list must not hold itself")
    if kind is dict:
        out = {}
        for k, v in value.items():
            if type(k) is not str:
                if not isinstance(k, str):
                    raise _refuse(path, k, f"a key must be a string, got {type(k).__name__}", "write the key in quotes")
                k = _text(k)
            out[k] = v if type(v) in _SCALARS else plain(v, f"{path}.{k}" if path else k, depth + 1)
        return out
    if kind is list or kind is tuple:
        return [v if type(v) in _SCALARS else plain(v, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
    return _convert(value, path, depth)


def _convert(value: Any, path: str, depth: int) -> Any:
    if type(value) is Marked:
        return value
    if not isinstance(value, type):
        manifest = getattr(value, "to_manifest", None)
        if manifest is not None:
            return plain(manifest(), path, depth + 1)
        if hasattr(value, "model_dump"):
            return plain(_dumped(value, path), path, depth + 1)
        names = getattr(value, "attribute_map", None)
        if type(names) is dict:  # the official client before it took to pydantic
            found = {name: getattr(value, attribute) for attribute, name in names.items()}
            return plain({name: v for name, v in found.items() if v is not None}, path, depth + 1)
    if isinstance(value, Mapping):
        return plain(dict(value), path, depth + 1)
    inner = getattr(value, "value", None)
    if hasattr(type(value), "__members__") and type(inner) in _SCALARS:
        return inner
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, (list, tuple)):
        return plain(list(value), path, depth + 1)
    what = f"the class {value.__name__}" if isinstance(value, type) else f"a {type(value).__name__}"
    raise _refuse(path, value, f"a manifest cannot hold {what}", _hint(value))


def _text(value: str) -> str:
    """A str subclass as the text that it is, whatever its `__str__` says; an enum member as its value."""
    return str.__str__(value)


def _dumped(model: Any, path: str) -> Any:
    try:
        return model.model_dump(mode="json", by_alias=True, exclude_none=True, serialize_as_any=True, warnings=False)
    except Exception as e:
        raise _refuse(path, model, f"{type(model).__name__} cannot be dumped: {e}", "give the object as a dict") from e


def _hint(value: Any) -> str:
    if isinstance(value, type):
        return f"make one: {value.__name__}(...)"
    if isinstance(value, (set, frozenset)):
        return "use a list: a set has no order"
    if isinstance(value, (bytes, bytearray)):
        return "decode it, or put it into binaryData as base64 text"
    return "use text" if hasattr(value, "isoformat") else "use dict, list, str, int, float, bool or None"


def _refuse(path: str, value: Any, message: str, help: str) -> CallError:
    from .fields import located

    return CallError(*located([Finding("K8S924", message, field=path, value=value, help=help)], ""))
