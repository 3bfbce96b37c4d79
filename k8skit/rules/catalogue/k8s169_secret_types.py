"""A Secret of a type has the keys of this type.

Reads the type of Secrets, the keys of `data` and `stringData`, and whether a registry's login is JSON. No value of a Secret enters a finding.
"""

from __future__ import annotations

from ...finding import ERROR
from ..context import mapping
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ..context import Context

CODE = "K8S169"
_TYPES: dict[str, tuple[str, ...]] = {
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
}
"""Type -> the keys that it must have."""
_ACCOUNT = "kubernetes.io/service-account.name"
_LOGIN = ("username", "password")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each key or annotation that is missing, and each login that is no JSON object."""
    for m in context.of("Secret"):
        kind = m.object.get("type")
        if type(kind) is not str or kind == "Opaque":
            continue
        data, strings = mapping(m.object.get("data")), mapping(m.object.get("stringData"))
        named = f'Secret "{m.name}" of the type {kind}'
        if kind == "kubernetes.io/service-account-token":
            annotations = mapping(mapping(m.object.get("metadata")).get("annotations"))
            if not annotations.get(_ACCOUNT):
                help = "name the ServiceAccount whose token it gets"
                yield context.finding(CODE, m, f"metadata.annotations[{_ACCOUNT}]", f"{named} names no ServiceAccount", help=help)
        elif kind == "kubernetes.io/basic-auth" and not any(key in data or key in strings for key in _LOGIN):
            yield context.finding(CODE, m, "data", f"{named} has neither a username nor a password", help="add one of the keys, or both")
        for key in _TYPES.get(kind, ()):
            if key in strings:
                text = strings[key]
            elif key in data:
                text = _decoded(data[key]) if key[:1] == "." or key == "ssh-privatekey" else "-"
            else:
                help = f"add {key}, or use the type Opaque"
                yield context.finding(CODE, m, f"data[{key}]", f"{named} has no key {key}", help=help)
                continue
            at = f"{'stringData' if key in strings else 'data'}[{key}]"
            if key == "ssh-privatekey" and text == "":
                yield context.finding(CODE, m, at, f"{named} has an empty key", help="put the private key there")
            elif key[:1] == "." and type(text) is str and not _is_object(text):
                help = "write what the client of the registry writes, such as ~/.docker/config.json"
                yield context.finding(CODE, m, at, f"{named} has a login that is no JSON object", help=help)


def _decoded(value: Any) -> str | None:
    """What base64 stands for; None where it is none, which is another finding."""
    from binascii import a2b_base64

    try:
        return a2b_base64(value.encode()).decode("utf-8", "replace") if type(value) is str else None
    except ValueError:
        return None


def _is_object(text: str) -> bool:
    from json import loads

    try:
        return type(loads(text)) is dict
    except ValueError:
        return False


RULE = Rule(
    CODE,
    "a Secret of a type has the keys of this type",
    severity=ERROR,
    on=("Secret",),
    needs=("type",),
    reads=("Secret",),
    check=check,
    why="The API server refuses the Secret.",
    source="Kubernetes documentation, Secrets: Types of Secret",
    fix="Add the keys of the type, or use the type Opaque.",
)
