"""How kustomize follows references between objects, and when that would change what nobody asked it to change.

After everything else, kustomize looks at each object that a JSON Patch or the `namespace` field has touched, and sets its name, and in some
places its namespace, wherever another object refers to the name that it had (`nameReference` in kustomize's configuration). So a patch of one
object can change another one. Here it is decided, on the safe side, whether that can happen.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ...manifest import Manifest

_WITH_NAMESPACE = frozenset(("ServiceAccount", "Service", "ConfigMap", "Secret"))
"""Kinds to which some reference has a namespace of its own, which kustomize sets."""
_NOT_FOLLOWED = frozenset(("labels", "matchLabels", "selector", "data", "stringData", "binaryData", "args", "command"))
"""Keys below which no reference stands that kustomize follows."""


def outward(m: Manifest) -> Iterator[tuple[str, Any, Any]]:
    """Yield the references of an object that have a namespace of their own: kind referred to, name, namespace (None: not given).

    Args:
        m: the object.
    """
    object = m.object
    if m.kind in ("RoleBinding", "ClusterRoleBinding"):
        for subject in _items(object.get("subjects")):
            # kustomize does not look at the subject's kind
            kind = subject.get("kind")
            namespace = subject.get("namespace") if kind == "ServiceAccount" else None
            yield "ServiceAccount", subject.get("name"), namespace
    elif m.kind in ("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"):
        for webhook in _items(object.get("webhooks")):
            yield from _service(webhook.get("clientConfig"))
    elif m.kind == "APIService":
        yield from _service(object.get("spec"))
    elif m.kind == "CustomResourceDefinition":
        conversion = _mapping(_mapping(object.get("spec")).get("conversion"))
        yield from _service(_mapping(conversion.get("webhook")).get("clientConfig"))
    elif m.kind == "Node":
        found = _mapping(_mapping(object.get("spec")).get("configSource")).get("configMap")
        if type(found) is dict:
            yield "ConfigMap", found.get("name"), found.get("namespace")
    elif m.kind == "StorageClass":
        found = _mapping(object.get("parameters")).get("secretRef")
        if type(found) is dict:
            yield "Secret", found.get("name"), found.get("namespace")


class References:
    """The references of one environment's objects.

    Args:
        manifests: all objects of the environment, as they are wanted.
    """

    def __init__(self, manifests: Iterable[Manifest]) -> None:
        self._manifests = list(manifests)
        self._outward: dict[tuple[str, str], set[Any]] = {}
        for m in self._manifests:
            for kind, name, namespace in outward(m):
                self._outward.setdefault((kind, name), set()).add(namespace)
        self._values: set[str] | None = None

    def disturbed_by(self, old: Manifest, new: Manifest, origin: Manifest | None = None) -> bool:
        """Return whether kustomize may change other objects if a JSON Patch makes `new` of `old`.

        Args:
            old: the object of the base.
            new: the object as the environment wants it.
            origin: the object that `old` was made of, if any (default: none).
        """
        if new.kind in _WITH_NAMESPACE and self._outward:
            for name in {old.name, new.name, origin.name if origin is not None else new.name}:
                if self._outward.get((new.kind, name), set()) - {new.namespace}:
                    return True
        return old.name != new.name and old.name in self.values

    def all_lead_to(self, namespace: str) -> bool:
        """Return whether every reference with a namespace that kustomize may set leads to this one.

        Those are the references to objects of the environment, and those to the service account `default`.

        Args:
            namespace: the namespace.
        """
        if not self._outward:
            return True
        present = {(m.kind, m.name) for m in self._manifests if m.kind in _WITH_NAMESPACE}
        present.add(("ServiceAccount", "default"))
        return all(found == {namespace} for key, found in self._outward.items() if key in present)

    @property
    def values(self) -> set[str]:
        """Every text that may be the name of another object, in any object."""
        if self._values is None:
            self._values = set()
            for m in self._manifests:
                _collect(m.object, self._values)
        return self._values


def _collect(value: Any, into: set[str]) -> None:
    if type(value) is dict:
        for key, inner in value.items():
            if type(inner) is str:
                into.add(inner)
            elif key not in _NOT_FOLLOWED:
                _collect(inner, into)
    elif type(value) is list:
        for inner in value:
            if type(inner) is str:
                into.add(inner)
            else:
                _collect(inner, into)


def _service(client: Any) -> Iterator[tuple[str, Any, Any]]:
    service = _mapping(client).get("service")
    if type(service) is dict:
        yield "Service", service.get("name"), service.get("namespace")


def _mapping(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _items(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if type(item) is dict] if type(value) is list else []
