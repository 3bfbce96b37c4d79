"""Puts tables into the document that shows them, between its marks.

Called by the command line. Knows the document's marks and nothing of the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put(path: Path, name: str, text: str) -> None:
    """Replace what stands between two marks.

    Args:
        path: a Markdown file with the lines `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
        name: the name in the marks.
        text: what will stand between them.

    Raises:
        ValueError: the file has no such marks.
    """
    begin, end = f"<!-- begin: {name} -->\n", f"<!-- end: {name} -->\n"
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{path} has no lines {begin.strip()} and {end.strip()}")
    path.write_text(f"{before}{begin}\n{text.strip()}\n\n{end}{after}", encoding="utf-8", newline="\n")


def machine_line(machine: dict[str, object], versions: dict[str, str] | None = None) -> str:
    """Say in one paragraph what was measured on.

    Args:
        machine: what `compare.machine` says.
        versions: tool -> version (default: not told).

    Returns:
        Markdown.
    """
    text = f"Measured on {machine['cpus']} CPUs, {machine['system']}, load {machine['load']} at the start"
    if versions:
        text += "; " + ", ".join(f"{name} {version}" for name, version in versions.items())
    return text + "."
