"""Rules: what the facts cannot say of a manifest: how objects fit together, and what is unwise.

One rule per file in `catalogue/`, found automatically. A rule is a pure function of a list of manifests; it knows no construct, no file and
no other rule.
"""

from __future__ import annotations

import sys

from .context import WORKLOADS, Context
from .rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from ..facts import Facts
    from ..finding import Finding
    from ..manifest import Manifest

__all__ = ["WORKLOADS", "Context", "Rule", "codes", "find", "load", "load_all", "run", "runs"]


def run(
    manifests: list[Manifest],
    facts: Facts,
    *,
    closed: bool,
    externals: Iterable[dict[str, Any]] = (),
    enable: tuple[str, ...] = (),
    disable: tuple[str, ...] = (),
    own: Iterable[Rule] = (),
    options: Mapping[str, Mapping[str, Any]] = {},
    progress: Callable[[str], None] | None = None,
) -> list[Finding]:
    """Return what the rules find.

    Args:
        manifests: what to judge.
        facts: the facts of the target minor.
        closed: whether the manifests are all there is, so that a reference to something absent is an error; else it is a warning.
        externals: declared references to what lives elsewhere: group, kind, namespace, name, keys.
        enable: codes, or beginnings of codes, of rules of taste that are to run too; `K8S` for all (default: none).
        disable: codes, or beginnings of codes, of rules that are not to run (default: none).
        own: rules of the project; where one raises an exception, or gives something else than findings of its own, that is a finding K8S917
            (default: none).
        options: code -> name -> what is set of a rule (default: each option has its default).
        progress: is told the code of each rule before it runs (default: nobody).
    """
    context = Context(manifests, facts, closed=closed, externals=externals, options=options)
    findings: list[Finding] = []
    count, keys = context.count(), context.keys()
    for rule in load(count, keys, enable, disable):
        if progress is not None:
            progress(rule.code)
        findings += rule.check(context)
    for rule in own:
        if (
            _number(rule.on, count) >= rule.least
            and (not rule.needs or not keys.isdisjoint(rule.needs))
            and runs(rule.code, enable, disable, opt_in=rule.opt_in)
        ):
            from .own import judged

            findings += judged(rule, context)
    return findings


def runs(code: str, enable: tuple[str, ...] = (), disable: tuple[str, ...] = (), *, opt_in: bool | None = None) -> bool:
    """Tell whether the rule of a code runs at all.

    Args:
        code: the code of a rule, or of something that is found without one.
        enable: as for `run`.
        disable: as for `run`.
        opt_in: whether it is a rule of taste (default: what the catalogue says).
    """
    if opt_in is None:
        from .table import OPT_IN

        opt_in = any(module[:6].upper() == code for module in OPT_IN)
    return (not opt_in or code.startswith(enable)) and not (disable and code.startswith(disable))


def codes() -> list[str]:
    """Return the codes of all rules of the catalogue."""
    from .table import RULES

    return [module[:6].upper() for module in RULES]


def find(code: str) -> Rule | None:
    """Return the rule of the catalogue with this code; None if there is none."""
    from .table import RULES

    prefix = f"{code.lower()}_"
    return next((_load(module) for module in RULES if module.startswith(prefix)), None)


def load(
    kinds: Mapping[str, int], keys: Collection[str] | None = None, enable: tuple[str, ...] = (), disable: tuple[str, ...] = ()
) -> list[Rule]:
    """Return the rules that can find something in a set, by code.

    Only their modules are imported: a set without Istio objects never pays for Istio's rules.

    Args:
        kinds: kind -> number of its objects; kinds as `group/Kind`, the core group without a slash: `apps/Deployment`, `Service`.
        keys: the keys that occur in the set; rules that need others are left out (default: any may occur).
        enable: codes, or beginnings of codes, of rules of taste that are to run too (default: none).
        disable: codes, or beginnings of codes, of rules that are not to run (default: none).
    """
    from .table import LEAST, NEEDS, OPT_IN, RULES

    found = []
    there = {kind for kind, number in kinds.items() if number}
    known = None if keys is None else {*keys}
    for module, on in RULES.items():
        if not enable and module in OPT_IN:
            continue
        if there.isdisjoint(on) and (on[0] != "*" or not there):
            continue
        if known is not None and module in NEEDS and known.isdisjoint(NEEDS[module]):
            continue
        if module in LEAST and _number(on, kinds) < LEAST[module]:
            continue
        if runs(module[:6].upper(), enable, disable, opt_in=module in OPT_IN):
            found.append(_load(module))
    return found


def _number(on: tuple[str, ...], kinds: Mapping[str, int]) -> int:
    """How many objects there are of the kinds that a rule is about."""
    return sum(kinds.values()) if on[0] == "*" else sum(kinds.get(kind, 0) for kind in on)


def load_all() -> list[Rule]:
    """Return every rule, by code."""
    from .table import RULES

    return [_load(module) for module in RULES]


def _load(module: str) -> Rule:
    name = f"{__name__}.catalogue.{module}"
    __import__(name)
    rule: Rule = sys.modules[name].RULE
    return rule
