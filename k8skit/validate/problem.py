"""Problem: what one check says about one value, before it becomes a finding.

A check returns None where all is well, else a list of problems whose paths grow on the way back to the root, so that a valid value costs no
path at all. Used inside validation only; knows no manifest.
"""

from __future__ import annotations

from ..finding import ERROR, NO_VALUE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeAlias

    Problems: TypeAlias = "list[Problem] | None"
    Check: TypeAlias = Callable[[Any], Problems]


class Problem:
    """One thing that is wrong with one value.

    Args:
        code: code of the finding, `K8Snnn`.
        message: one sentence that never holds the value itself, since the value may be a secret.
        value: the value as data; `NO_VALUE` where there is none.
        help: what to do; never holds the value either.
        severity: `ERROR` or `WARNING`.
        hint: the field that was probably meant, where a name is misspelled; a complaint that this field is missing would be noise.

    Attributes:
        edit: what puts it right, where that is certain: the action of an edit and its value; None where nothing is.
        lost: the name of a field that is unknown here and like no other here; it may belong elsewhere in the object.
        place: where such a field exists below the place where it stands, such as `securityContext`; `""` if nowhere near.
        path: steps from the value up to the root, innermost first: field names, list indexes (int) and map keys (`[key]`).
    """

    __slots__ = ("code", "edit", "help", "hint", "lost", "message", "path", "place", "severity", "value")

    def __init__(self, code: str, message: str, value: object = NO_VALUE, help: str = "", severity: str = ERROR, hint: str = "") -> None:
        self.code = code
        self.message = message
        self.value = value
        self.help = help
        self.severity = severity
        self.hint = hint
        self.edit: tuple[str, str] | None = None
        self.lost = ""
        self.place = ""
        self.path: list[str | int] = []

    @property
    def field(self) -> str:
        """The path as people write it: `spec.containers[0].resources.limits[cpu]`."""
        return written(self.path)

    def __repr__(self) -> str:
        return f"Problem({self.code} {self.field}: {self.message})"


def written(path: Sequence[str | int]) -> str:
    """Return a path, innermost step first, as people write it."""
    out = ""
    for step in reversed(path):
        if type(step) is int:
            out = f"{out}[{step}]"
        elif out and step[:1] != "[":  # type: ignore[index]
            out = f"{out}.{step}"
        else:
            out = f"{out}{step}"
    return out


def under(problems: list[Problem], step: str | int) -> list[Problem]:
    """Add one step towards the root to the path of each problem and return them."""
    for p in problems:
        p.path.append(step)
    return problems


def map_key(key: object) -> str:
    """Return the step of a map's key: `[app.kubernetes.io/name]`."""
    return f"[{key}]"


def field_step(key: object) -> str:
    """Return the step of a field that nobody knows: its name, in brackets where a bare name would mislead."""
    return key if type(key) is str and key.replace("_", "").replace("-", "").isalnum() else f"[{key}]"


_NAMES = {
    dict: "an object",
    list: "a list",
    tuple: "a list",
    str: "a string",
    bool: "true or false",
    int: "an integer",
    float: "a number with a fraction",
    type(None): "null",
}


def type_name(value: object) -> str:
    """Return what a value is, in the words of JSON: "a string", "an integer", "null"."""
    name = _NAMES.get(type(value))
    if name is not None:
        return name
    for kind in (dict, list, str, bool, int, float):
        if isinstance(value, kind):
            return _NAMES[kind]
    return f"a Python {type(value).__name__}"


def wrong_type(value: object, wanted: str, help: str = "") -> list[Problem]:
    """Return the problem of a value of another type than `wanted` (such as "a string")."""
    if value is None:
        return [Problem("K8S102", f"null stands where {wanted} is expected", value, help or "leave it out, or give it a value")]
    return [Problem("K8S102", f"{type_name(value)} stands where {wanted} is expected", value, help)]
