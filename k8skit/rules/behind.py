"""Behind: how many pods stand behind a host, a subset or a Service, where the manifests tell it.

The rules about shares of requests and about ejection share this. They say nothing where a number is not written: a base whose overlays set it, a
DaemonSet, an operator's pods.
"""

from __future__ import annotations

from .context import mapping
from .scaling import KINDS, by_target, target_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

SCALERS = KINDS
"""Kinds that are read beside the workloads."""
_COUNTED = ("Deployment", "StatefulSet")
OF_NODES = ("topology.kubernetes.io/", "topology.istio.io/", "kubernetes.io/hostname", "failure-domain.beta.kubernetes.io/")
"""How the labels of a subset begin that the mesh takes from nodes and clusters."""


class Behind:
    """Pods behind something.

    Args:
        least: fewest pods at rest.
        most: most pods at rest; None where nothing bounds them.
        workloads: whose pods they are.
    """

    __slots__ = ("least", "most", "workloads")

    def __init__(self, least: int, most: int | None, workloads: list[Workload]) -> None:
        self.least = least
        self.most = most
        self.workloads = workloads

    @property
    def titles(self) -> str:
        """The workloads, for a message."""
        return " and ".join(w.title for w in self.workloads)


def behind(context: Context, service: Manifest | None, labels: dict[str, Any]) -> Behind | None:
    """Return the pods that a Service selects and that have some more labels; None where there are none, or not all numbers are written.

    Args:
        context: the set.
        service: the Service; None gives None.
        labels: the further labels, as a subset has them.
    """
    if service is None:
        return None
    namespace = context.namespace_of(service)
    if context.makes_pods(namespace) or any(str(key).startswith(OF_NODES) for key in labels):
        return None
    selector = mapping(mapping(service.object.get("spec")).get("selector"))
    found = [w for w in context.selected(namespace, selector) if w.selected_by(labels)]
    least, most = 0, 0
    bounded = True
    for w in found:
        scaler = by_target(context).get(target_of(w))
        replicas = w.declared.get("replicas")
        if w.manifest.kind not in _COUNTED:
            return None
        if scaler is None:
            if type(replicas) is not int:
                return None
            least, most = least + replicas, most + replicas
        elif scaler.least is None:
            return None
        else:
            least += scaler.least
            bounded = bounded and scaler.most is not None
            most += scaler.most or 0
    return Behind(least, most if bounded else None, found) if found else None
