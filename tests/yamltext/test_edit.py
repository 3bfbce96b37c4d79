"""Edits of a text leave all other bytes alone; what would mean something else is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.fix import QUOTE, REMOVE, RENAME, SET, Edit, Fix, applied
from k8skit.yamltext import dump_all, load_all
from k8skit.yamltext.edit import edited

HEAD = "# top é 𝄞\napiVersion: v1\nkind: ConfigMap   # kind\n"


def run(text: str, *edits: Edit, document: int = 0) -> str | None:
    """The text with one fix made; None if it is refused."""
    found = load_all(text, "x")[document]
    result = edited(text, [(found.line, Fix(found.object, *edits))])
    assert len(result.made) + len(result.refused) == 1
    assert result.made or result.text == text
    return result.text if result.made else None


class TestScalars:
    @pytest.mark.parametrize(
        "source", ["8080", "0x10", "010", "1.10", "1e3", "yes", "on", "True", "-1", "0o17", "1_000"], ids=lambda source: source
    )
    def test_quotes_go_around_what_is_written(self, source: str) -> None:
        text = f"{HEAD}data:\n  a:   {source}   # why\n  b: x\n"
        assert run(text, Edit(QUOTE, ("data", "a"), "z")) == text.replace(f"  {source}   #", f'  "{source}"   #')

    @pytest.mark.parametrize("source", ["!!int 8080", "&a 8080", "+1"])
    def test_what_is_written_otherwise_is_left(self, source: str) -> None:
        assert run(f"{HEAD}data:\n  a: {source}\n", Edit(QUOTE, ("data", "a"), "z")) is None

    def test_a_text_is_never_quoted_again(self) -> None:
        assert run(f'{HEAD}data:\n  a: "1"\n', Edit(QUOTE, ("data", "a"), "z")) is None

    @pytest.mark.parametrize(("source", "wanted"), [("always", "Always"), ("'always'", "'Always'"), ('"always"', '"Always"')])
    def test_a_new_value_keeps_the_quotes(self, source: str, wanted: str) -> None:
        text = f"{HEAD}spec: {{restartPolicy: {source}, b: [1, 2]}} # c\n"
        assert run(text, Edit(SET, ("spec", "restartPolicy"), "Always")) == text.replace(source, wanted)

    def test_a_new_value_that_is_no_plain_text_is_quoted(self) -> None:
        text = f"{HEAD}data:\n  a: x\n"
        assert run(text, Edit(SET, ("data", "a"), "yes")) == f"{HEAD}data:\n  a: 'yes'\n"

    @pytest.mark.parametrize("source", ["|\n    always\n", ">-\n    always\n", '"al\\\n    ways"\n', "alw\n    ays\n"])
    def test_more_than_one_line_is_left(self, source: str) -> None:
        assert run(f"{HEAD}data:\n  a: {source}", Edit(SET, ("data", "a"), "Always")) is None


class TestKeys:
    def test_a_key_gets_another_name_and_keeps_its_place(self) -> None:
        text = f"{HEAD}metaData: # m\n  name: a\n\n\ndata: {{}}\n"
        assert run(text, Edit(RENAME, ("metaData",), "metadata")) == text.replace("metaData", "metadata")

    def test_quotes_of_a_key_stay(self) -> None:
        text = f'{HEAD}"metaData": {{name: a}}\n'
        assert run(text, Edit(RENAME, ("metaData",), "metadata")) == text.replace("metaData", "metadata")

    def test_a_name_that_is_taken_is_left(self) -> None:
        assert run(f"{HEAD}metaData: {{}}\nmetadata: {{}}\n", Edit(RENAME, ("metaData",), "metadata")) is None

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("spec:\n  # number\n  replicas: 3 # three\n  b: 1\n", "spec:\n  # number\n  b: 1\n"),
            ("spec:\n  b: 1\n  replicas: 3", "spec:\n  b: 1\n"),
            ("spec:\r\n  b: 1\r\n  replicas: 3\r\nx: 1\r\n", "spec:\r\n  b: 1\r\nx: 1\r\n"),
            ("spec: {replicas: 3, b: 1}\n", "spec: {b: 1}\n"),
            ("spec: {b: 1, replicas: 3}\n", "spec: {b: 1}\n"),
            ("spec: {b: 1, replicas: 3 , c: [] }\n", "spec: {b: 1, c: [] }\n"),
        ],
    )
    def test_a_key_goes_with_its_line(self, before: str, after: str) -> None:
        assert run(HEAD + before, Edit(REMOVE, ("spec", "replicas"))) == HEAD + after

    @pytest.mark.parametrize(
        "text",
        [
            "spec:\n  replicas: 3\n",
            "spec: {replicas: 3}\n",
            "spec:\n  b: 1\n  replicas: |\n    a\n",
            "spec: {replicas: 3, # why\n  b: 1}\n",
        ],
    )
    def test_what_would_leave_nothing_or_lose_words_stays(self, text: str) -> None:
        assert run(HEAD + text, Edit(REMOVE, ("spec", "replicas"))) is None

    def test_the_first_key_of_an_item_goes_without_the_dash(self) -> None:
        text = f"{HEAD}items2:\n- replicas: 3\n  b: 1\n- c: 1\n"
        assert run(text, Edit(REMOVE, ("items2", 0, "replicas"))) == text.replace("replicas: 3\n  ", "")


class TestAliases:
    TEXT = f"{HEAD}a: &x\n  v: 1\n  w: 2\nb: *x\nc:\n  <<: *x\n  z: 3\n"

    @pytest.mark.parametrize("path", [("a", "v"), ("b", "v"), ("c", "v")])
    def test_what_stands_in_two_places_is_left(self, path: tuple[str, ...]) -> None:
        assert run(self.TEXT, Edit(QUOTE, path, "1")) is None

    def test_what_stands_beside_is_not(self) -> None:
        assert run(self.TEXT, Edit(QUOTE, ("c", "z"), "3")) == self.TEXT.replace("z: 3", 'z: "3"')


class TestDocuments:
    TEXT = "---\n# nothing\n---\na: 1\n---\n\nb: 1\n...\n---\nkind: List\nitems:\n- c: 1\n- c: 2\n- d: 1\n"

    def test_each_document_has_its_edits(self) -> None:
        assert run(self.TEXT, Edit(QUOTE, ("b",), "1"), document=1) == self.TEXT.replace("b: 1", 'b: "1"')

    def test_an_item_of_a_list_is_found_by_what_it_is(self) -> None:
        found = load_all(self.TEXT, "x")[2]
        item = {"apiVersion": None, "kind": None, "c": 2}
        fix = Fix(item, Edit(QUOTE, ("c",), "2"))
        assert edited(self.TEXT, [(found.line, fix)]).text == self.TEXT.replace("c: 2", 'c: "2"')

    def test_two_equal_items_cannot_be_told_apart(self) -> None:
        text = "kind: List\nitems:\n- c: 1\n- c: 1\n"
        fix = Fix({"apiVersion": None, "kind": None, "c": 1}, Edit(QUOTE, ("c",), "1"))
        assert edited(text, [(1, fix)]).refused == [fix]

    def test_json_stays_json(self) -> None:
        text = '{\n  "kind": "Pod",\n  "metaData": {"a": 1, "b": true}\n}\n'
        assert run(text, Edit(RENAME, ("metaData",), "metadata")) == text.replace("metaData", "metadata")
        assert run(text, Edit(QUOTE, ("metaData", "b"), "true")) == text.replace("true", '"true"')

    def test_one_that_is_refused_keeps_none_of_the_others(self) -> None:
        text = f"{HEAD}data: &d\n" + "".join(f"  k{i}: {i}\n" for i in range(9)) + "other: *d\nlast: {a: 1}\n"
        object = load_all(text, "x")[0].object
        fixes = [(2, Fix(object, Edit(QUOTE, ("data", f"k{i}"), ""))) for i in range(9)]
        fixes.append((2, Fix(object, Edit(QUOTE, ("last", "a"), ""))))
        result = edited(text, fixes)
        assert result.text == text.replace("a: 1}", 'a: "1"}')
        assert (len(result.made), len(result.refused)) == (1, 9)

    def test_of_two_edits_of_one_place_one_is_made(self) -> None:
        text = f"{HEAD}spec: {{a: x, b: 1}}\n"
        object = load_all(text, "x")[0].object
        result = edited(text, [(2, Fix(object, Edit(SET, ("spec", "a"), value))) for value in ("y", "z")])
        assert (len(result.made), len(result.refused)) == (1, 1)

    @pytest.mark.parametrize("text", ["\ufeffa: 1\n", "a: [1\n", "a: 1\na: 2\n"])
    def test_a_text_that_is_hard_to_read_is_left(self, text: str) -> None:
        fix = Fix({"a": 1}, Edit(QUOTE, ("a",), "1"))
        result = edited(text, [(1, fix)])
        assert (result.text, result.refused) == (text, [fix])


KEYS = st.text("abcAB_-.é ", min_size=1, max_size=4).filter(str.strip)
VALUES = st.recursive(
    st.one_of(st.integers(-(2**63), 2**63 - 1), st.booleans(), st.none(), st.text(max_size=8), st.just("a\nb\n")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def paths(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path below a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, item in inner for path in ((*above, key), *paths(item, (*above, key)))]


@given(st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), min_size=1, max_size=3), st.data())
def test_whatever_is_made_is_what_was_wanted_and_nothing_else(objects: list[dict[str, Any]], data: st.DataObject) -> None:
    text = dump_all(objects)
    documents = load_all(text, "x")
    number = data.draw(st.integers(0, len(documents) - 1))
    path = data.draw(st.sampled_from(paths(documents[number].object)))
    edit = data.draw(
        st.one_of(
            st.builds(Edit, st.just(SET), st.just(path), st.text(max_size=6)),
            st.just(Edit(REMOVE, path)),
            st.builds(Edit, st.just(RENAME), st.just(path), KEYS),
        )
    )
    result = edited(text, [(documents[number].line, Fix(documents[number].object, edit))])
    wanted = [document.object for document in documents]
    if result.made:
        wanted[number] = applied(wanted[number], (edit,))
        old, new = text.split("\n"), result.text.split("\n")
        # The key behind one that is removed may come up to its dash.
        assert len([line for line in old if line not in new]) <= 1 + (edit.action == REMOVE)
    else:
        assert result.text == text
    assert [document.object for document in load_all(result.text, "x")] == wanted
