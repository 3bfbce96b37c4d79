"""Pods keep to the Pod Security level baseline, unless their Namespace says that they need not.

Reads the pod templates and the labels of their Namespaces. Where the level that a Namespace enforces, warns of or audits is at least baseline, the checks
of baseline that belong to it count, in the version that the label names; where no level is known, those of baseline, as a warning.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.pod_security import BASELINE
from ..context import WORKLOADS, mapping
from ..rule import Rule
from ..standards import judge, mislabelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S401"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each label that is none, and for each field of a pod that baseline forbids."""
    for m in context.of("Namespace"):
        labels = mapping(mapping(m.object.get("metadata")).get("labels"))
        for severity, label, wrong in mislabelled(labels):
            field, message = f"metadata.labels[{label}]", f'the label {label} of Namespace "{m.name}" {wrong.partition(";")[0]}'
            help = wrong.partition("; ")[2] or "the API server refuses the Namespace"
            yield context.finding(CODE, m, field, message, severity=severity, value=labels[label], help=help)
    yield from judge(context, CODE, BASELINE)


RULE = Rule(
    CODE,
    "pods need no more rights than baseline allows",
    severity=ERROR,
    on=("Namespace", *WORKLOADS),
    reads=("Namespace", *WORKLOADS),
    check=check,
    why="A namespace that enforces the level refuses the pods: the workload is there, and none of its pods ever starts.",
    source="Kubernetes documentation, Pod Security Standards: Baseline; Pod Security Admission",
    fix="Set the field as the finding says, or label the Namespace privileged if its pods really need it.",
)
