"""OpenShift's SecurityContextConstraints do not allow privileged containers.

Reads `allowPrivilegedContainer` of SecurityContextConstraints.
"""

from __future__ import annotations

from ...finding import WARNING
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context

CODE = "K8S438"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each that allows them."""
    for m in context.of("security.openshift.io/SecurityContextConstraints"):
        if m.object.get("allowPrivilegedContainer") is True:
            message = f'SecurityContextConstraints "{m.name}" allow privileged containers'
            help = "set allowPrivilegedContainer: false, unless a component of the nodes needs it"
            yield context.finding(CODE, m, "allowPrivilegedContainer", message, severity=WARNING, value=True, help=help)


RULE = Rule(
    CODE,
    "security constraints forbid privileged containers",
    severity=WARNING,
    on=("security.openshift.io/SecurityContextConstraints",),
    opt_in=True,
    reads=("security.openshift.io/SecurityContextConstraints",),
    check=check,
    why="Whoever may use them can be root on the nodes.",
    source="OpenShift documentation, Managing security context constraints",
    fix="Set allowPrivilegedContainer: false.",
    known_as=("kube-linter scc-deny-privileged-container",),
)
