"""No container starts its program by `sudo`.

Reads `command` and `args` of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S450"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container that does."""
    for w in context.workloads():
        for path, c in w.containers:
            for key in ("command", "args"):
                for i, text in enumerate(sequence(c.get(key))):
                    if type(text) is str and "sudo" in text and not {"sudo", "/usr/bin/sudo"}.isdisjoint(text.split()):
                        message = f"{w.called(c)} calls sudo"
                        help = "run the container as the user that the program needs (runAsUser)"
                        yield context.finding(CODE, w.manifest, w.field(f"{path}.{key}[{i}]"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "no container calls sudo",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("command", "args"),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="It needs a way to become root, and leaves it to whoever breaks into the program.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Run the container as the user that the program needs.",
    known_as=("kubescape C-0062",),
)
