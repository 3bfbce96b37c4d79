"""ConfigMap: configuration as text, by key."""

from __future__ import annotations

from ..core.references import ConfigKey
from ..core.types import ConfigKeyName
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class ConfigMap(TypedObject):
    """A ConfigMap (v1).

    Args:
        data: key -> text (default: none).
        binary_data: key -> bytes, written as base64 (default: none).
        immutable: forbid every later change but deletion (default False).
    """

    API_VERSION = "v1"
    KIND = "ConfigMap"

    data: Mapping[ConfigKeyName, str] = EMPTY
    binary_data: Mapping[ConfigKeyName, bytes] = EMPTY
    immutable: bool = False

    def body(self) -> dict[str, Any]:
        """The top-level fields: a ConfigMap has no spec."""
        out: dict[str, Any] = {"data": dict(self.data)} if self.data else {}
        if self.binary_data:
            from binascii import b2a_base64

            out["binaryData"] = {k: b2a_base64(v, newline=False).decode() for k, v in self.binary_data.items()}
        if self.immutable:
            out["immutable"] = True
        return out

    def key(self, key: str) -> ConfigKey:
        """Return a reference to one key, for environment variables.

        Args:
            key: the key.

        Raises:
            CallError: K8S902 where the ConfigMap has no such key.
        """
        if key not in self.data and key not in self.binary_data:
            from ..names import closest

            known = [*self.data, *self.binary_data]
            near = closest(key, known)
            help = f"did you mean {near}?" if near else f"it has {', '.join(known) or 'no keys'}"
            raise self.refuse(f"ConfigMap {self.object_name} has no key {key}", field="key", value=key, help=help)
        return ConfigKey(self.object_name, key)

    @property
    def checksum(self) -> str:
        """A short hash of the data, for an annotation of pods that must be made anew when it changes."""
        from hashlib import sha256

        digest = sha256()
        for part in (self.data, self.binary_data):
            for key in sorted(part):
                value = part[key]
                raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
                for text in (key.encode(), raw):
                    digest.update(len(text).to_bytes(8, "big") + text)
        return digest.hexdigest()[:16]
