"""The words in which constraints are written down: small checks, made from what a field's documentation says.

A constraint takes a value whose types are right and whose defaults are filled in, and gives its problems like any check. `table` puts the
constraints of a kind at their places in the object. Knows no project.
"""

from __future__ import annotations

from ...finding import NO_VALUE
from ..problem import Problem, map_key, under
from ..suggest import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from ..problem import Check, Problems

TOGETHER = "K8S130"
"""Fields that exclude each other, or one that another one needs."""
TWICE = "K8S131"
"""The same twice where each must differ."""
FORM = "K8S132"
"""A text of the wrong form: a path, a host, a URL, a duration."""
WHOLE = "K8S133"
"""Too much of something, counted over several fields."""


def wrong(code: str, message: str, *path: str | int, value: object = NO_VALUE, help: str = "") -> Problem:
    """Return a problem at a place below the value that is checked.

    Args:
        code: code of the finding.
        message: what is wrong.
        path: steps from the value to the place, outermost first.
        value: the value found there.
        help: what to do.
    """
    problem = Problem(code, message, value, help)
    problem.path.extend(reversed(path))
    return problem


def form(pattern: str) -> Callable[[str], bool]:
    """Return a test: the whole text matches a pattern, in Go's syntax; it is compiled on first use."""
    matches: Callable[[str], bool] | None = None

    def test(v: str) -> bool:
        nonlocal matches
        if matches is None:
            from ..patterns import compile_pattern

            matches = compile_pattern(f"^(?:{pattern})$")
            assert matches is not None
        return matches(v)

    return test


# ---- fields of one object


def at_most_one(*fields: str, help: str = "keep one of them") -> Check:
    """Return a constraint: at most one of these fields is set."""

    def check(v: Any) -> Problems:
        found = [f for f in fields if f in v]
        if len(found) < 2:
            return None
        return [wrong(TOGETHER, f"{' and '.join(found)} exclude each other", value=found, help=help)]

    return check


def exactly_one(*fields: str) -> Check:
    """Return a constraint: exactly one of these fields is set."""
    most = at_most_one(*fields)

    def check(v: Any) -> Problems:
        if not any(f in v for f in fields):
            return [wrong(TOGETHER, f"one of {listed(fields)} is missing")]
        return most(v)

    return check


def member(on: str, fields: Mapping[str, str], *, filled: bool = False) -> Check:
    """Return a constraint of a union that one field tells: each value of it has its own field, set with that value and with no other.

    Args:
        on: the field that tells which one it is, such as `type`.
        fields: value of `on` -> the field that goes with it.
        filled: whether `""` counts as not set.
    """

    def check(v: Any) -> Problems:
        told = v.get(on)
        found = []
        for value, field in fields.items():
            is_set = bool(v.get(field)) if filled else field in v
            if is_set and told != value:
                found.append(wrong(TOGETHER, f"{field} goes with {on} {value} only", field, help=f"remove it, or make {on} {value}"))
            elif told == value and not is_set:
                found.append(wrong(TOGETHER, f"{on} {value} needs {field}", field, help=f"set {field}"))
        return found or None

    return check


def unless(condition: Callable[[Any], object], code: str, message: str, *path: str, help: str = "") -> Check:
    """Return a constraint: `condition` must not hold.

    Args:
        condition: takes the value.
        code: code of the finding.
        message: what is wrong where it holds.
        path: steps to the field that is shown, outermost first.
        help: what to do.
    """

    def check(v: Any) -> Problems:
        if not condition(v):
            return None
        value: Any = v
        for step in path:
            value = value.get(step, NO_VALUE) if isinstance(value, dict) else NO_VALUE
        return [wrong(code, message, *path, value=NO_VALUE if isinstance(value, (dict, list)) else value, help=help)]

    return check


# ---- items of a list


def differ(what: str, key: Callable[[Any], object]) -> Check:
    """Return a constraint: the items of a list differ in something.

    Args:
        what: what must differ, for the message.
        key: gives it for one item; None for an item that does not count.
    """

    def check(v: Any) -> Problems:
        seen: dict[object, int] = {}
        found = []
        for i, x in enumerate(v):
            k = key(x)
            if k is not None:
                first = seen.setdefault(k, i)
                if first != i:
                    found.append(wrong(TWICE, f"the same {what} as [{first}]", i, help=f"give each its own {what}"))
        return found or None

    return check


