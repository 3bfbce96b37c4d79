"""Put the chart's namespace on namespaced objects that have none."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..facts import Facts
    from ..manifest import Manifest


def stamp_namespaces(manifests: list[Manifest], namespaces: dict[str, str], facts: Facts) -> None:
    """Write the namespace of its chart on every namespaced object that has none of its own.

    Cluster-scoped kinds never get one. Of a kind that the facts do not know, a CustomResourceDefinition among the manifests says what it is;
    without one it gets the namespace: most custom resources are namespaced, and the finding K8S112 says that the kind is not checked.
    What another tool has stamped gets none; where that tool stamped a cluster-scoped kind as well, the namespace goes.

    Args:
        manifests: manifests made for this run; they get other objects, and the objects that they have, which are those of the constructs, stay
            as they are.
        namespaces: chart name -> namespace; charts that are absent or map to `""` set none.
        facts: which kinds are namespaced.
    """
    scoped: dict[tuple[str, str, str], bool] = {}

    def find_out(m: Manifest, gvk: tuple[str, str, str]) -> bool:
        kind = facts.kind_any(*gvk)
        found = scoped[gvk] = _is_namespaced(m, manifests) if kind is None else kind.namespaced
        return found

    for m in manifests:
        metadata = m.object.get("metadata")
        if type(metadata) is not dict:
            continue
        gvk = (m.group, m.version, m.kind)
        if m.stamped is not None:
            if m.stamped and m.namespace == m.stamped and not (scoped[gvk] if gvk in scoped else find_out(m, gvk)):
                m.object = {**m.object, "metadata": {k: v for k, v in metadata.items() if k != "namespace"}}
                m.namespace = ""
        elif "namespace" not in metadata:
            namespace = namespaces.get(m.chart)
            if namespace and (scoped[gvk] if gvk in scoped else find_out(m, gvk)):
                m.object = object = m.object.copy()
                if next(iter(metadata), "") == "name":  # as nearly always: a display keeps the places of the keys that it has first
                    object["metadata"] = {"name": None, "namespace": namespace, **metadata}
                else:
                    object["metadata"] = _with_namespace(metadata, namespace)
                m.namespace = namespace


def _with_namespace(metadata: dict[str, Any], namespace: str) -> dict[str, Any]:
    """Return metadata with a namespace behind the name, or at the end where there is no name."""
    found = {}
    for k, v in metadata.items():
        found[k] = v
        if k == "name":
            found["namespace"] = namespace
    found.setdefault("namespace", namespace)
    return found


def _is_namespaced(m: Manifest, manifests: list[Manifest]) -> bool:
    """What the CustomResourceDefinitions among the manifests say of a kind; True where none does."""
    for other in manifests:
        if other.kind == "CustomResourceDefinition" and other.group == "apiextensions.k8s.io":
            spec = other.object.get("spec")
            if type(spec) is dict and spec.get("group") == m.group:
                names = spec.get("names")
                if type(names) is dict and names.get("kind") == m.kind:
                    return bool(spec.get("scope") != "Cluster")
    return True
