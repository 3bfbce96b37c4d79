"""Probe: how the kubelet asks a container whether it is alive, ready or started."""

from __future__ import annotations

from ..core.fields import Value
from ..core.types import Path, Port, PortName, PositiveCount, Seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class Probe(Value):
    """One probe with one handler; best made by `Probe.http`, `Probe.tcp`, `Probe.grpc` or `Probe.command`.

    Args:
        path: HTTP path; makes it an HTTP GET (default: none).
        port: number or name of the port to ask (default: the container's first port).
        headers: HTTP headers (default: none).
        https: ask by HTTPS; certificates are not verified (default False).
        tcp: only open a connection (default False).
        grpc: ask by the gRPC health protocol (default False); `service` names the service.
        service: gRPC service name (default: none).
        exec: command to run in the container; exit code 0 is success (default: none).
        initial_delay: seconds to wait first (default 0).
        period: seconds between two probes (default 10).
        timeout: seconds until a probe has failed (default 1).
        failure_threshold: failures in a row that count (default 3).
        success_threshold: successes in a row that count; other than 1 only for readiness (default 1).
    """

    path: Path | None = None
    port: Port | PortName | None = None
    headers: Mapping[str, str] | None = None
    https: bool = False
    tcp: bool = False
    grpc: bool = False
    service: str | None = None
    exec: Sequence[str] | None = None
    initial_delay: Seconds = 0
    period: PositiveCount = 10
    timeout: PositiveCount = 1
    failure_threshold: PositiveCount = 3
    success_threshold: PositiveCount = 1

    def verify(self) -> None:
        """Exactly one handler, and a gRPC port that is a number."""
        handlers = {"path": self.path is not None, "tcp": self.tcp, "grpc": self.grpc, "exec": self.exec is not None}
        if sum(handlers.values()) != 1:
            raise self.refuse(
                f"a probe has exactly one handler, got {' and '.join(n for n, used in handlers.items() if used) or 'none'}",
                help="use Probe.http, Probe.tcp, Probe.grpc or Probe.command",
            )
        if self.grpc and isinstance(self.port, str):
            raise self.refuse(
                "a gRPC probe needs a port number",
                field="port",
                value=self.port,
                help="names are not allowed there (Kubernetes documentation, Configure Probes)",
            )
        if self.path is None and (self.headers or self.https):
            name = "headers" if self.headers else "https"
            raise self.refuse(f"{name} belongs to an HTTP probe", field=name, value=getattr(self, name), help="give path, or leave it out")
        if self.service is not None and not self.grpc:
            raise self.refuse(
                "service belongs to a gRPC probe", field="service", value=self.service, help="give grpc=True, or leave it out"
            )
        if self.exec is not None and self.port is not None:
            raise self.refuse("a command has no port", field="port", value=self.port, help="leave it out")
        if self.exec is not None and not self.exec:
            raise self.refuse("the command of a probe is empty", field="exec", value=self.exec, help="list the program and its arguments")

    @staticmethod
    def http(path: str, port: int | str | None = None, **more: Any) -> Probe:
        """A GET that must answer with a status from 200 to 399.

        Args:
            path: the path.
            port: number or name (default: the container's first port).
            **more: the other parameters of Probe.
        """
        return Probe(path=path, **more) if port is None else Probe(path=path, port=port, **more)

    @staticmethod
    def tcp_socket(port: int | str | None = None, **more: Any) -> Probe:
        """A TCP connection that must open.

        Args:
            port: number or name (default: the container's first port).
            **more: the other parameters of Probe.
        """
        return Probe(tcp=True, port=port, **more)

    @staticmethod
    def grpc_health(port: int | None = None, **more: Any) -> Probe:
        """The gRPC health protocol.

        Args:
            port: number (default: the container's first port).
            **more: the other parameters of Probe.
        """
        return Probe(grpc=True, port=port, **more)

    @staticmethod
    def command(*command: str, **more: Any) -> Probe:
        """A command in the container that must exit with 0.

        Args:
            *command: program and arguments.
            **more: the other parameters of Probe.
        """
        return Probe(exec=command, **more)

    def to_manifest(self, first_port: int | None = None, first_name: str | None = None) -> dict[str, Any]:
        """The probe as a container has it.

        Args:
            first_port: number of the container's first port, where the probe names none (default: it has none).
            first_name: its name, preferred where a name is allowed (default: it has none).

        Raises:
            CallError: K8S902 where neither has a port.
        """
        out: dict[str, Any] = {}
        port: Any = self.port if self.port is not None else (first_port if self.grpc else first_name or first_port)
        if self.exec is not None:
            out["exec"] = {"command": list(self.exec)}
        elif port is None:
            raise self.refuse("the probe has no port, and its container has none", field="port", help="give the port")
        elif self.path is not None:
            get: dict[str, Any] = {"path": self.path, "port": port}
            if self.https:
                get["scheme"] = "HTTPS"
            if self.headers:
                get["httpHeaders"] = [{"name": k, "value": v} for k, v in self.headers.items()]
            out["httpGet"] = get
        elif self.tcp:
            out["tcpSocket"] = {"port": port}
        else:
            out["grpc"] = {"port": port, "service": self.service} if self.service else {"port": port}
        if self.initial_delay:
            out["initialDelaySeconds"] = self.initial_delay
        if self.period != 10:
            out["periodSeconds"] = self.period
        if self.timeout != 1:
            out["timeoutSeconds"] = self.timeout
        if self.failure_threshold != 3:
            out["failureThreshold"] = self.failure_threshold
        if self.success_threshold != 1:
            out["successThreshold"] = self.success_threshold
        return out
