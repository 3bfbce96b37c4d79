"""The fast reader of plain TOML reads as tomllib does, or gives up."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit.files.toml import line_of, loads, plain

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

KEYS = st.sampled_from(["a", "b", "c-1", "A_b", "8", '"q k"', "'l'", '"a"'])
DOTTED = st.lists(KEYS, min_size=1, max_size=3).flatmap(lambda ks: st.sampled_from([".".join(ks), " . ".join(ks)]))
SPACE = st.sampled_from(["", " ", "\t", "  "])
BREAK = st.sampled_from(["", " ", "\n", "\n\n  ", " # c\n"])
STRINGS = st.sampled_from(
    [
        '""',
        '"x"',
        "'x'",
        "''",
        '"a\\nb"',
        '"\\\\"',
        '"\\""',
        "'\\'",
        '"é"',
        '"#"',
        "'\"'",
        '"\\u0041"',
        '"""x"""',
        '"\\x"',
        '"x',
        '"\\"',
        "'''a'''",
    ]
)
NUMBERS = st.sampled_from(["0", "1", "-7", "+3", "42", "007", "1_000", "1.5", "1e3", "0x1F", "inf", "9" * 25, "-0", "-"])
OTHERS = st.sampled_from(["true", "false", "True", "truely", "2026-01-01", "", "nonsense", "12:30:00"])


def inline(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(DOTTED, SPACE, values).map(lambda p: f"{p[0]}{p[1]}={p[1]}{p[2]}")
    end = st.sampled_from(["}", " }", ",}", "\n}", ""])
    return st.tuples(st.lists(pair, max_size=3), SPACE, end).map(lambda p: "{" + p[1] + ("," + p[1]).join(p[0]) + p[2])


def array(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    end = st.sampled_from(["]", ",]", ",\n]", ",,]", ""])
    return st.tuples(st.lists(values, max_size=3), BREAK, end).map(lambda p: "[" + p[1] + f"{p[1]},{p[1]}".join(p[0]) + p[1] + p[2])


VALUES = st.recursive(STRINGS | NUMBERS | OTHERS, lambda v: array(v) | inline(v), max_leaves=4)
LINES = st.one_of(
    st.tuples(DOTTED, SPACE, VALUES, SPACE).map(lambda p: f"{p[1]}{p[0]}{p[3]}={p[1]}{p[2]}{p[3]}"),
    st.tuples(DOTTED, SPACE).map(lambda p: f"[{p[1]}{p[0]}{p[1]}]{p[1]}"),
    st.tuples(DOTTED, SPACE).map(lambda p: f"[[{p[1]}{p[0]}{p[1]}]]"),
    st.sampled_from(
        ["", "# comment", "  # [a]", "a = 1 # c", "[a] # c", "[a", "a]", "[]", "= 1", "a", "a = = 1", "[ [a]]", "# \x01", "a = '\x00'"]
    ),
)
DOCUMENTS = st.tuples(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\n", "\r"])).map(
    lambda p: p[1].join(p[0]) + p[2]
)


def by_tomllib(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


@given(DOCUMENTS)
@settings(max_examples=400, deadline=None)
def test_what_is_read_fast_is_what_tomllib_reads(text: str) -> None:
    found = plain(text)
    if found is not None:
        expected = by_tomllib(text)
        assert found == expected
        assert repr(found) == repr(expected)  # 1 is no True


PLAIN = """\
app = "app.py"   # the app
'crds' = ["crds/*.yaml", # ours
          'more/*.yaml',
]
strict = false
n = -12

[tool.ruff]
lint.select = ["A", "B"]
lint.ignore = []

[tool.k8skit]
environments = [ ]
x = {a = 1, "b c" = [{ }, {d = "\\\\e\\t"}]}
[project]
[[people]]
name = "ä"
[[people]]
[tool]
"""


def test_the_usual_is_plain() -> None:
    assert plain(PLAIN) == tomllib.loads(PLAIN)
    assert plain(PLAIN.replace("\n", "\r\n")) == tomllib.loads(PLAIN)
    assert plain("") == {}
    assert plain(PLAIN.rstrip()) == tomllib.loads(PLAIN)


def test_the_project_itself_is_plain(root: Path) -> None:
    text = (root / "pyproject.toml").read_text()
    assert plain(text) == tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\na = 2",
        "[a]\n[a]",
        "a.b = 1\na.b = 2",
        "[a.b]\n[a]\nb.c = 1",
        "a = {b = 1}\n[a.c]",
        "a.b = 1\n[a]",
        "a.b = 1\n[a.c]",
        "a = []\n[[a]]",
        "[[a]]\n[a]",
        "[a]\n[[a]]",
        "[[a]]\n[a.b]",
        "a = {b = 1, b = 2}",
        "a = {b.c = 1}",
        "a = {b = 1,}",
        "a = [1 2]",
        "a = [1,,2]",
        "a = 01",
        "a = 1x",
        "a = truefalse",
        'a = "x" "y"',
        "a = 'x\ny'",
        'a = "x\ny"',
        "a = [1",
        "[a",
        "a",
        "= 1",
        "a b = 1",
        "a = 1 b = 2",
        "[a] b = 1",
        'a = """x"""',
        "a = 1.5",
        "a = 2026-01-01",
        '"\\u0061" = 1',
        "a = 99999999999999999999",
        "\ufeffa = 1",
        "a = 1\r",
        "# \x00",
    ],
)
def test_everything_else_is_left_to_tomllib(text: str) -> None:
    assert plain(text) is None
    if by_tomllib(text) is None:
        with pytest.raises(ValueError):
            loads(text)
    else:
        assert loads(text) == tomllib.loads(text)


def test_plain_documents_do_not_load_tomllib(environment: dict[str, str]) -> None:
    code = "import sys; from k8skit.files.toml import loads; loads(sys.argv[1]); print('tomllib' in sys.modules, 're' in sys.modules)"

    def loaded(text: str) -> str:
        return subprocess.run([sys.executable, "-c", code, text], env=environment, capture_output=True, text=True, check=True).stdout

    assert loaded(PLAIN) == "False False\n"
    assert loaded("a = 1.5") == "True True\n"


@pytest.mark.parametrize(
    ("key", "table", "line"),
    [
        ("app", "", 1),
        ("crds", "", 2),
        ("strict", "", 5),
        ("lint", "tool.ruff", 9),
        ("environments", "tool.k8skit", 13),
        ("x", "tool.k8skit", 14),
        ("app", "tool.k8skit", 0),
        ("nothing", "", 0),
        ("people", "", 16),
        ("name", "people", 17),
        ("k8skit", "tool", 12),
    ],
)
def test_lines_of_keys_are_found(key: str, table: str, line: int) -> None:
    assert line_of(PLAIN, key, table) == line
