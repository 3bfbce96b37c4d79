"""The YAML writer: plain data in, YAML that every reader of Kubernetes reads back as that data.

Called by renderers and by whoever shows an object as YAML. It knows nothing of Kubernetes but four key names, imports next to nothing
when it is loaded, and never touches a file. What it cannot write is explained by `refusals`, which is loaded only then.

The rules (measured on PyYAML, libyaml, go-yaml 2 in kubectl, go-yaml 3 in kustomize, and the YAML 1.1 and 1.2 specifications):

- block style, two blanks per level, list items at the column of their key; no anchors, aliases, tags, folding, directives or exponents that
  only some readers know;
- a string is plain only if no reader can take it for anything else; else single quotes; double quotes where something must be escaped;
- text of several lines is a literal block where that is exact and stays exact when tools trim line ends; else double quotes.
"""

from __future__ import annotations

from .quoting import INT_MAX, INT_MIN, Unwritable, float_text, lines, scalar, spelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Path = tuple[str | int, ...]

MAX_LEVELS = 200
"""Levels of indentation that are written (and read); a list directly below a key adds none."""

_LONGEST_KEY = 1000
"""A key written longer than this goes after `? `: readers look for its colon within 1024 characters only."""

_CACHED_DEPTH = 24
_CACHED_KEYS = 256
_CACHED_TEXTS = 4096
_CACHED_LENGTH = 100
"""Bounds of the caches: together a few megabytes at most, whatever is written. A full cache is emptied."""


class Commented:
    """A scalar with an end-of-line comment; stands for it in a copy of the data while that is written.

    Args:
        value: the scalar.
        comment: the comment, from `#`.
    """

    __slots__ = ("comment", "value")

    def __init__(self, value: object, comment: str) -> None:
        self.value = value
        self.comment = comment


def _other(value: object) -> str:
    """Return a scalar that is no plain `str`, `int` or `bool`: rare types, and subclasses by the value of their base.

    Raises:
        Unwritable: a type that is no JSON type, a float that is no number, or an integer beyond 64 bits.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(str.__str__(value))
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        if not INT_MIN <= value <= INT_MAX:
            raise Unwritable
        return int.__repr__(value)
    if isinstance(value, float):
        return float_text(value)
    if type(value) is Commented:
        return f"{_other(value.value)} {value.comment}"
    raise Unwritable


_texts: dict[str | int, str] = {}
"""Text of one line or integer -> what follows `key:` or `-`."""
_known = _texts.get


def _text(value: str | int, level: _Level) -> str:
    """Return what follows `key:` or `-` for a text or an integer that is not among `_texts`."""
    if type(value) is not str:
        line = f" {_other(value)}"
    elif "\n" in value:
        return lines(value, level.depth)
    else:
        line = f" {scalar(value)}"
        if len(value) > _CACHED_LENGTH:
            return line
    if len(_texts) >= _CACHED_TEXTS:
        _texts.clear()
    _texts[value] = line
    return line


class _Level:
    """How the lines of one level of indentation begin. Each begins with the line feed that ends the one before.

    Args:
        depth: how many levels are above it.

    Attributes:
        keys: key -> how its line begins: line feed, indentation, key and colon.
        first: the same for the first key of an item of a list, whose dash stands in the indentation of the key.
        inner: the same for the first key of an item whose list is an item itself: only the key and the colon.
        pad: line feed and indentation.
        dash: line feed, indentation and dash.
        below: the next level; None until it is needed.

    Raises:
        Unwritable: the level is too deep.
    """

    __slots__ = ("below", "dash", "depth", "first", "inner", "keys", "pad")

    def __init__(self, depth: int) -> None:
        if depth > MAX_LEVELS:
            raise Unwritable
        self.depth = depth
        self.pad = "\n" + "  " * depth
        self.dash = self.pad + "-"
        self.keys: dict[str, str] = {}
        self.first: dict[str, str] = {}
        self.inner: dict[str, str] = {}
        self.below: _Level | None = None

    def deeper(self) -> _Level:
        """Return the next level, which is made when it is needed first."""
        if self.below is None:
            self.below = _Level(self.depth + 1)
        return self.below

    def begin(self, keys: dict[str, str], key: str) -> str:
        """Return how the line of a key begins that is not among `keys` yet, which is one of `keys`, `first` and `inner`."""
        if not isinstance(key, str):
            raise Unwritable
        lead = self.pad if keys is self.keys else f"{self.pad[:-2]}- " if keys is self.first else ""
        written = scalar(str.__str__(key))
        if len(written) > _LONGEST_KEY:
            return f"{lead}? {written}{self.pad}:"
        line = f"{lead}{written}:"
        if len(key) <= _CACHED_LENGTH and self.depth <= _CACHED_DEPTH:
            if len(keys) >= _CACHED_KEYS:
                keys.clear()
            keys[key] = line
        return line


_top = _Level(0)


# A scalar costs two look-ups and two parts, and nothing is joined before the end: there are many more of them than of anything else.


def _mapping(data: dict[str, Any], level: _Level, keys: dict[str, str], parts: list[str]) -> None:
    """Write a mapping that is not empty.

    Args:
        data: the mapping.
        level: that of its keys.
        keys: how the line of its first key begins, one of those of the level.
        parts: takes each part of the text.
    """
    rest = level.keys
    for key in data:  # few keys each: `items` would cost more
        value = data[key]
        try:
            parts.append(keys[key])
        except KeyError:
            parts.append(level.begin(keys, key))
        keys = rest
        kind = type(value)
        if kind is str or kind is int:
            line = _known(value)
            parts.append(_text(value, level) if line is None else line)
        elif kind is dict:
            if value:
                below = level.below or level.deeper()
                _mapping(value, below, below.keys, parts)
            else:
                parts.append(" {}")
        elif kind is list:
            if value:
                _sequence(value, level, parts)
            else:
                parts.append(" []")
        elif kind is bool:
            parts.append(" true" if value else " false")
        else:
            _rare(value, level, parts, dashed=False)


def _sequence(data: list[Any] | tuple[Any, ...], level: _Level, parts: list[str]) -> None:
    """Write a list that is not empty; `level` is that of its dashes."""
    dash = level.dash
    for value in data:
        kind = type(value)
        if kind is dict and value:
            below = level.below or level.deeper()
            _mapping(value, below, below.first, parts)
        elif kind is str or kind is int:
            parts.append(dash)
            line = _known(value)
            parts.append(_text(value, level) if line is None else line)
        else:
            parts.append(dash)
            _rare(value, level, parts, dashed=True)


def _rare(value: object, level: _Level, parts: list[str], *, dashed: bool) -> None:
    """Write any value after `key:` or, if `dashed`, after `-`: what the loops above do not meet often."""
    if isinstance(value, dict):
        if not value:
            parts.append(" {}")
        elif dashed:
            parts.append(" ")
            below = level.deeper()
            _mapping(value, below, below.inner, parts)
        else:
            below = level.deeper()
            _mapping(value, below, below.keys, parts)
    elif isinstance(value, list | tuple):
        if not value:
            parts.append(" []")
        elif dashed:
            parts.append(" -")
            below = level.deeper()
            _rare(value[0], below, parts, dashed=True)
            _sequence(value[1:], below, parts)
        else:
            _sequence(value, level, parts)
    elif isinstance(value, str) and "\n" in value:
        parts.append(lines(str.__str__(value), level.depth))
    else:
        parts.append(f" {_other(value)}")


_HEAD = ["apiVersion", "kind", "metadata", "spec"]
_WITHOUT_SPEC = _HEAD[:3]


def _in_order(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object with apiVersion, kind, metadata and spec first and the rest as it was; itself where that is so."""
    keys = [*data]
    if keys[:4] == _HEAD or (keys[:3] == _WITHOUT_SPEC and "spec" not in data):
        return data
    head = [key for key in _HEAD if key in data]
    return data if keys[: len(head)] == head else {**{key: data[key] for key in head}, **data}


