"""Secrets whose values are encrypted in files: passed through byte for byte, never decrypted, never encrypted again."""

from __future__ import annotations

from binascii import a2b_base64

from ..core.api_object import ApiObject
from ..core.construct import Construct
from ..core.references import SecretKey
from ..core.types import ObjectName
from ..errors import CallError
from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class SecretFile(ApiObject):
    """A file with an encrypted Secret. Base of `SopsFile` and `SealedSecretFile`.

    The file is read at synth and goes into the output byte for byte: encrypting again would change every byte, so nothing is added to it, no label and
    no namespace.

    Args:
        scope: the construct that this one is part of.
        id: its id, and the Secret's name where `name` is not given.
        path: the file, from the folder of the file that makes this construct.
        name: name of the Secret, as the file says it (default: the id).
    """

    API_VERSION = ""
    KIND = ""

    _from_file = True

    path: str
    name: ObjectName | None = None

    if not TYPE_CHECKING:
        __init__ = Construct.__init__

    def compose(self) -> None:
        """Stand for the object until the file is read."""
        metadata = {"name": self.name or self.id}
        self.__dict__["manifest"] = {"apiVersion": self.API_VERSION, "kind": self.KIND, "metadata": metadata}

    def key(self, key: str) -> SecretKey:
        """Return a reference to a key of the Secret; that the file has it is checked at synth.

        Args:
            key: the key.
        """
        return SecretKey(self.name or self.id, key)

    def patch(self, patch: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Refuse: an encrypted file goes through as it is.

        Args:
            patch: what was to be patched.

        Raises:
            CallError: K8S909.
        """
        message = f"{self.path} is passed through as it is and cannot be patched"
        raise CallError(Finding("K8S909", message, origin=self._origin(), value=patch, help="change the file with the tool that made it"))

    def check(self, object: dict[str, Any]) -> str:
        """Return what is wrong with the object in the file, without any of its values; `""` if nothing is.

        Args:
            object: the object as plain data.
        """
        raise NotImplementedError(f"{type(self).__name__} does not know what it reads")

    def stand_in(self, object: dict[str, Any]) -> dict[str, Any]:
        """Return the object as checks are to see it.

        Args:
            object: the object as plain data.
        """
        return object


class SopsFile(SecretFile):
    """A Secret in a file that SOPS encrypted. Argo CD (with a plugin) or Flux decrypts it in the cluster.

        keys = SopsFile(shop, "orders-keys", path="secrets/orders-keys.enc.yaml")
        WebService(shop, "orders", ..., env={"API_KEY": keys.key("api-key")})

    Args:
        scope: the construct that this one is part of.
        id: its id, and the Secret's name where `name` is not given.
        path: the file, from the folder of the file that makes this construct.
        name: name of the Secret, as the file says it (default: the id).
    """

    API_VERSION = "v1"
    KIND = "Secret"

    def check(self, object: dict[str, Any]) -> str:
        """Return what is wrong: SOPS did not make it, or a value is not encrypted.

        Args:
            object: the object as plain data.
        """
        sops = object.get("sops")
        if type(sops) is not dict or "mac" not in sops:
            return "has no `sops` metadata with a `mac`: SOPS did not encrypt it"
        plain = []
        for field in ("data", "stringData"):
            values = object.get(field)
            if type(values) is dict:
                plain += [
                    f"{field}[{k}]" for k, v in values.items() if v != "" and not (type(v) is str and v[:4] == "ENC[" and v[-1] == "]")
                ]
        return _not_encrypted(plain)

    def stand_in(self, object: dict[str, Any]) -> dict[str, Any]:
        """Return the Secret with its keys, and without values and what SOPS added.

        Args:
            object: the object as plain data.
        """
        made = {k: v for k, v in object.items() if k != "sops"}
        for field in ("data", "stringData"):
            if type(made.get(field)) is dict:
                made[field] = dict.fromkeys(made[field], "")
        return made


class SealedSecretFile(SecretFile):
    """A SealedSecret in a file that `kubeseal` made. Its controller decrypts it in the cluster, and makes the Secret.

        keys = SealedSecretFile(shop, "orders-keys", path="secrets/orders-keys.yaml")
        WebService(shop, "orders", ..., env={"API_KEY": keys.key("api-key")})

    Args:
        scope: the construct that this one is part of.
        id: its id, and the Secret's name where `name` is not given.
        path: the file, from the folder of the file that makes this construct.
        name: name of the Secret, as the file says it (default: the id).
    """

    API_VERSION = "bitnami.com/v1alpha1"
    KIND = "SealedSecret"

    def check(self, object: dict[str, Any]) -> str:
        """Return what is wrong: kubeseal did not make it, or a value is not encrypted.

        Args:
            object: the object as plain data.
        """
        spec = object.get("spec")
        if type(spec) is not dict or not isinstance(spec.get("encryptedData"), dict) or not spec["encryptedData"]:
            return "has no `spec.encryptedData`: kubeseal did not make it"
        return _not_encrypted([f"spec.encryptedData[{k}]" for k, v in spec["encryptedData"].items() if not _is_sealed(v)])


def _not_encrypted(fields: Sequence[str]) -> str:
    return f"has a value that is not encrypted: {', '.join(fields)}" if fields else ""


def _is_sealed(value: object) -> bool:
    """Whether a value has the form that kubeseal gives it.

    That is base64 of the length of the encrypted session key (two bytes), that key (RSA, of 1024 bits at least), and what is encrypted with it
    and its tag of 16 bytes (Sealed Secrets, cryptographic details).
    """
    if type(value) is not str:
        return False
    try:
        sealed = a2b_base64(value.replace("\n", ""), strict_mode=True)
    except ValueError:
        return False
    length = int.from_bytes(sealed[:2])
    return length >= 128 and len(sealed) >= 2 + length + 16
