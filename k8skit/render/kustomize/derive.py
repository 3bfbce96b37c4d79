"""From the manifests of each environment to the texts of a base and overlays."""

from __future__ import annotations

from marshal import dumps

from ...errors import OutputError
from ...yamltext import dump
from ..paths import HEADER, encode, file_paths, refuse_same
from .carried import has_empty_key, has_large_integer, same_to_kustomize, shape_problems, suspicious, value_problems
from .difference import REMOVE, changes, json_patch, merge_patch, merges
from .pairing import pair
from .references import References
from .targets import Targets
from .transformers import Transformers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from .difference import Change
    from .images import Pair

    Path = tuple[str | int, ...]

API_VERSION = "kustomize.config.k8s.io/v1beta1"
FILE = "kustomization.yaml"


def render(
    environments: Mapping[str, Sequence[Manifest]],
    namespaces: Mapping[str, Mapping[str, str]] | None = None,
    *,
    pin_images: bool = False,
) -> dict[str, str]:
    """Return path -> text of a base and one overlay per environment, paths relative to the output folder, with `/`.

    - `base/kustomization.yaml` and `base/<chart>/<kind>-<name>.yaml`: what every environment has, with the values of the first one.
    - `overlays/<environment>/kustomization.yaml`, `patches/...` beside it with one patch for each object that differs, and
      `<chart>/<kind>-<name>.yaml` for objects that not every environment has, or that no patch can make exactly.

    A base depends on all environments: they are always rendered together.

    Args:
        environments: environment -> its manifests, in order; the first one gives the base its values.
        namespaces: environment -> chart name -> namespace; an object in another namespace has that namespace in its file name.
        pin_images: whether the `images` of an overlay names every image that has one version there, for bots that change it (default: those
            that differ from the base's only).

    Raises:
        OutputError: with everything that is wrong: K8S956 for an object that kustomize drops, takes apart or changes; K8S957 for a value
            that it cannot carry; K8S958 for two objects that it takes for one; K8S950 where two texts would be one file.
    """
    derivation = _Derivation(environments, namespaces or {}, pin_images=pin_images)
    return derivation.texts()


