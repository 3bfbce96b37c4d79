"""Which match of a VirtualService takes all that another takes, held against a matcher that tries every request."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import facts
from k8skit.manifest import Manifest
from k8skit.rules.catalogue.k8s705_route_reachable import check
from k8skit.rules.context import Context
from k8skit.semantics.istio_matches import HttpMatches, http_covers, l4_covers

PATHS = ("/", "/a", "/A", "/a/b", "/ab", "/b")
VALUES = ("", "x", "xy", "y")
CALLERS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("mesh", {}, "shop"),
    ("mesh", {"app": "web"}, "other"),
    ("mesh", {"app": "web", "v": "1"}, "shop"),
    ("public", {}, ""),
)
GATEWAYS = ("mesh", "public")

Request = dict[str, Any]


def requests() -> list[Request]:
    headers = [dict(zip(("x-a", "x-b"), pair, strict=True)) for pair in itertools.product((None, *VALUES), (None, "x"))]
    return [
        {
            "uri": path,
            "method": method,
            "headers": {k: v for k, v in header.items() if v is not None},
            "port": port,
            "queryParams": query,
            "caller": caller,
        }
        for path, method, header, port, query, caller in itertools.product(
            PATHS, ("GET", "POST"), headers, (80, 81), ({}, {"q": "x"}, {"q": "xy"}), CALLERS
        )
    ]


ALL = requests()


def compares(match: dict[str, str], text: str, *, folded: bool = False) -> bool:
    ((how, wanted),) = match.items()
    if how == "regex":
        return re.fullmatch(wanted, text) is not None
    if folded:
        text, wanted = text.lower(), wanted.lower()
    return text == wanted if how == "exact" else text.startswith(wanted)


def header_fits(match: dict[str, str], text: str | None) -> bool:
    return text is not None and (not match or compares(match, text))


def takes(match: dict[str, Any], request: Request) -> bool:
    """Whether a match takes a request, for a VirtualService that both gateways have."""
    gateway, labels, namespace = request["caller"]
    if match.get("gateways"):
        if gateway not in match["gateways"]:
            return False
    else:
        if not match.get("sourceLabels", {}).items() <= labels.items():
            return False
        if match.get("sourceNamespace", namespace) != namespace:
            return False
    if "uri" in match and not compares(match["uri"], request["uri"], folded=match.get("ignoreUriCase", False)):
        return False
    if "method" in match and not compares(match["method"], request["method"]):
        return False
    if match.get("port", request["port"]) != request["port"]:
        return False
    for key, fold in (("headers", str.lower), ("queryParams", str)):
        if not all(header_fits(wanted, request[key].get(fold(name))) for name, wanted in match.get(key, {}).items()):
            return False
    for name, unwanted in match.get("withoutHeaders", {}).items():
        value = request["headers"].get(name.lower())
        if header_fits(unwanted, value if not unwanted else value or ""):
            return False
    return True


def texts(values: tuple[str, ...], *expressions: str) -> st.SearchStrategy[dict[str, str]]:
    kinds = [st.builds(lambda v: {"exact": v}, st.sampled_from(values)), st.builds(lambda v: {"prefix": v}, st.sampled_from(values))]
    return st.one_of(*kinds, *(st.just({"regex": e}) for e in expressions))


MATCHES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["one", "two"]),
        "uri": texts(PATHS, ".*", "/a.*", "/[ab]"),
        "ignoreUriCase": st.booleans(),
        "method": texts(("GET", "POST", "P"), "GET|POST"),
        "headers": st.dictionaries(st.sampled_from(["x-a", "X-A", "x-b"]), st.one_of(st.just({}), texts(VALUES, "x.*")), max_size=2),
        "withoutHeaders": st.dictionaries(st.sampled_from(["x-a", "x-b"]), st.one_of(st.just({}), texts(VALUES, "x.*")), max_size=1),
        "queryParams": st.dictionaries(st.just("q"), texts(("x", "xy", "z")), max_size=1),
        "port": st.sampled_from([80, 81]),
        "sourceLabels": st.sampled_from([{"app": "web"}, {"app": "web", "v": "1"}]),
        "sourceNamespace": st.sampled_from(["shop", "other"]),
        "gateways": st.lists(st.sampled_from(GATEWAYS), max_size=2, unique=True),
    },
)


@given(MATCHES, st.data())
def test_a_match_that_covers_another_takes_all_of_its_requests(narrow: dict[str, Any], data: st.DataObject) -> None:
    # dropping and widening parts of a match makes one that is often wider
    wide = data.draw(st.one_of(MATCHES, st.just({k: v for k, v in narrow.items() if data.draw(st.booleans())})))
    if http_covers(wide, narrow):
        for request in ALL:
            assert takes(wide, request) or not takes(narrow, request), (wide, narrow, request)


@given(st.lists(st.lists(MATCHES, max_size=2), min_size=1, max_size=4))
def test_no_route_that_is_called_unreachable_is_ever_taken(matches: list[list[dict[str, Any]]]) -> None:
    routes = [{"match": some, "route": []} for some in matches]
    m = Manifest(
        {
            "apiVersion": "networking.istio.io/v1",
            "kind": "VirtualService",
            "metadata": {"name": "a", "namespace": "b"},
            "spec": {"gateways": list(GATEWAYS), "http": routes},
        }
    )
    told = {f.field for f in check(Context([m], facts.load(), closed=True))}
    if not told:
        return
    for request in ALL:
        for i, some in enumerate(matches):
            taking = [k for k, match in enumerate(some or [{}]) if takes(match, request)]
            if taking:
                assert f"spec.http[{i}]" not in told
                assert f"spec.http[{i}].match[{taking[0]}]" not in told
                break


MORE = texts((*PATHS, "/A/B"), ".*", "/.*", "/a.*", "/A.*", "/[ab]", "/a|/b", "/a/(b|c)", "^/a$", "/", "")
MALFORMED = st.sampled_from([None, {}, "", "/a", {"exact": 1}, {"exact": "/a", "prefix": "/a"}])


OTHERS = texts(("x", "xy", ""), "x|y", "x.*", "[xy]", "x", "^x$") | MALFORMED
WITH_PATHS = st.fixed_dictionaries(
    {},
    optional={
        "uri": MORE | MALFORMED,
        "ignoreUriCase": st.booleans(),
        "method": OTHERS,
        "headers": st.dictionaries(st.sampled_from(["a", "A", "b"]), OTHERS, max_size=2),
    },
)


@given(st.lists(WITH_PATHS, max_size=8))
def test_matches_found_by_their_path_are_those_that_a_comparison_of_each_with_each_finds(matches: list[dict[str, Any]]) -> None:
    taken = HttpMatches(100)
    for number, match in enumerate(matches):
        first = next(((wide, j) for j, wide in enumerate(matches[:number]) if http_covers(wide, match)), None)
        assert taken.first(match) == first
        taken.add(match, number)


@given(MATCHES)
def test_a_match_covers_itself_unless_it_has_what_cannot_be_compared(match: dict[str, Any]) -> None:
    assert http_covers(match, dict(match))
    assert http_covers({}, match)


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ({}, {"uri": {"exact": "/a"}}, True),
        ({"uri": {"prefix": "/"}}, {}, True),
        ({"uri": {"prefix": "/a"}}, {}, False),
        ({"uri": {"prefix": "/a"}}, {"uri": {"exact": "/ab"}}, True),
        ({"uri": {"prefix": "/a"}}, {"uri": {"regex": "/a.*"}}, True),
        ({"uri": {"exact": "/a"}}, {"uri": {"exact": "/A"}, "ignoreUriCase": True}, False),
        ({"uri": {"exact": "/a"}, "ignoreUriCase": True}, {"uri": {"exact": "/A"}}, True),
        ({"headers": {"x": {}}}, {"headers": {"X": {"exact": "1"}}}, True),
        ({"headers": {"x": {"prefix": "1"}}}, {"headers": {"x": {"exact": "12"}}}, True),
        ({"headers": {"x": {"prefix": "1"}}}, {}, False),
        ({"withoutHeaders": {"x": {}}}, {}, False),
        ({"withoutHeaders": {"x": {}}}, {"withoutHeaders": {"x": {}, "y": {}}}, True),
        ({"sourceLabels": {"a": "b"}}, {"gateways": ["public"]}, False),
        ({"gateways": ["public", "mesh"]}, {"gateways": ["mesh"]}, True),
        ({"gateways": ["mesh"]}, {}, False),
        ({"newField": 1}, {"newField": 1}, False),
        ({"uri": {"exact": "/a", "prefix": "/"}}, {"uri": {"exact": "/a"}}, False),
        ({"port": 80}, {"port": 81}, False),
    ],
)
def test_what_covers_what(wide: dict[str, Any], narrow: dict[str, Any], covered: bool) -> None:
    assert http_covers(wide, narrow) is covered


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ({}, {"port": 80}, True),
        ({"sniHosts": ["*.example.com", "b"]}, {"sniHosts": ["a.example.com", "b"]}, True),
        ({"sniHosts": ["*.example.com"]}, {"sniHosts": ["a.example.com", "b"]}, False),
        ({"sniHosts": ["*.example.com"]}, {"sniHosts": ["example.com"]}, False),
        ({"sniHosts": ["*.example.com"]}, {}, False),
        ({"destinationSubnets": ["10.0.0.0/8"]}, {"destinationSubnets": ["10.0.0.0/8"], "port": 80}, True),
        ({"destinationSubnets": ["10.0.0.0/8"]}, {"destinationSubnets": ["10.1.0.0/16"]}, False),
        ({"uri": {"prefix": "/"}}, {}, False),
        ({"sourceNamespace": "shop"}, {"sourceNamespace": "other"}, False),
    ],
)
def test_what_covers_what_below_http(wide: dict[str, Any], narrow: dict[str, Any], covered: bool) -> None:
    assert l4_covers(wide, narrow) is covered


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


SHORT = ["".join(some) for n in range(5) for some in itertools.product("ab.|", repeat=n)]
EXPRESSIONS = st.one_of(
    st.text(alphabet="ab.*|()^$\\?+", max_size=7),
    st.sampled_from(
        ["a|b", "(ab|a)", "a.*", "^a(.*)$", "a\\..*", "(?:a|b)", "ab*.*", "a\\|b", "(a)|(b)", "a|b.*", "a$|b", "[ab].*", "a{2}"]
    ),
).filter(_is_expression)
COMPARISONS = st.one_of(
    st.builds(lambda v: {"regex": v}, EXPRESSIONS),
    st.builds(lambda v: {"exact": v}, st.sampled_from(SHORT)),
    st.builds(lambda v: {"prefix": v}, st.sampled_from(SHORT)),
)


@given(COMPARISONS, COMPARISONS)
def test_an_expression_covers_only_what_it_matches(wide: dict[str, str], narrow: dict[str, str]) -> None:
    if http_covers({"headers": {"x": wide}}, {"headers": {"x": narrow}}):
        for text in SHORT:
            assert compares(wide, text) or not compares(narrow, text), (wide, narrow, text)


@pytest.mark.parametrize(
    ("wide", "narrow", "covered"),
    [
        ({"prefix": "/a"}, {"regex": "/a/.*"}, True),
        ({"prefix": "/a"}, {"regex": "^/a/[0-9]+$"}, True),
        ({"prefix": "/a"}, {"regex": "/a?/b"}, False),
        ({"prefix": "/a"}, {"regex": "/a/b|/c"}, False),
        ({"prefix": "/a"}, {"regex": "/a/b|/a/c"}, True),
        ({"regex": "/a/.*"}, {"prefix": "/a/"}, True),
        ({"regex": "/a/.*"}, {"prefix": "/a"}, False),
        ({"regex": "/a/.*"}, {"exact": "/a/b"}, True),
        ({"regex": "/a/.*"}, {"regex": "/a/b/.*"}, True),
        ({"regex": "/a/.+"}, {"exact": "/a/b"}, False),
        ({"regex": "(GET|POST)"}, {"exact": "GET"}, True),
        ({"regex": "GET|POST"}, {"regex": "POST|GET"}, True),
        ({"regex": "GET|POST"}, {"regex": "GET|PUT"}, False),
        ({"exact": "/a.b"}, {"regex": "/a\\.b"}, True),
        ({"exact": "/a.b"}, {"regex": "/a.b"}, False),
        ({"regex": "/a\\d.*"}, {"exact": "/a1"}, False),
    ],
)
def test_expressions_are_understood_as_far_as_their_plain_characters_go(
    wide: dict[str, str], narrow: dict[str, str], *, covered: bool
) -> None:
    assert http_covers({"uri": wide}, {"uri": narrow}) is covered
