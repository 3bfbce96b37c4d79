"""ConfigMap: configuration as text, by key."""

from __future__ import annotations

from ..core.origins import caller
from ..core.references import ConfigKey
from ..core.types import ConfigKeyName
from ..errors import CallError
from ..finding import Finding
from .typed import EMPTY, TypedObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


_LETTERS = {ord(a): b for a, b in zip("013ae", "ghkmt", strict=True)}
"""kustomize writes no vowels and none of the digits that look like one, so that a hash is no word."""
_ESCAPES = {
    **{code: f"\\u{code:04x}" for code in [*range(0x20), ord("<"), ord(">"), ord("&"), 0x2028, 0x2029]},
    **{ord(c): f"\\{e}" for c, e in zip('"\\\n\r\t\b\f', '"\\nrtbf', strict=True)},
}
"""How Go writes text as JSON."""


class ConfigMap(TypedObject):
    """A ConfigMap (v1).

    Args:
        data: key -> text (default: none).
        binary_data: key -> bytes, written as base64 (default: none).
        immutable: forbid every later change but deletion (default False).
        hashed: put a hash of the data behind the name, so that what refers to `object_name` starts anew when the data changes, and what
            still runs keeps the old one (default False). The name is the one that a `configMapGenerator` of kustomize makes.
        generator: let kustomize make it: in Kustomize output it stands in `configMapGenerator`, and what refers to it has its name without the
            hash, which kustomize puts there. All other output is that of `hashed` (default False).

    Raises:
        CallError: K8S902 for binary data in one that kustomize makes: its files are texts.
    """

    API_VERSION = "v1"
    KIND = "ConfigMap"

    data: Mapping[ConfigKeyName, str] = EMPTY
    binary_data: Mapping[ConfigKeyName, bytes] = EMPTY
    immutable: bool = False
    hashed: bool = False
    generator: bool = False

    def compose(self) -> None:
        """Refuse what a generator cannot make."""
        if self.generator and self.binary_data:
            help = "write hashed=True instead: the name is the same"
            raise self.refuse("a generator has no binary data", field="binary_data", value=list(self.binary_data), help=help)
        super().compose()

    @property
    def generator_name(self) -> str:
        """The name without the hash, where kustomize makes the ConfigMap; else `""`."""
        return str(super().metadata()["name"]) if self.generator else ""

    def metadata(self) -> dict[str, Any]:
        """The metadata of the manifest, with the hash in the name if it has one."""
        out = super().metadata()
        if self.hashed or self.generator:
            out["name"] = f"{out['name']}-{self._hash()}"
        return out

    def patch(self, patch: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Change the finished object (see `ApiObject.patch`).

        Args:
            patch: as there.

        Raises:
            CallError: as there; and K8S909 where the name is made from the data that the patch changes.
        """
        if self.hashed or self.generator:
            keys = patch if not isinstance(patch, (list, tuple)) else [key for op in patch for key in _tops(op)]
            for key in ("data", "binaryData"):
                if key in keys:
                    message = f"the patch of ConfigMap {self.object_name} changes the {key} that its name is made from"
                    help = "give the data to the ConfigMap itself, or leave `hashed` and `generator` out"
                    raise CallError(Finding("K8S909", message, origin=self._origin_at(caller()), value=patch, help=help))
        super().patch(patch)

    def _hash(self) -> str:
        """The hash that kustomize puts behind a name; source: `api/hasher` of kustomize, tested against kubectl."""
        from hashlib import sha256

        body = self.body()
        if "binaryData" in body:
            body["binaryData"] = {key: _wrapped(value) for key, value in body["binaryData"].items()}
        parts = [f'"{key}":{_json(body[key])}' for key in ("binaryData", "data") if key in body]
        if "data" not in body:
            parts.append('"data":""')
        text = "{" + ",".join([*parts, '"kind":"ConfigMap"', '"name":""']) + "}"
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        return digest.translate(_LETTERS)

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


def _json(values: Mapping[str, str]) -> str:
    """Texts by key as Go writes them as JSON: sorted by the bytes of the keys, without blanks."""
    return "{" + ",".join([f'"{key}":"{values[key].translate(_ESCAPES)}"' for key in sorted(values)]) + "}"


def _wrapped(text: str) -> str:
    """Base64 as kustomize writes and hashes it: in lines of 70 characters, if it fills one."""
    return text if len(text) < 70 else "".join([text[i : i + 70] + "\n" for i in range(0, len(text), 70)])


def _tops(operation: Mapping[str, Any]) -> list[str]:
    """The top-level keys that an operation of a JSON Patch touches."""
    return [str(operation[key]).split("/")[1] for key in ("path", "from") if "/" in str(operation.get(key, ""))]
