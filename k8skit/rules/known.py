"""Known: which codes answer the checks of other tools, those of rules and those of manifests against the facts."""

from __future__ import annotations

from . import load_all

FACTS: dict[str, tuple[str, ...]] = {
    "K8S101": ("kube-linter schema-validation",),
    "K8S102": ("kube-linter schema-validation",),
    "K8S103": ("kube-linter schema-validation",),
    "K8S104": ("kube-linter schema-validation",),
    "K8S105": ("kube-linter schema-validation",),
    "K8S108": ("kube-linter duplicate-env-var", "kube-score environment-variable-key-duplication"),
    "K8S110": ("kube-linter schema-validation",),
    "K8S121": ("kube-score label-values",),
    "K8S123": ("kube-linter invalid-target-ports",),
    "K8S601": ("kube-linter no-extensions-v1beta", "kube-score stable-version"),
    "K8S602": ("kube-score stable-version",),
}
"""Code of a check against the facts -> what other tools call a check that asks the same."""


def equivalents() -> dict[str, list[str]]:
    """Return check of another tool, as `tool name` -> the codes that answer it, both sorted."""
    found: dict[str, set[str]] = {}
    pairs = [(rule.code, rule.known_as) for rule in load_all()]
    for code, names in (*pairs, *FACTS.items()):
        for name in names:
            found.setdefault(name, set()).add(code)
    return {name: sorted(found[name]) for name in sorted(found)}
