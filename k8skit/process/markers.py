"""Take the comments of marked texts out of the objects, and note them beside: behind this step all text is plain."""

from __future__ import annotations

from ..manifest import Marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

    Path = tuple[str | int, ...]


def take_comments(manifests: list[Manifest]) -> list[Manifest]:
    """Return the manifests with plain text for each `Marked` in them, and its comment in `Manifest.comments`."""
    return [_taken(m) for m in manifests] if Marked.made else manifests


def _taken(m: Manifest) -> Manifest:
    comments: dict[Path, str] = {}
    object = _plain(m.object, (), comments)
    if not comments:
        return m
    found = m.replace(object)
    found.comments = comments
    return found


def _plain(value: Any, path: Path, comments: dict[Path, str]) -> Any:
    """Return data without marked texts; what holds none is shared."""
    kind = type(value)
    if kind is Marked:
        comments[path] = value.comment
        return str.__str__(value)
    if kind is dict:
        found: Any = None
        for key, inner in value.items():
            if type(inner) is not str:
                plain = _plain(inner, (*path, key), comments)
                if plain is not inner:
                    found = value.copy() if found is None else found
                    found[key] = plain
        return value if found is None else found
    if kind is list:
        found = None
        for i, inner in enumerate(value):
            if type(inner) is not str:
                plain = _plain(inner, (*path, i), comments)
                if plain is not inner:
                    found = value[:] if found is None else found
                    found[i] = plain
        return value if found is None else found
    return value
