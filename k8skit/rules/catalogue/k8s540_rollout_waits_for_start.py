"""A rollout of a Deployment is not given up while its pods may still be starting.

Reads `progressDeadlineSeconds`, `minReadySeconds` and the startup probes of Deployments: a pod may take as long as its startup probe lets it, and must then be
ready for `minReadySeconds` before it counts.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S540"
_DEPLOYMENT = "apps/Deployment"
_DEADLINE, _PERIOD, _FAILURES = 600, 10, 3


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Deployment whose pods may start for longer than a rollout waits."""
    for w in context.workloads():
        if w.manifest.kind != "Deployment" or w.manifest.group != "apps":
            continue
        deadline, ready = _number(w.declared, "progressDeadlineSeconds", _DEADLINE), _number(w.declared, "minReadySeconds", 0)
        for path, c in w.containers:
            probe = c.get("startupProbe")
            if type(probe) is not dict or not probe:
                continue
            budget = _number(probe, "initialDelaySeconds", 0) + _number(probe, "periodSeconds", _PERIOD) * _number(
                probe, "failureThreshold", _FAILURES
            )
            if budget + ready > deadline:
                waits = f"{budget}s" + (f" and {ready}s of minReadySeconds" if ready else "")
                message = f"{w.called(c)} may take {waits} to start, and a rollout has failed after {deadline}s without progress"
                help = f"set progressDeadlineSeconds above {budget + ready}, or let the startup probe fail earlier"
                yield context.finding(CODE, w.manifest, w.field(f"{path}.startupProbe"), message, severity=WARNING, value=probe, help=help)


def _number(of: dict[str, Any], key: str, default: int) -> int:
    value = of.get(key)
    return value if type(value) is int else default


RULE = Rule(
    CODE,
    "a rollout waits as long as its pods may take to start",
    severity=WARNING,
    on=(_DEPLOYMENT,),
    needs=("startupProbe",),
    reads=tuple(WORKLOADS),
    check=check,
    why="The rollout is reported as failed, and pipelines undo it, while the pods are still starting as they may.",
    source="Kubernetes documentation, Deployments: Progress Deadline Seconds; Configure Liveness, Readiness and Startup Probes",
    fix="Set progressDeadlineSeconds above the time that the startup probe allows, plus minReadySeconds.",
)
