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

    It begins with an index, a value of its own: `kinds` has the place of each API group, `definitions` that of each part, which is what
    the names of definitions have before their last dot. A place is counted from the end of the file, and a value reads on to its own end.
    At that of a group stand its rows, and the definitions that its kinds alone have: they are all alike, small, and asked for together. At
    that of a part stands, for each last part of a name, the place of the definition, or the group with whose rows it is.

    Args:
        kinds: API group -> `version/Kind` -> row, as `k8skit.facts.Kind` takes it.
        definitions: name -> definition.
    """
    groups_of: dict[str, set[str]] = {}
    for group, rows in kinds.items():
        for row in rows.values():
            groups_of.setdefault(row[0], set()).add(group)
    values: list[bytes] = []  # from the end of the file on
    size = 0

    def place(value: Any) -> int:
        nonlocal size
        values.append(pack(value))
        size += len(values[-1])
        return size

    parts: dict[str, dict[str, int | str]] = {}
    tops: dict[str, dict[str, dict[str, Any]]] = {group: {} for group in kinds}
    for name in sorted(definitions):
        part, _, last = name.rpartition(".")
        definition = with_flags(definitions[name])
        groups = groups_of.get(name, ())
        if len(groups) == 1:
            (group,) = groups
            tops[group][name] = definition
            parts.setdefault(part, {})[last] = group
        else:
            parts.setdefault(part, {})[last] = place(definition)
    index = {
        "kinds": {group: place((dict(sorted(kinds[group].items())), tops[group])) for group in sorted(kinds)},
        "definitions": {part: place(content) for part, content in parts.items()},
    }
    return b"".join((pack(index), *reversed(values)))


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
