"""The containers of a pod, which share one network, listen on different ports, and these have different names.

Reads the ports of containers that run beside each other. What takes ports of the node is K8S153.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S310"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port that another container of the pod has."""
    for w in pods(context):
        running = w.running
        if len(running) < 2:
            continue
        yield from _names(context, w)
        if w.spec.get("hostNetwork") is True:
            continue
        first: list[tuple[object, object, str]] = []
        for path, c in running:
            own = []
            for i, port in items(c, "ports"):
                number, protocol = port.get("containerPort"), port.get("protocol") or "TCP"
                other = next((who for n, p, who in first if n == number and p == protocol), None)
                if other is not None and type(number) is int:
                    message = f'{title(c, w)} listens on port {number}, as container "{other}" of the pod does'
                    help = "give one of them another port: the containers of a pod share its address"
                    yield finding(context, CODE, w, f"{path}.ports[{i}].containerPort", message, severity=WARNING, value=number, help=help)
                own.append((number, protocol, str(c.get("name"))))
            first += own


def _names(context: Context, w: Workload) -> Iterator[Finding]:
    """A name that ports of two containers have: Services and probes of other objects take the first."""
    first: dict[str, str] = {}
    for path, c in w.running:
        own = str(c.get("name"))
        for i, port in items(c, "ports"):
            name = port.get("name")
            if type(name) is not str or not name or "containerPort" not in port:
                continue
            if first.setdefault(name, own) != own:
                message = f'{title(c, w)} has a port named {name}, as container "{first[name]}" of the pod has'
                help = f"give one of them another name: what asks for {name} gets the first"
                yield finding(context, CODE, w, f"{path}.ports[{i}].name", message, severity=WARNING, value=name, help=help)


RULE = Rule(
    CODE,
    "the containers of a pod listen on different ports, with names of their own",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("containerPort",),
    reads=tuple(WORKLOADS),
    check=check,
    why="The second of them cannot listen: its port is taken, and it most likely fails at its start. Of two ports of one name, Services take the first.",
    source="Kubernetes documentation, Pods: Pod networking; warnings of the API server about pods",
    fix="Give each container of the pod a port of its own.",
)
