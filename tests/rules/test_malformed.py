"""Rules see manifests of any shape: other checks speak of what is malformed, and no rule may fail on it."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import facts, rules
from k8skit.manifest import Manifest
from k8skit.rules.context import Context
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from k8skit.rules.rule import Rule

FIXTURES = Path(__file__).parent / "fixtures"
FACTS = facts.load()
VALUES: list[Any] = [None, 1, -1, "x", "", [], {}, True, [1], ["x"], {"a": 1}, {"a": ["b"]}, [[1]], 1.5, {1: {}}]
KEYS: list[Any] = [1, None, "", "x"]
ROUNDS = 150


def nodes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from nodes(inner, (*path, key))


def spoiled(object: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A copy with one value, or one key, replaced by something else."""
    out: Any = copy.deepcopy(object)
    path = chance.choice([p for p in nodes(object) if p[0] not in ("apiVersion", "kind")])
    at = out
    for key in path[:-1]:
        at = at[key]
    if isinstance(at, dict) and chance.random() < 0.2:
        at[chance.choice(KEYS)] = at.pop(path[-1])
    else:
        at[path[-1]] = chance.choice(VALUES)
    assert isinstance(out, dict)
    return out


@pytest.mark.parametrize("rule", rules.load_all(), ids=lambda r: r.code)
def test_a_rule_takes_manifests_of_any_shape(rule: Rule) -> None:
    stem = rule.check.__module__.rsplit(".", 1)[1]
    documents = [[d.object for d in load_all(p.read_text(), p.name)] for p in sorted(FIXTURES.glob(f"{stem}*.yaml"))]
    chance = random.Random(rule.code)
    for _ in range(ROUNDS):
        objects = list(chance.choice(documents))
        for _ in range(chance.choice((1, 1, 1, 3))):
            i = chance.randrange(len(objects))
            objects[i] = spoiled(objects[i], chance)
        for f in rule.check(Context([Manifest(o) for o in objects], FACTS, closed=chance.random() < 0.5)):
            assert isinstance(f.message + f.help + f.field, str)
