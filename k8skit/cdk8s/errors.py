"""Errors of cdk8s as errors of k8skit: the user's line, the construct path and one sentence, not a tree of types told twice."""

from __future__ import annotations

import os
import re
import sys
from types import ModuleType

from ..errors import CallError, K8skitError
from ..finding import NO_VALUE, Finding, Origin
from ..names import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from types import FrameType, TracebackType
    from typing import Any

AT = "_k8skit_at"
"""Where a construct of cdk8s keeps the file and line that made it."""
VALIDATED = "_k8skit_validated"
"""Where the root of a tree of cdk8s keeps that the program added validations."""

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_INSTALLED = tuple(f"{os.sep}{name}{os.sep}" for name in ("site-packages", "dist-packages"))

_STEP = re.compile(r"(?:Key '(?P<key>[^']*)'|Index (?P<index>\d+)): (?:Unable to deserialize value as (?P<type>.+)|(?P<text>.+))$")
_CALLED = re.compile(r"Passed to parameter (?P<parameter>\S+) of (?:new |(?:static )?method )?(?P<what>[^:]+): (?P<text>.*)$")
_VALUE = re.compile(r"Failing value is (?P<kind>.+)$")
_SERIALIZING = re.compile(
    r"Failed serializing construct at path '(?P<path>[^']*)' with name '(?P<name>[^']*)': (?:Error: )?(?P<text>.*)$", re.DOTALL
)
_VALIDATION = "Validation failed with the following errors:\n"
_TAKEN = re.compile(r"There is already a Construct with name '(?P<id>[^']*)' in (?P<where>.+)$")
_TYPE = re.compile(r"type of (?:argument )?(?P<field>\S+) must be (?P<what>.+); got (?P<got>.+) instead$")
_UNKNOWN = re.compile(r"^(?P<what>\w+)\.__init__\(\) got an unexpected keyword argument '(?P<name>\w+)'")
_MISSING = re.compile(r"^(?P<what>\w+)\.__init__\(\) missing \d+ required [\w -]*arguments?: (?P<names>.+)$")
_NO_PLACE = re.compile(r"Cannot (?:read|set) propert(?:y|ies) .*of undefined|OPERATION_PATH_UNRESOLVABLE|path .*does not exist")
_NO_TYPE = re.compile(r"type object '(?P<type>[^']+)' has no attribute '__jsii_type__'")


def first_line(e: BaseException) -> str:
    """Return the sentence of an error of jsii that says what is wrong.

    Args:
        e: the error.
    """
    return str(e).strip().partition("\n")[0].removeprefix("Error: ")


def messages(e: BaseException, known: Collection[str] = ()) -> list[Finding]:
    """Return the messages of validations in an error of `app.synth()`.

    Args:
        e: the error.
        known: messages of k8skit, which are left out.
    """
    text = str(e)
    if _VALIDATION not in text:
        return []
    found = []
    for line in text.partition(_VALIDATION)[2].splitlines():
        path, _, message = line.strip().removeprefix("[").partition("] ")
        if message and not re.match(r"K8S\d{3}: ", message):
            found.append(Finding("K8S912", message, origin=Origin("", 0, path), help="change the construct so that its validation passes"))
    return [f for f in found if f.message not in known]


def explain(e: BaseException, file: str = "") -> list[Finding]:
    """Return what an error that comes out of cdk8s means; nothing where it is another one.

    Args:
        e: the error, with its traceback.
        file: the program, for an error without a line of the user's.
    """
    if isinstance(e, K8skitError):
        return []
    frames = _frames(e.__traceback__)
    inside = [frame for frame, _ in frames if _of_jsii(frame)]
    if not inside:
        return _of_struct(e, frames)
    at, below = _users(frames, file)
    if {"start", "handshake"} & {frame.f_code.co_name for frame in inside}:
        from .node import NODE

        program = os.environ.get("JSII_NODE", "node")
        return [Finding("K8S980", f"{program} does not start as Node.js: {type(e).__name__}: {e}", origin=at, help=NODE)]
    text = str(e).strip().removeprefix("Error: ")
    if not isinstance(e, (RuntimeError, TypeError)) and not _NO_TYPE.search(text) and type(e).__module__.partition(".")[0] != "jsii":
        return []
    path, kind = _construct(below)
    origin = Origin(at.file, at.line, path, kind)
    if _VALIDATION in text:
        return messages(e)
    serializing = _SERIALIZING.search(text)
    if serializing:
        return [_serializing(serializing, at, frames)]
    return [_finding(text, origin, inside)]


