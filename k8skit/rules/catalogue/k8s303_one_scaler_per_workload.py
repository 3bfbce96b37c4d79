"""A workload has one scaler at most.

Reads the targets of HorizontalPodAutoscalers and of KEDA's ScaledObjects, which become such, and those of VerticalPodAutoscalers among themselves.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import mapping
from ..rule import Rule
from ..scaling import KINDS, scalers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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
            yield from _second(context, first, (context.namespace_of(m), kind, name), m, "spec.targetRef", WARNING)


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


RULE = Rule(
    CODE,
    "a workload has one scaler",
    severity=ERROR,
    on=(*KINDS, VERTICAL),
    least=2,
    reads=(*KINDS, VERTICAL),
    check=check,
    why="The autoscaler refuses to scale pods that two of them select (AmbiguousSelector); if it did not, they would undo each other's work.",
    source="Kubernetes documentation, Horizontal Pod Autoscaling; KEDA documentation, Scaling Deployments: Caveats",
    fix="Put all metrics into one autoscaler.",
)
