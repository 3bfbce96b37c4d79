"""Which keys of some data a pydantic model does not take, whatever its `extra` says.

Called with the values of an environment. A model that ignores what it does not know hides every misspelling of a field with a default.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

Path = tuple[str | int, ...]

_NOTHING: Any = object()


def unknown_keys(model: Any, data: Any, made: Any = None) -> list[tuple[Path, list[str]]]:
    """Return the keys that a model does not take, each with its path and the keys that could stand there.

    Args:
        model: the pydantic model, or any annotation.
        data: what it was given.
        made: what it made of that; then it decides which member of a union counts (default: unknown).
    """
    out: list[tuple[Path, list[str]]] = []
    _walk(model, data, _NOTHING if made is None else made, (), out)
    return out


def _walk(annotation: Any, data: Any, made: Any, path: Path, out: list[tuple[Path, list[str]]]) -> None:
    if getattr(type(made), "__pydantic_root_model__", False):
        made = made.root
    candidates = _candidates(annotation)
    if isinstance(data, dict):
        _walk_mapping(candidates, data, made, path, out)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            item = made[index] if isinstance(made, list | tuple) and len(made) == len(data) else _NOTHING
            for candidate in candidates:
                args = get_args(candidate)
                if args and not _is_mapping(candidate):
                    fixed = get_origin(candidate) is tuple and args[-1] is not Ellipsis
                    _walk(args[index] if fixed and index < len(args) else args[0], value, item, (*path, index), out)


def _walk_mapping(candidates: list[Any], data: dict[str, Any], made: Any, path: Path, out: list[tuple[Path, list[str]]]) -> None:
    shaped = [names for names in map(_names, candidates) if names is not None]
    open_ended = [candidate for candidate in candidates if _is_mapping(candidate)]
    if made is not _NOTHING:
        exact = _names(type(made))
        if exact is not None:
            shaped, open_ended = [exact], []
        elif not isinstance(made, Mapping):
            return  # a validator made something else of it
        elif open_ended:
            shaped = []
    elif Any in candidates or (shaped and open_ended):
        return
    for key, value in data.items():
        at = (*path, key)
        if shaped:
            # Several models of a union that nothing fits: what none of them takes is wrong for certain.
            homes = [names[key] for names in shaped if key in names]
            if not homes:
                out.append((at, list(dict.fromkeys(name for names in shaped for name in names))))
            elif len(shaped) == 1:
                field, inner = homes[0]
                _walk(inner, value, _attribute(made, field), at, out)
        else:
            for candidate in open_ended:
                args = get_args(candidate)
                _walk(args[1] if len(args) == 2 else Any, value, _attribute(made, key), at, out)


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation) or annotation
    return isinstance(origin, type) and issubclass(origin, Mapping) and not _is_typed_dict(origin)


def _candidates(annotation: Any) -> list[Any]:
    """Return the members of a union, or the annotation alone, without what only decorates it."""
    if isinstance(annotation, TypeVar) or annotation is object:
        return [Any]
    if getattr(annotation, "__pydantic_root_model__", False):
        return _candidates(annotation.model_fields["root"].annotation)
    if type(annotation).__name__ == "TypeAliasType":  # from Python 3.12 on
        return _candidates(annotation.__value__)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _candidates(get_args(annotation)[0])
    if origin is Union or origin is types.UnionType:
        return [found for member in get_args(annotation) for found in _candidates(member)]
    return [annotation]


def _is_typed_dict(kind: Any) -> bool:
    """Whether it is a TypedDict, of typing or of typing_extensions, which are not the same on every Python."""
    return isinstance(kind, type) and issubclass(kind, dict) and hasattr(kind, "__total__")


def _names(kind: Any) -> dict[str, tuple[str, Any]] | None:
    """Return key -> (attribute, annotation) for a class with fields; None for anything else."""
    model_fields = getattr(kind, "model_fields", None) if isinstance(kind, type) else None
    if isinstance(model_fields, dict):
        config = getattr(kind, "model_config", {})
        out: dict[str, tuple[str, Any]] = {}
        for name, field in model_fields.items():
            for key, whole in _keys(name, field, config):
                out[key] = (name, field.annotation if whole else Any)
        return out
    if _is_typed_dict(kind):
        return {name: (name, hint) for name, hint in get_type_hints(kind).items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return {field.name: (field.name, hints[field.name]) for field in fields(kind)}
    return None


def _keys(name: str, field: Any, config: Any) -> list[tuple[str, bool]]:
    """Return the keys that fill a field (its aliases, and its own name where the model takes that), and whether with all they hold."""
    alias = field.validation_alias if field.validation_alias is not None else field.alias
    if alias is None or config.get("validate_by_alias") is False:
        return [(name, True)]
    keys = []
    for choice in getattr(alias, "choices", [alias]):
        first = getattr(choice, "path", [choice])[0]
        if isinstance(first, str):
            keys.append((first, first is choice))
    if config.get("populate_by_name") or config.get("validate_by_name"):
        keys.append((name, True))
    return keys


def _attribute(made: Any, name: str) -> Any:
    if made is _NOTHING:
        return _NOTHING
    if isinstance(made, Mapping):
        return made.get(name, _NOTHING)
    return getattr(made, name, _NOTHING)