def _finding(text: str, origin: Origin, inside: list[FrameType]) -> Finding:
    taken = _TAKEN.search(text)
    if taken:
        message = f"{taken['where']} already has a construct with the id {taken['id']!r}"
        return Finding("K8S981", message, origin=origin, field="id", value=taken["id"], help="ids are unique within one scope")
    called = _CALLED.search(text.partition("\n")[0])
    if called:
        return _tree(called, text, origin)
    damaged = _NO_TYPE.search(text)
    if damaged:
        help = {"tuple": "use a list", "set": "use a list", "date": "use text", "bytes": "use text"}.get(
            damaged["type"], "use plain values"
        )
        return Finding("K8S982", f"cdk8s cannot take a {damaged['type']}", origin=origin, help=help)
    wrong = _TYPE.search(text)
    if wrong:
        return Finding(
            "K8S981",
            f"must be {wrong['what']}, got {wrong['got']}",
            origin=origin,
            field=wrong["field"],
            help="give it a value of that type",
        )
    badly = _badly_called(text, lambda name: _parameters(name, inside))
    if badly is not None:
        badly.origin = origin
        return badly
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else "cdk8s raised an error without a text"
    if first.startswith("Command failed"):  # what a program that cdk8s starts says comes below it, with its own frames
        first = next((line.removeprefix("Error: ") for line in lines if line.startswith("Error: ")), first)
        lines = [first]
    help = "\n".join(lines[1:]) or (_NO_FILE if first.startswith("unable to determine protocol from url") else _LAST)
    return Finding("K8S981", first.rstrip("."), origin=origin, help=help)


_LAST = "see the documentation of the class that this line calls"
_NO_FILE = "there is no such file, seen from the folder where the program started; an address begins with https://"


def _badly_called(text: str, parameters: Callable[[str], list[str]]) -> Finding | None:
    """A call of a class of cdk8s that Python itself refuses."""
    unknown = _UNKNOWN.search(text)
    if unknown:
        near = closest(unknown["name"], parameters(unknown["what"]))
        help = f"did you mean {near}?" if near else f"leave {unknown['name']} out"
        return Finding("K8S981", f"{unknown['what']} has no parameter {unknown['name']}", field=unknown["name"], help=help)
    missing = _MISSING.search(text)
    if missing:
        names = missing["names"].replace("'", "")
        return Finding("K8S981", f"{missing['what']} needs {names}", field=names.partition(" ")[0].rstrip(","), help="add what is missing")
    return None


def _of_struct(e: BaseException, frames: list[tuple[FrameType, int]]) -> list[Finding]:
    """A struct of cdk8s that is called with a wrong name, which Python says before jsii has its say."""
    if not isinstance(e, TypeError) or not frames:
        return []
    frame, line = frames[-1]
    kinds: dict[str, Any] = {}

    def parameters(name: str) -> list[str]:
        for value in (*frame.f_globals.values(), *frame.f_locals.values()):
            kind = value if isinstance(value, type) else vars(value).get(name) if isinstance(value, ModuleType) else None
            if isinstance(kind, type) and kind.__name__ == name and getattr(kind, "__jsii_type__", None) is not None:
                kinds[name] = kind
                code = kind.__init__.__code__  # type: ignore[misc]
                return [n for n in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if n not in ("self", "scope", "id")]
        return []

    found = _badly_called(str(e), parameters)
    what = str(e).partition(".")[0]
    if found is None or not (kinds or parameters(what)):
        return []
    found.origin = Origin(frame.f_code.co_filename, line)
    return [found]


def _parameters(name: str, frames: list[FrameType]) -> list[str]:
    """The parameters of a class of cdk8s that one of the frames knows by its name."""
    for frame in frames:
        for kind in (frame.f_locals.get("cls"), frame.f_globals.get(name), getattr(sys.modules.get("cdk8s"), name, None)):
            if isinstance(kind, type) and kind.__name__ == name:
                code = kind.__init__.__code__  # type: ignore[misc]
                return [n for n in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if n not in ("self", "scope", "id")]
    return []


def _tree(called: re.Match[str], text: str, origin: Origin) -> Finding:
    """The innermost statement of a tree of types: which field, what it must be, what it is."""
    path, wanted, value = "", called["text"].removeprefix("Unable to deserialize value as "), ""
    lines = [line.strip(" │├╰─🔍🛑") for line in text.splitlines()]
    for i, line in enumerate(lines):
        step = _STEP.search(line)
        if step:
            path += f"[{step['index']}]" if step["index"] is not None else f".{step['key']}" if path else step["key"]
            wanted = step["type"] or step["text"]
        failing = _VALUE.search(line)
        if failing and i + 1 < len(lines):
            value = lines[i + 1]
    needed = next((line for line in lines if line.startswith("Missing required properties")), "")
    if needed:
        missing = needed.rpartition(":")[2].replace("'", "").strip()
        return Finding(
            "K8S981",
            f"misses what is required there: {missing}",
            origin=origin,
            field=path or called["parameter"],
            help="add what is missing",
        )
    plain = wanted.removesuffix(" | undefined")
    message = f"must be a {plain}" if re.fullmatch(r"[\w.@/<>-]+", plain) else plain
    shown: Any = _value(value) if value and "[Object]" not in value else NO_VALUE
    help = f"{called['what']} takes a value of cdk8s there, not plain data" if "byref" in text or "." in plain else "give it such a value"
    return Finding("K8S981", message, origin=origin, field=path or called["parameter"], value=shown, help=help)


