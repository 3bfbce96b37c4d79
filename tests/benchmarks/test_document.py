from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.document import machine_line, put

if TYPE_CHECKING:
    from pathlib import Path


def test_tables_are_put_between_the_marks_of_their_name_only(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("head\n<!-- begin: a -->\nold\n<!-- end: a -->\nmiddle\n<!-- begin: b -->\n<!-- end: b -->\ntail\n")
    put(path, "a", "new\n")
    put(path, "b", "\nother\n\n")
    text = "head\n<!-- begin: a -->\n\nnew\n\n<!-- end: a -->\nmiddle\n<!-- begin: b -->\n\nother\n\n<!-- end: b -->\ntail\n"
    assert path.read_text() == text
    put(path, "a", "new\n")
    assert path.read_text() == text


@pytest.mark.parametrize("text", ["", "<!-- begin: a -->\n", "<!-- end: a -->\n<!-- begin: a -->\n"])
def test_a_document_without_the_marks_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text)
    with pytest.raises(ValueError, match="has no lines <!-- begin: a -->"):
        put(path, "a", "new")
    assert path.read_text() == text


def test_the_machine_and_the_versions_are_told() -> None:
    machine = {"cpus": 2, "system": "Linux", "load": 0.1}
    assert machine_line(machine) == "Measured on 2 CPUs, Linux, load 0.1 at the start."
    assert machine_line(machine, {"node": "v20", "helm": "v3"}) == "Measured on 2 CPUs, Linux, load 0.1 at the start; node v20, helm v3."
