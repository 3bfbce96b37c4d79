"""A workload has one scaler at most.

Reads the targets of HorizontalPodAutoscalers and of KEDA's ScaledObjects, which become such, and those of VerticalPodAutoscalers among
themselves; and a VerticalPodAutoscaler that changes the requests of which the other takes its percentage.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS, by_target, scalers, watched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S303"
VERTICAL = "autoscaling.k8s.io/VerticalPodAutoscaler"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each scaler whose target has one already."""
    first: dict[tuple[str, str, str], Manifest] = {}
    for scaler in scalers(context):
        yield from _second(context, first, scaler.target, scaler.manifest, "spec.scaleTargetRef", ERROR)
    first = {}
    for m in context.of(VERTICAL):
        reference = mapping(mapping(m.object.get("spec")).get("targetRef"))
        kind, name = reference.get("kind"), reference.get("name")
        if type(kind) is str and type(name) is str:
            target = (context.namespace_of(m), kind, name)
            yield from _second(context, first, target, m, "spec.targetRef", WARNING)
            yield from _both_ways(context, target, m)


def _second(
    context: Context, first: dict[tuple[str, str, str], Manifest], target: tuple[str, str, str], m: Manifest, field: str, severity: str
) -> Iterator[Finding]:
    other = first.setdefault(target, m)
    if other is m or other.key == m.key:
        return  # one object twice is another finding
    _, kind, name = target
    origin = other.origin
    at = f" ({origin.file}:{origin.line})" if origin and origin.line else ""
    yield context.finding(
        CODE,
        m,
        field,
        f'{kind} "{name}" is scaled by {m.kind} "{m.name}" and by {other.kind} "{other.name}"{at}',
        severity=severity,
        value={"kind": kind, "name": name},
        help="keep one; several metrics belong into one scaler" if severity == ERROR else "keep one; two recommend against each other",
    )


def _both_ways(context: Context, target: tuple[str, str, str], m: Manifest) -> Iterator[Finding]:
    """Find a workload that is scaled in both directions by one resource."""
    scaler = by_target(context).get(target)
    if scaler is None:
        return
    changed = _changed(context, target, mapping(m.object.get("spec")))
    resource = next((r for _, r, _ in watched(scaler.manifest) if r in changed), None)
    if resource is not None:
        other = scaler.manifest
        yield context.finding(
            CODE,
            m,
            "spec.targetRef",
            f'{m.kind} "{m.name}" changes the {resource} requests of {target[1]} "{target[2]}", of which {other.kind} "{other.name}" takes its percentage',
            severity=WARNING,
            value={"kind": target[1], "name": target[2]},
            help="let one of them go by another resource (controlledResources), or set updateMode: Off and only read the recommendations",
        )


def _changed(context: Context, target: tuple[str, str, str], spec: dict[str, Any]) -> set[str]:
    """The resources whose requests a VerticalPodAutoscaler changes, of any container."""
    if mapping(spec.get("updatePolicy")).get("updateMode") == "Off":
        return set()
    policies = {
        str(p.get("containerName") or "*"): p for p in map(mapping, sequence(mapping(spec.get("resourcePolicy")).get("containerPolicies")))
    }
    workload = context.workload(*target)
    names = {str(c.get("name")) for _, c in workload.running} if workload else {*policies} or {"*"}
    found: set[str] = set()
    for name in names:
        policy = policies.get(name, policies.get("*", {}))
        if policy.get("mode") != "Off":
            found.update(map(str, sequence(policy.get("controlledResources")) or ("cpu", "memory")))
    return found


RULE = Rule(
    CODE,
    "a workload has one scaler",
    severity=ERROR,
    on=(*KINDS, VERTICAL),
    least=2,
    reads=(*KINDS, VERTICAL, *WORKLOADS),
    check=check,
    why="The autoscaler refuses to scale pods that two of them select (AmbiguousSelector); if it did not, they would undo each other's work.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling; KEDA documentation, Scaling Deployments: Caveats; VPA documentation, Known limitations",
    fix="Put all metrics into one autoscaler, and let a vertical one go by another resource.",
)
