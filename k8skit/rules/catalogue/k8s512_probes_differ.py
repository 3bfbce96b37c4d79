"""The liveness probe of a container is not the same as its readiness probe.

Reads both probes of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S512"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if c.get("livenessProbe") is not None and c["livenessProbe"] == c.get("readinessProbe"):
                message = f"the liveness probe of {w.called(c)} is the same as its readiness probe"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.livenessProbe"),
                    message,
                    severity=WARNING,
                    help="give it a larger failureThreshold, or another path: what is not ready need not be restarted",
                )


RULE = Rule(
    CODE,
    "liveness and readiness ask different questions",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("livenessProbe",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A pod that is overloaded is restarted instead of being left alone for a moment, and its load moves to the others.",
    source="Kubernetes documentation, Liveness, Readiness, and Startup Probes",
    fix="Make the liveness probe more patient.",
    known_as=(
        "kube-score pod-probes-identical",
        "kyverno ensure-probes-different",
    ),
)
