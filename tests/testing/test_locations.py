from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import UsageError
from k8skit.testing.locations import LONGEST, Layout, file_stem, looks_like_ours, slug

if TYPE_CHECKING:
    from pathlib import Path

texts = st.text(max_size=120) | st.text(alphabet="ab-._/:*[] Ä\n", max_size=12)


@pytest.mark.parametrize("text", ["test_web", "TestWeb.test_a", "prod", "1.35", "a-b", "x_1", "a" * LONGEST])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert slug(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a/b", "a-b-c14cddc0"),
        ("a b", "a-b-c8687a08"),
        ("x:1", "x-1-0b788078"),
        ("", "e3b0c442"),
        ("..", "5ec1f7e7"),
        ("a--b", None),
        ("-a", None),
        ("a.", None),
        ("ä", None),
        ("a" * (LONGEST + 1), None),
    ],
)
def test_any_other_text_is_cleaned_and_hashed(text: str, expected: str | None) -> None:
    got = slug(text)
    if expected is not None:
        assert got == expected
    assert got != text
    assert slug(got) == got


@given(texts, texts)
def test_two_texts_never_share_a_slug(left: str, right: str) -> None:
    assert (slug(left) == slug(right)) == (left == right)


@given(texts)
def test_a_slug_is_safe_as_a_part_of_a_file_name_everywhere(text: str) -> None:
    got = slug(text)
    assert got
    assert len(got) <= LONGEST
    assert all(c.isascii() and (c.isalnum() or c in "_-.") for c in got)
    assert "--" not in got
    assert got[0] not in "-."
    assert got[-1] not in "-."


@given(texts, texts, st.integers(0, 50))
def test_names_and_numbers_of_snapshots_of_one_test_never_share_a_file(left: str, right: str, number: int) -> None:
    assert (file_stem("test_a", left) == file_stem("test_a", right)) == (left == right)
    assert file_stem("test_a", left) != file_stem("test_a", number)


def test_the_first_unnamed_snapshot_has_the_name_of_the_test_the_second_a_number() -> None:
    assert [file_stem("test_a", 0), file_stem("test_a", 1), file_stem("test_a", "svc")] == ["test_a", "test_a--2", "test_a--svc"]
    assert file_stem("test_a", "2") == "test_a--2-d4735e3a"


def test_the_tests_folder_is_left_out_of_the_mirror(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    assert layout.folder(tmp_path / "tests" / "web" / "test_orders.py") == "web/test_orders"
    assert layout.folder(tmp_path / "examples" / "test_shop.py") == "examples/test_shop"
    assert layout.folder(tmp_path / "test_top.py") == "test_top"
    assert Layout(tmp_path, "src/checks").folder(tmp_path / "src" / "checks" / "test_a.py") == "test_a"


def test_a_file_that_is_no_python_module_keeps_its_suffix(tmp_path: Path) -> None:
    assert Layout(tmp_path).folder(tmp_path / "tests" / "test_a.txt") == "test_a.txt"


def test_two_modules_that_would_share_a_folder_are_an_error_for_both(tmp_path: Path) -> None:
    inner, outer = tmp_path / "tests" / "examples" / "test_a.py", tmp_path / "examples" / "test_a.py"
    for path in (inner, outer):
        path.parent.mkdir(parents=True)
        path.touch()
    for path in (inner, outer):
        with pytest.raises(
            UsageError, match=r"K8S962: tests/examples/test_a.py and examples/test_a.py would share .*snapshots/examples/test_a"
        ):
            Layout(tmp_path).folder(path)


def test_a_module_outside_of_the_root_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies outside pytest's root folder"):
        Layout(tmp_path / "project").folder(tmp_path / "test_a.py")


@pytest.mark.parametrize(
    ("folder", "stem", "ours"),
    [
        ("test_web", "test_a", True),
        ("sub/test_web", "test_a-prod--svc", True),
        ("web_test", "TestWeb.test_a", True),
        ("web", "test_a", False),
        ("test_web/data", "test_a", False),
        ("test_web", "input", False),
        (".", "test_a", False),
    ],
)
def test_only_files_named_for_a_test_in_folders_named_for_a_module_are_ours(
    pytestconfig: pytest.Config, folder: str, stem: str, ours: bool
) -> None:
    assert looks_like_ours(folder, stem, pytestconfig) is ours
