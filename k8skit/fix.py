"""Fixes: what is certain to put a finding right, as edits of its object.

A check that knows such edits hangs them on its finding; reports print them as JSON Patch, and `k8skit check --diff` as a diff. Plain data:
nothing here reads or writes a file. Loaded only where a fix is made or shown.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Path = tuple[str | int, ...]

SET = "set"
"""Set the value at a path that exists."""
REMOVE = "remove"
"""Remove the key at a path."""
RENAME = "rename"
"""Give the key at a path another name; it keeps its place."""
QUOTE = "quote"
"""Make text of the number or boolean at a path, as it is written in the file."""


class Edit:
    """One change of an object.

    Args:
        action: `SET`, `REMOVE`, `RENAME` or `QUOTE`.
        path: keys and indexes from the root of the object; not empty.
        value: the new value of `SET`, the new name of `RENAME`, and for `QUOTE` the text where no file says how the value was written.
    """

    __slots__ = ("action", "path", "value")

    def __init__(self, action: str, path: Path, value: Any = None) -> None:
        self.action = action
        self.path = path
        self.value = value

    def _parts(self) -> tuple[str, Path, Any]:
        return (self.action, self.path, self.value)

    def __eq__(self, other: object) -> bool:
        return self._parts() == other._parts() if isinstance(other, Edit) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.action, self.path))

    def __repr__(self) -> str:
        return f"Edit({self.action!r}, {self.path!r}, {self.value!r})"


class Fix:
    """What puts one finding right, for certain.

    Args:
        object: the object that the finding is about, as it is; it is never changed.
        *edits: the changes, made one after the other.
    """

    __slots__ = ("edits", "object")

    def __init__(self, object: dict[str, Any], *edits: Edit) -> None:
        self.object = object
        self.edits = edits

    def __repr__(self) -> str:
        return f"Fix({', '.join(map(repr, self.edits))})"

    def operations(self) -> list[dict[str, Any]]:
        """Return the edits as operations of a JSON Patch (RFC 6902)."""
        return [_operation(edit) for edit in self.edits]


def _operation(edit: Edit) -> dict[str, Any]:
    pointer = _pointer(edit.path)
    if edit.action == RENAME:
        return {"op": "move", "from": pointer, "path": _pointer((*edit.path[:-1], edit.value))}
    if edit.action == REMOVE:
        return {"op": "remove", "path": pointer}
    return {"op": "replace", "path": pointer, "value": edit.value}


def _pointer(path: Path) -> str:
    """Return a path as a JSON Pointer (RFC 6901)."""
    return "".join(["/" + str(step).replace("~", "~0").replace("/", "~1") for step in path])


def value_at(object: Any, path: Path) -> Any:
    """Return what stands at a path.

    Args:
        object: plain data.
        path: keys and indexes from its root.

    Raises:
        LookupError: there is nothing.
    """
    for step in path:
        object = _inner(object, step)
    return object


def _inner(node: Any, step: Any) -> Any:
    """Return what a key or index leads to."""
    if type(node) is list if type(step) is int else isinstance(node, dict):
        return node[step]
    raise LookupError(step)


def applied(object: Any, edits: tuple[Edit, ...]) -> Any:
    """Return an object with edits made; what they do not touch is shared with the old one.

    Args:
        object: plain data.
        edits: the changes, made one after the other.

    Raises:
        LookupError: a path leads nowhere, or a new name is taken.
    """
    for edit in edits:
        object = _edited(object, edit, 0)
    return object


def _edited(node: Any, edit: Edit, level: int) -> Any:
    """Return a node with an edit made at or below it; `level` is the place of its step in the path."""
    step: Any = edit.path[level]
    old = _inner(node, step)
    if level + 1 == len(edit.path) and edit.action == RENAME:
        if edit.value in node or type(node) is list:
            raise LookupError(edit.value)
        return {edit.value if key == step else key: value for key, value in node.items()}
    new = node.copy()
    if level + 1 < len(edit.path):
        new[step] = _edited(old, edit, level + 1)
    elif edit.action == REMOVE:
        del new[step]
    else:
        new[step] = edit.value
    return new
