"""A container's requests are its limits.

Reads `requests` and `limits` of CPU, memory and local storage of containers. A limit without a request is one with the same request.
"""

from __future__ import annotations

from ...errors import CallError
from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S545"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each amount that differs."""
    for w in context.workloads():
        for path, c in w.containers:
            resources = mapping(c.get("resources"))
            requests, limits = mapping(resources.get("requests")), mapping(resources.get("limits"))
            for name in ("cpu", "memory", "ephemeral-storage"):
                if name in requests and not _same(requests[name], limits.get(name)):
                    limit = f"a limit of {limits[name]}" if name in limits else "no limit"
                    yield context.finding(
                        CODE,
                        w.manifest,
                        w.field(f"{path}.resources.limits.{name}"),
                        f"{w.called(c)} requests {requests[name]} of {name} and has {limit}",
                        severity=WARNING,
                        value=limits.get(name),
                        help="set both to the same amount; a pod whose containers do so for CPU and memory is Guaranteed",
                    )


def _same(request: Any, limit: Any) -> bool:
    """Whether two amounts are the same; yes where one is malformed, which is another finding."""
    if limit is None:
        return False
    from ...quantities import parse

    try:
        return parse(request) == parse(limit)
    except CallError:
        return True


RULE = Rule(
    CODE,
    "a container's requests are its limits",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("requests",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A pod that may use more than it requests is among the first to be evicted when its node runs short.",
    source="Kubernetes documentation, Pod Quality of Service Classes: Guaranteed",
    fix="Set limits to the requests.",
    known_as=(
        "kube-score container-cpu-requests-equal-limits",
        "kube-score container-ephemeral-storage-request-equals-limit",
        "kube-score container-memory-requests-equal-limits",
        "kube-score container-resource-requests-equal-limits",
        "kyverno memory-requests-equal-limits",
    ),
)
