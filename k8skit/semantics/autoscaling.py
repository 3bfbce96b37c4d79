"""Autoscaling: how many replicas a HorizontalPodAutoscaler wants.

Answers about behaviour call this. It knows numbers only: metrics are what the metrics API reports, in any unit that the target shares.

Sources: Kubernetes documentation, "Horizontal Pod Autoscaling", "Algorithm details" and "Tolerance"; the replica calculator of the
controller, whose double precision arithmetic this repeats.
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..quantities import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

TOLERANCE = 0.1
"""How far a ratio may be from 1 without any scaling, unless `behavior` or the cluster says otherwise."""


_MOST = 2**31 - 1


def _refuse(message: str, value: object) -> CallError:
    return CallError(Finding("K8S902", message, value=value, help="give another number"))


def _ceil(value: float) -> int:
    """Round up to a number of replicas, which has 32 bit."""
    if value >= _MOST:
        return _MOST
    whole = int(value)
    return whole + 1 if value > whole else whole


def _tolerance(value: float | str) -> float:
    """Return a tolerance as a number; as text it is a quantity such as `50m`, as in `behavior.scaleUp.tolerance`."""
    number = parse(value).nano / 10**9 if isinstance(value, str) else value
    if not number >= 0:
        raise _refuse("a tolerance must not be negative", value)
    return number


def utilization(usage: int, requests: int) -> int:
    """Return a utilization in percent, whole percents cut off, as the controller compares it with `averageUtilization`.

    Args:
        usage: usage of all ready pods together.
        requests: their requests together, in the same unit.

    Raises:
        CallError: (K8S902) there are no requests, so that there is no utilization.
    """
    if requests <= 0:
        raise _refuse("a utilization needs requests greater than 0", requests)
    return usage * 100 // requests


def for_metric(
    replicas: int,
    current: float,
    target: float,
    *,
    scale_up_tolerance: float | str = TOLERANCE,
    scale_down_tolerance: float | str = TOLERANCE,
) -> int:
    """Return the replicas that one metric asks for, before `minReplicas` and `maxReplicas`.

    Args:
        replicas: number of replicas now, all of them ready and with a metric.
        current: value of the metric per replica, or utilization in percent.
        target: value or utilization wanted.
        scale_up_tolerance: how far the ratio may be above 1 without scaling up (default: 0.1).
        scale_down_tolerance: how far the ratio may be below 1 without scaling down (default: 0.1).

    Raises:
        CallError: (K8S902) a number makes no sense.
    """
    if replicas < 0 or not current >= 0:
        raise _refuse("replicas and metrics must not be negative", replicas if replicas < 0 else current)
    if not target > 0:
        raise _refuse("a target must be greater than 0", target)
    ratio = float(current) / float(target)
    if 1.0 - _tolerance(scale_down_tolerance) <= ratio <= 1.0 + _tolerance(scale_up_tolerance):
        return replicas
    return _ceil(ratio * float(replicas))


def desired_replicas(
    replicas: int,
    metrics: Iterable[tuple[float, float]],
    *,
    min_replicas: int = 1,
    max_replicas: int,
    scale_up_tolerance: float | str = TOLERANCE,
    scale_down_tolerance: float | str = TOLERANCE,
) -> int:
    """Return the replicas that a HorizontalPodAutoscaler aims at: the most that any metric asks for, within its bounds.

    How fast it goes there is the matter of `behavior` and not in this number.

    Args:
        replicas: number of replicas now; 0 pauses the autoscaler.
        metrics: pairs of a current value and its target.
        min_replicas: `spec.minReplicas` (default: 1).
        max_replicas: `spec.maxReplicas`.
        scale_up_tolerance: `spec.behavior.scaleUp.tolerance` (default: 0.1).
        scale_down_tolerance: `spec.behavior.scaleDown.tolerance` (default: 0.1).

    Returns:
        The number; without metrics the replicas now, within the bounds.

    Raises:
        CallError: (K8S902) a number makes no sense.
    """
    if min_replicas > max_replicas:
        raise _refuse(f"min_replicas must not be greater than max_replicas {max_replicas}", min_replicas)
    if not replicas:
        return 0
    wanted = [
        for_metric(replicas, current, target, scale_up_tolerance=scale_up_tolerance, scale_down_tolerance=scale_down_tolerance)
        for current, target in metrics
    ]
    return max(min_replicas, min(max(wanted, default=replicas), max_replicas))
