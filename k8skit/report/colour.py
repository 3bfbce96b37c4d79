"""Colour: when a terminal wants it, and the few ANSI codes that reports use.

The command line asks `wanted` once per stream; formats get a plain yes or no.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

RED = "31"
GREEN = "32"
YELLOW = "33"
BLUE = "34"
CYAN = "36"
BOLD = "1"
DIM = "2"

CHOICES = ("auto", "always", "never")


def wanted(choice: str, environ: Mapping[str, str], terminal: bool) -> bool:
    """Return whether to write colours to a stream.

    An explicit choice wins; then NO_COLOR (no-color.org: set and not empty), FORCE_COLOR, TERM=dumb, and last whether the stream is a
    terminal.

    Args:
        choice: `auto`, `always` or `never`.
        environ: the environment variables.
        terminal: whether the stream is a terminal.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "").lower() not in ("", "0", "false"):
        return True
    return terminal and environ.get("TERM") != "dumb"


def paint(text: str, *codes: str) -> str:
    """Return the text wrapped in ANSI codes, such as `paint("error", BOLD, RED)`; an empty text stays empty."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if text else ""
