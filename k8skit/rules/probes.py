"""Probes: which ports the probes and lifecycle hooks of containers connect to. The rules about names and numbers of ports share this."""

from __future__ import annotations

from .context import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .context import Context, Workload

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
"""The probes of a container."""
_HANDLERS = ("httpGet", "tcpSocket", "grpc")


def handlers(context: Context) -> Iterator[tuple[Workload, dict[str, Any], str, object]]:
    """Give each probe and hook that connects to a port: workload, container, field path of the port, and the port.

    Args:
        context: the set.
    """
    for w in context.workloads():
        for path, c in w.running:
            for key in PROBES:
                if key in c:
                    yield from _of(w, c, f"{path}.{key}", c[key])
            if "lifecycle" in c:
                for key in ("postStart", "preStop"):
                    yield from _of(w, c, f"{path}.lifecycle.{key}", mapping(c["lifecycle"]).get(key))


def _of(w: Workload, c: dict[str, Any], at: str, value: object) -> Iterator[tuple[Workload, dict[str, Any], str, object]]:
    probe = mapping(value)
    for handler in _HANDLERS:
        if handler in probe:
            yield w, c, w.field(f"{at}.{handler}.port"), mapping(probe[handler]).get("port")
