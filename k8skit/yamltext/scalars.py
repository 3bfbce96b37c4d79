"""What Kubernetes reads from a plain YAML scalar.

Kubernetes' tools and its API server read YAML with go-yaml 2 and turn it into JSON (sigs.k8s.io/yaml). This is that reading, measured with
kubectl: `yes`, `on` and `y` are booleans, `0644` and `0o644` are octal, `08` is 8, `1e3` and `1_000` are 1000, base 60 and timestamps are
text, integers beyond 64 bits are rounded, and a float without a fraction arrives as an integer.

Called by the reader only; pure functions of one text.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    Scalar = str | int | float | bool | None

NULL, BOOL, INT, FLOAT, STR, MERGE = "null", "bool", "int", "float", "str", "merge"
"""The types of scalars, by the names of YAML's core tags."""

_WORDS: dict[str, tuple[str, Scalar]] = {"<<": (MERGE, "<<")}
for _word in ("", "~", "null", "Null", "NULL"):
    _WORDS[_word] = (NULL, None)
for _word in ("y", "yes", "true", "on"):
    for _form in (_word, _word.title(), _word.upper()):
        _WORDS[_form] = (BOOL, True)
for _word in ("n", "no", "false", "off"):
    for _form in (_word, _word.title(), _word.upper()):
        _WORDS[_form] = (BOOL, False)
for _word in (".inf", ".Inf", ".INF"):
    _WORDS[_word] = _WORDS[f"+{_word}"] = (FLOAT, float("inf"))
    _WORDS[f"-{_word}"] = (FLOAT, float("-inf"))
for _word in (".nan", ".NaN", ".NAN"):
    _WORDS[_word] = (FLOAT, float("nan"))

_INTEGER = re.compile(r"([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))", re.ASCII)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", re.ASCII)
_DOT_FLOAT = re.compile(r"\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?", re.ASCII)
_LONGEST_INTEGER = 70
"""Longer spellings in any base are beyond 64 bits, or start with more zeros than anyone writes; they are read as floats or text."""


def resolve(text: str) -> tuple[str, Scalar]:
    """Return the type and the value of a plain scalar.

    Args:
        text: the scalar as YAML gives it: without comment and outer blanks.

    Returns:
        One of the type names of this module and the value. An infinity or NaN comes back as such: Kubernetes refuses it. `<<` is of type
        `merge`, with its text as value.
    """
    word = _WORDS.get(text)
    if word is not None:
        return word
    first = text[0]
    if first == ".":
        return _float(text.replace("_", ""), text) if _DOT_FLOAT.fullmatch(text) else (STR, text)
    if first not in "+-0123456789":
        return STR, text
    number = text.replace("_", "")
    match = _INTEGER.fullmatch(number) if len(number) <= _LONGEST_INTEGER else None
    if match:
        sign, hexadecimal, binary, octal, decimal = match.groups()
        if hexadecimal:
            value = int(hexadecimal, 16)
        elif binary:
            value = int(binary, 2)
        elif octal:
            value = int(octal, 8)
        else:
            value = int(decimal)
        if sign == "-":
            value = -value
        if -(2**63) <= value < 2**63:
            return INT, value
        if not sign and value < 2**64:
            return INT, float(value)
    if _FLOAT.fullmatch(number):
        return _float(number, text)
    return STR, text


def _float(number: str, text: str) -> tuple[str, Scalar]:
    """Return type and value of the spelling of a float; beyond the range of a float it is text."""
    value = float(number)
    if value - value != 0:
        return STR, text
    return FLOAT, as_json(value)


def as_json(value: float) -> int | float:
    """Return a finite float as it arrives after the way through JSON: without a fraction and within 64 bits it has become an integer."""
    if value != value // 1:
        return value
    mantissa, mark, exponent = repr(value).partition("e")
    if not mark:
        return int(value)
    width = int(exponent) + (2 if mantissa[0] == "-" else 1)
    whole = int(mantissa.replace(".", "").ljust(width, "0"))
    return whole if -(2**63) <= whole < 2**63 else value


_SHORT_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,2})\.[0-9]{0,2}[1-9]", re.ASCII)


def as_key(kind: str, value: Scalar, text: str) -> str | None:
    """Return the text that Kubernetes makes of a plain key, if that is what is written; None if it would be another text, or none.

    JSON knows text keys only, so `80: x` becomes `"80": x`. But `y: 0` becomes `"true": 0` and `1.10: x` becomes `"1.1": x`.

    Args:
        kind: the type of the key, from `resolve`.
        value: its value, from `resolve`.
        text: the key as written.
    """
    if kind == INT:
        return text if str(value) == text else None
    if kind == BOOL:
        return text if text in ("true", "false") else None
    if kind == FLOAT:
        return text if _SHORT_DECIMAL.fullmatch(text) else None
    return text if kind in (STR, MERGE) else None
