"""Runs app.py in this process and returns what it synthesised: an App, or the Apps of a program of cdk8s.

Called by the command line, the pytest plugin and tests. It knows the session through which an App reports, and nothing else of the tree.
What app.py does to the interpreter (path, arguments, standard output, modules) is undone afterwards, however it ends.
"""

from __future__ import annotations

import builtins
import os
import sys
from _frozen_importlib_external import SourceFileLoader  # importlib.machinery hands it out, for a millisecond more
from stat import S_ISDIR, S_ISREG
from time import time

from ..core import session
from ..errors import K8skitError, UsageError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import CodeType, ModuleType
    from typing import Any

    from ..core.construct import Construct

_Module = type(sys)
_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
_INSTALLED = (f"{os.sep}site-packages{os.sep}", f"{os.sep}dist-packages{os.sep}")
_ENVIRONMENT = "K8SKIT_ENVIRONMENT"
"""Tells a program that knows nothing of k8skit which environment is built."""
_SETTLED = 2.0
"""Seconds after which a file's time tells two contents apart on every file system (FAT counts in steps of two)."""

_imported: dict[str, ModuleType] = {}
"""The modules that the last run of an app brought in."""


def run_app(
    path: str | os.PathLike[str],
    argv: Sequence[str] = (),
    *,
    environment: str = "",
    values: str = "",
    features: Mapping[str, bool] | None = None,
) -> Construct:
    """Run an app as `__main__` and return the App whose `synth()` it called.

    Args:
        path: as for `run_apps`.
        argv: as for `run_apps`.
        environment: as for `run_apps`.
        values: as for `run_apps`.
        features: as for `run_apps`.

    Raises:
        UsageError: as for `run_apps`; K8S934 also where a program of cdk8s synthesises two Apps.
        K8skitError: as for `run_apps`.
        KeyboardInterrupt: as it is.
    """
    apps = run_apps(path, argv, environment=environment, values=values, features=features)
    if len(apps) > 1:
        help = "where environments are configured the program runs once for each: make the one App that K8SKIT_ENVIRONMENT asks for"
        raise UsageError(*_others(apps, help))
    return apps[0]


def run_apps(
    path: str | os.PathLike[str],
    argv: Sequence[str] = (),
    *,
    environment: str = "",
    values: str = "",
    features: Mapping[str, bool] | None = None,
) -> list[Construct]:
    """Run an app as `__main__` and return the Apps whose `synth()` it called: one, but for a program of cdk8s, which may have several.

    The app's folder comes first on `sys.path`; the modules of its project, those below that folder, are imported afresh. What the app and
    its child processes print goes to standard error. The compiled form of the app is kept beside it as Python keeps that of modules, unless
    `sys.dont_write_bytecode` is set.

    Args:
        path: the file.
        argv: arguments for the app, `sys.argv[1:]` (default: none).
        environment: what `app.environment` is, or `<environment>/<cluster>` for `app.cluster` too (default: `""`, none).
        values: the folder that `app.values` reads from, absolute (default: that of the configuration).
        features: feature -> whether `app.feature` says that it is on (default: as the configuration has it).

    Raises:
        UsageError: K8S930 if there is no such file; K8S931 if the app raises something or is no Python; K8S932 if it never calls
            `app.synth()`, K8S933 if it does so twice, K8S934 if it makes two Apps that are not both of cdk8s; K8S935 if it calls `sys.exit`,
            other than with 0 after `app.synth()`.
        K8skitError: what k8skit itself raised in the app, as it is.
        KeyboardInterrupt: as it is.
    """
    file = os.path.abspath(path)
    loader = _Loader(file)
    surroundings = _Surroundings(os.path.dirname(file))
    code = None
    name, _, cluster = environment.partition("/")
    current = session.begin(name, values, cluster, program=True)
    current.features = features
    try:
        code = _compiled(loader, file)
        main = surroundings.enter(loader, file, argv, environment)
        exec(code, main.__dict__)  # noqa: S102 (running the user's program is what this is for)
    except (K8skitError, KeyboardInterrupt):
        raise
    except SystemExit as e:
        if e.code not in (None, 0) or not current.synths:
            from .blame import exited

            raise UsageError(exited(e, file, synthesised=bool(current.synths))) from e
    except BaseException as e:
        from .blame import told

        raise UsageError(*told(e, file)) from e
    finally:
        session.end()
        surroundings.leave()
    return _roots(current, file)


