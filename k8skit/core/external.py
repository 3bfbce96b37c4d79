"""external(): a declared reference to something that lives elsewhere, so that checks need not guess."""

from __future__ import annotations

from ..names import path_segment_name
from .annotations import Named
from .construct import Construct, id_problem
from .guests import native
from .references import ConfigKey, NamespaceRef, SecretKey
from .types import ConfigKeyName, NamespaceName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TypeAlias

    from .guests import AnyScope

    AnyName: TypeAlias = str
else:

    def _name_problem(value: str) -> str:
        text = path_segment_name(value) if value else "must not be empty"
        return text and f"is no valid object name: it {text}"

    AnyName = Named("AnyName", (str,), _name_problem, "the name of an object")  # of any kind: roles may be called system:auth-delegator


class External(Construct):
    """An API object that this app uses and does not make. It gives no output; `k8skit list` shows it and checks of references know it.

    Args:
        scope: the construct that needs it.
        id: its id.
        kind: its kind, such as `Secret`.
        name: its name; what kinds with narrower rules refuse is not refused here.
        group: its API group (default `""`, the core group).
        namespace: its namespace (default: that of the chart).
        keys: the keys that a ConfigMap or Secret is known to have (default: any).
        reason: who makes it, shown by `k8skit list` (default: empty).
        assumed: it is external only where the app itself makes no such object, and rules still ask whether its name is right (default False).
    """

    kind: str
    name: AnyName
    group: str = ""
    namespace: NamespaceName | NamespaceRef | None = None
    keys: Sequence[ConfigKeyName] = ()
    reason: str = ""
    assumed: bool = False

    def key(self, key: str, *, optional: bool = False) -> SecretKey | ConfigKey:
        """Return a reference to one key of this Secret or ConfigMap.

        Args:
            key: the key.
            optional: whether a pod may start without it (default False).

        Raises:
            CallError: K8S902 where it is neither, or where `keys` does not list the key.
        """
        if self.kind not in ("Secret", "ConfigMap") or self.group or (self.keys and key not in self.keys):
            from ..names import closest

            near = closest(key, self.keys)
            help = (
                f"did you mean {near}?"
                if near
                else f"it has {', '.join(self.keys)}"
                if self.keys
                else "only a Secret or a ConfigMap has keys"
            )
            raise self.refuse(f"{self.kind} {self.name} has no key {key}", field="key", value=key, help=help)
        reference = SecretKey if self.kind == "Secret" else ConfigKey
        return reference(self.name, key, optional=optional)


def external(
    scope: AnyScope,
    kind: str,
    name: str,
    *,
    group: str = "",
    namespace: str | NamespaceRef | None = None,
    keys: Sequence[str] = (),
    reason: str = "",
    assumed: bool = False,
) -> External:
    """Declare an API object that this app uses and does not make.

    Args:
        scope: the construct that needs it.
        kind: its kind, such as `Secret`.
        name: its name.
        group: its API group (default: core).
        namespace: its namespace (default: that of the chart).
        keys: the keys that it is known to have (default: any).
        reason: who makes it (default: empty).
        assumed: see `External` (default False).

    Returns:
        The declaration; `.key("password")` refers to one of its keys. Declaring the same object twice in one scope returns the first.
    """
    if not isinstance(scope, Construct):
        scope = native(scope) or scope
    id, known = _place(scope, group, kind, namespace, name)
    if known is not None:
        return known
    given: dict[str, Any] = {}  # without the defaults, which need no check
    if group != "":
        given["group"] = group
    if namespace is not None:
        given["namespace"] = namespace
    if keys != ():
        given["keys"] = keys
    if reason != "":
        given["reason"] = reason
    if assumed is not False:
        given["assumed"] = assumed
    return External(scope, id, kind=kind, name=name, **given)


def declare(
    scope: Construct, kind: str, name: str, *, group: str = "", namespace: str | None = None, keys: Sequence[str] = (), **more: Any
) -> External:
    """Do what `external` does, with values that have been checked: for constructs that declare what their parameters name.

    Args:
        scope: the construct that needs it, while it is made.
        kind: its kind.
        name: its name.
        group: its API group (default: core).
        namespace: its namespace (default: that of the chart).
        keys: the keys that it is known to have (default: any).
        **more: `reason` and `assumed`.
    """
    id, known = _place(scope, group, kind, namespace, name)
    return known or scope._part(External)(scope, id, kind=kind, name=name, group=group, namespace=namespace, keys=keys, **more)


def _place(scope: Any, group: str, kind: str, namespace: object, name: str) -> tuple[str, External | None]:
    """The id of a declaration in a scope, and the one that is there already."""
    identity = (group, kind, str(namespace or ""), name)
    stem = "-".join(["external", *[str(part) for part in (kind, namespace, name) if part]])
    if id_problem(stem):
        stem = "external-" + "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem[9:])[:200]
    id, n = stem, 2
    while isinstance(scope, Construct):
        known = (scope._children or {}).get(id)
        if known is None:
            break
        if isinstance(known, External) and (known.group, known.kind, str(known.namespace or ""), known.name) == identity:
            return id, known
        id, n = f"{stem}-{n}", n + 1
    return id, None
