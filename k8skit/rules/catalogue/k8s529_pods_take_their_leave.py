"""A container that Services send requests to waits a moment before it stops.

Reads `lifecycle.preStop` of the containers with ports, and `terminationGracePeriodSeconds`, of workloads that a Service selects.
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

CODE = "K8S529"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each container that stops at once."""
    served: set[int] = set()
    for _, _, selected in context.services():
        served.update(map(id, selected))
    for w in context.workloads():
        if id(w) not in served:
            continue
        grace = w.spec.get("terminationGracePeriodSeconds")
        if type(grace) is int and grace == 0:
            message = f"the pods of {w.title} are killed without being asked to end"
            help = "give them the seconds that they need to answer what they have taken on, or leave the field out for 30"
            at = w.field("spec.terminationGracePeriodSeconds")
            yield context.finding(CODE, w.manifest, at, message, severity=WARNING, value=grace, help=help)
            continue
        for path, c in w.main:
            if sequence(c.get("ports")) and "preStop" not in mapping(c.get("lifecycle")):
                message = f"{w.called(c)} stops while requests still come to it"
                help = "add lifecycle.preStop that sleeps some seconds, and leave terminationGracePeriodSeconds room for it"
                yield context.finding(CODE, w.manifest, w.field(f"{path}.lifecycle.preStop"), message, severity=WARNING, help=help)


RULE = Rule(
    CODE,
    "a pod behind a Service takes its leave",
    severity=WARNING,
    on=("Service",),
    opt_in=True,
    reads=("Service", *WORKLOADS),
    check=check,
    why="Each rollout loses requests: endpoints are updated after the container is told to stop.",
    source="Kubernetes documentation, Pod Lifecycle: Pod Termination Flow; Container Lifecycle Hooks",
    fix="Add a preStop hook that sleeps.",
)
