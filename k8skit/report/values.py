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
    line = _Line(limit)
    try:
        line.add_value(value, DEPTH)
    except _FullError:
        return "".join(line.parts)[: limit - 3] + "..."
    return "".join(line.parts)


def printable(text: str) -> str:
    """Return text that is safe on a terminal: what is not printable becomes an escape, line ends stay."""
    if text.isprintable():
        return text
    return "".join(c if c == "\n" or c.isprintable() else _escape(c) for c in text)


class _FullError(Exception):
    """The line has no more room."""


class _Line:
    """Parts of a line that may not grow beyond a limit."""

    __slots__ = ("parts", "room")

    def __init__(self, limit: int) -> None:
        self.parts: list[str] = []
        self.room = limit

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.room -= len(text)
        if self.room < 0:
            raise _FullError

    def add_value(self, value: object, depth: int) -> None:
        if not isinstance(value, (dict, list, tuple)):
            self.add(_scalar(value, self.room))
        elif depth == 0:
            self.add("...")
        elif isinstance(value, dict):
            comma = "{"
            for key, item in value.items():
                self.add(comma)
                self.add_value(key, depth - 1)
                self.add(": ")
                self.add_value(item, depth - 1)
                comma = ", "
            self.add("}" if value else "{}")
        else:
            comma = "["
            for item in value:
                self.add(comma)
                self.add_value(item, depth - 1)
                comma = ", "
            self.add("]" if value else "[]")


def _escape(char: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    if short:
        return short
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _scalar(value: object, room: int) -> str:
    """Return the text of a value that holds no others; of a long one, at least as much as there is room for."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        text = str.__str__(value)[: room + 1]
        if text and _PLAIN.issuperset(text) and not _ambiguous(text):
            return text
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return _escaped(f'"{quoted}"')
    try:
        return _escaped(repr(value))
    except Exception:  # a value's own __repr__ may do anything; a report must not fail over it
        return f"<{type(value).__name__}>"


def _escaped(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def _ambiguous(text: str) -> bool:
    """Return whether a word could be taken for a number, a truth value, null or a mark of YAML."""
    if text[0] in "=@:+-." or text[-1] == ":" or text.lower() in _WORDS:
        return True
    if not text[0].isdigit():
        return False
    if ":" in text or text[:2].lower() in ("0x", "0o", "0b"):
        return True
    try:
        float(text)
    except ValueError:
        return False
    return True
