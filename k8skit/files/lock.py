"""The lock on an output folder: one run writes at a time, and the end of a process, however it ends, frees it.

The writer takes it; it holds no data. Locked is the folder itself where the system can do that (Linux, macOS: no file is left behind),
else a file in it.
"""

from __future__ import annotations

import os
import sys

LOCK = ".k8skit-lock"
"""Name of the file that is locked where a folder cannot be."""


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

        Where the file system knows no locks at all, the answer is True: then nothing keeps two runs apart.

        Raises:
            OSError: if the folder cannot be opened.
        """
        if sys.platform == "win32":
            return self._take_file()
        else:  # noqa: RET505 (type checkers skip the branch of another platform)
            from fcntl import LOCK_EX, LOCK_NB, flock

            while True:
                fd = os.open(self._folder, os.O_RDONLY)
                try:
                    flock(fd, LOCK_EX | LOCK_NB)
                except BlockingIOError:
                    os.close(fd)
                    return False
                except OSError:
                    os.close(fd)
                    return self._take_file()  # some network file systems lock only files that are open for writing
                if _is_at(fd, self._folder):
                    self._fd = fd
                    return True
                os.close(fd)

    def _take_file(self) -> bool:
        path = os.path.join(self._folder, LOCK)
        while True:
            try:
                fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError:
                return True  # nothing can be written here anyway; whoever tries is told why
            try:
                if sys.platform == "win32":
                    import msvcrt

                    msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
                else:
                    from fcntl import LOCK_EX, LOCK_NB, lockf

                    lockf(fd, LOCK_EX | LOCK_NB)
            except OSError as e:
                from errno import EACCES, EAGAIN

                os.close(fd)
                if e.errno in (EAGAIN, EACCES):
                    return False
                _delete(path)
                return True
            if _is_at(fd, path):  # the one who held it before deletes the file
                self._fd = fd
                self._file = path
                return True
            os.close(fd)

    @property
    def moves(self) -> bool:
        """Whether the folder can be renamed while the lock is held, and stays locked."""
        return self._fd >= 0 and not self._file

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._fd >= 0:
            if self._file and sys.platform != "win32":
                _delete(self._file)  # while it is locked, so that it is nobody else's
            os.close(self._fd)
            if self._file and sys.platform == "win32":
                _delete(self._file)  # fails if it is somebody else's
            self._fd = -1
            self._file = ""


def _is_at(fd: int, path: str) -> bool:
    """Return whether an open file or folder is still the one that is found at a path: a lock on another one is worth nothing."""
    try:
        return os.path.samestat(os.fstat(fd), os.stat(path))
    except FileNotFoundError:
        return False


def _delete(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
