"""An admission policy says what it judges, and its binding what follows.

Reads ValidatingAdmissionPolicies and their bindings, but for the expressions in them.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import qualified_name
from ..context import mapping, sequence
from ..pods import items
from ..requests import binding, policy
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S171"
_POLICY = "admissionregistration.k8s.io/ValidatingAdmissionPolicy"
_BINDING = "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding"
_MOST_ANNOTATIONS = 20
_MOST_EXPRESSION = 5 * 1024
"""Bytes of the expression of an audit annotation."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(_POLICY):
        spec = mapping(m.object.get("spec"))
        if not spec.get("validations") and not spec.get("auditAnnotations"):
            yield _wrong(context, m, "spec.validations", "judges nothing", "add a validation, or an audit annotation")
        yield from policy(context, CODE, m)
        for i, validation in items(spec, "validations"):
            yield from _validation(context, m, f"spec.validations[{i}]", validation)
        yield from _annotations(context, m, items(spec, "auditAnnotations"))
    for m in context.of(_BINDING):
        yield from _actions(context, m)
        yield from binding(context, CODE, m)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _validation(context: Context, m: Manifest, at: str, validation: dict[str, Any]) -> Iterator[Finding]:
    for key, empty in (("expression", True), ("message", False), ("messageExpression", False)):
        text = validation.get(key)
        if type(text) is str and not text.strip() and (text or empty):
            help = "write an expression" if key == "expression" else "write one, or leave it out"
            yield _wrong(context, m, f"{at}.{key}", f"has a validation with an empty {key}", help)
    message = validation.get("message")
    if type(message) is str and any(c in message.strip() for c in "\n\r"):
        help = "write one line; YAML folds a text that begins with >- into one"
        yield _wrong(context, m, f"{at}.message", "has a message of several lines", help, message)


def _annotations(context: Context, m: Manifest, rows: list[tuple[int, dict[str, Any]]]) -> Iterator[Finding]:
    if len(rows) > _MOST_ANNOTATIONS:
        message = f"writes {len(rows)} audit annotations"
        yield _wrong(context, m, "spec.auditAnnotations", message, f"keep {_MOST_ANNOTATIONS} at most", len(rows))
    keys: list[object] = []
    for i, row in rows:
        at, key, text = f"spec.auditAnnotations[{i}]", row.get("key"), row.get("valueExpression")
        problem = qualified_name(f"{m.name}/{key}") if type(key) is str else ""
        if key in keys:
            yield _wrong(context, m, f"{at}.key", f'writes the audit annotation "{key}" twice', "give each its own key", key)
        elif problem:
            help = "write a name without a slash: that of the policy is put before it"
            yield _wrong(context, m, f"{at}.key", f"writes an audit annotation whose key {problem}", help, key)
        keys.append(key)
        if type(text) is str and not 0 < len(text.strip().encode("utf-8", "surrogatepass")) <= _MOST_EXPRESSION:
            what = "without a value" if not text.strip() else f"by an expression of more than {_MOST_EXPRESSION} bytes"
            yield _wrong(context, m, f"{at}.valueExpression", f'writes the audit annotation "{key}" {what}', "write a short expression")


def _actions(context: Context, m: Manifest) -> Iterator[Finding]:
    actions = sequence(mapping(m.object.get("spec")).get("validationActions"))
    if not actions:
        yield _wrong(context, m, "spec.validationActions", "does not say what follows", "list Deny, Warn or Audit")
    elif "Deny" in actions and "Warn" in actions:
        yield _wrong(context, m, "spec.validationActions", "denies and warns of one thing", "keep one of Deny and Warn", actions)
    elif any(action in actions[:i] for i, action in enumerate(actions)):
        yield _wrong(context, m, "spec.validationActions", "lists an action twice", "list each once", actions)


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
