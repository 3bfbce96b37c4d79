"""A port that the `ingress` of a NetworkPolicy names is one of the pods that it selects.

Reads named `ports` of ingress rules and the container ports of the selected workloads. Left alone: numbers, egress, and policies that select nothing, which
is another finding.
"""

from __future__ import annotations

from ...finding import WARNING
from ...semantics.ports import declared
from ...semantics.selectors import from_label_selector
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S217"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each name that no selected pod declares."""
    for m in context.of("networking.k8s.io/NetworkPolicy"):
        spec = mapping(m.object.get("spec"))
        named = list(_named(spec))
        if not named:
            continue
        selector = from_label_selector(spec.get("podSelector"))
        selected = context.matching(context.namespace_of(m), selector)
        if not selected or context.makes_pods(context.namespace_of(m)):
            continue
        known = {(p.name, p.protocol) for w in selected for p in declared(w.spec) if p.name}
        for at, name, protocol in named:
            if (name, protocol) not in known:
                message = f'NetworkPolicy "{m.name}" lets {protocol} through to the port {name}, which none of its pods has'
                help = context.choose(name, sorted({n for n, _ in known}), "the names of their ports are", "or write the number")
                yield context.finding(CODE, m, f"{at}.port", message, severity=WARNING, value=name, help=help)


def _named(spec: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field path, name and protocol of each named port of the ingress rules."""
    for i, entry in enumerate(sequence(spec.get("ingress"))):
        for j, port in enumerate(sequence(mapping(entry).get("ports"))):
            name = mapping(port).get("port")
            if type(name) is str and name and not name.isdecimal():
                yield f"spec.ingress[{i}].ports[{j}]", name, str(port.get("protocol") or "TCP")


RULE = Rule(
    CODE,
    "a network policy names ports that its pods have",
    severity=WARNING,
    on=("networking.k8s.io/NetworkPolicy",),
    needs=("ingress",),
    reads=("networking.k8s.io/NetworkPolicy", *WORKLOADS),
    check=check,
    why="No connection gets through: the rule allows a port that does not exist.",
    source="Kubernetes API reference, NetworkPolicyPort",
    fix="Name a port of the containers, or write its number.",
)
