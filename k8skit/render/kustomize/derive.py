"""From the manifests of each environment, or of each cluster of each environment, to the texts of a base and overlays."""

from __future__ import annotations

from ...errors import OutputError
from ...yamltext import dump
from ..paths import HEADER, encode, refuse_same
from .carried import same_to_kustomize, shape_problems, suspicious, value_problems
from .components import Components
from .generators import entry, is_generated, prepared
from .level import Level
from .references import References

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from .components import Features

    Path = tuple[str | int, ...]

API_VERSION = "kustomize.config.k8s.io/v1beta1"
COMPONENT_VERSION = "kustomize.config.k8s.io/v1alpha1"
FILE = "kustomization.yaml"
BARE = " without features"
"""Stands behind the name of an environment, of the same environment without features."""


def render(
    environments: Mapping[str, Sequence[Manifest]],
    namespaces: Mapping[str, Mapping[str, str]] | None = None,
    *,
    pin_images: bool = False,
    features: Features | None = None,
) -> dict[str, str]:
    """Return path -> text of a base and one overlay per environment, paths relative to the output folder, with `/`.

    - `base/kustomization.yaml` and `base/<chart>/<kind>-<name>.yaml`: what every environment has, with the values of the first one.
    - `overlays/<environment>/kustomization.yaml`, `patches/...` beside it with one patch for each object that differs, and
      `<chart>/<kind>-<name>.yaml` for objects that not every environment has, or that no patch can make exactly.

    Where environments have clusters, `environments/<environment>/` stands between: what all clusters of the environment have, made of the base,
    with the values of the first cluster; and `overlays/<environment>/<cluster>/` is made of that. kustomize takes no folder that lies above an
    overlay for a part of it, so it is none of the overlays' own.

    A base depends on all environments: they are always rendered together.

    Args:
        environments: environment, or `<environment>/<cluster>` for all of them -> its manifests, in order; the first one gives the base its
            values.
        namespaces: environment -> chart name -> namespace; an object in another namespace has that namespace in its file name.
        pin_images: whether the `images` of an overlay names every image that has one version there, for bots that change it (default: those
            that differ from the base's only).
        features: the environments without and with each feature; what one changes stands in `components/<feature>/` (default: there are none).

    Raises:
        OutputError: with everything that is wrong: K8S956 for an object that kustomize drops, takes apart or changes; K8S957 for a value
            that it cannot carry; K8S958 for two objects that it takes for one; K8S950 where two texts would be one file.
    """
    out = Output()
    for name, manifests in environments.items():
        for m in manifests:
            out.note(name, shape_problems(m))
        out.note(name, same_to_kustomize(manifests))
    out.stop_if_wrong()
    builds: dict[str, list[Manifest]] = {}
    for name, manifests in environments.items():
        builds[name], findings = prepared(manifests)
        out.note(name, findings)
    out.stop_if_wrong()
    places = {name: dict((namespaces or {}).get(name, {})) for name in builds}
    if builds:
        _write(out, builds, places, features, pin_images=pin_images)
    out.stop_if_wrong()
    refuse_same(out.files)
    return out.texts


def _write(
    out: Output, builds: dict[str, list[Manifest]], places: dict[str, dict[str, str]], features: Features | None, *, pin_images: bool
) -> None:
    """Write a base, an overlay for each environment or cluster, and the components between them."""
    variants: dict[str, list[Manifest]] = {}
    for name, manifests in builds.items():
        # what a feature takes away or changes is not of the base: it holds what there is without features and with them
        if features is not None and name in features.bare:
            variants[f"{name}{BARE}"] = prepared(features.bare[name])[0]
            places[f"{name}{BARE}"] = places[name]
        variants[name] = manifests
    if any("/" in name for name in builds):
        outer, inner = _with_clusters(variants, places)
    else:
        outer = Level(variants, places)
        inner = {"": outer}
    level_of = {name: level for level in inner.values() for name in level.names}
    uses = Components(features, variants, places, outer, level_of).write(out) if features is not None and features.bare else {}
    outer.write_base(out, "base")
    for e, level in inner.items():
        if e:
            outer.write_overlay(out, level.names[0], f"environments/{encode(e)}", "../../base")
    for name in builds:
        e, slash, cluster = name.partition("/")
        folder = f"overlays/{encode(e)}" + (f"/{encode(cluster)}" if slash else "")
        parent = f"../../../environments/{encode(e)}" if slash else "../../base"
        level_of[name].write_overlay(out, name, folder, parent, pin_images=pin_images, use=uses.get(name))


