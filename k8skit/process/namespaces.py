"""Put the chart's namespace on namespaced objects that have none."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..facts import Facts
    from ..manifest import Manifest


def stamp_namespaces(manifests: list[Manifest], namespaces: dict[str, str], facts: Facts) -> list[Manifest]:
    """Write the namespace of its chart on every namespaced object that has none of its own.

    Cluster-scoped kinds never get one. Of a kind that the facts do not know, a CustomResourceDefinition among the manifests says what it is;
    without one it gets the namespace: most custom resources are namespaced, and the finding K8S112 says that the kind is not checked.
    What another tool has stamped gets none; where that tool stamped a cluster-scoped kind as well, the namespace goes.

    Args:
        manifests: the manifests.
        namespaces: chart name -> namespace; charts that are absent or map to `""` set none.
        facts: which kinds are namespaced.
    """
    if not any(namespaces.values()) and not any(m.stamped for m in manifests):
        return manifests
    scoped: dict[tuple[str, str, str], bool] = {}
    out = []
    for m in manifests:
        namespace = namespaces.get(m.chart) if m.stamped is None else m.stamped
        if namespace and (not m.namespace if m.stamped is None else m.namespace == m.stamped):
            metadata = m.object.get("metadata")
            gvk = (m.group, m.version, m.kind)
            namespaced = scoped.get(gvk)
            if namespaced is None:
                kind = facts.kind_any(*gvk)
                namespaced = scoped[gvk] = _is_namespaced(m, manifests) if kind is None else kind.namespaced
            if m.stamped is not None:
                if not namespaced and type(metadata) is dict:
                    m = m.replace({**m.object, "metadata": {k: v for k, v in metadata.items() if k != "namespace"}})
            elif namespaced and type(metadata) is dict and "namespace" not in metadata:
                stamped = {}
                for k, v in metadata.items():
                    stamped[k] = v
                    if k == "name":
                        stamped["namespace"] = namespace
                stamped.setdefault("namespace", namespace)
                m = m.replace({**m.object, "metadata": stamped})
        out.append(m)
    return out


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
