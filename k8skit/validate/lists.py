"""Checks of lists and maps: their items, their keys, their sizes, and keys that must be unique.

Used by `schema` and `fieldrules`; knows no object.
"""

from __future__ import annotations

from _operator import itemgetter  # what `operator` has it from, which would be loaded for it alone

from ..finding import WARNING
from . import leaves
from .problem import Problem, map_key, type_name, under, wrong_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from .problem import Check, Problems


def list_of(item: type | Check, *, nulls: bool = False) -> Check:
    """Return a check of a list.

    Args:
        item: check of one item, or the type `str` for plain strings.
        nulls: whether null is a valid item.
    """
    if isinstance(item, type):
        return _list_of_strings

    def check(v: object) -> Problems:
        if type(v) is not list:
            return wrong_list(v)
        for x in v:
            if item(x) is not None and not (nulls and x is None):
                return every(v)
        return None

    def every(v: list[object]) -> Problems:
        found: list[Problem] = []
        for i, x in enumerate(v):
            if x is None:
                if not nulls:
                    found += under([_null_item()], i)
                continue
            problems = item(x)
            if problems is not None:
                found += under(problems, i)
        return found

    return check


def _null_item() -> Problem:
    return Problem("K8S102", "null stands in a list", None, "leave the item out, or give it a value")


def _list_of_strings(v: object) -> Problems:
    if type(v) is not list:
        return wrong_list(v)
    found: list[Problem] = []
    for i, x in enumerate(v):
        if type(x) is not str:
            problems = [_null_item()] if x is None else leaves.not_a_string(x)
            if problems is not None:
                found += under(problems, i)
    return found or None


def wrong_list(v: object) -> list[Problem]:
    """Return the problem of a value that stands where a list is expected."""
    if isinstance(v, (list, tuple)):
        return [Problem("K8S102", f"a Python {type(v).__name__} stands where a list is expected", v, "make it a list")]
    return wrong_type(v, "a list", "" if v is None else "write the one item in a list")


def map_of(value: type | Check, key: Callable[[str], Problems] | None = None, *, nulls: bool = False) -> Check:
    """Return a check of a map from strings.

    Args:
        value: check of one value, or the type `str` for plain strings.
        key: check of one key; None if any string will do.
        nulls: whether null is a valid value.
    """
    plain = value if isinstance(value, type) else None

    def check(v: object) -> Problems:
        if type(v) is not dict:
            return wrong_type(v, "an object")
        found: list[Problem] | None = None
        for k, x in v.items():
            if type(k) is not str:
                problems: Problems = [Problem("K8S102", f"the key is {type_name(k)}, not a string", k, "put it in quotes")]
            elif key is not None and (problems := key(k)) is not None:
                pass
            elif type(x) is plain:
                continue
            elif x is None:
                if nulls:
                    continue
                problems = [
                    Problem("K8S102", "null stands where a value is expected", None, "leave the key out, or give it a value", WARNING)
                ]
            elif plain is not None:
                problems = leaves.not_a_string(x)
            else:
                problems = value(x)
            if problems is not None:
                found = under(problems, map_key(k)) if found is None else found + under(problems, map_key(k))
        return found

    return check


def keys_of(check: Check, test: Callable[[str], str]) -> Check:
    """Return `check` for a map whose keys must have a form.

    Args:
        check: check of the map and its values.
        test: takes a key and returns `""` or what it must be.
    """

    def with_keys(v: Any) -> Problems:
        problems = check(v)
        if problems is not None:
            return problems
        found: list[Problem] = []
        for k in v:
            wrong = test(k)
            if wrong:
                found += under([Problem("K8S107", f"the key {wrong}", k)], map_key(k))
        return found or None

    return with_keys


def sized(check: Check, spec: Mapping[str, Any], filled: Callable[[Any], Any] | None = None) -> Check:
    """Return `check` with the limits that a schema sets on the number of items or properties; `check` itself if there are none.

    Args:
        check: check of the value.
        spec: `minItems`, `maxItems`, `minProperties`, `maxProperties`.
        filled: gives the value with its defaults, which count too (default: there are none).
    """
    limits = [(n, spec.get(f"min{n}"), spec.get(f"max{n}")) for n in ("Items", "Properties")]
    limits = [(n.lower(), low, high) for n, low, high in limits if low is not None or high is not None]
    if not limits:
        return check

    def with_size(v: Any) -> Problems:
        problems = check(v)
        if problems is not None:
            return problems
        v = v if filled is None else filled(v)
        for what, low, high in limits:
            if low is not None and len(v) < low:
                return [Problem("K8S105", "must not be empty" if low == 1 else f"must have at least {low} {what}, not {len(v)}")]
            if high is not None and len(v) > high:
                return [Problem("K8S105", f"must have at most {high} {what}, not {len(v)}")]
        return None

    return with_size


def _hashable(v: object) -> object:
    """Return a hashable value that is equal where JSON values are: true is not 1."""
    if isinstance(v, dict):
        return ("{", frozenset((k, _hashable(x)) for k, x in v.items()))
    if isinstance(v, (list, tuple)):
        return ("[", tuple(_hashable(x) for x in v))
    return (isinstance(v, bool), v)


def unique_items(check: Check, severity: str) -> Check:
    """Return `check` for a list whose items must all differ."""

    def with_set(v: Any) -> Problems:
        problems = check(v)
        if problems is not None or len(v) < 2:
            return problems
        seen: dict[object, int] = {}
        found: list[Problem] | None = None
        for i, x in enumerate(v):
            first = seen.setdefault(_hashable(x), i)
            if first != i:
                problem = Problem("K8S108", f"the same value stands at [{first}] already", x, "remove one of the two", severity)
                found = under([problem], i) if found is None else found + under([problem], i)
        return found

    return with_set


def unique_keys(check: Check, keys: Sequence[str], defaults: Mapping[str, object], severity: str) -> Check:
    """Return `check` for a list of objects that are told apart by some of their fields.

    Args:
        check: check of the list and its items.
        keys: the fields that make up the key.
        defaults: what the API server assumes for a key that is not given.
        severity: severity of the finding for a key used twice.
    """
    only = keys[0] if len(keys) == 1 else None
    first_key = itemgetter(keys[0])
    what = " and ".join(keys)

    def with_keys(v: Any) -> Problems:
        problems = check(v)
        if type(v) is not list or len(v) < 2:
            return problems
        if problems is None:  # then each item is an object; most lists differ in the first part of the key already
            try:
                values = set(map(first_key, v))
                if len(values) == len(v) and None not in values:
                    return None
            except (KeyError, TypeError):
                pass  # an item without it
        seen: dict[object, int] = {}
        for i, x in enumerate(v):
            if type(x) is not dict:
                continue
            key = {k: x[k] if x.get(k) is not None else defaults.get(k) for k in keys}
            if None in key.values():
                continue  # that it is missing is said elsewhere
            first = seen.setdefault(tuple(_hashable(part) for part in key.values()), i)
            if first != i:
                value = key if only is None else key[only]
                problem = Problem("K8S108", f"the same {what} as [{first}]", value, f"give each item its own {what}", severity)
                if only is not None:
                    problem.path.append(only)
                problems = [*(problems or ()), *under([problem], i)]
        return problems

    return with_keys
