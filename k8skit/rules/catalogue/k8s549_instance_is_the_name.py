"""The label that names the instance of a workload is the name of the workload.

Reads the label `app.kubernetes.io/instance` of workloads. Left alone: workloads without it.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S549"
_LABEL = "app.kubernetes.io/instance"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each with another name."""
    for m in context.of(*WORKLOADS):
        value = mapping(mapping(m.object.get("metadata")).get("labels")).get(_LABEL)
        if value not in (None, "", m.name):
            message = f'{m.kind} "{m.name}" calls itself the instance {value}'
            help = f"label it {_LABEL}: {m.name}"
            yield context.finding(CODE, m, f"metadata.labels[{_LABEL}]", message, severity=WARNING, value=value, help=help)


RULE = Rule(
    CODE,
    "a workload is the instance that it says",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=(_LABEL,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Whoever looks by the label finds something else than by the name.",
    source="Kubernetes documentation, Recommended Labels",
    fix="Give the label the name of the workload.",
    known_as=("polaris metadataAndInstanceMismatched",),
)
