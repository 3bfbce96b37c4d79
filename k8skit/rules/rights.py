"""Rights: what Roles grant, and which Roles bindings give to whom. The rules about RBAC share this."""

from __future__ import annotations

from .context import mapping, sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..finding import Finding
    from ..manifest import Manifest
    from .context import Context

ROLES = ("rbac.authorization.k8s.io/ClusterRole", "rbac.authorization.k8s.io/Role")
"""Kinds that grant rights."""
BINDINGS = ("rbac.authorization.k8s.io/ClusterRoleBinding", "rbac.authorization.k8s.io/RoleBinding")
"""Kinds that give them to somebody."""


class Grant:
    """One item of `rules` of a Role.

    Args:
        role: the Role or ClusterRole.
        index: its number in `rules`.
        groups: the API groups.
        resources: the resources, such as `pods` and `pods/exec`.
        verbs: the verbs.
        paths: what it grants beside resources, such as `/metrics`.
    """

    __slots__ = ("groups", "index", "paths", "resources", "role", "verbs")

    def __init__(self, role: Manifest, index: int, groups: list[str], resources: list[str], verbs: list[str], paths: list[str]) -> None:
        self.role = role
        self.index = index
        self.groups = groups
        self.resources = resources
        self.verbs = verbs
        self.paths = paths

    def allows(self, verbs: tuple[str, ...], group: str, *resources: str) -> tuple[str, str] | None:
        """Return verb and resource of the first that it grants of these, as it writes them; None if it grants none.

        Args:
            verbs: any of these; a wildcard counts as each.
            group: the API group of the resources.
            *resources: any of these; wildcards count as each.
        """
        if group not in self.groups and "*" not in self.groups:
            return None
        wanted = {"*", *resources, *(f"*/{r.partition('/')[2]}" for r in resources if "/" in r)}
        verb = next((v for v in self.verbs if v == "*" or v in verbs), None)
        resource = next((r for r in self.resources if r in wanted), None)
        return None if verb is None or resource is None else (verb, resource)


def grants(role: Manifest) -> list[Grant]:
    """Return what a Role or ClusterRole grants."""
    found = []
    for i, rule in enumerate(sequence(role.object.get("rules"))):
        groups, resources, verbs, paths = (
            [x for x in sequence(mapping(rule).get(key)) if type(x) is str]
            for key in ("apiGroups", "resources", "verbs", "nonResourceURLs")
        )
        found.append(Grant(role, i, groups, resources, verbs, paths))
    return found


def given(context: Context, role: Manifest) -> list[Grant]:
    """Return what a Role or ClusterRole gives to those that it is bound to: what it grants, and what the ClusterRoles do that it gathers.

    Args:
        context: the set.
        role: the Role or ClusterRole.
    """
    selectors = sequence(mapping(role.object.get("aggregationRule")).get("clusterRoleSelectors"))
    if not selectors:
        return grants(role)
    gathered: dict[str, list[Grant]] = context.shared("gathered rights", lambda _: {})
    if role.name not in gathered:
        from ..semantics.selectors import selects
        from .injection import labels_of

        parts = [m for m in context.of(ROLES[0]) if m.name != role.name and any(selects(s, labels_of(m)) for s in selectors)]
        gathered[role.name] = [*grants(role), *(grant for m in parts for grant in grants(m))]
    return gathered[role.name]


def granted(context: Context) -> Iterator[Grant]:
    """Give what all Roles and ClusterRoles of the set grant."""
    for role in context.of(*ROLES):
        yield from grants(role)


def bound(context: Context) -> Iterator[tuple[Manifest, Manifest]]:
    """Give each binding with the Role or ClusterRole that it binds, where that is in the set."""
    context.of(*ROLES)
    for m in context.of(*BINDINGS):
        reference = mapping(m.object.get("roleRef"))
        kind, name = reference.get("kind"), reference.get("name")
        if kind == "ClusterRole":
            role = context.cluster(ROLES[0], name)
        else:
            role = context.find(ROLES[1], context.namespace_of(m), name) if kind == "Role" else None
        if role is not None:
            yield m, role


def access(context: Context, code: str, verbs: tuple[str, ...], resources: tuple[tuple[str, str], ...], help: str) -> Iterator[Finding]:
    """Yield a warning for each binding to a role of the set that grants a verb on a resource.

    Args:
        context: the set.
        code: the code of the rule.
        verbs: any of these.
        resources: any of these, each as API group and resource.
        help: what to do.
    """
    from ..finding import WARNING

    for m, role in bound(context):
        for grant in given(context, role):
            found = next((hit for group, resource in resources if (hit := grant.allows(verbs, group, resource))), None)
            if found is not None:
                message = f'{m.kind} "{m.name}" gives {found[0]} on {found[1]} by the {role.kind} "{role.name}"'
                yield context.finding(code, m, "roleRef.name", message, severity=WARNING, value=role.name, help=help)
                break


def dangerous(
    context: Context, code: str, kinds: tuple[tuple[tuple[str, ...], str, tuple[str, ...], str], ...], help: str
) -> Iterator[Finding]:
    """Yield a warning for each item of a role that grants something dangerous.

    Args:
        context: the set.
        code: the code of the rule.
        kinds: what is dangerous: verbs, API group, resources, and what they lead to.
        help: what to do.
    """
    from ..finding import WARNING

    for grant in granted(context):
        for verbs, group, resources, effect in kinds:
            found = grant.allows(verbs, group, *resources)
            if found is not None:
                m = grant.role
                message = f'{m.kind} "{m.name}" grants {found[0]} on {found[1]}: {effect}'
                yield context.finding(code, m, f"rules[{grant.index}]", message, severity=WARNING, help=help)
                break
