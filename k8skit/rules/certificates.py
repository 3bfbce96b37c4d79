"""Certificates: whether the value of a Secret is one, without a word of what it holds."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error

from .context import mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest

CA = "ca.crt"
"""Key of the certificate of an authority, in a ConfigMap or a Secret."""
_BEGIN, _END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"


def is_certificate(secret: dict[str, Any], key: str) -> bool:
    """Tell whether a key of a Secret holds a PEM certificate whose content is the DER of a sequence; what cannot be read is taken for one.

    Args:
        secret: the Secret.
        key: the key.
    """
    plain = mapping(secret.get("stringData")).get(key)
    encoded = mapping(secret.get("data")).get(key)
    if type(plain) is str:
        text = plain.encode()
    elif type(encoded) is str:
        try:
            text = b64decode("".join(encoded.split()), validate=True)
        except (Error, ValueError):
            return True  # another finding
    else:
        return True
    _, found, rest = text.partition(_BEGIN)
    body, closed, _ = rest.partition(_END)
    if not found or not closed:
        return False
    try:
        der = b64decode(b"".join(body.split()), validate=True)
    except (Error, ValueError):
        return False
    return _is_one_sequence(der)


def is_authority(m: Manifest | None) -> bool:
    """Tell whether `ca.crt` of a ConfigMap or Secret holds a certificate; yes for one that is not in the set.

    Args:
        m: the ConfigMap or Secret.
    """
    if m is None:
        return True
    return is_certificate(m.object if m.kind == "Secret" else {"stringData": m.object.get("data")}, CA)


def _is_one_sequence(der: bytes) -> bool:
    """Whether bytes are one DER sequence, as long as it says."""
    if len(der) < 4 or der[0] != 0x30:
        return False
    first = der[1]
    if first < 0x80:
        return len(der) == 2 + first
    count = first & 0x7F
    return 1 <= count <= 4 and len(der) == 2 + count + int.from_bytes(der[2 : 2 + count], "big")
