"""Data files: a fact set as plain data to the bytes of `k8skit/facts/data/*.facts`, and which file says what.

Knows the layout that `k8skit.facts.store` reads. Called by `k8skit.codegen.__main__`; knows nothing of where facts come from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..facts import raw_kinds
from .packing import pack

DATA = Path(__file__).resolve().parent.parent / "facts" / "data"
"""Folder of the data files."""

VARYING = ("since", "until", "was", "channel", "experimental")
"""Keys of a field's spec that make its definition differ between minors or channels."""


def with_flags(definition: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with `varies` set where the loader has to resolve it for a minor."""
    if any(key in spec for spec in definition["properties"].values() for key in VARYING):
        return {**definition, "varies": True}
    return definition


def fact_set_bytes(kinds: dict[str, dict[str, tuple[Any, ...]]], definitions: dict[str, dict[str, Any]]) -> bytes:
    """Return the content of a data file.

    Args:
        kinds: API group -> `version/Kind` -> row, as `k8skit.facts.Kind` takes it.
        definitions: name -> definition; the part up to the last dot names the part of the file that it is kept in.
    """
    parts: dict[str, dict[str, bytes]] = {}
    for name in sorted(definitions):
        part, _, last = name.rpartition(".")
        parts.setdefault(part, {})[last] = pack(with_flags(definitions[name]))
    rows = {group: pack(dict(sorted(kinds[group].items()))) for group in sorted(kinds)}
    return pack({"kinds": rows, "definitions": {part: pack(content) for part, content in parts.items()}})


def index_bytes(groups: dict[str, list[str]], sets: dict[str, dict[str, str]]) -> bytes:
    """Return the content of `index.facts`.

    Args:
        groups: API group -> names of the fact sets with kinds of it.
        sets: name of a fact set -> `project`, `version`, `source`.
    """
    return pack({"groups": {g: tuple(sorted(groups[g])) for g in sorted(groups)}, "sets": dict(sorted(sets.items()))})


def lifecycle_bytes(rows: dict[str, tuple[str, str, str, tuple[str, str, str] | None]]) -> bytes:
    """Return the content of `lifecycle.facts`.

    Args:
        rows: `group/version/Kind` -> (introduced, deprecated, removed, replacement).
    """
    return pack(dict(sorted(rows.items())))


def core_groups() -> list[str]:
    """Return the API groups of the core facts as they are shipped now."""
    return sorted({k.group for k in raw_kinds("core")})
