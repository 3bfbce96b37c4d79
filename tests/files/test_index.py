"""The list of own files."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import OutputError
from k8skit.files.index import HEADER, mark, marks, parse, render
from k8skit.files.paths import problem

PATHS = st.text(min_size=1, max_size=20).filter(lambda p: problem(p) == ("", ""))


def error(content: bytes) -> OutputError:
    with pytest.raises(OutputError) as caught:
        parse(content, "dist/.k8skit")
    assert len(caught.value.findings) == 1
    return caught.value


def test_a_mark_is_crc_and_size() -> None:
    assert mark(b"abc") == f"{zlib.crc32(b'abc'):08x} 3"
    assert mark(b"") == "00000000 0"
    assert marks({"a": b"abc", "b": b""}) == {"a": mark(b"abc"), "b": mark(b"")}


def test_an_index_is_sorted_text_without_time_or_version() -> None:
    lines = [HEADER, f"{zlib.crc32(b'22'):08x} 2 a.yaml", "83dcefb7 1 b/x.yaml", ""]
    assert render({"b/x.yaml": mark(b"1"), "a.yaml": mark(b"22")}) == "\n".join(lines).encode()
    assert render({}) == f"{HEADER}\n".encode()


@given(st.dictionaries(PATHS, st.binary(max_size=10).map(mark)))
def test_what_is_written_is_read_back(entries: dict[str, str]) -> None:
    assert parse(render(entries), "x") == entries
    assert parse(render(entries).replace(b"\n", b"\r\n"), "x") == entries
    assert render(dict(reversed(entries.items()))) == render(entries)


def test_a_merge_conflict_says_what_to_do() -> None:
    lines = render({"a": mark(b"a"), "b": mark(b"b")}).decode().split("\n")
    text = "\n".join([lines[0], "<<<<<<< HEAD", lines[1], "=======", lines[2], ">>>>>>> other", ""])
    e = error(text.encode())
    assert e.findings[0].code == "K8S952"
    assert "merge conflict" in e.findings[0].message
    assert e.findings[0].origin is not None
    assert e.findings[0].origin.line == 2
    assert "keep the lines of both sides" in e.findings[0].help
    kept = "\n".join(line for line in text.split("\n") if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>"))
    assert parse(kept.encode(), "x") == {"a": mark(b"a"), "b": mark(b"b")}  # the advice works


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> other"])
def test_one_marker_that_was_left_is_a_conflict(marker: str) -> None:
    e = error(f"{HEADER}\n{mark(b'a')} a\n{marker}\n".encode())
    assert "merge conflict" in e.findings[0].message
    assert e.findings[0].origin is not None
    assert e.findings[0].origin.line == 3


def test_a_conflict_in_the_first_line_is_a_conflict_too() -> None:
    assert "merge conflict" in error(b"<<<<<<< HEAD\n# k8skit index 1: a\n=======\n# k8skit index 1: b\n>>>>>>> x\n").findings[0].message


@pytest.mark.parametrize("content", [b"", b"hello\n", b"\xff\xfe", b"# something\n", b"apiVersion: v1\n"])
def test_a_file_that_is_no_index_is_a_stranger(content: bytes) -> None:
    assert error(content).findings[0].code == "K8S951"


def test_an_index_from_the_future_is_refused() -> None:
    e = error(b"# k8skit index 2: whatever\n")
    assert (e.findings[0].code, "newer k8skit" in e.findings[0].message) == ("K8S952", True)


@pytest.mark.parametrize(
    "line", ["nonsense", "0000000 1 a", "00000000 x a", "00000000 1 ", "00000000 1 a//b", "0000_000 1 a", "00000000 1 .k8skit"]
)
def test_a_broken_line_is_named(line: str) -> None:
    e = error(f"{HEADER}\n00000000 0 fine\n{line}\n".encode())
    assert e.findings[0].code == "K8S952"
    assert e.findings[0].origin is not None
    assert e.findings[0].origin.line == 3


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a\\b"])
def test_a_path_that_leads_out_is_refused(path: str) -> None:
    e = error(f"{HEADER}\n00000000 0 {path}\n".encode())
    assert e.findings[0].code == "K8S954"
    assert path in e.findings[0].message or repr(path) in e.findings[0].message
