"""No container mounts the socket of the container runtime of its node.

Reads `hostPath` volumes and what mounts them.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..host import host_mounts
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S419"
_SOCKETS = ("containerd.sock", "crio.sock", "docker.sock", "podman.sock")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mount of such a socket."""
    for w, path, c, _, host in host_mounts(context):
        if host.rstrip("/").endswith(_SOCKETS):
            message = f"{w.called(c)} mounts the socket of the container runtime of its node"
            yield context.finding(
                CODE,
                w.manifest,
                w.field(path),
                message,
                severity=WARNING,
                value=host,
                help="leave it out; to build images, use a builder that needs no daemon",
            )


RULE = Rule(
    CODE,
    "no pod gets the socket of the container runtime",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("hostPath",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Whoever has the socket is root on the node, and on all its pods.",
    source="Kubernetes documentation, Volumes: hostPath",
    fix="Leave the mount out.",
    known_as=(
        "kube-linter docker-sock",
        "checkov CKV_K8S_27",
        "trivy KSV006",
        "kubescape C-0074",
        "kubesec DockerSock",
        "datree CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET",
        "kyverno disallow-cri-sock-mount",
    ),
)
