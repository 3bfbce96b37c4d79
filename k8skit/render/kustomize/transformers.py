"""The fields of an overlay's kustomization that change objects: `namespace`, `replicas` and `images`.

Each is used only if it gives exactly the objects that are wanted, over all objects of the overlay; what they do not say, patches say.
"""

from __future__ import annotations

from .images import Images

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...manifest import Manifest
    from .images import Pair
    from .references import References

SCALED = frozenset(("Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"))
"""Kinds whose spec.replicas the `replicas` field sets, whatever their group."""
CLUSTER_SCOPED = frozenset(
    (
        ("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"),
        ("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        ("apiregistration.k8s.io/v1", "APIService"),
        ("certificates.k8s.io/v1", "CertificateSigningRequest"),
        ("node.k8s.io/v1", "RuntimeClass"),
        ("rbac.authorization.k8s.io/v1", "ClusterRole"),
        ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"),
        ("scheduling.k8s.io/v1", "PriorityClass"),
        ("storage.k8s.io/v1", "CSIDriver"),
        ("storage.k8s.io/v1", "CSINode"),
        ("storage.k8s.io/v1", "StorageClass"),
        ("storage.k8s.io/v1", "VolumeAttachment"),
        ("v1", "Node"),
        ("v1", "PersistentVolume"),
    )
)
"""Kinds that the `namespace` field leaves alone, as kustomize knows them."""


class Transformers:
    """What the fields of one overlay's kustomization change.

    Args:
        pairs: object of the base (None where it is the overlay's own) and object that is wanted, for all objects of the environment.
        references: the references of the environment's objects.
        pin_images: as for `Images`.

    Attributes:
        namespace: the `namespace` field; `""` for none.
    """

    def __init__(self, pairs: list[Pair], references: References, *, pin_images: bool = False) -> None:
        self._images = Images(pairs, pin=pin_images)
        self._replicas = _replicas(pairs)
        self.namespace = _namespace(pairs, references)

    def fields(self) -> dict[str, Any]:
        """Return the fields for the kustomization."""
        fields: dict[str, Any] = {}
        if self._replicas:
            fields["replicas"] = [{"name": name, "count": count} for name, count in sorted(self._replicas.items())]
        if self._images.entries:
            fields["images"] = self._images.entries
        return fields

    def comments(self) -> dict[tuple[str | int, ...], str]:
        """Return path in the kustomization -> comment at the end of its line."""
        return self._images.comments

    def before(self, old: Manifest, new: Manifest) -> dict[str, Any]:
        """Return the object that patches must make, from which the fields make the one that is wanted.

        Args:
            old: the object of the base.
            new: the object that is wanted.
        """
        object = new.object
        for path, image in self._images.settled(new):
            object = _with(object, path, image)
        if new.kind in SCALED and new.name in self._replicas and old.object != object:
            object = _restored(object, old.object, ("spec", "replicas"))
        if self.namespace and old.namespace != new.namespace:
            object = _restored(object, old.object, ("metadata", "namespace"))
        if self.namespace and new.kind == "Namespace" and old.name != new.name:
            object = _restored(object, old.object, ("metadata", "name"))
        return object


def _replicas(pairs: list[Pair]) -> dict[str, int]:
    """Name -> count, where all objects of that name that the field would find are to have that count."""
    wanted: dict[str, int] = {}
    for old, new in pairs:
        if old is not None and new.kind in SCALED and old.name == new.name:
            count = _count(new)
            if type(count) is int and count >= 0 and count != _count(old):
                wanted[new.name] = count
    if wanted:
        for old, new in pairs:
            if new.kind in SCALED:
                for name in {new.name, old.name if old is not None else new.name}:
                    count = _count(new)
                    if name in wanted and (type(count) is not int or count != wanted[name]):
                        del wanted[name]
    return wanted


def _count(m: Manifest) -> Any:
    spec = m.object.get("spec")
    return spec.get("replicas") if type(spec) is dict else None


def _namespace(pairs: list[Pair], references: References) -> str:
    """The namespace of everything in the overlay, if it is another one than in the base."""
    moved = {new.namespace for old, new in pairs if old is not None and old.namespace and old.namespace != new.namespace}
    if len(moved) != 1:
        return ""
    [namespace] = moved
    if not namespace or not references.all_lead_to(namespace):
        return ""
    namespaces = 0
    for _, new in pairs:
        if "," in new.name:
            return ""  # kustomize keeps the names that objects had in a list with commas, and stops
        api_version = new.object["apiVersion"]
        if new.kind == "Namespace" and api_version == "v1":
            namespaces += 1
            if new.name != namespace or namespaces > 1 or new.namespace:
                return ""
        elif new.namespace != namespace and not (not new.namespace and (api_version, new.kind) in CLUSTER_SCOPED):
            return ""
    return namespace


def _with(object: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy with another value at a path that is there; what is not on the way is shared."""
    if not path:
        return value
    copy: Any = dict(object) if type(object) is dict else list(object)
    copy[path[0]] = _with(object[path[0]], path[1:], value)
    return copy


def _restored(object: dict[str, Any], old: dict[str, Any], path: tuple[str, str]) -> dict[str, Any]:
    """A copy in which one field is as it was before, absent if it was."""
    outer, key = path
    was = old.get(outer)
    inner = dict(object[outer])
    if type(was) is dict and key in was:
        inner[key] = was[key]
    else:
        inner.pop(key, None)
    return {**object, outer: inner}
