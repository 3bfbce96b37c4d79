"""Parser events -> plain data: within bounds, as Kubernetes reads it, and without losing a key.

Called by the reader only. Composing and constructing are one loop here instead of PyYAML's two recursions: those keep the last of two equal
keys, follow aliases without end and run out of stack on deep data.
"""

from __future__ import annotations

from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..finding import NO_VALUE, Finding, Origin
from .emitter import MAX_LEVELS
from .paths import field_path
from .scalars import BOOL, FLOAT, INT, MERGE, NULL, STR, as_json, as_key, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from .scalars import Scalar

MAX_ALIASED = 200_000
"""Values that aliases may add to one text; a text counts as one more per 64 characters."""
MAX_FINDINGS = 20
"""Findings after which reading stops."""

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_CORE + name: name for name in (STR, INT, FLOAT, BOOL, NULL)}
_NO_KEY = object()
"""Key of a frame whose mapping waits for its next key."""
_MERGE_KEY = object()
"""The key `<<`."""
_OPEN = object()
"""Value of an anchor whose content is still being read."""
_NO_TEMPLATE = "JSON knows no other keys; if this is a template with `{{`, give the output of `helm template`"
_CACHED, _CACHED_LENGTH = 8192, 100


class Stop(Exception):  # noqa: N818 - a signal inside this package
    """Reading cannot go on; the findings say why."""


class _Values(dict[str, "Scalar"]):
    """Plain scalar -> its value, for those met often."""

    __slots__ = ()

    def __missing__(self, text: str) -> Scalar:
        value = resolve(text)[1]
        if len(text) <= _CACHED_LENGTH:
            if len(self) >= _CACHED:
                self.clear()
            self[text] = value
        return value


class _Names(dict[str, "str | None"]):
    """Plain scalar as a key -> itself; None for `<<` and for what Kubernetes would turn into another key."""

    __slots__ = ()

    def __missing__(self, text: str) -> str | None:
        kind, value = resolve(text)
        name = None if kind == MERGE else as_key(kind, value, text)
        if len(text) <= _CACHED_LENGTH:
            if len(self) >= _CACHED:
                self.clear()
            self[text] = name
        return name


_values = _Values()
_names = _Names()


class _Frame:
    """A container that is being filled.

    Args:
        container: an empty dict or list.
        level: level of indentation of its content, as the emitter counts.
        anchor: its anchor, if any.

    Attributes:
        key: the key whose value comes next; `_NO_KEY` if a key comes next; None in a list.
        marks: key -> where the text sets it; empty for lists and for keys that only a merge has set.
    """

    __slots__ = ("anchor", "container", "key", "level", "marks")

    def __init__(self, container: Any, level: int, anchor: str | None) -> None:
        self.container = container
        self.level = level
        self.anchor = anchor
        self.key: Any = _NO_KEY if type(container) is dict else None
        self.marks: dict[Any, Any] = {}


