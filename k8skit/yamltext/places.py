"""Where a YAML text has its keys and items: path -> line, for messages about values.

Called beside the reader, for files of which a value may turn out to be wrong only later.
"""

from __future__ import annotations

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .parsers import next_event

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Path = tuple[str | int, ...]


def lines(text: str) -> dict[Path, int]:
    """Return the lines of all keys and items, from 1; of what an alias or `<<` brings in, the alias alone.

    Args:
        text: one document of YAML or JSON that the reader takes.
    """
    out: dict[Path, int] = {}
    for found in documents(text):
        for path, line in found.items():
            out.setdefault(path, line)
    return out


def documents(text: str, ends: list[tuple[dict[Path, int], Path, int, int]] | None = None) -> list[dict[Path, int]]:
    """Return the lines of all keys and items of each document of a text; those of the root, `()`, say where it begins.

    Args:
        text: YAML or JSON that the reader takes.
        ends: takes, for each value on a line (no block of lines), the lines of its document, its path, and the line from 1 and the column
            from 0 at which it ends (default: not noted).
    """
    found: list[dict[Path, int]] = []
    out: dict[Path, int] = {}
    keys: list[str | int | None] = []
    """For each open container the key or index of its next value; None where a mapping waits for a key."""
    mappings: list[bool] = []
    try:
        following = next_event(text.removeprefix("\ufeff"))
        event = following()
        while event is not None:
            kind = type(event)
            if kind is DocumentStartEvent:
                out = {}
                found.append(out)
            if kind in (MappingEndEvent, SequenceEndEvent):
                keys.pop()
                mappings.pop()
                _next(keys, mappings)
            elif kind in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                if mappings and mappings[-1] and keys[-1] is None:
                    keys[-1] = event.value if kind is ScalarEvent else ""
                    out.setdefault(_path(keys), event.start_mark.line + 1)
                else:
                    out.setdefault(_path(keys), event.start_mark.line + 1)
                    if ends is not None and kind is ScalarEvent and event.style not in ("|", ">"):
                        ends.append((out, _path(keys), event.end_mark.line + 1, event.end_mark.column))
                    if kind in (MappingStartEvent, SequenceStartEvent):
                        mappings.append(kind is MappingStartEvent)
                        keys.append(None if mappings[-1] else 0)
                    else:
                        _next(keys, mappings)
            event = following()
    except YAMLError:
        pass  # the reader says what is wrong; what was seen so far is right
    return found


def line_of(lines: dict[Path, int], field: str, base: Path = ()) -> int:
    """Return the line of a field, or of the innermost thing around it that is there.

    Args:
        lines: the lines of a document.
        field: the field as findings name it, such as `spec.containers[0].image` or `metadata.labels[example.com/a]`.
        base: where in the document the field's object is (default: its root).
    """
    path = base
    for step in _steps(field):
        steps: tuple[str | int, ...] = (int(step), step) if step.isascii() and step.isdigit() else (step,)
        inner = next((longer for longer in ((*path, s) for s in steps) if longer in lines), None)
        if inner is None:
            break
        path = inner
    return lines.get(path, 0)


def _steps(field: str) -> Iterator[str]:
    """The keys and indexes of a field, as text."""
    rest = field
    while rest:
        if rest[0] == "[":
            end = rest[1:2] + "]" if rest[1:2] in ("'", '"') else "]"
            inside, _, rest = rest[len(end) :].partition(end)
            yield inside
        else:
            rest = rest.removeprefix(".")
            at = min((i for i in (rest.find("."), rest.find("[")) if i >= 0), default=len(rest))
            if at:
                yield rest[:at]
            elif rest[:1] == ".":
                return
            rest = rest[at:]


def _path(keys: list[str | int | None]) -> Path:
    return tuple([key for key in keys if key is not None])


def _next(keys: list[str | int | None], mappings: list[bool]) -> None:
    """Go on to the next key or item after a value."""
    if keys:
        last = keys[-1]
        keys[-1] = None if mappings[-1] or not isinstance(last, int) else last + 1
