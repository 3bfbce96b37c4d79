"""The root file system of a container is read-only.

Reads `securityContext.readOnlyRootFilesystem` of all containers.
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

CODE = "K8S426"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            if mapping(c.get("securityContext")).get("readOnlyRootFilesystem") is not True:
                message = f"{w.called(c)} can write to its own file system"
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.readOnlyRootFilesystem"),
                    message,
                    severity=WARNING,
                    help="set readOnlyRootFilesystem: true, and mount an emptyDir where it writes",
                )


RULE = Rule(
    CODE,
    "a container's file system is read-only",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Who breaks into the program can leave another one there.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Set readOnlyRootFilesystem: true.",
    known_as=(
        "kube-linter no-read-only-root-fs",
        "kube-score container-security-context-readonlyrootfilesystem",
        "polaris notReadOnlyRootFilesystem",
        "checkov CKV_K8S_22",
        "trivy KSV014",
        "kubescape C-0017",
        "kubesec ReadOnlyRootFilesystem",
        "datree CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE",
        "kyverno require-ro-rootfs",
    ),
)
