"""Places: how a report shows a user's file, and the line of it.

The only part of the reports that may read a file, and only one that a finding names.
"""

from __future__ import annotations

import os


def shown(file: str, root: str, here: str = "") -> str:
    """Return a path as a person at `root` would type it: relative where that is shorter, else as it is.

    Args:
        file: path of a file; a name such as `<stdin>` stays as it is.
        root: absolute path of a folder; `""` leaves paths as they are.
        here: absolute path of the folder that relative paths start from; `""` leaves those as they are (default).
    """
    if here and file and not file.startswith("<"):
        file = os.path.normpath(os.path.join(here, file))
    if not root or not os.path.isabs(file):
        return file
    inside = root if root.endswith(os.sep) else root + os.sep
    if file.startswith(inside):
        return file[len(inside) :]
    try:
        relative = os.path.relpath(file, root)
    except ValueError:  # another drive on Windows
        return file
    return relative if len(relative) < len(file) else file


def from_root(file: str, root: str, here: str = "") -> str:
    """Return a path as programs read it that know the root: as `shown`, with `/` and without a `./` in front.

    Args:
        file: path of a file.
        root: absolute path of a folder; `""` leaves paths as they are.
        here: absolute path of the folder that relative paths start from; `""` leaves those as they are (default).
    """
    path = shown(file, root, here)
    return (os.path.normpath(path) if path.startswith(f".{os.sep}") else path).replace(os.sep, "/")


class Lines:
    """Lines of the files that findings name, each file read once.

    Args:
        root: folder that relative paths start from; `""` is the current one.
        limit: bytes of a file that are read at most.
    """

    __slots__ = ("_files", "_limit", "_root")

    def __init__(self, root: str = "", limit: int = 10_000_000) -> None:
        self._root = root
        self._limit = limit
        self._files: dict[str, list[str]] = {}

    def line(self, file: str, number: int) -> str:
        """Return a line without its indentation, from 1; `""` where the file cannot be read or has no such line."""
        lines = self._files.get(file)
        if lines is None:
            lines = self._files[file] = self._read(file)
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    def _read(self, file: str) -> list[str]:
        path = os.path.join(self._root, file)
        try:
            if not os.path.isfile(path) or os.path.getsize(path) > self._limit:
                return []
            with open(path, encoding="utf-8", errors="replace") as opened:
                return opened.read().split("\n")
        except (OSError, ValueError):
            return []