def comment_line(text: str) -> str:
    """Return a comment of one line, from `# `; `text` may start with `#` itself.

    Raises:
        Unwritable: `text` holds a line break or a character that no comment can hold.
    """
    if spelled(text) != text:
        raise Unwritable
    return text if text[:1] == "#" else f"# {text}".rstrip(" ")


def _header(text: str) -> str:
    """Return the comment lines that start a file, each after a line feed."""
    try:
        if "\n" not in text:
            return "\n" + comment_line(text)
        return "".join(["\n" + comment_line(line) for line in text.removesuffix("\n").split("\n")])
    except Unwritable:
        from .refusals import refuse

        raise refuse("the header is no comment: it holds a line break or control character other than a line feed", ascii(text)) from None


def _document(data: object, parts: list[str]) -> None:
    """Write one document, each line after a line feed."""
    try:
        if isinstance(data, dict) and data:
            _mapping(_in_order(data), _top, _top.keys, parts)
        elif isinstance(data, list | tuple) and data:
            _sequence(data, _top, parts)
        elif isinstance(data, dict):
            parts.append("\n{}")
        elif isinstance(data, list | tuple):
            parts.append("\n[]")
        else:
            parts.append("\n" + _other(data))
    except Unwritable:
        from .refusals import explain

        raise explain(data) from None


def _joined(parts: list[str]) -> str:
    """Return the text of parts in which each line feed stands before its line: it is moved to the end."""
    if parts:
        parts[0] = parts[0][1:]
        parts.append("\n")
    return "".join(parts)


def dump(data: object, *, header: str = "", comments: Mapping[Path, str] | None = None) -> str:
    """Return one YAML document that ends in a line feed and has no leading `---`.

    At the top of a mapping apiVersion, kind, metadata and spec come first; every other order is the author's. Subclasses of str, int,
    float, dict and list are written by the value of their base (so members of StrEnum and IntEnum are), tuples as lists, an object that
    occurs twice is written twice.

    Args:
        data: dict, list, tuple, str, int, float, bool and None, nested at will. It is not changed.
        header: comment to put first, one or more lines, with or without `#`; default none.
        comments: path of a scalar, such as `("spec", "containers", 0, "image")` -> comment for the end of its line, with or without `#`.
            That is how markers for image bots are set. Default none.

    Returns:
        The text.

    Raises:
        CallError: something cannot be written as YAML or JSON (K8S924) or is nested too deeply (K8S922), a comment is not one line or
            belongs to no scalar; all problems of the data together, each with its field.
    """
    parts: list[str] = []
    if header:
        parts.append(_header(header))
    if comments:
        from .markers import with_comments

        data = with_comments(data, comments)
    _document(data, parts)
    return _joined(parts)


def dump_all(documents: Iterable[object], header: str = "") -> str:
    """Return several documents joined by `---` lines.

    Args:
        documents: what to write, each as for `dump`; none give an empty text (or only the header).
        header: comment to put first, once, as for `dump`; default none.

    Returns:
        The text.

    Raises:
        CallError: as for `dump`, for the first document that cannot be written.
    """
    parts: list[str] = []
    if header:
        parts.append(_header(header))
    between = ""
    for data in documents:
        if between:
            parts.append(between)
        between = "\n---"
        _document(data, parts)
    return _joined(parts)
