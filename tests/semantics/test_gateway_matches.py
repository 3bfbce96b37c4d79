"""Matches of the Gateway API that are the same, held against a matcher that tries every request."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.semantics.gateway_matches import grpc_key, http_key
from tests.semantics.http_requests import Request, takes

PATHS = ("/", "/a", "/a/", "/ab", "/a/b")
ALL: list[Request] = [
    (path, method, header, query)
    for path, method, header, query in itertools.product(
        PATHS, ("GET", "POST"), ({}, {"x-a": "1"}, {"x-a": "2", "x-b": "1"}), ({}, {"Q": "1"}, {"q": "1"})
    )
]


def entries(*names: str) -> st.SearchStrategy[list[dict[str, str]]]:
    entry = st.fixed_dictionaries(
        {"name": st.sampled_from(names), "value": st.sampled_from(["1", "2"])}, optional={"type": st.just("Exact")}
    )
    return st.lists(entry, max_size=2)


MATCHES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "path": st.fixed_dictionaries({}, optional={"type": st.sampled_from(["Exact", "PathPrefix"]), "value": st.sampled_from(PATHS)}),
        "method": st.sampled_from(["GET", "POST"]),
        "headers": entries("x-a", "X-A", "x-b"),
        "queryParams": entries("q", "Q"),
    },
)


@given(MATCHES, MATCHES)
def test_matches_with_one_key_take_the_same_requests(one: dict[str, Any], other: dict[str, Any]) -> None:
    if http_key(one) == http_key(other):
        assert [takes(one, request) for request in ALL] == [takes(other, request) for request in ALL]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"path": {"type": "PathPrefix", "value": "/"}}, True),
        ({"path": {"value": "/a/"}}, {"path": {"value": "/a"}}, True),
        ({"path": {"type": "Exact", "value": "/a/"}}, {"path": {"type": "Exact", "value": "/a"}}, False),
        ({"path": {"type": "Exact", "value": "/a"}}, {"path": {"value": "/a"}}, False),
        (
            {"headers": [{"name": "A", "value": "1"}, {"name": "b", "value": "2"}]},
            {"headers": [{"name": "B", "value": "2"}, {"name": "a", "value": "1"}]},
            True,
        ),
        ({"headers": [{"name": "a", "value": "1"}]}, {"headers": [{"name": "a", "value": "1", "type": "RegularExpression"}]}, False),
        ({"queryParams": [{"name": "a", "value": "1"}]}, {"queryParams": [{"name": "A", "value": "1"}]}, False),
        ({"method": "GET"}, {}, False),
    ],
)
def test_which_matches_are_the_same(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert (http_key(one) == http_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"method": {"type": "RegularExpression"}}, True),
        ({"method": {"service": "a"}}, {"method": {"type": "Exact", "service": "a"}}, True),
        ({"method": {"service": "a"}}, {"method": {"method": "a"}}, False),
        ({"method": {"service": "a"}}, {"method": {"service": "a"}, "headers": [{"name": "x", "value": "1"}]}, False),
    ],
)
def test_which_matches_of_grpc_are_the_same(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert (grpc_key(one) == grpc_key(other)) is same


@pytest.mark.parametrize(
    "match", [{"path": {"value": 1}}, {"path": {"type": None}}, {"method": 1}, {"headers": [{"name": "a"}]}, {"queryParams": ["a"]}]
)
def test_a_malformed_match_is_like_no_other(match: dict[str, Any]) -> None:
    assert http_key(match) is None


def test_a_malformed_match_of_grpc_is_like_no_other() -> None:
    assert grpc_key({"method": {"service": 1}}) is None
    assert grpc_key({"headers": [1]}) is None
