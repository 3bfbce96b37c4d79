"""The harness for rules fails a rule that is wrong in any of the ways in which rules go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from k8skit.rules import Context, Rule
from k8skit.testing import assert_rule, assert_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from k8skit.finding import Finding

FIXTURE = """\
# expect-warning: ACME001 Deployment/shop/bad metadata.labels
apiVersion: apps/v1
kind: Deployment
metadata: {name: bad, namespace: shop, labels: {app: x}}
spec: {replicas: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: good, namespace: shop, labels: {team: a}}
"""


def check(context: Context) -> Iterator[Finding]:
    for m in context.of("apps/Deployment"):
        if "team" not in m.object["metadata"].get("labels", {}):
            yield context.finding("ACME001", m, "metadata.labels", "no team", severity="warning", help="name one")


def rule(check: Any = check, **more: Any) -> Rule:
    return Rule("ACME001", "a Deployment names its team", **{"on": ("apps/Deployment",), "check": check, **more})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "acme001.yaml").write_text(FIXTURE)
    return tmp_path


def fails(folder: Path, rule: Rule) -> str:
    with pytest.raises(AssertionError) as caught:
        assert_rules([rule], folder)
    return str(caught.value)


def test_a_right_rule_passes(folder: Path) -> None:
    assert_rules([rule()], folder)
    assert_rule(rule(), folder)


def test_an_inverted_condition_is_noticed(folder: Path) -> None:
    def inverted(context: Context) -> Iterator[Finding]:
        for m in context.of("apps/Deployment"):
            if "team" in m.object["metadata"].get("labels", {}):
                yield context.finding("ACME001", m, "metadata.labels", "no team", severity="warning", help="name one")

    told = fails(folder, rule(inverted))
    assert "not found: expect-warning ACME001 Deployment/shop/bad metadata.labels" in told
    assert "not expected: expect-warning ACME001 Deployment/shop/good metadata.labels" in told


def test_an_undeclared_kind_is_noticed(folder: Path) -> None:
    def curious(context: Context) -> Iterator[Finding]:
        context.of("Secret")
        return check(context)

    assert "reads but does not declare: Secret" in fails(folder, rule(curious))
    assert "declares but does not read: Secret" in fails(folder, rule(reads=("apps/Deployment", "Secret")))


def test_an_orphan_is_noticed(folder: Path) -> None:
    (folder / "acme002.yaml").write_text(FIXTURE)
    assert fails(folder, rule()).startswith("these fixtures are no rule's: acme002.yaml")


def test_a_rule_without_a_fixture_is_noticed(folder: Path) -> None:
    (folder / "acme001.yaml").unlink()
    assert "ACME001 has no fixture acme001.yaml" in fails(folder, rule())


def test_a_finding_twice_is_one_too_many(folder: Path) -> None:
    def twice(context: Context) -> Iterator[Finding]:
        yield from check(context)
        yield from check(context)

    assert "not expected" in fails(folder, rule(twice))


def test_a_fixture_in_which_nothing_is_wrong_or_nothing_right_is_noticed(folder: Path) -> None:
    broken, good = FIXTURE.partition("---\n")[::2]
    (folder / "acme001.yaml").write_text(good)
    assert fails(folder, rule()).startswith("no fixture of ACME001 breaks the rule")
    (folder / "acme001.yaml").write_text(broken)
    assert fails(folder, rule()).startswith("no object of apps/Deployment passes ACME001")


@pytest.mark.parametrize(
    ("code", "message", "help", "told"),
    [
        ("ACME002", "no team", "name one", "ACME001 makes a finding with the code ACME002"),
        ("ACME001", "no team", "", "does not say what to do"),
        ("ACME001", "no team.", "name one", "ends with a full stop"),
    ],
)
def test_a_finding_that_is_badly_told_is_noticed(folder: Path, code: str, message: str, help: str, told: str) -> None:
    def careless(context: Context) -> Iterator[Finding]:
        for f in check(context):
            f.code, f.message, f.help = code, message, help
            yield f

    (folder / "acme001.yaml").write_text(FIXTURE.replace("# expect-warning: ACME001", f"# expect-warning: {code}"))
    assert told in fails(folder, rule(careless))


def test_the_severity_that_is_declared_must_be_the_gravest(folder: Path) -> None:
    assert "at worst error, and they are warning" in fails(folder, rule(severity="error"))


def test_keys_that_a_rule_says_it_needs_must_be_needed(folder: Path) -> None:
    assert "finds something in acme001.yaml without replicas" in fails(folder, rule(needs=("replicas",)))


def test_two_rules_with_one_code_are_noticed(folder: Path) -> None:
    with pytest.raises(AssertionError, match="two rules share a code: ACME001"):
        assert_rules([rule(), rule()], folder)


def test_the_world_of_a_fixture_is_what_its_comments_say(folder: Path) -> None:
    seen: list[tuple[str, bool, object]] = []

    def curious(context: Context) -> Iterator[Finding]:
        seen.append((context.facts.minor, context.closed, context.external("", "Secret", "shop", "db")))
        return check(context)

    (folder / "acme001.yaml").write_text(f"# minor: 1.33\n# open\n# external: Secret shop/db password\n{FIXTURE}")
    assert_rule(rule(curious), folder)
    assert seen[0][:2] == ("1.33", False)
    assert seen[0][2] is not None
