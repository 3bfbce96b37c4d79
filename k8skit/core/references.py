"""References: values that stand for an object or for a key of one, so that names are written once."""

from __future__ import annotations

from .fields import Value, field
from .types import ConfigKeyName, NamespaceName, ObjectName


class NamespaceRef(Value):
    """A namespace.

    Args:
        name: its name.
    """

    name: NamespaceName = field(kw_only=False)

    def __str__(self) -> str:
        return self.name


class SecretKey(Value):
    """One key of a Secret. Never its value.

    Args:
        secret: the Secret's name.
        key: the key in it.
        optional: whether a pod may start without it (default False).
    """

    secret: ObjectName = field(kw_only=False)
    key: ConfigKeyName = field(kw_only=False)
    optional: bool = False


class ConfigKey(Value):
    """One key of a ConfigMap.

    Args:
        config_map: the ConfigMap's name.
        key: the key in it.
        optional: whether a pod may start without it (default False).
    """

    config_map: ObjectName = field(kw_only=False)
    key: ConfigKeyName = field(kw_only=False)
    optional: bool = False
