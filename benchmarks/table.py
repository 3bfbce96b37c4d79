"""Turns measurements into tables, as text or Markdown.

Knows the shape of the data and nothing of how it was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, markdown: bool) -> str:
    """Lay out a table; the first column to the left, the others to the right.

    Args:
        head: names of the columns.
        rows: cells.
        markdown: write Markdown, else plain text.

    Returns:
        Lines that end with a line feed.
    """
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        laid = [cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(cells, widths, strict=True))]
        return f"| {' | '.join(laid)} |" if markdown else "  ".join(laid).rstrip()

    rule = [("-" * width if at == 0 else "-" * (width - 1) + ":") if markdown else "-" * width for at, width in enumerate(widths)]
    return "\n".join([line(head), line(rule), *(line(row) for row in rows)]) + "\n"


def seconds(value: float | None) -> str:
    """Write a time: `12 ms`, `1.35 s`."""
    if value is None:
        return "-"
    if value < 1:
        return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def ratio(value: float | None) -> str:
    """Write a ratio with two figures that count."""
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.0995 else f"{value:.3f}"


def mebibytes(value: float | None) -> str:
    """Write an amount of memory."""
    return "-" if value is None else f"{value / 1048576:.0f}"


def comparison(result: dict[str, Any], base: str, *, markdown: bool) -> str:
    """Lay out a comparison: wall time, ratio to the base, memory, and what was left out.

    Args:
        result: what `compare` returns.
        base: the program that the others are compared with.
        markdown: write Markdown, else plain text.

    Returns:
        Text of three tables and the notes.
    """
    sizes = list(result["sizes"])
    names = list(dict.fromkeys(name for size in sizes for name in result["sizes"][size]))

    def value(name: str, size: str, what: str) -> float | None:
        found: float | None = result["sizes"][size].get(name, {}).get(what)
        return found

    def against(name: str, size: str) -> float | None:
        own, other = value(base, size, "wall"), value(name, size, "wall")
        return own / other if own and other else None

    measured = [name for name in names if any(value(name, size, "wall") for size in sizes)]
    head = ["services", *sizes]
    parts = []
    columns: list[tuple[str, Callable[[str, str], str]]] = [
        ("Wall time, median", lambda name, size: seconds(value(name, size, "wall"))),
        ("CPU time, median", lambda name, size: seconds(value(name, size, "cpu"))),
        (f"{base} divided by the other (wall time; below 1 is faster)", lambda name, size: ratio(against(name, size))),
        ("Peak memory of the largest process, MiB", lambda name, size: mebibytes(value(name, size, "peak"))),
    ]
    for title, cell in columns:
        parts.append(f"{'### ' if markdown else ''}{title}\n")
        parts.append(table(head, [[name, *(cell(name, size) for size in sizes)] for name in measured], markdown=markdown))
    notes = dict.fromkeys(
        f"{name}: {result['sizes'][size][name]['note']}"
        for size in sizes
        for name in names
        if result["sizes"][size].get(name, {}).get("note")
    )
    if notes:
        parts.append("Left out:\n")
        parts.append("".join(f"- {note}\n" for note in notes))
    return "\n".join(parts)
