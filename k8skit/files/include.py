"""Include: the objects of YAML and JSON files that somebody else made, as parts of the tree.

The way in for manifests that exist. It is a construct above the tree, since it reads files; what it makes are plain API objects.
"""

from __future__ import annotations

import os

from ..core.api_object import ApiObject
from ..core.construct import Construct, id_problem
from ..core.fields import field
from ..errors import CallError
from ..finding import Finding, Origin
from ..manifest import Marked
from ..names import closest
from .read import ItemOrigin, read_manifests, text_again

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..manifest import Manifest

_MARKER = "$imagepolicy"
"""What the comments have by which Flux finds images (Flux documentation, "Configure image update for custom resources")."""


class Include(Construct):
    """The API objects of a file or folder, as if the app had made them.

    They are checked like all others, get the chart's namespace and labels, can be patched, and go into the output as k8skit writes it. Findings
    name the line of the file. Comments are not kept, but for the markers of Flux.

        old = Include(shop, "old", path="manifests", without=["Service/web"])
        old.find("Deployment", "web").patch({"spec": {"replicas": 3}})

    Args:
        scope: the construct that this one is part of.
        id: its id.
        path: a file, or a folder that is searched as `k8skit check -f` does it; from the folder of the file that makes this construct.
        without: objects that are left out, as `Kind/name` or `Kind/namespace/name` (default: none).

    Attributes:
        objects: the objects, in the order of the files; the id of each is its kind, a `-` and its name.

    Raises:
        CallError: K8S942 and K8S920 to K8S924 for what cannot be read; K8S913 for files that mean something else than the objects in them: those of
            Kustomize, those that SOPS encrypted, and those with a marker of Flux behind a number; K8S902 for an entry of `without` that is not there.
    """

    path: str
    without: Sequence[str] = ()

    objects: list[ApiObject] = field(init=False)

    def compose(self) -> None:
        """Read the files and make the objects."""
        if self.path in ("", "-"):
            raise self.refuse("path names no file or folder", field="path", value=self.path, help='for example path="manifests"')
        here = os.path.dirname(self._at[0])
        errors: list[Finding] = []
        read = read_manifests([os.path.normpath(os.path.join(here, self.path))], errors=errors)
        errors += [_of_kustomize(path) for path in read.skipped]
        errors += [
            Finding("K8S942", f"{path} is a link that leads nowhere", help="remove it, or let it lead to a file") for path in read.broken
        ]
        without = frozenset(self.without)
        wanted = [m for m in read if without.isdisjoint(_names(m))]
        errors += [_encrypted(m) for m in wanted if "sops" in m.object]
        for f in errors:
            if f.origin is None:
                f.origin, f.field, f.value = self._origin_at(self._at), "path", self.path
                if f.help.startswith("name files"):
                    f.help = "name a file, or a folder with manifests, from the folder of the file that makes this construct"
        if errors:
            raise CallError(*errors)
        self._refuse_unused(read)
        lost = _mark(wanted)
        if lost:
            raise CallError(*lost)
        counted: dict[str, int] = {}
        self.objects = [Included._of(self, self._id_of(m, counted), m) for m in wanted]

    def _id_of(self, m: Manifest, counted: dict[str, int]) -> str:
        """The id of an object, with a number behind it where others have it; `counted` remembers the last one of each."""
        stem = f"{m.kind}-{m.name}" if m.name else m.kind or "object"
        if id_problem(stem):
            stem = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem).lstrip("-_.")[:200] or "object"
        n = counted.get(stem, 0) + 1
        while (id := stem if n == 1 else f"{stem}-{n}") in (self._children or ()):
            n += 1
        counted[stem] = n
        return id

    def _refuse_unused(self, read: Sequence[Manifest]) -> None:
        known = {name for m in read for name in _names(m)}
        unused = [name for name in self.without if name not in known]
        self.refuse_all(
            self.refuse(f"there is no {name} in {self.path}", field="without", value=name, help=_did_you_mean(name, known))
            for name in unused
        )

    def find(self, kind: str, name: str, *, namespace: str = "") -> ApiObject:
        """Return one of the objects.

        Args:
            kind: its kind, such as `Deployment`.
            name: its name.
            namespace: its namespace, as the file says it (default: any).

        Raises:
            CallError: K8S902 where there is none or more than one.
        """
        found = [o for o in self.objects if o.kind == kind and o.object_name == name and namespace in ("", _namespace(o.manifest))]
        if len(found) == 1:
            return found[0]
        what = f"{kind} {name}" + (f" of namespace {namespace}" if namespace else "")
        if found:
            raise self.refuse(
                f"there are {len(found)} {what} in {self.path}", field="name", value=name, help="give namespace, or use objects"
            )
        known = [f"{o.kind}/{o.object_name}" for o in self.objects]
        raise self.refuse(f"there is no {what} in {self.path}", field="name", value=name, help=_did_you_mean(f"{kind}/{name}", known))


