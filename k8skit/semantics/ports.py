"""Ports: which port of a pod a Service's `targetPort`, a probe or a monitor means.

Rules about references and answers about traffic call this. It knows pod specs as plain data; no Service, no selector.

Sources: Kubernetes documentation, "Service", "Field spec.ports.targetPort"; "Sidecar Containers". The order is that of the endpoints
controller: containers first, then init containers that keep running.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ContainerPort:
    """One declared port of a pod.

    Args:
        container: name of the container that declares it.
        name: the port's name; `""` if it has none.
        number: the port's number.
        protocol: `TCP`, `UDP` or `SCTP`.
    """

    __slots__ = ("container", "name", "number", "protocol")

    def __init__(self, container: str, name: str, number: int, protocol: str = "TCP") -> None:
        self.container = container
        self.name = name
        self.number = number
        self.protocol = protocol

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ContainerPort):
            return NotImplemented
        return (self.container, self.name, self.number, self.protocol) == (other.container, other.name, other.number, other.protocol)

    def __hash__(self) -> int:
        return hash((self.container, self.name, self.number, self.protocol))

    def __repr__(self) -> str:
        return f"ContainerPort({self.container!r}, {self.name!r}, {self.number!r}, {self.protocol!r})"


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def declared(pod_spec: Any) -> list[ContainerPort]:
    """Return the ports that the running containers of a pod declare, in the order in which names are looked up.

    Args:
        pod_spec: `spec` of a Pod or of a pod template. What is malformed in it is left out.

    Returns:
        The ports of `containers`, then those of `initContainers` with `restartPolicy: Always`.
    """
    if not isinstance(pod_spec, dict):
        return []
    running = _items(pod_spec.get("containers"))
    running += [c for c in _items(pod_spec.get("initContainers")) if c.get("restartPolicy") == "Always"]
    return [
        ContainerPort(str(c.get("name") or ""), str(p.get("name") or ""), p["containerPort"], str(p.get("protocol") or "TCP"))
        for c in running
        for p in _items(c.get("ports"))
        if type(p.get("containerPort")) is int
    ]


def target_of(service_port: Any) -> int | str | None:
    """Return what a port of a Service points at: its `targetPort`, else its `port`; None if it has neither.

    Args:
        service_port: one item of `spec.ports` of a Service.
    """
    if not isinstance(service_port, dict):
        return None
    for key in ("targetPort", "port"):
        value = service_port.get(key)
        # 0 and "" are not set, as Kubernetes defaults them.
        if type(value) in (int, str) and value:
            found: int | str = value
            return found
    return None


def resolve(target: int | str, pod_spec: Any, protocol: str = "TCP") -> int | None:
    """Return the number of the port of a pod that a name or number means.

    Args:
        target: a number, which means itself whether declared or not, or a port's name; `"8080"` is a name.
        pod_spec: `spec` of a Pod or of a pod template.
        protocol: protocol that the port must have (default: `TCP`).

    Returns:
        The number; None if no container declares a port of that name and protocol.
    """
    if not isinstance(target, str):
        return target
    for port in declared(pod_spec):
        if port.name and port.name == target and port.protocol == protocol:
            return port.number
    return None


def is_declared(target: int | str, pod_spec: Any, protocol: str = "TCP") -> bool:
    """Tell whether a container of a pod declares the port that a name or number means.

    Args:
        target: a number or a port's name.
        pod_spec: `spec` of a Pod or of a pod template.
        protocol: protocol that the port must have (default: `TCP`).
    """
    if isinstance(target, str):
        return resolve(target, pod_spec, protocol) is not None
    return any(port.number == target and port.protocol == protocol for port in declared(pod_spec))
