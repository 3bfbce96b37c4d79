"""An environment variable that refers to another of its container by `$(NAME)` stands after that one.

Reads `env` of all containers. Left alone: names that the container does not define at all, which stay as they are written, and containers with `envFrom`, whose
variables come first.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S508"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each variable that is used too early."""
    for w in context.workloads():
        for path, c in w.containers:
            items = sequence(c.get("env"))
            if "envFrom" in c or not any("$(" in value for value in (mapping(v).get("value") for v in items) if type(value) is str):
                continue
            names = [mapping(v).get("name") for v in items]
            for i, variable in enumerate(items):
                for used in _used(mapping(variable).get("value")):
                    if used in names[i + 1 :] and used not in names[:i]:
                        message = f"the variable {names[i]} of {w.called(c)} uses $({used}), which is defined after it"
                        help = f"move {used} before {names[i]}; as it is, the text $({used}) itself is the value"
                        yield context.finding(CODE, w.manifest, w.field(f"{path}.env[{i}].value"), message, severity=WARNING, help=help)


def _used(value: object) -> list[str]:
    """The names that a value refers to; `$$(NAME)` refers to nothing."""
    if type(value) is not str or "$(" not in value:
        return []
    parts = value.replace("$$", "").split("$(")[1:]
    return [part.partition(")")[0] for part in parts if ")" in part]


RULE = Rule(
    CODE,
    "a variable is defined before it is used",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("env",),
    reads=tuple(WORKLOADS),
    check=check,
    why="The reference is not resolved: the program gets the text $(NAME).",
    source="Kubernetes documentation, Define Dependent Environment Variables",
    fix="Define the variable before those that use it.",
)
