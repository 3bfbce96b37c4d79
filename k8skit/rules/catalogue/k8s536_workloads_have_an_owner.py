"""A workload has a label `owner`.

Reads the labels of workloads.
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

CODE = "K8S536"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload without it."""
    key = RULE.option(context, "label")
    for m in context.of(*WORKLOADS):
        value = mapping(mapping(m.object.get("metadata")).get("labels")).get(key)
        if value in (None, ""):
            message = f'{m.kind} "{m.name}" has not the label {key}'
            yield context.finding(CODE, m, "metadata.labels", message, severity=WARNING, help=f"add it: {key}: shop")


RULE = Rule(
    CODE,
    "a workload says who owns it",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="When it breaks, nobody knows whom to ask.",
    source="Kubernetes documentation, Recommended Labels",
    fix="Add the label owner.",
    known_as=(
        "kube-linter required-label-owner",
        "kubescape C-0076",
        "datree WORKLOAD_MISSING_LABEL_OWNER_VALUE",
    ),
    options={"label": ("owner", "the key of the label")},
)
