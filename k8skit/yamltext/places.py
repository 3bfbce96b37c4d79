"""Where a YAML text has its keys and items: path -> line, for messages about values.

Called beside the reader, for files of which a value may turn out to be wrong only later.
"""

from __future__ import annotations

from yaml.error import YAMLError
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from .parsers import next_event

TYPE_CHECKING = False
if TYPE_CHECKING:
    Path = tuple[str | int, ...]


def lines(text: str) -> dict[Path, int]:
    """Return the lines of all keys and items, from 1; of what an alias or `<<` brings in, the alias alone.

    Args:
        text: one document of YAML or JSON that the reader takes.
    """
    out: dict[Path, int] = {}
    keys: list[str | int | None] = []
    """For each open container the key or index of its next value; None where a mapping waits for a key."""
    mappings: list[bool] = []
    try:
        following = next_event(text.removeprefix("\ufeff"))
        event = following()
        while event is not None:
            kind = type(event)
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
                    if kind in (MappingStartEvent, SequenceStartEvent):
                        mappings.append(kind is MappingStartEvent)
                        keys.append(None if mappings[-1] else 0)
                    else:
                        _next(keys, mappings)
            event = following()
    except YAMLError:
        pass  # the reader says what is wrong; what was seen so far is right
    return out


def _path(keys: list[str | int | None]) -> Path:
    return tuple([key for key in keys if key is not None])


def _next(keys: list[str | int | None], mappings: list[bool]) -> None:
    """Go on to the next key or item after a value."""
    if keys:
        last = keys[-1]
        keys[-1] = None if mappings[-1] or not isinstance(last, int) else last + 1
