"""Paths and source lines in reports."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from k8skit.report.places import Lines, from_root, shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("file", "root", "expected"),
    [
        ("/home/me/shop/app.py", "/home/me/shop", "app.py"),
        ("/home/me/shop/sub/app.py", "/home/me/shop", "sub/app.py"),
        ("/home/me/shop/app.py", "/home/me/shop/sub", "../app.py"),
        ("/home/me/shopping/app.py", "/home/me/shop", "../shopping/app.py"),
        ("/etc/x.yaml", "/home/me/shop/sub", "/etc/x.yaml"),
        ("/app.py", "/", "app.py"),
        ("/home/me/app.py", "", "/home/me/app.py"),
        ("app.py", "/home/me", "app.py"),
        ("<stdin>", "/home/me", "<stdin>"),
        ("", "/home/me", ""),
    ],
)
def test_a_path_is_shown_as_a_person_there_would_type_it(file: str, root: str, expected: str) -> None:
    assert shown(file, root) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("app.py", "shop/app.py"),
        ("./app.py", "shop/app.py"),
        ("../app.py", "app.py"),
        ("/r/shop/app.py", "shop/app.py"),
        ("<stdin>", "<stdin>"),
        ("", ""),
    ],
)
def test_a_relative_path_starts_where_the_reader_says(file: str, expected: str) -> None:
    assert shown(file, "/r", "/r/shop") == expected


def test_a_line_of_a_file_comes_without_its_indentation(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text("one\n    two  \nthree")
    lines = Lines()
    assert [lines.line(str(file), number) for number in (1, 2, 3)] == ["one", "two", "three"]


def test_a_relative_file_is_looked_for_below_the_root(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("here\n")
    assert Lines(str(tmp_path)).line("app.py", 1) == "here"


@pytest.mark.parametrize("number", [0, -1, 3, 99])
def test_a_line_that_is_not_there_is_empty(tmp_path: Path, number: int) -> None:
    (tmp_path / "app.py").write_text("one\n")
    assert Lines(str(tmp_path)).line("app.py", number) == ""


@pytest.mark.parametrize("name", ["missing.py", ".", "a\0b", "<stdin>"])
def test_what_cannot_be_read_has_no_lines(tmp_path: Path, name: str) -> None:
    assert Lines(str(tmp_path)).line(name, 1) == ""


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text("x" * 11)
    assert Lines(str(tmp_path), limit=10).line("big.py", 1) == ""
    assert Lines(str(tmp_path), limit=11).line("big.py", 1) == "x" * 11


def test_bytes_that_are_no_text_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_bytes(b"# \xff\n")
    assert Lines(str(tmp_path)).line("odd.py", 1) == "# \ufffd"


def test_each_file_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text("one\n")
    lines = Lines()
    assert lines.line(str(file), 1) == "one"
    os.remove(file)
    assert lines.line(str(file), 1) == "one"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("./app.py", "app.py"),
        ("./sub/./app.py", "sub/app.py"),
        ("sub/app.py", "sub/app.py"),
        ("/srv/shop/sub/app.py", "sub/app.py"),
        ("../app.py", "../app.py"),
        (".hidden.yaml", ".hidden.yaml"),
        ("<stdin>", "<stdin>"),
        ("", ""),
    ],
)
def test_a_program_reads_a_path_from_the_root_without_a_dot_in_front(file: str, expected: str) -> None:
    assert from_root(file, "/srv/shop") == expected
