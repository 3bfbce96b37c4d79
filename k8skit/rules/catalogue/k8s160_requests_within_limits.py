"""A container requests no more than its limit, and resources that cannot be shared exactly that.

Reads `resources` of containers and of pods: requests and limits of one resource, devices and huge pages, and amounts that are most likely slips of a
unit.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import ERROR, WARNING
from ...quantities import parse
from ..context import WORKLOADS, mapping
from ..pods import finding, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S160"
_ONE = 10**9
_MANY_CORES = 1000
_LITTLE = 1024 * 1024
"""Bytes below which no container runs."""
_BYTES = ("ephemeral-storage", "memory")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each amount that the API server refuses, or that is most likely a slip."""
    known: dict[str, int | None] = {}
    for w in pods(context):
        for path, c in w.containers:
            resources = c.get("resources")
            if type(resources) is dict and resources:
                yield from _resources(context, w, path, c, resources, known)
            if "resizePolicy" in c:
                yield from _resize(context, w, path, c)
        together = w.spec.get("resources")
        if type(together) is dict and together:
            yield from _resources(context, w, "spec", None, together, known)
            yield from _pod(context, w, together, known)


def _amount(value: object, known: dict[str, int | None]) -> int | None:
    """An amount in units of 10^-9; None for what is no quantity."""
    if type(value) is int:
        return value * _ONE
    if type(value) is not str:
        return None
    if value not in known:
        try:
            known[value] = parse(value).nano
        except CallError:  # another finding
            known[value] = None
    return known[value]


def _shared(name: str) -> bool:
    """Whether a node may promise more of a resource than it has."""
    return ("/" not in name or "kubernetes.io/" in name) and not name.startswith("hugepages-")


def _resources(
    context: Context, w: Workload, path: str, c: dict[str, Any] | None, resources: dict[str, Any], known: dict[str, int | None]
) -> Iterator[Finding]:
    """Yield what is wrong with the resources of a container; with those of the pod as a whole, where that is None."""
    limits, requests = mapping(resources.get("limits")), mapping(resources.get("requests"))
    for side, values in (("limits", limits), ("requests", requests)):
        for name, value in values.items():
            amount = _amount(value, known)
            slip = None if amount is None or type(name) is not str else _slip(name, amount)
            if slip is not None:
                what, help, severity = slip
                message = f"{_subject(w, c)} has a {side[:-1]} of {value}{what}"
                yield finding(context, CODE, w, f"{path}.resources.{side}[{name}]", message, severity=severity, value=value, help=help)
    for name, value in requests.items():
        if type(name) is not str:
            continue
        if name not in limits:
            if not _shared(name):
                message = f"{_subject(w, c)} requests {name} and has no limit of it"
                help = f"set the same limit of {name}: such a resource cannot be shared"
                yield finding(context, CODE, w, f"{path}.resources.requests[{name}]", message, value=value, help=help)
            continue
        limit = limits[name]
        if value == limit:
            continue
        wanted, most = _amount(value, known), _amount(limit, known)
        if wanted is None or most is None or wanted == most:
            continue
        if wanted > most:
            message = f"{_subject(w, c)} requests {value} of {name}, above its limit of {limit}"
            help = "lower the request, or raise the limit"
        elif not _shared(name):
            message = f"{_subject(w, c)} requests {value} of {name} and has a limit of {limit}"
            help = "make them equal: such a resource cannot be shared"
        else:
            continue
        yield finding(context, CODE, w, f"{path}.resources.requests[{name}]", message, value=value, help=help)
    if "cpu" in limits or "cpu" in requests or "memory" in limits or "memory" in requests:
        return
    if any(type(n) is str and n.startswith("hugepages-") for n in (*limits, *requests)):
        message = f"{_subject(w, c)} has huge pages and neither cpu nor memory"
        yield finding(context, CODE, w, f"{path}.resources", message, help="request cpu or memory too")


def _subject(w: Workload, c: dict[str, Any] | None) -> str:
    return w.title if c is None else title(c, w)


