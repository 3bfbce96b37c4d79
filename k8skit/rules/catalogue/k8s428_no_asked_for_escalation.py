"""No container says that it may gain more privileges than its parent process, nor has what implies it.

Reads `allowPrivilegeEscalation`, `privileged` and the capability `SYS_ADMIN` of all containers: the last two make the first true, whatever it says.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S428"
_POWERFUL = frozenset(("CAP_SYS_ADMIN", "SYS_ADMIN"))


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such container."""
    for w in context.workloads():
        for path, c in w.containers:
            security = mapping(c.get("securityContext"))
            field, because, help = _asked(security)
            if field:
                yield context.finding(
                    CODE,
                    w.manifest,
                    w.field(f"{path}.securityContext.{field}"),
                    f"{w.called(c)} may gain privileges that it does not start with{because}",
                    severity=WARNING,
                    help=help,
                )


def _asked(security: dict[str, Any]) -> tuple[str, str, str]:
    """The field that lets a container gain privileges, what to add to the message, and what to do; `""` where none does."""
    if security.get("allowPrivilegeEscalation") is True:
        return "allowPrivilegeEscalation", "", "set allowPrivilegeEscalation: false"
    if security.get("privileged") is True:
        return "privileged", ", as each privileged one", "remove privileged, and add the capabilities that it needs"
    if not _POWERFUL.isdisjoint(map(str, sequence(mapping(security.get("capabilities")).get("add")))):
        return "capabilities.add", ": SYS_ADMIN implies it", "remove SYS_ADMIN, and add the capabilities that it needs"
    return "", "", ""


RULE = Rule(
    CODE,
    "a container does not ask for more privileges",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("allowPrivilegeEscalation", "capabilities", "privileged"),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A program with the setuid bit makes it root.",
    source="Kubernetes documentation, Configure a Security Context for a Pod or Container",
    fix="Set allowPrivilegeEscalation: false, and leave out privileged and SYS_ADMIN.",
    known_as=("kube-linter privilege-escalation-container",),
)
