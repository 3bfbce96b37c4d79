"""Where a call came from: the first frame outside of k8skit."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

_HOME = __file__[: -len("core/origins.py")]


def caller(made: object = None) -> tuple[str, int]:
    """Return file and line of the innermost frame that is not k8skit's own; ("", 0) if there is none.

    Args:
        made: a construct that is being made: frames of its own `__init__` (a subclass that calls `super().__init__`) are passed over too.
    """
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        file = code.co_filename
        ours = (
            file.startswith(_HOME)
            or file[:8] == "<frozen "
            or (made is not None and code.co_name == "__init__" and frame.f_locals.get("self") is made)
        )
        if not ours:
            return (file, frame.f_lineno)
        frame = frame.f_back
    return ("", 0)