def _compiled(loader: _Loader, file: str) -> CodeType:
    try:
        mode = os.stat(file).st_mode
        if not S_ISREG(mode) and not S_ISDIR(mode):
            help = "write the app to a file: it is run once for each environment, and its modules and its output lie beside it"
            raise UsageError(Finding("K8S930", f"{file} is a pipe or a device, not an app", origin=Origin(file), help=help))
        code = loader.get_code("__main__")
    except OSError as e:
        raise UsageError(_missing(e, file)) from e
    assert code is not None  # a source file has code
    return code


def _missing(e: OSError, file: str) -> Finding:
    help = "`k8skit init` makes a project; --app, K8SKIT_APP or `app` in the configuration name another file"
    if isinstance(e, IsADirectoryError) or os.path.isdir(file):
        inside = os.path.join(file, "app.py")
        help = f"name a file: {inside}" if os.path.isfile(inside) else help
        return Finding("K8S930", f"{file} is a folder, not an app", origin=Origin(file), help=help)
    if isinstance(e, FileNotFoundError):
        return Finding("K8S930", f"there is no {file}", origin=Origin(file), help=help)
    return Finding(
        "K8S930", f"cannot read {file}: {(e.strerror or str(e)).lower()}", origin=Origin(file), help="give this user the right to read it"
    )


def _roots(current: session.Session, file: str) -> list[Construct]:
    """Return the one App, or those of cdk8s; other numbers of Apps and calls are errors."""
    apps, synths = current.apps, current.synths
    name = os.path.basename(file)
    findings = []
    of_cdk8s = all(app._host is not None for app in apps)
    if synths and of_cdk8s:
        return synths  # as under cdk8s: an App that is never synthesised gives nothing
    if len(apps) > 1 and not of_cdk8s:
        findings += _others(apps, "make one App, and a Chart in it for each unit of output")
    if not synths:
        if apps:
            findings.append(
                Finding("K8S932", f"{name} never calls app.synth()", origin=_at(apps[0]), help="write `app.synth()` at its end")
            )
        else:
            help = "make one, `app = App()`, and write `app.synth()` at the end"
            findings.append(Finding("K8S932", f"{name} makes no App", origin=Origin(file), help=help))
    elif len(synths) > 1 and len(apps) < 2:
        help = "call it once, when everything is made"
        findings.append(Finding("K8S933", f"{name} calls app.synth() {len(synths)} times", origin=_at(synths[0]), help=help))
    if findings:
        raise UsageError(*findings)
    return synths


def _others(apps: Sequence[Construct], help: str) -> list[Finding]:
    first = apps[0]._at
    text = f"a second App; the first is made at {first[0]}:{first[1]}"
    return [Finding("K8S934", text, origin=_at(other), help=help) for other in apps[1:]]


def _at(app: Construct) -> Origin:
    return Origin(*app._at, "", type(app).__name__)


class _Loader(SourceFileLoader):
    """Reads an app as `import` reads a module, and keeps its compiled form where `import` does.

    A compiled form made within two seconds of the last change is neither trusted nor kept: another change in that time would look the same.
    """

    def __init__(self, file: str) -> None:
        super().__init__("__main__", file)
        self._changed = 0.0

    def path_stats(self, path: str) -> dict[str, float]:
        """Remember when the source was changed; see `importlib.abc.SourceLoader`."""
        stats: dict[str, float] = dict(super().path_stats(path))
        self._changed = stats["mtime"]
        return stats

    def get_data(self, path: str) -> bytes:
        """Refuse a compiled form that is too young; see `importlib.abc.ResourceLoader`."""
        if path != self.path and os.stat(path).st_mtime - self._changed < _SETTLED:
            raise OSError("too young")
        return super().get_data(path)

    def set_data(self, path: str, data: bytes, *, _mode: int = 0o666) -> None:  # type: ignore[override]
        """Keep no compiled form of what was changed just now; see `importlib.abc.SourceLoader`."""
        if time() - self._changed >= _SETTLED:
            super().set_data(path, data, _mode=_mode)


