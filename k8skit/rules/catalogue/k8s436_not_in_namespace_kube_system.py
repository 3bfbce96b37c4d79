"""Workloads do not stand in `kube-system`, `kube-public` or `kube-node-lease`.

Reads the namespace of workloads.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S436"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload of these namespaces."""
    for w in context.workloads():
        if w.namespace in ("kube-node-lease", "kube-public", "kube-system"):
            message = f"{w.title} stands in the namespace {w.namespace}, which is the cluster's own"
            help = "give it a namespace of its own"
            yield context.finding(CODE, w.manifest, "metadata.namespace", message, severity=WARNING, value=w.namespace, help=help)


RULE = Rule(
    CODE,
    "workloads stay out of kube-system",
    severity=WARNING,
    on=(*WORKLOADS,),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="Policies often leave this namespace out, and its accounts have far-reaching rights.",
    source="Kubernetes documentation, Namespaces: Initial namespaces",
    fix="Give it a namespace of its own.",
    known_as=("trivy KSV037",),
)
