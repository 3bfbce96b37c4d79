"""external(): a declared reference to something that lives elsewhere, so that checks need not guess."""

from __future__ import annotations

from .construct import Construct
from .references import ConfigKey, SecretKey
from .types import ConfigKeyName, NamespaceName, ObjectName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class External(Construct):
    """An API object that this app uses and does not make. It gives no output; `k8skit list` shows it and checks of references know it.

    Args:
        scope: the construct that needs it.
        id: its id.
        kind: its kind, such as `Secret`.
        name: its name.
        group: its API group (default `""`, the core group).
        namespace: its namespace (default: that of the chart).
        keys: the keys that a ConfigMap or Secret is known to have (default: any).
        reason: who makes it, shown by `k8skit list` (default: empty).
    """

    kind: str
    name: ObjectName
    group: str = ""
    namespace: NamespaceName | None = None
    keys: Sequence[ConfigKeyName] = ()
    reason: str = ""

    def key(self, key: str, *, optional: bool = False) -> SecretKey | ConfigKey:
        """Return a reference to one key of this Secret or ConfigMap.

        Args:
            key: the key.
            optional: whether a pod may start without it (default False).

        Raises:
            CallError: K8S902 where it is neither, or where `keys` does not list the key.
        """
        from ..errors import CallError
        from ..finding import Finding
        from ..names import closest
        from .origins import caller

        if self.kind not in ("Secret", "ConfigMap") or self.group or (self.keys and key not in self.keys):
            near = closest(key, self.keys) if self.keys else None
            help = (
                f"did you mean {near}?"
                if near
                else f"it has {', '.join(self.keys)}"
                if self.keys
                else "only a Secret or a ConfigMap has keys"
            )
            raise CallError(
                Finding(
                    "K8S902",
                    f"{self.kind} {self.name} has no key {key}",
                    origin=self._origin_at(caller()),
                    field="key",
                    value=key,
                    help=help,
                )
            )
        return SecretKey(self.name, key, optional=optional) if self.kind == "Secret" else ConfigKey(self.name, key, optional=optional)


def external(
    scope: Construct, kind: str, name: str, *, group: str = "", namespace: str | None = None, keys: Sequence[str] = (), reason: str = ""
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

    Returns:
        The declaration; `.key("password")` refers to one of its keys. Declaring the same object twice in one scope returns the first.
    """
    id = "external-" + ".".join(part for part in (group, kind, namespace, name) if part)
    known = scope.node.try_find_child(id) if isinstance(scope, Construct) else None
    if isinstance(known, External):
        return known
    return External(scope, id, kind=kind, name=name, group=group, namespace=namespace, keys=keys, reason=reason)