def _value(text: str) -> Any:
    """A value as JavaScript shows it: text in quotes, else a number, `true`, `false` or something else."""
    if text[:1] in ("'", '"'):
        return text[1:-1]
    if text in ("true", "false"):
        return text == "true"
    try:
        return int(text)
    except ValueError:
        return text


def _serializing(match: re.Match[str], at: Origin, frames: list[tuple[FrameType, int]]) -> Finding:
    """An object that cdk8s cannot write: at the line that made its construct, not at that of `app.synth()`."""
    text = match["text"].strip().partition("\n")[0]
    text, help = patch_problem(text)
    path = match["path"].removesuffix("/Resource").removesuffix("/Default")
    made = _made(match["path"], frames)
    if made is None:
        return Finding("K8S981", text, origin=Origin(at.file, at.line, path), help=help)
    file, line = made.__dict__[AT]
    origin = Origin(file, line, path, type(made).__name__)
    return Finding("K8S981", text, origin=origin, help=help)


def patch_problem(text: str) -> tuple[str, str]:
    """Return what cdk8s says of an object that it cannot write, and what to do.

    Args:
        text: what it says.
    """
    if _NO_PLACE.search(text):
        return "a JSON patch goes to a place that the object does not have", f"cdk8s says: {text.removeprefix('TypeError: ')}"
    return text, _LAST


def _made(path: str, frames: list[tuple[FrameType, int]]) -> Any:
    """The construct at a path, or the nearest one around it, whose line is known."""
    for frame, _ in frames:
        of: Any = frame.f_locals.get("self")
        here: Any
        if of is not None and hasattr(of, "__jsii_ref__") and hasattr(type(of), "node"):
            here = of.node.root
            found = here if AT in here.__dict__ else None
            for id in path.split("/"):
                here = here.node.try_find_child(id)
                if here is None:
                    break
                if AT in here.__dict__:
                    found = here
            return found
    return None


def _users(frames: list[tuple[FrameType, int]], file: str) -> tuple[Origin, list[FrameType]]:
    """The user's line that led into cdk8s, and the frames of cdk8s below it."""
    at = Origin(file, 1 if file else 0)
    below: list[FrameType] = []
    for frame, line in frames:
        name = frame.f_code.co_filename
        if _of_jsii(frame):
            below.append(frame)
        elif not name.startswith(("<", _HOME, _LIBRARY)) and not any(part in name for part in _INSTALLED):
            at, below = Origin(name, line), []
    return at, below


def _construct(frames: list[FrameType]) -> tuple[str, str]:
    """Path and class of the construct that the outermost of these frames makes or works on."""
    for frame in frames:
        names: dict[str, Any] = frame.f_locals
        self, scope, id = (names.get(name) for name in ("self", "scope", "id"))
        if self is None and isinstance(names.get("cls"), type) and len(names.get("args", ())) == 2:  # of a call that __init__ did not take
            self, (scope, id) = names["cls"], names["args"]
        kind = self.__name__ if isinstance(self, type) else type(self).__name__
        try:
            if isinstance(id, str) and hasattr(type(scope), "node"):
                return f"{scope.node.path}/{id}".strip("/"), kind  # type: ignore[union-attr]
            if hasattr(self, "__jsii_ref__") and hasattr(type(self), "node"):
                return str(self.node.path), kind  # type: ignore[union-attr]
        except Exception:  # the error that is told is another one
            return "", kind
    return "", ""


def _frames(traceback: TracebackType | None) -> list[tuple[FrameType, int]]:
    found = []
    while traceback is not None:
        found.append((traceback.tb_frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    return found


def _of_jsii(frame: FrameType) -> bool:
    """Whether a frame is of jsii or of a module that jsii generated."""
    return generated(frame.f_globals)


def generated(names: dict[str, Any]) -> bool:
    """Return whether a module is of jsii, or one that jsii generated: a package, or what `cdk8s import` puts into the user's folder.

    Args:
        names: the names in the module.
    """
    of_jsii = str(names.get("__name__", "")).partition(".")[0] == "jsii"
    return of_jsii or (getattr(names.get("jsii"), "__name__", "") == "jsii" and "publication" in names)


def tell_errors(file: str) -> None:
    """Let errors that end a program of cdk8s with k8skit's constructs be told as those of `k8skit synth` are.

    Args:
        file: where the first of these constructs is made.
    """
    from ..cli import standalone
    from ..core import session

    if session.current() is not None or not standalone.is_program(file):
        return
    standalone.tell_errors()
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        found = explain(error, file)
        if found:
            before(CallError, CallError(*found), trace)
        else:
            before(kind, error, trace)

    sys.excepthook = hook
