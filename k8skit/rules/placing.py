"""Placing: what the API server refuses of terms that choose nodes, and of tolerations, wherever they are written.

The rules about scheduling, storage and classes share this: a pod asks for nodes, a volume is on some, and a class of runtimes adds to both.
"""

from __future__ import annotations

from ..finding import NO_VALUE
from .context import mapping, sequence
from .pods import items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    Wrong: TypeAlias = tuple[str, str, str, object]
    """Field path within the part, what is wrong, what to do, and the value."""

_COMPARING = ("Gt", "Lt")


def of_selector(selector: object) -> Iterator[Wrong]:
    """Yield what is wrong with terms of nodes of which one must fit.

    Args:
        selector: what has `nodeSelectorTerms`; anything else than an object is left alone.
    """
    if type(selector) is not dict:
        return
    if not selector.get("nodeSelectorTerms"):
        yield "nodeSelectorTerms", "requires nodes and does not say which", "add a term, or remove the requirement", NO_VALUE
    for i, term in items(selector, "nodeSelectorTerms"):
        for field, message, help, value in of_term(term):
            yield f"nodeSelectorTerms[{i}].{field}", message, help, value


def of_term(term: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what is wrong with one term of nodes: its requirements on labels and on fields."""
    for i, e in items(term, "matchExpressions"):
        operator, values = e.get("operator"), sequence(e.get("values"))
        field = f"matchExpressions[{i}].values"
        if operator in ("In", "NotIn") and not values:
            yield field, f"asks for a label {operator} no values", "list the values, or use Exists or DoesNotExist", NO_VALUE
        elif operator in ("Exists", "DoesNotExist") and values:
            yield field, f"asks that a label {operator} and lists values", "remove values, or use In or NotIn", values
        elif operator in _COMPARING and not (len(values) == 1 and type(values[0]) is str and values[0].lstrip("+-").isdecimal()):
            yield field, f"compares a label by {operator} with something else than one integer", 'write one, such as ["4"]', values
    for i, e in items(term, "matchFields"):
        field = f"matchFields[{i}]"
        if e.get("key") != "metadata.name":
            help = "use metadata.name, the only field of a node that can be asked for; labels stand in matchExpressions"
            yield f"{field}.key", "asks for a field of a node that cannot be asked for", help, e.get("key")
        elif e.get("operator") not in ("In", "NotIn") or len(sequence(e.get("values"))) != 1:
            yield field, "asks for more than one name of a node", "use the operator In or NotIn with one value", NO_VALUE


def of_tolerations(parent: object) -> Iterator[Wrong]:
    """Yield what is wrong with tolerations.

    Args:
        parent: what has `tolerations`.
    """
    for i, t in items(mapping(parent), "tolerations"):
        at, operator = f"tolerations[{i}]", t.get("operator") or "Equal"
        if not t.get("key") and operator != "Exists":
            help = "name the key, or use the operator Exists to tolerate every taint"
            yield f"{at}.operator", "tolerates a taint without a key", help, operator
        if operator == "Exists" and t.get("value"):
            yield f"{at}.value", "tolerates any value and names one", "remove value, or use the operator Equal", t["value"]
        if t.get("tolerationSeconds") is not None and t.get("effect") != "NoExecute":
            help = "set effect: NoExecute, or remove tolerationSeconds"
            yield f"{at}.effect", "tolerates a taint for a time that evicts no pod", help, t.get("effect", NO_VALUE)
