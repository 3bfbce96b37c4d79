"""A workload has an annotation `email` with an address.

Reads the annotations of workloads.
"""

from __future__ import annotations

import re

from ...finding import WARNING
from ..context import WORKLOADS, mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S537"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload without it."""
    key = RULE.option(context, "annotation")
    for m in context.of(*WORKLOADS):
        value = mapping(mapping(m.object.get("metadata")).get("annotations")).get(key)
        if type(value) is not str or re.search(r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+", value) is None:
            message = f'{m.kind} "{m.name}" has not the annotation {key}'
            yield context.finding(CODE, m, "metadata.annotations", message, severity=WARNING, help=f"add it: {key}: shop@example.com")


RULE = Rule(
    CODE,
    "a workload says whom to write to",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="When it breaks, nobody knows whom to ask.",
    source="Kubernetes documentation, Recommended Labels",
    fix="Add the annotation email.",
    known_as=("kube-linter required-annotation-email",),
    options={"annotation": ("email", "the key of the annotation")},
)
