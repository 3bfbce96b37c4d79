"""An admission policy says what it judges, and its binding what follows.

Reads ValidatingAdmissionPolicies and their bindings, but for the expressions in them.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ..context import mapping, sequence
from ..pods import inner, items
from ..requests import operations
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S171"
_POLICY = "admissionregistration.k8s.io/ValidatingAdmissionPolicy"
_BINDING = "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(_POLICY):
        spec = mapping(m.object.get("spec"))
        if not spec.get("validations") and not spec.get("auditAnnotations"):
            yield _wrong(context, m, "spec.validations", "judges nothing", "add a validation, or an audit annotation")
        rules = items(inner(spec, "matchConstraints"), "resourceRules")
        if not rules:
            yield _wrong(context, m, "spec.matchConstraints.resourceRules", "is about no resource", "add the resources that it judges")
        for i, rule in rules:
            yield from operations(context, CODE, m, f"spec.matchConstraints.resourceRules[{i}]", "matches requests", rule)
    for m in context.of(_BINDING):
        yield from _binding(context, m)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _binding(context: Context, m: Manifest) -> Iterator[Finding]:
    spec = mapping(m.object.get("spec"))
    actions = sequence(spec.get("validationActions"))
    if not actions:
        yield _wrong(context, m, "spec.validationActions", "does not say what follows", "list Deny, Warn or Audit")
    elif "Deny" in actions and "Warn" in actions:
        yield _wrong(context, m, "spec.validationActions", "denies and warns of one thing", "keep one of Deny and Warn", actions)
    elif any(action in actions[:i] for i, action in enumerate(actions)):
        yield _wrong(context, m, "spec.validationActions", "lists an action twice", "list each once", actions)
    reference = spec.get("paramRef")
    if type(reference) is dict:
        if bool(reference.get("name")) == (reference.get("selector") is not None):
            yield _wrong(context, m, "spec.paramRef", "names its parameters not at all, or in two ways", "set one of name and selector")
        if not reference.get("parameterNotFoundAction"):
            at = "spec.paramRef.parameterNotFoundAction"
            yield _wrong(context, m, at, "does not say what follows without parameters", "set Allow or Deny")


RULE = Rule(
    CODE,
    "an admission policy says what it judges",
    severity=ERROR,
    on=(_POLICY, _BINDING),
    reads=(_POLICY, _BINDING),
    check=check,
    why="The API server refuses the policy or the binding.",
    source="Kubernetes documentation, Validating Admission Policy",
    fix="Complete the policy as the finding says.",
)
