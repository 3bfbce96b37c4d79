"""Work beside other work: a copy of the process does one part on another processor meanwhile.

Python runs one thread at a time, but a copy of a process (`fork`) has all objects at once, without sending or loading one. Only what the
copy finds out comes back. Whoever asks for it must be able to do without: where no copy can be made, or where it fails, there is no result.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

_SWITCH = "K8SKIT_PROCESSES"
"""Variable of the environment; `1` lets one process do everything."""


def possible() -> bool:
    """Tell whether a copy of this process can be made, is safe, and would help.

    It is safe where this process has one thread: a copy has no other, and a lock that another holds would stay locked in it for ever. It
    helps where there is a second processor. Debuggers, profilers and tools that measure coverage would miss what a copy does.
    """
    if sys.platform != "linux" or os.environ.get(_SWITCH) == "1" or sys.gettrace() is not None or sys.getprofile() is not None:
        return False
    try:
        return len(os.sched_getaffinity(0)) > 1 and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class Beside:
    """What a copy of this process does, and what comes of it.

    Args:
        work: called in the copy; gives the parts of the result, made of what `marshal` knows: numbers, texts, lists, dicts and the like. It
            must change nothing outside the memory of its process.
    """

    __slots__ = ("_file", "_process")

    def __init__(self, work: Callable[[], Iterable[Any]]) -> None:
        self._process = 0
        self._file = -1
        try:
            self._file = os.memfd_create("k8skit")
            self._process = os.fork()
        except OSError:  # no memory, too many processes, a system that forbids it
            self.stop()
            return
        if self._process:
            return
        code = 1
        try:
            code = _tell(self._file, work())
        except BaseException:  # noqa: S110 - whoever asked for it does the work again, and meets the same error
            pass
        finally:
            os._exit(code)

    @property
    def is_running(self) -> bool:
        """Whether a copy was made, and nobody has waited for it yet."""
        return self._process != 0

    def parts(self) -> Iterator[Any] | None:
        """Wait until the copy is done, and return what it made, part by part; None if it failed or was never made."""
        code = 1
        if self._process:
            code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
            self._process = 0  # not before: who interrupts the wait still has to stop it
        if code:
            self.stop()
            return None
        return self._read()

    def _read(self) -> Iterator[Any]:
        import marshal

        with os.fdopen(self._file, "rb") as file:
            self._file = -1
            file.seek(0)
            while head := file.read(8):
                yield marshal.loads(file.read(int.from_bytes(head)))  # noqa: S302 - our own process wrote it

    def stop(self) -> None:
        """End the copy, whose result nobody wants any more."""
        if self._process:
            from signal import SIGKILL

            os.kill(self._process, SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class Shares:
    """The pieces of one work, of which each process takes the next until there is none; each piece goes to one of them.

    It stands on a pipe: a byte for each piece, and a byte is read once. Make it before the copy of the process.

    Args:
        count: how many pieces; at most `MOST`.
    """

    MOST = 256

    __slots__ = ("_pipe",)

    def __init__(self, count: int) -> None:
        self._pipe, end = os.pipe()
        os.write(end, bytes(range(count)))
        os.close(end)

    def take(self) -> int | None:
        """Return the number of a piece, counted from 0; None where all are taken."""
        taken = os.read(self._pipe, 1)
        return taken[0] if taken else None

    def close(self) -> None:
        """Take no more."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1


def _tell(file: int, parts: Iterable[Any]) -> int:
    import marshal

    with os.fdopen(file, "wb") as out:
        for part in parts:
            data = marshal.dumps(part)
            out.write(len(data).to_bytes(8))
            out.write(data)
    return 0
