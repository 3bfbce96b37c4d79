"""Where a call came from: the first frame outside of k8skit."""

from __future__ import annotations

import sys

_HOME = __file__[: -len("core/origins.py")]


def caller() -> tuple[str, int]:
    """Return file and line of the innermost frame that is not k8skit's own; ("", 0) if there is none."""
    frame = sys._getframe(2)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith(_HOME) and file[:1] != "<":
            return (file, frame.f_lineno)
        frame = frame.f_back  # type: ignore[assignment]
    return ("", 0)
