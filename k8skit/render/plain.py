"""Plain YAML: one file per object, per chart or per app, or one stream."""

from __future__ import annotations

from ..errors import OutputError
from ..finding import Finding
from ..yamltext import dump, dump_all

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..manifest import Manifest

HEADER = "made by k8skit, do not edit"
"""First line of every file, as a comment. No version and no time: an upgrade must not touch every file."""

LAYOUTS = ("file-per-object", "file-per-chart", "file-per-app")
"""The layouts of plain output."""

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_LONGEST = 240


def render(manifests: list[Manifest], layout: str = "file-per-object", namespaces: dict[str, str] | None = None) -> dict[str, str]:
    """Return path -> text of the output, paths relative to the output folder, with `/`.

    Args:
        manifests: what to write, in order.
        layout: `file-per-object`: `<chart>/<kind>-<name>.yaml`; `file-per-chart`: `<chart>.yaml`; `file-per-app`: `app.yaml`.
        namespaces: chart name -> namespace; an object in another namespace has that namespace in its file name.

    Raises:
        OutputError: K8S950 where two objects would have one file.
        ValueError: for an unknown layout.
    """
    if layout == "file-per-app":
        return {"app.yaml": stream(manifests)} if manifests else {}
    if layout == "file-per-chart":
        charts: dict[str, list[dict[str, object]]] = {}
        for m in manifests:
            charts.setdefault(m.chart, []).append(m.object)
        return {f"{encode(chart)}.yaml": dump_all(objects, header=HEADER) for chart, objects in charts.items()}
    if layout != "file-per-object":
        raise ValueError(f"unknown layout {layout!r}; choose from {', '.join(LAYOUTS)}")
    texts: dict[str, str] = {}
    owners: dict[str, Manifest] = {}
    spaces = namespaces or {}
    for m in manifests:
        path = file_path(m, spaces.get(m.chart, ""))
        if path in texts:
            path = _another(m, owners[path], path, texts)
        owners[path] = m
        texts[path] = dump(m.object, header=HEADER)
    return texts


def stream(manifests: list[Manifest]) -> str:
    """Return all manifests as one YAML stream."""
    return dump_all([m.object for m in manifests], header=HEADER)


def file_path(m: Manifest, namespace: str) -> str:
    """The path of one object: `<chart>/<kind>-<name>.yaml`.

    The namespace stands before the name (`role-team-a.admin.yaml`) where it is neither `namespace` (the chart's) nor the chart's own name.
    Characters that a file name may not have are written as `%XX`; the `*` behind a generateName as `generate`.
    """
    name = encode(m.name[:-1].rstrip("-") + ".generate" if m.name.endswith("*") else m.name)
    if m.namespace and m.namespace != namespace and m.namespace != m.chart:
        name = f"{encode(m.namespace)}.{name}"
    file = f"{encode(m.kind.lower())}-{name}"
    if len(file) > _LONGEST:
        from zlib import crc32

        file = f"{file[: _LONGEST - 9]}-{crc32(file.encode()):08x}"
    return f"{encode(m.chart)}/{file}.yaml" if m.chart else f"{file}.yaml"


def encode(text: str) -> str:
    """Write every character that a file name on some system may not have as `%XX` (UTF-8)."""
    if _SAFE.issuperset(text):
        return text if text.strip(".") else text.replace(".", "%2E")
    return "".join(c if c in _SAFE else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in text)


def _another(m: Manifest, other: Manifest, path: str, texts: dict[str, str]) -> str:
    """A path for an object whose usual one is taken: by its group, or by a number where its name is made by the cluster."""
    stem = path.removesuffix(".yaml")
    if m.name.endswith("*"):
        n = 2
        while f"{stem}-{n}.yaml" in texts:
            n += 1
        return f"{stem}-{n}.yaml"
    if m.group != other.group and m.group:
        folder, _, file = stem.rpartition("/")
        kind = encode(m.kind.lower())
        by_group = f"{folder}/" * bool(folder) + f"{kind}.{encode(m.group)}{file[len(kind) :]}.yaml"
        if by_group not in texts:
            return by_group
    at = f"{other.origin.file}:{other.origin.line}" if other.origin else "unknown"
    raise OutputError(
        Finding(
            "K8S950",
            f"two objects would be written to {path}: {m.id} and {other.id} (made at {at})",
            origin=m.origin,
            object=m.id,
            help="give one another name, or put it into another chart",
        )
    )
