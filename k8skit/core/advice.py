"""What the caller of a construct surely meant by a value of the wrong type."""

from __future__ import annotations

from .annotations import NO, is_ours, literals, members, taker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def instead(name: str, kind: Any, whole: Any, path: tuple[int | str, ...]) -> str:
    """What to write instead of a part of a parameter's value, where that makes the whole one that the parameter takes. No value is told.

    Args:
        name: the parameter.
        kind: its type.
        whole: what was given for it.
        path: indexes and keys that lead to the part.

    Returns:
        The advice; "" where there is none that is certain.
    """
    take = taker(kind)
    if take is None or "[key]" in path:  # a key cannot be put right in place
        return ""
    part = whole
    for step in path:
        try:
            part = part[step]
        except (LookupError, TypeError):
            return ""  # pydantic names keys that are no text by their text
    for better, advice in _others(name, part):
        if take(_put(whole, path, better)) is not NO:
            return advice
    return ""


def words(kind: Any) -> list[str]:
    """The texts that a type takes by name, also as a member of a union."""
    return [v for k in members(kind) or (kind,) for v in literals(k) or () if isinstance(v, str)]


def _others(name: str, value: Any) -> Iterator[tuple[Any, str]]:
    """The value in other types, each with what to do."""
    if type(value) is str:
        if value.isascii() and value.isdigit():
            yield int(value), "write it without quotes, as a number"
        if value in ("True", "False", "true", "false"):
            yield value in ("True", "true"), f"write {value.capitalize()}, without quotes"
    elif type(value) in (int, float):
        yield str(value), "write it in quotes, as text"
    if is_ours(type(value)):
        for attribute in (name, "object_name", "name"):
            found = getattr(value, attribute, None)
            if found is not None:
                yield found, f"give its {attribute}: add .{attribute}"
    if type(value) not in (list, tuple):
        yield [value], "write it as a list, in [ ]"


def _put(whole: Any, path: tuple[int | str, ...], better: Any) -> Any:
    """A copy with another value in one place."""
    if not path:
        return better
    copy: Any = dict(whole) if hasattr(whole, "items") else list(whole)
    copy[path[0]] = _put(copy[path[0]], path[1:], better)
    return copy
