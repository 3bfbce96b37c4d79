"""Strings: `charAt`, `indexOf`, `join`, `split`, `replace`, `substring`, `trim`, `format`, `strings.quote` ...

Source: documentation of cel-go, extended string functions, which Kubernetes uses.
"""

from __future__ import annotations

from . import Failed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import Row

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = _UPPER.lower()
_SPACE = " \t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_TO_UPPER, _TO_LOWER = str.maketrans(_LOWER, _UPPER), str.maketrans(_UPPER, _LOWER)
_ESCAPES = str.maketrans(
    {"\a": r"\a", "\b": r"\b", "\f": r"\f", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\v": r"\v", "\\": r"\\", '"': r"\""}
)


def _char_at(s: str, i: int) -> str:
    if not 0 <= i <= len(s):
        raise Failed(f"index out of range: {i}")
    return s[i : i + 1]


def _index_of(s: str, part: str, start: int = 0) -> int:
    if not 0 <= start <= len(s):
        raise Failed(f"index out of range: {start}")
    return s.find(part, start)


def _last_index_of(s: str, part: str, start: int | None = None) -> int:
    if start is None:
        return s.rfind(part)
    if not 0 <= start <= len(s):
        raise Failed(f"index out of range: {start}")
    return s.rfind(part, 0, start + len(part))


def _replace(s: str, old: str, new: str, limit: int = -1) -> str:
    return s.replace(old, new, limit)


def _split(s: str, separator: str, limit: int = -1) -> list[str]:
    if limit == 0:
        return []
    if not separator:
        parts = list(s)
        return parts if limit < 0 or len(parts) <= limit else [*parts[: limit - 1], "".join(parts[limit - 1 :])]
    return s.split(separator, -1 if limit < 0 else limit - 1)


def _substring(s: str, start: int, end: int | None = None) -> str:
    end = len(s) if end is None else end
    if not 0 <= start <= end <= len(s):
        raise Failed(f"substring range out of bounds: {start}, {end}")
    return s[start:end]


def _join(parts: list[Any], separator: str = "") -> str:
    for part in parts:
        if not isinstance(part, str):
            raise Failed("join takes a list of strings")
    return separator.join(parts)


def _quote(s: str) -> str:
    return f'"{s.translate(_ESCAPES)}"'


def _text(value: Any) -> str:
    """Return a value as `%s` writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8", "replace")
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) or abs(value) >= 1e15 else f"{int(value)}"
    if isinstance(value, list):
        return f"[{', '.join(_text(x) for x in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_text(k)}: {_text(value[k])}' for k in sorted(value, key=str))}}}"
    if hasattr(value, "total_seconds"):
        return f"{value.total_seconds():g}s"
    if hasattr(value, "isoformat"):
        text: str = value.isoformat()
        return text.replace("+00:00", "Z")
    return str(value)


def _number(verb: str, precision: str, value: Any) -> str:
    if verb in "fe":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Failed(f"%{verb} takes a number")
        return f"{value:.{precision or 6}{verb}}"
    if verb == "d":
        if isinstance(value, bool) or not isinstance(value, int):
            raise Failed("%d takes an integer")
        return str(value)
    if verb == "b" and isinstance(value, bool):
        return str(int(value))
    if verb in "xX" and isinstance(value, (str, bytes, bytearray)):
        digits = (value.encode() if isinstance(value, str) else bytes(value)).hex()
        return digits.upper() if verb == "X" else digits
    if not isinstance(value, int):
        raise Failed(f"%{verb} takes an integer")
    return f"{value:{verb}}"


def _format(template: str, values: list[Any]) -> str:
    out, at, i, n = [], 0, 0, len(template)
    while i < n:
        c = template[i]
        if c != "%":
            out.append(c)
            i += 1
            continue
        if template[i + 1 : i + 2] == "%":
            out.append("%")
            i += 2
            continue
        end = i + 1
        precision = ""
        if template[end : end + 1] == ".":
            end += 1
            while template[end : end + 1].isdigit():
                precision += template[end]
                end += 1
        verb = template[end : end + 1]
        if verb not in "sdfebxXo" or not verb:
            raise Failed(f"the format has no verb {verb!r}")
        if at >= len(values):
            raise Failed("the format has more verbs than values")
        out.append(_text(values[at]) if verb == "s" else _number(verb, precision, values[at]))
        at += 1
        i = end + 1
    return "".join(out)


FUNCTIONS: tuple[Row, ...] = (
    ("charAt", True, ("string", "int"), "string", _char_at),
    ("indexOf", True, ("string", "string"), "int", _index_of),
    ("indexOf", True, ("string", "string", "int"), "int", _index_of),
    ("lastIndexOf", True, ("string", "string"), "int", _last_index_of),
    ("lastIndexOf", True, ("string", "string", "int"), "int", _last_index_of),
    ("join", True, ("list",), "string", _join),
    ("join", True, ("list", "string"), "string", _join),
    ("lowerAscii", True, ("string",), "string", lambda s: s.translate(_TO_LOWER)),
    ("upperAscii", True, ("string",), "string", lambda s: s.translate(_TO_UPPER)),
    ("replace", True, ("string", "string", "string"), "string", _replace),
    ("replace", True, ("string", "string", "string", "int"), "string", _replace),
    ("reverse", True, ("string",), "string", lambda s: s[::-1]),
    ("split", True, ("string", "string"), "list", _split),
    ("split", True, ("string", "string", "int"), "list", _split),
    ("substring", True, ("string", "int"), "string", _substring),
    ("substring", True, ("string", "int", "int"), "string", _substring),
    ("trim", True, ("string",), "string", lambda s: s.strip(_SPACE)),
    ("format", True, ("string", "list"), "string", _format),
    ("strings.quote", False, ("string",), "string", _quote),
)
