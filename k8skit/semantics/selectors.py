"""Selectors: which labels a selector selects, whether `matchLabels` and `matchExpressions` or a plain map.

Rules and answers about references call this; `selector_text` reads selectors from text. It knows labels only: no kind, no namespace, and
not which field means what: a caller says whether an absent or empty selector of its field selects all or nothing by choosing the function.

Source: Kubernetes documentation, "Labels and Selectors".
"""

from __future__ import annotations

from ..names import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

IN = "In"
"""The key is there with one of the values; `=` and `==` are this with one value."""
NOT_IN = "NotIn"
"""The key is absent, or there with none of the values; `!=` is this with one value."""
EXISTS = "Exists"
"""The key is there."""
DOES_NOT_EXIST = "DoesNotExist"
"""The key is absent."""
GT = "Gt"
"""The key is there and its value is an integer greater than the one given. Only in node affinity and in text."""
LT = "Lt"
"""The key is there and its value is an integer less than the one given. Only in node affinity and in text."""

OPERATORS = (IN, NOT_IN, EXISTS, DOES_NOT_EXIST, GT, LT)
"""All operators."""


def integer(text: object) -> int | None:
    """Read an integer as Kubernetes does for Gt and Lt: an optional sign, ASCII digits, within 64 bit; None if it is none."""
    if not isinstance(text, str):
        return None
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits or len(digits) > 1000 or digits.strip("0123456789"):
        return None
    value = int(text)
    return value if -(2**63) <= value < 2**63 else None


