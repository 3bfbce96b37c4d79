"""Values between Python and Node.js: what the way there would change is put right where nothing is lost, and refused where something is."""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from .structs import look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

EXACT = 2**53
"""Integers beyond this are no longer exact in JavaScript, where every number is a double."""

_SCALARS = (str, bool, type(None))


def damaged(m: Manifest) -> list[Finding]:
    """Return a finding (K8S982) for each number of an object that cdk8s would write as another one.

    Args:
        m: the finished object; 1.0 is written as 1, which is the same number.
    """
    return [
        Finding("K8S982", _inexact(value), origin=m.origin, object=m.id, field=path, value=value, help="`k8skit synth` writes it as it is")
        for path, value in _numbers(m.object, "")
        if not -EXACT <= value <= EXACT
    ]


def _inexact(value: float) -> str:
    near = int(float(value)) if abs(value) < 1e308 else "another number"
    return f"cdk8s would write {near}: its numbers are exact up to 2**53 only"


def _numbers(value: Any, path: str) -> list[tuple[str, Any]]:
    found = []
    stack = [(value, path)]
    while stack:
        at, path = stack.pop()
        kind = type(at)
        if kind is dict:
            stack += [(v, f"{path}.{k}" if path else k) for k, v in at.items() if type(v) not in _SCALARS]
        elif kind is list:
            stack += [(v, f"{path}[{i}]") for i, v in enumerate(at) if type(v) not in _SCALARS]
        elif kind is int or kind is float:
            found.append((path, at))
    return found


def passed(value: Any, path: str = "") -> Any:
    """Return what a program gives to cdk8s so that it arrives as it is.

    Args:
        value: an argument; tuples become lists, numbers like 1.0 integers, in it and in the structs of cdk8s.
        path: where it stands in the call.

    Raises:
        CallError: K8S982 for an integer that JavaScript cannot hold, None in a list, dates without a time and a time zone, sets, bytes and
            numbers that JSON does not know; K8S981 for a key of a mapping in a list that cdk8s would drop.
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is int:
        if not -EXACT <= value <= EXACT:
            raise _refuse(path, value, f"cdk8s would make {int(float(value))} of {value}", "write it as text, or give the object to k8skit")
        return value
    if kind is float:
        if value.is_integer():
            return passed(int(value), path)
        if value != value or value in (float("inf"), float("-inf")):
            raise _refuse(path, str(value), f"cdk8s cannot take {value}: JSON has no such number", "leave it out")
        return value
    if kind is dict:
        return {k: passed(v, f"{path}.{k}" if path else str(k)) for k, v in value.items()}
    if kind is list or kind is tuple:
        for i, v in enumerate(value):
            if v is None:
                raise _refuse(f"{path}[{i}]", v, "cdk8s cannot take None in a list", "leave it out")
        return [passed(v, f"{path}[{i}]") for i, v in enumerate(value)]
    if getattr(kind, "__jsii_name_mapping__", None) is not None:
        values = value._values
        for name, v in values.items():
            if type(v) not in _SCALARS:
                at = f"{path}.{name}" if path else name
                values[name] = v = passed(v, at)
                if type(v) is list or type(v) is dict:
                    look(kind, name, v, at)
        return value
    if getattr(value, "__jsii_type__", None) is not None or callable(value):
        return value
    if hasattr(value, "isoformat"):
        if getattr(value, "tzinfo", None) is not None and hasattr(value, "date"):
            return value
        raise _refuse(path, str(value), f"cdk8s cannot take a {kind.__name__}", f"use text, such as {value.isoformat()!r}")
    if isinstance(value, (set, frozenset, bytes, bytearray)):
        hint = "use a list" if isinstance(value, (set, frozenset)) else "use text"
        raise _refuse(path, str(value), f"cdk8s cannot take {'a set' if hint == 'use a list' else 'bytes'}", hint)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return passed(int(value), path)
    return value


def _refuse(path: str, value: object, message: str, help: str) -> CallError:
    return CallError(Finding("K8S982", message, field=path, value=value, help=help))
