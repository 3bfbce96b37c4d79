"""The `images` field of a kustomization: which changes of images it can say, and nothing else with them."""

from __future__ import annotations

from re import compile

from ...process.images import entry_comments, joined, marks_of, split

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...manifest import Manifest

    Pair = tuple[Manifest | None, Manifest]
    Place = tuple[tuple[str | int, ...], str, str]

POD_SPECS = {
    "CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
    "DaemonSet": ("spec", "template", "spec"),
    "Deployment": ("spec", "template", "spec"),
    "Job": ("spec", "template", "spec"),
    "Pod": ("spec",),
    "ReplicaSet": ("spec", "template", "spec"),
    "ReplicationController": ("spec", "template", "spec"),
    "StatefulSet": ("spec", "template", "spec"),
}
"""Kinds with pods, and where these are, which kustomize knows."""
_GROUPS = frozenset(("", "apps", "batch"))
_WITHOUT = frozenset(
    (
        "ClusterRole",
        "ClusterRoleBinding",
        "ConfigMap",
        "HorizontalPodAutoscaler",
        "Ingress",
        "LimitRange",
        "Namespace",
        "NetworkPolicy",
        "PersistentVolume",
        "PersistentVolumeClaim",
        "PodDisruptionBudget",
        "ResourceQuota",
        "Role",
        "RoleBinding",
        "Secret",
        "Service",
        "ServiceAccount",
        "StorageClass",
    )
)
"""Kinds that Kubernetes builds in and that hold no image; their groups are checked too."""
_GROUPS_WITHOUT = frozenset(("", "autoscaling", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io"))
_PATTERNS = 40
"""Names of images are patterns to kustomize, in which a dot is any character; so many different places of dots are looked at."""

_name = compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*").fullmatch
_tag = compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*").fullmatch
_digest = compile(r"sha256:[0-9a-f]{64}").fullmatch


class Images:
    """What the `images` field of one overlay says.

    Args:
        pairs: object of the base (None where it is the overlay's own) and object that is wanted, for all objects of the environment.
        pin: whether images that stay as they are have an entry too (default False).

    Attributes:
        entries: the entries, by name.
        comments: path in the kustomization -> comment at the end of its line.
    """

    def __init__(self, pairs: list[Pair], *, pin: bool = False) -> None:
        rules: dict[str, str] = {}
        contradicted: set[str] = set()
        self._places: dict[int, list[Place]] = {}
        for old, new in pairs:
            if old is not None and old.object is not new.object:
                places = list(_changed(old, new))
                if places:
                    self._places[id(new)] = places
                for _, before, after in places:
                    name = split(before)[0]
                    if rules.setdefault(name, after) != after or not _entry(before, after):
                        contradicted.add(name)
        if pin:
            self._pin(pairs, rules, contradicted)
        for name in contradicted:
            del rules[name]
        if rules and any(_stumbles(new) for _, new in pairs):
            rules = {}
        if rules:
            rules = _without_side_effects(rules, self._seen(pairs))
        self._rules = rules
        self.entries = [_entry(name, after) for name, after in sorted(rules.items())]
        self.comments = self._comments(pairs)

    def _pin(self, pairs: list[Pair], rules: dict[str, str], contradicted: set[str]) -> None:
        """Add the images that stay as they are."""
        for _, new in pairs:
            changed = {path for path, _, _ in self._places.get(id(new), ())}
            for path, image in containers(new.object):
                name = split(image)[0]
                if path not in changed and (name in rules or _entry(image, image)) and rules.setdefault(name, image) != image:
                    contradicted.add(name)

    def _comments(self, pairs: list[Pair]) -> dict[tuple[str | int, ...], str]:
        """The comments of the images, at the parts of the entries that a bot changes."""
        out: dict[tuple[str | int, ...], str] = {}
        marked = marks_of([new for _, new in pairs if new.comments])
        for i, entry in enumerate(self.entries if marked else ()):
            comment = marked.get(joined(entry.get("newName", entry["name"]), entry.get("newTag", ""), entry.get("digest", "")))
            if comment is not None:
                out.update({("images", i, key): text for key, text in entry_comments(entry, comment).items()})
        return out

    def _seen(self, pairs: list[Pair]) -> Iterator[tuple[str, str]]:
        """Every text that kustomize may take for an image: before the field is applied, and as it must be afterwards."""
        for _, new in pairs:
            for _, before, after in self._places.get(id(new), ()):
                yield before, after
            for text in _texts(new):
                yield text, text

    def settled(self, new: Manifest) -> list[tuple[tuple[str | int, ...], str]]:
        """Return the places of an object that the field sets, and the images that stand there before.

        Args:
            new: the object as it is wanted.
        """
        return [(path, before) for path, before, _ in self._places.get(id(new), ()) if split(before)[0] in self._rules]


def containers(object: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path and the image of each container of a workload that Kubernetes builds in.

    Args:
        object: an API object.
    """
    path = POD_SPECS.get(object["kind"]) if object["apiVersion"].rpartition("/")[0] in _GROUPS else None
    if path is not None:
        spec = _at(object, path)
        for key in ("initContainers", "containers"):
            for i, container in enumerate(_dicts(spec.get(key))):
                if type(container.get("image")) is str:
                    yield (*path, key, i, "image"), container["image"]


def _entry(before: str, after: str) -> dict[str, str]:
    """The entry that makes one image of another; empty if there is none."""
    name, old_tag, old_digest = split(before)
    new_name, tag, digest = split(after)
    if not _name(name) or not _name(new_name) or (tag and not _tag(tag)) or (digest and not _digest(digest)):
        return {}
    if not tag and not digest and (old_tag or old_digest):
        return {}
    entry = {"name": name}
    if new_name != name:
        entry["newName"] = new_name
    if tag:
        entry["newTag"] = tag
    if digest:
        entry["digest"] = digest
    return entry if len(entry) > 1 else {}


def _without_side_effects(rules: dict[str, str], seen: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Leave out every rule that matches an image which is to be another one."""
    masks = list(dict.fromkeys([tuple(i for i, c in enumerate(name) if c == ".") for name in rules]))
    masks.sort(key=len)
    kept = {name: after for name, after in rules.items() if tuple(i for i, c in enumerate(name) if c == ".") in masks[:_PATTERNS]}
    wrong: set[str] = set()
    for before, after in dict.fromkeys(seen):
        for text in (before, after):
            name = split(text)[0]
            for mask in masks[:_PATTERNS]:
                masked = name
                if mask:
                    if mask[-1] >= len(name):
                        continue
                    letters = list(name)
                    for i in mask:
                        letters[i] = "."
                    masked = "".join(letters)
                if masked in kept and kept[masked] != after:
                    wrong.add(masked)
    return {name: after for name, after in kept.items() if name not in wrong}


def _changed(old: Manifest, new: Manifest) -> Iterator[Place]:
    """The containers of one name whose images differ: path in the new object, image before, image after."""
    path = POD_SPECS.get(new.kind) if new.group in _GROUPS else None
    if path is None:
        return
    before, after = _at(old.object, path), _at(new.object, path)
    for key in ("initContainers", "containers"):
        were = {c.get("name"): c.get("image") for c in _dicts(before.get(key)) if type(c.get("name")) is str}
        for i, container in enumerate(after.get(key) or ()):
            if type(container) is dict:
                name = container.get("name")
                was, image = were.get(name) if type(name) is str else None, container.get("image")
                if type(was) is str and type(image) is str and was != image:
                    yield (*path, key, i, "image"), was, image


def _texts(m: Manifest) -> Iterator[str]:
    """Every text of an object that may be an image to kustomize, which looks below each `containers` and `initContainers`."""
    if m.kind in _WITHOUT and m.group in _GROUPS_WITHOUT:
        return
    path = POD_SPECS.get(m.kind) if m.group in _GROUPS else None
    if path is None:
        yield from _all_texts(m.object)
        return
    spec = _at(m.object, path)
    for key in ("initContainers", "containers", "ephemeralContainers"):
        for container in _dicts(spec.get(key)):
            if type(container.get("image")) is str:
                yield container["image"]
    for volume in _dicts(spec.get("volumes")):
        if "image" in volume:
            yield from _all_texts(volume["image"])


def _stumbles(m: Manifest) -> bool:
    """Whether kustomize stops where it looks for images: below a `containers` that is no list of containers."""
    return not (m.kind in _WITHOUT and m.group in _GROUPS_WITHOUT) and _has_odd_containers(m.object)


def _has_odd_containers(value: Any) -> bool:
    if type(value) is dict:
        for key, inner in value.items():
            if key in ("containers", "initContainers") and (
                type(inner) is not list or any(type(c) is not dict or type(c.get("image", "")) is not str for c in inner)
            ):
                return True
            if type(inner) in (dict, list) and _has_odd_containers(inner):
                return True
    elif type(value) is list:
        return any(type(item) in (dict, list) and _has_odd_containers(item) for item in value)
    return False


def _all_texts(value: Any) -> Iterator[str]:
    if type(value) is str:
        yield value
    elif type(value) is dict:
        for inner in value.values():
            yield from _all_texts(inner)
    elif type(value) is list:
        for inner in value:
            yield from _all_texts(inner)


def _at(value: Any, path: tuple[str, ...]) -> dict[str, Any]:
    for key in path:
        value = value.get(key) if type(value) is dict else None
    return value if type(value) is dict else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if type(item) is dict] if type(value) is list else []
