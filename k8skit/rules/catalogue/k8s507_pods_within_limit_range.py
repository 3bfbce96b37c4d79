"""Pods and claims are within the bounds of the LimitRanges of their namespace.

Reads LimitRanges, the resources of all pod templates of their namespaces after the defaults that these fill in, claims and claim templates.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...semantics.pod_resources import CLAIM, Range, amounts, refusals
from ..capacity import ranges, resources_of
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S507"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each bound that a pod or a claim breaks."""
    claims = context.of("PersistentVolumeClaim")
    context.workloads()
    for namespace, limits in ranges(context).items():
        for w in context.workloads(namespace):
            for field, wrong, bound in refusals(resources_of(context, w), limits):
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(field),
                    f"a LimitRange of namespace {namespace} refuses the pods of {w.title}: {wrong}",
                    value=_value(w, field),
                    help=f"the bound is {bound}",
                )
            for i, template in enumerate(sequence(w.declared.get("volumeClaimTemplates"))):
                for wrong, bound in _claim(mapping(template), limits):
                    at = f"spec.volumeClaimTemplates[{i}].spec.resources.requests[storage]"
                    message = f"a LimitRange of namespace {namespace} refuses the claims of {w.title}: each {wrong}"
                    yield context.finding(CODE, w.manifest, at, message, help=f"the bound is {bound}")
        for claim in claims:
            if context.namespace_of(claim) == namespace:
                for wrong, bound in _claim(claim.object, limits):
                    at = "spec.resources.requests[storage]"
                    message = f'a LimitRange of namespace {namespace} refuses PersistentVolumeClaim "{claim.name}": it {wrong}'
                    yield context.finding(CODE, claim, at, message, help=f"the bound is {bound}")


def _claim(claim: dict[str, object], limits: list[Range]) -> Iterator[tuple[str, str]]:
    """What is wrong with the storage of a claim, and the bound."""
    given = mapping(mapping(mapping(claim.get("spec")).get("resources")).get("requests")).get("storage")
    storage = amounts({"storage": given}).get("storage")
    if storage is None:
        return  # another finding
    for r in limits:
        if r.type == CLAIM:
            if storage < r.least.get("storage", storage):
                yield f"requests {given}", f"min {r.item['min']['storage']}"
            if storage > r.most.get("storage", storage):
                yield f"requests {given}", f"max {r.item['max']['storage']}"


def _value(w: Workload, field: str) -> object:
    """What stands at `spec.containers[0].resources.limits[cpu]` of a pod."""
    path, _, rest = field.partition(".resources.")
    side, _, resource = rest.rstrip("]").partition("[")
    holder = w.spec if path == "spec" else next((c for at, c in w.containers if at == path), {})
    value = mapping(mapping(holder.get("resources")).get(side)).get(resource)
    return NO_VALUE if value is None else value


RULE = Rule(
    CODE,
    "pods and claims are within the bounds of their LimitRange",
    severity=ERROR,
    on=("LimitRange",),
    reads=("LimitRange", "PersistentVolumeClaim", *WORKLOADS),
    check=check,
    why="The API server refuses the pods: the workload is there, and none of its pods ever starts.",
    source="Kubernetes documentation, Limit Ranges",
    fix="Set requests and limits within the bounds, or widen them.",
)
