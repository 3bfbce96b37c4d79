"""Progress: one line on standard error that says what a long run is doing, while somebody watches."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _thread import LockType
    from types import TracebackType
    from typing import Self

DELAY = 1.0
"""Seconds before the first line; a run that is faster shows none."""
_EVERY = 0.2


class Progress:
    """Shows the current step of a run that takes longer than `DELAY`, and wipes it at the end.

        with Progress(terminal.live) as progress:
            progress.step("running app.py")

    A thread draws, so that a long step shows too; it starts with the first step and ends with the block.

    Args:
        live: whether somebody watches (`Terminal.live`); else nothing is shown.
    """

    __slots__ = ("_done", "_ended", "_live", "_step")

    def __init__(self, live: bool) -> None:
        self._live = live
        self._step = ""
        self._done: LockType | None = None
        self._ended: LockType | None = None

    def __enter__(self) -> Self:
        return self

    def step(self, text: str) -> None:
        """Say what happens from now on, such as "checking 6000 objects"."""
        self._step = text
        if self._live and self._done is None:
            self._start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._done is not None and self._ended is not None:
            self._done.release()
            self._ended.acquire()

    def _start(self) -> None:
        import _thread

        self._done = _thread.allocate_lock()
        self._ended = _thread.allocate_lock()
        self._done.acquire()
        self._ended.acquire()
        _thread.start_new_thread(self._draw, ())

    def _draw(self) -> None:
        assert self._done is not None
        assert self._ended is not None
        wait, waited, shown = DELAY, 0.0, False
        try:
            while not self._done.acquire(timeout=wait):
                waited += wait
                wait = _EVERY
                # Back to the first column at once, so that what app.py prints overwrites it.
                sys.stderr.write(f"\r\x1b[K{self._step} ... {waited:.0f} s\r")
                sys.stderr.flush()
                shown = True
            if shown:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
        except (OSError, ValueError):
            pass
        finally:
            self._ended.release()
