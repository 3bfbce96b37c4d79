"""Resources of pods: what a pod requests and is limited to once the API server and the LimitRanges of its namespace have filled in defaults.

Rules and answers about capacity call this. It knows pod specs and items of LimitRanges as plain data; amounts are exact, in units of 10^-9.

Sources: Kubernetes documentation, "Limit Ranges", "Resource Management for Pods and Containers", "Init Containers", "Pod Overhead"; the defaults of the
API types and the LimitRanger plugin for the order in which they apply.
"""

from __future__ import annotations

from ..errors import CallError
from ..quantities import DECIMAL_SI, Quantity, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Amounts: TypeAlias = dict[str, int]
    """Resource -> amount, in units of 10^-9."""

CONTAINER = "Container"
"""Type of LimitRange items that bound each container."""
POD = "Pod"
"""Type of LimitRange items that bound the containers of a pod together."""
CLAIM = "PersistentVolumeClaim"
"""Type of LimitRange items that bound each claim."""


def amounts(values: object) -> Amounts:
    """Return the amounts of a mapping such as `resources.requests`; what is no quantity is left out.

    Args:
        values: resource -> quantity, as in the manifest.
    """
    found = {}
    for key, value in values.items() if type(values) is dict else ():
        if type(value) is str or type(value) is int:
            try:
                found[key] = parse(value).nano
            except CallError:
                continue  # another finding
    return found


def write(amount: int, like: object = None) -> str:
    """Return an amount as text, in canonical form.

    Args:
        amount: the amount, in units of 10^-9.
        like: a quantity whose format it gets, such as `32Gi` (default: powers of 1000).
    """
    try:
        form = parse(like).format if type(like) is str else DECIMAL_SI
    except CallError:
        form = DECIMAL_SI
    return str(Quantity._made(amount, form))


class Range:
    """One item of `spec.limits` of a LimitRange, with the defaults that the API server gives it.

    Args:
        item: the item, as in the manifest.

    Attributes:
        type: `CONTAINER`, `POD` or `CLAIM`.
        least: fewest of each resource.
        most: most of each resource.
        limits: limits for containers that have none; the most where the item says nothing.
        requests: requests for containers that have none; else the default limit, else the least.
        ratio: most that a limit may be of its request.
    """

    __slots__ = ("item", "least", "limits", "most", "ratio", "requests", "type")

    def __init__(self, item: dict[str, Any]) -> None:
        self.item = item
        self.type = str(item.get("type"))
        self.least = amounts(item.get("min"))
        self.most = amounts(item.get("max"))
        self.ratio = amounts(item.get("maxLimitRequestRatio"))
        self.limits: Amounts = {}
        self.requests: Amounts = {}
        if self.type == CONTAINER:
            self.limits = self.most | amounts(item.get("default"))
            self.requests = self.least | self.limits | amounts(item.get("defaultRequest"))


class Container:
    """One container with its resources as they come to count.

    Args:
        path: field path within the pod: `spec.containers[0]`.
        container: the container, as in the manifest.
        requests: its requests.
        limits: its limits.
    """

    __slots__ = ("container", "limits", "path", "requests")

    def __init__(self, path: str, container: dict[str, Any], requests: Amounts, limits: Amounts) -> None:
        self.path = path
        self.container = container
        self.requests = requests
        self.limits = limits

    @property
    def own_limits(self) -> Amounts:
        """The limits that the manifest itself gives it."""
        resources = self.container.get("resources")
        return amounts(resources.get("limits")) if type(resources) is dict else {}

    @property
    def keeps_running(self) -> bool:
        """Whether it runs beside the others: not an init container that ends."""
        return not self.path.startswith("spec.init") or self.container.get("restartPolicy") == "Always"


class PodResources:
    """What one pod requests and is limited to.

    Args:
        spec: the pod spec, as in the manifest.
        ranges: the items of the LimitRanges of its namespace, in order.

    Attributes:
        containers: its containers, init containers first.
        requests: what the whole pod requests.
        limits: what the whole pod is limited to; a resource that one container does not limit still counts for the others.
        whole: whether the pod has resources of its own, which count in place of those of its containers.
    """

    __slots__ = ("containers", "limits", "requests", "whole")

    def __init__(self, spec: dict[str, Any], ranges: list[Range]) -> None:
        self.containers = [
            _container(f"spec.{key}[{i}]", c, ranges)
            for key in ("initContainers", "containers")
            for i, c in enumerate(spec[key] if type(spec.get(key)) is list else ())
            if type(c) is dict
        ]
        self.requests = _together(self.containers, "requests")
        self.limits = _together(self.containers, "limits")
        own = spec.get("resources")
        self.whole = type(own) is dict and bool(own)
        if type(own) is dict:
            limits = amounts(own.get("limits"))
            self.limits |= limits
            self.requests |= limits | amounts(own.get("requests"))
        for resource, amount in amounts(spec.get("overhead")).items():
            self.requests[resource] = self.requests.get(resource, 0) + amount
            if resource in self.limits:
                self.limits[resource] += amount

    @property
    def best_effort(self) -> bool:
        """Whether it requests and limits neither CPU nor memory."""
        return not any(self.requests.get(r) or self.limits.get(r) for r in ("cpu", "memory"))


