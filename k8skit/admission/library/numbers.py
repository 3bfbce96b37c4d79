"""Quantities and semantic versions: `quantity`, `isQuantity`, `semver`, `isSemver`, and how they compare.

Sources: Kubernetes documentation, CEL quantity and semver libraries; Semantic Versioning 2.0.0.
"""

from __future__ import annotations

from ... import quantities
from . import Failed, boxed, unboxed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from . import Row

QUANTITY, SEMVER = "kubernetes.Quantity", "kubernetes.Semver"
_NANO = 10**9

# ---- quantities


def _is_quantity(text: str) -> bool:
    return not quantities.problem(text)


def _quantity(text: str) -> dict[str, Any]:
    if not _is_quantity(text):
        raise Failed(f"not a quantity: {text!r}")
    return boxed(QUANTITY, _plain(quantities.parse(text).nano))


def _plain(nano: int) -> str:
    """Return an amount of billionths in the one form that equal quantities share."""
    return f"{nano}n"


def _nano(value: Any) -> int:
    return int(unboxed(QUANTITY, value)[:-1])


def _as_integer(value: Any) -> int:
    whole, rest = divmod(_nano(value), _NANO)
    if rest or not -(2**63) <= whole < 2**63:
        raise Failed("the quantity is no 64 bit integer")
    return whole


def _is_integer(value: Any) -> bool:
    whole, rest = divmod(_nano(value), _NANO)
    return not rest and -(2**63) <= whole < 2**63


def _amount(other: Any) -> int:
    return other * _NANO if isinstance(other, int) else _nano(other)


# ---- versions


def _version(text: str, normalize: bool = False) -> tuple[tuple[int, int, int], tuple[Any, ...]] | None:
    """Return what a version is ordered by; None if it is none."""
    text = text.removeprefix("v") if normalize else text
    core, _, build = text.partition("+")
    core, dash, pre = core.partition("-")
    numbers = core.split(".")
    if normalize:
        numbers = [n.lstrip("0") or "0" if n.isdigit() else n for n in numbers]
        numbers += ["0"] * (3 - len(numbers))
    if len(numbers) != 3 or not all(_whole(n) for n in numbers):
        return None
    if (dash and not _identifiers(pre, numeric=True)) or ("+" in text and not _identifiers(build)):
        return None
    major, minor, patch = map(int, numbers)
    order = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pre.split(".")) if dash else ((2, 0, ""),)
    return (major, minor, patch), order


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 20


def _identifiers(text: str, *, numeric: bool = False) -> bool:
    parts = text.split(".")
    return (
        all(p.isascii() and (p.replace("-", "") or "a").isalnum() for p in parts if p)
        and all(parts)
        and not (numeric and any(p.isdigit() and not _whole(p) for p in parts))
    )


def _semver(text: str, normalize: bool = False) -> dict[str, Any]:
    version = _version(text, normalize)
    if version is None:
        raise Failed(f"not a semantic version: {text!r}")
    core = text.removeprefix("v") if normalize else text
    _, mark, rest = core.partition(core.lstrip("0123456789.")[:1]) if core.lstrip("0123456789.") else (core, "", "")
    return boxed(SEMVER, f"{'.'.join(map(str, version[0]))}{mark}{rest}")


def _part(index: int) -> Callable[[Any], int]:
    """Return what gives one number of a version."""

    def part(value: Any) -> int:
        return _of(value)[0][index]

    return part


def _of(value: Any) -> tuple[tuple[int, int, int], tuple[Any, ...]]:
    version = _version(unboxed(SEMVER, value))
    assert version is not None
    return version


# ---- both


def _sign(number: int) -> int:
    return int(number > 0) - int(number < 0)


def _compare(a: Any, b: Any) -> int:
    if QUANTITY in a and QUANTITY in b:
        return _sign(_nano(a) - _nano(b))
    x, y = _of(a), _of(b)
    return int(x > y) - int(x < y)


FUNCTIONS: tuple[Row, ...] = (
    ("isQuantity", False, ("string",), "bool", _is_quantity),
    ("quantity", False, ("string",), "map", _quantity),
    ("sign", True, ("map",), "int", lambda v: _sign(_nano(v))),
    ("isInteger", True, ("map",), "bool", _is_integer),
    ("asInteger", True, ("map",), "int", _as_integer),
    ("asApproximateFloat", True, ("map",), "double", lambda v: _nano(v) / _NANO),
    ("add", True, ("map", "map"), "map", lambda a, b: boxed(QUANTITY, _plain(_nano(a) + _amount(b)))),
    ("add", True, ("map", "int"), "map", lambda a, b: boxed(QUANTITY, _plain(_nano(a) + _amount(b)))),
    ("sub", True, ("map", "map"), "map", lambda a, b: boxed(QUANTITY, _plain(_nano(a) - _amount(b)))),
    ("sub", True, ("map", "int"), "map", lambda a, b: boxed(QUANTITY, _plain(_nano(a) - _amount(b)))),
    ("isSemver", False, ("string",), "bool", lambda text: _version(text) is not None),
    ("isSemver", False, ("string", "bool"), "bool", lambda text, normalize: _version(text, normalize) is not None),
    ("semver", False, ("string",), "map", _semver),
    ("semver", False, ("string", "bool"), "map", _semver),
    ("major", True, ("map",), "int", _part(0)),
    ("minor", True, ("map",), "int", _part(1)),
    ("patch", True, ("map",), "int", _part(2)),
    ("isGreaterThan", True, ("map", "map"), "bool", lambda a, b: _compare(a, b) > 0),
    ("isLessThan", True, ("map", "map"), "bool", lambda a, b: _compare(a, b) < 0),
    ("compareTo", True, ("map", "map"), "int", _compare),
)
