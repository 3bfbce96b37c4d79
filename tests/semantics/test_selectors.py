"""Selectors: the public corpus, an oracle of sets, and the text form as Kubernetes reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.errors import CallError
from k8skit.semantics import selector_text
from k8skit.semantics.selectors import (
    DOES_NOT_EXIST,
    EVERYTHING,
    EXISTS,
    GT,
    IN,
    LT,
    NOT_IN,
    NOTHING,
    OPERATORS,
    Requirement,
    Selector,
    closest_labels,
    from_label_selector,
    from_labels,
    integer,
    selects,
)

if TYPE_CHECKING:
    from pathlib import Path

keys = st.sampled_from(["a", "b", "in", "example.com/c"])
values = st.sampled_from(["", "x", "y", "1", "12", "notin"])
label_sets = st.dictionaries(keys, values, max_size=4)


@st.composite
def requirements(draw: st.DrawFn) -> Requirement:
    operator = draw(st.sampled_from(OPERATORS))
    if operator in (IN, NOT_IN):
        given_values = draw(st.lists(values, min_size=1, max_size=3))
    elif operator in (GT, LT):
        given_values = [draw(st.integers(0, 20).map(str))]
    else:
        given_values = []
    return Requirement(draw(keys), operator, given_values)


def holds(r: Requirement, labels: dict[str, str]) -> bool:
    """What the documentation says of each operator, in its words."""
    there = r.key in labels
    if r.operator == IN:
        return there and labels[r.key] in set(r.values)
    if r.operator == NOT_IN:
        return not there or labels[r.key] not in set(r.values)
    if r.operator == EXISTS:
        return there
    if r.operator == DOES_NOT_EXIST:
        return not there
    if not there or not labels[r.key].isdigit():
        return False
    number = int(labels[r.key])
    return number > int(r.values[0]) if r.operator == GT else number < int(r.values[0])


@pytest.fixture(scope="module")
def cases(corpora: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((corpora / "names-labels-quantities" / "cases.json").read_text(encoding="utf-8"))
    return found


def test_every_selector_text_of_the_corpus_gets_kubernetes_own_verdict(cases: list[dict[str, Any]]) -> None:
    mine = [c for c in cases if c["function"] == "labels.Parse (selector string)"]
    assert len(mine) > 5
    assert [(c, selector_text.problem(c["value"])) for c in mine if (selector_text.problem(c["value"]) == "") is not c["valid"]] == []


def test_every_match_of_the_corpus_is_found_and_no_other(cases: list[dict[str, Any]]) -> None:
    mine = [c for c in cases if c["function"] == "selector matches labels"]
    assert len(mine) > 10
    assert [c for c in mine if selector_text.parse(c["value"]["selector"]).matches(c["value"]["labels"]) is not c["valid"]] == []


@given(requirements(), label_sets)
def test_a_requirement_means_what_the_documentation_says(r: Requirement, labels: dict[str, str]) -> None:
    assert r.matches(labels) is holds(r, labels)


@given(st.lists(requirements(), max_size=4), label_sets)
def test_all_requirements_must_hold(rs: list[Requirement], labels: dict[str, str]) -> None:
    selector = Selector(rs)
    assert selector.matches(labels) is all(holds(r, labels) for r in rs)
    assert sorted(selector.unmet(labels), key=str) == sorted((r for r in rs if not holds(r, labels)), key=str)


@given(st.lists(requirements(), max_size=4))
def test_a_selector_reads_back_from_its_text(rs: list[Requirement]) -> None:
    selector = Selector(rs)
    assert selector_text.parse(str(selector)) == selector
    assert selector_text.parse(f"  {str(selector).replace(',', ' , ').replace('=', ' = ').replace('! =', ' !=')} \n") == selector


@given(st.text(alphabet="ab=!(),<> \t-1in", max_size=12))
def test_whatever_the_text_there_is_a_problem_or_a_selector(text: str) -> None:
    found = selector_text.problem(text)
    if found:
        assert found.startswith("must ")
        with pytest.raises(CallError) as caught:
            selector_text.parse(text)
        assert caught.value.findings[0].code == "K8S902"
        assert caught.value.findings[0].value == text
        assert caught.value.findings[0].message == f"a selector {found}"
        assert caught.value.findings[0].help == "write requirements such as app=web, tier!=db, zone in (a,b), canary or !canary"
    else:
        again = selector_text.parse(text)
        assert selector_text.parse(str(again)) == again


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \t\r\n ", []),
        ("a", [("a", EXISTS, ())]),
        ("X=aX", [("X", IN, ("aX",))]),
        ("!a", [("a", DOES_NOT_EXIST, ())]),
        ("! a", [("a", DOES_NOT_EXIST, ())]),
        ("a=b", [("a", IN, ("b",))]),
        ("a==b", [("a", IN, ("b",))]),
        ("a = b ", [("a", IN, ("b",))]),
        ("a!=b", [("a", NOT_IN, ("b",))]),
        ("a=", [("a", IN, ("",))]),
        ("a!=,b", [("a", NOT_IN, ("",)), ("b", EXISTS, ())]),
        ("a>1", [("a", GT, ("1",))]),
        ("a<007", [("a", LT, ("007",))]),
        ("a in (y,x)", [("a", IN, ("x", "y"))]),
        ("a in(x)", [("a", IN, ("x",))]),
        ("a notin (x,x)", [("a", NOT_IN, ("x",))]),
        ("a in ()", [("a", IN, ("",))]),
        ("a in (,)", [("a", IN, ("",))]),
        ("a in (x,)", [("a", IN, ("", "x"))]),
        ("a in (,x)", [("a", IN, ("", "x"))]),
        ("a in (x,,y)", [("a", IN, ("", "x", "y"))]),
        ("in in (in,notin)", [("in", IN, ("in", "notin"))]),
        ("notin=in", [("notin", IN, ("in",))]),
        ("in", [("in", EXISTS, ())]),
        ("b,a,c=1", [("a", EXISTS, ()), ("b", EXISTS, ()), ("c", IN, ("1",))]),
        ("example.com/a=b", [("example.com/a", IN, ("b",))]),
        ("a=b,a!=c", [("a", IN, ("b",)), ("a", NOT_IN, ("c",))]),
    ],
)
def test_a_text_means_these_requirements(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(r.key, r.operator, r.values) for r in selector_text.parse(text).requirements] == expected
    assert selector_text.problem(text) == ""


OPERATOR = "must have an operator of =, ==, !=, in, notin, > or < after 'a', not "


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "must be a string"),
        (",", "must have a label's key first, not ','"),
        ("=a", "must have a label's key first, not '='"),
        ("!", "must have a label's key after '!', not the end"),
        ("!!a", "must have a label's key after '!', not '!'"),
        ("a,", "must have a label's key first, not the end"),
        ("a,,b", "must have a label's key first, not ','"),
        ("!a=b", "must have ',' after '!a', not '='"),
        ("a=b c", "must have ',' after 'a=b', not 'c'"),
        ("a b", f"{OPERATOR}'b'"),
        ("a(", f"{OPERATOR}'('"),
        ("a!", f"{OPERATOR}'!'"),
        ("a=!b", "must have a value after 'a=', not '!'"),
        ("a===b", "must have a value after 'a==', not '='"),
        ("a=(b)", "must have a value after 'a=', not '('"),
        ("a in", "must have '(' and values after 'in', not the end"),
        ("a in b", "must have '(' and values after 'in', not 'b'"),
        ("a in (", "must have a value, ',' or ')' between the parentheses, not the end"),
        ("a in (b", "must have ',' or ')' after 'b', not the end"),
        ("a in (b c)", "must have ',' or ')' after 'b', not 'c'"),
        ("a in (b,", "must have a value, ',' or ')' between the parentheses, not the end"),
        ("a in (b,=)", "must have a value, ',' or ')' between the parentheses, not '='"),
        ("a in (b))", "must have ',' after 'a=b', not ')'"),
        ("a>b", "must have an integer after 'a>', not 'b'"),
        ("a<", "must have an integer after 'a<', not ''"),
        ("a>9223372036854775808", "must have an integer after 'a>', not '9223372036854775808'"),
        ("-a", "must have valid keys: '-a' must start with a letter or a digit, not '-'"),
        ("a=-", "must have valid values: '-' must start with a letter or a digit, not '-'"),
        ("a=b||c=d", "must have valid values: 'b||c' must consist of letters, digits, '-', '_' and '.', not '|'"),
        ("a\x00", "must have valid keys: 'a\\x00' must consist of letters, digits, '-', '_' and '.', not '\\x00'"),
    ],
)
def test_a_malformed_text_has_a_problem_that_says_where(text: object, problem: str) -> None:
    assert selector_text.problem(text) == problem


class TestLabelSelectors:
    def test_absent_selects_nothing_and_empty_selects_everything(self) -> None:
        assert from_label_selector(None) == NOTHING
        assert from_label_selector({}) == EVERYTHING
        assert from_label_selector({"matchLabels": None, "matchExpressions": None}) == EVERYTHING
        assert from_label_selector({"matchLabels": {}, "matchExpressions": []}) == EVERYTHING
        assert (selects(None, {"a": "b"}), selects({}, {"a": "b"}), selects({}, None), selects({}, {})) == (False, True, True, True)

    def test_a_plain_map_that_is_absent_or_empty_selects_nothing(self) -> None:
        assert from_labels(None) == from_labels({}) == NOTHING
        assert from_labels({"b": "2", "a": "1"}) == Selector([Requirement("a", IN, ["1"]), Requirement("b", IN, ["2"])])

    def test_labels_and_expressions_must_hold_all(self) -> None:
        selector = {
            "matchLabels": {"app": "web"},
            "matchExpressions": [{"key": "tier", "operator": "In", "values": ["a", "b"]}, {"key": "old", "operator": "DoesNotExist"}],
        }
        assert selects(selector, {"app": "web", "tier": "b", "more": "x"})
        assert not selects(selector, {"app": "web"})
        assert not selects(selector, {"app": "api", "tier": "a"})
        assert not selects(selector, {"app": "web", "tier": "a", "old": ""})
        assert str(from_label_selector(selector)) == "app=web,!old,tier in (a,b)"

    @given(label_sets, label_sets)
    def test_matching_labels_is_the_subset_relation(self, wanted: dict[str, str], labels: dict[str, str]) -> None:
        assert selects({"matchLabels": wanted}, labels) is (wanted.items() <= labels.items())
        assert from_labels(wanted).matches(labels) is (bool(wanted) and wanted.items() <= labels.items())

    @given(st.lists(requirements(), max_size=3), label_sets)
    def test_expressions_mean_their_requirements(self, rs: list[Requirement], labels: dict[str, str]) -> None:
        expressions = [{"key": r.key, "operator": r.operator, "values": list(r.values)} for r in rs]
        assert from_label_selector({"matchExpressions": expressions}) == Selector(rs)
        assert selects({"matchExpressions": expressions}, labels) is all(holds(r, labels) for r in rs)

    @pytest.mark.parametrize(
        ("operator", "values", "matching", "other"),
        [
            ("In", ["1", "x"], {"a": "1"}, {"a": "2"}),
            ("NotIn", ["1", "x"], {}, {"a": "1"}),
            ("Exists", [], {"a": ""}, {"b": ""}),
            ("Exists", None, {"a": ""}, {"b": ""}),
            ("DoesNotExist", [], {"b": ""}, {"a": ""}),
            ("Gt", ["5"], {"a": "6"}, {"a": "5"}),
            ("Lt", ["5"], {"a": "4"}, {"a": "5"}),
        ],
    )
    def test_operators_have_the_names_of_the_api(
        self, operator: str, values: list[str] | None, matching: dict[str, str], other: dict[str, str]
    ) -> None:
        selector = {"matchExpressions": [{"key": "a", "operator": operator, "values": values}]}
        assert (selects(selector, matching), selects(selector, other)) == (True, False)

    @pytest.mark.parametrize(
        "selector",
        [
            "app=web",
            [],
            {"matchLabels": []},
            {"matchLabels": "a"},
            {"matchLabels": {"a": 1}},
            {"matchLabels": {1: "a", "b": "c"}},
            {"matchExpressions": {}},
            {"matchExpressions": ["a"]},
            {"matchExpressions": [{}]},
            {"matchExpressions": [{"operator": "Exists"}]},
            {"matchExpressions": [{"key": 1, "operator": "Exists"}]},
            {"matchExpressions": [{"key": "a"}]},
            {"matchExpressions": [{"key": "a", "operator": "exists"}]},
            {"matchExpressions": [{"key": "a", "operator": []}]},
            {"matchExpressions": [{"key": "a", "operator": "Equals", "values": ["b"]}]},
            {"matchExpressions": [{"key": "a", "operator": "NotIn"}]},
            {"matchExpressions": [{"key": "a", "operator": "NotIn", "values": []}]},
            {"matchExpressions": [{"key": "a", "operator": "NotIn", "values": "b"}]},
            {"matchExpressions": [{"key": "a", "operator": "NotIn", "values": [1]}]},
            {"matchExpressions": [{"key": "a", "operator": "DoesNotExist", "values": ["b"]}]},
            {"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["b"]}]},
            {"matchExpressions": [{"key": "a", "operator": "Gt", "values": ["1", "2"]}]},
            {"matchExpressions": [{"key": "a", "operator": "Gt"}]},
        ],
    )
    def test_what_the_api_server_would_refuse_selects_nothing(self, selector: object) -> None:
        assert from_label_selector(selector) == NOTHING
        assert not selects(selector, {"a": "b"})
        assert not selects(selector, {})

    @pytest.mark.parametrize("labels", ["a", ["a"], {"a": 1}, {1: "a"}])
    def test_what_is_no_map_of_strings_selects_nothing(self, labels: object) -> None:
        assert from_labels(labels) == NOTHING


class TestSelector:
    def test_nothing_and_everything_are_told_apart(self) -> None:
        assert (EVERYTHING.everything, NOTHING.everything, Selector([Requirement("a", EXISTS)]).everything) == (True, False, False)
        assert NOTHING != EVERYTHING
        assert len({NOTHING, EVERYTHING, Selector(), from_label_selector(None)}) == 2
        assert not NOTHING.matches({})
        assert repr(NOTHING) == "Selector(nothing=True)"
        assert repr(Selector([Requirement("a", IN, ["b"])])) == "Selector([Requirement('a', 'In', ('b',))])"

    def test_it_equals_no_other_type(self) -> None:
        assert Selector() != ()
        assert Requirement("a", EXISTS).__eq__("a") is Selector().__eq__(()) is NotImplemented
        assert Requirement("a", EXISTS) != Requirement("a", DOES_NOT_EXIST)
        assert Requirement("a", IN, ["b"]) != Requirement("a", IN, ["c"])
        assert hash(Requirement("a", IN, ["c", "b", "b"])) == hash(Requirement("a", IN, ["b", "c"]))

    def test_an_unknown_operator_or_a_bad_number_never_matches(self) -> None:
        assert not Requirement("a", "Near", ["1"]).matches({"a": "1"})
        assert not Requirement("a", GT, ["1", "2"]).matches({"a": "3"})
        assert not Requirement("a", GT, ["x"]).matches({"a": "3"})
        assert not Requirement("a", LT, ["3"]).matches({"a": "x"})
        assert not Requirement("a", LT, ["3"]).matches({})

    @pytest.mark.parametrize(
        ("text", "value"),
        [("0", 0), ("-7", -7), ("+7", 7), ("007", 7), ("9223372036854775807", 2**63 - 1), ("-9223372036854775808", -(2**63))],
    )
    def test_integers_are_read_as_kubernetes_does(self, text: str, value: int) -> None:
        assert integer(text) == value

    @pytest.mark.parametrize(
        "text", ["", "-", "+-1", "1.0", "1 ", "1_0", "٣", "9223372036854775808", "-9223372036854775809", "9" * 2000, None, 1]
    )
    def test_what_is_no_integer_of_64_bit_is_none(self, text: object) -> None:
        assert integer(text) is None


class TestClosestLabels:
    ORDERS = {"app.kubernetes.io/name": "orders", "app.kubernetes.io/instance": "orders"}
    CARTS = {"app.kubernetes.io/name": "carts", "app.kubernetes.io/instance": "carts"}

    def test_a_misspelled_value_finds_the_labels_meant(self) -> None:
        assert closest_labels(from_labels({"app.kubernetes.io/name": "order"}), [self.CARTS, self.ORDERS]) == [1]

    def test_a_misspelled_key_finds_the_labels_meant(self) -> None:
        assert closest_labels(from_labels({"app.kubernets.io/name": "orders"}), [self.CARTS, self.ORDERS]) == [1]
        assert closest_labels(from_labels({"app.kubernets.io/name": "order"}), [self.CARTS, self.ORDERS]) == []

    def test_a_requirement_too_many_finds_the_labels_that_miss_it(self) -> None:
        assert closest_labels(from_labels({"app": "myapp", "type": "backend"}), [{"app": "myapp"}, {"app": "other"}]) == [0]

    def test_a_wrong_value_is_nearer_than_an_absent_key(self) -> None:
        assert closest_labels(from_labels({"a": "one", "tier": "x"}), [{"a": "one"}, {"a": "one", "tier": "frontend"}]) == [1]

    def test_equally_close_candidates_are_all_returned_in_order(self) -> None:
        assert closest_labels(from_labels({"app": "orders"}), [{"app": "orderz"}, {"x": "y"}, {"app": "ordery"}]) == [0, 2]

    def test_nothing_close_finds_none(self) -> None:
        assert closest_labels(from_labels({"app": "orders"}), [{"app": "carts"}, {"tier": "web"}, {}]) == []
        assert closest_labels(from_labels({"app": "orders"}), []) == []
        assert closest_labels(EVERYTHING, [{"a": "b"}]) == []
        assert closest_labels(NOTHING, [{"a": "b"}]) == []

    @given(st.lists(requirements(), min_size=1, max_size=3), st.lists(label_sets, max_size=4))
    def test_labels_that_are_selected_are_the_closest(self, rs: list[Requirement], candidates: list[dict[str, str]]) -> None:
        selector = Selector(rs)
        selected = [i for i, labels in enumerate(candidates) if selector.matches(labels)]
        if selected:
            assert closest_labels(selector, candidates) == selected
