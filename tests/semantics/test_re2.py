"""RE2: what is said to be no expression of it is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.re2 import problem
from k8skit.validate.patterns import compile_pattern

WRONG = {
    "*": "has nothing that '*' could repeat",
    "a|+": "has nothing that '+' could repeat",
    "({2})": "has nothing that '{' could repeat",
    "a**": "repeats a repetition with '*'",
    "a{2}{3}": "repeats a repetition with '{'",
    "a*??": "repeats a repetition with '?'",
    "(": "has a '(' that nothing closes",
    "a)": "has a ')' that nothing opens",
    "(?i)a)": "has a ')' that nothing opens",
    "[": "has a '[' that nothing closes",
    "[]": "has a '[' that nothing closes",
    "[^]": "has a '[' that nothing closes",
    "[z-a]": "has the range z-a, which is the wrong way round",
    "(?!a)b": "looks ahead with (?!, which RE2 cannot",
    "a(?=b)": "looks ahead with (?=, which RE2 cannot",
    "(?<=a)b": "looks behind with (?<=, which RE2 cannot",
    "(?<!a)b": "looks behind with (?<!, which RE2 cannot",
    "(?>a)": "has the group (?>, which RE2 does not know",
    "(?)": "has the group (?), which RE2 does not know",
    "(?P<a": "has the name of a group without an end",
    r"(a)\1": r"refers back with \1, which RE2 cannot",
    "a\\": "ends with a backslash",
    r"\y": r"has \y, which means nothing to RE2",
    r"a\E": r"has \E, which means nothing to RE2",
    r"\Qa\E\E": r"has \E, which means nothing to RE2",
    r"[\b]": r"has \b, which means nothing to RE2",
    "a{1001}": "repeats something more than 1000 times",
    "a{3,2}": "repeats something at least 3 and at most 2 times",
}

RIGHT = [
    "",
    "/api/v[12]/.*",
    r"^(.*?;)?(user=[^;]*)(;.*)?$",
    "a*?b+?c??",
    "a{",
    "a{,2}",
    "a{2,}?",
    "{a}",
    "[]a]",
    "[^]a]",
    "[a-]",
    r"[\]]",
    "[[:alpha:]]+",
    r"[\d-x]",
    r"(?i)abc",
    "(?P<name>a)",
    "(?<name>a)",
    "(?i:a)(?s-m:b)",
    r"\Qa*(\E",
    r"\Qa*(",
    r"\pL\p{Greek}\bword\B\x{1F}\x41\012",
    "a|",
    "()",
    "^*",
]


@pytest.mark.parametrize("expression", WRONG)
def test_what_re2_refuses_is_told(expression: str) -> None:
    assert problem(expression) == WRONG[expression]


@pytest.mark.parametrize("expression", RIGHT)
def test_what_re2_takes_is_taken(expression: str) -> None:
    assert problem(expression) == ""


@given(st.text("ab()[]{}*+?|\\^-:,.12=!<>PiQEd", max_size=10))
def test_what_another_reader_of_re2_takes_is_no_problem(expression: str) -> None:
    if compile_pattern(expression) is not None:
        assert problem(expression) == ""


@given(st.text("ab()[]{}*+?|\\^-:,.12=!<>PQEd", max_size=10))
def test_an_expression_without_a_problem_is_one_to_another_reader_too(expression: str) -> None:
    # without the flags, classes and repetitions that the other reader leaves open
    if problem(expression) == "" and not any(x in expression for x in ("(?", "\\b", "\\B", "\\P", "[:", "^*", "^+", "^?", "^{", "\\Q")):
        assert compile_pattern(expression) is not None
