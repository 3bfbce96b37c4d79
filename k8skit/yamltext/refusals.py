"""Why data cannot be written: every problem of it, each with the field, the value and what to do.

Loaded by the emitter once it has stopped; walks the data a second time, each container once, whatever refers to whatever. What it calls a
problem is exactly what stops the emitter.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import NO_VALUE, Finding, ObjectId
from .emitter import MAX_LEVELS, Commented
from .paths import field_path
from .quoting import INT_MAX, INT_MIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_ADVICE = {
    "bytes": "give text: `value.decode()`, or `base64.b64encode(value).decode()` for a field that wants base64",
    "bytearray": "give text: `value.decode()`, or base64 text for a field that wants base64",
    "datetime": "give text: `value.isoformat()`",
    "date": "give text: `value.isoformat()`",
    "time": "give text: `value.isoformat()`",
    "timedelta": 'give text such as "30s", as the field wants it',
    "Decimal": "give text: `str(value)`, or a float",
    "set": "give a list: `sorted(value)`",
    "frozenset": "give a list: `sorted(value)`",
    "generator": "give a list: `list(value)`",
    "dict_keys": "give a list: `list(value)`",
    "dict_values": "give a list: `list(value)`",
    "mappingproxy": "give a dict: `dict(value)`",
}
"""Type name -> what to write instead, for the types that come up."""


def refuse(message: str, value: object = NO_VALUE, *, path: tuple[object, ...] = (), help: str = "", code: str = "K8S924") -> CallError:
    """Return the error for one problem outside the data proper: a header or a comment.

    Args:
        message: what is wrong.
        value: what was given; default nothing.
        path: the field it is about; default none.
        help: what to do (default: to write printable text).
        code: code of the finding.
    """
    help = help or "write printable text there, with line feeds alone"
    return CallError(Finding(code, message, field=field_path(path), value=value, help=help))


def explain(data: object) -> CallError:
    """Return the error that names everything in `data` that cannot be written.

    Args:
        data: what the emitter refused; a `Commented` counts as its value.
    """
    identity = _identity(data)
    secret = identity is not None and identity.kind == "Secret"
    findings = []
    for path, message, value, help, code in _Walk(data).found:
        hidden = secret and bool(path) and path[0] in ("data", "stringData")
        findings.append(Finding(code, message, object=identity, field=field_path(path), value=NO_VALUE if hidden else value, help=help))
    return CallError(*findings)


def _identity(data: object) -> ObjectId | None:
    """Return the identity of an API object as far as it is known; None for other data."""
    if not isinstance(data, dict):
        return None
    group, _, version = _text(data.get("apiVersion")).rpartition("/")
    kind = _text(data.get("kind"))
    metadata = data.get("metadata")
    name = namespace = ""
    if isinstance(metadata, dict):
        name, namespace = _text(metadata.get("name")), _text(metadata.get("namespace"))
    return ObjectId(group, version, kind, namespace, name) if kind else None


def _text(value: object) -> str:
    """Return a string that can be shown, `""` for anything else."""
    return value if isinstance(value, str) and not _has_surrogate(value) else ""


def _has_surrogate(text: str) -> bool:
    """Tell whether `text` holds a code point that is half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _shown(value: object) -> str:
    """Return how Python writes `value`, in ASCII and at most 80 characters; only its type where that fails."""
    try:
        text = ascii(value)
    except Exception:  # a __repr__ of a user may raise anything
        return f"<{type(value).__name__}>"
    return text if len(text) <= 80 else f"{text[:77]}..."


