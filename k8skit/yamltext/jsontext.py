"""JSON text: one object or several after each other, as kubectl reads them.

Called by the reader for texts that start like JSON: several times faster than reading them as YAML, and the only way to read the surrogate
pairs that JSON writers make of emoji. What is no JSON after all goes to the YAML parser.
"""

from __future__ import annotations

import json

from ..errors import UsageError
from ..finding import Finding, Origin
from .emitter import MAX_LEVELS
from .paths import field_path
from .quoting import INT_MAX, INT_MIN
from .syntax import too_deep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_BLANKS = " \t\r\n"


class NotJson(Exception):  # noqa: N818 - a signal inside this package
    """The text is no JSON.

    Args:
        message: what the parser says.
        line: where, from 1; 0 until it is known.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class DuplicateKey(Exception):  # noqa: N818 - a signal inside this package
    """An object has a key twice.

    Args:
        key: the key.
        line: where its document starts, from 1; 0 until it is known.
    """

    def __init__(self, key: str, line: int = 0) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def read(text: str, source: str) -> list[tuple[Any, int]]:
    """Return root and first line of each JSON value in `text`.

    Args:
        text: one or more values, with or without blanks between them.
        source: name of the file for findings.

    Raises:
        NotJson: a syntax error, NaN and Infinity among them.
        DuplicateKey: an object has a key twice.
        UsageError: K8S922 too deep, K8S924 numbers and text that do not survive the way to Kubernetes.
    """
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
    documents = []
    findings: list[Finding] = []
    at, line, counted = _skip(text, 0), 1, 0
    while at < len(text):
        line += text.count("\n", counted, at)
        counted = at
        try:
            root, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as e:
            raise NotJson(e.msg, e.lineno) from None
        except (DuplicateKey, NotJson) as e:
            e.line = line
            raise
        except RecursionError:
            raise UsageError(too_deep(Origin(source, line))) from None
        except ValueError:  # Python does not read integers of thousands of digits
            message = "a number is beyond what any reader of JSON holds"
            raise UsageError(Finding("K8S924", message, origin=Origin(source, line), help="quote it if it is text")) from None
        walk = _Walk(Origin(source, line), findings)
        documents.append((walk.value(root, -1, None), line))
        at = _skip(text, end)
    if findings:
        raise UsageError(*findings)
    return documents


def _skip(text: str, at: int) -> int:
    """Return the index of the next character that is no blank."""
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, each key once."""
    made = dict(pairs)
    if len(made) < len(pairs):
        seen = set()
        for key, _ in pairs:
            if key in seen:
                raise DuplicateKey(key)
            seen.add(key)
    return made


def _constant(name: str) -> NoReturn:
    """Refuse NaN and the infinities, which Python would accept."""
    raise NotJson(f"{name} is no JSON number")


class _Walk:
    """Makes of a parsed value what Kubernetes makes of it, and notes what does not survive.

    Args:
        origin: where the document starts.
        findings: list to add to.
    """

    __slots__ = ("_findings", "_origin", "_path")

    def __init__(self, origin: Origin, findings: list[Finding]) -> None:
        self._origin = origin
        self._findings = findings
        self._path: list[object] = []

    def value(self, value: Any, level: int, outer: Any) -> Any:
        """Return a value of `outer`, which is at `level`; containers are changed in place."""
        kind = type(value)
        if kind is str:
            self._text(value)
        elif kind is float:
            return self._float(value)
        elif kind is int:
            if not INT_MIN <= value <= INT_MAX:
                return self._float(float(value) if value.bit_length() < 1024 else float("inf"))
        elif kind is dict or kind is list:
            level = level if type(outer) is dict and kind is list else level + 1
            if level > MAX_LEVELS:
                raise UsageError(too_deep(self._origin))
            pairs: Any = list(value.items()) if kind is dict else enumerate(value)
            self._path.append(None)
            for key, inner in pairs:
                self._path[-1] = key
                if type(key) is str:
                    self._text(key)
                value[key] = self.value(inner, level, value)
            self._path.pop()
        return value

    def _float(self, value: float) -> float:
        """Return a float as it is, and note one that is beyond the range of floats."""
        if value - value != 0:
            self._note("the number is beyond the range of floats")
        return value

    def _text(self, text: str) -> None:
        """Note text that is not made of characters."""
        if text.isascii():
            return
        try:
            text.encode()
        except UnicodeEncodeError:
            self._note("the text holds half a surrogate pair, which is no character")

    def _note(self, message: str) -> None:
        help = "correct the value" if "pair" in message else "quote it if it is text"
        self._findings.append(Finding("K8S924", message, origin=self._origin, field=field_path(self._path), help=help))
