"""ExternalSecret: a Secret whose values come from a store outside of the cluster (External Secrets Operator)."""

from __future__ import annotations

from ..core.fields import Value
from ..core.references import SecretKey
from ..core.types import ConfigKeyName, ObjectName
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal


class RemoteKey(Value):
    """Where a value lies in the store.

    Args:
        key: the entry in the store.
        property: a part of the entry (default: all of it).
        version: version of the entry (default: the newest).
    """

    key: str
    property: str | None = None
    version: str | None = None

    def to_manifest(self) -> dict[str, Any]:
        """The `remoteRef`."""
        return {k: v for k, v in (("key", self.key), ("property", self.property), ("version", self.version)) if v is not None}


class ExternalSecret(TypedObject):
    """An ExternalSecret (external-secrets.io/v1), and through it a Secret of the same name.

    Args:
        store: name of the SecretStore.
        store_kind: `SecretStore` or `ClusterSecretStore` (default `ClusterSecretStore`).
        data: key of the Secret -> where its value lies (default: none).
        extract: entries of the store all of whose parts become keys (default: none).
        refresh: how often the store is asked, as a Go duration (default `1h`).
        template: further keys made from the values, key -> Go template (default: none).
        type: type of the Secret (default: Opaque).
        target: name of the Secret (default: the object's own).
    """

    API_VERSION = "external-secrets.io/v1"
    KIND = "ExternalSecret"

    store: ObjectName
    store_kind: Literal["SecretStore", "ClusterSecretStore"] = "ClusterSecretStore"
    data: Mapping[ConfigKeyName, RemoteKey] = EMPTY
    extract: Sequence[str] = ()
    refresh: str = "1h"
    template: Mapping[ConfigKeyName, str] = EMPTY
    type: str | None = None
    target: ObjectName | None = None

    def body(self) -> dict[str, Any]:
        """The spec."""
        target: dict[str, Any] = {"name": self.target or self.name or self.id}
        if self.template or self.type:
            made: dict[str, Any] = {}
            if self.type:
                made["type"] = self.type
            if self.template:
                made["mergePolicy"] = "Merge"
                made["data"] = dict(self.template)
            target["template"] = made
        spec: dict[str, Any] = {
            "refreshInterval": self.refresh,
            "secretStoreRef": {"kind": self.store_kind, "name": self.store},
            "target": target,
        }
        if self.data:
            spec["data"] = [{"secretKey": k, "remoteRef": r.to_manifest()} for k, r in self.data.items()]
        if self.extract:
            spec["dataFrom"] = [{"extract": {"key": e}} for e in self.extract]
        return {"spec": spec}

    def key(self, key: str) -> SecretKey:
        """Return a reference to a key of the Secret.

        Args:
            key: the key.
        """
        return SecretKey(self.target or self.name or self.id, key)
