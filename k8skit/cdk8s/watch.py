"""Watch: the constructs of a program of cdk8s keep the lines that made them, and its values are looked at on their way to Node.js."""

from __future__ import annotations

import sys

import cdk8s
import jsii

from ..core import session
from ..errors import CallError
from ..finding import Origin
from .calls import install
from .errors import AT
from .values import passed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_HOME = __file__[: -len("cdk8s/watch.py")]
_originals: dict[str, Any] = {}
_entered = 0


def enter() -> None:
    """Start; calls nest."""
    global _entered
    _entered += 1
    if _entered > 1:
        return
    install()
    for name in ("create", "invoke", "sinvoke", "set"):
        _originals[name] = getattr(jsii, name)
    jsii.create, jsii.invoke, jsii.sinvoke, jsii.set = _create, _invoke, _sinvoke, _set


def leave() -> None:
    """End."""
    global _entered
    _entered -= 1
    if not _entered:
        for name, original in _originals.items():
            setattr(jsii, name, original)


def _create(klass: Any, obj: Any, args: list[Any] | None = None) -> Any:
    at = _users_line(obj)
    ref = _originals["create"](klass, obj, _passed(args, at))
    if hasattr(type(obj), "node"):
        obj.__dict__[AT] = at
        if isinstance(obj, cdk8s.App):
            _made(obj, at)
    return ref


def _invoke(obj: Any, method: str, args: list[Any] | None = None) -> Any:
    return _originals["invoke"](obj, method, _passed(args))


def _sinvoke(klass: Any, method: str, args: list[Any] | None = None) -> Any:
    return _originals["sinvoke"](klass, method, _passed(args))


def _set(obj: Any, property: str, value: Any) -> Any:
    given = _passed([value])
    assert given is not None
    return _originals["set"](obj, property, given[0])


def _passed(args: list[Any] | None, at: tuple[str, int] | None = None) -> list[Any] | None:
    if not args:
        return args
    try:
        return [passed(arg) for arg in args]
    except CallError as e:
        file, line = at or _users_line()
        for f in e.findings:
            f.origin = Origin(file, line)
        raise


def _made(app: Any, at: tuple[str, int]) -> None:
    current = session.current()
    if current is not None and current.watch is not None and not hidden:
        from .stand_ins import Cdk8sApp

        current.apps.append(Cdk8sApp(app, at))


hidden: list[object] = []
"""Not empty while an app is made that the program does not know of."""


def _users_line(made: Any = None) -> tuple[str, int]:
    """File and line of the innermost frame that is not of k8skit, of jsii, or of a module that jsii generated.

    Frames of the `__init__` of what is made (a class of the user's that calls `super().__init__`) are passed over.
    """
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        file, code = frame.f_code.co_filename, frame.f_code
        if not file.startswith((_HOME, "<frozen ")) and not _generated(frame.f_globals):
            first = frame.f_locals.get(code.co_varnames[0]) if code.co_name == "__init__" and code.co_argcount else None
            if made is None or first is not made:
                return (file, frame.f_lineno)
        frame = frame.f_back
    return ("", 0)


def _generated(names: dict[str, Any]) -> bool:
    return (names.get("jsii") is jsii and "publication" in names) or str(names.get("__name__", "")).partition(".")[0] == "jsii"
