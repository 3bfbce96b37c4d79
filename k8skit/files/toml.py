"""TOML: reads the plain part of the language fast, and leaves everything else to `tomllib`.

Importing `tomllib` costs more than a whole small synth, and what people write into a configuration is plain: tables, strings, numbers,
lists. What `plain` reads it reads as `tomllib` does; at the first thing that it does not know for certain it gives up. Called by the
configuration alone; it opens no file.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def loads(text: str) -> dict[str, Any]:
    """Read a TOML document.

    Raises:
        ValueError: if it is malformed; the text of the error names line and column.
    """
    found = plain(text)
    if found is None:
        import tomllib

        found = tomllib.loads(text)
    return found


def plain(text: str) -> dict[str, Any] | None:
    """Read a TOML document of plain parts; None if it is malformed, or has parts that are left to `tomllib`.

    Plain are: tables and arrays of tables, bare, dotted and quoted keys, strings on one line, decimal integers, booleans, arrays, inline
    tables.
    """
    text = text.replace("\r\n", "\n")
    if not text.replace("\n", "").replace("\t", "").isprintable():
        return None
    try:
        return _Reader(text).read()
    except _NotPlainError:
        return None


def line_of(text: str, key: str, table: str = "") -> int:
    """Return the number of the line in which a table of a document sets a key, 0 if that is not plain to see.

    Args:
        text: the document.
        key: a key of the table, bare or quoted in the document.
        table: the name of the table as in its header (default: the top of the document).
    """
    inside = not table
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            name = stripped.lstrip("[").partition("]")[0]
            parts = [part.strip().strip("\"'") for part in name.split(".")]
            inside = ".".join(parts) == table
            if ".".join(parts[:-1]) == table and parts[-1] == key:
                return number
        elif inside and stripped.partition("=")[0].partition(".")[0].strip().strip("\"'") == key and "=" in stripped:
            return number
    return 0


def lines(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the lines of the keys of a document, as far as they are plain to see: tables, arrays of tables, and a key at a line's start.

    Args:
        text: a document that is well-formed.
    """
    out: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped[:1] == "[" and "]" in stripped:
            many = stripped.startswith("[[")
            table = ()
            parts = _parts(stripped.strip("[").partition("]")[0])
            for place, part in enumerate(parts):
                table = (*table, part)
                out.setdefault(table, number)
                if many and place == len(parts) - 1:
                    counts[table] = counts.get(table, -1) + 1
                if table in counts:
                    table = (*table, counts[table])
                    out.setdefault(table, number)
        elif "=" in stripped and stripped[:1] != "#":
            at = table
            for part in _parts(stripped.partition("=")[0]):
                at = (*at, part)
                out.setdefault(at, number)
    return out


def _parts(key: str) -> list[str]:
    return [part.strip().strip("\"'") for part in key.split(".")]


class _NotPlainError(Exception):
    """Something that is left to `tomllib`."""


class _Table(dict[str, "Any"] if TYPE_CHECKING else dict):  # type: ignore[misc]
    """A table of the document, which remembers how it came to be: that decides how it can be continued.

    Attributes:
        made_by: 0 as part of another header's name, 1 by a header, or the position of the section whose dotted keys made it.
    """

    __slots__ = ("made_by",)

    def __init__(self, made_by: int) -> None:
        self.made_by = made_by


