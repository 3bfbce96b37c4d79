"""Mutual TLS: which mode the PeerAuthentications of a set put a pod's port in.

Source: Istio documentation, "PeerAuthentication": the one for the workload counts before the one for its namespace, that before the one for the mesh, and
each of them only where it says something else than UNSET. Of several for the same the oldest counts; here it is the first.
"""

from __future__ import annotations

from ..semantics.istio import ROOT
from .context import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..manifest import Manifest
    from .context import Context, Workload

KIND = "security.istio.io/PeerAuthentication"
STRICT = "STRICT"


def mode(context: Context, workload: Workload, port: int | None) -> tuple[str, Manifest | None]:
    """Return the mode of a port, and the PeerAuthentication that says so; PERMISSIVE and None where none does.

    Args:
        context: the set.
        workload: whose pods.
        port: number of the container's port; None where it is not known.
    """
    of_namespace: dict[str, list[Manifest]] = context.shared("peer authentications", _by_namespace)
    own = of_namespace.get(workload.namespace, [])
    selected = [m for m in own if (labels := _labels(m)) and labels.items() <= workload.labels.items()]
    for m in selected[:1]:
        ports = {str(key): _said(value) for key, value in mapping(mapping(m.object.get("spec")).get("portLevelMtls")).items()}
        if ports.get(str(port)):
            return ports[str(port)], m
    broad = [m for m in own if not _labels(m)][:1]
    whole = [m for m in of_namespace.get(ROOT, []) if not _labels(m)][:1]
    for m in [*selected[:1], *broad, *whole]:
        said = _said(mapping(m.object.get("spec")).get("mtls"))
        if said:
            return said, m
    return "PERMISSIVE", None


def _said(value: object) -> str:
    """The mode that is written; `""` where it is UNSET or nothing that can be one."""
    written = mapping(value).get("mode")
    return written if type(written) is str and written != "UNSET" else ""


def _labels(m: Manifest) -> dict[str, object]:
    return mapping(mapping(mapping(m.object.get("spec")).get("selector")).get("matchLabels"))


def _by_namespace(context: Context) -> dict[str, list[Manifest]]:
    found: dict[str, list[Manifest]] = {}
    for m in context.of(KIND):
        found.setdefault(context.namespace_of(m), []).append(m)
    return found
