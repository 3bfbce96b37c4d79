"""Gateways: which pods a Gateway of Istio configures, and which hosts its servers have. The rules about Gateways share this."""

from __future__ import annotations

from .context import sequence
from .mesh import GATEWAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

__all__ = ["GATEWAY", "host_keys", "is_default", "selected_by"]

_DEFAULT = ({"istio": "ingressgateway"}, {"istio": "egressgateway"}, {"istio": "eastwestgateway"})


def is_default(labels: dict[str, Any]) -> bool:
    """Tell whether a selector is that of a gateway that Istio itself installs, in `istio-system`."""
    return {k: v for k, v in labels.items() if k != "app"} in _DEFAULT


def selected_by(context: Context, labels: dict[str, Any]) -> list[Workload]:
    """Return the workloads of all namespaces whose pods a Gateway's selector selects; none for an empty selector.

    Args:
        context: the set.
        labels: `spec.selector` of the Gateway.
    """
    known: dict[frozenset[tuple[str, str]], list[Workload]] = context.shared("pods of gateways", lambda _: {})
    key = frozenset((str(k), str(v)) for k, v in labels.items())
    if key not in known:
        # most Gateways have one of a few selectors
        known[key] = [w for space in context.populated() for w in context.selected(space, labels)]
    return known[key]


def host_keys(context: Context, m: Manifest, server: dict[str, Any]) -> list[str]:
    """Return the hosts of a server of a Gateway, in lower case and with `./` spelled out.

    Args:
        context: the set.
        m: the Gateway.
        server: one item of `spec.servers`.
    """
    out = []
    for host in sequence(server.get("hosts")):
        if type(host) is str:
            at, found, name = host.lower().partition("/")
            if not found or at == "*":
                out.append(name if found else at)
            else:
                out.append(f"{context.namespace_of(m) if at == '.' else at}/{name}")
    return list(dict.fromkeys(out))
