"""ConfigMaps that kustomize generates: `configMapGenerator`, with the names that kustomize makes of their data.

Such a ConfigMap has its hash in its name already, and what refers to it too. Here the hash is taken off both again: kustomize puts it on, last of
all, and follows the references that it knows (`nameReference` in kustomize's configuration). What it does not follow keeps the whole name.
"""

from __future__ import annotations

from ...finding import Finding
from .images import POD_SPECS
from .references import outward

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from ...manifest import Manifest

_TEMPLATES = {kind: path for kind, path in POD_SPECS.items() if kind != "ReplicationController"}
"""Kinds whose pods kustomize searches for references to ConfigMaps, whatever their group, and where the pods are."""
_PLACES = (
    ("volumes", None, "configMap", "name"),
    ("volumes", None, "projected", "sources", None, "configMap", "name"),
    *(
        (containers, None, *at, "name")
        for containers in ("initContainers", "containers")
        for at in (("env", None, "valueFrom", "configMapKeyRef"), ("envFrom", None, "configMapRef"))
    ),
)
"""Where in a pod it finds them; None stands for each item of a list."""
_INGRESS = "nginx.ingress.kubernetes.io/fastcgi-params-configmap"
_METADATA = frozenset(("name", "namespace", "labels", "annotations"))
_READ = (".yaml", ".yml", ".json", ".jsonnet", ".txt")
"""Ends of names of files that GitOps controllers read as manifests, and the end that keeps them from it."""
_LONGEST = 200


def is_generated(m: Manifest) -> bool:
    """Return whether an object is written as an item of `configMapGenerator`.

    Args:
        m: an object that `prepared` has returned.
    """
    return m.kind == "ConfigMap" and m.name != "" and m.name == getattr(m.source, "generator_name", "")


def prepared(manifests: Sequence[Manifest]) -> tuple[list[Manifest], list[Finding]]:
    """Take the hashes off the ConfigMaps that kustomize is to generate, and off the references to them that it follows.

    Args:
        manifests: those of one environment.

    Returns:
        The objects, in their order; and what a generator cannot say, or would change beside its own: K8S956, K8S958.
    """
    names: dict[str, dict[str, str]] = {}
    out: list[Manifest] = []
    findings: list[Finding] = []
    for m in manifests:
        plain = getattr(m.source, "generator_name", "") if m.kind == "ConfigMap" and not m.group else ""
        if plain and m.name == m.source.object_name:
            names.setdefault(m.namespace, {})[m.name] = plain
            findings += _unsayable(m)
            m = m.replace({**m.object, "metadata": {**m.object["metadata"], "name": plain}})
        out.append(m)
    if not names:
        return list(manifests), []
    taken = {(m.namespace, m.name): m for m in manifests if m.kind == "ConfigMap" and not m.group}
    for i, m in enumerate(out):
        known = names.get(m.namespace)
        if known is None:
            continue
        plain_names = set(known.values())
        for name in _followed(m):
            if name in plain_names:
                findings.append(_stray(m, name))
        if is_generated(m) and (m.namespace, m.name) in taken:
            findings.append(_stray(taken[m.namespace, m.name], m.name))
        path = _TEMPLATES.get(m.kind)
        if path is not None:
            object: dict[str, Any] = m.object
            for place in _PLACES:
                object = _changed(object, (*path, *place), _Renamed(known))
            if object is not m.object:
                out[i] = m.replace(object)
    return out, findings


def entry(m: Manifest, folder: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the item of `configMapGenerator` that makes an object, and the files that it reads.

    Args:
        m: the object, without the hash.
        folder: a folder for the files, from that of the kustomization.

    Returns:
        The item; and path -> text of the files.
    """
    item: dict[str, Any] = {"name": m.name}
    if m.namespace:
        item["namespace"] = m.namespace
    literals, files = [], []
    texts: dict[str, str] = {}
    for key, value in m.object.get("data", {}).items():
        if "\n" in value or len(value) > _LONGEST or not value.isprintable() or value[:1] in ("'", '"') or value[-1:] in ("'", '"'):
            name = key + ".txt" if key.endswith(_READ) else key
            while f"{folder}/{name}".lower() in {path.lower() for path in texts}:
                name += "-2.txt"
            texts[f"{folder}/{name}"] = value
            files.append(f"{key}={folder}/{name}")
        else:
            literals.append(f"{key}={value}")
    if literals:
        item["literals"] = literals
    if files:
        item["files"] = files
    metadata = m.object["metadata"]
    options = {key: metadata[key] for key in ("labels", "annotations") if metadata.get(key)}
    if "immutable" in m.object:
        options["immutable"] = m.object["immutable"]
    if options:
        item["options"] = options
    return item, texts


def _unsayable(m: Manifest) -> Iterator[Finding]:
    """What a ConfigMap has that an item of `configMapGenerator` cannot say."""
    fields = [f"metadata.{key}" for key in m.object["metadata"] if key not in _METADATA]
    fields += [key for key in m.object if key not in ("apiVersion", "kind", "metadata", "data", "immutable")]
    fields += ["immutable"] * (m.object.get("immutable") is False)
    for field in fields:
        help = "leave it out, or write hashed=True instead of generator=True"
        yield Finding(
            "K8S956", "a configMapGenerator of kustomize cannot say this field", origin=m.origin, object=m.id, field=field, help=help
        )


class _Renamed:
    """Takes the hash off a name, if it is one of some names.

    Args:
        names: name with the hash -> name.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def __call__(self, text: str) -> str:
        return self._names.get(text, text)


def _stray(m: Manifest, name: str) -> Finding:
    """What kustomize would take for the generated ConfigMap of a name, or for a reference to it."""
    what = m.id if m.kind == "ConfigMap" else f"the name {name} in {m.id}"
    help = "give the generated ConfigMap another name, or write hashed=True instead of generator=True"
    message = f"kustomize takes {what} for the generated ConfigMap {name}"
    return Finding("K8S958", message, origin=m.origin, object=m.id, value=name, help=help)


def _followed(m: Manifest) -> Iterator[str]:
    """Every text that kustomize takes for the name of a ConfigMap."""
    path = _TEMPLATES.get(m.kind)
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    if path is not None:
        for place in _PLACES:
            _changed(m.object, (*path, *place), note)
    elif m.kind in ("Role", "ClusterRole"):
        _changed(m.object, ("rules", None, "resourceNames", None), note)
    elif m.kind == "Ingress":
        _changed(m.object, ("metadata", "annotations", _INGRESS), note)
    yield from found
    for kind, name, _ in outward(m):
        if kind == "ConfigMap" and type(name) is str:
            yield name


def _changed(value: Any, path: tuple[str | None, ...], change: Callable[[str], str]) -> Any:
    """A value with the texts at a path changed; itself where that changes nothing."""
    if not path:
        if type(value) is not str:
            return value
        new = change(value)
        return value if new == value else new
    if path[0] is None:
        if type(value) is not list:
            return value
        items = [_changed(item, path[1:], change) for item in value]
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if type(value) is not dict or path[0] not in value:
        return value
    inner = _changed(value[path[0]], path[1:], change)
    return value if inner is value[path[0]] else {**value, path[0]: inner}
