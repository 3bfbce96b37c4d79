"""One harness for the whole catalogue: a rule is done when it has a module and a fixture.

A fixture is a YAML file named like the rule's module: objects that break the rule and objects that do not. Comments say what must be found:

    # minor: 1.34                                    the target minor (default: the default)
    # open                                           the world is not closed (default: closed)
    # external: group/Kind namespace/name key ...    declared to live elsewhere, with these keys (default: any)
    # expect: K8S203 Service/shop/orders spec.selector
    # expect-warning: K8S203 Service/shop/orders spec.selector
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from k8skit import facts, rules
from k8skit.codegen import registries
from k8skit.finding import ERROR, WARNING, Finding
from k8skit.manifest import Manifest
from k8skit.rules.context import Context
from k8skit.rules.rule import SEVERITIES, Rule
from k8skit.yamltext import load_all

FIXTURES = Path(__file__).parent / "fixtures"
PACKAGE = Path(rules.__file__).parent
ALL = rules.load_all()
EXPECT = re.compile(r"^# (expect|expect-warning): (\S+) (\S+) (\S+)$", re.MULTILINE)
EXTERNAL = re.compile(r"^# external: (\S+) (\S*)/(\S+)(.*)$", re.MULTILINE)


def stem(rule: Rule) -> str:
    return rule.check.__module__.rsplit(".", 1)[1]


def fixtures(rule: Rule) -> list[Path]:
    return sorted(FIXTURES.glob(f"{stem(rule)}*.yaml"))


def judge(rule: Rule, path: Path) -> tuple[list[tuple[str, str, str, str]], Context, list[Finding]]:
    text = path.read_text()
    minor = re.search(r"^# minor: (\S+)$", text, re.MULTILINE)
    externals = []
    for kind, namespace, name, keys in EXTERNAL.findall(text):
        group, _, short = kind.rpartition("/")
        externals.append({"group": group, "kind": short, "namespace": namespace, "name": name, "keys": keys.split()})
    manifests = [Manifest(d.object) for d in load_all(text, str(path))]
    known = facts.load(minor[1]) if minor else facts.load()
    context = Context(manifests, known, closed=not re.search(r"^# open$", text, re.MULTILINE), externals=externals)
    found = list(rule.check(context))
    got = sorted(
        (
            "expect" if f.severity == ERROR else "expect-warning",
            f.code,
            f"{f.object.kind}/{f.object.namespace}/{f.object.name}",
            f.field or "-",
        )
        for f in found
        if f.object
    )
    return got, context, found


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_rule_finds_exactly_what_its_fixtures_expect(rule: Rule) -> None:
    assert fixtures(rule), f"{stem(rule)} has no fixture under {FIXTURES}"
    read: set[str] = set()
    for path in fixtures(rule):
        got, context, _ = judge(rule, path)
        assert sorted(EXPECT.findall(path.read_text())) == got
        read |= context.read
    assert set(rule.reads) == read, "declared kinds differ from those that the rule read"


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_fixture_holds_what_breaks_the_rule_and_what_does_not(rule: Rule) -> None:
    expected = {subject for path in fixtures(rule) for _, _, subject, _ in EXPECT.findall(path.read_text())}
    assert expected, "nothing is found"
    on = {
        f"{m.kind}/{m.namespace}/{m.name}"
        for path in fixtures(rule)
        for m in (Manifest(d.object) for d in load_all(path.read_text(), str(path)))
        if rule.on == ("*",) or (f"{m.group}/{m.kind}" if m.group else m.kind) in rule.on
    }
    assert on - expected, "no object of the rule's kinds passes"


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_a_finding_says_what_to_do(rule: Rule) -> None:
    for path in fixtures(rule):
        for f in judge(rule, path)[2]:
            assert f.code == rule.code
            assert f.help
            assert not f.message.endswith(".")


@pytest.mark.parametrize("rule", ALL, ids=stem)
def test_the_severity_of_a_rule_is_the_gravest_of_its_findings(rule: Rule) -> None:
    found = {f.severity for path in fixtures(rule) for f in judge(rule, path)[2]}
    assert rule.severity == (ERROR if ERROR in found else WARNING)


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


def without(value: object, keys: tuple[str, ...]) -> object:
    if isinstance(value, dict):
        domains = tuple(key for key in keys if key.endswith("/"))
        return {k: without(v, keys) for k, v in value.items() if k not in keys and not f"{k.partition('/')[0]}/".endswith(domains)}
    return [without(item, keys) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("rule", [r for r in ALL if r.needs], ids=stem)
def test_a_rule_finds_nothing_where_none_of_the_keys_that_it_needs_occurs(rule: Rule) -> None:
    for path in fixtures(rule):
        manifests = [Manifest(without(d.object, rule.needs)) for d in load_all(path.read_text(), str(path))]  # type: ignore[arg-type]
        for closed in (True, False):
            assert list(rule.check(Context(manifests, facts.load(), closed=closed))) == []


def test_rules_and_fixtures_pair_up() -> None:
    stems = {stem(r) for r in ALL}
    orphans = [p.name for p in FIXTURES.iterdir() if not any(p.stem == s or p.stem.startswith(f"{s}.") for s in stems)]
    assert orphans == []
    assert stems == {p.stem for p in (PACKAGE / "catalogue").glob("k8s*.py")}


def test_codes_are_unique() -> None:
    codes = [r.code for r in ALL]
    assert len(set(codes)) == len(codes)


def test_the_table_of_rules_is_what_the_rules_declare() -> None:
    assert (PACKAGE / "table.py").read_text() == registries.rules_text()


def test_rules_of_absent_kinds_are_not_loaded() -> None:
    assert rules.load({}) == []
    assert [r for r in rules.load({"Service": 3}) if "Service" not in r.on] == []


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
    for path in fixtures(rule):
        for document in load_all(path.read_text(), str(path)):
            m = Manifest(document.object)
            kind = f"{m.group}/{m.kind}" if m.group else m.kind
            if kind in rule.on and rule.least > 1:
                assert list(rule.check(Context([m] * (rule.least - 1), facts.load(), closed=True))) == []
