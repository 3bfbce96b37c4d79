"""No two pods that may run on one node ask for the same host port.

Reads `hostPort` of all containers, the replicas of their workloads, and node selectors. A workload with several replicas runs at most one of them on a
node, and a rollout with surge waits for a free node; a DaemonSet takes the port on every node that it runs on.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, kind_of, mapping, sequence
from ..rule import Rule
from ..scaling import KINDS, by_target, target_of
from ..workload import REPLICATED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S306"
_LOOKED_AT = 20


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each host port that several pods want."""
    daemons: dict[tuple[int, str], list[Workload]] = {}
    asked: list[tuple[Workload, str, int, str]] = []
    for w in context.workloads():
        for path, c in w.running:
            for i, port in enumerate(sequence(c.get("ports"))):
                number = mapping(port).get("hostPort")
                if type(number) is int and number:
                    protocol = str(port.get("protocol") or "TCP")
                    asked.append((w, w.field(f"{path}.ports[{i}].hostPort"), number, protocol))
                    if w.manifest.kind == "DaemonSet" and "hostIP" not in port:
                        daemons.setdefault((number, protocol), []).append(w)
    scalers = by_target(context)
    for w, at, number, protocol in asked:
        others = [d for d in daemons.get((number, protocol), ())[:_LOOKED_AT] if d is not w and _meet(w, d)]
        scaler = scalers.get(target_of(w))
        replicas = w.declared.get("replicas") if scaler is None else scaler.most
        if others:
            message = f"{w.title} asks for the host port {number} ({protocol}), which {others[0].title} takes on every node"
            help = "use another port, a Service instead of a host port, or node selectors that keep them apart"
        elif kind_of(w.manifest) in REPLICATED and type(replicas) is int and replicas > 1:
            message = f"the {replicas} pods of {w.title} ask for one host port {number}, so that no two run on one node"
            help = "put a Service before them instead of a host port, or make it a DaemonSet"
        else:
            continue
        yield context.finding(CODE, w.manifest, at, message, severity=WARNING, value=number, help=help)


def _meet(w: Workload, other: Workload) -> bool:
    """Whether pods of both may run on one node, as far as their node selectors tell; each pair of DaemonSets is told once."""
    if w.manifest.key == other.manifest.key or "affinity" in w.spec or "affinity" in other.spec:
        return False
    mine, theirs = mapping(w.spec.get("nodeSelector")), mapping(other.spec.get("nodeSelector"))
    if any(k in theirs and theirs[k] != v for k, v in mine.items()):
        return False
    return w.manifest.kind != "DaemonSet" or w.manifest.key > other.manifest.key


RULE = Rule(
    CODE,
    "pods do not compete for a port of their node",
    severity=WARNING,
    on=(*WORKLOADS,),
    needs=("hostPort",),
    reads=(*KINDS, *WORKLOADS),
    check=check,
    why="A pod waits until a node with the port free is there: rollouts hang, and replicas stay pending.",
    source="Kubernetes documentation, Configuration Best Practices: hostPort",
    fix="Use a Service instead of a host port, or another port.",
)
