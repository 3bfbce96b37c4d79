"""An environment variable that refers to another of its container by `$(NAME)` stands after that one.

Reads `env` of all containers. A name that the container does not define at all stays as it is written, which may be meant: it is told where the set is
all there is, but for names that the kubelet defines for Services. Left alone: containers with `envFrom`, whose variables come first.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S508"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each variable that is used too early."""
    for e in context.environments():
        if "$(" not in e.values or "envFrom" in e.container:
            continue  # by far the most
        w, items = e.workload, e.items
        names = [mapping(v).get("name") for v in items]
        for i, variable in enumerate(items):
            for used in _used(mapping(variable).get("value")):
                if used in names[i + 1 :] and used not in names[:i]:
                    message = f"the variable {names[i]} of {w.called(e.container)} uses $({used}), which is defined after it"
                    help = f"move {used} before {names[i]}; as it is, the text $({used}) itself is the value"
                elif context.closed and used not in names and _is_name(used) and not _is_of_a_service(used):
                    message = f"the variable {names[i]} of {w.called(e.container)} uses $({used}), which is not defined"
                    help = f"define {used} before it, or write $$({used}) for the text; as it is, the text $({used}) itself is the value"
                else:
                    continue
                yield context.finding(CODE, w.manifest, w.field(f"{e.path}.env[{i}].value"), message, severity=WARNING, help=help)


def _used(value: object) -> list[str]:
    """The names that a value refers to; `$$(NAME)` refers to nothing."""
    if type(value) is not str or "$(" not in value:
        return []
    parts = value.replace("$$", "").split("$(")[1:]
    return [part.partition(")")[0] for part in parts if ")" in part]


def _is_name(text: str) -> bool:
    """Whether it is surely the name of a variable; what stands in `$(...)` may also be a command of a shell."""
    return text.isidentifier() and text.isascii() and text == text.upper()


def _is_of_a_service(name: str) -> bool:
    """Whether it is one of the variables that the kubelet makes for Services."""
    return "_SERVICE_" in name or "_PORT" in name


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
