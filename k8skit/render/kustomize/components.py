"""Components: what an optional feature changes, apart from the environments that have it.

A component holds what the feature does alike in all of them: objects that it adds, and patches of objects of the base. Where it does another
thing in one environment, the overlay of that environment says so, as it says every difference: an overlay is exact whatever a component holds.
"""

from __future__ import annotations

from ..paths import encode, file_paths
from .build import applied
from .difference import changes, json_patch
from .generators import prepared
from .lists import label
from .targets import Targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ...manifest import Manifest
    from .derive import Output
    from .difference import Change
    from .level import Level

FOLDER = "components"


class Features:
    """The environments without and with each feature.

    Args:
        on: environment -> the features that it has.
        bare: environment -> its manifests without any feature, for environments that have some.
        alone: feature -> the first environment that has it, and the manifests of that with this feature alone.
    """

    def __init__(
        self, on: Mapping[str, Sequence[str]], bare: Mapping[str, list[Manifest]], alone: Mapping[str, tuple[str, list[Manifest]]]
    ) -> None:
        self.on = on
        self.bare = bare
        self.alone = alone


class Piece:
    """One object of an overlay as the components leave it.

    Attributes:
        object: the object.
        target: the target of a patch that makes what the environment wants of it.
        path: path of that patch, below the folder of patches.
    """

    __slots__ = ("object", "path", "target")

    def __init__(self, object: Manifest, target: dict[str, str], path: str) -> None:
        self.object = object
        self.target = target
        self.path = path


class Use:
    """What one overlay has of components.

    Attributes:
        components: the ways from the overlay to the components.
        made: id of a manifest of the environment -> the object that the components leave.
    """

    def __init__(self) -> None:
        self.components: list[str] = []
        self.made: dict[int, Piece] = {}


