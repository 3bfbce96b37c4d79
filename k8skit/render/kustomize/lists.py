"""Which items of two lists belong together: what was inserted, removed, changed in place."""

from __future__ import annotations

from bisect import bisect_left
from marshal import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LABELS = ("name", "key", "mountPath", "host", "path", "ip", "containerPort", "port", "type", "kind")
"""Fields by which people know an item of a list, the best first."""


class Gap:
    """A stretch of two lists between items that belong together.

    Attributes:
        old: start and end of the stretch in the first list.
        new: start and end of the stretch in the second list.
    """

    __slots__ = ("new", "old")

    def __init__(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        self.old = old
        self.new = new


def align(a: list[Any], b: list[Any]) -> tuple[list[tuple[int, int]], list[Gap]]:
    """Find the items of two lists that belong together, in an order that both have.

    Items belong together if they have one name, where all items of both lists are mappings with names of their own; else if they are equal.
    Linear but for a logarithm.

    Args:
        a: the first list.
        b: the second list.

    Returns:
        Pairs of indexes, ascending in both; and the stretches between them that are not empty, in order.
    """
    keys_a = _names(a)
    keys_b = _names(b) if keys_a is not None else None
    if keys_a is None or keys_b is None:
        keys_a, keys_b = _tokens(a), _tokens(b)
    place = {key: i for i, key in enumerate(keys_b)}
    common = [(i, place[key]) for i, key in enumerate(keys_a) if key in place]
    pairs = _ascending(common)
    gaps = []
    i = j = 0
    for p, q in [*pairs, (len(a), len(b))]:
        if p > i or q > j:
            gaps.append(Gap((i, p), (j, q)))
        i, j = p + 1, q + 1
    return pairs, gaps


def label(item: Any) -> str:
    """Return how people call an item of a list: its name, or what stands for one; `""` if it has none.

    Args:
        item: any value.
    """
    if type(item) is dict:
        for field in _LABELS:
            value = item.get(field)
            if type(value) in (str, int):
                return str(value)
    elif type(item) is str:
        return item
    return ""


def _names(items: list[Any]) -> list[Any] | None:
    """The names of items that all have one of their own."""
    names = []
    for item in items:
        name = item.get("name") if type(item) is dict else None
        if type(name) is not str:
            return None
        names.append(name)
    return names if len(set(names)) == len(names) else None


def _tokens(items: list[Any]) -> list[Any]:
    """A key for each item: equal items have equal keys, but the second of two equal ones has another than the first."""
    seen: dict[bytes, int] = {}
    tokens = []
    for item in items:
        token = dumps(item, 0)
        seen[token] = n = seen.get(token, 0) + 1
        tokens.append((token, n))
    return tokens


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers ascend; the first ones do."""
    if all(pairs[n][1] > pairs[n - 1][1] for n in range(1, len(pairs))):
        return pairs
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(j)
            last.append(n)
        else:
            ends[at] = j
            last[at] = n
    run = []
    n = last[-1] if last else -1
    while n >= 0:
        run.append(pairs[n])
        n = before[n]
    run.reverse()
    return run
