"""Tells what went wrong in app.py: the error, the line of the user's that it comes from, and the way there, without any frame of ours.

Loaded by `run` only when something did go wrong.
"""

from __future__ import annotations

import builtins
import linecache
import os
import sys

from ..finding import Finding, Origin
from ..names import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_FIRST, _LAST = 4, 12
"""So many frames are shown of a long way: where it starts and where it ends."""

_INSTALLED = tuple(f"{os.sep}{name}{os.sep}" for name in ("site-packages", "dist-packages"))
"""Parts of the paths of installed packages."""

Place = tuple[str, int, str]
"""File, line and function."""


def told(e: BaseException, file: str) -> list[Finding]:
    """Return what an exception that left app.py says: K8S931, or what cdk8s means where it comes from there.

    Args:
        e: the exception, with its traceback.
        file: the absolute path of app.py.
    """
    if "jsii" in sys.modules or isinstance(e, ModuleNotFoundError):
        from ..core.guests import explain

        found = explain(e, file)
        if found:
            return found
    return [raised(e, file)]


def raised(e: BaseException, file: str) -> Finding:
    """Return the finding K8S931 for an exception that left app.py.

    Args:
        e: the exception, with its traceback.
        file: the absolute path of app.py.
    """
    frames = _frames(e.__traceback__)
    places: list[Place] = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in frames]
    at = Origin(*places[-1][:2]) if places else Origin(file, 1)
    text = _text(e)
    parts = []
    if isinstance(e, SyntaxError) and e.filename and os.path.isabs(e.filename):
        at = Origin(e.filename, e.lineno or 1)
        text = e.msg
        if e.text and e.offset:
            source = e.text.lstrip()
            parts.append(f"{source.rstrip()}\n{' ' * (e.offset - 1 - len(e.text) + len(source))}^")
    first, _, rest = text.strip().partition("\n")
    if rest:
        parts.insert(0, f"the whole text:\n{text.strip()}")
    advice = _advice(e, file, frames[-1][0] if frames else None)
    if advice:
        parts.insert(0, advice)
    parts += getattr(e, "__notes__", ())
    cause = e.__cause__
    while cause is not None:
        parts.append(f"caused by {_name(cause)}: {_text(cause)}")
        cause = cause.__cause__
    if places:
        parts.append(_way(places))
    kind = _name(e)
    return Finding(
        "K8S931", f"{kind}: {first}" if first else kind, origin=at, help="\n".join(parts) or "correct that line, or what it is given"
    )


def exited(e: SystemExit, file: str, *, synthesised: bool) -> Finding:
    """Return the finding K8S935 for an app that called `sys.exit`.

    Args:
        e: what it raised.
        file: the absolute path of app.py.
        synthesised: whether app.synth() was called before.
    """
    places: list[Place] = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in _frames(e.__traceback__)]
    at = Origin(*places[-1][:2]) if places else Origin(file, 1)
    name = os.path.basename(file)
    code = "" if e.code is None else str(e.code) if isinstance(e.code, int) else _text(e)
    when = "" if synthesised else " before app.synth()"
    help = f"let {name} run to its end; raise an exception if something is wrong"
    return Finding(
        "K8S935", f"{name} called sys.exit({code}){when}", origin=at, help="\n".join([help, *([_way(places)] if places else [])])
    )


def _frames(traceback: TracebackType | None) -> list[tuple[FrameType, int]]:
    """Return the frames of the user, outermost first: not ours, not the library's, not those of installed packages."""
    found = []
    while traceback is not None:
        frame = traceback.tb_frame
        if not _foreign(frame.f_code.co_filename):
            found.append((frame, traceback.tb_lineno))
        traceback = traceback.tb_next
    return found


def _foreign(file: str) -> bool:
    return file.startswith(("<", _HOME, _LIBRARY)) or any(part in file for part in _INSTALLED)


