"""Requests: which of them a webhook or an admission policy sees, and what such a policy says beside its judgement.

The rules about webhooks, about policies that judge and about those that change share this. Source: Kubernetes' API validation (package
`pkg/apis/admissionregistration/validation`) and the Kubernetes documentation of each concept.
"""

from __future__ import annotations

from ..finding import NO_VALUE
from ..names import dns1035_label, dns1123_subdomain, label_key, path_segment_name
from .context import mapping, sequence
from .pods import items

_MOST_CONDITIONS = 64
_RESERVED = (
    *("as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null"),
    *("package", "return", "true", "var", "void", "while"),
)
"""Words that CEL keeps for itself."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..finding import Finding
    from ..manifest import Manifest
    from .context import Context


def operations(context: Context, code: str, m: Manifest, at: str, named: str, rule: dict[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with a rule that says which requests a webhook or a policy sees.

    Args:
        context: the set.
        code: the code of the rule of the catalogue.
        m: the object.
        at: field path of the rule.
        named: what has the rule, with its verb.
        rule: the rule.
    """
    for key in ("apiGroups", "apiVersions", "operations", "resources"):
        some = sequence(rule.get(key))
        field = f"{at}.{key}"
        subject = f'{m.kind} "{m.name}" {named}'
        if not some:
            help = "list some; * is all" + ('; the core group is ""' if key == "apiGroups" else "")
            yield context.finding(code, m, field, f"{subject} with a rule of no {key}", help=help)
        elif key != "resources" and "*" in some and len(some) > 1:
            yield context.finding(code, m, field, f"{subject} with a rule of all {key} and others", value=some, help="keep * alone")
        elif key == "resources" and len(some) > 1 and any(x in some for x in ("*", "*/*")):
            all_ = "*/*" if "*/*" in some else "*"
            clash = [x for x in some if x != all_ and type(x) is str and (all_ == "*/*" or "/" not in x)]
            if clash:
                help = f"keep {all_} alone; it contains the others"
                yield context.finding(code, m, field, f"{subject} with a rule of {all_} and others", value=some, help=help)
                continue
        if key == "resources":
            yield from _wildcards(context, code, m, field, subject, some)
    names = sequence(rule.get("resourceNames"))
    for i, name in enumerate(names):
        problem = "is listed twice" if name in names[:i] else path_segment_name(name) if type(name) is str else ""
        if problem:
            message = f'{m.kind} "{m.name}" {named} of names of which one {problem}'
            yield context.finding(
                code, m, f"{at}.resourceNames[{i}]", message, value=name, help="list each name once, as the object has it"
            )


def _wildcards(context: Context, code: str, m: Manifest, field: str, subject: str, some: list[Any]) -> Iterator[Finding]:
    """Yield the subresources that an earlier one with a wildcard contains."""
    for i, text in enumerate(some):
        resource, slash, sub = str(text).partition("/")
        wide = [x for x in some[:i] if x != "*/*" and x in (f"{resource}/*", f"*/{sub}")]
        if slash and wide:
            message = f"{subject} with a rule of {wide[0]} and {text}"
            yield context.finding(code, m, f"{field}[{i}]", message, value=text, help=f"remove it: {wide[0]} contains it")


