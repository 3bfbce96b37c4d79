"""A container mounts folders of its node read-only.

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

CODE = "K8S421"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mount that is not read-only."""
    for w, path, c, mount, host in host_mounts(context):
        if mount.get("readOnly") is not True:
            message = f"{w.called(c)} mounts {host} of its node so that it can write there"
            yield context.finding(
                CODE, w.manifest, w.field(path), message, severity=WARNING, value=host, help="set readOnly: true for the mount"
            )


RULE = Rule(
    CODE,
    "a folder of the node is mounted read-only",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("hostPath",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A program that writes to its node can fill its disk, or change what the node runs.",
    source="Kubernetes documentation, Volumes: hostPath",
    fix="Set readOnly: true for the mount.",
    known_as=("kube-linter writable-host-mount", "kubescape C-0045"),
)
