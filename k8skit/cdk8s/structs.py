"""Structs: plain mappings where cdk8s wants a struct. A key that it does not know it drops without a word where the mapping is in a list.

Outside of lists its Python classes look at the keys; what is in lists and mappings goes to Node.js as it is, and there only known keys are read,
by their names in JavaScript.
"""

from __future__ import annotations

import inspect
import typing

from ..errors import CallError
from ..finding import Finding
from ..names import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_fields: dict[type, dict[str, Any]] = {}
_parameters: dict[Any, list[Any]] = {}


def look(struct: Any, name: str, value: object, path: str) -> None:
    """Look at what stands in a field of a struct.

    Args:
        struct: the class of the struct.
        name: the field, by its name in Python.
        value: what is given.
        path: where it stands, for errors.

    Raises:
        CallError: K8S981 for the first key that cdk8s would drop.
    """
    _look(_hint(struct, name), value, path)


def look_at_call(call: Callable[..., Any], args: list[Any]) -> None:
    """Look at the arguments of a method or a class of cdk8s.

    Args:
        call: the function of the class.
        args: the arguments without `self`.

    Raises:
        CallError: as `look`.
    """
    for hint, arg in zip(_hints_of(call), args, strict=False):  # what comes in `*args` cannot be a mapping
        _look(hint, arg, "")


def _look(hint: Any, value: object, path: str) -> None:
    kind = type(value)
    if hint is None or (kind is not dict and kind is not list):
        return
    wanted = [one for one in _alternatives(hint) if one is not type(None)]
    if isinstance(value, list):
        inner: tuple[Any, ...] = next((typing.get_args(one) for one in wanted if _is(one, "list", "Sequence")), ())
        for i, item in enumerate(value) if inner else ():
            _look(inner[0], item, f"{path}[{i}]")
    elif isinstance(value, dict):
        structs = [one for one in wanted if getattr(one, "__jsii_name_mapping__", None) is not None]
        if structs:
            _keys(structs, value, path)
            return
        inner = next((typing.get_args(one) for one in wanted if _is(one, "dict", "Mapping")), ())
        for key, item in value.items() if len(inner) == 2 else ():
            _look(inner[1], item, f"{path}.{key}" if path else str(key))


def _keys(structs: list[Any], value: dict[Any, Any], path: str) -> None:
    known: dict[str, tuple[Any, str]] = {}
    for struct in structs:
        for name, theirs in struct.__jsii_name_mapping__.items():
            known.setdefault(theirs, (struct, name))
    of = " or ".join(struct.__name__ for struct in structs)
    for key, item in value.items():
        at = f"{path}.{key}" if path else str(key)
        if key in known:
            _look(_hint(*known[key]), item, at)
            continue
        in_python = next((theirs for theirs, (_, name) in known.items() if name == key), "")
        if in_python:
            message = f"cdk8s drops {key} of a mapping in a list, where it reads its own names only"
            help = f"write {in_python}, or {structs[0].__name__}({key}=...) in place of the mapping"
        else:
            message = f"{of} has no field {key}, and cdk8s drops it"
            near = closest(str(key), list(known))
            help = f"did you mean {near}?" if near else f"its fields are {', '.join(sorted(known))}"
        raise CallError(Finding("K8S981", message, field=at, help=help))


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) is typing.Union else (hint,)


def _is(hint: Any, *names: str) -> bool:
    return getattr(typing.get_origin(hint), "__name__", "") in names


def _hint(struct: Any, name: str) -> Any:
    fields = _fields.setdefault(struct, {})
    if name not in fields:
        getter = getattr(getattr(struct, name, None), "fget", None)
        fields[name] = _resolved(getter).get("return") if getter is not None else None
    return fields[name]


def _hints_of(call: Callable[..., Any]) -> list[Any]:
    """The hints of the parameters of a method that are given by position."""
    function: Any = inspect.unwrap(getattr(call, "__func__", call))
    found = _parameters.get(function)
    if found is None:
        hints = _resolved(function)
        code = function.__code__
        found = _parameters[function] = [hints.get(name) for name in code.co_varnames[1 : code.co_argcount]]
    return found


def _resolved(function: Any) -> dict[str, Any]:
    try:
        # With names of its own, else typing gives what a text of another module meant: it keeps what it has resolved by the text alone.
        return typing.get_type_hints(function, None, {})
    except (NameError, TypeError, AttributeError):  # a name that its module does not have: nothing is known then
        return {}
