"""Checks of single values: strings, numbers, quantities, times.

Each function here takes what a schema says about a value and returns a check of it: None where it is fine, else its problems. Used by
`schema` and `fieldrules`; knows no object and no path.
"""

from __future__ import annotations

from .. import names, quantities
from ..finding import WARNING
from . import formats
from .problem import Problem, wrong_type
from .suggest import listed, nearest, same_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from typing import Any

    from .problem import Check, Problems

INT32 = (-(2**31), 2**31 - 1)
INT64 = (-(2**63), 2**63 - 1)


def not_a_string(x: object) -> Problems:
    """Return the problem of a value that stands where a string is expected; None if it is one after all."""
    if isinstance(x, str):
        return None
    if not isinstance(x, (bool, int, float)):
        return wrong_type(x, "a string")
    problems = wrong_type(x, "a string", "put it in quotes")
    problems[0].edit = ("quote", ("true" if x else "false") if isinstance(x, bool) else repr(x))
    return problems


def not_a_boolean(x: object) -> Problems:
    """Return the problem of a value that stands where true or false is expected."""
    help = "leave the quotes out" if isinstance(x, str) and x.lower() in ("true", "false", "yes", "no", "on", "off") else ""
    return wrong_type(x, "true or false", help)


_REMEMBERED, _LONGEST = 4096, 253
_good: dict[Callable[[str], str], set[str]] = {}
"""Test -> texts that passed it: the objects of one workload have the same names, labels and ports, in several places each."""


def good(test: Callable[[str], str]) -> set[str]:
    """Return the texts that are known to pass a test; `remember` adds to them.

    Args:
        test: returns `""` or what a text must be, and always the same for the same text.
    """
    return _good.setdefault(test, set())


def remember(texts: set[str], text: str) -> None:
    """Add a text to those that are known to pass a test, unless it is long. A full set is emptied: the next objects have other names."""
    if len(text) <= _LONGEST:
        if len(texts) >= _REMEMBERED:
            texts.clear()
        texts.add(text)


def text(subject: str, test: Callable[[str], str], code: str, *, empty: bool = True, recurs: bool = True) -> Check:
    """Return a check of a string by one of the functions of `k8skit.names`.

    Args:
        subject: what the string is, such as "the port name"; opens the message.
        test: returns `""` or what the string must be.
        code: code of the finding.
        empty: whether `""` passes, since it means "unset" to the API server.
        recurs: whether the same text stands in many objects, as names do, and is no secret: it is then looked at once.
    """
    known = good(test) if recurs else set()

    def check(x: object) -> Problems:
        if type(x) is str:
            if x in known:
                return None
        elif not isinstance(x, str):
            return not_a_string(x)
        if not x and empty:
            return None
        problem = test(x)
        if problem:
            return [Problem(code, f"{subject} {problem}", x)]
        if recurs:
            remember(known, x)
        return None

    return check


def boolean(x: object) -> Problems:
    """Check true or false."""
    return None if type(x) is bool else not_a_boolean(x)


def string(x: object) -> Problems:
    """Check a string without further rules."""
    return None if type(x) is str else not_a_string(x)


def anything(x: object) -> Problems:  # noqa: ARG001
    """Accept every value."""
    return None


def any_object(x: object) -> Problems:
    """Accept every object, whatever its fields."""
    return None if isinstance(x, dict) else wrong_type(x, "an object")


def _out_of_range(x: float, low: float | None, high: float | None, code: str, subject: str) -> list[Problem]:
    if low is not None and high is not None:
        bits = 32 if (low, high) == INT32 else 64 if (low, high) == INT64 else 0
        what = f"must fit into {bits} bits" if bits else f"must be between {low} and {high}"
    else:
        what = f"must be at least {low}" if low is not None else f"must be at most {high}"
    return [Problem(code, f"{subject} {what}", x)]


def _not_an_integer(x: object) -> list[Problem]:
    if isinstance(x, float) and x.is_integer():
        return [Problem("K8S102", "a number with a fraction stands where an integer is expected", x, "leave the fraction out", WARNING)]
    digits = isinstance(x, str) and x.removeprefix("-").isascii() and x.removeprefix("-").isdigit()
    return wrong_type(x, "an integer", "leave the quotes out" if digits else "")


def integer(low: int, high: int, code: str = "K8S105", subject: str = "the number") -> Check:
    """Return a check of an integer.

    Args:
        low: least value.
        high: greatest value.
        code: code of the finding for one out of range.
        subject: what the number is; opens the message.
    """

    def check(x: object) -> Problems:
        if type(x) is int:
            return None if low <= x <= high else _out_of_range(x, low, high, code, subject)
        if isinstance(x, int) and not isinstance(x, bool):
            return check(int(x))
        problems = _not_an_integer(x)
        if problems[0].severity == WARNING and isinstance(x, float) and not low <= x <= high:
            return _out_of_range(x, low, high, code, subject)
        return problems

    return check


