"""Own rules: those of a project (`rules = ["rules/*.py"]`) and those that installed packages offer as entry points.

Called by the pipeline when the configuration names some. Python files are the project's own and are run; nothing is run that is not named.
"""

from __future__ import annotations

import glob
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..finding import Finding, Origin, is_code
from ..names import closest
from ..rules import codes, find, load_all
from ..rules.rule import SEVERITIES, Rule, shown_option
from .blame import raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from .config import Config

_WITHOUT_RULES = ("K8S1", "K8S3", "K8S6", "K8S8")
"""Beginnings of codes some of which are found by checks that are no rules."""
_WHERE = "docs/reference/rules.md lists them all"
GROUP = "k8skit.rules"
"""The group of entry points whose objects are rules, lists of rules, or modules with `RULE` or `RULES`."""


def load_rules(root: str | os.PathLike[str], named: Sequence[str]) -> list[Rule]:
    """Return the rules of a project, by code.

    Args:
        root: folder that paths are relative to; it comes first on `sys.path` while files are run.
        named: paths of Python files, with `*`, `?`, `[...]` and `**`, each with `RULE = Rule(...)` or `RULES = [...]`; and names of entry points of
            the group `k8skit.rules`. Files whose names begin with an underscore are passed over.

    Raises:
        UsageError: K8S916 with everything that is wrong: a pattern that matches nothing, an unknown entry point, a file that raises something or
            holds no rule, a code that is none, begins with `K8S` or is there twice.
    """
    root = os.path.abspath(root)
    findings: list[Finding] = []
    found: list[tuple[Rule, Origin]] = []
    before = sys.path[:]
    sys.path.insert(0, root)
    try:
        for name in named:
            if _is_path(name):
                for file in _files(root, name, findings):
                    found += _of_file(file, findings)
            else:
                found += _of_entry_point(name, findings)
    finally:
        sys.path[:] = before
    _judge(found, findings)
    if findings:
        raise UsageError(*findings)
    return sorted((rule for rule, _ in found), key=lambda rule: rule.code)


def _is_path(name: str) -> bool:
    return name.endswith(".py") or any(c in name for c in "/*?[\\")


def _files(root: str, pattern: str, findings: list[Finding]) -> list[str]:
    matches = sorted(m for m in glob.glob(os.path.join(root, pattern), recursive=True) if m.endswith(".py") and os.path.isfile(m))
    files = [m for m in matches if not os.path.basename(m).startswith("_")]
    if not files:
        findings.append(
            Finding("K8S916", f"rules: {pattern!r} matches no Python file", value=pattern, help=f"paths are relative to {root}")
        )
    return files


def _of_file(file: str, findings: list[Finding]) -> list[tuple[Rule, Origin]]:
    name = "k8skit_rules_" + "".join(c if c.isalnum() else "_" for c in file)
    spec = spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except SystemExit:
        findings.append(Finding("K8S916", f"{os.path.basename(file)} calls sys.exit", origin=Origin(file), help="let it run to its end"))
        return []
    except Exception as e:  # whatever the file does
        told = raised(e, file)
        findings.append(Finding("K8S916", told.message, origin=told.origin, help=told.help or "a file of rules must run without its app"))
        return []
    return _rules_in(module, Origin(file), os.path.basename(file), findings)


def _of_entry_point(name: str, findings: list[Finding]) -> list[tuple[Rule, Origin]]:
    from importlib.metadata import entry_points

    known = {point.name: point for point in entry_points(group=GROUP)}
    if name not in known:
        near = closest(name, list(known))
        help = f"did you mean {near}?" if near else f"the installed ones are {', '.join(sorted(known)) or 'none'}; paths end with .py"
        findings.append(
            Finding("K8S916", f"rules: no installed package offers {name!r} as an entry point of {GROUP}", value=name, help=help)
        )
        return []
    point = known[name]
    try:
        offered = point.load()
    except (Exception, SystemExit) as e:
        findings.append(
            Finding(
                "K8S916",
                f"the rules of {name} cannot be imported: {type(e).__name__}: {e}",
                value=point.value,
                help="install another version of the package, or remove it from rules",
            )
        )
        return []
    return _rules_in(offered, Origin(point.value.replace(":", ".")), name, findings)


def _rules_in(offered: Any, origin: Origin, shown: str, findings: list[Finding]) -> list[tuple[Rule, Origin]]:
    if isinstance(offered, Rule):
        offered = [offered]
    elif not isinstance(offered, list | tuple):
        offered = [*getattr(offered, "RULES", ()), *([offered.RULE] if hasattr(offered, "RULE") else ())]
    rules = [(rule, origin) for rule in offered if isinstance(rule, Rule)]
    strangers = [thing for thing in offered if not isinstance(thing, Rule)]
    if strangers or not rules:
        message = f"{shown} has {strangers[0]!r} among its rules" if strangers else f"{shown} holds no rule"
        findings.append(
            Finding("K8S916", message, origin=origin, help='write RULE = Rule("ACME001", "what must hold", ...) or RULES = [...]')
        )
    return rules


