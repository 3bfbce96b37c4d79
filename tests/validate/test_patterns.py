"""Patterns: they match as in Go, in linear time; what is not supported is not checked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from k8skit.facts import raw_definitions, shipped
from k8skit.validate.patterns import Pattern, compile_pattern


def search(pattern: str, text: str) -> bool:
    matches = compile_pattern(pattern)
    assert matches is not None, pattern
    return matches(text)


@pytest.mark.parametrize(
    ("pattern", "matching", "other"),
    [
        ("a", ["a", "xay"], ["", "b", "A"]),
        ("^a$", ["a"], ["a\n", "\na", "aa", ""]),
        ("", ["", "x"], []),
        ("^$", [""], ["x", "\n"]),
        ("a|b", ["a", "xb"], ["c"]),
        ("^(a|)$", ["a", ""], ["b"]),
        ("^ab*c+d?$", ["ac", "abbccd"], ["a", "abd", "acdd"]),
        ("^a{2}$", ["aa"], ["a", "aaa"]),
        ("^a{2,}$", ["aa", "aaaa"], ["a"]),
        ("^a{1,3}$", ["a", "aaa"], ["", "aaaa"]),
        ("^a{0}$", [""], ["a"]),
        ("^a{,3}$", ["a{,3}"], ["a", "aaa"]),
        ("^a{b}{$", ["a{b}{"], ["a"]),
        ("^x*?y+?z??$", ["y", "xxyyz"], ["x"]),
        ("^(ab)+$", ["ab", "abab"], ["aba", ""]),
        ("^(?:ab)+$", ["abab"], ["aba"]),
        ("^(?P<name>ab)+(?<other>c)$", ["ababc"], ["ab"]),
        ("^.$", ["a", "ä", "\r"], ["\n", "ab", ""]),
        ("^(?s).$", ["\n"], [""]),
        ("^(?s:.)(?-s:.)$", ["\na"], ["a\n"]),
        ("^[abc]$", ["a", "c"], ["d", "]"]),
        ("^[^abc]$", ["d", "\n"], ["a"]),
        ("^[a-c-e]$", ["b", "-", "e"], ["d"]),
        ("^[]a]$", ["]", "a"], ["b"]),
        ("^[^]a]$", ["b"], ["]", "a"]),
        ("^[a-]$", ["-", "a"], ["b"]),
        ("^[-a]$", ["-", "a"], ["b"]),
        (r"^[\]\\\-]$", ["]", "\\", "-"], ["a"]),
        (r"^[\d\s]$", ["5", "\t"], ["a", "\v"]),
        (r"^[\D]$", ["a"], ["5"]),
        (r"^[+\-\x41-\x{43}]$", ["+", "-", "A", "C"], ["D", ","]),
        ("^[[:alpha:][:digit:]_]+$", ["aB1_"], ["-", ""]),
        ("^[[:^alpha:]]$", ["1"], ["a"]),
        ("^[^[:space:]]$", ["a"], [" ", "\v"]),
        (r"^\d\D\w\W\s\S$", ["1a_- x"], ["11_- x", "1a__ x"]),
        (r"^\w$", ["a", "_", "0"], ["ä", "-"]),
        (r"^\s$", [" ", "\t", "\n", "\f", "\r"], ["\v", "\u00a0"]),
        (r"\Aa\z", ["a"], ["ba", "a\n"]),
        (r"^\.\*\+\?\(\)\[\]\{\}\|\^\$\/\-$", [".*+?()[]{}|^$/-"], ["a"]),
        (r"^\t\n\r\f\v\a$", ["\t\n\r\f\v\a"], [""]),
        (r"^\x41\x{e4}\0\012$", ["A\xe4\0\n"], [""]),
        (r"^\Qa.b*\Ec$", ["a.b*c"], ["axb*c"]),
        (r"^\Qa.b", ["a.b"], ["axb"]),
        (r"^\Qab\E+$", ["abb"], ["abab"]),
        ("^(?i)ab$", ["AB", "ab", "aB"], ["abc"]),
        ("^a(?i)b|c$", ["aB", "xC"], ["Ab"]),
        ("^(?i:a)b$", ["Ab"], ["AB"]),
        ("^(a(?i)b)c$", ["aBc"], ["aBC"]),
        ("^((?i)january|may)$", ["January", "MAY"], ["june"]),
        ("^(?i)[a-c]$", ["A", "c"], ["d"]),
        ("^(?i)[^a]$", ["b"], ["a", "A"]),
        ("^(?i)(?-i)a$", ["a"], ["A"]),
        ("^(?U)a+$", ["aa"], ["b"]),
        ("^*a$", ["a"], ["b"]),
        ("(^$|^[a-f0-9]{64}$)", ["", "a" * 64], ["a" * 63, "g" * 64]),
        ("^(http|https)://.+$", ["http://a", "https://b"], ["ftp://a", "http://"]),
    ],
)
def test_a_pattern_matches_as_in_go(pattern: str, matching: list[str], other: list[str]) -> None:
    for text in matching:
        assert search(pattern, text), text
    for text in other:
        assert not search(pattern, text), text


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bword",
        r"\B",
        r"\pL",
        r"\p{Greek}",
        r"\PL",
        r"(a)\1",
        r"\8",
        r"\Z",
        r"\k<a>",
        r"\h",
        "(?m)^a$",
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        "(?>a)",
        "(?P=a)",
        "(?P<a",
        "(?#x)",
        "(?",
        "(",
        "(a",
        "a)",
        "[",
        "[a",
        "[z-a]",
        "[[:nope:]]",
        "[[:alpha:",
        "*",
        "+a",
        "|*",
        "a**",
        "a*+",
        "a{2}*",
        "a{1001}",
        "a{3,2}",
        "\\",
        r"\x{zz}",
        r"\xg",
        r"\x{110000}",
        r"[\b]",
        "a{2}{3}",
        "(a{1000}){1000}",
        "(" * 200 + ")" * 200,
    ],
)
def test_a_pattern_that_is_not_supported_is_not_checked(pattern: str) -> None:
    assert compile_pattern(pattern) is None


def shipped_patterns() -> list[str]:
    found = set()

    def walk(spec: dict[str, Any]) -> None:
        if "pattern" in spec:
            found.add(spec["pattern"])
        for part in ("items", "values"):
            if part in spec:
                walk(spec[part])

    for name in shipped()["sets"]:
        for definition in raw_definitions(name).values():
            for spec in definition["properties"].values():
                walk(spec)
    return sorted(found)


PATTERNS = shipped_patterns()
SEEDS = [
    "",
    "a",
    "a.b-c.example.com",
    "x" * 64,
    "https://a.b/c?d#e",
    "1h30m10s",
    "1.5Gi",
    "Foo/Bar",
    "*.a.b",
    "january:may",
    "Sunday",
    "2024:2025",
    "a@b.iam.gserviceaccount.com",
    "@daily",
    "* * * * *",
    "sha256:abc",
    "0",
    "10s",
    "abort",
    "/a/*.yaml",
]


def test_there_are_shipped_patterns_and_all_are_supported() -> None:
    assert len(PATTERNS) > 50
    for pattern in PATTERNS:
        assert compile_pattern(pattern) is not None, pattern


@settings(max_examples=300, deadline=None)
@given(pattern=st.sampled_from(PATTERNS), data=st.data())
def test_shipped_patterns_agree_with_python(pattern: str, data: st.DataObject) -> None:
    if "(?i)" in pattern:
        return  # Python takes flags at the start only
    reference = re.compile(pattern, re.ASCII)
    text = data.draw(st.sampled_from(SEEDS) | st.from_regex(reference) | st.text(alphabet="abzAZ019-_.:/*@ %hms", max_size=12))
    if data.draw(st.booleans()) and text:
        i = data.draw(st.integers(0, len(text) - 1))
        text = text[:i] + data.draw(st.sampled_from(["", "-", ".", "/", "A", "é"])) + text[i + 1 :]
    assume(not text.endswith("\n"))  # there Go's `$` differs from Python's
    assume("\v" not in text)  # for Go's `\s` it is no blank
    assert search(pattern, text) == bool(reference.search(text)), text


PIECES = st.recursive(
    st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "^", "$"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda p: f"(?:{p[0]}|{p[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,2}"])).map(lambda p: f"(?:{p[0]}){p[1]}"),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(pattern=PIECES, text=st.text(alphabet="ab1\n", max_size=8))
def test_any_pattern_agrees_with_python(pattern: str, text: str) -> None:
    assert search(pattern, text) == bool(re.search(pattern.replace("$", r"\Z"), text, re.ASCII))


def test_patterns_end_where_backtracking_would_not() -> None:
    for evil in ("^([a-z]+)*$", "^(a|a)*$", "^(a*)*b$", "(x+x+)+y"):
        assert not search(evil, "a" * 20000 + "!")


def test_the_memory_of_transitions_is_bounded() -> None:
    pattern = Pattern("(a|b)*a(a|b){14}$")
    text = "".join("ab"[(i * i // 7) % 2] for i in range(30000))
    assert pattern.search(text + "a" + "b" * 14)
    assert len(pattern._cached) <= 2000


def test_a_pattern_keeps_no_state_between_texts() -> None:
    matches = compile_pattern("^a+b$")
    assert matches is not None
    assert [matches(t) for t in ("aab", "aa", "aab", "b", "ab")] == [True, False, True, False, True]
