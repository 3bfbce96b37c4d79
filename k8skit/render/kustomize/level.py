"""One level of overlays: what some environments have in common, and what makes each of them of it."""

from __future__ import annotations

from marshal import dumps

from ..paths import file_paths
from .carried import has_empty_key, has_large_integer, suspicious, value_problems
from .difference import REMOVE, changes, json_patch, merge_patch, merges
from .pairing import pair
from .references import References
from .targets import Targets
from .transformers import Transformers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ...manifest import Manifest
    from .components import Use
    from .derive import Output
    from .difference import Change
    from .images import Pair
    from .pairing import Slot

    Path = tuple[str | int, ...]


class Level:
    """Some environments over one base.

    Args:
        environments: environment -> its manifests, in order; the first one gives the base its values.
        namespaces: environment -> chart name -> namespace.
        references: those of everything that may stand beside the objects in the end, for each environment (default: of its manifests).
        apart: ids of first manifests of objects that must not be in the base (default: none).
        origins: id of a manifest -> the object that it is made of below this level, whose name kustomize still knows (default: none).

    Attributes:
        base: the objects of the base, each with its manifests in all environments.
        names: the environments.
        place: id of a manifest of a base object -> path below the base, and the base's manifest.
        apart: those that were given, and those of objects that no patch can make exactly.
    """

    def __init__(
        self,
        environments: Mapping[str, Sequence[Manifest]],
        namespaces: Mapping[str, dict[str, str]],
        *,
        references: list[References] | None = None,
        apart: set[int] | None = None,
        origins: Mapping[int, Manifest] | None = None,
    ) -> None:
        self.names = self._names = list(environments)
        self._environments = [list(ms) for ms in environments.values()]
        self._namespaces = [namespaces[name] for name in self._names]
        self._references = references or [References(ms) for ms in self._environments]
        self._origins = origins or {}
        self._found: dict[int, list[Change]] = {}
        self._targets = [Targets() for _ in self._names]
        self.apart = set(apart or ())
        self.base = self._divide()
        firsts = [members[0] for members in self.base]
        self._paths = file_paths(firsts, self._namespaces[0])
        self.place = {id(m): (path, members[0]) for path, members in zip(self._paths, self.base, strict=True) for m in members}

    def _divide(self) -> list[list[Manifest]]:
        """Return the objects of the base, each with its manifests in all environments."""
        slots = pair(self._environments)
        differing: list[tuple[Slot, list[Manifest], list[int]]] = []
        for slot in slots:
            members = slot.common
            if members is not None and id(members[0]) not in self.apart:
                first = dumps(members[0].object, 0)
                indexes = [i for i, m in enumerate(members) if i and m.object is not members[0].object and dumps(m.object, 0) != first]
                indexes += [i for i, m in enumerate(members) if m.text != members[0].text and i not in indexes]
                if indexes:
                    differing.append((slot, members, indexes))
        if differing:
            for slot in slots:
                members = slot.common
                for i, m in enumerate(slot.members):
                    if m is not None:
                        known = [m] if members is None else [m, members[0]]
                        known += [self._origins[id(k)] for k in known if id(k) in self._origins]
                        self._targets[i].add(known, slot)
        self._differing = {id(members[i]) for _, members, indexes in differing for i in indexes}
        for slot, members, indexes in differing:
            if any(not self._patchable(i, members[0], members[i], slot) for i in indexes):
                self.apart.add(id(members[0]))
        base = [slot.common for slot in slots]
        found = [members for members in base if members is not None and id(members[0]) not in self.apart]
        position = {id(m): n for n, m in enumerate(self._environments[0])}
        found.sort(key=lambda members: position[id(members[0])])
        return found

    def _patchable(self, i: int, old: Manifest, new: Manifest, slot: object) -> bool:
        """Whether a patch makes an object of the base exactly what environment number `i` wants, and changes nothing else."""
        if old.text or new.text:
            return False  # written as it is or not at all
        found = self._found[id(new)] = changes(old.object, new.object)
        if not found:
            return True
        return self._targets[i].target(old, slot) is not None and self._exact(i, old, new, found)

    def exact(self, environment: str, old: Manifest, new: Manifest, origin: Manifest | None = None) -> bool:
        """Return whether a patch makes of one object exactly another one, and changes nothing else, if its target matches that object alone.

        Args:
            environment: the environment that wants the other object.
            old: the object as it is.
            new: the object as it is wanted.
            origin: the object that `old` is made of below this level (default: none).
        """
        found = changes(old.object, new.object)
        return not found or self._exact(self._names.index(environment), old, new, found, origin)

    def carries(self, environment: str, found: list[Change], old: Manifest, new: Manifest, origin: Manifest) -> bool:
        """Return whether the patch that makes some changes of `origin` makes exactly `new` of `old`, and changes nothing else.

        Args:
            environment: the environment in which it is applied.
            found: the changes.
            old: the object there.
            new: that object with the changes.
            origin: the object of the base that it is made of, for which the patch is written.
        """
        if self._mergeable(origin, found):
            # the form of what is replaced counts, and that is another one in each environment
            return self._mergeable(old, changes(old.object, new.object))
        if "," in old.name or has_large_integer(old.object) or has_large_integer(new.object):
            return False
        return not self._references[self._names.index(environment)].disturbed_by(old, new, origin)

    def _exact(self, i: int, old: Manifest, new: Manifest, found: list[Change], origin: Manifest | None = None) -> bool:
        if self._mergeable(old, found):
            return True
        if "," in old.name or "," in new.name or has_large_integer(old.object) or has_large_integer(new.object):
            return False
        return not self._references[i].disturbed_by(old, new, origin or self._origins.get(id(old)))

    def _mergeable(self, old: Manifest, found: list[Change]) -> bool:
        """Whether a merge patch makes the changes exactly."""
        if not merges(found) or any(change.path in (("metadata", "name"), ("metadata", "namespace")) for change in found):
            return False
        return bool(old.namespace or "namespace" not in old.object["metadata"]) and not has_empty_key(old.object)

    def write_base(self, out: Output, folder: str) -> None:
        """Write the base.

        Args:
            out: gets the texts.
            folder: where.
        """
        fields = out.write_objects(self._names[0], folder, zip(self._paths, [members[0] for members in self.base], strict=True))
        for path, members in zip(self._paths, self.base, strict=True):
            if suspicious(out.texts.get(f"{folder}/{path}", "")):
                for name, m in zip(self._names, members, strict=True):
                    out.note(name, value_problems(m))
        out.write_kustomization(folder, fields)

    def write_overlay(
        self, out: Output, environment: str, folder: str, base: str, *, pin_images: bool = False, use: Use | None = None
    ) -> None:
        """Write the overlay of an environment.

        Args:
            out: gets the texts.
            environment: its name.
            folder: where.
            base: the way from there to the base, which is the overlay's first resource if there is anything in it.
            pin_images: as for `render`.
            use: the components that it uses (default: none).
        """
        i = self._names.index(environment)
        manifests = self._environments[i]
        resources = [base] if self.place else []
        made = use.made if use is not None else {}
        own = [m for m in manifests if id(m) not in self.place and id(m) not in made]
        paths = file_paths(own, self._namespaces[i])
        brought = out.write_objects(environment, folder, zip(paths, own, strict=True))
        brought["resources"] = resources + brought["resources"]
        if use is not None and use.components:
            brought["components"] = use.components
        pairs: list[Pair] = []
        for m in manifests:
            old = made[id(m)].object if id(m) in made else self.place[id(m)][1] if id(m) in self.place else None
            pairs.append((old, m))
        fields: dict[str, Any] = {}
        comments: dict[Path, str] = {}
        patches = []
        if pin_images or made or any(id(m) in self._differing for m in manifests):
            transformers = Transformers(pairs, self._references[i], pin_images=pin_images)
            for old, new in pairs:
                piece = made.get(id(new))
                if old is None or (piece is None and id(new) not in self._differing):
                    continue
                before = transformers.before(old, new)
                found = self._found[id(new)] if piece is None and before is new.object else changes(old.object, before)
                if found:
                    path = f"patches/{self.place[id(new)][0] if piece is None else piece.path}"
                    target = self._targets[i].target(old, None) if piece is None else piece.target
                    patches.append({"path": path, "target": target})
                    self.write_patch(out, environment, f"{folder}/{path}", old, new, found)
            if transformers.namespace:
                fields["namespace"] = transformers.namespace
            fields.update(brought)
            if patches:
                fields["patches"] = patches
            fields.update(transformers.fields())
            comments = transformers.comments()
        else:
            fields.update(brought)
        out.write_kustomization(folder, fields, comments)

    def write_patch(self, out: Output, environment: str, path: str, old: Manifest, new: Manifest, found: list[Change]) -> None:
        """Write the patch that makes one object of another.

        Args:
            out: gets the text.
            environment: the environment that it is for.
            path: the file.
            old: the object as it is.
            new: the object as it is wanted.
            found: what makes the one of the other.
        """
        if self._mergeable(old, found):
            body = merge_patch(found)
            metadata = {"name": old.name, **({"namespace": old.namespace} if old.namespace else {}), **body.pop("metadata", {})}
            body = {"apiVersion": old.object["apiVersion"], "kind": old.kind, "metadata": metadata, **body}
            paths = {change.path for change in found}
            kept = {at: c for at, c in (new.comments or {}).items() if any(at[:n] in paths for n in range(1, len(at) + 1))}
            out.write(environment, path, new, body, kept)
        else:
            operations, comments = json_patch(found)
            for at, comment in (new.comments or {}).items():
                for n, change in enumerate(found):
                    if change.op != REMOVE and at[: len(change.at)] == change.at:
                        comments[n, "value", *at[len(change.at) :]] = comment
            out.write(environment, path, new, operations, comments)
