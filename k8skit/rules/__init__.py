"""Rules: what the facts cannot say of a manifest: how objects fit together, and what is unwise.

One rule per file in `catalogue/`, found automatically. A rule is a pure function of a list of manifests; it knows no construct, no file and
no other rule.
"""

from __future__ import annotations

from .context import Context
from .rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import Any

    from ..facts import Facts
    from ..finding import Finding
    from ..manifest import Manifest

__all__ = ["Context", "Rule", "load", "load_all", "run"]


def run(
    manifests: list[Manifest],
    facts: Facts,
    *,
    closed: bool,
    externals: Iterable[dict[str, Any]] = (),
    enable: tuple[str, ...] = (),
    disable: tuple[str, ...] = (),
) -> list[Finding]:
    """Return what the rules find.

    Args:
        manifests: what to judge.
        facts: the facts of the target minor.
        closed: whether the manifests are all there is, so that a reference to something absent is an error; else it is a warning.
        externals: declared references to what lives elsewhere: group, kind, namespace, name, keys.
        enable: codes, or beginnings of codes, of rules of taste that are to run too; `K8S` for all (default: none).
        disable: codes, or beginnings of codes, of rules that are not to run (default: none).
    """
    context = Context(manifests, facts, closed=closed, externals=externals)
    findings: list[Finding] = []
    for rule in load(context.count(), context.keys(), enable, disable):
        findings += rule.check(context)
    return findings


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

    count = kinds.get
    found = []
    for module, on in RULES.items():
        if (sum(kinds.values()) if on[0] == "*" else sum(count(kind, 0) for kind in on)) < LEAST.get(module, 1):
            continue
        if keys is not None and module in NEEDS and not any(key in keys for key in NEEDS[module]):
            continue
        code = module[:7].upper()
        if (module in OPT_IN and not code.startswith(enable)) or (disable and code.startswith(disable)):
            continue
        found.append(_load(module))
    return found


def load_all() -> list[Rule]:
    """Return every rule, by code."""
    from .table import RULES

    return [_load(module) for module in RULES]


def _load(module: str) -> Rule:
    rule: Rule = __import__(f"{__name__}.catalogue.{module}", fromlist=("RULE",)).RULE
    return rule
