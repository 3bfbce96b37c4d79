"""The functions that Kubernetes adds to CEL, in Python: one module for each group, and a table of all.

A module has `FUNCTIONS`: (name, is it called on a value, types of the arguments, type of the result, function). Types are written as
`bool int double string bytes timestamp duration null list map dyn`. A function raises `Failed` where the API server's function fails.
Values of Kubernetes' own types (quantity, URL, ...) are maps with one entry, the type's name and the value as text, since the engine has no
opaque values; equal values have equal texts.

Source: Kubernetes documentation, Common Expression Language in Kubernetes, CEL options, language features, and libraries.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeAlias

    Row: TypeAlias = "tuple[str, bool, tuple[str, ...], str, Callable[..., Any]]"

SCALARS = ("bool", "int", "double", "string", "bytes", "timestamp", "duration", "null", "map", "list")
"""Types that stand for `dyn` in an argument: the engine chooses a function by the type of the value."""
ABSENT = ("authorizer", "json", "jsonpatch", "named", "sortBy")
"""Names of functions and variables that Kubernetes has and this library has not: a rule with one of them is not checked."""


class Failed(ValueError):  # noqa: N818
    """A function fails on its arguments, as it would in the API server."""


def boxed(kind: str, value: str) -> dict[str, Any]:
    """Return a value of one of Kubernetes' own types."""
    return {kind: value}


def unboxed(kind: str, value: Any) -> str:
    """Return what a value of one of Kubernetes' own types holds.

    Raises:
        Failed: it is of another type.
    """
    if not isinstance(value, dict) or kind not in value:
        raise Failed(f"no such overload: expected a value of type {kind}")
    held: str = value[kind]
    return held


def rows() -> Iterator[Row]:
    """Yield every function of the library."""
    from . import addresses, lists, names, numbers, regex, strings, urls

    for module in (addresses, lists, names, numbers, regex, strings, urls):
        yield from module.FUNCTIONS
