"""Tables: rows of text in aligned columns, as `k8skit list` shows them."""

from __future__ import annotations

from k8skit.report import colour
from k8skit.report.values import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "
_LEAST = 8
"""Characters that a column keeps however narrow the terminal is."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = 0, color: bool = False) -> str:
    """Return rows below a head, each column as wide as its widest cell.

    Args:
        head: names of the columns.
        rows: cells, as many per row as there are columns.
        width: characters per line at most, by cutting the widest columns; 0 cuts nothing.
        color: whether to use ANSI colours.

    Returns:
        The table; each line ends with a newline and none with a space.
    """
    cells = [[printable(cell).replace("\n", " ") for cell in row] for row in [head, *rows]]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    if width:
        _narrow(widths, width - len(_GAP) * (len(head) - 1))
    lines = []
    for number, row in enumerate(cells):
        line = _GAP.join(_fitted(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip()
        lines.append(colour.paint(line, colour.BOLD) if color and not number else line)
    return "".join(f"{line}\n" for line in lines)


def _narrow(widths: list[int], room: int) -> None:
    """Cut the widest columns until all fit, down to the least width of a column."""
    while sum(widths) > room and max(widths) > _LEAST:
        widest = max(widths)
        second = max((width for width in widths if width < widest), default=0)
        number = widths.count(widest)
        to = max(second, _LEAST, widest - -(-(sum(widths) - room) // number))
        for column, width in enumerate(widths):
            if width == widest:
                widths[column] = to


def _fitted(cell: str, width: int) -> str:
    size = _width(cell)
    if size > width:
        while _width(cell) > width - 3:
            cell = cell[:-1]
        cell += "..."
        size = _width(cell)
    return cell + " " * (width - size)


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal: East Asian wide characters take two, combining ones none (Unicode Annex 11)."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
