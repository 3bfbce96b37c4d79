"""Containers of a pod have names of their own, and each sort of container has only what it may have.

Reads init containers, ephemeral containers and the restart policies of single containers: an init container that ends has neither probes nor hooks,
ephemeral containers cannot be written down, and which restart policies a container may have depends on the minor.
"""

from __future__ import annotations

from ...facts import minor_number
from ...finding import ERROR, WARNING
from ..context import WORKLOADS
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S152"
_NOT_IN_INIT = ("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")
_SINCE = 35
"""Minor from which each container may have a restart policy of its own, by default."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each name used twice, and each field that a container may not have."""
    minor = minor_number(context.facts.minor)
    for w in pods(context):
        if w.spec.get("ephemeralContainers"):
            help = "remove them: kubectl debug adds one to a running pod"
            yield finding(context, CODE, w, "spec.ephemeralContainers", f"{w.title} has ephemeral containers", help=help)
        names = [c.get("name") for _, c in items(w.spec, "containers")]
        for i, c in items(w.spec, "initContainers"):
            at, name = f"spec.initContainers[{i}]", c.get("name")
            if name in names and type(name) is str:
                message = f'{w.title} has two containers named "{name}"'
                yield finding(
                    context, CODE, w, f"{at}.name", message, value=name, help="give each container of the pod, init or not, its own name"
                )
            else:
                names.append(name)
            yield from _init(context, w, at, c, minor)
        for path, c in w.containers if minor >= _SINCE else ():
            if c.get("restartPolicyRules") and not c.get("restartPolicy"):
                message = f"{title(c, w)} has rules of its own for restarts and no restartPolicy"
                help = "set restartPolicy of the container, which holds where no rule fits"
                yield finding(context, CODE, w, f"{path}.restartPolicy", message, help=help)
        if minor < _SINCE:
            for i, c in items(w.spec, "containers"):
                policy = c.get("restartPolicy")
                if policy is not None:
                    yield finding(
                        context,
                        CODE,
                        w,
                        f"spec.containers[{i}].restartPolicy",
                        f"{title(c, w)} has a restart policy of its own, which Kubernetes {context.facts.minor} gives init containers alone",
                        severity=ERROR if minor < _SINCE - 1 else WARNING,
                        value=policy,
                        help="remove it, or set restartPolicy of the pod",
                    )


def _init(context: Context, w: Workload, at: str, c: dict[str, Any], minor: int) -> Iterator[Finding]:
    policy = c.get("restartPolicy")
    if policy == "Always":
        return
    if policy in ("OnFailure", "Never") and minor < _SINCE:
        message = f"init {title(c, w)} has the restart policy {policy}; Kubernetes {context.facts.minor} takes Always alone"
        help = "remove it, or set Always to have it run beside the others"
        yield finding(context, CODE, w, f"{at}.restartPolicy", message, value=policy, help=help)
    for key in _NOT_IN_INIT:
        if c.get(key) is not None:
            message = f"init {title(c, w)} has a {key} and ends before the others start"
            help = f"remove {key}, or set restartPolicy: Always to have it run beside the others"
            yield finding(context, CODE, w, f"{at}.{key}", message, help=help)


RULE = Rule(
    CODE,
    "containers have their own names, and only what their sort may have",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("ephemeralContainers", "initContainers", "restartPolicy", "restartPolicyRules"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload.",
    source="Kubernetes documentation, Init Containers: Detailed behavior; Sidecar Containers; Ephemeral Containers; Container restart rules",
    fix="Rename the container, or remove the field that it may not have.",
)
