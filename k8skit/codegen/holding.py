"""Holding: which fields of definitions can hold a quantity, at any depth. Found once, when facts are made, so that a synth need not look.

Called by `core` and `crds`; knows definitions as they are stored, for all minors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def mark_quantities(definitions: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the definitions with `quantities`, the names of the fields that can hold a quantity, in those that have such, in any minor.

    Args:
        definitions: name -> definition; a definition of another fact set that they refer to holds none.
    """
    holders: dict[str, set[str]] = {}  # definition -> those with a field of it
    found: list[str] = []
    for name, definition in definitions.items():
        for _, type, ref in _leaves(definition):
            if type == "quantity":
                found.append(name)
            elif ref:
                holders.setdefault(ref, set()).add(name)
    marked: set[str] = set()
    while found:
        name = found.pop()
        if name not in marked:
            marked.add(name)
            found += holders.get(name, ())
    out = {}
    for name, definition in definitions.items():
        out[name] = definition
        if name in marked:
            fields = dict.fromkeys(field for field, type, ref in _leaves(definition) if type == "quantity" or ref in marked)
            out[name] = {**definition, "quantities": tuple(fields)}
    return out


def _leaves(definition: dict[str, Any]) -> Iterator[tuple[str, str | None, str | None]]:
    """The name of each field, with the type and the definition at the end of its lists and maps, in every minor and channel."""
    for name, field in definition["properties"].items():
        for spec in (field, *field.get("was", {}).values(), field.get("experimental", {})):
            inner = spec
            while below := inner.get("items") or inner.get("values"):
                inner = below
            yield name, inner.get("type"), inner.get("ref")
