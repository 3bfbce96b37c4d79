"""One Sidecar holds for a pod, and it holds for some.

Reads Sidecars, the workloads of their namespaces, and the labels of Namespaces. In ambient mode there is no sidecar to configure.
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

CODE = "K8S719"
KIND = "networking.istio.io/Sidecar"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each Sidecar that another contradicts, or that nothing has."""
    yield from conflicts(
        context, CODE, [selection(context, m, _labels(m)) for m in context.of(KIND)], "spec.workloadSelector", sidecar=True
    )


def _labels(m: Manifest) -> dict[str, object]:
    return mapping(mapping(mapping(m.object.get("spec")).get("workloadSelector")).get("labels"))


RULE = Rule(
    CODE,
    "one Sidecar holds for a pod",
    severity=ERROR,
    on=(KIND,),
    reads=(KIND, "Namespace", *WORKLOADS),
    check=check,
    why="Which of two holds is not defined; one that selects nothing, or only pods without a sidecar, does nothing.",
    source="Istio documentation, Sidecar; Configuration Analysis, ConflictingSidecarWorkloadSelectors, MultipleSidecarsWithoutWorkloadSelectors",
    fix="Keep one Sidecar without a selector for a namespace, and one for each workload.",
    known_as=("istioctl IST0101", "istioctl IST0110", "istioctl IST0111", "istioctl IST0167"),
)
