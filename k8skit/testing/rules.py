"""The harness for rules: a rule is done when it has a fixture that shows what it finds, and what it leaves alone.

A fixture is a YAML file named after the rule: `acme001.yaml`, or `acme001.anything.yaml` for further ones, in small letters. It holds objects that
break the rule and objects that do not. Comments say what must be found, and in which world:

    # expect: ACME001 Deployment/shop/orders metadata.labels
    # expect-warning: ACME001 Deployment/shop/orders metadata.labels
    # minor: 1.34                                    the target minor (default: the default)
    # open                                           the world is not closed (default: closed)
    # external: group/Kind namespace/name key ...    declared to live elsewhere, with these keys (default: any)

`-` stands for a finding about a whole object. Used in tests; our own catalogue is held by the same checks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..facts import load
from ..finding import ERROR, WARNING
from ..manifest import Manifest
from ..rules.context import Context, kind_of
from ..yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..finding import Finding
    from ..rules.rule import Rule

_EXPECT = re.compile(r"^# (expect|expect-warning): (\S+) (\S+) (\S+)$", re.MULTILINE)
_EXTERNAL = re.compile(r"^# external: (\S+) (\S*)/(\S+)(.*)$", re.MULTILINE)
_MINOR = re.compile(r"^# minor: (\S+)$", re.MULTILINE)
_OPEN = re.compile(r"^# open$", re.MULTILINE)


class Case:
    """One fixture, and what a rule finds in it.

    Args:
        rule: the rule.
        path: the fixture.

    Attributes:
        expected: what the comments say: severity word, code, `Kind/namespace/name`, field; sorted.
        found: the same of what the rule found; sorted.
        findings: the findings themselves.
        read: the kinds that the rule asked for.
        manifests: the objects of the fixture.
    """

    def __init__(self, rule: Rule, path: str | Path) -> None:
        text = Path(path).read_text(encoding="utf-8")
        minor = _MINOR.search(text)
        self.path = Path(path)
        self.manifests = [Manifest(d.object) for d in load_all(text, str(path))]
        self._facts = load(minor[1]) if minor else load()
        self._closed = not _OPEN.search(text)
        self._externals: list[dict[str, Any]] = []
        for kind, namespace, name, keys in _EXTERNAL.findall(text):
            group, _, short = kind.rpartition("/")
            self._externals.append({"group": group, "kind": short, "namespace": namespace, "name": name, "keys": keys.split()})
        self.expected: list[tuple[str, str, str, str]] = sorted(_EXPECT.findall(text))
        context = self.context(self.manifests)
        self.findings = list(rule.check(context))
        self.read = context.read
        self.found = sorted(_told(f) for f in self.findings)

    def context(self, manifests: list[Manifest]) -> Context:
        """Return the world of this fixture with other objects in it."""
        return Context(manifests, self._facts, closed=self._closed, externals=self._externals)


def fixtures(folder: str | Path, stem: str) -> list[Path]:
    """Return the fixtures of a rule: `STEM.yaml` and `STEM.*.yaml` in a folder, sorted."""
    return sorted(p for p in Path(folder).glob(f"{stem}*.yaml") if p.name[len(stem)] == ".")


def assert_rule(rule: Rule, folder: str | Path, stem: str | None = None) -> None:
    """Hold a rule to its fixtures.

    Args:
        rule: the rule.
        folder: the folder with the fixtures.
        stem: what their names begin with (default: the code in small letters).

    Raises:
        AssertionError: there is none; what is found is not what their comments expect, no more and no less; nothing is found at all; no object of
            the rule's kinds passes; a finding does not say what to do; the rule reads other kinds than it declares; its severity is not the
            gravest of its findings; or it finds something where none of the keys occurs that it says it needs.
    """
    __tracebackhide__ = True
    stem = rule.code.lower() if stem is None else stem
    paths = fixtures(folder, stem)
    assert paths, f"{rule.code} has no fixture {stem}.yaml in {folder}"
    cases = [Case(rule, path) for path in paths]
    for case in cases:
        missing = [e for e in case.expected if case.found.count(e) < case.expected.count(e)]
        more = [f for f in case.found if case.expected.count(f) < case.found.count(f)]
        assert case.found == case.expected, f"{case.path.name}: {_listed('not found', missing)}{_listed('not expected', more)}"
        for f in case.findings:
            assert f.code == rule.code, f"{rule.code} makes a finding with the code {f.code}"
            assert f.help, f"a finding of {rule.code} does not say what to do: {f.message}"
            assert not f.message.endswith("."), f"the message of a finding ends with a full stop: {f.message}"
        stripped: list[Any] = [_without(m.object, rule.needs) for m in case.manifests] if rule.needs else []
        assert not list(rule.check(case.context([Manifest(m) for m in stripped]))), (
            f"{rule.code} finds something in {case.path.name} without {', '.join(rule.needs)}, which it says it needs"
        )
    broken = {subject for case in cases for _, _, subject, _ in case.expected}
    assert broken, f"no fixture of {rule.code} breaks the rule"
    about = {_subject(m) for case in cases for m in case.manifests if rule.on == ("*",) or kind_of(m) in rule.on}
    assert about - broken, f"no object of {', '.join(rule.on)} passes {rule.code}"
    read = set().union(*(case.read for case in cases))
    assert set(rule.reads) == read, (
        f"{rule.code} {_listed('reads but does not declare', sorted(read - set(rule.reads)))}"
        f"{_listed('declares but does not read', sorted(set(rule.reads) - read))}"
    )
    worst = ERROR if any(f.severity == ERROR for case in cases for f in case.findings) else WARNING
    assert rule.severity == worst, f"{rule.code} says that its findings are at worst {rule.severity}, and they are {worst}"


def assert_rules(rules: Iterable[Rule], folder: str | Path, stem: Callable[[Rule], str] | None = None) -> None:
    """Hold rules to their fixtures, and fixtures to their rules.

    Args:
        rules: all rules whose fixtures are in the folder.
        folder: the folder.
        stem: gives what the names of a rule's fixtures begin with (default: the code in small letters).

    Raises:
        AssertionError: as `assert_rule`; and a fixture is no rule's, or two rules share a code.
    """
    __tracebackhide__ = True
    rules = list(rules)
    stems = [rule.code.lower() if stem is None else stem(rule) for rule in rules]
    known = {path for name in stems for path in fixtures(folder, name)}
    orphans = sorted(p.name for p in Path(folder).glob("*.yaml") if p not in known)
    assert not orphans, f"these fixtures are no rule's: {', '.join(orphans)}"
    codes = [rule.code for rule in rules]
    assert len(set(codes)) == len(codes), f"two rules share a code: {', '.join(sorted({c for c in codes if codes.count(c) > 1}))}"
    for rule, name in zip(rules, stems, strict=True):
        assert_rule(rule, folder, name)


def _told(f: Finding) -> tuple[str, str, str, str]:
    subject = f"{f.object.kind}/{f.object.namespace}/{f.object.name}" if f.object else "-"
    return ("expect" if f.severity == ERROR else "expect-warning", f.code, subject, f.field or "-")


def _subject(m: Manifest) -> str:
    return f"{m.kind}/{m.namespace}/{m.name}"


def _listed(what: str, some: list[Any]) -> str:
    return f"{what}: {'; '.join(' '.join(s) if isinstance(s, tuple) else str(s) for s in some)}. " if some else ""


def _without(value: Any, keys: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        domains = tuple(key for key in keys if key.endswith("/"))
        return {k: _without(v, keys) for k, v in value.items() if k not in keys and not f"{str(k).partition('/')[0]}/".endswith(domains)}
    return [_without(item, keys) for item in value] if isinstance(value, list) else value
