"""NetworkPolicy: who may talk to pods, and to whom they may talk."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import LabelKey, LabelValue, Port, PortName
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class Peer(Value):
    """The other side of a connection. Pods and namespaces given together must both fit; several peers are alternatives.

    Args:
        pods: labels of pods; an empty mapping is every pod (default: every pod of `namespaces`, or not asked).
        namespaces: labels of namespaces; an empty mapping is every namespace (default: the policy's own).
        cidr: addresses outside of the cluster, such as `203.0.113.0/24`; not together with the others.
        without: parts of `cidr` that are not meant (default: none).
    """

    pods: Mapping[LabelKey, LabelValue] | None = None
    namespaces: Mapping[LabelKey, LabelValue] | None = None
    cidr: str | None = None
    without: Sequence[str] = ()

    def verify(self) -> None:
        """Either selectors or addresses, and one of them."""
        if (self.cidr is not None) == (self.pods is not None or self.namespaces is not None):
            raise self.refuse(
                "a peer is either pods and namespaces, or a cidr",
                help="Peer(pods={}) is every pod of this namespace, Peer(namespaces={}) every pod of the cluster",
            )
        if self.without and self.cidr is None:
            raise self.refuse("without takes parts out of a cidr", field="without", value=self.without, help="give the cidr")

    @staticmethod
    def namespace(name: str, pods: Mapping[str, str] | None = None) -> Peer:
        """Pods of the namespace of this name, by the label that the API server puts on every namespace.

        Args:
            name: the namespace's name.
            pods: labels of the pods (default: all of them).
        """
        return Peer(namespaces={"kubernetes.io/metadata.name": name}, pods=pods)

    def to_manifest(self) -> dict[str, Any]:
        """The item of `from` or `to`."""
        if self.cidr is not None:
            block: dict[str, Any] = {"cidr": self.cidr}
            if self.without:
                block["except"] = list(self.without)
            return {"ipBlock": block}
        out: dict[str, Any] = {}
        if self.namespaces is not None:
            out["namespaceSelector"] = {"matchLabels": dict(self.namespaces)} if self.namespaces else {}
        if self.pods is not None:
            out["podSelector"] = {"matchLabels": dict(self.pods)} if self.pods else {}
        return out


class NetworkPort(Value):
    """A port of the pods that a connection reaches: their own port, not a Service's.

    Args:
        port: number or name (default: every port).
        protocol: `TCP`, `UDP` or `SCTP` (default: Kubernetes' own, TCP).
        end: last port of a range that starts at `port` (default: no range).
    """

    port: Port | PortName | None = None
    protocol: Literal["TCP", "UDP", "SCTP"] | None = None
    end: Port | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `ports`."""
        out: dict[str, Any] = {}
        if self.protocol:
            out["protocol"] = self.protocol
        if self.port is not None:
            out["port"] = self.port
        if self.end is not None:
            out["endPort"] = self.end
        return out


class Allow(Value):
    """One rule: connections with these peers at these ports.

    Args:
        peers: the other side, at least one; where it is nobody there is no rule (default: anybody).
        ports: the ports (default: every port).
    """

    peers: Sequence[Peer] | None = None
    ports: Sequence[NetworkPort] = ()

    def verify(self) -> None:
        """An empty list would be written as no list, which is anybody."""
        if self.peers is not None and not self.peers:
            help = "leave peers out for anybody, or leave the Allow out for nobody"
            raise self.refuse("a rule without a peer would let anybody through", field="peers", value=[], help=help)

    def to_manifest(self, side: str) -> dict[str, Any]:
        """The rule.

        Args:
            side: `from` or `to`.
        """
        out: dict[str, Any] = {}
        if self.peers:
            out[side] = [p.to_manifest() for p in self.peers]
        if self.ports:
            out["ports"] = [p.to_manifest() for p in self.ports]
        return out


class NetworkPolicy(TypedObject):
    """A NetworkPolicy (networking.k8s.io/v1). Policies only add: a connection is allowed when one policy of each side allows it.

    Args:
        pods: labels of the pods it is about; empty is every pod of the namespace (default: every pod).
        ingress: who may connect to them; an empty list is nobody (default: not a matter of this policy).
        egress: to whom they may connect; an empty list is nobody (default: not a matter of this policy).
    """

    API_VERSION = "networking.k8s.io/v1"
    KIND = "NetworkPolicy"

    pods: Mapping[LabelKey, LabelValue] = EMPTY
    ingress: Sequence[Allow] | None = None
    egress: Sequence[Allow] | None = None

    def body(self) -> dict[str, Any]:
        """The spec; policyTypes is always written, so that a policy without rules denies what it should."""
        if self.ingress is None and self.egress is None:
            help = "ingress=[] lets nobody connect, egress=[] lets them connect nowhere"
            raise self.refuse("a policy is about ingress, egress or both", field="ingress", help=help)
        types = [t for t, rules in (("Ingress", self.ingress), ("Egress", self.egress)) if rules is not None]
        spec: dict[str, Any] = {"podSelector": {"matchLabels": dict(self.pods)} if self.pods else {}, "policyTypes": types}
        if self.ingress:
            spec["ingress"] = [r.to_manifest("from") for r in self.ingress]
        if self.egress:
            spec["egress"] = [r.to_manifest("to") for r in self.egress]
        return {"spec": spec}
