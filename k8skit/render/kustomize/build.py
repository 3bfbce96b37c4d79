"""What kustomize would build of a base and overlays that k8skit wrote, without kustomize.

It knows what `render` writes and no more. With it a new output is compared with the one that is there, and a thousand services in a moment.
"""

from __future__ import annotations

from re import fullmatch, sub

from ...process.images import split
from ...yamltext import load_all, load_data
from .images import containers
from .transformers import CLUSTER_SCOPED, SCALED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Object = dict[str, Any]
    Made = tuple[Object, Object]
    """An object, and its metadata when it was first read: targets may name it as it was."""

FILE = "kustomization.yaml"


def build(folder: str, read: Callable[[str], str | None], kinds: tuple[str, ...] = ()) -> list[Object]:
    """Return the objects of an overlay or a base.

    Args:
        folder: its path in the output, such as `overlays/production`.
        read: path in the output -> text; None where there is no such file.
        kinds: kinds of objects to return (default: all); files of other kinds are not parsed.

    Raises:
        UsageError: a file cannot be read as YAML.
        ValueError: the files are not as k8skit writes them, or one is missing.
    """
    marks = tuple(f"\nkind: {kind}\n" for kind in kinds)
    try:
        return [object for object, _ in _built(folder, read, marks)]
    except (KeyError, IndexError, TypeError, AttributeError) as e:
        raise ValueError(f"{folder} is not as k8skit writes it: {e!r}") from e


def _built(folder: str, read: Callable[[str], str | None], marks: tuple[str, ...], made: list[Made] | None = None) -> list[Made]:
    [kustomization] = _loaded(f"{folder}/{FILE}", read)
    made = list(made or ())
    for resource in kustomization.get("resources", ()) if kustomization["kind"] == "Component" else kustomization["resources"]:
        path = _joined(folder, resource)
        if not resource.endswith(".yaml"):
            made += _built(path, read, marks)
            continue
        text = read(path)
        if text is None:
            raise ValueError(f"{path} is missing")
        if not marks or any(mark in text for mark in marks):
            made += [(document.object, document.object["metadata"]) for document in load_all(text, path)]
    for component in kustomization.get("components", ()):
        made = _built(_joined(folder, component), read, marks, made)
    places: dict[str, list[int]] = {}
    for i, (object, first) in enumerate(made):
        for name in {object["metadata"]["name"], first["name"]}:
            places.setdefault(f"{object['kind']} {name}", []).append(i)
    for entry in kustomization.get("patches", ()):
        target = entry["target"]
        found = places.get(f"{_plain(target['kind'])} {_plain(target['name'])}", ())
        for i in found:
            if matches(target, *made[i]):
                text = read(_joined(folder, entry["path"])) or ""
                made[i] = (_patched(made[i][0], text, entry["path"]), made[i][1])
    if "namespace" in kustomization:
        made = [(_moved(object, kustomization["namespace"]), first) for object, first in made]
    counts = {entry["name"]: entry["count"] for entry in kustomization.get("replicas", ())}
    images = {entry["name"]: entry for entry in kustomization.get("images", ())}
    if counts or images:
        made = [(_set(object, counts, images), first) for object, first in made]
    return made


def matches(target: dict[str, str], object: Object, first: Object | None = None) -> bool:
    """Return whether a target matches an object, by the name and the namespace that it has or that it had first.

    Args:
        target: patterns of `group`, `version`, `kind`, `name` and `namespace`; what is absent matches anything.
        object: the object.
        first: its metadata when it was first read (default: those that it has).
    """
    group, _, version = object["apiVersion"].rpartition("/")
    names = (object["metadata"], first or object["metadata"])
    values = {"group": (group,), "version": (version,), "kind": (object["kind"],), "name": tuple(n["name"] for n in names)}
    values["namespace"] = tuple(n.get("namespace") or "default" for n in names)
    return all(any(fullmatch(pattern, value) is not None for value in values[key]) for key, pattern in target.items())


def applied(patch: Any, object: Any) -> Any:
    """Return an object with a patch applied: a JSON Patch if it is a list, else a merge patch. Neither is changed.

    Args:
        patch: operations `add`, `remove` and `replace` of RFC 6902, or a patch of RFC 7386.
        object: plain data.
    """
    if type(patch) is not list:
        return _merged(patch, object)
    for operation in patch:
        parts = [part.replace("~1", "/").replace("~0", "~") for part in operation["path"].split("/")[1:]]
        object = _operated(object, parts, operation)
    return object


def _merged(patch: Any, object: Any) -> Any:
    if type(patch) is not dict:
        return patch
    out = dict(object) if type(object) is dict else {}
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = _merged(value, out.get(key))
    return out


def _operated(value: Any, parts: list[str], operation: dict[str, Any]) -> Any:
    if not parts:
        return operation["value"]
    op, part = operation["op"], parts[0]
    copy: Any = dict(value) if type(value) is dict else list(value)
    key: Any = part if type(value) is dict else len(value) if part == "-" else int(part)
    if len(parts) > 1:
        copy[key] = _operated(value[key], parts[1:], operation)
    elif op == "remove":
        del copy[key]
    elif op == "add" and type(copy) is list:
        if key > len(copy):
            raise IndexError(operation["path"])
        copy.insert(key, operation["value"])
    else:
        if op == "replace":
            copy[key]
        copy[key] = operation["value"]
    return copy


def _patched(object: Object, text: str, path: str) -> Object:
    patch = load_data(text, path)
    if type(patch) is dict:
        # a merge patch never renames: what it is called there is how the object was called when the patch was written
        metadata = {key: value for key, value in patch["metadata"].items() if key not in ("name", "namespace")}
        return dict(
            applied({key: value for key, value in patch.items() if key not in ("apiVersion", "kind")} | {"metadata": metadata}, object)
        )
    return dict(applied(patch, object))


def _moved(object: Object, namespace: str) -> Object:
    if (object["apiVersion"], object["kind"]) in CLUSTER_SCOPED:
        return object
    key = "name" if object["kind"] == "Namespace" else "namespace"
    return {**object, "metadata": {**object["metadata"], key: namespace}}


def _set(object: Object, counts: dict[str, int], images: dict[str, dict[str, str]]) -> Object:
    name = object["metadata"]["name"]
    if object["kind"] in SCALED and name in counts:
        object = applied([{"op": "add", "path": "/spec/replicas", "value": counts[name]}], object)
    for path, image in containers(object):
        entry = images.get(split(image)[0])
        if entry is not None:
            head, tag, digest = split(image)
            if "newTag" in entry or "digest" in entry:
                tag, digest = entry.get("newTag", ""), entry.get("digest", "")
            value = entry.get("newName", head) + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
            object = _operated(object, [str(part) for part in path], {"op": "replace", "path": "", "value": value})
    return object


def _loaded(path: str, read: Callable[[str], str | None]) -> list[Object]:
    text = read(path)
    if text is None:
        raise ValueError(f"{path} is missing")
    return [document.object for document in load_all(text, path)]


def _plain(pattern: str) -> str:
    """The text that a pattern of ours matches."""
    return sub(r"\\(.)", r"\1", pattern)


def _joined(folder: str, path: str) -> str:
    parts = folder.split("/")
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
