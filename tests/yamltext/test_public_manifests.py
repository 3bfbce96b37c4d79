"""Manifests of public projects are read, all of them, by both parsers to the same data, and as kubectl reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.errors import UsageError
from k8skit.yamltext import dump_all, load_all, load_data, parsers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRONG = {"duplicate_property.yaml": "a key set twice: invalid to strict readers", "cel.yml": "a missing `---` before line 36"}
"""Files that are refused, with why."""


@pytest.fixture(scope="module")
def files(corpora: Path) -> list[Path]:
    """All YAML and JSON files."""
    found = sorted(p for p in corpora.rglob("*") if p.suffix in (".yaml", ".yml", ".json"))
    assert len(found) > 1000
    return found


def test_every_file_is_read_and_reads_back_when_written(files: list[Path]) -> None:
    refused = {}
    for file in files:
        read = load_data if file.suffix == ".json" else load_all
        try:
            found: Any = read(file.read_bytes(), str(file))
        except UsageError as error:
            refused[file.name] = {f.code for f in error.findings}
        else:
            if read is load_all and file.stat().st_size < 20_000:
                objects = [d.object for d in found]
                assert [d.object for d in load_all(dump_all(objects), str(file))] == objects
    assert refused.keys() <= WRONG.keys(), refused
    assert all(codes == {"K8S921"} for codes in refused.values())


def test_the_python_parser_reads_the_same(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    sample = [file for file in files if file.stat().st_size < 10_000 and file.name not in WRONG][::11]
    assert len(sample) > 50
    with_libyaml = [[(d.object, d.line) for d in load_all(file.read_bytes(), "a")] for file in sample if file.suffix != ".json"]
    monkeypatch.setattr(parsers, "cyaml", None)
    assert [[(d.object, d.line) for d in load_all(file.read_bytes(), "a")] for file in sample if file.suffix != ".json"] == with_libyaml


def test_kubectl_reads_the_same(files: list[Path], kubectl: Any, equal: Callable[[Any, Any], bool]) -> None:
    sample = [file for file in files if file.suffix != ".json" and file.stat().st_size < 50_000 and file.name not in WRONG][::9]
    objects = []
    texts = []
    for file in sample:
        text = file.read_bytes().decode("utf-8-sig")
        found = [d.object for d in load_all(text, str(file))]
        if found and all(type(o.get("metadata")) is dict and "name" in o["metadata"] and o.get("kind") != "List" for o in found):
            objects += found
            texts.append(text if text.endswith("\n") else f"{text}\n")
    assert len(texts) > 80
    for ours, theirs in zip(objects, kubectl.read("---\n".join(texts)), strict=True):
        ours["metadata"].pop("managedFields", None)  # kubectl hides them
        if not ours["metadata"].get("labels", True):
            del ours["metadata"]["labels"]  # the fixture's own label was the only one
        assert equal(ours, theirs), ours
