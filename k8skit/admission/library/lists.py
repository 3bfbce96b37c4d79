"""Lists and sets: `isSorted`, `sum`, `min`, `max`, `indexOf`, `lastIndexOf`, `slice`, `flatten`, `distinct`, `sort`, `sets.contains` ...

Sources: Kubernetes documentation, CEL list library; documentation of cel-go, lists and sets.
"""

from __future__ import annotations

from . import Failed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import Row

_MOST_RANGE = 1_000_000


def same(a: Any, b: Any) -> bool:
    """Tell whether two values are equal in CEL: true is not 1, but 1 is 1.0."""
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    return bool(a == b)


def _index(values: list[Any], x: Any) -> int:
    return next((i for i, v in enumerate(values) if same(v, x)), -1)


def _last_index(values: list[Any], x: Any) -> int:
    return next((i for i in range(len(values) - 1, -1, -1) if same(values[i], x)), -1)


def _ordered(values: list[Any]) -> list[Any]:
    """Return the values if they can be ordered.

    Raises:
        Failed: they are of different types, or have no order.
    """
    for v in values:
        if v is None or isinstance(v, (list, dict)):
            raise Failed("the items have no order")
    return values


def _is_sorted(values: list[Any]) -> bool:
    try:
        return all(a <= b for a, b in zip(values, _ordered(values)[1:], strict=False))
    except TypeError as e:
        raise Failed("the items have no common order") from e


def _extreme(values: list[Any], *, least: bool) -> Any:
    if not values:
        raise Failed("the list is empty")
    try:
        return min(_ordered(values)) if least else max(_ordered(values))
    except TypeError as e:
        raise Failed("the items have no common order") from e


def _sum(values: list[Any]) -> Any:
    if not values:
        return 0
    total = values[0]
    try:
        for v in values[1:]:
            total = total + v
    except TypeError as e:
        raise Failed("the items cannot be added") from e
    if isinstance(total, bool) or not isinstance(total, (int, float)):
        raise Failed("the items cannot be added")
    if isinstance(total, int) and not -(2**63) <= total < 2**63:
        raise Failed("integer overflow")
    return total


def _slice(values: list[Any], start: int, end: int) -> list[Any]:
    if not 0 <= start <= end <= len(values):
        raise Failed(f"slice out of range: {start}, {end}")
    return values[start:end]


def _flatten(values: list[Any], depth: int = 1) -> list[Any]:
    if depth < 0:
        raise Failed("the depth must not be negative")
    out: list[Any] = []
    for v in values:
        if isinstance(v, list) and depth:
            out += _flatten(v, depth - 1)
        else:
            out.append(v)
    return out


def _distinct(values: list[Any]) -> list[Any]:
    out: list[Any] = []
    for v in values:
        if _index(out, v) < 0:
            out.append(v)
    return out


def _sort(values: list[Any]) -> list[Any]:
    try:
        return sorted(_ordered(values))
    except TypeError as e:
        raise Failed("the items have no common order") from e


def _range(n: int) -> list[int]:
    if n > _MOST_RANGE:
        raise Failed(f"the range is too long: {n}")
    return list(range(n))


def _contains(values: list[Any], part: list[Any]) -> bool:
    return all(_index(values, x) >= 0 for x in part)


FUNCTIONS: tuple[Row, ...] = (
    ("isSorted", True, ("list",), "bool", _is_sorted),
    ("sum", True, ("list",), "dyn", _sum),
    ("min", True, ("list",), "dyn", lambda v: _extreme(v, least=True)),
    ("max", True, ("list",), "dyn", lambda v: _extreme(v, least=False)),
    ("indexOf", True, ("list", "dyn"), "int", _index),
    ("lastIndexOf", True, ("list", "dyn"), "int", _last_index),
    ("slice", True, ("list", "int", "int"), "list", _slice),
    ("flatten", True, ("list",), "list", _flatten),
    ("flatten", True, ("list", "int"), "list", _flatten),
    ("distinct", True, ("list",), "list", _distinct),
    ("sort", True, ("list",), "list", _sort),
    ("reverse", True, ("list",), "list", lambda v: v[::-1]),
    ("lists.range", False, ("int",), "list", _range),
    ("sets.contains", False, ("list", "list"), "bool", _contains),
    ("sets.equivalent", False, ("list", "list"), "bool", lambda a, b: _contains(a, b) and _contains(b, a)),
    ("sets.intersects", False, ("list", "list"), "bool", lambda a, b: any(_index(a, x) >= 0 for x in b)),
)
