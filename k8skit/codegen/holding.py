"""Holding: which definitions can hold a quantity, at any depth. Found once, when facts are made, so that a synth need not look.

Called by `core` and `crds`; knows definitions as they are stored, for all minors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def mark_quantities(definitions: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the definitions with `quantities` set in those of which an object can hold a quantity, in one minor at least.

    Args:
        definitions: name -> definition; a definition of another fact set that they refer to holds none.
    """
    holders: dict[str, set[str]] = {}  # definition -> those with a field of it
    found: list[str] = []
    for name, definition in definitions.items():
        for type, ref in _leaves(definition):
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
    return {name: {**d, "quantities": True} if name in marked else d for name, d in definitions.items()}


def _leaves(definition: dict[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    """The type and the definition at the end of the lists and maps of each field, in every minor and channel."""
    for field in definition["properties"].values():
        for spec in (field, *field.get("was", {}).values(), field.get("experimental", {})):
            inner = spec
            while below := inner.get("items") or inner.get("values"):
                inner = below
            yield inner.get("type"), inner.get("ref")
