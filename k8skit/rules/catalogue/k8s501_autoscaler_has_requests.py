"""An autoscaler that watches utilization watches a request that every container has.

Reads `spec.metrics` of HorizontalPodAutoscalers (without any, they watch CPU), the triggers `cpu` and `memory` of KEDA's ScaledObjects, and the running
containers of the target. Utilization is a percentage of the request: a single container without it and there is no metric, so no scaling; nor is there one
of a container that the pod does not have. A limit counts as the request, as do requests of the whole pod, and a
LimitRange of the namespace that fills the request in.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS, scalers, watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S501"
_INJECTED = ("-agent", "-proxy", "daprd", "envoy")
"""How the names of containers end that others put into pods, which no manifest shows."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each watched resource that a container does not request."""
    filled: dict[str, set[str]] = {}
    for limits in context.of("LimitRange"):
        filled.setdefault(context.namespace_of(limits), set()).update(_filled_in(limits.object))
    context.workloads()
    for s in scalers(context):
        scaler, namespace = s.manifest, s.target[0]
        target = context.workload(*s.target)
        if target is None:
            continue
        for path, resource, only in watched(scaler):
            names = [] if only is None else [c.get("name") for _, c in target.containers]
            if only is not None and only not in names and not str(only).endswith(_INJECTED):
                yield context.finding(
                    CODE,
                    scaler,
                    path,
                    f'{scaler.kind} "{scaler.name}" watches {resource} of a container "{only}" that {target.title} does not have',
                    severity=WARNING,
                    value=only,
                    help=context.choose(str(only), [str(n) for n in names], "its containers are"),
                )
                continue
            if resource in filled.get(namespace, ()) or _requests(target.spec, resource):
                continue
            bare = [str(c.get("name")) for _, c in target.running if not _requests(c, resource) and only in (None, c.get("name"))]
            if bare:
                yield context.finding(
                    CODE,
                    scaler,
                    path,
                    f'{scaler.kind} "{scaler.name}" watches {resource} in percent of a request that {" and ".join(bare)}'
                    f" of {target.title} does not have",
                    severity=context.missing(),
                    value=resource,
                    help=f"set resources.requests.{resource} on every container, or watch another metric",
                )


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
    on=KINDS,
    reads=("LimitRange", *KINDS, *WORKLOADS),
    check=check,
    why="The autoscaler cannot compute a utilization and never scales.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling: How does a HorizontalPodAutoscaler work?; KEDA documentation, CPU; Memory",
    fix="Give every container of the target a request for the resource.",
)