def _container(path: str, container: dict[str, Any], ranges: list[Range]) -> Container:
    resources = container.get("resources")
    given = resources if type(resources) is dict else {}
    limits = amounts(given.get("limits"))
    requests = limits | amounts(given.get("requests"))  # the API server takes a limit for a request that is not given
    for r in ranges:
        for resource, amount in r.limits.items():
            limits.setdefault(resource, amount)
        for resource, amount in r.requests.items():
            requests.setdefault(resource, amount)
    return Container(path, container, requests, limits)


def _together(containers: list[Container], side: str) -> Amounts:
    """The most that the containers of a pod need at one time: all that run beside each other, or one init container and what runs beside it."""
    beside: Amounts = {}
    peak: Amounts = {}
    for c in containers:
        own: Amounts = getattr(c, side)
        if c.keeps_running:
            for resource, amount in own.items():
                beside[resource] = beside.get(resource, 0) + amount
        else:
            for resource, amount in own.items():
                peak[resource] = max(peak.get(resource, 0), amount + beside.get(resource, 0))
    return {resource: max(beside.get(resource, 0), peak.get(resource, 0)) for resource in {**beside, **peak}}


def refusals(pod: PodResources, ranges: list[Range]) -> list[tuple[str, str, str]]:
    """Return why LimitRanges refuse a pod: field path within the pod, what is wrong, and the bound.

    Args:
        pod: the pod, with their defaults filled in.
        ranges: the items of the LimitRanges of its namespace.
    """
    found = []
    for c in pod.containers if ranges else ():
        for resource in c.requests:
            given = c.limits.get(resource)
            if given is not None and c.requests[resource] > given and resource not in c.own_limits:
                wrong = f'container "{c.container.get("name")}" requests more of {resource} than the limit that it gets'
                found.append((f"{c.path}.resources.requests[{resource}]", wrong, f"default {write(given)}"))
    for r in ranges:
        if r.type == CONTAINER:
            for c in pod.containers:
                who = f'container "{c.container.get("name")}"'
                for field, wrong, bound in _bounds(c.requests, c.limits, r):
                    found.append((f"{c.path}.resources.{field}", f"{who} {wrong}", bound))
        elif r.type == POD:
            for field, wrong, bound in _bounds(pod.requests, pod.limits, r):
                where = "spec.resources" if pod.whole else "spec.containers"
                found.append((f"{where}.{field}" if pod.whole else where, f"the pod {wrong}", bound))
    return found


def _bounds(requests: Amounts, limits: Amounts, r: Range) -> list[tuple[str, str, str]]:
    """Field path below `resources`, what is wrong, and the bound."""
    found = []
    for resource, least in r.least.items():
        bound = f"min {_given(r, 'min', resource)}"
        if resource not in requests:
            found.append((f"requests[{resource}]", f"requests no {resource}", bound))
        elif requests[resource] < least:
            found.append(
                (f"requests[{resource}]", f"requests {write(requests[resource], _given(r, 'min', resource))} of {resource}", bound)
            )
        elif limits.get(resource, least) < least:
            found.append(
                (f"limits[{resource}]", f"is limited to {write(limits[resource], _given(r, 'min', resource))} of {resource}", bound)
            )
    for resource, most in r.most.items():
        bound = f"max {_given(r, 'max', resource)}"
        if resource not in limits:
            found.append((f"limits[{resource}]", f"has no limit of {resource}", bound))
        elif limits[resource] > most:
            found.append(
                (f"limits[{resource}]", f"is limited to {write(limits[resource], _given(r, 'max', resource))} of {resource}", bound)
            )
        elif requests.get(resource, 0) > most:
            found.append(
                (f"requests[{resource}]", f"requests {write(requests[resource], _given(r, 'max', resource))} of {resource}", bound)
            )
    for resource, ratio in r.ratio.items():
        bound = f"maxLimitRequestRatio {_given(r, 'maxLimitRequestRatio', resource)}"
        request, limit = requests.get(resource, 0), limits.get(resource, 0)
        if not request or not limit:
            missing = "requests" if not request else "limits"
            found.append((f"{missing}[{resource}]", f"has no {missing[:-1]} of {resource}", bound))
        elif limit * 10**9 > ratio * request:
            found.append((f"limits[{resource}]", f"is limited to more of {resource} than its request allows", bound))
    return found


def _given(r: Range, key: str, resource: str) -> str:
    return str(r.item[key][resource])
