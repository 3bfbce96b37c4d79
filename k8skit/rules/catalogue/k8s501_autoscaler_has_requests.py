"""An autoscaler that watches utilization watches a request that every container has.

Reads HorizontalPodAutoscaler `spec.metrics` (without any, it watches CPU) and the running containers of its target. Utilization is a percentage of the
request: a single container without it and there is no metric, so no scaling. A limit counts as the request, as do requests of the whole pod, and a
LimitRange of the namespace that fills the request in.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S501"
_SOURCES = {"Resource": "resource", "ContainerResource": "containerResource"}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each watched resource that a container does not request."""
    filled: dict[str, set[str]] = {}
    for limits in context.of("LimitRange"):
        filled.setdefault(context.namespace_of(limits), set()).update(_filled_in(limits.object))
    context.workloads()
    for scaler in context.of("autoscaling/HorizontalPodAutoscaler"):
        spec = mapping(scaler.object.get("spec"))
        reference = mapping(spec.get("scaleTargetRef"))
        namespace = context.namespace_of(scaler)
        target = context.workload(namespace, str(reference.get("kind")), str(reference.get("name")))
        if target is None:
            continue
        for path, resource, only in _watched(spec):
            if resource in filled.get(namespace, ()) or _requests(target.spec, resource):
                continue
            bare = [str(c.get("name")) for _, c in target.running if not _requests(c, resource) and only in (None, c.get("name"))]
            if bare:
                yield context.finding(
                    CODE,
                    scaler,
                    path,
                    f'HorizontalPodAutoscaler "{scaler.name}" watches {resource} in percent of a request that {" and ".join(bare)}'
                    f" of {target.title} does not have",
                    severity=context.missing(),
                    value=resource,
                    help=f"set resources.requests.{resource} on every container, or watch another metric",
                )


def _watched(spec: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Field path, resource and container (None for all) of each metric by utilization."""
    metrics = sequence(spec.get("metrics"))
    if not metrics:
        key = "targetCPUUtilizationPercentage"
        return [(f"spec.{key}" if key in spec else "spec.metrics", "cpu", None)]
    found = []
    for i, metric in enumerate(metrics):
        key = _SOURCES.get(str(mapping(metric).get("type")), "")
        source = mapping(metric.get(key)) if key else {}
        name, target = source.get("name"), mapping(source.get("target"))
        if type(name) is str and (
            target.get("type") == "Utilization" or target.get("averageUtilization") or "targetAverageUtilization" in source
        ):
            found.append((f"spec.metrics[{i}].{key}", name, source.get("container") if key == "containerResource" else None))
    return found


def _requests(holder: dict[str, Any], resource: str) -> bool:
    """Whether a container, or a pod as a whole, requests a resource; without a request the limit is taken for it."""
    resources = holder.get("resources")
    if type(resources) is not dict:
        return False
    return resource in mapping(resources.get("requests")) or resource in mapping(resources.get("limits"))


def _filled_in(limits: dict[str, Any]) -> Iterator[str]:
    """The resources that a LimitRange gives every container a request for."""
    for item in sequence(mapping(limits.get("spec")).get("limits")):
        if mapping(item).get("type") == "Container":
            for key in ("defaultRequest", "default", "min", "max"):
                yield from mapping(item.get(key))


RULE = Rule(
    CODE,
    "an autoscaler's metric has a request to be a percentage of",
    severity=ERROR,
    on=("autoscaling/HorizontalPodAutoscaler",),
    reads=("LimitRange", "autoscaling/HorizontalPodAutoscaler", *WORKLOADS),
    check=check,
    why="The autoscaler cannot compute a utilization and never scales.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: How does a HorizontalPodAutoscaler work?",
    fix="Give every container of the target a request for the resource.",
)
