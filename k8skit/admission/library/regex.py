"""Regular expressions: `find` and `findAll`; `matches` is the engine's own.

Patterns are in Go's syntax; what Python's reads in another way is translated, and what it cannot read makes the function unknown.

Source: Kubernetes documentation, CEL regex library.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from . import Row

_MOST_CACHED = 200
_cache: dict[str, re.Pattern[str]] = {}


def _compiled(pattern: str) -> re.Pattern[str]:
    found = _cache.get(pattern)
    if found is None:
        import re

        if len(_cache) >= _MOST_CACHED:
            _cache.clear()
        found = _cache[pattern] = re.compile(_translated(pattern), re.ASCII)
    return found


def _translated(pattern: str) -> str:
    r"""Return the pattern for Python: `$` and `\z` are the end of the text alone."""
    out, i, in_class = [], 0, False
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            pair = pattern[i : i + 2]
            out.append(r"\Z" if pair == r"\z" else pair)
            i += 2
            continue
        if in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
            if pattern[i + 1 : i + 2] == "]":
                out.append(c)
                c, i = r"\]", i + 1
        elif c == "$" and "(?m" not in pattern:
            c = r"\Z"
        out.append(c)
        i += 1
    return "".join(out)


def _find(text: str, pattern: str) -> str:
    found = _compiled(pattern).search(text)
    return found.group() if found else ""


def _find_all(text: str, pattern: str, limit: int = -1) -> list[str]:
    found = [m.group() for m in _compiled(pattern).finditer(text)]
    return found if limit < 0 else found[:limit]


FUNCTIONS: tuple[Row, ...] = (
    ("find", True, ("string", "string"), "string", _find),
    ("findAll", True, ("string", "string"), "list", _find_all),
    ("findAll", True, ("string", "string", "int"), "list", _find_all),
)
