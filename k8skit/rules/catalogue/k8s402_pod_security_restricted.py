"""Pods keep to the Pod Security level restricted where their Namespace asks for it.

Reads the pod templates and the labels of their Namespaces: what a Namespace enforces is an error, what it warns of or audits a warning. Checks of
baseline that are part of restricted are K8S401.
"""

from __future__ import annotations

from ...finding import ERROR
from ...semantics.pod_security import RESTRICTED
from ..context import WORKLOADS
from ..rule import Rule
from ..standards import judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S402"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each check of restricted that a pod does not pass."""
    if context.of("Namespace"):
        yield from judge(context, CODE, RESTRICTED)


RULE = Rule(
    CODE,
    "pods are hardened where their namespace asks for restricted",
    severity=ERROR,
    on=("Namespace",),
    reads=("Namespace", *WORKLOADS),
    check=check,
    why="A namespace that enforces the level refuses the pods: the workload is there, and none of its pods ever starts.",
    source="Kubernetes documentation, Pod Security Standards: Restricted; Pod Security Admission",
    fix="Set the field as the finding says; the constructs of k8skit make restricted pods by default.",
    known_as=(
        "kyverno disallow-capabilities-strict",
        "kyverno disallow-privilege-escalation",
        "kyverno require-run-as-nonroot",
        "kyverno require-run-as-non-root-user",
        "kyverno restrict-seccomp-strict",
        "kyverno restrict-volume-types",
        "trivy KSV028",
        "trivy KSV105",
    ),
)