def _scalar_problem(value: object) -> tuple[str, object, str] | None:
    """Return message, value to show and help for a scalar that cannot be written; None for one that can."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        if _has_surrogate(value):
            return (
                "the text holds half a surrogate pair, which is no character",
                _shown(value),
                "decode the bytes it came from with errors='replace'",
            )
        return None
    if isinstance(value, int):
        if INT_MIN <= value <= INT_MAX:
            return None
        shown = value if value.bit_length() < 1000 else f"an integer of {value.bit_length()} bits"
        return ("the integer does not fit into 64 bits", shown, "Kubernetes would round it; write it as text if the field takes text")
    if isinstance(value, float):
        if value - value == 0:
            return None
        return (f"{float.__repr__(value)} is no JSON number", float.__repr__(value), "leave the field out, or give a finite number")
    name = type(value).__name__
    help = _ADVICE.get(name, "")
    if not help:
        if hasattr(value, "model_dump"):
            help = 'give plain data: `value.model_dump(mode="json", exclude_none=True)`'
        elif hasattr(value, "__dataclass_fields__"):
            help = "give plain data: `dataclasses.asdict(value)`"
        elif hasattr(type(value), "__members__"):
            help = "give its value: `value.value`"
        elif hasattr(value, "__fspath__"):
            help = "give text: `str(value)`"
        else:
            help = "give a dict, a list, text, a number, a boolean or None"
    return (f"{name} is no type that YAML and JSON know", _shown(value), help)


class _Frame:
    """A container on the way from the root to where the walk is.

    Attributes:
        container: the dict, list or tuple.
        items: what is left of its keys (or indexes) and values.
        key: the key (or index) of the value at hand.
        levels: by how many levels of indentation its content goes on below it, as far as seen.
    """

    __slots__ = ("container", "items", "key", "levels")

    def __init__(self, container: dict[Any, Any] | list[Any] | tuple[Any, ...]) -> None:
        self.container = container
        pairs: Iterable[tuple[object, object]] = container.items() if isinstance(container, dict) else enumerate(container)
        self.items = iter(pairs)
        self.key: object = None
        self.levels = 0


def _step(outer: object, inner: object) -> int:
    """Return by how many levels the content of `inner` is further in than that of `outer`."""
    return 0 if isinstance(outer, dict) and not isinstance(inner, dict) else 1


_SHOWN_STEPS = 8
"""Keys and indexes that are shown of the path to something too deep."""


class _Walk:
    """One walk over the data, without recursion: it may be nested without end.

    Attributes:
        found: the problems, in the order of the document: path, message, value to show, help, code.
    """

    __slots__ = ("_done", "_open", "_stack", "found")

    def __init__(self, data: object) -> None:
        self.found: list[tuple[tuple[object, ...], str, object, str, str]] = []
        self._stack: list[_Frame] = []
        self._open: set[int] = set()
        self._done: dict[int, int] = {}
        self._enter(data)
        while self._stack:
            frame = self._stack[-1]
            for key, value in frame.items:
                frame.key = key
                if isinstance(frame.container, dict):
                    self._check_key(key)
                if self._enter(value):
                    break
            else:
                self._leave()
        if isinstance(data, dict | list | tuple) and self._done[id(data)] > MAX_LEVELS:
            self._too_deep(data)

    def _report(self, message: str, value: object, help: str, code: str = "K8S924") -> None:
        self.found.append((tuple([frame.key for frame in self._stack]), message, value, help, code))

    def _check_key(self, key: object) -> None:
        """Report a key that is no text."""
        if not isinstance(key, str):
            help = (
                f"write {str(key).lower() if isinstance(key, bool) else str(key)!r} as text"
                if isinstance(key, int | float)
                else "write it as text"
            )
            self._report(f"a key must be text, not {type(key).__name__}", _shown(key), help)
        elif _has_surrogate(key):
            self._report(
                "the key holds half a surrogate pair, which is no character",
                _shown(key),
                "decode the bytes it came from with errors='replace'",
            )

    def _enter(self, value: object) -> bool:
        """Check one value; return True if it is a container that is now open."""
        if type(value) is Commented:
            value = value.value
        if not isinstance(value, dict | list | tuple):
            problem = _scalar_problem(value)
            if problem:
                self._report(*problem)
            return False
        if id(value) in self._open:
            self._report(
                f"the {_name(value)} contains itself", NO_VALUE, "write out what it should hold: YAML without anchors has no end here"
            )
            return False
        if id(value) in self._done:
            self._raise_levels(value)
            return False
        self._open.add(id(value))
        self._stack.append(_Frame(value))
        return True

    def _leave(self) -> None:
        """Close the innermost container."""
        frame = self._stack.pop()
        self._open.discard(id(frame.container))
        self._done[id(frame.container)] = frame.levels
        self._raise_levels(frame.container)

    def _raise_levels(self, inner: object) -> None:
        """Take the levels of a closed container into account in the one around it."""
        if self._stack and inner:
            outer = self._stack[-1]
            outer.levels = max(outer.levels, _step(outer.container, inner) + self._done[id(inner)])

    def _too_deep(self, data: dict[Any, Any] | list[Any] | tuple[Any, ...]) -> None:
        """Report the way that leads deepest, as far as people can read it."""
        total = self._done[id(data)]
        path: list[object] = []
        outer: Any = data
        while len(path) < _SHOWN_STEPS:
            pairs = outer.items() if isinstance(outer, dict) else enumerate(outer)
            key, inner = next(
                (key, inner)
                for key, inner in pairs
                if isinstance(inner, dict | list | tuple) and inner and _step(outer, inner) + self._done[id(inner)] == self._done[id(outer)]
            )
            path.append(key)
            outer = inner
        help = "flatten the data, or give the inner part as text"
        self.found.append((tuple(path), f"the data goes {total} levels deep; at most {MAX_LEVELS} are written", NO_VALUE, help, "K8S922"))


def _name(container: object) -> str:
    """Return what people call a container."""
    return "mapping" if isinstance(container, dict) else "list"
