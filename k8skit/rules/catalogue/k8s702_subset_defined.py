"""A subset that a VirtualService sends requests to is defined, by a DestinationRule that the caller sees.

Reads the destinations of VirtualServices and the subsets of DestinationRules. A DestinationRule counts in the caller's namespace, in the Service's (if it
is exported to the caller) and in the root namespace; anywhere else it is not looked at.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.istio import service_of
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, Rules, destinations, subsets
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context
    from ..mesh import Destination

CODE = "K8S702"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each subset that is not defined."""
    rules = Rules(context)
    for target in destinations(context):
        if target.subset:
            yield from _judge(context, rules, target)


def _judge(context: Context, rules: Rules, target: Destination) -> Iterator[Finding]:
    applied = rules.applied(target)
    known = {name: None for m in applied for _, name, _ in subsets(m)}
    if target.subset in known:
        return
    message = f'VirtualService "{target.manifest.name}" sends requests to the subset {target.subset} of {target.host}, which is not defined'
    unseen = [m for m in rules.of(target.host) if m not in applied and any(name == target.subset for _, name, _ in subsets(m))]
    found = service_of(target.host)
    spaces = list(dict.fromkeys((target.namespace, found[0] if found else target.namespace)))
    absent = [context.absent(space, DESTINATION_RULE) for space in spaces]
    severity = context.missing() if applied else absent[0] or absent[-1]
    if unseen:
        at = context.namespace_of(unseen[0])
        severity = ERROR
        help = (
            f'DestinationRule "{unseen[0].name}" defines it in namespace {at}, where the caller does not look, or does not export it to the caller;'
            f" put it into namespace {' or '.join(spaces)} and check its exportTo"
        )
    elif known:
        help = context.choose(target.subset, list(known), "its subsets are")
    else:
        help = f"define it in a DestinationRule for {target.host}"
    if severity:
        yield context.finding(CODE, target.manifest, f"{target.field}.subset", message, severity=severity, value=target.subset, help=help)


RULE = Rule(
    CODE,
    "a subset of a destination is defined",
    severity=ERROR,
    on=(VIRTUAL_SERVICE,),
    reads=(VIRTUAL_SERVICE, DESTINATION_RULE, "ConfigMap"),
    check=check,
    why="The proxy knows no such cluster and answers every request of the route with 503.",
    source="Istio documentation, Destination Rule: Subset; Traffic Management Best Practices: Cross-namespace configuration sharing",
    fix="Define the subset in a DestinationRule for the same host, in the namespace of the caller or of the Service.",
    known_as=("istioctl IST0101",),
)