class Included(ApiObject):
    """An API object of a file; made by `Include`."""

    @classmethod
    def _of(cls, scope: Include, id: str, m: Manifest) -> Included:
        made = cls.__new__(cls)
        origin = _origin_of(m)
        made._enter(scope, id, (origin.file, origin.line))
        d = made.__dict__
        d["_item"] = _item_of(m)
        d["manifest"] = m.object
        if made._root._host is not None:
            made._root._host.made(made)
        d["_done"] = True
        return made

    def _origin(self) -> Origin:
        """The place in the file, from which the line of a field can be found."""
        file, line = self._at
        item: tuple[str | int, ...] = self.__dict__["_item"]
        return ItemOrigin(file, line, item, self.node.path, type(self).__name__)


def _origin_of(m: Manifest) -> Origin:
    assert m.origin is not None, "what was read says where it stands"
    return m.origin


def _item_of(m: Manifest) -> tuple[str | int, ...]:
    """The keys and indexes that lead to an object in its document; none but in a list."""
    return m.origin.item if isinstance(m.origin, ItemOrigin) else ()


def _names(m: Manifest) -> set[str]:
    """What `without` may call an object."""
    return {f"{m.kind}/{m.name}", f"{m.kind}/{m.namespace}/{m.name}"} if m.namespace else {f"{m.kind}/{m.name}"}


def _namespace(object: dict[str, Any]) -> str:
    metadata = object.get("metadata")
    return str(metadata.get("namespace") or "") if isinstance(metadata, dict) else ""


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"did you mean {near}?" if near else f"it has {', '.join(list(known)[:10]) or 'no objects'}"


def _of_kustomize(path: str) -> Finding:
    help = "build it first, and include what comes of it: kubectl kustomize FOLDER > FILE"
    return Finding("K8S913", f"{path} belongs to Kustomize, and including it would drop what it says", help=help)


def _encrypted(m: Manifest) -> Finding:
    help = "leave it out with `without`, and pass the file through with SopsFile"
    message = f"{m.id} is encrypted by SOPS, and would be broken by any change"
    return Finding("K8S913", message, origin=m.origin, object=m.id, help=help)


def _mark(manifests: Iterable[Manifest]) -> list[Finding]:
    """Put the markers of Flux, which are comments, to the texts behind which they stand; return what is said of those that cannot be kept."""
    found: list[Finding] = []
    files: dict[str, list[Manifest]] = {}
    for m in manifests:
        files.setdefault(_origin_of(m).file, []).append(m)
    for file, some in files.items():
        text = text_again(file)
        if _MARKER not in text:
            continue
        import re

        from ..yamltext.places import documents

        marker = re.compile(r'\s*,?\s+#\s*\{\s*"\$imagepolicy"\s*:\s*"([^"\\]+)"\s*\}\s*')
        written = text.splitlines()
        places: dict[tuple[int, tuple[str | int, ...]], list[Manifest]] = {}
        for m in some:
            places.setdefault((_origin_of(m).line, _item_of(m)), []).append(m)
        ends: list[tuple[dict[Any, int], Any, int, int]] = []
        documents(text, ends)
        for lines, path, line, column in ends:
            policy = marker.fullmatch(written[line - 1], column) if line <= len(written) else None  # a key at the end may have no value
            if policy is None:
                continue
            comment = f'{{"{_MARKER}": "{policy[1]}"}}'
            owners = ((base, m) for base in range(len(path)) for m in places.get((lines.get((), 0), path[:base]), ()))
            for base, m in owners:
                if not _put(m.object, path[base:], comment):
                    message = "a marker of Flux stands where it would get lost: behind what is no text, or below `<<`"
                    help = "put a number in quotes; write out what is merged"
                    found.append(Finding("K8S913", message, origin=Origin(file, line), object=m.id, help=help))
    return found


def _put(object: Any, path: Sequence[str | int], comment: str) -> bool:
    try:
        for part in path[:-1]:
            object = object[part]
        value = object[path[-1]]
    except LookupError:
        return False  # `<<` is no key of the object
    if isinstance(value, str):
        object[path[-1]] = Marked(value, comment=comment)
    return isinstance(value, str)
