"""How values look in a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.report.values import DEPTH, one_line, printable

DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"app.kubernetes.io/name": "order"}, "{app.kubernetes.io/name: order}"),
        ({"a": [1, 2.5, None, True, False], "b": {}}, "{a: [1, 2.5, null, true, false], b: {}}"),
        ((1, "x"), "[1, x]"),
        ([], "[]"),
        ("registry.example.com:5000/orders:1.4.2", "registry.example.com:5000/orders:1.4.2"),
        ("1.4.2", "1.4.2"),
        ("10.0.0.1/8", "10.0.0.1/8"),
        ("500m", "500m"),
        ("1Gi", "1Gi"),
        ("v1", "v1"),
        ("a:b", "a:b"),
        ("0xy:z"[1:], "xy:z"),
        ("~/x", "~/x"),
        (70000, "70000"),
    ],
)
def test_plain_values_need_no_quotes(value: object, line: str) -> None:
    assert one_line(value) == line


@pytest.mark.parametrize(
    "text",
    [
        *("8080", "-1", "+1", "1e3", "0755", "12:30:00", ".5", "1_000", "1.5", "-abc", "+abc", ".abc", "0x1F", "0o17", "0b1", "0XZZ"),
        *("null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity", "Yes", "NULL"),
        *("", " ", ".", "=", "=x", ":x", "@x", "key:", "%", "ä"),
        *("b c", "1 Gi", "a: b", "a, b", "[x]", "{x}", "a#b", "'a'", "*a", "&a", "!a"),
    ],
)
def test_a_string_that_could_be_something_else_is_quoted(text: str) -> None:
    assert one_line(text) == f'"{text}"'


def test_quotes_backslashes_and_line_ends_are_escaped() -> None:
    assert one_line('a "b" \\ \n\t\r') == '"a \\"b\\" \\\\ \\n\\t\\r"'


@pytest.mark.parametrize(
    ("char", "shown"),
    [("\x1b", "\\x1b"), ("\x00", "\\x00"), ("\x85", "\\x85"), ("\u202e", "\\u202e"), ("\ud800", "\\ud800"), ("\U000e0001", "\\U000e0001")],
)
def test_what_could_steer_a_terminal_is_escaped(char: str, shown: str) -> None:
    assert one_line(f"x{char}y") == f'"x{shown}y"'
    assert one_line({char: char}) == f'{{"{shown}": "{shown}"}}'
    assert printable(f"x{char}\ny") == f"x{shown}\ny"


def test_printable_text_stays_as_it_is() -> None:
    assert printable("größe: 1, 日本") == "größe: 1, 日本"


def test_a_long_value_is_cut() -> None:
    assert one_line("a" * 100) == "a" * 100
    assert one_line("a" * 101, limit=100) == "a" * 97 + "..."
    assert one_line(["abc"] * 50, limit=20) == "[abc, abc, abc, a..."


def test_a_value_as_long_as_the_limit_is_whole() -> None:
    assert one_line(["abcdef", "ghijkl"], limit=16) == "[abcdef, ghijkl]"
    assert one_line(["abcdef", "ghijkl"], limit=15) == "[abcdef, ghi..."


def test_a_value_that_contains_itself_is_cut() -> None:
    ring: list[object] = []
    ring.append(ring)
    assert one_line(ring, limit=10) == "[[[[[[[..."
    loop: dict[str, object] = {}
    loop["a"] = loop
    assert one_line(loop, limit=10) == "{a: {a:..."


def test_levels_below_the_deepest_are_left_out() -> None:
    lists: object = "end"
    dicts: object = "end"
    keys: object = "end"
    for _ in range(DEPTH):
        lists = [lists]
        dicts = {"a": dicts}
        keys = (keys,)
    assert one_line(lists, 1000) == "[" * DEPTH + "end" + "]" * DEPTH
    assert one_line([lists], 1000) == "[" * DEPTH + "..." + "]" * DEPTH
    assert one_line(dicts, 1000) == "{a: " * DEPTH + "end" + "}" * DEPTH
    assert one_line({"a": dicts}, 1000) == "{a: " * DEPTH + "..." + "}" * DEPTH
    assert one_line({keys: 1}, 1000) == "{" + "[" * (DEPTH - 1) + "..." + "]" * (DEPTH - 1) + ": 1}"


def test_a_long_string_is_cut_before_it_is_looked_at_as_a_whole() -> None:
    assert one_line("a b" * 10**7, 20) == '"a ba ba ba ba ba...'
    assert one_line(["x" * 30], 20) == "[xxxxxxxxxxxxxxxx..."


def test_a_huge_value_is_not_walked_to_its_end() -> None:
    class Sparse(dict[str, object]):
        seen = 0

        def items(self):  # type: ignore[no-untyped-def]
            for number in range(10**9):
                Sparse.seen += 1
                yield str(number), None

    assert one_line(Sparse()).endswith("...")
    assert Sparse.seen < 100


def test_a_value_whose_repr_fails_is_named_by_its_type() -> None:
    class Odd:
        def __repr__(self) -> str:
            raise RuntimeError("no")

    assert one_line([Odd()]) == "[<Odd>]"


def test_an_integer_too_long_for_python_to_print_is_named_by_its_type() -> None:
    assert one_line(10**5000) == "<int>"


def test_other_values_show_their_repr() -> None:
    assert one_line({3}) == "{3}"
    assert one_line(b"\x1b") == "b'\\x1b'"


@given(DATA, st.integers(10, 200))
def test_any_value_is_one_printable_line_within_the_limit(value: object, limit: int) -> None:
    line = one_line(value, limit)
    assert line.isprintable()
    assert len(line) <= limit


@given(DATA)
def test_a_value_that_fits_is_whole_and_others_begin_alike(value: object) -> None:
    whole = one_line(value, 100_000)
    assert one_line(value, max(len(whole), 3)) == whole


@given(st.text())
def test_a_string_never_looks_like_another_type(text: str) -> None:
    line = one_line(text, 10_000)
    others: list[object] = [None, True, False, [], {}]
    assert line not in {one_line(other) for other in others}
    try:
        number = float(line)
    except ValueError:
        return
    pytest.fail(f"{text!r} is shown as the number {number}")