class Requirement:
    """One condition on one label.

    Args:
        key: the label's key.
        operator: one of `OPERATORS`.
        values: the values that the operator compares with, without repetition and sorted; empty for Exists and DoesNotExist.
    """

    __slots__ = ("key", "operator", "values")

    def __init__(self, key: str, operator: str, values: Iterable[str] = ()) -> None:
        self.key = key
        self.operator = operator
        self.values = tuple(sorted(set(values)))

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Tell whether labels fulfil it. An unknown operator, and Gt or Lt without exactly one integer, is never fulfilled."""
        value = labels.get(self.key)
        operator = self.operator
        if operator == IN:
            return value in self.values
        if operator == NOT_IN:
            return value not in self.values
        if operator == EXISTS:
            return value is not None
        if operator == DOES_NOT_EXIST:
            return value is None
        if operator not in (GT, LT) or len(self.values) != 1:
            return False
        have, limit = integer(value), integer(self.values[0])
        if have is None or limit is None:
            return False
        return have > limit if operator == GT else have < limit

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Requirement):
            return NotImplemented
        return (self.key, self.operator, self.values) == (other.key, other.operator, other.values)

    def __hash__(self) -> int:
        return hash((self.key, self.operator, self.values))

    def __str__(self) -> str:
        if self.operator == EXISTS:
            return self.key
        if self.operator == DOES_NOT_EXIST:
            return f"!{self.key}"
        if self.operator in (GT, LT):
            return f"{self.key}{'>' if self.operator == GT else '<'}{','.join(self.values)}"
        if len(self.values) == 1:
            return f"{self.key}{'=' if self.operator == IN else '!='}{self.values[0]}"
        return f"{self.key} {self.operator.lower()} ({','.join(self.values)})"

    def __repr__(self) -> str:
        return f"Requirement({self.key!r}, {self.operator!r}, {self.values!r})"


class Selector:
    """Requirements that labels must fulfil all; none at all selects everything.

    Args:
        requirements: the requirements; kept sorted by key.
        nothing: whether it selects nothing, whatever the requirements (default: False).
    """

    __slots__ = ("nothing", "requirements")

    def __init__(self, requirements: Iterable[Requirement] = (), *, nothing: bool = False) -> None:
        self.requirements = tuple(sorted(requirements, key=lambda r: r.key))
        self.nothing = nothing

    @property
    def everything(self) -> bool:
        """Whether it selects all labels because it asks for nothing."""
        return not self.nothing and not self.requirements

    def matches(self, labels: Mapping[str, str]) -> bool:
        """Tell whether it selects an object with these labels."""
        return not self.nothing and all(r.matches(labels) for r in self.requirements)

    def unmet(self, labels: Mapping[str, str]) -> list[Requirement]:
        """Return the requirements that these labels do not fulfil, in order."""
        return [r for r in self.requirements if not r.matches(labels)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selector):
            return NotImplemented
        return (self.nothing, self.requirements) == (other.nothing, other.requirements)

    def __hash__(self) -> int:
        return hash((self.nothing, self.requirements))

    def __str__(self) -> str:
        return ",".join(map(str, self.requirements))

    def __repr__(self) -> str:
        return "Selector(nothing=True)" if self.nothing else f"Selector({list(self.requirements)!r})"


EVERYTHING = Selector()
"""Selects all labels."""
NOTHING = Selector(nothing=True)
"""Selects no labels."""


def from_labels(labels: object) -> Selector:
    """Return the selector of a field that is a plain map, such as `spec.selector` of a Service.

    Args:
        labels: the map as in the manifest. Absent (None) or empty selects nothing, as for Services; so does what is no map of strings.
    """
    return Selector(_equalities(labels)) if labels and _is_labels(labels) else NOTHING


def from_label_selector(selector: object) -> Selector:
    """Return the selector of a LabelSelector (`matchLabels`, `matchExpressions`), or of one term of node affinity.

    Args:
        selector: the value as in the manifest; absent (None) selects nothing, empty selects everything. What the API server would refuse
            (another type, an unknown operator, values where there must be none) selects nothing.
    """
    if not isinstance(selector, dict):
        return NOTHING
    labels, expressions = selector.get("matchLabels"), selector.get("matchExpressions")
    labels = {} if labels is None else labels
    expressions = [] if expressions is None else expressions
    if not _is_labels(labels) or not isinstance(expressions, list) or not all(map(_is_expression, expressions)):
        return NOTHING
    return Selector([*_equalities(labels), *(Requirement(e["key"], e["operator"], e.get("values") or ()) for e in expressions)])


def _is_labels(labels: object) -> bool:
    return isinstance(labels, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in labels.items())


def _equalities(labels: Any) -> list[Requirement]:
    return [Requirement(key, IN, (value,)) for key, value in labels.items()]


def _is_expression(expression: object) -> bool:
    """Tell whether a value is a key, an operator and as many values as the operator wants."""
    if not isinstance(expression, dict) or not isinstance(expression.get("key"), str):
        return False
    operator, values = expression.get("operator"), expression.get("values") or []
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        return False
    if operator in (IN, NOT_IN):
        return bool(values)
    if operator in (EXISTS, DOES_NOT_EXIST):
        return not values
    return operator in (GT, LT) and len(values) == 1 and integer(values[0]) is not None


def selects(selector: object, labels: Mapping[str, str] | None) -> bool:
    """Tell whether a LabelSelector selects an object with these labels.

    Args:
        selector: the value as in the manifest; see `from_label_selector`.
        labels: the object's labels; None is no labels.
    """
    return from_label_selector(selector).matches(labels or {})


def closest_labels(selector: Selector, candidates: Sequence[Mapping[str, str]]) -> list[int]:
    """Return which sets of labels a selector that selects none of them was probably meant for, for the help of an error.

    A candidate is close if at least one requirement is met or nearly met (a misspelled key or value). The closest miss the least.

    Args:
        selector: the selector.
        candidates: the labels of each object it could have been meant for.

    Returns:
        Indices of the closest candidates, more than one if they are equally close; empty if none is close.
    """
    scored = []
    for i, labels in enumerate(candidates):
        costs = [_cost(r, labels) for r in selector.requirements]
        if costs and min(costs) <= _NEAR:
            scored.append((sum(costs), i))
    least = min(scored)[0] if scored else 0
    return [i for cost, i in scored if cost == least]


_NEAR, _OTHER, _ABSENT = 1, 3, 4


def _cost(requirement: Requirement, labels: Mapping[str, str]) -> int:
    """Return how far labels are from fulfilling a requirement: 0 if they do."""
    if requirement.matches(labels):
        return 0
    value = labels.get(requirement.key)
    if value is not None:
        return _NEAR if closest(value, requirement.values) is not None else _OTHER
    key = closest(requirement.key, labels)
    return _NEAR if key is not None and Requirement(key, requirement.operator, requirement.values).matches(labels) else _ABSENT
