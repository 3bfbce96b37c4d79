"""Which objects of several environments are one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...manifest import Manifest


class Slot:
    """One object over all environments.

    Args:
        members: its manifest in each environment, in their order; None where the environment lacks it.
    """

    __slots__ = ("members",)

    def __init__(self, members: list[Manifest | None]) -> None:
        self.members = members

    @property
    def common(self) -> list[Manifest] | None:
        """The manifests, if every environment has one; else None."""
        found = [m for m in self.members if m is not None]
        return found if len(found) == len(self.members) else None


def pair(environments: Sequence[Sequence[Manifest]]) -> list[Slot]:
    """Find what is one object in several environments.

    Objects of one apiVersion, kind and name are one, whatever their namespaces are; where an environment has several of them, those of one
    namespace are. Of what then is not in every environment, those of one apiVersion, kind, construct path and name are one, if each
    environment has one and only one, and then those of one apiVersion, kind and construct path.

    Args:
        environments: the manifests of each.

    Returns:
        The slots, in the order in which their objects first appear.
    """
    count = len(environments)
    by_name: dict[tuple[str, str, str, str], list[list[Manifest]]] = {}
    for i, manifests in enumerate(environments):
        for m in manifests:
            key = (m.group, m.version, m.kind, m.name)
            found = by_name.get(key)
            if found is None:
                found = by_name[key] = [[] for _ in range(count)]
            found[i].append(m)
    slots: list[Slot] = []
    for found in by_name.values():
        if all(len(ms) <= 1 for ms in found):
            slots.append(Slot([ms[0] if ms else None for ms in found]))
        else:
            slots += _by_namespace(found)
    for named in (True, False):
        if not all(slot.common for slot in slots):
            slots = _by_path(slots, count, named)
    return slots


def _by_namespace(found: list[list[Manifest]]) -> list[Slot]:
    """Pair objects of one name by their namespaces, and a namespace that only one environment has with none."""
    slots: dict[str, Slot] = {}
    for i, manifests in enumerate(found):
        for m in manifests:
            slot = slots.setdefault(m.namespace, Slot([None] * len(found)))
            slot.members[i] = m
    return list(slots.values())


def _by_path(slots: list[Slot], count: int, named: bool) -> list[Slot]:
    """Join slots that not all environments share, where the construct path (and, if `named`, the name) says that they are one object."""
    parts: dict[tuple[str, str, str, str, str], list[Slot]] = {}
    for slot in slots:
        if not slot.common:
            for m in slot.members:
                if m is not None and m.origin is not None and m.origin.path:
                    key = (m.group, m.version, m.kind, m.origin.path, m.name if named else "")
                    parts.setdefault(key, []).append(slot)
    joined: dict[int, Slot | None] = {}
    for group in parts.values():
        distinct = list({id(slot): slot for slot in group}.values())
        if len(group) != count or any(id(slot) in joined for slot in distinct):
            continue
        members: list[Manifest | None] = [None] * count
        for slot in distinct:
            for i, m in enumerate(slot.members):
                members[i] = m if m is not None else members[i]
        whole = Slot(members)
        if whole.common and sum(m is not None for slot in distinct for m in slot.members) == count:
            joined.update((id(slot), None) for slot in distinct)
            joined[id(distinct[0])] = whole
    out = []
    for slot in slots:
        found = joined.get(id(slot), slot)
        if found is not None:
            out.append(found)
    return out