int32 = integer(*INT32)
int64 = integer(*INT64)


def number(x: object) -> Problems:
    """Check a number, with or without a fraction."""
    if type(x) is int or type(x) is float:
        return None
    if isinstance(x, (int, float)) and not isinstance(x, bool):
        return None
    return wrong_type(x, "a number")


def _negative(x: object) -> bool:
    """Tell whether a well-formed quantity is below zero."""
    if isinstance(x, str):
        return x[:1] == "-" and any(c in "123456789" for c in x.partition("e")[0].partition("E")[0])
    return isinstance(x, (int, float)) and x < 0


def is_usual_amount(x: str) -> bool:
    """Tell whether a text is a quantity as nearly everybody writes it: digits, and `m`, `Mi` or `Gi` or nothing. It is not below zero."""
    if len(x) > 1:  # the end by itself first: a part of a text costs as much as a look at all of it
        if x[-1] == "i":
            if x[-2] not in "MG":
                return False
            x = x[:-2]
        elif x[-1] == "m":
            x = x[:-1]
    return x.isdigit() and x.isascii()


def quantity(x: object) -> Problems:
    """Check a quantity: `500m`, `1.5Gi`, `2`; numbers are accepted as the API server does."""
    if type(x) is str:
        if is_usual_amount(x):
            return None
    elif isinstance(x, bool) or not isinstance(x, (str, int, float)):
        return wrong_type(x, "a quantity", 'write it as in "500m" or "1Gi"')
    problem = quantities.problem(repr(x) if isinstance(x, float) else x)
    return [Problem("K8S106", f"the quantity {problem}", x)] if problem else None


def crd_quantity(x: object) -> Problems:
    """Check a CRD's quantity: by its schema an integer or a string, so no fraction unless in quotes."""
    return wrong_type(x, "an integer or a string", "put it in quotes") if isinstance(x, float) else quantity(x)


def amount(x: str) -> str:
    """Return what is wrong with a text as a quantity that must not be negative; `""` if nothing is."""
    if is_usual_amount(x):
        return ""
    return quantities.problem(x) or ("must not be negative" if _negative(x) else "")


_amount = text("the quantity", amount, "K8S106", empty=False)


def quantity_from_zero(x: object) -> Problems:
    """Check a quantity that must not be negative."""
    if type(x) is str:
        return _amount(x)
    problems = quantity(x)
    if problems is None and _negative(x):
        return [Problem("K8S106", "the quantity must not be negative", x)]
    return problems


time = text("the time", formats.date_time, "K8S107", empty=False)
micro_time = text("the time", formats.micro_time, "K8S107", empty=False)


def int_or_string(x: object) -> Problems:
    """Check an integer of 32 bits or a string."""
    if type(x) is str:
        return None
    if type(x) is int:
        return None if INT32[0] <= x <= INT32[1] else _out_of_range(x, *INT32, "K8S105", "the number")
    if isinstance(x, (str, int)) and not isinstance(x, bool):
        return None
    return wrong_type(x, "an integer or a string")


def count_or_percent(most: int | None = None) -> Check:
    """Return a check of a number of things or their share: `1`, `25%`.

    Args:
        most: highest percentage that is accepted; None for any.
    """

    def check(x: object) -> Problems:
        problems = int_or_string(x)
        if problems is not None:
            return problems
        if isinstance(x, int):
            return None if x >= 0 else _out_of_range(x, 0, None, "K8S105", "the number")
        assert isinstance(x, str)
        problem = names.percent(x)
        if problem:
            return [Problem("K8S107", f"the share {problem}", x, 'write a number, or a percentage such as "25%"')]
        if most is not None and int(x[:-1]) > most:
            return [Problem("K8S105", f"the share must be at most {most}%", x)]
        return None

    return check


def one_of(allowed: Sequence[object], *, empty: bool, severity: str = "error") -> Check:
    """Return a check of a string that must be one of a closed list.

    Args:
        allowed: the values.
        empty: whether `""` passes too, since it means "unset" to the API server.
        severity: severity of the finding.
    """
    choices = frozenset(a for a in allowed if isinstance(a, str))

    def check(x: object) -> Problems:
        if type(x) is not str:
            problems = not_a_string(x)
            if problems is not None:
                return problems
        if x in choices or (not x and empty):
            return None
        near = nearest(x, sorted(choices))
        problem = Problem(
            "K8S104", f"must be {listed(sorted(c for c in choices if c))}", x, f"did you mean {near}?" if near else "", severity
        )
        return [_by_case(problem, x, near, choices)]

    return check


