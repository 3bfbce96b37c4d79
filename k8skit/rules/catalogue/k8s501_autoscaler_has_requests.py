"""An autoscaler that watches utilization watches a request that every container has.

Reads HorizontalPodAutoscaler `spec.metrics` and the containers of its target. Utilization is a percentage of the request: a single container without it
and there is no metric, so no scaling. A LimitRange of the namespace with a default for that resource fills it in.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S501"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each watched resource that a container does not request."""
    for scaler in context.of("autoscaling/HorizontalPodAutoscaler"):
        spec = mapping(scaler.object.get("spec"))
        ref = mapping(spec.get("scaleTargetRef"))
        targets = [
            w for w in context.workloads(scaler.namespace) if (w.manifest.kind, w.manifest.name) == (ref.get("kind"), ref.get("name"))
        ]
        for target in targets:
            for path, resource, only in _watched(spec):
                if _filled_in(context, scaler.namespace, resource):
                    continue
                bare = [str(c.get("name")) for c in _without(target, resource, only)]
                if bare:
                    yield context.finding(
                        CODE,
                        scaler,
                        path,
                        f"autoscaler {scaler.name} watches {resource} in percent of a request that {', '.join(bare)} of {target.manifest.kind} {target.manifest.name} does not have",
                        value=resource,
                        help=f"set resources.requests.{resource} on every container, or watch another metric",
                    )


def _watched(spec: dict[str, object]) -> Iterator[tuple[str, str, str | None]]:
    """Field path, resource and container (None for all) of each metric by utilization."""
    for i, metric in enumerate(sequence(spec.get("metrics"))):
        kind = mapping(metric).get("type")
        key = {"Resource": "resource", "ContainerResource": "containerResource"}.get(str(kind))
        source = mapping(mapping(metric).get(key)) if key else {}
        if mapping(source.get("target")).get("type") == "Utilization" and isinstance(source.get("name"), str):
            yield f"spec.metrics[{i}].{key}", source["name"], source.get("container") if key == "containerResource" else None
    if spec.get("targetCPUUtilizationPercentage") is not None:
        yield "spec.targetCPUUtilizationPercentage", "cpu", None


def _without(target: Workload, resource: str, only: str | None) -> list[dict[str, object]]:
    """The running containers that request nothing of a resource; a limit is taken as the request by the API server."""
    out = []
    for _, c in target.sidecars:
        resources = mapping(c.get("resources"))
        has = resource in mapping(resources.get("requests")) or resource in mapping(resources.get("limits"))
        if not has and (only is None or c.get("name") == only):
            out.append(c)
    return out


def _filled_in(context: Context, namespace: str, resource: str) -> bool:
    for limits in context.of("LimitRange"):
        if limits.namespace == namespace:
            for item in sequence(mapping(limits.object.get("spec")).get("limits")):
                item = mapping(item)
                if item.get("type") == "Container" and any(
                    resource in mapping(item.get(k)) for k in ("defaultRequest", "default", "min", "max")
                ):
                    return True
    return False


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
