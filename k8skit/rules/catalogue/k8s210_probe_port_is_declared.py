"""The port number that a probe connects to is one that the same container declares.

Reads the probes, lifecycle hooks and `ports` of the containers. Declaring ports is informational, and many programs listen for probes on a port that
they do not declare, so this is a matter of taste: whoever declares all ports finds mistyped numbers with it.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..probes import handlers
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S210"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each number that the container does not declare for TCP."""
    for w, path, c, at, handler, port in handlers(context):
        if type(port) is not int or any(_tcp(p) == port for p in sequence(c.get("ports"))):
            continue
        yield context.finding(
            CODE,
            w.manifest,
            w.field(f"{path}.{at}.{handler}.port"),
            f"a probe or hook of {w.called(c)} connects to port {port}, which it does not declare",
            severity=WARNING,
            value=port,
            help=_listed(c),
        )


def _tcp(port: object) -> object:
    found = mapping(port)
    return found.get("containerPort") if found.get("protocol") in (None, "TCP") else None


def _listed(c: dict[str, Any]) -> str:
    ports = [str(n) for n in (_tcp(p) for p in sequence(c.get("ports"))) if n is not None]
    return f"it declares {', '.join(ports)}; declare the port, or correct the number" if ports else "declare the port in the container"


RULE = Rule(
    CODE,
    "the number that a probe connects to is declared",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("livenessProbe", "readinessProbe", "startupProbe", "lifecycle"),
    opt_in=True,
    reads=tuple(WORKLOADS),
    check=check,
    why="A probe of a port that nothing listens on fails for ever.",
    source="Kubernetes documentation, Configure Liveness, Readiness and Startup Probes",
    fix="Declare the port in the container, or correct the number.",
    known_as=("kube-linter liveness-port", "kube-linter readiness-port", "kube-linter startup-port"),
)
