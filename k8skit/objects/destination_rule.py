"""DestinationRule: which pods a host's subsets are, and how connections to them are made (Istio)."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import Count, LabelKey, LabelName, LabelValue, PositiveCount
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class OutlierDetection(Value):
    """When a pod that fails is left out for a while.

    Args:
        consecutive_5xx: errors in a row that count (default: Istio's own, 5).
        interval: time between two looks, such as `"10s"` (default: Istio's own, 10s).
        ejection_time: how long it is left out at least (default: Istio's own, 30s).
        max_ejection_percent: most pods left out at once, in percent; Istio's own 10 leaves out none of fewer than ten (default: Istio's own).
        min_health_percent: below this share of healthy pods nobody is left out (default: Istio's own, 0).
    """

    consecutive_5xx: Count | None = None
    interval: str | None = None
    ejection_time: str | None = None
    max_ejection_percent: Count | None = None
    min_health_percent: Count | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The `outlierDetection`."""
        pairs = (
            ("consecutive5xxErrors", self.consecutive_5xx),
            ("interval", self.interval),
            ("baseEjectionTime", self.ejection_time),
            ("maxEjectionPercent", self.max_ejection_percent),
            ("minHealthPercent", self.min_health_percent),
        )
        return {k: v for k, v in pairs if v is not None}


class TrafficPolicy(Value):
    """How connections are made.

    Args:
        load_balancer: how a pod is chosen (default: Istio's own, LEAST_REQUEST).
        outlier_detection: when a failing pod is left out (default: never).
        max_connections: most TCP connections (default: Istio's own).
        max_pending_requests: most requests that wait for a connection (default: Istio's own).
        max_requests_per_connection: requests after which a connection is closed (default: Istio's own, no limit).
        connect_timeout: time to open a connection (default: Istio's own, 10s).
        tls: how the client speaks TLS; unset lets Istio use mutual TLS where both sides can (default: unset).
    """

    load_balancer: Literal["LEAST_REQUEST", "RANDOM", "ROUND_ROBIN", "PASSTHROUGH"] | None = None
    outlier_detection: OutlierDetection | None = None
    max_connections: PositiveCount | None = None
    max_pending_requests: PositiveCount | None = None
    max_requests_per_connection: Count | None = None
    connect_timeout: str | None = None
    tls: Literal["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"] | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The `trafficPolicy`."""
        out: dict[str, Any] = {}
        if self.load_balancer:
            out["loadBalancer"] = {"simple": self.load_balancer}
        tcp = {k: v for k, v in (("maxConnections", self.max_connections), ("connectTimeout", self.connect_timeout)) if v is not None}
        http = {
            k: v
            for k, v in (
                ("http1MaxPendingRequests", self.max_pending_requests),
                ("maxRequestsPerConnection", self.max_requests_per_connection),
            )
            if v is not None
        }
        if tcp or http:
            out["connectionPool"] = {**({"tcp": tcp} if tcp else {}), **({"http": http} if http else {})}
        if self.outlier_detection is not None:
            out["outlierDetection"] = self.outlier_detection.to_manifest()
        if self.tls:
            out["tls"] = {"mode": self.tls}
        return out


class Subset(Value):
    """A named part of a host's pods.

    Args:
        name: its name.
        labels: labels that its pods have beside those of the Service's selector.
        traffic: its own policy (default: the rule's); it acts only where a route names the subset.
    """

    name: LabelName
    labels: Mapping[LabelKey, LabelValue]
    traffic: TrafficPolicy | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The item of `subsets`."""
        out: dict[str, Any] = {"name": self.name, "labels": dict(self.labels)}
        if self.traffic is not None:
            out["trafficPolicy"] = self.traffic.to_manifest()
        return out


class DestinationRule(TypedObject):
    """A DestinationRule (networking.istio.io/v1).

    Args:
        host: the host as VirtualServices name it as destination.
        subsets: its subsets (default: none).
        traffic: policy for the whole host (default: Istio's own).
        export_to: namespaces that see it (default: Istio's own, all).
    """

    API_VERSION = "networking.istio.io/v1"
    KIND = "DestinationRule"

    host: str
    subsets: Sequence[Subset] = ()
    traffic: TrafficPolicy | None = None
    export_to: Sequence[str] = ()

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {"host": self.host}
        if self.export_to:
            spec["exportTo"] = list(self.export_to)
        if self.traffic is not None:
            spec["trafficPolicy"] = self.traffic.to_manifest()
        if self.subsets:
            spec["subsets"] = [s.to_manifest() for s in self.subsets]
        return {"spec": spec}
