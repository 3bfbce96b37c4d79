"""Watch: the constructs of a program of cdk8s keep the lines that made them, and its values are looked at on their way to Node.js."""

from __future__ import annotations

import sys

import cdk8s
import jsii

from ..core import session
from ..errors import CallError
from ..finding import Origin
from .calls import install
from .elsewhere import note
from .errors import AT, generated
from .structs import look_at_call
from .values import passed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType
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
    ref = _originals["create"](klass, obj, _passed(args, type(obj), made=at))
    if hasattr(type(obj), "node"):
        obj.__dict__[AT] = at
        if isinstance(obj, cdk8s.App):
            _made(obj, at)
    return ref


def _invoke(obj: Any, method: str, args: list[Any] | None = None) -> Any:
    return _originals["invoke"](obj, method, _passed(args, type(obj), obj))


def _sinvoke(klass: Any, method: str, args: list[Any] | None = None) -> Any:
    done = _originals["sinvoke"](klass, method, _passed(args, klass))
    if args and method[:4] == "from":
        note(klass, method, args, _users_line())
    return done


def _set(obj: Any, property: str, value: Any) -> Any:
    given = _passed([value], None)
    assert given is not None
    return _originals["set"](obj, property, given[0])


def _passed(args: list[Any] | None, kind: Any, of: Any = None, made: tuple[str, int] | None = None) -> list[Any] | None:
    """What goes to Node.js in place of the arguments of a call.

    Args:
        args: the arguments.
        kind: the class whose method is called; None for none.
        of: the object whose method is called, where it is there already.
        made: the line that makes a construct, where the call makes one.
    """
    if not args:
        return args
    try:
        given = [passed(arg) for arg in args]
        if kind is not None and any(type(arg) is dict or type(arg) is list for arg in given):
            call = _method(kind, sys._getframe(2).f_code)
            if call is not None:
                look_at_call(call, given)
    except CallError as e:
        file, line = made or _users_line()
        path = ""
        if made and len(args) > 1 and hasattr(type(args[0]), "node"):
            path = f"{args[0].node.path}/{args[1]}".strip("/")
        elif hasattr(type(of), "node"):
            path = of.node.path
        for f in e.findings:
            f.origin = Origin(file, line, path, kind.__name__ if path and kind is not None else "")
        raise
    return given


def _method(kind: Any, code: CodeType) -> Any:
    """The method of a class that runs this code; None where it is not one of its own."""
    for one in kind.__mro__:
        method = vars(one).get(code.co_name)
        method = getattr(method, "__func__", method)
        if getattr(method, "__code__", None) is code:
            return method
        if getattr(getattr(method, "__wrapped__", None), "__code__", None) is code:
            return method.__wrapped__
    return None


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
        if not file.startswith((_HOME, "<frozen ")) and not generated(frame.f_globals):
            first = frame.f_locals.get(code.co_varnames[0]) if code.co_name == "__init__" and code.co_argcount else None
            if made is None or first is not made:
                return (file, frame.f_lineno)
        frame = frame.f_back
    return ("", 0)
