"""Every key and item of a YAML text has its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.yamltext import dump, load_data
from k8skit.yamltext.paths import field_path
from k8skit.yamltext.places import documents, line_of, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = """\
# comment
a: 1
b:
  c:
    - x
    -  y: 2
       z: |
         several
         lines
    - - 3
      - 4
  "d e": {f: 5, g: [6,
    7]}
h:
"""

KEYS = st.text("abcdefgh .-", min_size=1, max_size=6).filter(lambda key: key.strip() == key)
DATA = st.recursive(
    st.integers(-9, 9) | st.text("abc\n ", max_size=8) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def paths(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield at
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from paths(value, (*at, key))


def test_keys_and_items_have_the_lines_where_they_start() -> None:
    found = lines(TEXT)
    assert found == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", "c"): 4,
        ("b", "c", 0): 5,
        ("b", "c", 1): 6,
        ("b", "c", 1, "y"): 6,
        ("b", "c", 1, "z"): 7,
        ("b", "c", 2): 10,
        ("b", "c", 2, 0): 10,
        ("b", "c", 2, 1): 11,
        ("b", "d e"): 12,
        ("b", "d e", "f"): 12,
        ("b", "d e", "g"): 12,
        ("b", "d e", "g", 0): 12,
        ("b", "d e", "g", 1): 13,
        ("h",): 14,
    }


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_every_path_of_the_data_has_a_line_that_shows_its_key(data: dict[str, Any]) -> None:
    text = dump(data)
    found = lines(text)
    read = load_data(text, "x.yaml")
    assert found.keys() == set(paths(read))
    written = text.splitlines()
    for path, line in found.items():
        if path and isinstance(path[-1], str):
            assert path[-1] in written[line - 1]


def test_an_alias_has_the_line_where_it_stands() -> None:
    found = lines("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n")
    assert found["c",] == 2
    assert found["d", "e"] == 5


def test_what_comes_before_a_mistake_has_its_lines() -> None:
    assert lines("a: 1\nb: [")["a",] == 1


def test_json_is_read_too() -> None:
    assert lines('{"a": 1,\n "b": [2,\n 3]}')["b", 1] == 3


def test_an_empty_text_has_none() -> None:
    assert lines("") == {}


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("", 1),
        ("spec", 1),
        ("spec.list[1].x", 4),
        ("spec.list[1].y.z[0]", 4),
        ("spec.list[7]", 2),
        ("spec.nothing", 1),
        ("spec.hard[limits.cpu]", 6),
        ('spec.hard["limits.cpu"]', 6),
        ("spec.hard['8080']", 7),
        ("spec.hard[8080]", 7),
        ("nothing", 1),
        ("spec..list", 1),
        ("spec.hard[limits.cpu", 6),
    ],
)
def test_a_field_is_found_or_what_is_closest_around_it(field: str, line: int) -> None:
    text = """spec:
  list:
  - x: 1
  - {x: 2}
  hard:
    limits.cpu: 1
    "8080": 2
"""
    (found,) = documents(text)
    assert line_of(found, field) == line
    (nested,) = documents("items:\n- " + text.replace("\n", "\n  "))
    assert line_of(nested, field, ("items", 0)) == line + 1


def test_each_document_has_lines_of_its_own() -> None:
    assert [d[()] for d in documents("a: 1\n---\n# x\nb: 2\n---\n---\n- c\n")] == [1, 4, 6, 7]
    assert documents("a: [") == [{(): 1, ("a",): 1}]


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_every_path_of_the_data_is_found_by_the_field_that_names_it(data: dict[str, Any]) -> None:
    (found,) = documents(dump(data))
    for path in paths(data):
        assert line_of(found, field_path(path)) == found[path]
