"""Starts programs and measures them; a process of its own, so that it is small.

Linux counts a program's largest memory from the fork on, so a large parent would show in every child. Reads orders from standard input and
writes answers to standard output, both as marshalled tuples, since the marshaller is built in: what is imported here makes it grow.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # signal would import enum
import marshal
import os
import sys
from time import perf_counter


def run(argv: list[str], folder: str, env: dict[str, str], out: str, err: str, limit: float) -> tuple[float, float, int, int]:
    """Run a program to its end.

    Args:
        argv: path of the program and its arguments.
        folder: where it runs.
        env: its environment.
        out: file for its standard output.
        err: file for its standard error.
        limit: seconds after which it and all that it started are killed.

    Returns:
        Seconds from start to end, seconds of CPU, largest memory in bytes, exit code.
    """
    os.chdir(folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o644),
    ]
    start = perf_counter()
    pid = os.posix_spawn(argv[0], argv, env, file_actions=actions, setpgroup=0)
    _signal.signal(_signal.SIGALRM, lambda *_: os.killpg(pid, _signal.SIGKILL))
    _signal.setitimer(_signal.ITIMER_REAL, limit)
    _, status, used = os.wait4(pid, 0)
    wall = perf_counter() - start
    _signal.setitimer(_signal.ITIMER_REAL, 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return wall, used.ru_utime + used.ru_stime, peak, os.waitstatus_to_exitcode(status)


def main() -> None:
    while True:
        try:
            order = marshal.load(sys.stdin.buffer)
        except EOFError:
            return
        marshal.dump(run(*order), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
