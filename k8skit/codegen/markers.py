"""Markers: the table of what Kubernetes states about fields in its Go types and not in its published OpenAPI.

`tables/markers.txt` is read here: closed enums, known values of open string types, defaults, feature gates and declarative validation
rules, per minor where they differ. A human can review a change of it line by line. Called by the core facts' generator.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = Path(__file__).resolve().parent / "tables"
"""Folder of the committed tables."""

KEYS = ("default", "enum", "feature_gate", "known", "rules")
"""What the table may say about a field, or about the items of a list field (`field[]`)."""

Markers = dict[str, dict[str, dict[str, Any]]]
"""Definition -> field (or `field[]`) -> key -> value, for one minor."""


def parse(text: str, minors: Sequence[str]) -> dict[str, Markers]:
    """Return the markers of each minor.

    Args:
        text: the table. A line without indent names a definition; an indented one is `field key value`, the value as JSON, with
            `first..last` minors behind the key where it does not hold for all (either may be missing). `#` begins a comment line.
        minors: the minors that are wanted.

    Raises:
        ValueError: a line is not of that form; says which.
    """
    out: dict[str, Markers] = {minor: {} for minor in minors}
    definition = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] != " ":
            definition = line.strip()
            continue
        try:
            field, key, rest = line.split(None, 2)
            first = last = ""
            span, _, tail = rest.partition(" ")
            if ".." in span and span[:1] not in '"[{' and tail:
                first, _, last = span.partition("..")
                rest = tail
            value = json.loads(rest)
            chosen = minors[minors.index(first or minors[0]) : minors.index(last or minors[-1]) + 1]
        except ValueError as e:
            raise ValueError(f"markers, line {number}: {line.strip()!r}: {e}") from None
        if key not in KEYS or not definition:
            raise ValueError(
                f"markers, line {number}: {line.strip()!r}: {'no definition above' if not definition else f'unknown key {key!r}'}"
            )
        for minor in chosen:
            out[minor].setdefault(definition, {}).setdefault(field, {})[key] = value
    return out


def apply(definitions: dict[str, dict[str, Any]], markers: Markers) -> None:
    """Write the markers of one minor into its definitions.

    Raises:
        ValueError: a marker is about a field that does not exist; says which.
    """
    for name, fields in markers.items():
        properties = definitions.get(name, {}).get("properties", {})
        for field, facts in fields.items():
            spec = properties.get(field.removesuffix("[]"))
            if spec is not None and field.endswith("[]"):
                spec = spec.get("items")
            if spec is None:
                raise ValueError(f"markers: {name} has no field {field}")
            spec.update(facts)
