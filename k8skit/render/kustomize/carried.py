"""What kustomize drops, changes or cannot read, whatever it is told to do: refused by name.

Found by experiment with kubectl 1.32 (kustomize 5.5) and in kustomize's sources: `api/resource` drops local configuration and takes lists
apart, `kyaml` owns some annotations, go-yaml 3 reads and writes.
"""

from __future__ import annotations

from re import compile

from ...finding import NO_VALUE, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ...manifest import Manifest

LARGEST_INTEGER = 2**53
"""Beyond this, kustomize rounds integers of an object that a JSON Patch touches, wherever they stand in it."""
LONGEST_KEY = 1000
"""A key longer than 1024 characters of output cannot be read again; each of up to four bytes may be escaped, but no real key comes near."""

LOCAL = "config.kubernetes.io/local-config"
_OWN = frozenset(
    (
        "alpha.config.kubernetes.io/transformations",
        "config.k8s.io/id",
        "config.kubernetes.io/index",
        "config.kubernetes.io/origin",
        "config.kubernetes.io/path",
    )
)
"""Annotations that kustomize takes for its own and removes."""
_INTERNAL = "internal.config.kubernetes.io/"

_escaped = compile(r"\\(?:x7f|x[89]|u00[7-9]|ufff|U000[0-9a-f]fff|U0010fff)").search
_unescaped = compile("[\x7f-\x9f\ufffe\uffff]").search
_many_digits = compile("[0-9]{16}").search


def suspicious(text: str) -> bool:
    """Return whether a text that was written may hold something that kustomize cannot carry; it seldom says so of one that does not.

    Args:
        text: YAML made by k8skit.
    """
    return (
        "<<" in text
        or (".io" in text and ("config.kubernetes.io" in text or "config.k8s.io" in text))
        or "? " in text  # a long key
        or ("\\" in text and _escaped(text) is not None)
        or (not text.isascii() and _unescaped(text) is not None)
    )


def shape_problems(m: Manifest) -> Iterator[Finding]:
    """Yield what is wrong with the outline of an object: its kind, name and annotations.

    Args:
        m: the object.
    """
    if m.kind.endswith("List"):
        help = "give its items as objects of their own; another kind of that ending cannot be in this format"
        yield _changed(m, f"kustomize takes {m.kind} for a list of objects and takes it apart", "kind", m.kind, help)
    metadata = m.object.get("metadata")
    if type(metadata) is not dict or not m.name or metadata.get("name") is None:
        yield _changed(
            m, "kustomize cannot read an object without a name", "metadata.name", NO_VALUE, "give it a name, or use plain output"
        )
        return
    if "annotations" in metadata:
        annotations = metadata["annotations"]
        if not annotations:
            yield _changed(m, "kustomize drops annotations that are empty", "metadata.annotations", annotations, "leave the field out")
        elif type(annotations) is dict:
            for key, value in annotations.items():
                if type(value) is not str:
                    yield _changed(m, "kustomize makes text of it", f"metadata.annotations[{key}]", value, "write it as text")


def value_problems(m: Manifest) -> Iterator[Finding]:
    """Yield what is in an object that kustomize drops, changes or cannot read.

    Args:
        m: the object; it is looked at as a whole.
    """
    metadata = m.object.get("metadata")
    annotations = metadata.get("annotations") if type(metadata) is dict else None
    if type(annotations) is dict:
        for key, value in annotations.items():
            field = f"metadata.annotations[{key}]"
            if key == LOCAL and value != "false":
                yield _changed(m, "kustomize leaves out an object with this annotation", field, value, "remove it, or use plain output")
            elif key in _OWN or key.startswith(_INTERNAL):
                yield _changed(m, "kustomize takes this annotation for its own and removes it", field, value, "use another name for it")
    secret = m.kind == "Secret"
    for field, message, value, help in _unreadable(m.object, ""):
        yield Finding("K8S957", message, origin=m.origin, object=m.id, field=field, value=NO_VALUE if secret else value, help=help)


def same_to_kustomize(manifests: Sequence[Manifest]) -> Iterator[Finding]:
    """Yield a finding for each object that kustomize takes for another one: no namespace is `default` to it.

    Args:
        manifests: those of one environment.
    """
    without = {(m.group, m.version, m.kind, m.name): m for m in manifests if not m.namespace}
    for m in manifests:
        if m.namespace == "default":
            other = without.get((m.group, m.version, m.kind, m.name))
            if other is not None:
                message = f"kustomize takes {m.id} and {other.id}, which has no namespace, for one object"
                yield Finding("K8S958", message, origin=other.origin, object=other.id, help="give it the namespace that it is meant for")


def has_large_integer(value: Any) -> bool:
    """Return whether there is an integer in a value that a JSON Patch beside it would round.

    Args:
        value: plain data.
    """
    return _many_digits(repr(value)) is not None and _has_large_integer(value)


def has_empty_key(value: Any) -> bool:
    """Return whether there is an empty key in a value; a merge patch beside it stops kustomize.

    Args:
        value: plain data.
    """
    if type(value) is dict:
        return "" in value or any(map(has_empty_key, value.values()))
    return type(value) is list and any(map(has_empty_key, value))


def _has_large_integer(value: Any) -> bool:
    kind = type(value)
    if kind is dict:
        return any(map(_has_large_integer, value.values()))
    if kind is list:
        return any(map(_has_large_integer, value))
    return kind is int and not -LARGEST_INTEGER <= value <= LARGEST_INTEGER


def _changed(m: Manifest, message: str, field: str, value: Any, help: str) -> Finding:
    return Finding("K8S956", message, origin=m.origin, object=m.id, field=field, value=value, help=help)


def _unreadable(value: Any, field: str) -> Iterator[tuple[str, str, Any, str]]:
    if type(value) is dict:
        for key, inner in value.items():
            at = f"{field}.{key}" if field else key
            if key == "<<":
                yield at, "kustomize takes the key << for a merge and loses it", inner, "use another key, or plain output"
            if len(repr(key)) > LONGEST_KEY:
                shown = f"{key[:40]}..."
                yield field, f"kustomize cannot read a key of {len(key)} characters", shown, "use a shorter key, or plain output"
            elif _bad(key):
                yield field, "kustomize cannot carry a control character in a key", ascii(key), "remove it, or use plain output"
            yield from _unreadable(inner, at)
    elif type(value) is list:
        for i, inner in enumerate(value):
            yield from _unreadable(inner, f"{field}[{i}]")
    elif type(value) is str and _bad(value):
        help = "remove the character, write it another way (binaryData holds anything), or use plain output"
        yield field, "kustomize cannot carry a control character", ascii(value), help


def _bad(text: str) -> bool:
    """Whether a text holds what go-yaml 3 writes as such and then cannot read, or reads as a line break."""
    return not text.isprintable() and any("\x7f" <= c <= "\x9f" or c in "\ufffe\uffff" for c in text)
