"""Values on one line: how a report shows the data that somebody wrote.

Only for reading: the result is close to YAML's flow style, never meant to be parsed. Values come from files that are not trusted, so
control characters are shown as escapes and size, depth and cycles are bounded.
"""

from __future__ import annotations

LIMIT = 100
"""Characters that a value may take in a line of a report."""
DEPTH = 50
"""Levels of a value that are shown."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/:@+=~-")
_WORDS = frozenset(("null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"))


def one_line(value: object, limit: int = LIMIT) -> str:
    """Return a value on one line, cut to `limit` characters with "..." at the end.

    Strings are quoted where they could be taken for something else, so `8080` is a number and `"8080"` a string.
    """
    parts: list[str] = []
    left = _write(value, parts, limit + 1, DEPTH)
    line = "".join(parts)
    return line if left >= 0 and len(line) <= limit else line[: limit - 3] + "..."


def printable(text: str) -> str:
    """Return text that is safe on a terminal: what is not printable becomes an escape, line ends stay."""
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else _escape(c) for c in text)


def _escape(char: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    if short:
        return short
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _write(value: object, parts: list[str], left: int, depth: int) -> int:
    """Append the text of a value; return how many characters of `left` remain, below 0 once there are none."""
    if depth == 0 and isinstance(value, (dict, list, tuple)):
        return _add("...", parts, left)
    if isinstance(value, dict):
        left = _add("{", parts, left)
        comma = ""
        for key, item in value.items():
            if left < 0:
                return left
            left = _write(key, parts, _add(comma, parts, left), depth - 1)
            left = _write(item, parts, _add(": ", parts, left), depth - 1)
            comma = ", "
        return _add("}", parts, left)
    if isinstance(value, (list, tuple)):
        left = _add("[", parts, left)
        comma = ""
        for item in value:
            if left < 0:
                return left
            left = _write(item, parts, _add(comma, parts, left), depth - 1)
            comma = ", "
        return _add("]", parts, left)
    return _add(_scalar(value, left), parts, left)


def _add(text: str, parts: list[str], left: int) -> int:
    if left >= 0:
        parts.append(text)
    return left - len(text)


def _scalar(value: object, left: int) -> str:
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _string(str.__str__(value), max(left, 0))
    try:
        return "".join(c if c.isprintable() else _escape(c) for c in repr(value))
    except Exception:  # a value's own __repr__ may do anything; a report must not fail over it
        return f"<{type(value).__name__}>"


def _string(value: str, left: int) -> str:
    if value and len(value) <= left and _PLAIN.issuperset(value) and value[-1] != ":" and not _ambiguous(value):
        return value
    head = value[: left + 1]
    escaped = head.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(c if c.isprintable() else _escape(c) for c in escaped)
    return f'"{escaped}"'


def _ambiguous(value: str) -> bool:
    """Return whether a plain word could be taken for a number, a truth value, null or a mark of YAML."""
    if value.lower() in _WORDS:
        return True
    first = value[0]
    if first.isdigit() or first in "+-.":
        return not _surely_word(value)
    return first in "=@:"


def _surely_word(value: str) -> bool:
    if value[0] in "+-":
        return False
    try:
        float(value)
    except ValueError:
        return not value.lower().startswith(("0x", "0o", "0b", ".")) and ":" not in value
    return False
