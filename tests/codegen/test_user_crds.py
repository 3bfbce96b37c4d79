"""A project's own CRDs are read from the files that its configuration names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from k8skit.codegen.user_crds import load_crds
from k8skit.errors import UsageError
from k8skit.facts import load

if TYPE_CHECKING:
    from pathlib import Path

WIDGET = """apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              operator: {type: string, enum: [=, "!="]}
              size: {x-kubernetes-int-or-string: true}
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def messages(folder: Path, *patterns: str) -> list[str]:
    with pytest.raises(UsageError) as e:
        load_crds(folder, patterns)
    return [f"{f.origin.file.removeprefix(str(folder)) if f.origin else '-'}: {f.message}" for f in e.value.findings]


def test_without_patterns_there_are_no_facts(tmp_path: Path) -> None:
    assert load_crds(tmp_path, ()) == ()


@pytest.mark.parametrize("pattern", ["crds/*.yaml", "crds/widget.yaml", "crds", "crds/", "**/*.yaml", "crd?/w[i]dget.yaml"])
def test_files_folders_and_patterns_name_crds(tmp_path: Path, pattern: str) -> None:
    write(tmp_path, "crds/widget.yaml", WIDGET)
    facts = load(crds=load_crds(tmp_path, [pattern]))
    k = facts.kind("example.com", "v1", "Widget")
    assert k is not None
    spec = facts.definition(facts.definition(k.definition)["properties"]["spec"]["ref"])["properties"]
    assert spec == {"operator": {"type": "string", "enum": ["=", "!="]}, "size": {"type": "int-or-string"}}


def test_a_file_that_two_patterns_name_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "crds/deep/widget.yml", "kind: ConfigMap\n---\n" + WIDGET)
    write(tmp_path, "crds/README.md", "no YAML")
    assert len(load_crds(tmp_path, ["crds", "crds/**/*.yml"])) == 1


def test_a_pattern_without_files_is_an_error(tmp_path: Path) -> None:
    assert messages(tmp_path, "crds/*.yaml") == ["-: crds: 'crds/*.yaml' matches no file"]


def test_every_file_is_judged_before_the_error_is_raised(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", WIDGET.replace("scope: Namespaced", "scope: namespaced"))
    write(tmp_path, "b.yaml", "kind: ConfigMap\napiVersion: v1\n")
    write(tmp_path, "c.yaml", "a: [")
    write(tmp_path, "d.yaml", WIDGET.replace("type: object", "type: objct", 1))
    found = messages(tmp_path, "*.yaml")
    assert "/a.yaml: spec.scope must be Namespaced or Cluster" in found
    assert "/b.yaml: the file holds no CustomResourceDefinition" in found
    assert any(m.startswith("/c.yaml: ") for m in found)
    assert "/d.yaml: spec.versions[0].schema.openAPIV3Schema.type must be object" in found
    assert len(found) == 4


def test_findings_name_the_line_of_the_document(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "kind: ConfigMap\n---\n" + WIDGET.replace("group: example.com", "group: 7"))
    with pytest.raises(UsageError) as e:
        load_crds(tmp_path, ["a.yaml"])
    origin = e.value.findings[0].origin
    assert origin is not None
    assert origin.line == 3


def test_a_list_of_crds_is_read(tmp_path: Path) -> None:
    indented = "".join(f"  {line}\n" for line in WIDGET.splitlines())
    write(tmp_path, "a.yaml", f"apiVersion: v1\nkind: List\nitems:\n- {indented.lstrip()}")
    assert load(crds=load_crds(tmp_path, ["a.yaml"])).has_group("example.com")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.yaml", WIDGET)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert messages(tmp_path, "a.yaml") == ["/a.yaml: the CRD file cannot be read: Permission denied"]


def test_the_crds_of_a_shipped_project_replace_its_shipped_facts(tmp_path: Path) -> None:
    text = WIDGET.replace("widgets", "certificates").replace("Widget", "Certificate").replace("example.com", "cert-manager.io")
    write(tmp_path, "crds/own.yaml", text)
    facts = load(crds=load_crds(tmp_path, ["crds"]))
    k = facts.kind("cert-manager.io", "v1", "Certificate")
    assert k is not None
    assert k.definition.startswith("crds.")
    assert facts.kind("cert-manager.io", "v1", "Issuer") is not None
