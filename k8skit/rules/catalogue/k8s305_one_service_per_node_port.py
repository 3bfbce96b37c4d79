"""No two ports of Services ask for the same node port and protocol.

Reads `nodePort` and `healthCheckNodePort` of all Services.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S305"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each node port that an earlier port has."""
    first: dict[tuple[int, str], tuple[Manifest, str]] = {}
    for m in context.of("Service"):
        for at, number, protocol in _asked(mapping(m.object.get("spec"))):
            other, where = first.setdefault((number, protocol), (m, at))
            if where == at and (other is m or other.key == m.key):
                continue  # itself; one object twice is another finding
            whose = "another of its ports" if other is m else f'Service "{other.name}" of namespace {context.namespace_of(other)}'
            message = f'Service "{m.name}" asks for the node port {number} ({protocol}), which {whose} has'
            yield context.finding(
                CODE, m, at, message, value=number, help="leave nodePort out to get a free one, or choose another of the cluster's range"
            )


def _asked(spec: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Field path, number and protocol of each node port that a Service asks for."""
    for i, port in enumerate(sequence(spec.get("ports"))):
        number = mapping(port).get("nodePort")
        if type(number) is int and number:
            yield f"spec.ports[{i}].nodePort", number, str(port.get("protocol") or "TCP")
    number = spec.get("healthCheckNodePort")
    if type(number) is int and number:
        yield "spec.healthCheckNodePort", number, "TCP"


RULE = Rule(
    CODE,
    "no two ports have one node port",
    severity=ERROR,
    on=("Service",),
    needs=("nodePort", "healthCheckNodePort"),
    reads=("Service",),
    check=check,
    why="The API server refuses the second: the provided port is already allocated.",
    source="Kubernetes documentation, Service: type: NodePort; Choosing your own port",
    fix="Leave nodePort out, or choose another.",
)