def _slip(name: str, amount: int) -> tuple[str, str, str] | None:
    """What makes no sense in an amount of a resource, what to do, and how grave it is; None for nothing."""
    if name == "cpu":
        if amount >= _MANY_CORES * _ONE:
            return " cores", "a number alone is cores; for thousandths write m", WARNING
    elif name in _BYTES:
        if amount % _ONE:
            return f" of {name}, which is not a whole number of bytes", "m means a thousandth; for mebibytes write Mi", WARNING
        if name == "memory" and 0 < amount < _LITTLE * _ONE:
            return " of memory, less than a mebibyte", "a number alone is bytes; for mebibytes write Mi", WARNING
    elif name.startswith("hugepages-"):
        size = _amount(name[len("hugepages-") :], {})
        if size and amount % size:
            return f" of {name}, which is not a number of pages", f"write a multiple of {name[len('hugepages-') :]}", ERROR
    elif amount % _ONE and not _shared(name):
        return f" of {name}, which comes whole only", "write a whole number", ERROR
    return None


def _resize(context: Context, w: Workload, path: str, c: dict[str, Any]) -> Iterator[Finding]:
    policies = c.get("resizePolicy")
    resources: list[Any] = []
    for i, policy in enumerate(policies if type(policies) is list else []):
        resource = mapping(policy).get("resourceName")
        if resource is not None and resource in resources:
            field = f"{path}.resizePolicy[{i}].resourceName"
            message = f"{title(c, w)} says twice how {resource} is resized"
            yield finding(context, CODE, w, field, message, value=resource, help="keep one of the two")
        resources.append(resource)
        if w.spec.get("restartPolicy") == "Never" and mapping(policy).get("restartPolicy") == "RestartContainer":
            field = f"{path}.resizePolicy[{i}].restartPolicy"
            message = f"{title(c, w)} restarts to be resized, and the pod never restarts a container"
            help = "use NotRequired, or another restartPolicy of the pod"
            yield finding(context, CODE, w, field, message, value="RestartContainer", help=help)


def _pod(context: Context, w: Workload, together: dict[str, Any], known: dict[str, int | None]) -> Iterator[Finding]:
    """Compare what a pod has as a whole with what its containers have, which are at least those that run beside each other."""
    if together.get("claims"):
        message = f"{w.title} claims devices as a whole"
        yield finding(context, CODE, w, "spec.resources.claims", message, help="claim them in the containers that use them")
    for name, value in mapping(together.get("requests")).items():
        own = [_amount(mapping(mapping(c.get("resources")).get("requests")).get(name), known) for _, c in w.running]
        most, needed = _amount(value, known), sum(amount for amount in own if amount is not None)
        if most is not None and needed > most:
            message = f"{w.title} requests {value} of {name}, and its containers more than that together"
            yield finding(context, CODE, w, f"spec.resources.requests[{name}]", message, value=value, help="raise it, or lower theirs")
    for name, value in mapping(together.get("limits")).items():
        most = _amount(value, known)
        for path, c in w.containers:
            limit = mapping(mapping(c.get("resources")).get("limits")).get(name)
            amount = _amount(limit, known)
            if path.startswith("spec.containers") and most is not None and amount is not None and amount > most:
                message = f"{title(c, w)} has a limit of {limit} of {name}, above that of the pod, {value}"
                yield finding(
                    context, CODE, w, f"{path}.resources.limits[{name}]", message, value=limit, help="lower it, or raise that of the pod"
                )


RULE = Rule(
    CODE,
    "requests are within limits, and amounts make sense",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("claims", "limits", "requests", "resizePolicy"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod, and with it the workload; with a slip of a unit the container never fits a node, or is killed at its start.",
    source="Kubernetes documentation, Resource Management for Pods and Containers; Manage HugePages; Assign Pod-level CPU and memory resources",
    fix="Raise the limit or lower the request, and write units as Kubernetes does.",
)
