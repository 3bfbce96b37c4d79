"""A container drops all capabilities, and adds those that it needs.

Reads `securityContext.capabilities.drop` of all containers.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S425"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if not any(
                type(d) is str and d.upper() == "ALL"
                for d in sequence(mapping(mapping(c.get("securityContext")).get("capabilities")).get("drop"))
            ):
                message = f"{w.called(c)} keeps the capabilities that the runtime gives"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.capabilities.drop"),
                    message,
                    severity=WARNING,
                    help="drop ALL, and add what is needed",
                )


RULE = Rule(
    CODE,
    "a container drops all capabilities",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Each capability is a part of root.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container: Set capabilities for a Container",
    fix="Drop ALL.",
    known_as=(
        "checkov CKV_K8S_28",
        "checkov CKV_K8S_37",
        "trivy KSV003",
        "trivy KSV106",
        "kubescape C-0201",
        "kubesec CapDropAll",
        "kubesec CapDropAny",
        "kyverno require-drop-all",
        "trivy KSV004",
    ),
)