def once(on: str, *values: str) -> Check:
    """Return a constraint: each of these values stands in at most one item's field `on`."""
    return differ(on, lambda x: x.get(on) if x.get(on) in values else None)


def alone(value: str) -> Check:
    """Return a constraint of a list of strings: this value stands alone."""
    return unless(
        lambda v: len(v) > 1 and value in v, TOGETHER, f"{value} stands alone, or not at all", help=f"remove {value}, or all others"
    )


# ---- texts and keys


def text(test: Callable[[str], str], help: str = "") -> Check:
    """Return a constraint of a string.

    Args:
        test: gives `""`, or what it must be.
        help: what to do.
    """

    def check(v: Any) -> Problems:
        problem = test(v)
        return [wrong(FORM, problem, value=v, help=help)] if problem else None

    return check


def keys(test: Callable[[str], str]) -> Check:
    """Return a constraint of the keys of a map: `test` gives `""`, or what a key must be."""

    def check(v: Any) -> Problems:
        found = []
        for k in v:
            problem = test(k)
            if problem:
                found.append(wrong(FORM, f"the key {problem}", map_key(k), value=k))
        return found or None

    return check


def without(part: str, what: str = "the text") -> Callable[[str], str]:
    """Return a test: a text does not contain `part`."""
    return lambda v: f"{what} must not contain {part}" if part in v else ""


# ---- places


class _Node:
    """One place of an object: the constraints of the value there, and the places below it."""

    __slots__ = ("checks", "fields", "items", "values")

    def __init__(self) -> None:
        self.checks: list[Check] = []
        self.fields: dict[str, _Node] = {}
        self.items: _Node | None = None
        self.values: _Node | None = None

    def visit(self, v: Any) -> Problems:
        """Return the problems of a value and of all below it."""
        found: list[Problem] | None = None
        for check in self.checks:
            problems = check(v)
            if problems is not None:
                found = [*(found or ()), *problems]
        if isinstance(v, dict):
            for name, node in self.fields.items():
                x = v.get(name)
                if x is not None:
                    problems = node.visit(x)
                    if problems is not None:
                        found = [*(found or ()), *under(problems, name)]
            if self.values is not None:
                for k, x in v.items():
                    problems = self.values.visit(x) if x is not None else None
                    if problems is not None:
                        found = [*(found or ()), *under(problems, map_key(k))]
        elif self.items is not None and isinstance(v, list):
            for i, x in enumerate(v):
                problems = self.items.visit(x)
                if problems is not None:
                    found = [*(found or ()), *under(problems, i)]
        return found


def _spread(path: str) -> Iterator[str]:
    """Yield the paths that one with alternatives stands for: `a.(b.|)c` is `a.b.c` and `a.c`."""
    before, found, rest = path.partition("(")
    if not found:
        yield path
        return
    choices, _, after = rest.partition(")")
    for choice in choices.split("|"):
        yield from _spread(f"{before}{choice}{after}")


def _add(root: _Node, path: str, check: Check) -> None:
    node = root
    for part in path.split("."):
        name = part.removesuffix("[]")
        if name == "*":
            node.values = node = node.values or _Node()
        else:
            node = node.fields.setdefault(name, _Node())
        if name != part:
            node.items = node = node.items or _Node()
    node.checks.append(check)


def table(rows: Iterable[tuple[str, str, Check]], kind: str, version: str, *, experimental: bool = False) -> Check:
    """Return the constraints of one kind.

    Args:
        rows: (kinds, places, constraint). Kinds are names with blanks between them; `Kind/v1` holds for one version only, `+Kind` in
            the experimental channel only, `-Kind` in the standard one only. Places are paths with blanks between them: `[]` is each item,
            `*` each value of a map, `(a|b)` one of several.
        kind: the kind.
        version: its version.
        experimental: whether the experimental channel counts.
    """
    names = {kind, f"{kind}/{version}"}
    names |= {f"{'+' if experimental else '-'}{name}" for name in names}
    root = _Node()
    for kinds, places, check in rows:
        if not names.isdisjoint(kinds.split()):
            for place in places.split():
                for path in _spread(place):
                    _add(root, path, check)

    return root.visit