class Components:
    """The components of all features.

    Args:
        features: the environments without and with each feature.
        variants: environment, and environment without features, by the names that their levels have -> manifests.
        places: environment -> chart name -> namespace.
        outer: the level over the base.
        level_of: environment -> the level of its overlay.
    """

    def __init__(
        self,
        features: Features,
        variants: Mapping[str, list[Manifest]],
        places: Mapping[str, dict[str, str]],
        outer: Level,
        level_of: Mapping[str, Level],
    ) -> None:
        self._features = features
        self._places = places
        self._level_of = level_of
        self._variants = variants
        self._outer = outer
        self._targets = Targets()
        self._uses = {name: Use() for name in features.on}
        # environment -> id of an object of the base -> the object as it is before components, and as it is wanted
        self._slots: dict[str, dict[int, tuple[Manifest, Manifest]]] = {}
        self._root: dict[int, Manifest] = {}
        self._taken: dict[tuple[str, str, str], int] = {}
        for name, level in level_of.items():
            slots = self._slots[name] = {}
            for m in variants[name]:
                known = self._taken.get((m.version, m.kind, m.name), 0)
                self._taken[m.version, m.kind, m.name] = known + 1 if known >= 0 else known
                if id(m) not in level.place:
                    self._targets.add([m], m)
                    continue
                old = level.place[id(m)][1]
                root = outer.place[id(old)][1] if id(old) in outer.place else old
                self._targets.add([m, old, root], root)
                for name_before in {old.name, root.name} - {m.name}:
                    self._taken[m.version, m.kind, name_before] = -1  # never the number of objects that have it
                if id(old) in outer.place:
                    slots[id(root)] = old, m
                    self._root[id(m)] = root

    def write(self, out: Output) -> dict[str, Use]:
        """Write the components; return what each overlay has of them.

        Args:
            out: gets the texts.
        """
        touched: dict[int, list[Change]] = {}
        for feature, (first, alone) in self._features.alone.items():
            where = [name for name, names in self._features.on.items() if feature in names]
            before = self._variants[f"{first} without features"]
            after = prepared(alone)[0]
            known = {m.key: m for m in before}
            folder = f"{FOLDER}/{encode(feature)}"
            added = [m for m in after if m.key not in known and self._add(m, where)]
            fields: dict[str, Any] = {}
            if added:
                files = zip(file_paths(added, self._places[first]), added, strict=True)
                fields.update(out.write_objects(first, folder, files))
            patches = []
            for m in after:
                old = known.get(m.key)
                if old is not None and old.object != m.object:
                    entry = self._patch(out, folder, old, m, where, touched)
                    if entry is not None:
                        patches.append(entry)
            if patches:
                fields["patches"] = patches
            if fields:
                out.write_kustomization(folder, {key: value for key, value in fields.items() if value}, component=True)
                for name in where:
                    way = "../../../" if "/" in name else "../../"
                    self._uses[name].components.append(way + folder)
        return self._uses

    def _add(self, x: Manifest, where: list[str]) -> bool:
        """Note an object that a feature adds in all environments that have it; return whether the component can hold it."""
        pairs = []
        for name in where:
            level = self._level_of[name]
            without = {_named(m) for m in self._variants[f"{name} without features"]}
            found = [m for m in self._variants[name] if _named(m) == _named(x) and _named(m) not in without]
            # another one of that name anywhere, and a target might match both
            if len(found) != 1 or x.text or found[0].text or id(found[0]) in self._uses[name].made:
                return False
            if not level.exact(name, x, found[0]):
                return False
            pairs.append((name, found[0]))
        if self._taken[x.version, x.kind, x.name] != sum(1 for names in self._features.on if self._has(names, x)):
            return False
        self._targets.add([x, *(m for _, m in pairs)], x)
        own = Targets()
        own.add([x, *(m for _, m in pairs)], x)
        said = own.target(x, x)
        assert said is not None  # it is the only one there
        path = file_paths([x], self._places[where[0]])[0]
        for name, m in pairs:
            self._uses[name].made[id(m)] = Piece(x, said, path)
        return True

    def _has(self, name: str, x: Manifest) -> bool:
        return any(_named(m) == _named(x) for m in self._variants[name])

    def _patch(
        self, out: Output, folder: str, old: Manifest, new: Manifest, where: list[str], touched: dict[int, list[Change]]
    ) -> dict[str, Any] | None:
        """Write the patch of what a feature changes in an object of the base; None where it cannot be said alike for all environments."""
        root = self._root.get(id(old))
        if root is None or new.text or old.text:
            return None
        found = changes(old.object, new.object)
        target = self._targets.target(root, root)
        if not found or target is None or any(change.path[:2] in (("metadata", "name"), ("metadata", "namespace")) for change in found):
            return None
        steps = []
        for name in where:
            slot = self._slots[name].get(id(root))
            if slot is None or slot[1].text:
                return None
            piece = self._uses[name].made.get(id(slot[1]))
            at = piece.object if piece is not None else slot[0]
            object = _applied(found, old.object, at.object)
            if object is None or not _commutes(touched.get(id(root), []), found, slot[0].object):
                return None
            made = at.replace(object)
            if not changes(at.object, object):
                return None
            level = self._level_of[name]
            if not level.carries(name, found, at, made, root) or not level.exact(name, made, slot[1], root):
                return None
            steps.append((slot[1], name, made))
        path = f"patches/{self._outer.place[id(root)][0]}"
        level = self._level_of[where[0]]
        level.write_patch(out, where[0], f"{folder}/{path}", root, new, found)
        for m, name, made in steps:
            self._uses[name].made[id(m)] = Piece(made, target, self._outer.place[id(root)][0])
        touched.setdefault(id(root), []).extend(found)
        return {"path": path, "target": target}


def _named(m: Manifest) -> tuple[str, str, str, str]:
    """What an object is, whatever its namespace."""
    return (m.group, m.version, m.kind, m.name)


def _step(node: Any, part: str | int) -> Any:
    """What a key or an index leads to, in a node of the kind that fits it."""
    return node[part]


def _applied(found: list[Change], of: Any, to: Any) -> Any:
    """Changes of one object made to another; None where they would not mean the same there."""
    for change in found:
        at, there = of, to
        for n, part in enumerate(change.path):
            last = n == len(change.path) - 1
            if type(at) is not type(there) or (type(at) is list and [label(i) for i in at] != [label(i) for i in there]):
                return None
            if type(there) is list:
                if last and part in ("-", len(there)):
                    break
                at, there = _step(at, int(part)), there[int(part)]
            elif type(there) is dict:
                if part not in there or part not in at:
                    if last and change.op == "add":
                        break
                    return None
                if last and change.op == "add":
                    return None
                at, there = _step(at, part), there[part]
            else:
                return None
    return applied(json_patch(found)[0], to)


def _commutes(earlier: list[Change], later: list[Change], object: Any) -> bool:
    """Whether two lots of changes of an object lead to the same in both orders."""
    if not earlier:
        return True
    try:
        first, second = json_patch(earlier)[0], json_patch(later)[0]
        return bool(applied(second, applied(first, object)) == applied(first, applied(second, object)))
    except (KeyError, IndexError, TypeError, ValueError):
        return False
