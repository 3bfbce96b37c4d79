"""A subset is defined once, and of the DestinationRules for one host at most one has a traffic policy.

Reads the subsets of DestinationRules, and those of one namespace for one host among each other. Istio merges these: it adds subsets with new names, and
ignores everything else of the younger.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..mesh import DESTINATION_RULE, rule_host, subsets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S710"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each subset that is defined twice, and for each traffic policy that is ignored."""
    merged: dict[tuple[str, str], list[Manifest]] = {}
    for m in context.of(DESTINATION_RULE):
        own: set[str] = set()
        for i, name, _ in subsets(m):
            if name in own:
                message, help = f'DestinationRule "{m.name}" defines the subset {name} twice', "Istio refuses it: rename one"
                yield context.finding(CODE, m, f"spec.subsets[{i}].name", message, value=name, help=help)
            own.add(name)
        spec = mapping(m.object.get("spec"))
        if spec.get("workloadSelector"):
            continue
        group = merged.setdefault((context.namespace_of(m), rule_host(context, m)), [])
        for other in group:
            if other.key != m.key and mapping(other.object.get("spec")).get("exportTo") == spec.get("exportTo"):
                yield from _merge(context, m, other)
        group.append(m)


def _merge(context: Context, m: Manifest, other: Manifest) -> Iterator[Finding]:
    """Yield a finding for each thing of two DestinationRules for one host that only one of them can have."""
    origin = other.origin
    at = f'"{other.name}"' + (f" ({origin.file}:{origin.line})" if origin and origin.line else "")
    spec = mapping(m.object.get("spec"))
    theirs = {name for _, name, _ in subsets(other)}
    for i, name, _ in subsets(m):
        if name in theirs:
            message = f'DestinationRule "{m.name}" defines the subset {name} of {spec.get("host")}, as {at} does'
            help = "the two are merged, and the older definition counts; keep one"
            yield context.finding(CODE, m, f"spec.subsets[{i}].name", message, severity=WARNING, value=name, help=help)
    if spec.get("trafficPolicy") and mapping(other.object.get("spec")).get("trafficPolicy"):
        message = f'DestinationRule "{m.name}" has a traffic policy for {spec.get("host")}, as {at} has'
        help = "the two are merged, and the policy of the older counts; put everything into one"
        yield context.finding(CODE, m, "spec.trafficPolicy", message, severity=WARNING, value=spec["trafficPolicy"], help=help)


RULE = Rule(
    CODE,
    "one host's DestinationRules agree",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    reads=(DESTINATION_RULE,),
    check=check,
    why="Of two subsets of a name, or two policies for a host, one is ignored in silence: the younger in the cluster.",
    source="Istio documentation, Traffic Management Best Practices: Split large virtual services and destination rules into multiple resources",
    fix="Keep one DestinationRule for a host, with all its subsets and its policy.",
)