class _Surroundings:
    """What a program finds in the interpreter, set up for an app and put back afterwards.

    Args:
        folder: the app's folder.
    """

    __slots__ = (
        "_argv",
        "_entered",
        "_environment",
        "_folder",
        "_folder_before",
        "_main",
        "_path",
        "_paths",
        "_stderr",
        "_stdout",
        "_stdout_file",
        "_taken",
    )

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._entered = False

    def enter(self, loader: _Loader, file: str, argv: Sequence[str], environment: str) -> ModuleType:
        """Set everything up and return the module `__main__` of the app."""
        self._paths, self._path = sys.path, sys.path[:]
        self._argv = sys.argv
        self._main = sys.modules.get("__main__")
        self._stdout, self._stderr = sys.stdout, sys.stderr
        self._folder_before = _current()
        self._taken = _take_out(self._folder)
        self._stdout_file = -1
        self._environment = os.environ.get(_ENVIRONMENT)
        self._entered = True
        if environment:
            os.environ[_ENVIRONMENT] = environment
        sys.path.insert(0, self._folder)
        sys.argv = [file, *argv]
        self._divert()
        main = _Module("__main__")
        main.__dict__.update(__file__=file, __loader__=loader, __builtins__=builtins, __cached__=None)
        sys.modules["__main__"] = main
        return main

    def leave(self) -> None:
        """Put everything back. The project's modules stay imported: constructs may still need them; the next run takes them out."""
        if not self._entered:
            return
        self._restore_output()
        sys.path = self._paths
        sys.path[:] = self._path
        sys.argv = self._argv
        if self._environment is not None:
            os.environ[_ENVIRONMENT] = self._environment
        else:
            os.environ.pop(_ENVIRONMENT, None)
        if self._main is None:
            del sys.modules["__main__"]
        else:
            sys.modules["__main__"] = self._main
        if self._folder_before and _current() != self._folder_before:
            try:
                os.chdir(self._folder_before)
            except OSError:
                pass  # it is gone, so nobody can want to be there
        _imported.clear()
        _imported.update(_project_modules(self._folder))
        for name, module in self._taken.items():
            sys.modules.setdefault(name, module)

    def _divert(self) -> None:
        """Point standard output at standard error, for Python and for child processes."""
        _flush(self._stdout)
        sys.stdout = sys.stderr
        try:
            self._stdout_file = os.dup(1)
            os.dup2(2, 1)
        except OSError:
            pass  # one of them is closed

    def _restore_output(self) -> None:
        # What was written to the old objects in spite of all still belongs to standard error.
        for stream in (sys.stdout, self._stdout, sys.__stdout__, sys.stderr):
            _flush(stream)
        sys.stdout, sys.stderr = _opened(self._stdout, 1), _opened(self._stderr, 2)
        if self._stdout_file >= 0:
            os.dup2(self._stdout_file, 1)
            os.close(self._stdout_file)


def _opened(stream: Any, file: int) -> Any:
    """Return a stream, or where the app has closed it another one to the same file; None if that is closed too."""
    if stream is None or not getattr(stream, "closed", False):
        return stream
    try:
        return open(file, "w", 1, getattr(stream, "encoding", None), getattr(stream, "errors", None), closefd=False)
    except OSError:
        return None


def _flush(stream: object) -> None:
    try:
        stream.flush()  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        pass  # no stream, a broken or a closed one


def _current() -> str:
    try:
        return os.getcwd()
    except OSError:
        return ""


def _take_out(folder: str) -> dict[str, ModuleType]:
    """Forget the modules of a project, so that they are imported afresh, and those of the last run, whatever its project.

    Returns:
        The modules that others than an app had imported (a test its conftest, say): they come back unless the app brings its own.
    """
    for name, module in _imported.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]
    _imported.clear()
    taken = _project_modules(folder)
    for name in taken:
        del sys.modules[name]
    for path in [path for path in sys.path_importer_cache if path == folder or path.startswith(folder + os.sep)]:
        del sys.path_importer_cache[path]  # it may have been listed before a file was added
    return taken


def _project_modules(folder: str) -> dict[str, ModuleType]:
    """Return the imported modules whose source lies below a folder, without installed packages and k8skit itself."""
    roots = (os.path.join(folder, ""), os.path.join(os.path.realpath(folder), ""))
    found = {}
    for name, module in sys.modules.copy().items():
        # What a plain module does not have is cheap to look for in its names alone, and most built-in modules have neither.
        names = module.__dict__ if type(module) is _Module else {n: getattr(module, n, None) for n in ("__file__", "__path__")}
        file = names.get("__file__")
        if file is None:
            file = next(iter(names.get("__path__") or ()), None)  # a package without __init__.py
        if (
            isinstance(file, str)
            and file.startswith(roots)
            and name != "__main__"
            and not file.startswith(_HOME)
            and not any(part in file for part in _INSTALLED)
            and not file.endswith((".so", ".pyd"))
        ):
            found[name] = module
    return found
