"""A mutating policy says what it changes, and its binding by which parameters.

Reads MutatingAdmissionPolicies and their bindings, but for what the expressions in them say.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ..context import mapping, sequence
from ..pods import inner, items
from ..requests import binding, policy
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S178"
_POLICY = "admissionregistration.k8s.io/MutatingAdmissionPolicy"
_BINDING = "admissionregistration.k8s.io/MutatingAdmissionPolicyBinding"
_PATCHES = {"ApplyConfiguration": "applyConfiguration", "JSONPatch": "jsonPatch"}
"""Type of a patch -> the field that holds it."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of(_POLICY):
        spec = mapping(m.object.get("spec"))
        yield from policy(context, CODE, m)
        for i, rule in items(inner(spec, "matchConstraints"), "resourceRules"):
            verbs = sequence(rule.get("operations"))
            if "DELETE" in verbs:
                at, help = f"spec.matchConstraints.resourceRules[{i}].operations", "remove it: what is deleted is not changed"
                yield _wrong(context, m, at, "changes what is deleted", help, verbs)
        if not spec.get("mutations"):
            yield _wrong(context, m, "spec.mutations", "changes nothing", "add a mutation")
        if not spec.get("reinvocationPolicy"):
            help = "set reinvocationPolicy to Never or IfNeeded; it has no default"
            yield _wrong(context, m, "spec.reinvocationPolicy", "does not say whether it is asked again after other changes", help)
        for i, mutation in items(spec, "mutations"):
            yield from _mutation(context, m, f"spec.mutations[{i}]", mutation)
    for m in context.of(_BINDING):
        yield from binding(context, CODE, m)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _mutation(context: Context, m: Manifest, at: str, mutation: dict[str, Any]) -> Iterator[Finding]:
    kind = mutation.get("patchType")
    key = _PATCHES.get(kind) if type(kind) is str else None
    if key is None:
        return  # another finding
    for other in sorted(_PATCHES.values()):
        if other != key and mutation.get(other) is not None:
            help = "remove it, or change patchType"
            yield _wrong(context, m, f"{at}.{other}", f"has a mutation of the type {kind} and sets {other}", help)
    text = inner(mutation, key).get("expression")
    if mutation.get(key) is None or text is None or (type(text) is str and not text.strip()):
        message = f"has a mutation of the type {kind} that does not say what it changes"
        yield _wrong(context, m, f"{at}.{key}.expression", message, f"set {key}.expression")


RULE = Rule(
    CODE,
    "a mutating policy says what it changes",
    severity=ERROR,
    on=(_POLICY, _BINDING),
    reads=(_POLICY, _BINDING),
    check=check,
    why="The API server refuses the policy or the binding.",
    source="Kubernetes documentation, Mutating Admission Policy",
    fix="Complete the policy as the finding says.",
)
