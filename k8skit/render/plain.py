"""Plain YAML: one file per object, per chart or per app, or one stream."""

from __future__ import annotations

from ..yamltext import dump, dump_all
from .paths import HEADER, encode, file_path, file_paths, is_generated, refuse_same, shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..manifest import Manifest

__all__ = [
    "HEADER",
    "LAYOUTS",
    "encode",
    "file_path",
    "file_paths",
    "is_generated",
    "placed",
    "render",
    "shortened",
    "stream",
    "team_folder",
    "text",
]

LAYOUTS = ("file-per-object", "file-per-chart", "file-per-app", "folder-per-scope", "folder-per-team")
"""The layouts of plain output."""
SHARED = "shared"
"""Folder of the charts that no team has, where each team has a folder."""


def render(
    manifests: list[Manifest],
    layout: str = "file-per-object",
    namespaces: dict[str, str] | None = None,
    *,
    is_namespaced: Callable[[Manifest], bool] | None = None,
    teams: dict[str, str] | None = None,
) -> dict[str, str]:
    """Return path -> text of the output, paths relative to the output folder, with `/`.

    Args:
        manifests: what to write, in order.
        layout: `file-per-object`: `<chart>/<kind>-<name>.yaml` (see `file_paths`); `file-per-chart`: `<chart>.yaml`; `file-per-app`:
            `app.yaml`; `folder-per-scope`: `<chart>/cluster/...` and `<chart>/namespaced/...`; `folder-per-team`: `<team>/<chart>/...`. What
            is in no chart stands in the folder itself, or in `app.yaml`.
        namespaces: chart name -> namespace; an object in another namespace has that namespace in its file name.
        is_namespaced: says whether the kind of an object is namespaced (default: whether the object has a namespace).
        teams: chart name -> the team that has it; other charts stand in `shared` (default: none).

    Raises:
        OutputError: K8S950 where two objects would have one file.
        ValueError: for an unknown layout.
    """
    return {path: text(some, layout) for path, some in placed(manifests, layout, namespaces, is_namespaced=is_namespaced, teams=teams)}


def placed(
    manifests: list[Manifest],
    layout: str = "file-per-object",
    namespaces: dict[str, str] | None = None,
    *,
    is_namespaced: Callable[[Manifest], bool] | None = None,
    teams: dict[str, str] | None = None,
) -> list[tuple[str, list[Manifest]]]:
    """Return the files of the output, in order, and the manifests in each; parameters and errors are those of `render`."""
    if layout == "file-per-app":
        return [("app.yaml", manifests)] if manifests else []
    if layout not in LAYOUTS:
        raise ValueError(f"unknown layout {layout!r}; choose from {', '.join(LAYOUTS)}")
    if layout == "file-per-chart":
        charts: dict[str, list[Manifest]] = {}
        some: list[Manifest] = []
        last = None
        for m in manifests:
            if m.chart != last:
                last = m.chart
                some = charts.setdefault(last, [])
            some.append(m)
        files = [(f"{shortened(encode(chart) or 'app')}.yaml", some) for chart, some in charts.items()]
    else:
        paths = file_paths(manifests, namespaces or {})
        if layout == "folder-per-team":
            paths = [f"{team_folder(m.chart, teams or {})}/{path}" for path, m in zip(paths, manifests, strict=True)]
        elif layout == "folder-per-scope":
            paths = [_scoped(path, m, is_namespaced) for path, m in zip(paths, manifests, strict=True)]
        files = [(path, [m]) for path, m in zip(paths, manifests, strict=True)]
    refuse_same([(path, some[0]) for path, some in files])
    return files


def text(manifests: list[Manifest], layout: str = "file-per-object") -> str:
    """Return the text of one file of the output.

    Args:
        manifests: what stands in it, as `placed` says.
        layout: as for `render`.
    """
    if layout in ("file-per-app", "file-per-chart"):
        return stream(manifests)
    [m] = manifests
    return m.text or dump(_commented(m), header=HEADER)


def team_folder(chart: str, teams: dict[str, str]) -> str:
    """Return the folder of a chart's team.

    Args:
        chart: name of the chart.
        teams: chart name -> team.
    """
    return shortened(encode(teams.get(chart, SHARED)))


def _scoped(path: str, m: Manifest, is_namespaced: Callable[[Manifest], bool] | None) -> str:
    folder, slash, file = path.rpartition("/")
    namespaced = is_namespaced(m) if is_namespaced is not None else bool(m.namespace)
    return f"{folder}{slash}{'namespaced' if namespaced else 'cluster'}/{file}"


def stream(manifests: list[Manifest]) -> str:
    """Return all manifests as one YAML stream."""
    objects = []
    for m in manifests:
        if m.text:
            break
        objects.append(_commented(m) if m.comments else m.object)
    else:
        return dump_all(objects, HEADER)
    parts = [_document(m.text) if m.text else dump(_commented(m)) for m in manifests]
    return f"# {HEADER}\n" + "---\n".join(parts)


def _document(text: str) -> str:
    """Return the text of a file as one of several documents."""
    text = text.removeprefix("---\n")
    return text if text.endswith("\n") else text + "\n"


def _commented(m: Manifest) -> object:
    """Return the object of a manifest with its comments, if it has any."""
    if not m.comments:
        return m.object
    from ..yamltext.markers import with_comments

    return with_comments(m.object, m.comments)
