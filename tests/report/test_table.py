"""Aligned tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.report.table import table

ROWS = [["shop", "Deployment", "orders"], ["a-longer-chart", "Service", "x"]]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert table(["CHART", "KIND", "NAME"], ROWS) == (
        "CHART           KIND        NAME\nshop            Deployment  orders\na-longer-chart  Service     x\n"
    )


def test_no_rows_leave_the_head() -> None:
    assert table(["CHART", "KIND"], []) == "CHART  KIND\n"


def test_the_widest_columns_are_cut_to_the_terminal() -> None:
    rows = [["a", "b" * 30, "c" * 20]]
    assert table(["X", "Y", "Z"], rows, width=40) == "X  Y" + " " * 18 + "Z\na  " + "b" * 14 + "...  " + "c" * 14 + "...\n"


def test_nothing_is_cut_where_it_fits() -> None:
    assert table(["X"], [["a" * 40]], width=40) == table(["X"], [["a" * 40]])


def test_a_terminal_far_too_narrow_still_shows_something() -> None:
    assert table(["CHART", "KIND"], [["a" * 30, "b" * 30]], width=5).split("\n")[1] == "aaaaa...  bbbbb..."


def test_wide_characters_take_two_columns() -> None:
    assert table(["A", "B"], [["日本", "x"], ["e\u0301", "y"]]) == "A     B\n日本  x\ne\u0301     y\n"


def test_control_characters_and_line_ends_stay_in_their_cell() -> None:
    assert table(["A"], [["x\x1b[31m\ny"]]) == "A\nx\\x1b[31m y\n"


def test_only_the_head_is_coloured() -> None:
    assert table(["A"], [["x"]], color=True) == "\x1b[1mA\x1b[0m\nx\n"


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=8), st.integers(0, 120))
def test_every_row_is_one_line_within_the_width(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = table(["A", "BB", "CCC"], rows, width=width).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line == line.rstrip() for line in lines)
    if width >= 3 * 8 + 4:
        assert all(len(line) <= width for line in lines if line.isascii())


@pytest.mark.parametrize("width", [0, 20, 80])
def test_a_table_is_the_same_twice(width: int) -> None:
    assert table(["A", "B", "C"], ROWS, width=width) == table(["A", "B", "C"], ROWS, width=width)