def near_known(known: Sequence[str]) -> Check:
    """Return a check of a string from an open list: one that looks like a slip of a known value is a warning, any other passes."""
    choices = frozenset(known)

    def check(x: object) -> Problems:
        if type(x) is not str:
            return not_a_string(x)
        if not x or x in choices:
            return None
        near = nearest(x, sorted(choices))
        return [Problem("K8S104", "is close to a known value, but is none", x, f"did you mean {near}?", WARNING)] if near else None

    return check


def _by_case(problem: Problem, x: object, near: str, choices: Collection[str]) -> Problem:
    """Return the problem, with the value to set where only the case of letters is wrong."""
    if isinstance(x, str) and near and near.lower() == x.lower() and same_letters(x, choices) == near:
        problem.edit = ("set", near)
    return problem


def _equal(a: object, b: object) -> bool:
    """Compare as JSON does: true is not 1, but 1 is 1.0."""
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def limited_string(spec: Mapping[str, Any]) -> Check:
    """Return a check of a string by the keywords of a CRD's schema: lengths, pattern, format, enum."""
    least, most = spec.get("minLength", 0), spec.get("maxLength")
    pattern = spec.get("pattern")
    test = spec.get("format")
    test = None if test is None else formats.BY_NAME.get(test)
    allowed = one_of(spec["enum"], empty=False) if "enum" in spec else None
    matches: Callable[[str], bool] | None = None

    def check(x: object) -> Problems:
        nonlocal matches, pattern
        if type(x) is not str and not isinstance(x, str):
            return not_a_string(x)
        if allowed is not None:
            problems = allowed(x)
            if problems is not None:
                return problems
        n = len(x)
        if n < least:
            return [Problem("K8S105", "must not be empty" if least == 1 else f"must be at least {least} characters long", x)]
        if most is not None and n > most:
            return [Problem("K8S105", f"must be at most {most} characters long", x)]
        if pattern is not None:
            if matches is None:  # compiled on first use
                from .patterns import compile_pattern

                matches = compile_pattern(pattern) or _always
            if not matches(x):
                return [Problem("K8S114", f"must match the pattern {pattern}", x)]
        if test is not None:
            problem = test(x)
            if problem:
                return [Problem("K8S107", problem, x)]
        return None

    return check


def _always(x: str) -> bool:  # noqa: ARG001
    return True


def is_multiple(x: float, step: float | None) -> bool:
    """Tell whether a number is a multiple of `step`; any is one of None and 0."""
    if not step:
        return True
    return x % step == 0 if isinstance(x, int) and isinstance(step, int) else abs(x / step - round(x / step)) <= 1e-9


def listed_value(enum: Sequence[object]) -> Check:
    """Return a check of a value of any type that must be one of a closed list."""

    def check(x: object) -> Problems:
        return None if any(_equal(x, e) for e in enum) else [Problem("K8S104", f"must be {listed(enum)}", x)]

    return check


def limited_number(spec: Mapping[str, Any], base: Check, low: float | None = None, high: float | None = None) -> Check:
    """Return a check of a number by the keywords of a CRD's schema.

    Args:
        spec: minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, enum.
        base: check of the type.
        low: least value by the type; None for no limit.
        high: greatest value by the type; None for no limit.
    """
    least, most = spec.get("minimum"), spec.get("maximum")
    least = low if least is None or (low is not None and least < low) else least
    most = high if most is None or (high is not None and most > high) else most
    above, below = spec.get("exclusiveMinimum") is True, spec.get("exclusiveMaximum") is True
    step = spec.get("multipleOf")
    enum = spec.get("enum")

    def check(x: Any) -> Problems:
        problems = base(x)
        if problems is not None:
            return problems
        if (least is not None and x < least) or (most is not None and x > most):
            return _out_of_range(x, least, most, "K8S105", "the number")
        if (above and x == least) or (below and x == most):
            return [Problem("K8S105", f"the number must be {'above' if x == least else 'below'} {x}", x)]
        if not is_multiple(x, step):
            return [Problem("K8S105", f"the number must be a multiple of {step}", x)]
        if enum is not None and not any(_equal(x, e) for e in enum):
            return [Problem("K8S104", f"must be {listed(enum)}", x)]
        return None

    return check


def crd_int_or_string(spec: Mapping[str, Any]) -> Check:
    """Return a check of a CRD's integer or string; lengths, pattern and format hold for the string, limits for the number."""
    as_string = limited_string({k: v for k, v in spec.items() if k != "enum"})
    as_number = limited_number(spec, int64)
    enum = spec.get("enum")

    def check(x: object) -> Problems:
        if isinstance(x, str):
            problems = as_string(x)
        elif isinstance(x, int) and not isinstance(x, bool):
            problems = as_number(x)
        else:
            return wrong_type(x, "an integer or a string")
        if problems is None and enum is not None and not any(_equal(x, e) for e in enum):
            return [Problem("K8S104", f"must be {listed(enum)}", x)]
        return problems

    return check
