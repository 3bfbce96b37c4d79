"""Packing: plain data to bytes that `marshal.loads` reads, the same bytes for the same data.

`marshal.dumps` decides by reference counts what it writes twice, so its bytes differ from run to run; version 2 of its format shares
nothing and is three times as large. This writer uses version 4 of the format (read by every supported Python) and shares every equal value.
Used by `k8skit.codegen.datafiles` only.
"""

from __future__ import annotations

from marshal import dumps
from struct import pack as struct_pack
from typing import Any

_REF = 0x80
_INTERNED = 20
"""Texts of fewer characters are interned when they are read, as names in code are; longer ones are names of definitions, mostly, and would cost
their hash, although few of those that are read are looked up."""


def _key(value: Any) -> Any:
    """Return a hashable key that is equal for equal data of equal types (1, 1.0 and True differ)."""
    if isinstance(value, dict):
        return (dict, *((k, _key(v)) for k, v in value.items()))
    if isinstance(value, list | tuple):
        return (type(value), *map(_key, value))
    return (type(value), value)


def pack(value: Any) -> bytes:
    """Return `value` as marshalled bytes.

    Args:
        value: None, bool, int, float, str, bytes, and list, tuple, dict of these.

    Returns:
        Bytes with `marshal.loads(pack(value)) == value`. Equal parts become one shared object.

    Raises:
        TypeError: a value is of another type.
    """
    again: dict[Any, bool] = {}
    _count(value, again)
    out = bytearray()
    references: dict[Any, int] = {}
    _write(value, out, {key for key, found in again.items() if found}, references)
    return bytes(out)


def _count(value: Any, again: dict[Any, bool]) -> None:
    """Find out which values come more than once: only these are marked, since the reader keeps a list of what is marked."""
    if value is None or type(value) in (bool, int, float):
        return
    key = _key(value)
    if key in again:
        again[key] = True
        return
    again[key] = False
    if type(value) is dict:
        for k, v in value.items():
            _count(k, again)
            _count(v, again)
    elif type(value) is list or type(value) is tuple:
        for item in value:
            _count(item, again)


def _write(value: Any, out: bytearray, shared: set[Any], references: dict[Any, int]) -> None:
    if value is None or value is True or value is False:
        out += b"N" if value is None else b"T" if value else b"F"
        return
    if type(value) is int:
        out += struct_pack("<ci", b"i", value) if -(2**31) <= value < 2**31 else dumps(value, 2)
        return
    if type(value) is float:
        out += struct_pack("<cd", b"g", value)
        return
    key = _key(value)
    if key in references:
        out += struct_pack("<ci", b"r", references[key])
        return
    mark = 0
    if key in shared:
        mark = _REF
        references[key] = len(references)  # the reader counts them the same way: when one begins
    if type(value) is str:
        data = value.encode()
        if value.isascii() and len(data) < 256:
            out += bytes((ord("Z" if len(data) < _INTERNED else "z") | mark, len(data))) + data
        else:
            out += struct_pack("<Bi", ord("t") | mark, len(data)) + data
    elif type(value) is bytes:
        out += struct_pack("<Bi", ord("s") | mark, len(value)) + value
    elif type(value) is dict:
        out.append(ord("{") | mark)
        for k, v in value.items():
            _write(k, out, shared, references)
            _write(v, out, shared, references)
        out += b"0"
    elif type(value) is list or type(value) is tuple:
        out += struct_pack("<Bi", ord("[" if type(value) is list else "(") | mark, len(value))
        for item in value:
            _write(item, out, shared, references)
    else:
        raise TypeError(f"cannot pack a {type(value).__name__}")
