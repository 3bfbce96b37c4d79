"""One harness for the whole catalogue (`k8skit.testing.rules`): a rule is done when it has a module and a fixture of the same name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import facts, rules
from k8skit.codegen import registries
from k8skit.finding import NO_VALUE
from k8skit.manifest import Manifest
from k8skit.report.values import one_line
from k8skit.rules.context import Context
from k8skit.rules.rule import SEVERITIES, Rule
from k8skit.testing.rules import Case, assert_rule, fixtures

FIXTURES = Path(__file__).parent / "fixtures"
TOLD = Path(__file__).parent / "told"
PACKAGE = Path(rules.__file__).parent
ALL = rules.load_all()


def stem(rule: Rule) -> str:
    return rule.check.__module__.rsplit(".", 1)[1]


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_rule_finds_exactly_what_its_fixtures_expect(rule: Rule) -> None:
    assert_rule(rule, FIXTURES, stem(rule))


def words(rule: Rule) -> str:
    """What people are told of each fixture of a rule."""
    lines = []
    for path in fixtures(FIXTURES, stem(rule)):
        lines.append(f"== {path.name}")
        for f in sorted(Case(rule, path).findings, key=lambda f: f.sort_key):
            lines.append(f"{f.severity} {f.object} {f.field or '-'}: {f.message}")
            lines += [] if f.value is NO_VALUE else [f"  got   {one_line(f.value)}"]
            lines.append("  help  " + f.help.replace("\n", "\n        "))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_the_words_of_a_rule_are_those_that_were_agreed(rule: Rule) -> None:
    """UPDATE_TOLD=1 writes `told/` anew, for review."""
    path = TOLD / f"{stem(rule)}.txt"
    if os.environ.get("UPDATE_TOLD"):
        assert not os.environ.get("CI"), "what people are told is not updated in CI"
        path.parent.mkdir(exist_ok=True)
        path.write_text(words(rule), "utf-8")
    assert path.is_file(), "UPDATE_TOLD=1 pytest tests/rules/test_catalogue.py writes it, for review"
    assert words(rule) == path.read_text("utf-8")


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert stem(rule).startswith(rule.code.lower() + "_")
    assert rule.severity in SEVERITIES
    assert rule.title
    assert rule.title[0].islower()
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.source
    assert set(rule.on) <= set(rule.reads)


def test_rules_and_fixtures_pair_up() -> None:
    stems = {stem(r) for r in ALL}
    orphans = [p.name for p in FIXTURES.iterdir() if not any(p.stem == s or p.stem.startswith(f"{s}.") for s in stems)]
    assert orphans == []
    assert {p.stem for p in TOLD.iterdir()} <= stems
    assert stems == {p.stem for p in (PACKAGE / "catalogue").glob("k8s*.py")}


def test_codes_are_unique() -> None:
    codes = [r.code for r in ALL]
    assert len(set(codes)) == len(codes)


def test_the_table_of_rules_is_what_the_rules_declare() -> None:
    assert (PACKAGE / "table.py").read_text() == registries.rules_text()


def test_rules_of_absent_kinds_are_not_loaded() -> None:
    assert rules.load({}) == []
    assert [r for r in rules.load({"Service": 3}) if "Service" not in r.on and r.on != ("*",)] == []


def test_rules_whose_keys_do_not_occur_are_not_loaded() -> None:
    everything = dict.fromkeys((kind for r in ALL for kind in r.on), 99)
    assert {r for r in ALL if r.needs and not r.opt_in}.isdisjoint(rules.load(everything, {"spec"}))
    assert set(rules.load(everything, {key for r in ALL for key in r.needs})) == {r for r in ALL if not r.opt_in}


def test_rules_of_taste_are_loaded_only_where_they_are_enabled() -> None:
    everything = dict.fromkeys((kind for r in ALL for kind in r.on), 99)
    assert set(rules.load(everything)) == {r for r in ALL if not r.opt_in}
    assert set(rules.load(everything, enable=("K8S",))) == set(ALL)
    assert set(rules.load(everything, enable=("K8S5",))) == {r for r in ALL if not r.opt_in or r.code.startswith("K8S5")}
    assert set(rules.load(everything, enable=("K8S",), disable=("K8S2", "K8S401"))) == {
        r for r in ALL if not r.code.startswith(("K8S2", "K8S401"))
    }


def test_the_keys_of_a_set_are_those_at_any_depth() -> None:
    m = Manifest({"kind": "A", "spec": {"list": [{"b": [[{"c": 1}]]}, 2], "d": {}}})
    assert Context([m], facts.load(), closed=True).keys() == {"kind", "spec", "list", "b", "c", "d"}


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcdefg"), inner, max_size=3),
    max_leaves=20,
)


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value}.union(*map(keys_in, value.values()))
    return set[str]().union(*map(keys_in, value)) if isinstance(value, list) else set()


@given(st.lists(st.dictionaries(st.sampled_from("abcdefg"), JSON, max_size=3), max_size=3))
def test_no_key_of_a_set_is_missed_and_none_is_made_up(objects: list[dict[str, Any]]) -> None:
    assert Context(list(map(Manifest, objects)), facts.load(), closed=True).keys() == keys_in(objects)


def test_a_key_with_a_domain_counts_for_the_domain_too() -> None:
    m = Manifest({"metadata": {"annotations": {"traffic.sidecar.istio.io/x": "", "istio.io/rev": "", "localhost/y": "", 1: ""}}})
    keys = Context([m], facts.load(), closed=True).keys()
    assert {key for key in keys if str(key).endswith("/")} == {"istio.io/", "localhost/"}


def test_rules_about_several_objects_are_not_loaded_for_one() -> None:
    for rule in ALL:
        assert rule not in rules.load({rule.on[0]: rule.least - 1}, enable=("K8S",))
        assert rule in rules.load({rule.on[0]: rule.least}, enable=("K8S",))
        assert len(rule.on) == 1 or rule in rules.load({rule.on[-1]: rule.least - 1, rule.on[0]: 1}, enable=("K8S",))


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_rule_finds_nothing_in_fewer_objects_than_it_says_it_needs(rule: Rule) -> None:
    for path in fixtures(FIXTURES, stem(rule)):
        for m in Case(rule, path).manifests:
            kind = f"{m.group}/{m.kind}" if m.group else m.kind
            if kind in rule.on and rule.least > 1:
                assert list(rule.check(Context([m] * (rule.least - 1), facts.load(), closed=True))) == []
