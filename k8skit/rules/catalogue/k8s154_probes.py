"""Probes and hooks have only values that their sort may have.

Reads the probes and lifecycle hooks of containers: only readiness may ask for several successes, only the others may end the container in their own
time, and a hook sleeps no longer than the pod has to end.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS
from ..pods import finding, inner, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S154"
_GRACE = 30
"""Seconds that a pod has to end where it says nothing."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each value that the API server refuses."""
    for w in pods(context):
        grace = w.spec.get("terminationGracePeriodSeconds")
        grace = _GRACE if grace is None else grace
        for path, c in w.running:
            for key in ("livenessProbe", "startupProbe"):
                probe = c.get(key)
                successes = probe.get("successThreshold") if type(probe) is dict else None
                if type(successes) is int and successes > 1:
                    message = f"the {key} of {title(c, w)} asks for {successes} successes"
                    help = "remove successThreshold: here it is 1; only a readinessProbe may ask for more"
                    yield finding(context, CODE, w, f"{path}.{key}.successThreshold", message, value=successes, help=help)
            probe = c.get("readinessProbe")
            time = probe.get("terminationGracePeriodSeconds") if type(probe) is dict else None
            if time is not None:
                message = f"the readinessProbe of {title(c, w)} has a time to end, and a readinessProbe ends nothing"
                field = f"{path}.readinessProbe.terminationGracePeriodSeconds"
                yield finding(context, CODE, w, field, message, value=time, help="remove it, or set it at the livenessProbe")
            if "lifecycle" not in c:
                continue
            for hook in ("postStart", "preStop"):
                seconds = inner(c, "lifecycle", hook, "sleep").get("seconds")
                if type(seconds) is int and type(grace) is int and not 0 <= seconds <= grace:
                    message = f"the {hook} hook of {title(c, w)} sleeps {seconds} seconds, and the pod has {grace} to end"
                    help = "sleep less, or raise terminationGracePeriodSeconds of the pod"
                    yield finding(context, CODE, w, f"{path}.lifecycle.{hook}.sleep.seconds", message, value=seconds, help=help)


RULE = Rule(
    CODE,
    "probes and hooks have values of their sort",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("sleep", "successThreshold", "terminationGracePeriodSeconds"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload.",
    source="Kubernetes documentation, Configure Liveness, Readiness and Startup Probes: Configure Probes; Container Lifecycle Hooks",
    fix="Remove the value, or set it where it belongs.",
)
