"""Matches of delegates, held against the texts that each match takes."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.istio_delegates import conflict, is_left

PATHS = ["/" + "".join(p) for n in range(1, 4) for p in itertools.product("ab/", repeat=n)]


def takes(match: dict[str, str], text: str) -> bool:
    return text == match["exact"] if "exact" in match else text.startswith(match["prefix"])


TEXTS = st.one_of(*(st.builds(lambda v, how=how: {how: v}, st.sampled_from(PATHS[:12])) for how in ("exact", "prefix")))


@pytest.mark.parametrize("key", ["uri", "method", "authority"])
@given(root=TEXTS, leaf=TEXTS)
def test_a_match_conflicts_exactly_if_it_takes_what_the_other_does_not(key: str, root: dict[str, str], leaf: dict[str, str]) -> None:
    within = all(takes(root, text) for text in PATHS if takes(leaf, text))
    assert (conflict({key: root}, {key: leaf}) == "") == within


@pytest.mark.parametrize(
    ("root", "leaf", "field"),
    [
        ({}, {"uri": {"regex": ".*"}}, ""),
        ({"uri": {"prefix": "/a"}}, {}, ""),
        ({"uri": {"prefix": "/a"}}, {"uri": {"regex": "/a/.*"}}, "uri"),
        ({"uri": {"regex": "/a.*"}}, {"uri": {"exact": "/a"}}, "uri"),
        ({"headers": {"x": {"exact": "1"}}}, {"headers": {"y": {"exact": "2"}}}, ""),
        ({"headers": {"x": {"exact": "1"}}}, {"headers": {"x": {"exact": "2"}}}, "headers[x]"),
        ({"queryParams": {"x": {"prefix": "1"}}}, {"queryParams": {"x": {"exact": "12"}}}, ""),
        ({"port": 80}, {"port": 81}, "port"),
        ({"port": 80}, {}, ""),
        (None, "text", ""),
    ],
)
def test_what_conflicts_with_what(root: Any, leaf: Any, field: str) -> None:
    assert conflict(root, leaf) == field


def test_each_match_of_a_delegate_is_within_one_of_the_route() -> None:
    roots = [{"uri": {"prefix": "/a"}}, {"uri": {"prefix": "/b"}}]
    assert is_left(roots, [{"uri": {"prefix": "/a/x"}}, {"uri": {"exact": "/b"}}])
    assert not is_left(roots, [{"uri": {"prefix": "/a/x"}}, {"uri": {"exact": "/c"}}])
    assert is_left([], [{"uri": {"exact": "/c"}}])
    assert is_left(roots, [])
