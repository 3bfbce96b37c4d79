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
    from collections.abc import Callable, Iterable, Mapping
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


class _Texts(dict[str, "str | None"]):
    """Text -> what follows `key:` or `-`, with its line feed; None for text of several lines, whose form depends on the depth."""

    __slots__ = ()

    def __missing__(self, text: str) -> str | None:
        if "\n" in text:
            return None
        line = " " + scalar(text) + "\n"
        if len(text) <= _CACHED_LENGTH:
            if len(self) >= _CACHED_TEXTS:
                self.clear()
            self[text] = line
        return line


class _Keys(dict[str, str]):
    """Key -> indentation, key and colon, for one depth.

    Args:
        pad: the indentation of the mapping.
        dashed: the key follows `- ` on one line, so that its own indentation is there already.
    """

    __slots__ = ("lead", "pad")

    def __init__(self, pad: str, *, dashed: bool) -> None:
        super().__init__()
        self.pad = pad
        self.lead = "" if dashed else pad

    def __missing__(self, key: str) -> str:
        if not isinstance(key, str):
            raise Unwritable
        written = scalar(str.__str__(key))
        if len(written) > _LONGEST_KEY:
            return f"{self.lead}? {written}\n{self.pad}:"
        line = f"{self.lead}{written}:"
        if len(key) <= _CACHED_LENGTH and len(self.pad) <= 2 * _CACHED_DEPTH:
            if len(self) >= _CACHED_KEYS:
                self.clear()
            self[key] = line
        return line


class _Levels(dict[int, tuple[_Keys, _Keys]]):
    """Depth -> the keys that start a line, and those that follow a dash."""

    __slots__ = ()

    def __missing__(self, depth: int) -> tuple[_Keys, _Keys]:
        if depth > MAX_LEVELS:
            raise Unwritable
        pad = "  " * depth
        level = self[depth] = (_Keys(pad, dashed=False), _Keys(pad, dashed=True))
        return level


_texts = _Texts()
_levels = _Levels()


def _mapping(data: dict[str, Any], depth: int, out: Callable[[str], None], *, dashed: bool = False) -> None:
    """Write a mapping that is not empty, one `out` per line."""
    texts = _texts
    rest, keys = _levels[depth]
    if not dashed:
        keys = rest
    for key, value in data.items():
        kind = type(value)
        if kind is str:
            line = texts[value]
            out(keys[key] + (line if line is not None else lines(value, depth)))
        elif kind is dict:
            if value:
                out(keys[key] + "\n")
                _mapping(value, depth + 1, out)
            else:
                out(keys[key] + " {}\n")
        elif kind is list:
            if value:
                out(keys[key] + "\n")
                _sequence(value, depth, out)
            else:
                out(keys[key] + " []\n")
        elif kind is int:
            if not INT_MIN <= value <= INT_MAX:
                raise Unwritable
            out(f"{keys[key]} {value}\n")
        elif kind is bool:
            out(keys[key] + (" true\n" if value else " false\n"))
        else:
            out(keys[key])
            _rare(value, depth, out, dashed=False)
        keys = rest


def _sequence(data: list[Any] | tuple[Any, ...], depth: int, out: Callable[[str], None], *, dashed: bool = False) -> None:
    """Write a list that is not empty; `depth` is the level of its dashes."""
    if depth > MAX_LEVELS:
        raise Unwritable
    texts = _texts
    rest = "  " * depth + "-"
    dash = "-" if dashed else rest
    for value in data:
        kind = type(value)
        if kind is dict and value:
            out(dash + " ")
            _mapping(value, depth + 1, out, dashed=True)
        elif kind is str:
            line = texts[value]
            out(dash + (line if line is not None else lines(value, depth)))
        else:
            out(dash)
            _rare(value, depth, out, dashed=True)
        dash = rest


def _rare(value: object, depth: int, out: Callable[[str], None], *, dashed: bool) -> None:
    """Write any value after `key:` or, if `dashed`, after `-`: what the loops above do not meet often."""
    if isinstance(value, dict):
        if value:
            out(" " if dashed else "\n")
            _mapping(value, depth + 1, out, dashed=dashed)
        else:
            out(" {}\n")
    elif isinstance(value, list | tuple):
        if value:
            out(" " if dashed else "\n")
            _sequence(value, depth + dashed, out, dashed=dashed)
        else:
            out(" []\n")
    elif isinstance(value, str) and "\n" in value:
        out(lines(str.__str__(value), depth))
    else:
        out(f" {_other(value)}\n")


_FIRST = ("apiVersion", "kind", "metadata", "spec")


def _in_order(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object with apiVersion, kind, metadata and spec first and the rest as it was; itself where that is so."""
    wanted = [key for key in _FIRST if key in data]
    if [*data][: len(wanted)] == wanted:
        return data
    return {**{key: data[key] for key in wanted}, **data}


def comment_line(text: str) -> str:
    """Return a comment of one line, from `# `; `text` may start with `#` itself.

    Raises:
        Unwritable: `text` holds a line break or a character that no comment can hold.
    """
    if spelled(text) != text:
        raise Unwritable
    return text if text.startswith("#") else f"# {text}".rstrip(" ")


def _header(text: str) -> str:
    """Return the comment lines that start a file."""
    try:
        return "".join([comment_line(line) + "\n" for line in text.removesuffix("\n").split("\n")])
    except Unwritable:
        from .refusals import refuse

        raise refuse("the header is no comment: it holds a line break or control character other than a line feed", ascii(text)) from None


def _document(data: object, out: Callable[[str], None]) -> None:
    """Write one document."""
    if isinstance(data, dict) and data:
        _mapping(_in_order(data), 0, out)
    elif isinstance(data, list | tuple) and data:
        _sequence(data, 0, out)
    elif isinstance(data, dict):
        out("{}\n")
    elif isinstance(data, list | tuple):
        out("[]\n")
    else:
        out(_other(data) + "\n")


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
    try:
        _document(data, parts.append)
    except Unwritable:
        from .refusals import explain

        raise explain(data) from None
    return "".join(parts)


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
    first = True
    for data in documents:
        if not first:
            parts.append("---\n")
        first = False
        try:
            _document(data, parts.append)
        except Unwritable:
            from .refusals import explain

            raise explain(data) from None
    return "".join(parts)
