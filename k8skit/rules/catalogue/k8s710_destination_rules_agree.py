"""A subset is defined once, and of the DestinationRules for one host at most one has a traffic policy.

Reads the subsets of DestinationRules, and those of one namespace for one host among each other. Istio merges these: it adds subsets with new names, and
ignores everything else of the younger.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..mesh import DESTINATION_RULE, VIRTUAL_SERVICE, rule_host, subsets
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
    merged: dict[tuple[str, str, str], _Merged] = {}
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
        before = merged.setdefault((context.namespace_of(m), rule_host(context, m), str(spec.get("exportTo"))), _Merged())
        if m.key not in before.keys:
            yield from _merge(context, m, before)
        before.add(m)


class _Merged:
    """What the DestinationRules for a host have that come first: the traffic policy, and each subset."""

    __slots__ = ("defined", "keys", "policy")

    def __init__(self) -> None:
        self.policy: Manifest | None = None
        self.defined: dict[str, Manifest] = {}
        self.keys: set[tuple[str, str, str, str]] = set()

    def add(self, m: Manifest) -> None:
        """Note one."""
        self.keys.add(m.key)
        if self.policy is None and mapping(m.object.get("spec")).get("trafficPolicy"):
            self.policy = m
        for _, name, _ in subsets(m):
            self.defined.setdefault(name, m)


def _merge(context: Context, m: Manifest, before: _Merged) -> Iterator[Finding]:
    """Yield a finding for each thing that a DestinationRule and one before it for the same host have, and only one of them can have."""
    spec = mapping(m.object.get("spec"))
    policy, defined = before.policy, before.defined
    for i, name, _ in subsets(m):
        if name in defined:
            message = f'DestinationRule "{m.name}" defines the subset {name} of {spec.get("host")}, as {_place(defined[name])} does'
            help = "the two are merged, and the older definition counts; keep one"
            yield context.finding(CODE, m, f"spec.subsets[{i}].name", message, severity=WARNING, value=name, help=help)
    if spec.get("trafficPolicy") and policy is not None:
        message = f'DestinationRule "{m.name}" has a traffic policy for {spec.get("host")}, as {_place(policy)} has'
        help = "the two are merged, and the policy of the older counts; put everything into one"
        yield context.finding(CODE, m, "spec.trafficPolicy", message, severity=WARNING, value=spec["trafficPolicy"], help=help)


def _place(m: Manifest) -> str:
    return f'"{m.name}" ({m.origin.file}:{m.origin.line})' if m.origin and m.origin.line else f'"{m.name}"'


RULE = Rule(
    CODE,
    "one host's DestinationRules agree",
    severity=ERROR,
    on=(DESTINATION_RULE,),
    reads=(DESTINATION_RULE, VIRTUAL_SERVICE, "ConfigMap"),
    check=check,
    why="Of two subsets of a name, or two policies for a host, one is ignored in silence: the younger in the cluster.",
    source="Istio documentation, Traffic Management Best Practices: Split large virtual services and destination rules into multiple resources",
    fix="Keep one DestinationRule for a host, with all its subsets and its policy.",
)