def _judge(found: Iterable[tuple[Rule, Origin]], findings: list[Finding]) -> None:
    seen: dict[str, Origin] = {}
    for rule, origin in found:
        problem, help = "", ""
        if not is_code(rule.code):
            problem, help = f"{rule.code!r} is no code of a rule", "capital letters, then three digits: ACME001"
        elif rule.code.startswith("K8S"):
            problem, help = f"{rule.code} begins with K8S, as only the codes of k8skit do", "use letters of your own: ACME001"
        elif rule.code in seen:
            problem, help = f"two rules have the code {rule.code}", f"the other one is in {seen[rule.code].file}"
        elif rule.severity not in SEVERITIES:
            problem, help = f"the severity of {rule.code} is {rule.severity!r}", f"choose from {', '.join(SEVERITIES)}"
        else:
            problem, help = _wrong_argument(rule)
        if problem:
            findings.append(Finding("K8S916", problem, origin=origin, value=rule.code, help=help))
        seen.setdefault(rule.code, origin)


def _wrong_argument(rule: Rule) -> tuple[str, str]:
    """What is wrong with the arguments of a rule, and what helps; both empty where nothing is."""
    if type(rule.title) is not str or not rule.title:
        return f"{rule.code} has no title", "say in a few words what must hold"
    check: object = rule.check
    if not callable(check):
        return f"the check of {rule.code} is no function", "def check(context): ..., and check=check"
    if type(rule.least) is not int or rule.least < 1:
        return f"least of {rule.code} is no number of objects", "write a number of at least 1, or leave it out"
    for name in ("on", "reads", "needs"):
        given = getattr(rule, name)
        if type(given) not in (tuple, list) or not all(type(kind) is str for kind in given):
            example = '("hostPort",)' if name == "needs" else '("apps/Deployment",)'
            return f"{name} of {rule.code} is no tuple of texts", f"for example {name}={example}, with the comma"
    if not rule.on:
        return f"{rule.code} says no kinds that it is about", 'for example on=("apps/Deployment",)'
    for kind in (*rule.on, *rule.reads):
        help = _unknown_kind(kind)
        if help:
            return f"{rule.code} names the kind {kind}, which is none", help
    return "", ""


def _unknown_kind(kind: str) -> str:
    """What to write instead of a kind that no object can have; empty where one can, as any of a group with a domain."""
    from ..facts import load

    group, _, name = kind.rpartition("/")
    if kind == "*" or "." in group:
        return ""
    known = {f"{k.group}/{k.kind}" if k.group else k.kind for k in load().kinds()}
    if kind in known:
        return ""
    near = next((k for k in sorted(known) if k.rpartition("/")[2] == name), None) or closest(kind, known)
    return f"{f'did you mean {near}? ' if near else ''}A kind is group/Kind, the core group without a slash, without a version"


def refuse_unknown_codes(config: Config, own: Iterable[Rule]) -> None:
    """Raise where a configuration names codes, or beginnings of codes, that no rule has and no other check.

    Args:
        config: the configuration, with what the command line adds.
        own: the rules of the project.

    Raises:
        UsageError: K8S916, one finding for each.
    """
    known = [*codes(), *(rule.code for rule in own)]
    findings = []
    ignored = [code for codes_there in config.ignore.values() for code in codes_there]
    for key, named in (("enable", config.enable), ("disable", config.disable), ("severity", config.severity), ("ignore", ignored)):
        for code in named:
            if not code.startswith(_WITHOUT_RULES) and not any(k.startswith(code) for k in known):
                near = closest(code, known)
                help = f"did you mean {near}? " if near else ""
                findings.append(
                    Finding("K8S916", f"{key}: no rule has the code {code}", origin=Origin(config.file), value=code, help=help + _WHERE)
                )
    if findings:
        raise UsageError(*findings)


def refuse_wrong_options(config: Config, own: Iterable[Rule]) -> None:
    """Raise where a configuration sets options that no rule has, or sets them to what they cannot be.

    Args:
        config: the configuration.
        own: the rules of the project.

    Raises:
        UsageError: K8S916, one finding for each.
    """
    findings = []
    rules = {rule.code: rule for rule in own}
    for code, values in config.options.items():
        rule = rules.get(code) or find(code)
        for name, value in values.items():
            at = f"options.{code}.{name}"
            if rule is None or not rule.options:
                known = [r.code for r in (*load_all(), *rules.values()) if r.options]
                help = f"those with options are {', '.join(known)}"
                findings.append(Finding("K8S916", f"{at}: no rule {code} has options", origin=Origin(config.file), value=code, help=help))
            elif name not in rule.options:
                near = closest(name, rule.options)
                help = f"did you mean {near}?" if near else f"it has {', '.join(rule.options)}"
                message = f"{at}: the rule {code} has no option {name}"
                findings.append(Finding("K8S916", message, origin=Origin(config.file), value=name, help=help))
            else:
                default, what = rule.options[name]
                wanted = _not_as(default, value)
                if wanted:
                    help = f"{what}; its default is {shown_option(default)}"
                    findings.append(Finding("K8S916", f"{at} must be {wanted}", origin=Origin(config.file), value=value, help=help))
                elif isinstance(value, list):
                    values[name] = tuple(value)
    if findings:
        raise UsageError(*findings)


def _not_as(default: object, value: object) -> str:
    """What a value should be, where it is not as the default of an option is; `""` where it is."""
    if isinstance(default, int):
        return "" if type(value) is int and value >= 0 else "a number, 0 or more"
    if isinstance(default, str):
        return "" if isinstance(value, str) and value else "a text"
    right = isinstance(value, (list, tuple)) and all(isinstance(item, str) and item for item in value)
    return "" if right else "a list of texts"
