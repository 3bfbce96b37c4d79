"""A variable that refers to another one stands after it.

Reads `$(NAME)` in the values of environment variables. What a ConfigMap, a Secret or a Service of the namespace gives the container is not known here:
only a name that the same list defines too late, or in its own value, is told of.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S161"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each reference to a variable that is not there yet."""
    for w in pods(context):
        for path, c in w.containers:
            if "env" in c and not c.get("envFrom"):
                yield from _container(context, w, path, c)


def _container(context: Context, w: Workload, path: str, c: dict[str, Any]) -> Iterator[Finding]:
    variables = items(c, "env")
    referring = [(i, v) for i, v in variables if type(v.get("value")) is str and "$(" in v["value"]]
    if not referring:
        return
    first: dict[str, int] = {}
    for i, v in variables:
        if type(v.get("name")) is str:
            first.setdefault(v["name"], i)
    for i, v in referring:
        for name in references(v["value"]):
            if first.get(name, -1) < i:
                continue
            own = name == v.get("name")
            message = f"variable {v.get('name')} of {title(c, w)} refers to {'itself' if own else f'{name}, which comes after it'}"
            help = f"$({name}) stays as it is written; " + ("write the value out" if own else f"move {name} before it")
            yield finding(context, CODE, w, f"{path}.env[{i}].value", message, severity=WARNING, value=v["value"], help=help)


def references(value: str) -> list[str]:
    """Return the names that a value refers to, in order; `$$` is a dollar sign and begins no reference.

    Args:
        value: the value of a variable.
    """
    found, i = [], value.find("$")
    while i >= 0:
        if value[i + 1 : i + 2] == "(":
            end = value.find(")", i)
            if end < 0:
                break
            found.append(value[i + 2 : end])
            i = value.find("$", end)
        else:
            i = value.find("$", i + 2)
    return found


RULE = Rule(
    CODE,
    "a variable that refers to another one stands after it",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("env",),
    reads=tuple(WORKLOADS),
    check=check,
    why="The kubelet replaces only names that it knows already: the container gets the reference instead of the value.",
    source="Kubernetes documentation, Define Dependent Environment Variables",
    fix="Order the variables so that each stands before those that use it.",
)
