"""Catalog: the shipped CRD projects: which there are, and their CRDs out of a folder or an archive.

Called by `k8skit.codegen.__main__`. Knows files; leaves YAML to `k8skit.yamltext` and schemas to `k8skit.codegen.crds`.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import CheckError, UsageError
from ..facts import raw_definitions, raw_kinds
from ..finding import Finding, Origin
from ..yamltext import load_all
from .channels import merge_crds
from .crds import FactSet, facts_from_crds
from .markers import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Project(NamedTuple):
    """A project whose CRDs are shipped as facts; a line of `tables/projects.txt`.

    Attributes:
        name: name of its fact set.
        folder: folder of its CRDs.
        experimental: folder of those of its experimental channel; `""` without one.
        version: released version that the CRDs are of.
        licence: SPDX name.
        source: repository.
        title: what people call it.
    """

    name: str
    folder: str
    experimental: str
    version: str
    licence: str
    source: str
    title: str


def _lines(table: str) -> Iterator[str]:
    for line in (TABLES / table).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def projects() -> list[Project]:
    """Return the projects, sorted by name."""
    out = []
    for line in _lines("projects.txt"):
        name, folders, version, licence, source, title = line.split(None, 5)
        folder, _, experimental = folders.partition("+")
        out.append(Project(name, folder, experimental, version, licence, source, title))
    return sorted(out)


def read_files(path: Path) -> dict[str, dict[str, str]]:
    """Return folder -> file name -> text of the YAML and JSON files of an archive or a folder.

    Args:
        path: a tar archive (`.tar`, `.tar.gz`, `.tar.xz`) or a folder; the last folder of each file's path is the one that counts.

    Raises:
        UsageError: there is nothing of that name.
    """
    out: dict[str, dict[str, str]] = {}
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in (".yaml", ".yml", ".json"):
                out.setdefault(file.parent.name, {})[file.name] = file.read_text(encoding="utf-8")
    elif path.is_file():
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                name = PurePosixPath(member.name)
                content = archive.extractfile(member)
                if content is not None and name.suffix in (".yaml", ".yml", ".json"):
                    out.setdefault(name.parent.name, {})[name.name] = content.read().decode()
    else:
        raise UsageError(
            Finding(
                "K8S944", f"there is no folder and no archive {path}", value=str(path), help="name the folder or the archive of the CRDs"
            )
        )
    return out


def crds(files: Mapping[str, str], folder: str) -> list[tuple[dict[str, Any], Origin]]:
    """Return the CRDs of one folder, with where they stand."""
    return [
        (document.object, Origin(f"{folder}/{name}", document.line))
        for name in sorted(files)
        if not name.endswith(".json")
        for document in load_all(files[name], f"{folder}/{name}")
        if document.object.get("kind") == "CustomResourceDefinition"
    ]


def gke_crds(files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return CRDs for the GKE kinds, made from their JSON schemas and `tables/gke-kinds.txt`."""
    out = []
    for line in _lines("gke-kinds.txt"):
        group, kind, plural, *versions = line.split()
        made = []
        for version in versions:
            name, _, how = version.partition("=")
            if how:
                schema: dict[str, Any] = {
                    "type": "object",
                    "properties": {"spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}},
                }
            else:
                schema = _closed(json.loads(files[f"{group}_{kind.lower()}_{name}.json"]))
            subresources: Any = {"status": {}} if "status" in schema["properties"] else None
            made.append({"name": name, "served": True, "schema": {"openAPIV3Schema": schema}, "subresources": subresources})
        spec = {"group": group, "scope": "Namespaced", "names": {"kind": kind, "plural": plural}, "versions": made}
        out.append(
            {
                "apiVersion": "apiextensions.k8s.io/v1",
                "kind": "CustomResourceDefinition",
                "metadata": {"name": f"{plural}.{group}"},
                "spec": spec,
            }
        )
    return out


def _closed(schema: Any) -> Any:
    """Return a schema of the catalog without the `additionalProperties: false` that it adds to every object."""
    if isinstance(schema, dict):
        return {k: _closed(v) for k, v in schema.items() if not (k == "additionalProperties" and v is False)}
    return [_closed(item) for item in schema] if isinstance(schema, list) else schema


def core_names() -> dict[frozenset[str], str]:
    """Return set of field names -> name of the core definition that has exactly these; for names that people know."""
    out: dict[frozenset[str], str] = {}
    kinds = {kind.definition for kind in raw_kinds("core")}
    for name, d in sorted(raw_definitions("core").items()):
        if name not in kinds and len(d["properties"]) > 1:
            out.setdefault(frozenset(d["properties"]), name.rpartition(".")[2])
    return out


def fact_set(project: Project, files: Mapping[str, Mapping[str, str]], names: Mapping[frozenset[str], str], taken: set[str]) -> FactSet:
    """Return the facts of one project.

    Args:
        project: the project.
        files: what `read_files` returned.
        names: what `core_names` returned.
        taken: names that other projects' definitions have, by module; those of this one are added.

    Raises:
        UsageError: a folder is missing.
        CheckError: a CRD is malformed.
    """
    for folder in (project.folder, project.experimental):
        if folder and folder not in files:
            raise UsageError(
                Finding(
                    "K8S944",
                    f"the CRDs of {project.title} are missing: no folder {folder}",
                    value=folder,
                    help="add its CRDs, one folder a project",
                )
            )
    found: list[tuple[Any, Origin | None]]
    if project.name == "gke":
        found = [(c, None) for c in gke_crds(files[project.folder])]
    elif project.experimental:
        standard, experimental = ([c for c, _ in crds(files[f], f)] for f in (project.folder, project.experimental))
        found = [(c, None) for c in merge_crds(standard, experimental)]
    else:
        found = [*crds(files[project.folder], project.folder)]
    facts, findings = facts_from_crds(found, project=project.name, core_names=names, taken=taken)
    if findings:
        raise CheckError(*findings)
    return facts
