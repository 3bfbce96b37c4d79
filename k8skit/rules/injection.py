"""Injection: which namespaces and pods of a set get Istio's sidecar, as far as their labels say.

Rules ask this. A namespace says so with `istio-injection: enabled` or `istio.io/rev`, a pod with the label (once: annotation) `sidecar.istio.io/inject`.

Sources: Istio documentation, "Installing the Sidecar: Controlling the injection policy", "Ambient mode: Add workloads to the mesh".
"""

from __future__ import annotations

from .context import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from .context import Context, Workload

INJECTION = "istio-injection"
"""Label of a namespace that turns the injection of the default revision on (`enabled`) or off."""
REVISION = "istio.io/rev"
"""Label of a namespace or pod that chooses the revision that injects it."""
DATAPLANE = "istio.io/dataplane-mode"
"""Label of a namespace or pod: `ambient`, or `none`."""
INJECT = "sidecar.istio.io/inject"
"""Label of a pod, once an annotation: `true` or `false`."""
STATUS = "sidecar.istio.io/status"
"""Annotation of a pod that was injected."""
_REDIRECTED = "ambient.istio.io/redirection"
PROXY = "istio-proxy"
"""Name of the proxy's container."""
SYSTEM = frozenset(("istio-system", "kube-system", "kube-public", "kube-node-lease", "local-path-storage"))
"""Namespaces whose pods are no application's."""


def labels_of(m: Manifest | None) -> dict[str, Any]:
    """Return the labels of an object; none of no object."""
    return mapping(mapping(m.object.get("metadata")).get("labels")) if m else {}


def annotations_of(m: Manifest) -> dict[str, Any]:
    """Return the annotations of an object."""
    return mapping(mapping(m.object.get("metadata")).get("annotations"))


def is_injected(labels: dict[str, Any]) -> bool:
    """Tell whether a namespace with these labels has sidecars put into its pods."""
    if INJECTION in labels:
        return str(labels[INJECTION]) == "enabled"
    return bool(labels.get(REVISION))


def is_ambient(labels: dict[str, Any]) -> bool:
    """Tell whether a namespace with these labels is in ambient mode; one that has sidecars injected too is not."""
    return labels.get(DATAPLANE) == "ambient" and labels.get(INJECTION) != "enabled" and not labels.get(REVISION)


def has_proxy(w: Workload) -> bool:
    """Tell whether a pod has the proxy's container, with an image."""
    return any(c.get("name") == PROXY and c.get("image") for _, c in w.containers)


def is_live(w: Workload) -> bool:
    """Tell whether an object is a pod as a cluster has it: with a status, or with the proxy that was injected into it."""
    m = w.manifest
    return m.kind == "Pod" and (
        bool(m.object.get("status")) or any(c.get("name") == PROXY and c.get("image") != "auto" for _, c in w.containers)
    )


def in_mesh(context: Context, w: Workload) -> bool:
    """Tell whether the pods of a workload have a sidecar, as far as the set says."""
    if w.annotations.get(STATUS):
        return True
    for written in (w.labels, w.annotations):
        if INJECT in written:
            return str(written[INJECT]).lower() == "true"
    return is_injected(labels_of(context.namespace(w.namespace)))


def is_outside(context: Context, w: Workload) -> bool:
    """Tell whether the set says that the pods of a workload do not join the mesh: they themselves do, or their namespace.

    A Namespace of the set that says nothing is outside where others of the set are in.
    """
    if w.annotations.get(STATUS) or has_proxy(w) or w.labels.get(REVISION):
        return False
    if DATAPLANE in w.labels or _REDIRECTED in w.annotations:
        return w.labels.get(DATAPLANE) == "none"
    for written in (w.labels, w.annotations):
        if INJECT in written:
            return str(written[INJECT]).lower() == "false"
    namespace = context.namespace(w.namespace)
    labels = labels_of(namespace)
    if namespace is None or labels.get(DATAPLANE) == "ambient" or labels.get(REVISION):
        return False
    if INJECTION in labels:
        return str(labels[INJECTION]) != "enabled"
    return bool(context.shared("namespaces in the mesh", _joined)) and not by_default(context)


def _joined(context: Context) -> bool:
    """Whether a Namespace of the set says that its pods join the mesh."""
    return any(is_injected(labels) or is_ambient(labels) for labels in map(labels_of, context.of("Namespace")))


def by_default(context: Context) -> bool:
    """Tell whether the injector of the set puts a sidecar into the pods of namespaces that say nothing."""
    from .injector import values_of

    return mapping(values_of(context, "").get("sidecarInjectorWebhook")).get("enableNamespacesByDefault") is True


def is_control_plane(m: Manifest) -> bool:
    """Tell whether an object is a part of Istio itself, as its own charts label it."""
    labels = labels_of(m)
    return "istio" in labels or labels.get("release") == "istio" or labels.get("app") == "istiod"
