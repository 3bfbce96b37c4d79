"""What to do about problems that say no more than what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.validate.advice import _BY_WORD, advice
from k8skit.validate.patterns import compile_pattern
from k8skit.validate.problem import Problem, wrong_type

CASES = {
    "K8S104 must be Exact or Prefix": "write one of these",
    "K8S104 must be Always": "write it so",
    "K8S105 must not be empty": "give it a value, or remove it",
    "K8S105 must be at most 63 characters long": "change the length of the text",
    "K8S105 must have at least 2 items, not 1": "add what is missing",
    "K8S105 must have at most 2 items, not 3": "remove what is too much, or put it into another object",
    "K8S105 the number must be between 1 and 9": "write a number that is within the limit",
    "K8S105 the share must be at most 100%": "write a smaller percentage",
    "K8S106 the quantity must not be negative": "write zero or more",
    "K8S106 the quantity must not contain blanks: write 1Gi": "write it so",
    "K8S107 the time must have a date": "write the time as in 2030-01-31T12:00:00Z",
    "K8S107 the time zone must be known": "write the name of the time zone as in Europe/Berlin",
    "K8S115 one of a or b is missing": "give the one that is meant",
    "K8S121 the label key must not be empty": "write the key as in app or example.com/app",
    "K8S123 the port number must be between 1 and 65535": "write the number that the program listens on",
    "K8S130 must be left out: it is there already": "remove it",
    "K8S124 the key must not be empty": "use letters, digits, '-', '_' and '.', as in a file's name",
}


@pytest.mark.parametrize("case", CASES)
def test_the_advice_is_about_what_is_wrong(case: str) -> None:
    code, _, message = case.partition(" ")
    assert advice(Problem(code, message)) == CASES[case]


@pytest.mark.parametrize("wanted", ["an object", "a list", "a string", "true or false", "an integer", "a number", "an integer or a string"])
def test_a_wrong_type_is_answered_by_how_the_right_one_is_written(wanted: str) -> None:
    assert advice(wrong_type(object(), wanted)[0]) not in ("", f"write {wanted}")


@pytest.mark.parametrize(
    "pattern", [r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", r"^([0-9]{1,5}(h|m|s|ms)){1,4}$", r"^(\*\.)?[a-z]+(\.[a-z]+)+$", r"(^$|^[a-f0-9]{40}$)"]
)
def test_the_example_of_a_pattern_matches_it(pattern: str) -> None:
    matches = compile_pattern(pattern)
    example = advice(Problem("K8S114", f"must match the pattern {pattern}")).partition("such as ")[2]
    assert example
    assert matches is not None
    assert matches(example)


@given(st.from_regex(r"K8S1[0-9]{2}", fullmatch=True), st.text())
def test_there_is_advice_for_every_problem(code: str, message: str) -> None:
    assert advice(Problem(code, message))


@pytest.mark.parametrize("code", _BY_WORD)
def test_the_last_word_of_each_code_is_for_whatever_it_says(code: str) -> None:
    assert advice(Problem(code, "")) == _BY_WORD[code][-1][1]
    for word, text in _BY_WORD[code]:
        assert text
        assert advice(Problem(code, word)) == text
