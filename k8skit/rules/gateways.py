"""Gateways: which pods a Gateway of Istio configures, and which hosts its servers have. The rules about Gateways share this."""

from __future__ import annotations

from .context import sequence
from .mesh import GATEWAY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

__all__ = ["ENCRYPTED", "GATEWAY", "HTTP", "PROTOCOLS", "Sharing", "host_keys", "is_default", "selected_by"]

_LISTED = 5
"""How many others are looked for; a finding names no more."""
_DEFAULT = ({"istio": "ingressgateway"}, {"istio": "egressgateway"}, {"istio": "eastwestgateway"})
HTTP = frozenset(("grpc", "grpc-web", "http", "http2", "http_proxy"))
"""Protocols of Istio's ports that are HTTP in plain text, in small letters."""
ENCRYPTED = frozenset(("https", "tls"))
"""Those with TLS."""
PROTOCOLS = HTTP | ENCRYPTED | {"double-hbone", "hbone", "mongo", "mysql", "redis", "tcp", "udp"}
"""All of them."""


class Sharing:
    """Gateways that have something in common, by their selectors: a Gateway finds those for the same pods without a look at every one.

    Of two selectors of which one is a part of the other, the pods are the same, as far as manifests tell.
    """

    __slots__ = ("_by_pair", "_groups")

    def __init__(self) -> None:
        self._groups: dict[frozenset[tuple[str, str]], dict[tuple[str, str, str, str], Manifest]] = {}
        self._by_pair: dict[tuple[str, str], list[frozenset[tuple[str, str]]]] = {}

    def add(self, m: Manifest, labels: dict[str, Any]) -> None:
        """Note a Gateway.

        Args:
            m: the Gateway.
            labels: its selector.
        """
        key = _pairs(labels)
        if key not in self._groups:
            self._groups[key] = {}
            for pair in key:
                self._by_pair.setdefault(pair, []).append(key)
        self._groups[key].setdefault(m.key, m)

    def others(self, m: Manifest, labels: dict[str, Any], *, narrower: bool = False) -> list[Manifest]:
        """Return some of the other Gateways for the same pods.

        Args:
            m: the Gateway.
            labels: its selector.
            narrower: only those whose selector has all of its labels (default False).
        """
        own = _pairs(labels)
        near = dict.fromkeys(key for pair in own for key in self._by_pair.get(pair, ())) if own else dict.fromkeys(self._groups)
        if own and not narrower and frozenset() in self._groups:
            near[frozenset()] = None
        found: list[Manifest] = []
        for key in near:
            if own <= key or (key <= own and not narrower):
                for other in self._groups[key].values():
                    if other.key != m.key:
                        found.append(other)
                        if len(found) == _LISTED:
                            return found
        return found


def _pairs(labels: dict[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset((str(k), str(v)) for k, v in labels.items())


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
    key = _pairs(labels)
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
