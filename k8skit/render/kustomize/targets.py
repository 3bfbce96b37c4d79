"""Targets of patches: patterns that match one object of an overlay and no other."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...manifest import Manifest

_SPECIAL = frozenset("\\.+*?()|[]{}^$")
"""Characters that mean something in the patterns of kustomize (RE2)."""


class Targets:
    """All identities that the objects of one overlay have while patches are applied: those of the base and those that are wanted."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], list[tuple[str, str, int]]] = {}
        self._found: dict[int, dict[str, str] | None] = {}

    def add(self, known: list[Manifest], owner: object) -> None:
        """Note the identities of one object: kustomize takes each name that it has or had with each such namespace.

        Args:
            known: the object as it is and was; group, version and kind are the same.
            owner: what stands for the object; several identities may have one owner.
        """
        m = known[0]
        if len(known) == 1 or (known[1].name == m.name and known[1].namespace == m.namespace and len(known) == 2):
            self._known.setdefault((m.version, m.kind, m.name), []).append((m.group, m.namespace, id(owner)))
            return
        for name in dict.fromkeys(k.name for k in known):
            identities = [(m.group, namespace, id(owner)) for namespace in dict.fromkeys(k.namespace for k in known)]
            self._known.setdefault((m.version, m.kind, name), []).extend(identities)

    def target(self, m: Manifest, owner: object) -> dict[str, str] | None:
        """Return the target that matches an object of the base and no other one; None if there is none.

        Args:
            m: the object of the base.
            owner: what stands for it; None if its target was asked for before.
        """
        if owner is None or id(m) in self._found:
            return self._found[id(m)]
        others = [(group, ns) for group, ns, own in self._known[m.version, m.kind, m.name] if own != id(owner)]
        group = escaped(m.group)
        clashes = [
            ns for g, ns in others if (not m.group or g == m.group) and (not m.namespace or _effective(ns) == _effective(m.namespace))
        ]
        if clashes and not m.group:
            group = "^$"  # an empty pattern matches every group, this one the core group alone
            clashes = [ns for g, ns in others if not g and (not m.namespace or _effective(ns) == _effective(m.namespace))]
        found: dict[str, str] | None = None
        if not clashes:
            found = {"group": group} if group else {}
            found.update(version=escaped(m.version), kind=escaped(m.kind), name=escaped(m.name))
            if m.namespace:
                found["namespace"] = escaped(m.namespace)
        self._found[id(m)] = found
        return found


def escaped(text: str) -> str:
    """Return the pattern that matches a text and nothing else; kustomize anchors it.

    Args:
        text: any text.
    """
    return "".join(["\\" + c if c in _SPECIAL else c for c in text])


def _effective(namespace: str) -> str:
    """The namespace as kustomize sees it."""
    return namespace or "default"
