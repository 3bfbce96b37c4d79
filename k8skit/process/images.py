"""Versions of images that something else than app.py decides: kept where a bot or a person has set them, else as app.py says.

A list-to-list step. It is told what the output says now (see `k8skit.files.images`) and what app.py said when that was written: who of the
two has changed since then is followed, and where both have, the output is, with a warning.
"""

from __future__ import annotations

from ..finding import WARNING, Finding, Origin
from ..manifest import Marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from ..manifest import Manifest

_LISTS = ("containers", "initContainers")
"""The keys below which kustomize looks for images, in whatever object."""
POLICY = '{"$imagepolicy": "'
"""How the comment of an image policy of Flux starts."""


class Versions:
    """What the output of one environment says of its images.

    Args:
        entries: the items of `images` of a kustomization: `name`, and `newName`, `newTag`, `digest` where they are set.
        marked: comment of an image policy -> the text that stands before it (default: none).
        recorded: name or comment -> what app.py said of it when the output was written; None where that is not known: then the output is
            always followed (default None).
        source: the file that says so, for messages (default: none).
    """

    __slots__ = ("entries", "marked", "recorded", "source")

    def __init__(
        self,
        entries: Sequence[Mapping[str, str]] = (),
        marked: Mapping[str, str] | None = None,
        recorded: Mapping[str, str] | None = None,
        source: str = "",
    ) -> None:
        self.entries = entries
        self.marked = marked or {}
        self.recorded = recorded
        self.source = source


class Kept:
    """One version that is not app.py's.

    Attributes:
        name: name of the image, or the comment of a marked text.
        code: what app.py says.
        used: what is written.
    """

    __slots__ = ("code", "name", "used")

    def __init__(self, name: str, code: str, used: str) -> None:
        self.name = name
        self.code = code
        self.used = used

    def __repr__(self) -> str:
        return f"Kept({self.name!r}, {self.code!r}, {self.used!r})"


class Outcome:
    """What became of the images of one environment.

    Attributes:
        codes: name of an image, or comment of a policy -> what app.py says of it; several images of one name are joined by blanks.
        kept: the versions that are not app.py's, by name.
        findings: K8S949 for each that app.py and the output have both changed.
    """

    __slots__ = ("codes", "findings", "kept")

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.kept: list[Kept] = []
        self.findings: list[Finding] = []


def split(image: str) -> tuple[str, str, str]:
    """Return name, tag and digest of an image; `""` for what it lacks.

    Args:
        image: a reference such as `registry.example.com/orders:1.4.2`.
    """
    rest, _, digest = image.partition("@")
    head, colon, tag = rest.rpartition(":")
    return (head, tag, digest) if colon and "/" not in tag else (rest, "", digest)


def joined(name: str, tag: str, digest: str) -> str:
    """Return an image of its parts; `""` leaves one out."""
    return name + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")


def changed(image: str, entry: Mapping[str, str]) -> str:
    """Return an image as an item of `images` of a kustomization makes it.

    A tag or a digest replaces both, as in kustomize 5.

    Args:
        image: the image before.
        entry: the item.
    """
    name, tag, digest = split(image)
    if entry.get("newTag") or entry.get("digest"):
        tag, digest = entry.get("newTag", ""), entry.get("digest", "")
    return joined(entry.get("newName") or name, tag, digest)


def keep_versions(manifests: list[Manifest], versions: Versions) -> tuple[list[Manifest], Outcome]:
    """Return the manifests with the versions to be written, and what became of them.

    Args:
        manifests: the manifests as app.py makes them.
        versions: what the output says.
    """
    outcome = Outcome()
    images = {name: sorted(found) for name, found in images_of(manifests).items()}
    marked = _marked_texts(manifests)
    outcome.codes = {name: " ".join(found) for name, found in images.items()} | marked
    texts: dict[str, str] = {}
    for name, found in images.items():
        entry = _entry_for(name, versions.entries)
        if entry is not None:
            made = {image: changed(image, entry) for image in found}
            if _follow(name, " ".join(found), " ".join(sorted(set(made.values()))), versions, outcome):
                texts.update(made)
    policies = {}
    for comment, code in marked.items():
        used = versions.marked.get(comment)
        if used is not None and _follow(comment, code, used, versions, outcome):
            policies[comment] = used
    outcome.kept.sort(key=lambda kept: kept.name)
    if not texts and not policies:
        return manifests, outcome

    def place(value: Any, image: bool) -> Any:
        if type(value) is Marked and value.comment in policies:
            return Marked(policies[value.comment], comment=value.comment)
        if image and value in texts:
            return Marked(texts[value], comment=value.comment) if type(value) is Marked else texts[value]
        return value

    out = []
    for m in manifests:
        object = _mapped(m.object, place, image=False)
        out.append(m if object is m.object else m.replace(object))
    return out, outcome


