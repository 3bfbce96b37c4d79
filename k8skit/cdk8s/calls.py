"""The calls by which a program asks cdk8s for its objects: one call is one run of k8skit's steps, and ends with k8skit's errors."""

from __future__ import annotations

import functools
import sys

import cdk8s
import constructs

from ..core import session
from ..core.origins import caller
from ..errors import CheckError
from . import noise
from .errors import VALIDATED, messages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..files.config import Config
    from ..finding import Finding


class Within:
    """The outermost call that is under way.

    Attributes:
        depth: how many calls are under way, one in the other.
        number: counts outermost calls.
        config: the configuration for it.
        failures: the errors that k8skit has found during it.
        warnings: the warnings.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.number = 0
        self.config: Config | None = None
        self.failures: list[Finding] = []
        self.warnings: list[Finding] = []

    def run(self, call: Callable[..., Any], args: tuple[Any, ...], config: Callable[[], Config | None]) -> Any:
        """Make a call.

        Args:
            call: the method of cdk8s.
            args: what it is called with.
            config: finds the configuration, where it is the outermost call.

        Raises:
            CheckError: where k8skit found an error.
        """
        if not self.depth:
            self.number += 1
            self.config = config()
            self.failures, self.warnings = [], []
        self.depth += 1
        try:
            return call(*args)
        except RuntimeError as e:
            if self.depth > 1 or not self.failures:
                raise
            raise CheckError(*self.failures, *messages(e, {f.message for f in self.failures})) from None
        finally:
            self.depth -= 1


within = Within()


def _none() -> Config | None:
    return None


def install() -> None:
    """Put k8skit around these calls, once."""
    if hasattr(cdk8s.App.synth, "_k8skit"):
        return
    noise.install()
    for kind, name in ((cdk8s.App, "synth"), (cdk8s.App, "synth_yaml"), (cdk8s.Chart, "to_json")):
        setattr(kind, name, _around(vars(kind)[name]))
    for depending in (constructs.Node, cdk8s.Chart, cdk8s.ApiObject):
        depending.add_dependency = _noted(vars(depending)["add_dependency"])  # type: ignore[method-assign]
    constructs.Node.add_validation = _marked(constructs.Node.add_validation)  # type: ignore[method-assign]
    cdk8s.Testing.synth = _around_testing(vars(cdk8s.Testing)["synth"].__func__)  # type: ignore[method-assign]


def _around(call: Any) -> Any:
    @functools.wraps(call)
    def method(self: Any, *args: Any) -> Any:
        file = caller()[0]
        if call.__name__ != "to_json" and not within.depth and _recorded(self) and call.__name__ == "synth":
            return None
        done = within.run(call, (self, *args), functools.partial(_config, file) if call.__name__ == "synth" else _none)
        if call.__name__ == "synth" and within.warnings:
            _warn(file)
        return done

    method._k8skit = True  # type: ignore[attr-defined]
    return method


def _noted(add_dependency: Any) -> Any:
    @functools.wraps(add_dependency)
    def noted(self: Any, *others: Any) -> None:
        add_dependency(self, *others)
        construct = (self.scopes[-1] if isinstance(self, constructs.Node) else self).__dict__.get("_k8skit")
        if construct is not None and construct._root._host is not None:
            construct._root._host.depended(construct)

    return noted


def _marked(add_validation: Any) -> Any:
    @functools.wraps(add_validation)
    def marked(self: Any, *validations: Any) -> None:
        add_validation(self, *validations)
        if not all(type(one).__module__.startswith("k8skit.") for one in validations):
            self.root.__dict__[VALIDATED] = True

    return marked


def _around_testing(call: Any) -> Any:
    @functools.wraps(call)
    def synth(cls: Any, *args: Any, **given: Any) -> Any:
        return within.run(functools.partial(call, cls, **given), args, _none)

    return classmethod(synth)


def _recorded(app: Any) -> bool:
    """Tell the program's session that an app is complete; False where nobody but the program runs it."""
    current = session.current()
    root = app.__dict__.get("_k8skit")
    if current is None or current.watch is None or root is None:
        return False
    if root not in current.synths:
        current.synths.append(root)
    root.__dict__["_outdir"] = app.outdir
    root._host.keep()
    return True


def _config(file: str) -> Config | None:
    import os

    from ..files.config import find_config, load_config

    found = find_config(os.path.dirname(os.path.abspath(file))) if file else None
    return load_config(found) if found else None


def _warn(file: str) -> None:
    from ..cli.standalone import is_program

    if is_program(file):
        import os

        from ..cli.failure import tell
        from ..cli.terminal import Terminal

        tell(within.warnings, Terminal(os.environ))
        sys.stderr.flush()
