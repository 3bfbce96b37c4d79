"""No container mounts a system folder of its node: `/`, `/boot`, `/dev`, `/etc`, `/lib`, `/proc`, `/sys` or `/usr`.

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

CODE = "K8S420"
_FOLDERS = ("/", "/boot", "/dev", "/etc", "/lib", "/proc", "/sys", "/usr")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mount of such a folder."""
    for w, path, c, _, host in host_mounts(context):
        if (host.rstrip("/") or "/") in _FOLDERS:
            message = f"{w.called(c)} mounts the folder {host} of its node"
            yield context.finding(
                CODE, w.manifest, w.field(path), message, severity=WARNING, value=host, help="mount only the file that is needed, readOnly"
            )


RULE = Rule(
    CODE,
    "no pod gets the system folders of its node",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("hostPath",),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Who breaks into the program reads the secrets of the node, or changes what it runs.",
    source="Kubernetes documentation, Volumes: hostPath",
    fix="Mount only the file that is needed, read-only.",
    known_as=("kube-linter sensitive-host-mounts",),
)
