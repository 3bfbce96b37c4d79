"""End-of-line comments on chosen scalars, such as the markers of image bots.

Called by the emitter when comments are asked for. Knows paths and the data, nothing of YAML's syntax.
"""

from __future__ import annotations

from ..errors import CallError
from .emitter import Commented, comment_line
from .quoting import Unwritable
from .refusals import refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..finding import Finding
    from .emitter import Path


def with_comments(data: object, comments: Mapping[Path, str]) -> object:
    """Return `data` with each commented scalar replaced by a `Commented`; containers on the way are copied, the others shared.

    Args:
        data: the document; it is not changed.
        comments: path of a scalar -> comment of one line, with or without `#`.

    Raises:
        CallError: K8S924 for a path that leads to no scalar, or a comment that is not one line; all of them together.
    """
    holder: list[Any] = [data]
    copies: set[int] = set()
    errors: list[Finding] = []
    for path, text in comments.items():
        try:
            _place(holder, copies, path, text)
        except CallError as error:
            errors.extend(error.findings)
    if errors:
        raise CallError(*errors)
    return holder[0]


def _place(holder: list[Any], copies: set[int], path: Path, text: str) -> None:
    """Put one comment in place, in copies of the containers on its way.

    Args:
        holder: a list that holds only the root.
        copies: ids of the containers that are copies already.
        path: where the scalar is.
        text: the comment.

    Raises:
        CallError: K8S924, no scalar there, or no comment.
    """
    try:
        if not isinstance(text, str) or not text.strip("# "):
            raise Unwritable
        comment = comment_line(text)
    except Unwritable:
        help = "give one line of text without control characters"
        raise refuse("the comment cannot stand at the end of a line", ascii(text), path=path, help=help) from None
    outer: Any = holder
    key: Any = 0
    for depth, part in enumerate(path):
        inner = outer[key]
        if isinstance(inner, dict):
            found, names = part in inner, ", ".join([str(k) for k in inner])
        elif isinstance(inner, list | tuple):
            found, names = type(part) is int and 0 <= part < len(inner), f"0 to {len(inner) - 1}" if inner else ""
        else:
            found, names = False, ""
        if not found:
            help = f"there is {names}" if names else "there is nothing below it"
            raise refuse(f"a comment is asked for, but there is no {part!r} here", text, path=path[:depth], help=help)
        if id(inner) not in copies:
            inner = dict(inner) if isinstance(inner, dict) else list(inner)
            copies.add(id(inner))
            outer[key] = inner
        outer, key = inner, part
    value = outer[key]
    if isinstance(value, dict | list | tuple):
        name = "mapping" if isinstance(value, dict) else "list"
        raise refuse(f"a comment is asked for on a {name}; only scalars take one", text, path=path, help="name a scalar inside it")
    outer[key] = Commented(value, comment)
