"""Differences between files."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.report.diff import summary, unified

if TYPE_CHECKING:
    from pathlib import Path


def test_a_changed_line_is_shown_with_its_surroundings() -> None:
    old = {"dist/a.yaml": "1\n2\n3\n4\n5\n6\n7\n8\n9\n"}
    new = {"dist/a.yaml": "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"}
    assert unified(old, new) == "--- a/dist/a.yaml\n+++ b/dist/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"


def test_a_new_file_comes_from_nothing_and_a_removed_one_goes_there() -> None:
    assert (
        unified({"b": "x\n"}, {"a": "y\nz\n"})
        == "--- /dev/null\n+++ b/a\n@@ -0,0 +1,2 @@\n+y\n+z\n--- a/b\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    )


def test_equal_files_are_not_mentioned() -> None:
    assert unified({"a": "x\n", "b": "y\n"}, {"a": "x\n", "b": "z\n"}).startswith("--- a/b\n")
    assert unified({"a": "x"}, {"a": "x"}) == ""


def test_a_missing_line_end_is_said() -> None:
    assert unified({"a": "x"}, {"a": "x\n"}) == "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n"


def test_far_changes_are_two_hunks_and_near_ones_share_one() -> None:
    lines = [f"{number}\n" for number in range(40)]
    far = lines.copy()
    far[5] = far[25] = "x\n"
    near = lines.copy()
    near[5] = near[12] = "x\n"
    apart = lines.copy()
    apart[5] = apart[13] = "x\n"
    assert [unified({"a": "".join(lines)}, {"a": "".join(other)}).count("@@ -") for other in (far, near, apart)] == [2, 1, 2]


def test_a_hunk_names_its_object() -> None:
    old = "\n".join(
        f"apiVersion: v1\nkind: Service\nmetadata:\n  name: s{number}\nspec:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n---" for number in range(3)
    )
    head = [
        line
        for line in unified(
            {"a": old}, {"a": old.replace("s1\nspec:\n  a: 1\n  b: 2\n  c: 3\n  d: 4", "s1\nspec:\n  a: 1\n  b: 2\n  c: 3\n  d: 5")}
        ).split("\n")
        if line.startswith("@@")
    ]
    assert head == ["@@ -16,7 +16,7 @@ Service s1"]


def test_a_hunk_of_an_object_without_a_name_takes_none_from_its_neighbours() -> None:
    before = "kind: A\nmetadata:\n  name: a\n---\n"
    after = "---\nkind: B\nmetadata:\n  name: b\n"
    result = unified({"a": before + "kind: List\nitems: 1\n" + after}, {"a": before + "kind: List\nitems: 2\n" + after})
    assert result.split("\n")[2] == "@@ -3,7 +3,7 @@ A a"
    result = unified({"a": "kind: List\nitems: 1\n" + after}, {"a": "kind: List\nitems: 2\n" + after})
    assert result.split("\n")[2] == "@@ -1,5 +1,5 @@"


def test_a_path_with_a_blank_ends_with_a_tab() -> None:
    assert unified({"a b": "x\n"}, {"a b": "y\n"}).startswith("--- a/a b\t\n+++ b/a b\t\n@@")
    assert unified({"ab": "x\n"}, {"ab": "y\n"}).startswith("--- a/ab\n+++ b/ab\n@@")


def test_lines_that_are_common_on_both_sides_still_match() -> None:
    same = "x\ny\n" * 120
    result = unified({"a": f"p\np\n{same}q\nq\n"}, {"a": f"r\nr\n{same}s\ns\n"})
    assert [line for line in result.split("\n")[2:] if line[:1] in ("-", "+")] == ["-p", "-p", "+r", "+r", "-q", "-q", "+s", "+s"]


def test_colours_only_add_codes_and_escape_what_steers_a_terminal() -> None:
    old, new = {"a": "x\ny\n"}, {"a": "x\nz\n"}
    coloured = unified(old, new, color=True)
    assert "\x1b[31m-y\x1b[0m\n\x1b[32m+z\x1b[0m\n" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == unified(old, new)
    assert "+\\x1b[2J" in unified({}, {"a": "\x1b[2J\n"}, color=True)


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((0, 0, 0), "no change"),
        ((1, 0, 0), "1 file to add"),
        ((2, 1, 3), "2 files to add, 1 to change, 3 to remove"),
        ((0, 1, 1), "1 file to change, 1 to remove"),
        ((0, 0, 12), "12 files to remove"),
    ],
)
def test_a_summary_counts_files(counts: tuple[int, int, int], line: str) -> None:
    assert summary(*counts) == line


LINE = st.sampled_from(["a", "b", "c", "---", "kind: X", "  name: y", "", "\t", "\r", "\x0c", "ä"])
FILE = st.lists(LINE, max_size=25).flatmap(lambda lines: st.sampled_from(["\n".join(lines), "\n".join(lines) + "\n" if lines else ""]))
FILES = st.dictionaries(st.sampled_from(["a.yaml", "b/c.yaml", "b/d e.yaml"]), FILE, max_size=3)


def apply(patch: str, files: dict[str, str]) -> dict[str, str]:
    """Apply a unified diff, checking every context and removed line."""
    result = dict(files)
    lines = patch.split("\n")
    number = 0
    while number < len(lines) - 1:
        source, target = lines[number][4:], lines[number + 1][4:]
        number += 2
        path = (source if source != "/dev/null" else target)[2:].removesuffix("\t")
        before = result.pop(path, "")
        rest = [line + "\n" for line in before.split("\n")]
        rest[-1] = rest[-1][:-1]
        if not rest[-1]:
            rest.pop()
        after: list[str] = []
        at = 0
        while number < len(lines) - 1 and lines[number].startswith("@@"):
            start, count = re.match(r"@@ -(\d+)(?:,(\d+))? ", lines[number]).groups()  # type: ignore[union-attr]
            to = int(start) - (count != "0")
            after += rest[at:to]
            at = to
            number += 1
            while number < len(lines) - 1 and lines[number][:1] in (" ", "-", "+") and not lines[number].startswith(("--- a/", "--- /dev")):
                mark, text = lines[number][0], lines[number][1:] + "\n"
                if lines[number + 1].startswith("\\"):
                    text = text[:-1]
                    number += 1
                number += 1
                if mark != "+":
                    assert rest[at] == text
                    at += 1
                if mark != "-":
                    after.append(text)
        after += rest[at:]
        if target != "/dev/null":
            result[path] = "".join(after)
    return result


@given(FILES, FILES)
def test_a_diff_applied_to_the_old_files_gives_the_new_ones(old: dict[str, str], new: dict[str, str]) -> None:
    old = {path: text for path, text in old.items() if text}
    new = {path: text for path, text in new.items() if text}
    assert apply(unified(old, new), old) == new


@settings(max_examples=25)
@given(FILES, FILES)
def test_git_takes_the_diff(tmp_path_factory: pytest.TempPathFactory, old: dict[str, str], new: dict[str, str]) -> None:
    old = {path: text for path, text in old.items() if text}
    new = {path: text for path, text in new.items() if text}
    patch = unified(old, new)
    if not patch:
        return
    folder = tmp_path_factory.mktemp("git")
    write(folder, old)
    subprocess.run(["git", "apply", "-"], cwd=folder, input=patch.encode(), check=True, capture_output=True)
    assert {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()} == new


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(text.encode())


def stream(objects: int, image: str) -> str:
    return "---\n".join(
        f"apiVersion: v1\nkind: X\nmetadata:\n  name: x{number}\nspec:\n" + "  same: 1\n" * 20 + f"  image: {image}\n"
        for number in range(objects)
    )


def test_a_change_in_every_object_of_a_large_file_is_found() -> None:
    result = unified({"a": stream(2000, "i:1")}, {"a": stream(2000, "i:2")})
    assert result.count("\n-  image") == result.count("\n+  image") == 2000


def test_two_large_files_without_a_line_in_common_are_replaced() -> None:
    result = unified({"a": "x\n" * 3000}, {"a": "y\n" * 3000})
    assert result.count("\n-x") == result.count("\n+y") == 3000


def test_moved_objects_stay_whole() -> None:
    first, second = (f"kind: {kind}\nmetadata:\n  name: {kind}\n" for kind in "AB")
    assert unified({"a": first + "---\n" + second}, {"a": second}).split("\n")[3:] == [
        "-kind: A",
        "-metadata:",
        "-  name: A",
        "----",
        " kind: B",
        " metadata:",
        "   name: B",
        "",
    ]