def images_of(manifests: Sequence[Manifest]) -> dict[str, set[str]]:
    """Return name -> images of that name, for all containers in the order in which they come."""
    out: dict[str, set[str]] = {}
    for m in manifests:
        for text, image in _texts(m.object, image=False):
            if image:
                out.setdefault(split(text)[0], set()).add(str.__str__(text))
    return out


def marks_of(manifests: Sequence[Manifest]) -> dict[str, str]:
    """Return image -> its comment, for containers of manifests whose comments are taken out (see `markers`)."""
    out: dict[str, str] = {}
    for m in manifests:
        for path, comment in (m.comments or {}).items():
            if len(path) > 2 and path[-1] == "image" and path[-3] in _LISTS:
                value: Any = m.object
                for part in path:
                    value = value[part]
                out[value] = comment
    return out


def entry_comments(entry: Mapping[str, str], comment: str) -> dict[str, str]:
    """Return key of an item of `images` -> comment, from the comment of the image that it says.

    A policy of Flux for a whole image becomes one for each part. Source: Flux documentation, "Configure image update for Kustomize".

    Args:
        entry: the item.
        comment: the comment of the image.
    """
    policy = comment.removeprefix(POLICY).removesuffix('"}')
    if not comment.startswith(POLICY) or policy.count(":") != 1:
        return {"newTag" if "newTag" in entry else [*entry][-1]: comment}
    parts = (("newName", "name"), ("newTag", "tag"), ("digest", "digest"))
    return {key: f'{POLICY}{policy}:{part}"}}' for key, part in parts if key in entry}


def _marked_texts(manifests: Sequence[Manifest]) -> dict[str, str]:
    """Return comment of a policy -> the text before it, the first one where there are several."""
    out: dict[str, str] = {}
    if Marked.made:
        for m in manifests:
            for text, _ in _texts(m.object, image=False):
                if type(text) is Marked and text.comment.startswith(POLICY):
                    out.setdefault(text.comment, str.__str__(text))
    return out


def _entry_for(name: str, entries: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """Return the item about an image: that of its name, else one that renames another image to it."""
    for key in ("name", "newName"):
        for entry in entries:
            if entry.get(key) == name:
                return entry
    return None


def _follow(name: str, code: str, used: str, versions: Versions, outcome: Outcome) -> bool:
    """Decide whether the output is followed, and note what is to be said of it."""
    if used == code:
        return False
    recorded = versions.recorded
    if recorded is not None:
        before = recorded.get(name)
        if before is None or before == used:
            return False  # the image is new in app.py, or only app.py has changed
        if before != code:
            message = f"{_shown(name)} was changed from {before} to {used} in the output, and to {code} in app.py; the output is followed"
            help = f"`k8skit image set` writes another version, `k8skit synth --images code` that of app.py; or write {used} into app.py"
            outcome.findings.append(Finding("K8S949", message, severity=WARNING, origin=Origin(versions.source), help=help))
    outcome.kept.append(Kept(name, code, used))
    return True


def _shown(name: str) -> str:
    return f"the text of policy {name.removeprefix(POLICY).rstrip('}').rstrip(chr(34))}" if name.startswith(POLICY) else f"the image {name}"


def _texts(value: Any, *, image: bool) -> Iterator[tuple[str, bool]]:
    """Yield every text of some data, and whether it is the image of a container."""
    if isinstance(value, str):
        yield value, image
    elif type(value) is dict:
        for key, inner in value.items():
            if key in _LISTS and type(inner) is list:
                for item in inner:
                    if type(item) is dict:
                        for name, part in item.items():
                            yield from _texts(part, image=name == "image")
                    else:
                        yield from _texts(item, image=False)
            else:
                yield from _texts(inner, image=False)
    elif type(value) is list:
        for inner in value:
            yield from _texts(inner, image=False)


def _mapped(value: Any, place: Callable[[str, bool], str], *, image: bool, container: bool = False) -> Any:
    """Return data with other texts; what holds none of them is shared."""
    if isinstance(value, str):
        return place(value, image)
    found: Any = value
    if type(value) is dict:
        for key, inner in value.items():
            if key in _LISTS and type(inner) is list:
                new: Any = _items(inner, place)
            else:
                new = _mapped(inner, place, image=container and key == "image")
            if new is not inner:
                found = value.copy() if found is value else found
                found[key] = new
    elif type(value) is list:
        for i, inner in enumerate(value):
            new = _mapped(inner, place, image=False)
            if new is not inner:
                found = value[:] if found is value else found
                found[i] = new
    return found


def _items(containers: list[Any], place: Callable[[str, bool], str]) -> list[Any]:
    new = [_mapped(item, place, image=False, container=True) for item in containers]
    return containers if all(a is b for a, b in zip(new, containers, strict=True)) else new
