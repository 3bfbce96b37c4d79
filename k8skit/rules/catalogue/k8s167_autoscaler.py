"""An autoscaler has bounds in order, and each metric a target that it can be compared with.

Reads HorizontalPodAutoscalers: replicas, metrics and behaviour.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...semantics.pod_resources import amounts
from ..context import mapping
from ..pods import inner, items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S167"
_SOURCES = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}
_TARGETS = {
    "containerResource": ("averageUtilization", "averageValue"),
    "external": ("averageValue", "value"),
    "object": ("averageValue", "value"),
    "pods": ("averageValue",),
    "resource": ("averageUtilization", "averageValue"),
}
"""Source -> the fields of its target of which one must be set."""
_AMOUNTS = ("averageUtilization", "averageValue", "value")
_WINDOW = 3600
_PERIOD = 1800


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each bound and metric that the API server refuses."""
    for m, _, spec in context.specs("autoscaling/HorizontalPodAutoscaler"):
        least, most = spec.get("minReplicas"), spec.get("maxReplicas")
        if type(least) is int and type(most) is int and least > most:
            message = f"runs {least} pods at least and {most} at most"
            yield _wrong(context, m, "spec.maxReplicas", message, "raise maxReplicas, or lower minReplicas", most)
        metrics = items(spec, "metrics")
        if least == 0 and type(least) is int and not any(metric.get("type") in ("External", "Object") for _, metric in metrics):
            help = "set minReplicas to 1 or more; without pods only a metric of the type Object or External can be measured"
            yield _wrong(context, m, "spec.minReplicas", "runs no pod at times, and nothing would start one again", help, least)
        for i, metric in metrics:
            yield from _metric(context, m, i, metric)
        if "behavior" in spec:
            for side in ("scaleUp", "scaleDown"):
                yield from _behaviour(context, m, f"spec.behavior.{side}", inner(spec, "behavior", side))


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'HorizontalPodAutoscaler "{m.name}" {message}', value=value, help=help)


def _metric(context: Context, m: Manifest, i: int, metric: dict[str, Any]) -> Iterator[Finding]:
    kind = metric.get("type")
    if type(kind) is not str or kind not in _SOURCES:
        return
    key = _SOURCES[kind]
    source = metric.get(key)
    if source is None:
        given = sorted(k for k in _SOURCES.values() if metric.get(k) is not None)
        help = f"set {key}" + (f", or change the type: it has {given[0]}" if given else "")
        yield _wrong(context, m, f"spec.metrics[{i}].{key}", f"has a metric of the type {kind} and does not say which", help)
        return
    target = mapping(source).get("target")
    if type(target) is not dict:
        return
    choices = _TARGETS[key]
    set_ = [k for k in choices if target.get(k) is not None]
    if not set_:
        help, message = f"set {' or '.join(choices)}", f"has a metric of the type {kind} without a target that fits it"
        yield _wrong(context, m, f"spec.metrics[{i}].{key}.target", message, help)
    elif len(set_) > 1 and key != "object":
        message = f"has a metric with two targets, {' and '.join(set_)}"
        yield _wrong(context, m, f"spec.metrics[{i}].{key}.target", message, "keep one of them", set_)
    for k in _AMOUNTS:
        if k in target:
            value = target[k]
            amount = value * 10**9 if type(value) is int else amounts({k: value}).get(k)
            if amount is not None and amount <= 0:
                at = f"spec.metrics[{i}].{key}.target.{k}"
                yield _wrong(context, m, at, "has a metric whose target is not above 0", "set a target above 0", value)


def _behaviour(context: Context, m: Manifest, at: str, rules: dict[str, Any]) -> Iterator[Finding]:
    window = rules.get("stabilizationWindowSeconds")
    if type(window) is int and window > _WINDOW:
        message = f"looks back over {window} seconds"
        yield _wrong(context, m, f"{at}.stabilizationWindowSeconds", message, f"set {_WINDOW} at most", window)
    if rules.get("policies") == []:
        yield _wrong(context, m, f"{at}.policies", "has a behaviour without a policy", "add a policy, or leave policies out")
    for i, policy in items(rules, "policies"):
        period = policy.get("periodSeconds")
        if type(period) is int and period > _PERIOD:
            message = f"has a policy over {period} seconds"
            yield _wrong(context, m, f"{at}.policies[{i}].periodSeconds", message, f"set {_PERIOD} at most", period)


RULE = Rule(
    CODE,
    "an autoscaler has bounds in order, and metrics with targets",
    severity=ERROR,
    on=("autoscaling/HorizontalPodAutoscaler",),
    reads=("autoscaling/HorizontalPodAutoscaler",),
    check=check,
    why="The API server refuses the autoscaler.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: Scaling on custom metrics, Configurable scaling behavior",
    fix="Put the bounds in order, and give each metric the one target that its type takes.",
)
