"""The cost of expressions: how many steps one takes at most on values of a size, and how large its values become, before it is evaluated.

Lists in lists in lists, and texts that are doubled again and again, make an expression that is short to write and endless to evaluate, and the engine
cannot be interrupted. So its steps are bounded from above, by the tree of the expression and the longest list and text of the values: the API server
has such a bound too, and refuses what is beyond it. Knows trees and numbers; nothing of the engine.

Source: Kubernetes documentation, Extend the Kubernetes API with CustomResourceDefinitions: Resource use by validation functions; Common Expression
Language in Kubernetes: Resource constraints.
"""

from __future__ import annotations

from .syntax import MERGED, ident_of, is_empty_list, nodes, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from .syntax import Node

    Size: TypeAlias = tuple[int, int]
    """Longest list or map, and longest text, of a value and all that is in it."""
    Bound: TypeAlias = tuple[int, int, int]
    """Steps, longest list, longest text."""

MOST_STEPS = 10**9
"""What is evaluated takes no more steps than this; the engine itself stops a loop after some thousand rounds."""
MOST_HELD = 10**8
"""What is evaluated makes no longer list or text than this."""
USUAL: Size = (1_000, 10_000)
"""Values that are smaller than this need no look at each of them."""
_PLAIN = frozenset(("!_", "-_", "@not_strictly_false", "_&&_", "_<=_", "_<_", "_>=_", "_>_", "_[_]", "_||_", "size"))
"""Functions that take one step whatever the size of their arguments."""


class TooMuch(Exception):  # noqa: N818
    """An expression may take more than `MOST_STEPS`, or make a value of more than `MOST_HELD`."""


def size_of(value: Any) -> Size:
    """Return the longest list or map and the longest text in a value.

    Args:
        value: plain data.
    """
    longest = text = 0
    waiting = [value]
    while waiting:
        v = waiting.pop()
        if isinstance(v, (str, bytes)):
            text = max(text, len(v))
        elif isinstance(v, dict):
            longest = max(longest, len(v))
            waiting.extend(v.values())
            waiting.extend(v)
        elif isinstance(v, (list, tuple)):
            longest = max(longest, len(v))
            waiting.extend(v)
    return longest, text


def steps(tree: Node, values: Size) -> int:
    """Return how many steps an expression takes at most.

    Args:
        tree: the expression, its macros expanded.
        values: the size of the largest of its variables.

    Raises:
        TooMuch: it may take more than `MOST_STEPS`, or make a value of more than `MOST_HELD`.
    """
    return _bound(tree, {}, values)[0]


def _bound(node: Node, scope: Mapping[str, Size], values: Size) -> Bound:
    name = ident_of(node)
    if name is not None:
        return (1, *scope.get(name, values))
    kind, function, inner, length = parts(node)
    if kind == "comprehension":
        return _loop(node, scope, values)
    found = [_bound(n, scope, values) for n in inner]
    total = 1 + sum(f[0] for f in found)
    longest, text = max((f[1] for f in found), default=0), max((f[2] for f in found), default=0)
    if kind == "constant":
        text = length
    elif kind == "list":
        longest = max(longest, len(found))
    elif kind == "call":
        more, longest, text = _called(function, found, longest, text)
        total += more
    return _held(total, longest, text)


def _held(total: int, longest: int, text: int) -> Bound:
    if total > MOST_STEPS:
        raise TooMuch(f"it may take more than {MOST_STEPS:,} steps")
    if max(longest, text) > MOST_HELD:
        raise TooMuch(f"it may make a list or a text of more than {MOST_HELD:,} parts")
    return total, longest, text


def _called(function: str, found: list[Bound], longest: int, text: int) -> Bound:
    """Return the steps of a call itself, and the size of its result."""
    if function in _PLAIN:
        return 0, longest, text
    if function == "_?_:_":
        return 0, max(f[1] for f in found[1:]), max(f[2] for f in found[1:])
    if function == "_+_":
        longest, text = sum(f[1] for f in found), sum(f[2] for f in found)
    elif function == "join":
        text = (found[0][1] + 1) * (text + 1)
    elif function == "replace" and len(found) > 2:
        text = (found[0][2] + 1) * (found[2][2] + 1)
    elif function == "format":
        text = text + longest * (text + 32)
    elif function in ("findAll", "split"):
        longest = max(longest, text + 1)
    elif function == "flatten":
        longest *= longest
    elif function == "quote":
        text *= 2
    return longest // 8 + text // (8 if function == "matches" else 64), longest, text


def _loop(node: Node, scope: Mapping[str, Size], values: Size) -> Bound:
    """Return the bound of a comprehension: a loop that adds one item at most to its result each time, or a name for a value."""
    key, key2, result = node.text(1), node.text(8), node.text(3)
    [over], [start], [goes_on], [step], [end] = (node.all(n) for n in (2, 4, 5, 6, 7))
    before = _bound(start, scope, values)
    if is_empty_list(over):
        after = _bound(end, {**scope, result: before[1:]}, values)
        return _held(before[0] + after[0], after[1], after[2])
    items = _bound(over, scope, values)
    within = {**scope, key: items[1:], result: before[1:]}
    if key2:
        within[key2] = items[1:]
    once, asked = _bound(step, within, values), _bound(goes_on, within, values)
    each = 2 + once[0] + asked[0] + (items[1] if any(n.text(2) == MERGED for n in nodes(step)) else 0)
    made = (before[1] + items[1] + once[1], max(before[2], once[2]))
    after = _bound(end, {**scope, result: made}, values)
    return _held(before[0] + items[0] + items[1] * each + after[0], after[1], after[2])
