"""Field paths as people read them, such as `spec.containers[0].image`.

Called where a finding of this package names a field; knows only keys and indexes.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def field_path(path: Iterable[object]) -> str:
    """Return a path of keys and list indexes as one text.

    Args:
        path: keys (str) and indexes (int) from the root; a key of another type is shown as Python writes it.

    Returns:
        Keys joined by dots, indexes in brackets; a key that holds more than letters, digits, `-`, `_` and `$` goes into brackets and
        quotes: `metadata.annotations["example.com/owner"]`. Empty for the root.
    """
    text = ""
    for part in path:
        if type(part) is int:
            text += f"[{part}]"
        elif not isinstance(part, str):
            text += f"[{part!r}]"
        elif part and part.isascii() and part.replace("-", "").replace("_", "").replace("$", "").isalnum():
            text += f".{part}" if text else part
        else:
            inside = ascii(str(part))[1:-1].replace('"', '\\"')
            text += f'["{inside}"]'
    return text