def conditions(context: Context, code: str, m: Manifest, at: str, named: str, parent: dict[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with match conditions, but for what their expressions say.

    Args:
        context: the set.
        code: the code of the rule of the catalogue.
        m: the object.
        at: field path of `parent`; `""` for the object itself.
        named: what has them, with its verb.
        parent: what has `matchConditions`.
    """
    rows = items(parent, "matchConditions")
    subject = f'{m.kind} "{m.name}" {named}'
    if len(rows) > _MOST_CONDITIONS:
        message, help = f"{subject} with {len(rows)} conditions", f"keep {_MOST_CONDITIONS} at most"
        yield context.finding(code, m, f"{at}.matchConditions", message, value=len(rows), help=help)
    for i, row in rows:
        name, text = row.get("name"), row.get("expression")
        problem = label_key(name) if type(name) is str else ""
        if problem:
            message = f"{subject} with a condition whose name {problem}"
            yield context.finding(code, m, f"{at}.matchConditions[{i}].name", message, value=name, help="write a name such as not-system")
        if type(text) is str and not text.strip():
            message = f"{subject} with a condition without an expression"
            yield context.finding(code, m, f"{at}.matchConditions[{i}].expression", message, help="write one, or remove the condition")


def policy(context: Context, code: str, m: Manifest) -> Iterator[Finding]:
    """Yield what is wrong with the parts that policies of both kinds have: parameters, what they match, conditions and variables.

    Args:
        context: the set.
        code: the code of the rule of the catalogue.
        m: the policy.
    """
    spec = mapping(m.object.get("spec"))
    kind = spec.get("paramKind")
    if type(kind) is dict:
        yield from _param_kind(context, code, m, kind)
    constraints = mapping(spec.get("matchConstraints"))
    if not items(constraints, "resourceRules"):
        message = f'{m.kind} "{m.name}" is about no resource'
        yield context.finding(code, m, "spec.matchConstraints.resourceRules", message, help="add the resources that it is about")
    for key in ("resourceRules", "excludeResourceRules"):
        for i, rule in items(constraints, key):
            yield from operations(context, code, m, f"spec.matchConstraints.{key}[{i}]", "matches requests", rule)
    yield from conditions(context, code, m, "spec", "matches requests", spec)
    for i, variable in items(spec, "variables"):
        name, text = variable.get("name"), variable.get("expression")
        if type(name) is str and (not (name.isidentifier() and name.isascii()) or name in _RESERVED):
            help = "write letters, digits and _, no digit first, and no word that CEL keeps for itself"
            message = f'{m.kind} "{m.name}" has a variable whose name an expression cannot use'
            yield context.finding(code, m, f"spec.variables[{i}].name", message, value=name, help=help)
        if type(text) is str and not text.strip():
            message = f'{m.kind} "{m.name}" has a variable "{name}" without a value'
            yield context.finding(code, m, f"spec.variables[{i}].expression", message, help="write an expression")


def _param_kind(context: Context, code: str, m: Manifest, kind: dict[str, Any]) -> Iterator[Finding]:
    version, name = kind.get("apiVersion"), kind.get("kind")
    if type(version) is str and version:
        group, slash, number = version.rpartition("/")
        problem = dns1123_subdomain(group) if slash else ""
        problem = problem or dns1035_label(number)
        if problem:
            message = f'{m.kind} "{m.name}" has parameters of an API version that {problem}'
            help = "write a group and a version, such as example.com/v1"
            yield context.finding(code, m, "spec.paramKind.apiVersion", message, value=version, help=help)
    problem = dns1035_label(name.lower()) if type(name) is str and name else ""
    if problem:
        message = f'{m.kind} "{m.name}" has parameters of a kind that {problem}'
        yield context.finding(code, m, "spec.paramKind.kind", message, value=name, help="write the kind as it is named")


def binding(context: Context, code: str, m: Manifest) -> Iterator[Finding]:
    """Yield what is wrong with the parts that bindings of both kinds have: the policy, its parameters and what they match.

    Args:
        context: the set.
        code: the code of the rule of the catalogue.
        m: the binding.
    """
    spec = mapping(m.object.get("spec"))
    name = spec.get("policyName")
    problem = "" if type(name) is not str else dns1123_subdomain(name) if name else "must not be empty"
    if problem:
        message = f'{m.kind} "{m.name}" binds a policy whose name {problem}'
        yield context.finding(code, m, "spec.policyName", message, value=name or NO_VALUE, help="write the name of the policy")
    reference = spec.get("paramRef")
    if type(reference) is dict:
        if bool(reference.get("name")) == (reference.get("selector") is not None):
            message = f'{m.kind} "{m.name}" names its parameters not at all, or in two ways'
            yield context.finding(code, m, "spec.paramRef", message, help="set one of name and selector")
        if not reference.get("parameterNotFoundAction"):
            message = f'{m.kind} "{m.name}" does not say what follows without parameters'
            yield context.finding(code, m, "spec.paramRef.parameterNotFoundAction", message, help="set Allow or Deny")
    resources = mapping(spec.get("matchResources"))
    for key in ("resourceRules", "excludeResourceRules"):
        for i, rule in items(resources, key):
            yield from operations(context, code, m, f"spec.matchResources.{key}[{i}]", "matches requests", rule)
