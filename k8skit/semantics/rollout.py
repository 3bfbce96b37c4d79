"""Rollouts and disruptions: how many pods may be too many, missing or evicted at one time, with the rounding of the controllers.

Rules, answers about changes and the arithmetic of quotas call this. It knows numbers and percentages only.

Sources: Kubernetes documentation, "Deployments", "Rolling Update Deployment"; "Perform a Rolling Update on a DaemonSet"; "StatefulSets",
"Maximum unavailable Pods"; "Specifying a Disruption Budget for your Application". For the rounding the controllers themselves:
`ResolveFenceposts` (deployment), `updatedDesiredNodeCounts` (daemon), `getStatefulSetMaxUnavailable`, `getExpectedPodCount` (disruption).
"""

from __future__ import annotations

from ..errors import CallError
from ..finding import Finding
from ..names import kind_of, percent


def scaled(value: int | str, total: int, *, round_up: bool) -> int:
    """Return a count, or a percentage of a total as a count.

    Args:
        value: a count, or a percentage such as `25%`.
        total: what 100 % is.
        round_up: whether to round up, else down.

    Raises:
        CallError: (K8S107) the value is neither.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or percent(value) or len(value) > 20:
        shown = value if isinstance(value, str) else kind_of(value)
        raise CallError(
            Finding("K8S107", "a number of pods must be a count or a percentage", value=shown, help='write it as in 1 or "25%"')
        )
    part = int(value[:-1]) * total
    return -(-part // 100) if round_up else part // 100


class Fenceposts:
    """How far a rollout may go from the wanted number of pods.

    Args:
        replicas: wanted number of pods.
        surge: most pods above it.
        unavailable: most pods that are not available.

    Attributes:
        most: most pods at one time, without those that are still terminating.
        least: fewest available pods that the rollout itself leaves.
    """

    __slots__ = ("least", "most", "surge", "unavailable")

    def __init__(self, replicas: int, surge: int, unavailable: int) -> None:
        self.surge = surge
        self.unavailable = unavailable
        self.most = replicas + surge
        self.least = max(0, replicas - unavailable)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fenceposts):
            return NotImplemented
        return (self.surge, self.unavailable, self.most, self.least) == (other.surge, other.unavailable, other.most, other.least)

    def __hash__(self) -> int:
        return hash((self.surge, self.unavailable, self.most, self.least))

    def __repr__(self) -> str:
        return f"Fenceposts(surge={self.surge}, unavailable={self.unavailable}, most={self.most}, least={self.least})"


def deployment(replicas: int, max_surge: int | str = "25%", max_unavailable: int | str = "25%") -> Fenceposts:
    """Return the fenceposts of a Deployment with the strategy RollingUpdate.

    Args:
        replicas: `spec.replicas`.
        max_surge: `maxSurge`; percentages are rounded up (default: `25%`).
        max_unavailable: `maxUnavailable`; percentages are rounded down (default: `25%`). If both come to 0, this becomes 1.

    Raises:
        CallError: (K8S107) one of them is neither a count nor a percentage.
    """
    surge = scaled(max_surge, replicas, round_up=True)
    unavailable = scaled(max_unavailable, replicas, round_up=False)
    if not surge and not unavailable:
        unavailable = 1
    return Fenceposts(replicas, surge, unavailable)


def daemon_set(nodes: int, max_surge: int | str = 0, max_unavailable: int | str = 1) -> Fenceposts:
    """Return the fenceposts of a DaemonSet with the strategy RollingUpdate.

    Args:
        nodes: number of nodes that should run its pod.
        max_surge: `maxSurge`; percentages are rounded up (default: 0).
        max_unavailable: `maxUnavailable`; percentages are rounded up (default: 1). If both come to 0 and there are nodes, this becomes 1.

    Raises:
        CallError: (K8S107) one of them is neither a count nor a percentage.
    """
    surge = scaled(max_surge, nodes, round_up=True)
    unavailable = scaled(max_unavailable, nodes, round_up=True)
    if nodes and not surge and not unavailable:
        unavailable = 1
    return Fenceposts(nodes, surge, unavailable)


def stateful_set(replicas: int, max_unavailable: int | str = 1) -> Fenceposts:
    """Return the fenceposts of a StatefulSet with the strategy RollingUpdate; it never surges.

    Args:
        replicas: `spec.replicas`.
        max_unavailable: `maxUnavailable` (default: 1). The API reference says that percentages are rounded up; the controller rounds down,
            at least to 1, and so does this.

    Raises:
        CallError: (K8S107) it is neither a count nor a percentage.
    """
    return Fenceposts(replicas, 0, max(1, scaled(max_unavailable, replicas, round_up=False)))


def desired_healthy(expected: int, *, min_available: int | str | None = None, max_unavailable: int | str | None = None) -> int:
    """Return how many pods a PodDisruptionBudget wants to stay healthy. Percentages are rounded up, whichever field has them.

    Args:
        expected: number of pods that the controllers of the selected pods want.
        min_available: `spec.minAvailable` (default: not set).
        max_unavailable: `spec.maxUnavailable` (default: not set). It wins if both are set, which the API server refuses.

    Raises:
        CallError: (K8S107) it is neither a count nor a percentage.
    """
    if max_unavailable is not None:
        return max(0, expected - scaled(max_unavailable, expected, round_up=True))
    return scaled(min_available, expected, round_up=True) if min_available is not None else 0


def disruptions_allowed(
    expected: int, healthy: int | None = None, *, min_available: int | str | None = None, max_unavailable: int | str | None = None
) -> int:
    """Return how many pods a PodDisruptionBudget lets be evicted now.

    Args:
        expected: number of pods that the controllers of the selected pods want.
        healthy: number of them that are healthy (default: all).
        min_available: `spec.minAvailable` (default: not set).
        max_unavailable: `spec.maxUnavailable` (default: not set). A budget with neither lets none be evicted.

    Raises:
        CallError: (K8S107) one of them is neither a count nor a percentage.
    """
    if min_available is None and max_unavailable is None:
        return 0
    healthy = expected if healthy is None else healthy
    return max(0, healthy - desired_healthy(expected, min_available=min_available, max_unavailable=max_unavailable)) if expected > 0 else 0
