"""Roles and bindings can grant what they are written for.

Reads the rules of Roles and ClusterRoles, and what RoleBindings and ClusterRoleBindings refer to and whom they name.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import dns1123_subdomain
from ..context import mapping, sequence
from ..pods import items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S166"
_GROUP = "rbac.authorization.k8s.io"
_ROLES = ("rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/Role")
_BINDINGS = ("rbac.authorization.k8s.io/ClusterRoleBinding", "rbac.authorization.k8s.io/RoleBinding")
_PEOPLE = ("Group", "User")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each rule, role and subject that the API server refuses."""
    for m in context.of(*_ROLES):
        for i, rule in items(m.object, "rules"):
            yield from _rule(context, m, f"rules[{i}]", rule)
        selectors = m.object.get("aggregationRule")
        if type(selectors) is dict and not selectors.get("clusterRoleSelectors"):
            help = "add a selector, or remove aggregationRule"
            yield _wrong(context, m, "aggregationRule.clusterRoleSelectors", "aggregates no ClusterRole", help)
    for m in context.of(*_BINDINGS):
        yield from _role(context, m, mapping(m.object.get("roleRef")))
        for i, subject in items(m.object, "subjects"):
            yield from _subject(context, m, f"subjects[{i}]", subject)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _rule(context: Context, m: Manifest, at: str, rule: dict[str, Any]) -> Iterator[Finding]:
    if not sequence(rule.get("verbs")):
        yield _wrong(context, m, f"{at}.verbs", "has a rule without a verb", "list the verbs, such as get, list and watch")
    urls = sequence(rule.get("nonResourceURLs"))
    if urls:
        if m.kind == "Role":
            help = "use a ClusterRole: URLs belong to no namespace"
            yield _wrong(context, m, f"{at}.nonResourceURLs", "has URLs, and its namespace has none", help, urls)
        if rule.get("apiGroups") or rule.get("resources") or rule.get("resourceNames"):
            yield _wrong(context, m, at, "has a rule with both URLs and resources", "make two rules of it", urls)
        return
    if not sequence(rule.get("apiGroups")):
        help = 'list the API groups; the core group is ""'
        yield _wrong(context, m, f"{at}.apiGroups", "has a rule without an API group", help)
    if not sequence(rule.get("resources")):
        yield _wrong(context, m, f"{at}.resources", "has a rule without a resource", "list the resources, such as pods")


def _role(context: Context, m: Manifest, role: dict[str, Any]) -> Iterator[Finding]:
    group, kind = role.get("apiGroup"), role.get("kind")
    if group and group != _GROUP:
        yield _wrong(context, m, "roleRef.apiGroup", "binds a role of another API group", f"write {_GROUP}", group)
    kinds = ("ClusterRole",) if m.kind == "ClusterRoleBinding" else ("ClusterRole", "Role")
    if kind is not None and kind not in kinds:
        yield _wrong(context, m, "roleRef.kind", f"binds a {kind}", f"bind a {' or a '.join(kinds)}", kind)


def _subject(context: Context, m: Manifest, at: str, subject: dict[str, Any]) -> Iterator[Finding]:
    kind, group = subject.get("kind"), subject.get("apiGroup")
    if kind == "ServiceAccount":
        name = subject.get("name")
        problem = dns1123_subdomain(name) if type(name) is str and name else ""
        if problem:
            yield _wrong(context, m, f"{at}.name", f"names a ServiceAccount whose name {problem}", "write its name alone", name)
        if group:
            help = "leave apiGroup out: ServiceAccounts are of the core group"
            yield _wrong(context, m, f"{at}.apiGroup", "names a ServiceAccount of another API group", help, group)
        if m.kind == "ClusterRoleBinding" and not subject.get("namespace"):
            message = f'names the ServiceAccount "{subject.get("name")}" without its namespace'
            yield _wrong(context, m, f"{at}.namespace", message, "set namespace")
    elif kind in _PEOPLE:
        if group and group != _GROUP:
            yield _wrong(context, m, f"{at}.apiGroup", f"names a {kind} of another API group", f"write {_GROUP}, or leave it out", group)
    elif kind is not None:
        help = context.choose(str(kind), ("Group", "ServiceAccount", "User"), "a subject is one of")
        yield _wrong(context, m, f"{at}.kind", f"names a {kind} as subject", help, kind)


RULE = Rule(
    CODE,
    "roles and bindings can grant what they are written for",
    severity=ERROR,
    on=(*_ROLES, *_BINDINGS),
    reads=(*_ROLES, *_BINDINGS),
    check=check,
    why="The API server refuses the object.",
    source="Kubernetes documentation, Using RBAC Authorization: API objects, Referring to subjects, Aggregated ClusterRoles",
    fix="Complete the rule, or name the role and the subject as their kind is named.",
)
