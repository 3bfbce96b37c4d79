"""Identities: no two objects of one run may be the same object to the API server.

Knows manifests and the scope of kinds; nothing of fields.
"""

from __future__ import annotations

from ..finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..finding import Origin
    from ..manifest import Manifest


def _where(origin: Origin | None) -> str:
    if origin is None:
        return "elsewhere in these manifests"
    line = f"{origin.file}:{origin.line}" if origin.line else origin.file
    return f"at {line} ({origin.type} {origin.path})" if origin.path else f"at {line}"


def duplicates(manifests: Iterable[Manifest], namespaced: Callable[[Manifest], bool | None]) -> list[Finding]:
    """Return a finding for each object whose identity was used before.

    Args:
        manifests: all objects of the run. Those without a kind or a name, and those whose name the API server makes (generateName), have no
            identity yet.
        namespaced: tells the scope of a manifest's kind; None if it is not known.
    """
    seen: dict[tuple[str, str, str, str], Manifest] = {}
    found = []
    bare = False
    for m in manifests:
        name = m.name
        if not name or name[-1] == "*" or not m.kind:
            continue
        namespace = m.namespace
        if not namespace:
            bare = True
        first = seen.setdefault((m.group, m.kind, namespace, name), m)
        if first is not m:
            found.append(_twice(m, first))
    if bare and len(seen) > 1:
        found += _default_namespace(seen, namespaced)
    return found


def _default_namespace(seen: dict[tuple[str, str, str, str], Manifest], namespaced: Callable[[Manifest], bool | None]) -> list[Finding]:
    """Compare objects without a namespace with those that name the namespace `default`.

    A cluster-scoped object is the same whatever namespace it names.
    """
    found = []
    for key, m in seen.items():
        if not key[2]:
            continue
        first = seen.get((key[0], key[1], "", key[3]))
        if first is None:
            continue
        scope = namespaced(m)
        if scope is False or (scope is True and key[2] == "default"):
            found.append(_twice(m, first))
    return found


def _twice(m: Manifest, first: Manifest) -> Finding:
    help = f"give one of the two another name or namespace; the other one is made {_where(first.origin)}"
    return Finding("K8S301", f"{m.id} is made twice", origin=m.origin, object=m.id, field="metadata.name", value=m.name, help=help)
