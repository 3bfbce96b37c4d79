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
_HOOKS = ("postStart", "preStop")


def handlers(context: Context) -> Iterator[tuple[Workload, str, dict[str, Any], str, str, object]]:
    """Give each probe and hook that connects to a port: workload, field path of the container, container, its field, the handler, and the port.

    Args:
        context: the set.
    """
    for w in context.workloads():
        for path, c in w.running:
            for key in PROBES:
                probe = c.get(key)
                if type(probe) is dict:
                    for handler in _HANDLERS:
                        if handler in probe:
                            yield w, path, c, key, handler, mapping(probe[handler]).get("port")
            hooks = c.get("lifecycle")
            if type(hooks) is dict:
                for key in _HOOKS:
                    hook = mapping(hooks.get(key))
                    for handler in _HANDLERS:
                        if handler in hook:
                            yield w, path, c, f"lifecycle.{key}", handler, mapping(hook[handler]).get("port")
