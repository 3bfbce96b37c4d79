"""The lock on an output folder: one run writes at a time, and the end of a process, however it ends, frees it.

The writer takes it; it holds no data. Locked is the folder itself where the system can do that (Linux, macOS: no file is left behind),
else a file in it.
"""

from __future__ import annotations

import os
import sys

LOCK = ".k8skit-lock"
"""Name of the file that is locked where a folder cannot be."""

_BUSY = (11, 13, 35)  # EAGAIN on Linux; EACCES where locks are byte ranges and on Windows; EAGAIN on macOS


class Lock:
    """A lock on a folder, held from the call of `take` to that of `release`.

    Args:
        folder: an existing folder.
    """

    __slots__ = ("_fd", "_file", "_folder")

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._fd = -1
        self._file = ""

    def take(self) -> bool:
        """Take the lock and return True; return False at once if another process holds it.

        Raises:
            OSError: if the folder cannot be opened.
        """
        if sys.platform == "win32":
            return self._take_file()
        else:  # noqa: RET505 (type checkers skip the branch of another platform)
            from fcntl import LOCK_EX, LOCK_NB, flock

            fd = os.open(self._folder, os.O_RDONLY)
            try:
                flock(fd, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                os.close(fd)
                return False
            except OSError:
                os.close(fd)
                return self._take_file()  # some network file systems lock only files that are open for writing
            self._fd = fd
            return True

    def _take_file(self) -> bool:
        path = os.path.join(self._folder, LOCK)
        while True:
            fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                if sys.platform == "win32":
                    import msvcrt

                    msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
                else:
                    from fcntl import LOCK_EX, LOCK_NB, lockf

                    lockf(fd, LOCK_EX | LOCK_NB)
            except OSError as e:
                os.close(fd)
                if e.errno in _BUSY:
                    return False
                raise
            try:
                # The one who held it before deletes the file: a lock on a deleted file is worth nothing.
                if os.path.samestat(os.fstat(fd), os.lstat(path)):
                    self._fd = fd
                    self._file = path
                    return True
            except FileNotFoundError:
                pass
            os.close(fd)

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._fd >= 0:
            if self._file:
                try:
                    os.unlink(self._file)
                except OSError:
                    pass  # Windows keeps a file that another process has opened; it locks again or deletes it
            os.close(self._fd)
            self._fd = -1
            self._file = ""
