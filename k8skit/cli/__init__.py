"""The command line: one module per command in `commands/`, found by its name.

`program` is what `k8skit` and `python -m k8skit` run, and `main` what does the same in a process that goes on. Both leave everything to
`call`, which is loaded when it is known how k8skit's modules are to be found.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import NoReturn

    from k8skit.core.construct import Construct


def program() -> NoReturn:
    """Run k8skit as the program of this process and end it: what the script `k8skit` and `python -m k8skit` call.

    The modules of k8skit are found without a search. The garbage collector rests, since a synth makes next to no cycles. And where nothing
    is left that the end of the interpreter would settle (open files, threads, exit handlers, a profiler), the process ends at once instead
    of freeing object by object, which takes a tenth to a fifth of a run.
    """
    import gc

    from .importing import install

    gc.disable()
    install()
    inherited = {number for number, handed_on in _open_files().items() if handed_on}
    code = main()
    if inherited and _settled(inherited):
        os._exit(code)
    sys.exit(code)


def main(argv: Sequence[str] | None = None, *, root: Construct | None = None) -> int:
    """Run k8skit and return its exit code: 0 fine, 1 findings or drift, 2 the call or the app is wrong, 130 interrupted.

    Args:
        argv: the words of the command line behind the program's name (default: those of this process).
        root: an app that is built already, which stands in for running app.py (default: none).
    """
    from .call import run

    return run(argv, root)


def _open_files() -> dict[str, bool]:
    """Return the numbers of the open files, and whether a program that is started from here gets them; nothing where they are not listed.

    Standard streams and what else came with this process are handed on; what Python itself opens is not (PEP 446).
    """
    found = {}
    try:
        for number in os.listdir("/proc/self/fd"):
            try:
                found[number] = os.get_inheritable(int(number))
            except OSError:  # the one that listed them
                continue
    except OSError:  # no such folder on this system
        return {}
    return found


def _settled(inherited: Collection[str]) -> bool:
    """Return whether nobody would notice if this process ended without the interpreter's farewell; flush what k8skit itself wrote.

    Args:
        inherited: the numbers of the open files that came with this process, which have nothing in them that waits to be written.
    """
    import atexit

    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        if atexit._ncallbacks() or "threading" in sys.modules:
            return False
    except (OSError, AttributeError):  # a stream that cannot be flushed, another Python
        return False
    files = _open_files()
    if not files or not all(handed_on and number in inherited for number, handed_on in files.items()):
        return False
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on, where debuggers and profilers register
    return sys.getprofile() is None and sys.gettrace() is None and not (monitoring and any(monitoring.get_tool(i) for i in range(6)))
