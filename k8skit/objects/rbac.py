"""RBAC: roles, and who has them. Rules only add; nothing takes a right away (Kubernetes documentation, Using RBAC Authorization)."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.types import NamespaceName
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class PolicyRule(Value):
    """Verbs on resources.

    Args:
        verbs: such as `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`; `*` for all.
        resources: plural names; `pods/log` is not part of `pods`; `*` for all.
        groups: API groups of the resources, `""` for the core group (default: core).
        names: only objects of these names; cannot limit `create` (default: all).
    """

    verbs: Sequence[str]
    resources: Sequence[str]
    groups: Sequence[str] = ("",)
    names: Sequence[str] = ()

    def verify(self) -> None:
        """Rules that are empty grant nothing and are refused."""
        for name in ("verbs", "resources", "groups"):
            if not getattr(self, name):
                raise self.refuse(f"{name} of a rule is empty", field=name, value=[], help="the API server refuses such a rule")

    def to_manifest(self) -> dict[str, Any]:
        """The item of `rules`."""
        out: dict[str, Any] = {"apiGroups": list(self.groups), "resources": list(self.resources), "verbs": list(self.verbs)}
        if self.names:
            out["resourceNames"] = list(self.names)
        return out


class Subject(Value):
    """Who has a role.

    Args:
        kind: `User`, `Group` or `ServiceAccount`.
        name: the name.
        namespace: the namespace of a ServiceAccount (default: none, as users and groups have).
    """

    kind: Literal["User", "Group", "ServiceAccount"]
    name: str
    namespace: NamespaceName | None = None

    @staticmethod
    def parse(text: str) -> Subject:
        """Read `user:NAME`, `group:NAME` or `serviceaccount:NAMESPACE/NAME`.

        Args:
            text: the subject.

        Raises:
            CallError: K8S902 for anything else.
        """
        prefix, _, name = text.partition(":")
        if prefix == "serviceaccount" and "/" in name:
            namespace, _, account = name.partition("/")
            return Subject(kind="ServiceAccount", name=account, namespace=namespace)
        if prefix in ("user", "group") and name:
            return Subject(kind="User" if prefix == "user" else "Group", name=name)
        from ..core.fields import located
        from ..errors import CallError
        from ..finding import Finding

        help = "write user:NAME, group:NAME or serviceaccount:NAMESPACE/NAME"
        raise CallError(*located([Finding("K8S902", f"{text!r} names no subject", value=text, help=help)], "Subject"))

    def verify(self) -> None:
        """A ServiceAccount has a namespace, the others have none."""
        if (self.kind == "ServiceAccount") != (self.namespace is not None):
            needs, help = ("needs a", "give namespace") if self.kind == "ServiceAccount" else ("has no", "leave namespace out")
            raise self.refuse(f"a {self.kind} {needs} namespace", field="namespace", value=self.namespace, help=help)

    def to_manifest(self) -> dict[str, Any]:
        """The item of `subjects`."""
        if self.kind == "ServiceAccount":
            return {"kind": self.kind, "name": self.name, "namespace": self.namespace}
        return {"apiGroup": "rbac.authorization.k8s.io", "kind": self.kind, "name": self.name}


class Role(TypedObject):
    """A Role (rbac.authorization.k8s.io/v1): rights within one namespace.

    Args:
        rules: the rights.
    """

    API_VERSION = "rbac.authorization.k8s.io/v1"
    KIND = "Role"

    rules: Sequence[PolicyRule]

    def body(self) -> dict[str, Any]:
        """The top-level fields: a Role has no spec."""
        return {"rules": [r.to_manifest() for r in self.rules]}


class ClusterRole(TypedObject):
    """A ClusterRole (rbac.authorization.k8s.io/v1): rights in all namespaces, or by a RoleBinding in one; rights on cluster-scoped kinds.

    Args:
        rules: the rights (default: none, for one that aggregates others).
        aggregate: labels of ClusterRoles whose rights it collects (default: none).
    """

    API_VERSION = "rbac.authorization.k8s.io/v1"
    KIND = "ClusterRole"

    rules: Sequence[PolicyRule] = ()
    aggregate: Mapping[str, str] = EMPTY

    def body(self) -> dict[str, Any]:
        """The top-level fields: a ClusterRole has no spec."""
        out: dict[str, Any] = {}
        if self.aggregate:
            out["aggregationRule"] = {"clusterRoleSelectors": [{"matchLabels": dict(self.aggregate)}]}
        out["rules"] = [r.to_manifest() for r in self.rules]
        return out


class RoleRef(Value):
    """The role that a binding grants. It can never change: another role needs another binding.

    Args:
        name: the role's name.
        cluster: whether it is a ClusterRole (default False).
    """

    name: str = field(kw_only=False)
    cluster: bool = False

    def to_manifest(self) -> dict[str, Any]:
        """The `roleRef`."""
        return {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole" if self.cluster else "Role", "name": self.name}


class RoleBinding(TypedObject):
    """A RoleBinding (rbac.authorization.k8s.io/v1): grants a Role, or a ClusterRole's rights in this namespace only.

    Args:
        role: the role.
        subjects: who gets it.
    """

    API_VERSION = "rbac.authorization.k8s.io/v1"
    KIND = "RoleBinding"

    role: RoleRef
    subjects: Sequence[Subject]

    def body(self) -> dict[str, Any]:
        """The top-level fields: a binding has no spec."""
        return {"roleRef": self.role.to_manifest(), "subjects": [s.to_manifest() for s in self.subjects]}


class ClusterRoleBinding(TypedObject):
    """A ClusterRoleBinding (rbac.authorization.k8s.io/v1): grants a ClusterRole in the whole cluster.

    Args:
        role: name of the ClusterRole.
        subjects: who gets it.
    """

    API_VERSION = "rbac.authorization.k8s.io/v1"
    KIND = "ClusterRoleBinding"

    role: str
    subjects: Sequence[Subject]

    def body(self) -> dict[str, Any]:
        """The top-level fields: a binding has no spec."""
        return {"roleRef": RoleRef(self.role, cluster=True).to_manifest(), "subjects": [s.to_manifest() for s in self.subjects]}
