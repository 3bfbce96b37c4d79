"""The CRDs of the shipped projects are read from folders and archives."""

from __future__ import annotations

import json
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.codegen import catalog
from k8skit.codegen.catalog import Project, core_names, fact_set, gke_crds, projects, read_files
from k8skit.errors import CheckError

if TYPE_CHECKING:
    from pathlib import Path

CRD = """kind: ConfigMap
apiVersion: v1
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Widget, plural: widgets}
  versions: [{name: v1, served: true, schema: {openAPIV3Schema: {type: object}}}]
"""
WIDGETS = Project("widgets", "widgets", "", "v1", "MIT", "example.com", "Widgets")


def folder(tmp_path: Path) -> Path:
    for name, text in {"widgets/b.yaml": CRD, "widgets/a.json": "{}", "widgets/README.md": "", "deep/other/c.yml": "a: 1"}.items():
        file = tmp_path / "crds" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "crds"


@pytest.mark.parametrize("kind", ["folder", "tar", "tar.xz", "tar.gz"])
def test_folders_and_archives_are_read_alike(tmp_path: Path, kind: str) -> None:
    source = folder(tmp_path)
    if kind != "folder":
        archive = tmp_path / f"crds.{kind}"
        mode: Any = f"w:{kind.removeprefix('tar').removeprefix('.')}"
        with tarfile.open(archive, mode) as tar:
            tar.add(source, "crds")
        source = archive
    assert read_files(source) == {"widgets": {"b.yaml": CRD, "a.json": "{}"}, "other": {"c.yml": "a: 1"}}


def test_a_project_becomes_a_fact_set(tmp_path: Path) -> None:
    facts = fact_set(WIDGETS, read_files(folder(tmp_path)), {}, set())
    assert list(facts["kinds"]) == ["example.com"]
    assert list(facts["definitions"]) == ["widgets.example_com.v1.Widget"]


def test_a_malformed_crd_of_a_project_stops_with_its_file_and_line(tmp_path: Path) -> None:
    files = read_files(folder(tmp_path))
    files["widgets"]["b.yaml"] = CRD.replace("scope: Cluster", "scope: Global")
    with pytest.raises(CheckError) as e:
        fact_set(WIDGETS, files, {}, set())
    origin = e.value.findings[0].origin
    assert origin is not None
    assert (origin.file, origin.line) == ("widgets/b.yaml", 4)


def test_gke_kinds_have_the_names_of_the_table_and_the_fields_of_the_schemas() -> None:
    spec = {"type": "object", "additionalProperties": False, "properties": {"x": {"type": "string"}}}
    schema = json.dumps({"type": "object", "properties": {"spec": spec, "status": {"type": "object"}}})
    lines = [line.split() for line in catalog._lines("gke-kinds.txt")]
    files = {f"{group}_{kind.lower()}_{v}.json": schema for group, kind, _, *versions in lines for v in versions if "=" not in v}
    made = {c["spec"]["names"]["kind"]: c for c in gke_crds(files)}
    assert made["BackendConfig"]["metadata"]["name"] == "backendconfigs.cloud.google.com"
    version = made["ManagedCertificate"]["spec"]["versions"][0]
    assert version["schema"]["openAPIV3Schema"]["properties"]["spec"] == {"type": "object", "properties": {"x": {"type": "string"}}}
    assert version["subresources"] == {"status": {}}
    open_spec = made["MultiClusterIngress"]["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]
    assert open_spec["x-kubernetes-preserve-unknown-fields"] is True


def test_the_table_of_projects_is_sorted_and_complete() -> None:
    found = projects()
    assert [p.name for p in found] == sorted(p.name for p in found)
    assert all(p.version and p.licence in ("Apache-2.0", "MIT") and "/" in p.source for p in found)
    gateway = next(p for p in found if p.name == "gateway-api")
    assert (gateway.folder, gateway.experimental) == ("gateway-api-standard", "gateway-api-experimental")


def test_core_definitions_lend_their_names() -> None:
    assert core_names()[frozenset({"nodeAffinity", "podAffinity", "podAntiAffinity"})] == "Affinity"