class _Derivation:
    """One derivation.

    Args:
        environments: as for `render`.
        namespaces: as for `render`.
        pin_images: as for `render`.
    """

    def __init__(
        self, environments: Mapping[str, Sequence[Manifest]], namespaces: Mapping[str, Mapping[str, str]], *, pin_images: bool
    ) -> None:
        self.pin_images = pin_images
        self.names = list(environments)
        self.environments = [list(ms) for ms in environments.values()]
        self.namespaces = [namespaces.get(name, {}) for name in self.names]
        self.findings: dict[tuple[Any, ...], tuple[Finding, list[str]]] = {}
        self.out: dict[str, str] = {}
        self.files: list[tuple[str, Manifest]] = []
        for i, manifests in enumerate(self.environments):
            for m in manifests:
                self.note(i, shape_problems(m))
            self.note(i, same_to_kustomize(manifests))

    def note(self, i: int, findings: Iterable[Finding]) -> None:
        """Remember findings of environment number `i`, each once."""
        for f in findings:
            _, names = self.findings.setdefault((*f.sort_key, repr(f.value)), (f, []))
            if self.names[i] not in names:
                names.append(self.names[i])

    def texts(self) -> dict[str, str]:
        """Return the texts, or raise with all findings."""
        if not self.names:
            return {}
        self.stop_if_wrong()
        base, own = self.divide()
        paths = file_paths([members[0] for members in base], dict(self.namespaces[0]))
        for path, members in zip(paths, base, strict=True):
            if self.write(0, f"base/{path}", members[0], members[0].object, members[0].comments):
                for i, m in enumerate(members):
                    self.note(i, value_problems(m))
        self.write_kustomization("base", {"resources": paths})
        place = {id(m): (path, members[0]) for path, members in zip(paths, base, strict=True) for m in members}
        for i in range(len(self.names)):
            self.overlay(i, place, own[i])
        self.stop_if_wrong()
        refuse_same(self.files)
        return self.out

    def stop_if_wrong(self) -> None:
        """Raise if there are findings."""
        if self.findings:
            found = [self.findings[key] for key in sorted(self.findings)]
            for finding, names in found:
                finding.environments = tuple(names)
            raise OutputError(*[finding for finding, _ in found])

    def divide(self) -> tuple[list[list[Manifest]], list[list[Manifest]]]:
        """Return the objects of the base, each with its manifests in all environments, and the objects that are the overlays' own."""
        slots = pair(self.environments)
        targets = [Targets() for _ in self.names]
        references = [References(ms) for ms in self.environments]
        differing: list[tuple[list[Manifest], list[int]]] = []
        for slot in slots:
            members = slot.common
            if members is not None:
                first = dumps(members[0].object, 0)
                indexes = [i for i, m in enumerate(members) if i and m.object is not members[0].object and dumps(m.object, 0) != first]
                indexes += [i for i, m in enumerate(members) if m.text != members[0].text and i not in indexes]
                if indexes:
                    differing.append((members, indexes))
        self.found: dict[int, list[Change]] = {}
        self.targets = targets
        self.references = references
        if differing:
            for slot in slots:
                members = slot.common
                for i, m in enumerate(slot.members):
                    if m is not None:
                        targets[i].add(m, slot)
                        if members is not None:
                            targets[i].add(members[0], slot)
        self.differing = {id(members[i]) for members, indexes in differing for i in indexes}
        apart: set[int] = set()
        of_slot = {id(slot.members[0]): slot for slot in slots if slot.members[0] is not None}
        for members, indexes in differing:
            slot = of_slot[id(members[0])]
            if any(not self.patchable(i, members[0], members[i], slot) for i in indexes):
                apart.add(id(slot))
        base = [slot.common for slot in slots if slot.common is not None and id(slot) not in apart]
        shared = {id(m) for members in base if members is not None for m in members}
        own = [[m for m in ms if id(m) not in shared] for ms in self.environments]
        position = {id(m): n for n, m in enumerate(self.environments[0])}
        found = [members for members in base if members is not None]
        found.sort(key=lambda members: position[id(members[0])])
        return found, own

    def patchable(self, i: int, old: Manifest, new: Manifest, slot: object) -> bool:
        """Whether a patch makes an object of the base exactly what environment number `i` wants, and changes nothing else."""
        if old.text or new.text:
            return False  # written as it is or not at all
        found = self.found[id(new)] = changes(old.object, new.object)
        if not found:
            return True
        if self.targets[i].target(old, slot) is None:
            return False
        if self.mergeable(old, found):
            return True
        if "," in old.name or "," in new.name or has_large_integer(old.object) or has_large_integer(new.object):
            return False
        return not self.references[i].disturbed_by(old, new)

    def mergeable(self, old: Manifest, found: list[Change]) -> bool:
        """Whether a merge patch makes the changes exactly."""
        if not merges(found) or any(change.path in (("metadata", "name"), ("metadata", "namespace")) for change in found):
            return False
        return bool(old.namespace or "namespace" not in old.object["metadata"]) and not has_empty_key(old.object)

    def overlay(self, i: int, place: dict[int, tuple[str, Manifest]], own: list[Manifest]) -> None:
        """Write the overlay of environment number `i`.

        Args:
            i: number of the environment.
            place: id of a manifest of a base object -> path below `base`, and the base's manifest.
            own: manifests that the overlay has as they are.
        """
        folder = f"overlays/{encode(self.names[i])}"
        resources = ["../../base"] if place else []
        paths = file_paths(own, dict(self.namespaces[i]))
        for path, m in zip(paths, own, strict=True):
            self.write(i, f"{folder}/{path}", m, m.object, m.comments)
        pairs: list[Pair] = [(place[id(m)][1] if id(m) in place else None, m) for m in self.environments[i]]
        fields: dict[str, Any] = {}
        comments: dict[Path, str] = {}
        patches = []
        if self.pin_images or any(id(m) in self.differing for m in self.environments[i]):
            transformers = Transformers(pairs, self.references[i], pin_images=self.pin_images)
            for old, new in pairs:
                if old is not None and id(new) in self.differing:
                    before = transformers.before(old, new)
                    found = self.found[id(new)] if before is new.object else changes(old.object, before)
                    if found:
                        path = f"patches/{place[id(new)][0]}"
                        patches.append({"path": path, "target": self.targets[i].target(old, None)})
                        self.write_patch(i, f"{folder}/{path}", old, new, found)
            if transformers.namespace:
                fields["namespace"] = transformers.namespace
            fields["resources"] = resources + paths
            if patches:
                fields["patches"] = patches
            fields.update(transformers.fields())
            comments = transformers.comments()
        else:
            fields["resources"] = resources + paths
        self.write_kustomization(folder, fields, comments)

    def write(self, i: int, path: str, m: Manifest, data: object, comments: dict[Path, str] | None) -> bool:
        """Write one text that is about one object of environment number `i`; return whether it may hold what kustomize cannot carry."""
        text = self.out[path] = m.text or dump(data, header=HEADER, comments=comments)
        self.files.append((path, m))
        if not suspicious(text):
            return False
        self.note(i, value_problems(m))
        return True

    def write_patch(self, i: int, path: str, old: Manifest, new: Manifest, found: list[Change]) -> None:
        """Write the patch that makes one object of another, for environment number `i`."""
        if self.mergeable(old, found):
            body = merge_patch(found)
            metadata = {"name": old.name, **({"namespace": old.namespace} if old.namespace else {}), **body.pop("metadata", {})}
            body = {"apiVersion": old.object["apiVersion"], "kind": old.kind, "metadata": metadata, **body}
            paths = {change.path for change in found}
            kept = {at: c for at, c in (new.comments or {}).items() if any(at[:n] in paths for n in range(1, len(at) + 1))}
            self.write(i, path, new, body, kept)
        else:
            operations, comments = json_patch(found)
            for at, comment in (new.comments or {}).items():
                for n, change in enumerate(found):
                    if change.op != REMOVE and at[: len(change.at)] == change.at:
                        comments[n, "value", *at[len(change.at) :]] = comment
            self.write(i, path, new, operations, comments)

    def write_kustomization(self, folder: str, fields: dict[str, Any], comments: dict[Path, str] | None = None) -> None:
        """Write the kustomization of a folder."""
        path = f"{folder}/{FILE}"
        self.out[path] = dump({"apiVersion": API_VERSION, "kind": "Kustomization", **fields}, header=HEADER, comments=comments)