def _way(places: list[Place]) -> str:
    """Show the way to an error: one line for each place, and the source below it."""
    if len(places) > _FIRST + _LAST + 1:
        left_out = len(places) - _FIRST - _LAST
        return f"{_way(places[:_FIRST])}\n... {left_out} more ...\n{_way(places[-_LAST:])}"
    lines = []
    here = _current()
    for file, line, function in places:
        shown = file[len(here) :] if here and file.startswith(here) else file
        lines.append(f"{shown}:{line}" + (f" in {function}" if function else ""))
        linecache.checkcache(file)
        source = linecache.getline(file, line).strip()
        if source:
            lines.append(f"    {source}")
    return "\n".join(lines)


def _current() -> str:
    try:
        return os.path.join(os.getcwd(), "")
    except OSError:
        return ""


def _name(e: BaseException) -> str:
    kind = type(e)
    return kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"


def _text(e: BaseException) -> str:
    try:
        return str(e)
    except Exception:  # whatever a user's __str__ does
        return "(its text cannot be shown)"


def _advice(e: BaseException, file: str, frame: FrameType | None) -> str:
    """Say what to do, where that is known."""
    if isinstance(e, ModuleNotFoundError) and e.name:
        return _not_installed(e.name, file)
    if isinstance(e, ImportError) and e.msg.startswith("attempted relative import"):
        return f"{os.path.basename(file)} is run as a program, in no package: import what lies beside it by its name, without the dot"
    name, choices = "", set[str]()
    if isinstance(e, NameError) and e.name and frame is not None:
        name, choices = e.name, {*frame.f_locals, *frame.f_globals, *vars(builtins)}
    elif isinstance(e, AttributeError) and e.name and e.obj is not None:
        name, choices = e.name, _public(e.obj)
        if "node" in choices and name in _public(getattr(e.obj, "node", None)):
            return f"write .node.{name}: what is about the tree stands there"
    elif isinstance(e, ImportError) and e.name and e.name in sys.modules:
        name, choices = e.msg.partition("cannot import name '")[2].partition("'")[0], _public(sys.modules[e.name])
    near = closest(name, choices - {name}) if name else None
    return f"did you mean {near}?" if near else ""


def _public(thing: object) -> set[str]:
    try:
        return {name for name in dir(thing) if not name.startswith("_")}
    except Exception:  # whatever a user's __dir__ does
        return set()


def _part_of(name: str, package: object) -> str:
    """What to write instead of a module that its package does not have."""
    above, _, last = name.rpartition(".")
    there = set()
    for folder in getattr(package, "__path__", ()):
        try:
            there |= {
                e.removesuffix(".py") for e in os.listdir(folder) if e[:1] not in ("_", ".") and os.path.splitext(e)[1] in ("", ".py")
            }
        except OSError:
            continue
    near = closest(last, there)
    return f"did you mean {above}.{near}?" if near else f"{above} has {', '.join(sorted(there)[:8]) or 'no modules'}"


def _not_installed(name: str, file: str) -> str:
    folder = os.path.dirname(file)
    top = name.partition(".")[0]
    own = [entry.removesuffix(".py") for entry in os.listdir(folder) if entry.endswith(".py") or os.path.isdir(os.path.join(folder, entry))]
    parent = sys.modules.get(name.rpartition(".")[0])
    if parent is not None:
        return _part_of(name, parent)
    near = closest(top, own)
    meant = f"did you mean {near}? " if near and near != top else ""
    while True:
        for venv in (".venv", "venv"):
            home = os.path.join(folder, venv)
            if os.path.isfile(os.path.join(home, "pyvenv.cfg")):
                if os.path.realpath(home) == os.path.realpath(sys.prefix):
                    return f"{meant}install it: {os.path.join(home, 'bin', 'pip')} install {top}, or what package has it"
                program = os.path.join(home, "Scripts" if os.name == "nt" else "bin", "k8skit")
                return f"{meant}the project has an environment of its own that is not in use: run {program}"
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            break
        folder = above
    return f"{meant}install it: `{sys.executable} -m pip install {top}`; modules of your own lie beside {os.path.basename(file)}"