class _Reader:
    __slots__ = ("_at", "_text")

    def __init__(self, text: str) -> None:
        self._text = text + "\n"
        self._at = 0

    def read(self) -> dict[str, Any]:
        text = self._text
        end = len(text)
        root = table = _Table(1)
        section = 2
        while True:
            at = self._skip()
            if at == end:
                return root
            if text[at] == "[":
                table = self._header(root)
                section = at + 2
            else:
                self._pair(table, section)
            self._end_of_line()

    def _skip(self) -> int:
        """Go to the next thing, over spaces, line ends and comments."""
        text = self._text
        at = self._at
        end = len(text)
        while at < end:
            c = text[at]
            if c in " \t\n":
                at += 1
            elif c == "#":
                at = text.index("\n", at)
            else:
                break
        self._at = at
        return at

    def _spaces(self) -> str:
        """Go over spaces and return the character behind them."""
        text = self._text
        at = self._at
        while text[at] in " \t":
            at += 1
        self._at = at
        return text[at]

    def _end_of_line(self) -> None:
        c = self._spaces()
        if c == "#":
            self._at = self._text.index("\n", self._at)
        elif c != "\n":
            raise _NotPlainError
        self._at += 1

    def _expect(self, c: str) -> None:
        if self._text[self._at] != c:
            raise _NotPlainError
        self._at += 1

    def _header(self, root: _Table) -> _Table:
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        self._spaces()
        *way, last = self._key()
        self._expect("]")
        if many:
            self._expect("]")
        table = root
        for name in way:
            below = table.get(name)
            if below is None:
                below = table[name] = _Table(0)
            elif type(below) is not _Table or below.made_by > 1:
                raise _NotPlainError
            table = below
        present = table.get(last)
        if many:
            made = _Table(1)
            if present is None:
                present = table[last] = _Tables()
            elif type(present) is not _Tables:
                raise _NotPlainError
            present.append(made)
            return made
        if present is None:
            present = table[last] = _Table(1)
        elif type(present) is not _Table or present.made_by:
            raise _NotPlainError
        present.made_by = 1
        return present

    def _key(self) -> list[str]:
        """Read a key, dotted or not, and the spaces behind it."""
        text = self._text
        names = []
        while True:
            start = at = self._at
            c = text[at]
            if c in "\"'":
                names.append(self._string(c))
            else:
                while text[at] in _BARE:
                    at += 1
                if at == start:
                    raise _NotPlainError
                names.append(text[start:at])
                self._at = at
            if self._spaces() != ".":
                return names
            self._at += 1
            self._spaces()

    def _pair(self, table: _Table, section: int) -> None:
        *way, last = self._key()
        self._expect("=")
        self._spaces()
        value = self._value()
        for name in way:
            below = table.get(name)
            if below is None:
                below = table[name] = _Table(section)
            elif type(below) is not _Table or below.made_by != section:
                raise _NotPlainError
            table = below
        if last in table:
            raise _NotPlainError
        table[last] = value

    def _value(self) -> Any:
        text = self._text
        at = self._at
        c = text[at]
        if c in "\"'":
            return self._string(c)
        if c == "[":
            return self._array()
        if c == "{":
            return self._inline()
        if text.startswith("true", at):
            self._at = at + 4
            value: Any = True
        elif text.startswith("false", at):
            self._at = at + 5
            value = False
        else:
            start = at
            if c in "+-":
                at += 1
            first = at
            while "0" <= text[at] <= "9":
                at += 1
            if not 0 < at - first < 19 or (text[first] == "0" and at - first > 1):
                raise _NotPlainError
            self._at = at
            value = int(text[start:at])
        if text[self._at] not in " \t\n#,]}":
            raise _NotPlainError
        return value

    def _string(self, quote: str) -> str:
        text = self._text
        start = self._at + 1
        if text.startswith(quote * 2, start):
            raise _NotPlainError
        end = text.find(quote, start)
        line = text.index("\n", start)
        if not start <= end < line:
            raise _NotPlainError
        if quote == "'" or "\\" not in text[start:end]:
            self._at = end + 1
            return text[start:end]
        parts = []
        at = start
        while (c := text[at]) != '"':
            if c == "\n":
                raise _NotPlainError
            if c == "\\":
                at += 1
                c = _ESCAPES.get(text[at], "")
                if not c:
                    raise _NotPlainError
            parts.append(c)
            at += 1
        self._at = at + 1
        return "".join(parts)

    def _array(self) -> list[Any]:
        text = self._text
        end = len(text)
        values: list[Any] = []
        self._at += 1
        while True:
            at = self._skip()
            if at == end:
                raise _NotPlainError
            if text[at] == "]":
                self._at += 1
                return values
            values.append(self._value())
            at = self._skip()
            if at < end and text[at] == ",":
                self._at += 1
            elif at == end or text[at] != "]":
                raise _NotPlainError

    def _inline(self) -> dict[str, Any]:
        table: dict[str, Any] = {}
        self._at += 1
        if self._spaces() == "}":
            self._at += 1
            return table
        while True:
            (name, *more) = self._key()
            if more or name in table:
                raise _NotPlainError
            self._expect("=")
            self._spaces()
            table[name] = self._value()
            c = self._spaces()
            self._at += 1
            if c == "}":
                return table
            if c != ",":
                raise _NotPlainError
            self._spaces()


class _Tables(list["Any"] if TYPE_CHECKING else list):  # type: ignore[misc]
    """An array of tables, as opposed to an array that is a value."""