class Builder:
    """Makes plain data of the events of one text.

    Args:
        source: name of the text in findings.

    Attributes:
        documents: root value and first line of each document that is not empty.
        findings: what is wrong, in the order of the text.
    """

    __slots__ = ("_aliased", "_anchors", "_source", "_stack", "documents", "findings")

    def __init__(self, source: str) -> None:
        self.documents: list[tuple[Any, int]] = []
        self.findings: list[Finding] = []
        self._source = source
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Any] = {}
        self._aliased = 0

    def run(self, next_event: Callable[[], Any]) -> None:
        """Read all events.

        Args:
            next_event: gives the next event of PyYAML's parsers, None after the last one.

        Raises:
            Stop: the text is beyond a bound, or has too many findings to go on.
            yaml.YAMLError: from the parser.
        """
        values, names, stack = _values, _names, self._stack
        frame = _Frame([], -1, None)
        line = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                text = event.value
                plain = event.tag is None and not event.style
                if frame.key is _NO_KEY:
                    name: Any = names[text] if plain else text if event.tag is None else None
                    if name is None or event.anchor is not None:
                        name = self._key(event, frame)
                    if name in frame.marks:
                        self._duplicate(name, event.start_mark, frame)
                    frame.marks[name] = event.start_mark
                    frame.key = name
                    continue
                if plain:
                    value: Any = values[text]
                    if type(value) is float and value - value != 0:
                        self._add(
                            "K8S924",
                            f"{text} is no JSON number",
                            event.start_mark,
                            frame,
                            text,
                            "quote it if it is text, else leave it out",
                        )
                elif event.tag is None:
                    value = text
                else:
                    value = self._tagged(event, frame)[1]
                if event.anchor is not None:
                    self._anchors[event.anchor] = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if frame.key is _NO_KEY:
                    self._stop("K8S920", "a mapping key must be one piece of text", event.start_mark, frame, _NO_TEMPLATE)
                if event.tag is not None:
                    self._container_tag(event, frame)
                if not stack:
                    line = event.start_mark.line + 1
                stack.append(frame)
                container: Any = {} if kind is MappingStartEvent else []
                frame = _Frame(container, _level(frame.level, frame.container, container), event.anchor)
                if frame.level > MAX_LEVELS:
                    self._too_deep(event.start_mark)
                if event.anchor is not None:
                    self._anchors[event.anchor] = _OPEN
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = frame.container
                if frame.anchor is not None:
                    self._anchors[frame.anchor] = value
                frame = stack.pop()
            elif kind is AliasEvent:
                value = self._alias(event, frame)
                if frame.key is _NO_KEY:
                    if not isinstance(value, str):
                        self._stop("K8S920", "a mapping key must be text; this alias is none", event.start_mark, frame, "write the key out")
                    if value in frame.marks:
                        self._duplicate(value, event.start_mark, frame)
                    frame.marks[value] = event.start_mark
                    frame.key = value
                    continue
            elif kind is DocumentStartEvent:
                self._directives(event)
                frame = _Frame([], -1, None)
                self._anchors.clear()
                line = 0
                continue
            elif kind is DocumentEndEvent:
                if frame.container[0] is not None:
                    self.documents.append((frame.container[0], line))
                continue
            elif event is None:
                return
            else:  # start and end of the stream
                continue
            key = frame.key
            if key is None:
                frame.container.append(value)
                if not line:
                    line = event.start_mark.line + 1
            elif key is _MERGE_KEY:
                self._merge(value, event.start_mark, frame)
                frame.key = _NO_KEY
            else:
                frame.container[key] = value
                frame.key = _NO_KEY

    def _path(self, frame: _Frame) -> str:
        """Return the field path of the value that comes next in `frame`."""
        path: list[object] = []
        for f in [*self._stack, frame][1:]:
            if f.key is None:
                path.append(len(f.container))
            elif f.key is _MERGE_KEY:
                path.append("<<")
            elif f.key is not _NO_KEY:
                path.append(f.key)
        return field_path(path)

    def _add(self, code: str, message: str, mark: Any, frame: _Frame, value: object = NO_VALUE, help: str = "") -> None:
        """Add a finding about the value that comes next in `frame`."""
        origin = Origin(self._source, mark.line + 1)
        self.findings.append(Finding(code, message, origin=origin, field=self._path(frame), value=value, help=help))
        if len(self.findings) >= MAX_FINDINGS:
            raise Stop

    def _stop(self, code: str, message: str, mark: Any, frame: _Frame, help: str) -> NoReturn:
        """Add a finding after which nothing can be made of the text."""
        self._add(code, message, mark, frame, help=help)
        raise Stop

    def _directives(self, event: Any) -> None:
        """Check the start of a document."""
        if event.version or event.tags:
            help = "remove the line; YAML needs no directive"
            self._add("K8S920", "kubectl and kustomize refuse %YAML and %TAG directives", event.start_mark, _Frame([], -1, None), help=help)

    def _key(self, event: Any, frame: _Frame) -> Any:
        """Return the key of a scalar that is no everyday key: `<<`, anchored, tagged, or changed by Kubernetes."""
        text = event.value
        name: Any = text
        kind = STR
        if event.tag is not None or not event.style:
            kind, value = self._tagged(event, frame) if event.tag is not None else resolve(text)
            name = _MERGE_KEY if kind == MERGE else as_key(kind, value, text)
        if name is None:
            if kind == NULL:
                message = f"the key {text or 'of nothing'} is null to Kubernetes, which has no such keys"
            else:
                message = f"the key {text} is no text to Kubernetes, which would turn it into another key"
            self._add("K8S924", message, event.start_mark, frame, text, f"quote it: '{text}'")
            name = text
        if event.anchor is not None:
            self._anchors[event.anchor] = text
        return name

    def _duplicate(self, name: Any, mark: Any, frame: _Frame) -> None:
        """Add the finding that a mapping sets a key twice."""
        shown = "<<" if name is _MERGE_KEY else name
        line = frame.marks[name].line + 1
        help = f"keep one of them; the first is in line {line}, and Kubernetes would take the last"
        self._add("K8S921", f"the key {shown!r} is set twice in one mapping", mark, frame, shown, help)

    def _tagged(self, event: Any, frame: _Frame) -> tuple[str, Scalar]:
        """Return the type and value of a scalar with a tag."""
        text: str = event.value
        if event.tag == "!":
            return STR, text
        wanted = _SCALAR_TAGS.get(event.tag)
        if wanted is None:
            help = "write plain YAML: text, numbers, booleans, null, mappings and lists need no tag"
            self._add(
                "K8S920", f"the tag {_short(event.tag or '!')} is not known to JSON, so to Kubernetes", event.start_mark, frame, text, help
            )
            return STR, text
        if wanted == STR:
            return STR, text
        kind, value = resolve(text)
        if kind == INT and wanted == FLOAT:
            kind, value = FLOAT, as_json(float(value or 0))
        if kind != wanted or value != value or value in (float("inf"), float("-inf")):
            self._add(
                "K8S920", f"{text!r} is no {wanted}, as its tag says", event.start_mark, frame, text, "correct the value or remove the tag"
            )
        return wanted, value

    def _container_tag(self, event: Any, frame: _Frame) -> None:
        """Check the tag of a mapping or list."""
        wanted = _CORE + ("map" if type(event) is MappingStartEvent else "seq")
        if event.tag not in ("!", wanted):
            help = "write a plain mapping or list"
            self._add(
                "K8S920", f"the tag {_short(event.tag or '!')} is not known to JSON, so to Kubernetes", event.start_mark, frame, help=help
            )

    def _too_deep(self, mark: Any) -> NoReturn:
        """Stop at content that is nested too deeply."""
        from .syntax import too_deep

        self.findings.append(too_deep(Origin(self._source, mark.line + 1)))
        raise Stop

    def _alias(self, event: Any, frame: _Frame) -> Any:
        """Return a copy of what an alias stands for."""
        name = event.anchor
        if name not in self._anchors:
            self._stop(
                "K8S920", f"the alias *{name} has no anchor &{name} before it", event.start_mark, frame, "anchors end with their document"
            )
        value = self._anchors[name]
        if value is _OPEN:
            self._stop("K8S920", f"the alias *{name} stands inside its own anchor", event.start_mark, frame, "data cannot contain itself")
        return self._copy(value, frame.level, frame.container, event.start_mark, frame)

    def _copy(self, value: Any, level: int, outer: Any, mark: Any, frame: _Frame) -> Any:
        """Return a copy of a value for an alias, and count what it holds."""
        self._aliased += 1
        if type(value) is str:
            self._aliased += len(value) // 64
        if self._aliased > MAX_ALIASED:
            message = f"the aliases add more than {MAX_ALIASED} values to the text"
            self._stop("K8S922", message, mark, frame, "write the data out, or make it in app.py")
        if type(value) is not dict and type(value) is not list:
            return value
        level = _level(level, outer, value)
        if level > MAX_LEVELS:
            self._too_deep(mark)
        if type(value) is dict:
            return {key: self._copy(inner, level, value, mark, frame) for key, inner in value.items()}
        return [self._copy(inner, level, value, mark, frame) for inner in value]

    def _merge(self, value: Any, mark: Any, frame: _Frame) -> None:
        """Take the keys of `<<: value` into the mapping of `frame`, the first of several mappings winning."""
        maps = value if type(value) is list else [value]
        if not all(type(m) is dict for m in maps):
            self._stop("K8S920", "`<<` takes a mapping or a list of mappings", mark, frame, "quote it if `<<` is a key of yours")
        for m in reversed(maps):
            for name, inner in m.items():
                if name in frame.marks:
                    message = f"`<<` sets the key {name!r} that stands before it: kubectl takes this one, other readers the other"
                    self._add("K8S921", message, mark, frame, name, "put `<<` first")
                frame.container[name] = inner


def _level(level: int, outer: Any, inner: Any) -> int:
    """Return the level of the content of `inner`, which stands in `outer` at `level`; a list directly below a key adds none."""
    return level if type(outer) is dict and type(inner) is list else level + 1


def _short(tag: str) -> str:
    """Return a tag as people write it."""
    return f"!!{tag[len(_CORE) :]}" if tag.startswith(_CORE) else tag
