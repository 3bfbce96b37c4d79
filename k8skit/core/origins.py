"""Where a call came from, the first frame outside of k8skit, and where a construct stands."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

    from .construct import Construct

_HOME = __file__[: -len("core/origins.py")]


def caller(made: object = None, *, methods: bool = False) -> tuple[str, int]:
    """Return file and line of the innermost frame that is not k8skit's own; ("", 0) if there is none.

    Args:
        made: a construct or value that is being made: frames of its own `__init__` (a subclass that calls `super().__init__`) are passed
            over.
        methods: pass over all its methods (default False).
    """
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        code = frame.f_code
        file = code.co_filename
        if not file.startswith(_HOME) and file[:8] != "<frozen ":
            own = made is not None and (methods or code.co_name == "__init__") and _is_method_of(made, frame)
            if not own:
                return (file, frame.f_lineno)
        frame = frame.f_back
    return ("", 0)


def path_of(construct: Construct) -> str:
    """Return the ids from below the root down to a construct, joined with `/`; `""` for the root.

    Args:
        construct: the construct.
    """
    ids = []
    at = construct
    while at.scope is not None:
        ids.append(at.id)
        at = at.scope
    return "/".join(reversed(ids))


def _is_method_of(made: object, frame: FrameType) -> bool:
    code = frame.f_code
    return code.co_argcount > 0 and frame.f_locals.get(code.co_varnames[0]) is made