def _with_clusters(builds: dict[str, list[Manifest]], places: dict[str, dict[str, str]]) -> tuple[Level, dict[str, Level]]:
    """Return the level of the environments over the base, and that of the clusters of each environment over what these share."""
    environments: dict[str, list[str]] = {}
    for name in builds:
        environments.setdefault(name.partition("/")[0], []).append(name)
    apart: set[int] = set()
    origins: dict[int, Manifest] = {}
    while True:
        inner = {
            e: Level({n: builds[n] for n in names}, {n: places[n] for n in names}, apart=apart, origins=origins)
            for e, names in environments.items()
        }
        shared = {names[0]: [members[0] for members in inner[e].base] for e, names in environments.items()}
        # kustomize follows references in the end, over everything that a cluster has
        references = [References([m for n in names for m in builds[n]]) for names in environments.values()]
        outer = Level(shared, {name: places[name] for name in shared}, references=references)
        before, known = len(apart), set(origins)
        for level in inner.values():
            apart |= level.apart
        # the targets of a cluster's patches must not match by a name of the base either, and these are known only now
        made = [(m, outer.place[id(m)][1]) for name in shared for m in shared[name] if id(m) in outer.place]
        origins = {id(m): old for m, old in made if (m.name, m.namespace) != (old.name, old.namespace)}
        if len(apart) == before and set(origins) <= known:
            return outer, inner


class Output:
    """The texts of an output while it is made, and what is wrong with it.

    Attributes:
        texts: path -> text.
        files: path and object of each file that is about one object.
    """

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.files: list[tuple[str, Manifest]] = []
        self._findings: dict[tuple[Any, ...], tuple[Finding, list[str]]] = {}

    def note(self, environment: str, findings: Iterable[Finding]) -> None:
        """Remember findings of an environment, each once."""
        for f in findings:
            _, names = self._findings.setdefault((*f.sort_key, repr(f.value)), (f, []))
            if environment not in names:
                names.append(environment)

    def stop_if_wrong(self) -> None:
        """Raise if there are findings."""
        if self._findings:
            found = [self._findings[key] for key in sorted(self._findings)]
            for finding, names in found:
                finding.environments = tuple(names)
            raise OutputError(*[finding for finding, _ in found])

    def write(self, environment: str, path: str, m: Manifest, data: object, comments: dict[Path, str] | None) -> bool:
        """Write one text that is about one object of an environment; return whether it may hold what kustomize cannot carry."""
        text = self.texts[path] = m.text or dump(data, header=HEADER, comments=comments)
        self.files.append((path, m))
        if not suspicious(text):
            return False
        self.note(environment, value_problems(m))
        return True

    def write_objects(self, environment: str, folder: str, files: Iterable[tuple[str, Manifest]]) -> dict[str, Any]:
        """Write objects as they are into a folder; return the fields of its kustomization that bring them in.

        Args:
            environment: the environment that they are of.
            folder: the folder.
            files: path below the folder, and object.
        """
        resources: list[str] = []
        generators: list[dict[str, Any]] = []
        for path, m in files:
            if not is_generated(m):
                resources.append(path)
                self.write(environment, f"{folder}/{path}", m, m.object, m.comments)
                continue
            self.note(environment, value_problems(m))
            item, texts = entry(m, path.removesuffix(".yaml"))
            generators.append(item)
            self.texts.update({f"{folder}/{file}": text for file, text in texts.items()})
            self.files += [(f"{folder}/{file}", m) for file in texts]
        return {"resources": resources, "configMapGenerator": generators} if generators else {"resources": resources}

    def write_kustomization(
        self, folder: str, fields: dict[str, Any], comments: dict[Path, str] | None = None, *, component: bool = False
    ) -> None:
        """Write the kustomization of a folder, or of a component."""
        head = {"apiVersion": COMPONENT_VERSION if component else API_VERSION, "kind": "Component" if component else "Kustomization"}
        self.texts[f"{folder}/{FILE}"] = dump({**head, **fields}, header=HEADER, comments=comments)
