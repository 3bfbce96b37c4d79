"""Ports that a pod takes on its node are taken once, and are its own where it shares the node's network.

Reads the ports of the containers of a pod with `hostPort` or `hostNetwork`.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import WORKLOADS
from ..pods import finding, items, pods, title
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S153"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each port of a node that is taken twice, or that is not the container's own."""
    for w in pods(context):
        taken: list[tuple[object, object, object]] = []
        for key in ("initContainers", "containers"):
            for i, c in items(w.spec, key):
                if key == "initContainers":
                    taken = []  # they run one after the other
                yield from _container(context, w, f"spec.{key}[{i}]", c, taken)
            taken = []


def _container(
    context: Context, w: Workload, at: str, c: dict[str, object], taken: list[tuple[object, object, object]]
) -> Iterator[Finding]:
    shared = w.spec.get("hostNetwork") is True and at.startswith("spec.containers")
    for j, port in items(c, "ports"):
        own, host = port.get("containerPort"), port.get("hostPort") or None
        if shared and host is not None and host != own:
            message = f"{title(c, w)} shares the network of its node and takes {host} there for its port {own}"
            help = f"set hostPort to {own} too, or leave it out: with hostNetwork they are the same port"
            yield finding(context, CODE, w, f"{at}.ports[{j}].hostPort", message, value=host, help=help)
            continue
        number = own if shared else host
        if number is None:
            continue
        key = (port.get("protocol") or "TCP", port.get("hostIP") or "", number)
        if key in taken:
            message = f"{title(c, w)} takes port {number} of its node, which the pod takes already"
            field = f"{at}.ports[{j}].{'containerPort' if host is None else 'hostPort'}"
            yield finding(context, CODE, w, field, message, value=number, help="give it another port")
        else:
            taken.append(key)


RULE = Rule(
    CODE,
    "a pod takes each port of its node once",
    severity=ERROR,
    on=(*WORKLOADS,),
    needs=("hostNetwork", "hostPort"),
    reads=tuple(WORKLOADS),
    check=check,
    why="The API server refuses the pod: two containers cannot have one port of the node.",
    source="Kubernetes API reference, ContainerPort: hostPort; PodSpec: hostNetwork",
    fix="Give each container a port of its own, and with hostNetwork leave hostPort out.",
)
