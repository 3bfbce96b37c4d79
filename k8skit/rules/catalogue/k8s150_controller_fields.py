"""A controller that keeps pods running has neither a template that ends nor a strategy that cannot move.

Reads the restart policy and deadline of the templates of Deployments, ReplicaSets, DaemonSets, StatefulSets and ReplicationControllers, and the update
strategies of those that have one, with the defaults that the API server fills in.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..pods import inner
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S150"
KINDS = ("ReplicationController", "apps/DaemonSet", "apps/Deployment", "apps/ReplicaSet", "apps/StatefulSet")
_DEADLINE = 600
"""Seconds that a Deployment has for progress where it says nothing."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(*KINDS):
        spec = mapping(m.object.get("spec"))
        yield from _template(context, m, inner(spec, "template", "spec"))
        if m.kind == "Deployment":
            yield from _deployment(context, m, spec)
        elif m.kind == "DaemonSet":
            yield from _daemon_set(context, m, mapping(spec.get("updateStrategy")))
        elif m.kind == "StatefulSet":
            yield from _stateful_set(context, m, mapping(spec.get("updateStrategy")))


def _template(context: Context, m: Manifest, pod: dict[str, Any]) -> Iterator[Finding]:
    policy = pod.get("restartPolicy")
    if policy in ("OnFailure", "Never"):
        message, help = f"restarts its pods {policy}", f"leave restartPolicy out: a {m.kind} takes Always alone; what ends is a Job"
        yield _wrong(context, m, "spec.template.spec.restartPolicy", message, policy, help)
    deadline = pod.get("activeDeadlineSeconds")
    if deadline is not None:
        help = "remove it: only pods that end may have one; for a task with a deadline use a Job"
        yield _wrong(context, m, "spec.template.spec.activeDeadlineSeconds", "has pods with a deadline", deadline, help)


def _deployment(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    ready, progress = spec.get("minReadySeconds"), spec.get("progressDeadlineSeconds")
    ready, progress = 0 if ready is None else ready, _DEADLINE if progress is None else progress
    if type(ready) is int and type(progress) is int and progress <= ready:
        help = f"set progressDeadlineSeconds above minReadySeconds ({ready}); without one it is {_DEADLINE}"
        message = f"has {progress} seconds for progress, not more than the {ready} of minReadySeconds"
        yield _wrong(context, m, "spec.progressDeadlineSeconds", message, progress, help)
    strategy = mapping(spec.get("strategy"))
    rolling = strategy.get("rollingUpdate")
    if rolling is None:
        return
    if strategy.get("type") == "Recreate":
        help = "remove rollingUpdate, or use the type RollingUpdate"
        yield _wrong(context, m, "spec.strategy.rollingUpdate", "has bounds of a rolling update and the strategy Recreate", rolling, help)
        return
    surge, unavailable = _share(rolling, "maxSurge", "25%"), _share(rolling, "maxUnavailable", "25%")
    if surge == 0 and unavailable == 0:
        help = "let one of them be above 0, else no pod can be replaced"
        message = "may neither have a pod more nor a pod less"
        yield _wrong(context, m, "spec.strategy.rollingUpdate.maxUnavailable", message, mapping(rolling).get("maxUnavailable"), help)


def _daemon_set(context: Context, m: Manifest, strategy: dict[str, Any]) -> Iterator[Finding]:
    rolling = strategy.get("rollingUpdate")
    if strategy.get("type") == "OnDelete" or rolling is None:
        return
    surge, unavailable = _share(rolling, "maxSurge", 0), _share(rolling, "maxUnavailable", 1)
    at = "spec.updateStrategy.rollingUpdate"
    if surge and unavailable:
        help = "set maxUnavailable: 0 beside maxSurge; without one it is 1"
        yield _wrong(context, m, f"{at}.maxSurge", "has both maxSurge and maxUnavailable above 0", mapping(rolling).get("maxSurge"), help)
    elif surge == 0 and unavailable == 0:
        help = "let one of them be above 0, else no pod can be replaced"
        message = "has both maxSurge and maxUnavailable at 0"
        yield _wrong(context, m, f"{at}.maxUnavailable", message, mapping(rolling).get("maxUnavailable"), help)


def _stateful_set(context: Context, m: Manifest, strategy: dict[str, Any]) -> Iterator[Finding]:
    rolling = strategy.get("rollingUpdate")
    if rolling is None:
        return
    at = "spec.updateStrategy.rollingUpdate"
    if strategy.get("type") == "OnDelete":
        help = "remove rollingUpdate, or use the type RollingUpdate"
        yield _wrong(context, m, at, "has bounds of a rolling update and the strategy OnDelete", rolling, help)
    elif _share(rolling, "maxUnavailable", 1) == 0:
        value = mapping(rolling).get("maxUnavailable")
        message = "lets no pod be unavailable, so none can be replaced"
        help = "set maxUnavailable to 1 or more, or leave it out; where the API server reads the field it refuses 0"
        yield _wrong(context, m, f"{at}.maxUnavailable", message, value, help, WARNING)


def _share(rolling: object, key: str, default: int | str) -> int | None:
    """The number in a count or a percentage; None where it is neither."""
    value = mapping(rolling).get(key)
    value = default if value is None else value
    if type(value) is int:
        return value
    return int(value[:-1]) if type(value) is str and value[-1:] == "%" and value[:-1].isdecimal() and value.isascii() else None


def _wrong(context: Context, m: Manifest, field: str, message: str, value: object, help: str, severity: str = ERROR) -> Finding:
    return context.finding(CODE, m, field, f'{m.kind} "{m.name}" {message}', severity=severity, value=value, help=help)


RULE = Rule(
    CODE,
    "a controller's pods do not end, and its strategy can move",
    severity=ERROR,
    on=KINDS,
    needs=("activeDeadlineSeconds", "minReadySeconds", "progressDeadlineSeconds", "restartPolicy", "rollingUpdate"),
    reads=KINDS,
    check=check,
    why="The API server refuses the object.",
    source="Kubernetes documentation, Pod Lifecycle: Container restart policy; Deployments: Strategy; DaemonSet and StatefulSet update strategies",
    fix="Remove what the kind cannot have, and let a rolling update replace at least one pod at a time.",
    known_as=("datree WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS",),
)
