"""Each container has a limit of ephemeral storage.

Reads `resources` of containers and pods, and the defaults of the LimitRanges of the namespace.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..requirements import findings
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S525"


def check(context: Context) -> Iterator[Finding]:
    """Return a finding for each container without one."""
    what, help = "limit of ephemeral storage", "set resources.limits.ephemeral-storage"
    return findings(context, CODE, "limits", "ephemeral-storage", what, help)


RULE = Rule(
    CODE,
    "a container's local storage is limited",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=("LimitRange", *WORKLOADS),
    check=check,
    why="One program that writes too much log fills the disk of its node, and all its pods are evicted.",
    source="Kubernetes documentation, Resource Management for Pods and Containers",
    fix="Set resources.limits.ephemeral-storage.",
    known_as=("kube-score container-ephemeral-storage-request-and-limit",),
)
