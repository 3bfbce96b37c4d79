"""One PeerAuthentication holds for a workload, and modes of single ports are only set for selected workloads.

Reads PeerAuthentications: of several without a selector in a namespace, or with the same selector, only the oldest counts.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.istio import ROOT
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S709"
KIND = "security.istio.io/PeerAuthentication"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each that another makes useless, and for each with port modes and no selector."""
    first: dict[tuple[str, frozenset[tuple[str, str]]], Manifest] = {}
    for m in context.of(KIND):
        spec = mapping(m.object.get("spec"))
        labels = mapping(mapping(spec.get("selector")).get("matchLabels"))
        namespace = context.namespace_of(m)
        other = first.setdefault((namespace, frozenset((str(k), str(v)) for k, v in labels.items())), m)
        if other is not m and other.key != m.key:
            origin = other.origin
            at = f" ({origin.file}:{origin.line})" if origin and origin.line else ""
            whom = (
                "the same workloads"
                if labels
                else "all workloads of the mesh"
                if namespace == ROOT
                else f"all workloads of namespace {namespace}"
            )
            yield context.finding(
                CODE,
                m,
                "spec.selector" if labels else "spec",
                f'PeerAuthentication "{m.name}" is for {whom}, as "{other.name}"{at} is',
                value=labels or mapping(spec.get("mtls")),
                help="only the oldest of them counts, whichever that is in the cluster; keep one",
            )
        if spec.get("portLevelMtls") and not labels:
            yield context.finding(
                CODE,
                m,
                "spec.portLevelMtls",
                f'PeerAuthentication "{m.name}" sets modes of ports and selects no workload',
                value=spec["portLevelMtls"],
                help="Istio refuses it: select the workloads that have these ports (the containers' ports, not the Service's)",
            )


RULE = Rule(
    CODE,
    "one PeerAuthentication holds for a workload",
    severity=ERROR,
    on=(KIND,),
    reads=(KIND,),
    check=check,
    why="Of two for the same workloads the younger is ignored in silence; a STRICT that is ignored lets plain text in.",
    source="Istio documentation, PeerAuthentication",
    fix="Keep one PeerAuthentication for a namespace, and one for each selector.",
)
