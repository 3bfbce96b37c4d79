"""The list of rules: `docs/reference/rules.md`, made from what the rules say of themselves.

Called by `k8skit.codegen.__main__`, which writes the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..finding import ERROR
from ..rules import load_all
from ..rules.rule import shown_option

if TYPE_CHECKING:
    from ..rules import Rule

_HEAD = """# Rules

<!-- Made by `python -m k8skit.codegen docs` from the rules. -->

Rules look at how manifests fit together, after each has passed the checks of its [own fields](codes.md). They run in every `k8skit synth`, where the
app is all there is, and in `k8skit check -f`, where it may not be: there a reference to something absent is a warning, and none at all unless such
things of that namespace are in the files.

Rules that are marked *opt-in* are a matter of taste and run only where they are enabled: `k8skit check --enable K8S5`, or `enable` in the
configuration.

An *error* is what the API server refuses or what is certainly broken; it stops `k8skit synth`. A *warning* is likely wrong or risky. What lives elsewhere
is declared with `external(...)`. A finding that is right and still meant to be is silenced where the object is made, with a reason:

    web.silence("K8S401", reason="the agent reads the host's logs")

`k8skit check --explain K8S203` prints one of these. What has an *option* takes another value from the [configuration](configuration.md):

    [options.K8S514]
    replicas = 2
"""

_GROUPS = {
    "1": "What the API server refuses",
    "2": "References between objects",
    "3": "Conflicts",
    "4": "Security",
    "5": "Reliability",
    "6": "Removed and deprecated APIs",
    "7": "Istio and Gateway API",
}


def page() -> str:
    """Return the page."""
    rules = load_all()
    lines = [_HEAD, "| code | what holds | at worst |", "| --- | --- | --- |"]
    lines += [f"| [{r.code}](#{r.code.lower()}) | {r.title} | {_severity(r)} |" for r in rules]
    group = ""
    for rule in rules:
        if rule.code[3] != group:
            group = rule.code[3]
            lines += ["", f"## {_GROUPS[group]}"]
        lines += ["", *_section(rule)]
    return "\n".join([*lines, ""])


def _severity(rule: Rule) -> str:
    return ("error" if rule.severity == ERROR else "warning") + (", opt-in" if rule.opt_in else "")


def _section(rule: Rule) -> list[str]:
    first, _, rest = rule.about.partition("\n\n")
    return [
        f"### {rule.code}",
        "",
        f"**{rule.title[0].upper()}{rule.title[1:]}.** {_line(first)}",
        "",
        *([_line(rest), ""] if rest else []),
        f"- Why: {rule.why}",
        f"- Fix: {rule.fix}",
        f"- Source: {rule.source}.",
        *(f"- Option `{name}`: {what} (default `{shown_option(default)}`)." for name, (default, what) in rule.options.items()),
        *([f"- Also known as: {', '.join(rule.known_as)}."] if rule.known_as else []),
    ]


def _line(text: str) -> str:
    return " ".join(text.split())
