"""Values to compare manifests with: partial mappings, lists that contain, absence, patterns; a failing `assert` shows each difference.

Used in tests, alone or inside each other; `assert` asks `explain_difference` through the plugin. Knows plain data only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .subject import secret_keys

if TYPE_CHECKING:
    from typing import Any


class Difference:
    """One place where a value is not as expected.

    Args:
        path: the place, such as `spec.template.spec.containers[0].image`; empty for the whole value.
        text: what was expected and what was found.
    """

    __slots__ = ("path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def __repr__(self) -> str:
        return f"{self.path or '(the value)'}: {self.text}"


class Matcher:
    """Base of all matchers: `==` is true where `differences` finds none."""

    __hash__ = None  # type: ignore[assignment]

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """List where a value is not as expected.

        Args:
            actual: plain data.
            path: the place of `actual` in what is compared (default: the root).

        Returns:
            One entry per place, in order; empty if the value matches.
        """
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return not self.differences(other)

    def explain_difference(self, other: object) -> list[str] | None:
        """Say where a value is not as expected, for pytest; None if it matches.

        Args:
            other: the value.
        """
        found = self.differences(other)
        if not found:
            return None
        return [
            f"{_title(other)} differs from {type(self).__name__} at {len(found)} place{'s' if len(found) > 1 else ''}",
            *_listed(found, other),
        ]

    def explain_absence(self, candidates: list[Any]) -> list[str]:
        """Say for pytest why no item of a list matches: where the closest one differs.

        Args:
            candidates: the items.

        Returns:
            Lines of text.
        """
        if not candidates:
            return [f"{type(self).__name__} in an empty list"]
        closest = min(candidates, key=lambda candidate: len(self.differences(candidate)))
        head = f"none of {len(candidates)} matches {type(self).__name__}; the closest is {_title(closest)}"
        return [head, *_listed(self.differences(closest), closest)]


class Partial(Matcher):
    """A mapping that has at least these keys; mappings inside are partial too, lists must be equal (see `ArrayWith`).

    Example: `assert deployment == Partial({"spec": {"replicas": 3, "paused": Absent()}})`

    Args:
        expected: key -> value or matcher.
    """

    def __init__(self, expected: dict[str, Any]) -> None:
        self._expected = expected

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """List where a value is not as expected."""
        if not isinstance(actual, dict):
            return [Difference(path, f"expected a mapping, got {actual!r}")]
        return _compare(self._expected, actual, path, exact=False)

    def __repr__(self) -> str:
        return f"Partial({self._expected!r})"


class Exact(Matcher):
    """A value without anything else, inside a `Partial` or `ArrayWith`.

    Args:
        expected: plain data.
    """

    def __init__(self, expected: Any) -> None:
        self._expected = expected

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """List where a value is not as expected."""
        return _compare(self._expected, actual, path, exact=True)

    def __repr__(self) -> str:
        return f"Exact({self._expected!r})"


class ArrayWith(Matcher):
    """A list that has an item for each of these, in any order, with anything beside them; mappings are partial.

    Example: `Partial({"env": ArrayWith({"name": "LOG_LEVEL", "value": "info"})})`

    Args:
        *expected: values or matchers.
    """

    def __init__(self, *expected: Any) -> None:
        self._expected = expected

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """List where a value is not as expected; for an item that is not there, where the closest one differs."""
        if not isinstance(actual, list):
            return [Difference(path, f"expected a list, got {actual!r}")]
        found = []
        for value in self._expected:
            if not actual:
                found.append(Difference(path, f"expected an item {value!r}, the list is empty"))
                continue
            attempts = [_compare(value, item, f"{path}[{index}]", exact=False) for index, item in enumerate(actual)]
            closest: list[Difference] = min(attempts, key=len)
            found += closest
        return found

    def __repr__(self) -> str:
        return f"ArrayWith({', '.join(map(repr, self._expected))})"


class Absent(Matcher):
    """No such key, inside a `Partial`."""

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """Anything that is there differs."""
        return [Difference(path, f"expected nothing, got {actual!r}")]

    def __repr__(self) -> str:
        return "Absent()"


class Anything(Matcher):
    """Any value but null, inside a `Partial` or `ArrayWith`."""

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """Only null differs."""
        return [] if actual is not None else [Difference(path, "expected any value, got None")]

    def __repr__(self) -> str:
        return "Anything()"


class Regex(Matcher):
    """A text in which a regular expression is found.

    Args:
        pattern: regular expression of Python's `re`; `^` and `$` anchor it.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def differences(self, actual: Any, path: str = "") -> list[Difference]:
        """A text in which the pattern is not found differs, and everything that is no text."""
        if isinstance(actual, str) and self._pattern.search(actual):
            return []
        return [Difference(path, f"expected a text that matches /{self._pattern.pattern}/, got {actual!r}")]

    def __repr__(self) -> str:
        return f"Regex({self._pattern.pattern!r})"


def _compare(expected: Any, actual: Any, path: str, *, exact: bool) -> list[Difference]:
    if isinstance(expected, Matcher):
        return expected.differences(actual, path)
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = []
        for key, value in expected.items():
            place = _child(path, key)
            if key in actual:
                found += _compare(value, actual[key], place, exact=exact)
            elif not isinstance(value, Absent):
                near = [k for k in actual if str(k).casefold() == str(key).casefold()]
                found.append(Difference(place, f"expected {value!r}, it is absent{f' ({near[0]!r} is there)' if near else ''}"))
        if exact:
            found += [
                Difference(_child(path, key), f"expected nothing, got {value!r}") for key, value in actual.items() if key not in expected
            ]
        return found
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [Difference(path, f"expected {len(expected)} items, got {len(actual)}: {actual!r}")]
        pairs = enumerate(zip(expected, actual, strict=True))
        return [d for index, (left, right) in pairs for d in _compare(left, right, f"{path}[{index}]", exact=exact)]
    # In Python True == 1 and 1 == 1.0; in a manifest they are different values.
    if (
        expected == actual
        and isinstance(expected, bool) == isinstance(actual, bool)
        and isinstance(expected, float) == isinstance(actual, float)
    ):
        return []
    return [Difference(path, f"expected {expected!r}, got {actual!r}")]


def _child(path: str, key: object) -> str:
    name = str(key)
    if not name.replace("_", "").replace("-", "").isalnum():
        return f"{path}[{name!r}]"
    return f"{path}.{name}" if path else name


def _title(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("kind"), str):
        meta = value.get("metadata")
        meta = meta if isinstance(meta, dict) else {}
        name = "/".join(str(part) for part in (meta.get("namespace"), meta.get("name")) if part)
        return f"{value['kind']} {name}".rstrip()
    return f"the {type(value).__name__}"


def _listed(found: list[Difference], value: Any) -> list[str]:
    secret = isinstance(value, dict) and bool(secret_keys(value))
    hidden = [
        Difference(d.path, "differs (values of a Secret are not shown)") if secret and d.path.startswith(("data", "stringData")) else d
        for d in found
    ]
    return [f"  {difference!r}" for difference in hidden]
