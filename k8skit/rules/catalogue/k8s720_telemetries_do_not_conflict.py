"""One Telemetry holds for a pod, besides those of its namespace and of the mesh, and it holds for some.

Reads Telemetries and the workloads of their namespaces. Those with `targetRefs` are left alone.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS, mapping
from ..overlapping import conflicts, selection
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S720"
KIND = "telemetry.istio.io/Telemetry"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Telemetry that another contradicts, or that nothing has."""
    selections = [selection(context, m, _labels(m)) for m in context.of(KIND) if not _targets(m)]
    yield from conflicts(context, CODE, selections, "spec.selector")


def _labels(m: Manifest) -> dict[str, object]:
    return mapping(mapping(mapping(m.object.get("spec")).get("selector")).get("matchLabels"))


def _targets(m: Manifest) -> bool:
    spec = mapping(m.object.get("spec"))
    return bool(spec.get("targetRef") or spec.get("targetRefs"))


RULE = Rule(
    CODE,
    "one Telemetry holds for a pod",
    severity=ERROR,
    on=(KIND,),
    reads=(KIND, *WORKLOADS),
    check=check,
    why="Of two for the same pods one is ignored, whichever is younger; one that selects nothing does nothing.",
    source="Istio documentation, Telemetry; Configuration Analysis, ConflictingTelemetryWorkloadSelectors, MultipleTelemetriesWithoutWorkloadSelectors",
    fix="Keep one Telemetry without a selector for a namespace, and one for each workload.",
    known_as=("istioctl IST0101", "istioctl IST0159", "istioctl IST0160"),
)
