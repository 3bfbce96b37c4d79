"""Env: where a container's environment variables come from."""

from __future__ import annotations

from ..core.fields import Value, field
from ..core.references import ConfigKey, SecretKey
from ..core.types import ObjectName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class FieldRef(Value):
    """A field of the pod itself (the downward API).

    Args:
        path: such as `metadata.name`, `status.podIP`, `spec.nodeName` (Kubernetes documentation, Downward API).
    """

    path: str = field(kw_only=False)


class ResourceRef(Value):
    """A resource of the container itself (the downward API).

    Args:
        resource: such as `limits.memory` or `requests.cpu`.
        divisor: the unit, such as `1Mi` (default: bytes or whole cores).
    """

    resource: str = field(kw_only=False)
    divisor: str | None = None


class EnvFrom(Value):
    """All keys of a ConfigMap or a Secret as environment variables.

    Args:
        config_map: the ConfigMap's name (default: none).
        secret: the Secret's name; give one of the two (default: none).
        prefix: put before every key (default: none).
        optional: whether the pod may start without it (default False).
    """

    config_map: ObjectName | None = None
    secret: ObjectName | None = None
    prefix: str = ""
    optional: bool = False

    def verify(self) -> None:
        """One source, not two and not none."""
        if (self.config_map is None) == (self.secret is None):
            raise self.refuse("EnvFrom needs either config_map or secret", help='for example EnvFrom(secret="orders-db")')

    def to_manifest(self) -> dict[str, Any]:
        """The item of `envFrom`."""
        out: dict[str, Any] = {"prefix": self.prefix} if self.prefix else {}
        source: dict[str, Any] = {"name": self.config_map or self.secret}
        if self.optional:
            source["optional"] = True
        out["configMapRef" if self.config_map else "secretRef"] = source
        return out


def env_list(env: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Write a mapping of name to value or reference as the list that a container has.

    Args:
        env: name -> text, SecretKey, ConfigKey, FieldRef or ResourceRef, in the order in which the variables are defined.
    """
    out: list[dict[str, Any]] = []
    for name, value in env.items():
        out.append({"name": name, "value": value} if type(value) is str else {"name": name, "valueFrom": _source(value)})
    return out


def _source(value: Any) -> dict[str, Any]:
    if isinstance(value, SecretKey):
        ref: dict[str, Any] = {"name": value.secret, "key": value.key}
        if value.optional:
            ref["optional"] = True
        return {"secretKeyRef": ref}
    if isinstance(value, ConfigKey):
        ref = {"name": value.config_map, "key": value.key}
        if value.optional:
            ref["optional"] = True
        return {"configMapKeyRef": ref}
    if isinstance(value, FieldRef):
        return {"fieldRef": {"fieldPath": value.path}}
    ref = {"resource": value.resource}
    if value.divisor:
        ref["divisor"] = value.divisor
    return {"resourceFieldRef": ref}


def env_from_list(sources: Sequence[EnvFrom]) -> list[dict[str, Any]]:
    """Write sources as the list that a container has."""
    return [s.to_manifest() for s in sources]
