"""The port that a probe or a lifecycle hook names is a TCP port of the same container.

Reads `livenessProbe`, `readinessProbe`, `startupProbe`, `lifecycle` and `ports` of the containers. The kubelet looks a name up among the ports of that
very container, not of its neighbours. Left alone: numbers, which mean themselves whether a port is declared or not.
"""

from __future__ import annotations

from ...finding import ERROR, WARNING
from ..context import WORKLOADS, mapping, sequence
from ..probes import handlers
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S209"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each name that the container does not declare for TCP."""
    for w, path, c, at, handler, port in handlers(context):
        if type(port) is not str or not port or port.isdecimal():
            continue
        found = None
        for p in sequence(c.get("ports")):
            if type(p) is dict and p.get("name") == port:
                if p.get("protocol") not in ("UDP", "SCTP"):
                    break
                found = found or p
        else:
            field = w.field(f"{path}.{at}.{handler}.port")
            if found is None:
                yield _missing(context, w, c, field, port)
            else:
                message = f"a probe of {w.called(c)} connects by TCP to its port {port}, which is {found['protocol']}"
                help = "name a TCP port, or probe with exec"
                yield context.finding(CODE, w.manifest, field, message, severity=WARNING, value=port, help=help)


def _missing(context: Context, w: Workload, c: dict[str, Any], field: str, port: str) -> Finding:
    names = [str(p["name"]) for p in sequence(c.get("ports")) if type(p) is dict and p.get("name")]
    others = [str(o.get("name")) for _, o in w.containers if any(mapping(p).get("name") == port for p in sequence(o.get("ports")))]
    if others:
        help = f"container {others[0]} declares it, but a probe only knows the ports of its own container; write the number"
    else:
        help = context.choose(port, names, "the names of its ports are", "declare the port, or write its number")
    return context.finding(
        CODE, w.manifest, field, f"a probe or hook of {w.called(c)} names the port {port}, which it does not have", value=port, help=help
    )


RULE = Rule(
    CODE,
    "the port that a probe or hook names is its container's",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("livenessProbe", "readinessProbe", "startupProbe", "lifecycle"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The probe fails for ever: the container is restarted again and again, or never gets a request.",
    source="Kubernetes documentation, Configure Liveness, Readiness and Startup Probes: Use a named port",
    fix="Name a port that the same container declares, or write the number.",
    known_as=("kube-linter liveness-port", "kube-linter readiness-port", "kube-linter startup-port"),
)
