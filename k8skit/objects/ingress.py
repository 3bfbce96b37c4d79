"""Ingress: HTTP from outside to Services, by host and path."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import HostName, ObjectName, Path, Port, PortName
from .typed import TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Literal


class IngressPath(Value):
    """One path of one host, and the Service behind it.

    Args:
        service: the Service's name.
        port: number or name of the Service's port.
        path: the path (default `/`).
        path_type: `Prefix` matches whole path elements, `Exact` the path itself, `ImplementationSpecific` what the controller likes (default `Prefix`).
        host: the host, `*.` in front for one label (default: every host).
    """

    service: ObjectName
    port: Port | PortName
    path: Path = "/"
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    host: HostName | None = None


class Ingress(TypedObject):
    """An Ingress (networking.k8s.io/v1).

    Args:
        paths: what goes where, at least one.
        ingress_class: name of the IngressClass whose controller serves it (default: the cluster's default class).
        tls_secret: name of the Secret with certificate and key for all its hosts (default: no TLS).
    """

    API_VERSION = "networking.k8s.io/v1"
    KIND = "Ingress"

    paths: Sequence[IngressPath]
    ingress_class: ObjectName | None = None
    tls_secret: ObjectName | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        spec: dict[str, Any] = {}
        if self.ingress_class:
            spec["ingressClassName"] = self.ingress_class
        rules: dict[str | None, list[dict[str, Any]]] = {}
        for p in self.paths:
            port = {"name": p.port} if isinstance(p.port, str) else {"number": p.port}
            rules.setdefault(p.host, []).append(
                {"path": p.path, "pathType": p.path_type, "backend": {"service": {"name": p.service, "port": port}}}
            )
        if self.tls_secret:
            hosts = [h for h in rules if h]
            spec["tls"] = [{"hosts": hosts, "secretName": self.tls_secret} if hosts else {"secretName": self.tls_secret}]
        spec["rules"] = [{"host": host, "http": {"paths": paths}} if host else {"http": {"paths": paths}} for host, paths in rules.items()]
        return {"spec": spec}
