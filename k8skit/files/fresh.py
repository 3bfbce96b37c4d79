"""A fresh output: where there is no output folder yet, the whole of it is made beside its place and renamed into it.

One rename is all or nothing, so there is no journal, and no file is moved one by one. The writer tries this first where it can be tried;
whatever stands in the way of it, the writer does without. The name of the folder beside the output is k8skit's own, as that of the staging
folder in it: what a killed run leaves there, the next one removes.
"""

from __future__ import annotations

import os

from .index import SHARED, mark, render
from .lock import LOCK, Lock
from .paths import INDEX, STAGING
from .staging import make_folder, remove_tree, write_new

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MADE = "made"
"""The output is there, whole."""
BUSY = "busy"
"""Another run is making it."""
IMPOSSIBLE = "impossible"
"""It cannot be made so; nothing was changed."""

_IGNORE = ".gitignore"
_SIGNS = (_IGNORE, INDEX)
"""Names of files of which one is in a folder that k8skit makes, from its first file to the last one that is removed."""


def beside(root: str) -> str:
    """Return the folder in which a fresh output is made.

    Args:
        root: the output folder.
    """
    return f"{root}{STAGING}"


def make(root: str, texts: Mapping[str, str], shared: Collection[str]) -> str:
    """Make an output folder where there is none.

    Args:
        root: the folder. Nothing is there, and its parent exists.
        texts: path -> text of each file.
        shared: paths of texts in which others may change versions of images.

    Returns:
        `MADE`, `BUSY` or `IMPOSSIBLE`.
    """
    place = beside(root)
    lock = Lock(place)
    mine = locked = False
    try:
        try:
            os.mkdir(place)
            mine = True
        except FileExistsError:
            if os.path.islink(place) or not os.path.isdir(place):
                return IMPOSSIBLE  # not k8skit's
        locked = lock.take()
        if not locked:
            mine = False
            return BUSY
        mine = mine or _ours(place)
        if not (mine and lock.moves):
            return IMPOSSIBLE
        _empty(place)
        write_new(f"{place}/{_IGNORE}", b"*\n")  # should it ever be left behind
        made = {""}
        entries = {}
        for path, text in texts.items():
            content = text.encode()  # one at a time, in the memory of the one before
            entries[path] = mark(content)
            folder = path[: max(path.rfind("/"), 0)]
            if folder not in made:
                made.add(folder)
                make_folder(f"{place}/{folder}")
            write_new(f"{place}/{path}", content)
        entries.update(dict.fromkeys(shared, SHARED))
        write_new(f"{place}/{INDEX}", render(entries))
        os.unlink(f"{place}/{_IGNORE}")
        if os.path.lexists(root):  # an empty folder would be replaced
            raise FileExistsError(root)
        os.rename(place, root)
        mine = False
    except OSError:
        return IMPOSSIBLE
    else:
        return MADE
    finally:
        try:
            if mine:
                _discard(place, lock, whole=locked)
        finally:
            lock.release()


def clear(root: str) -> None:
    """Remove what a killed run has left beside an output folder that is there by now.

    Args:
        root: the folder.
    """
    place = beside(root)
    if root == "/" or not os.path.isdir(place) or os.path.islink(place):
        return
    lock = Lock(place)
    try:
        if lock.take() and _ours(place):
            _discard(place, lock, whole=True)
    except OSError:
        pass  # it is gone, or not ours
    finally:
        lock.release()


def _ours(place: str) -> bool:
    """Return whether k8skit has made what is in a folder; one in which nothing is has that name from k8skit."""
    names = set(os.listdir(place)) - {LOCK}
    return not names or not names.isdisjoint(_SIGNS)


def _empty(folder: str, *, keep: str = "") -> None:
    """Remove what a killed run has left in a folder, that by which it is known last."""
    for name in sorted(os.listdir(folder), key=_SIGNS.__contains__):
        path = f"{folder}/{name}"
        if os.path.isdir(path) and not os.path.islink(path):
            remove_tree(path)
        elif name != keep:
            os.unlink(path)


def _discard(place: str, lock: Lock, *, whole: bool) -> None:
    """Remove the folder.

    Args:
        place: the folder.
        lock: the lock on it; given back where it is a file, which not every system removes while it is open.
        whole: remove what is in it too. Without a lock that may be another run's.
    """
    try:
        if whole:
            _empty(place, keep="" if lock.moves else LOCK)
        if not lock.moves:
            lock.release()
        os.rmdir(place)
    except OSError:
        pass  # the next run finds it
