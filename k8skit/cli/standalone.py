"""`python app.py`: an app that is run as a program tells errors as `k8skit synth` does, and exits with the same codes.

Called by `App` where nobody else runs the app.
"""

from __future__ import annotations

import os
import sys

from k8skit.errors import K8skitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn

    from k8skit.core.construct import Construct


def is_program(file: str) -> bool:
    """Whether a file is what Python was asked to run.

    Args:
        file: the file.
    """
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return isinstance(main, str) and os.path.abspath(main) == os.path.abspath(file)


def tell_errors() -> None:
    """Let errors of k8skit that end the program be told like those of `k8skit synth`: no traceback, and its exit code."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, K8skitError):
            before(kind, error, trace)
            return
        from .failure import tell
        from .terminal import Terminal

        tell(error.findings, Terminal(os.environ))
        sys.stdout.flush()
        sys.stderr.flush()
        import atexit

        atexit._run_exitfuncs()
        os._exit(error.exit_code)  # an exception that ends Python makes it exit with 1, and this is not 1

    sys.excepthook = hook


def synth(root: Construct, file: str) -> None:
    """Do what `k8skit synth` does with an app that is built already; exit if that fails.

    Args:
        root: the app.
        file: the file that called `app.synth()`; the configuration is looked for from there upwards.
    """
    from . import main

    code = main(["synth", "--app", file, *(sys.argv[1:] if is_program(file) else ())], root=root)
    if code:
        sys.exit(code)


def build_all(file: str) -> NoReturn:
    """Do what `k8skit synth` does, which runs the program for each environment, and end this run of it.

    Args:
        file: the program.
    """
    from . import main

    sys.exit(main(["synth", "--app", file, *sys.argv[1:]]))
