"""A fresh output: where there is no output folder yet, the whole of it is made beside its place and renamed into it.

One rename is all or nothing, so there is no journal, and no file is moved one by one. The writer tries this first where it can be tried;
whatever stands in the way of it, the writer does without. The name of the folder beside the output is k8skit's own, as that of the staging
folder in it: what a killed run leaves there, the next one removes.
"""

from __future__ import annotations

import os

from .index import SHARED, mark, render
from .lock import Lock
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
    free = False
    try:
        try:
            os.mkdir(place)
        except FileExistsError:
            if os.path.islink(place) or not os.path.isdir(place):
                return IMPOSSIBLE  # not k8skit's
        free = lock.take()
        if not free:
            return BUSY
        if not lock.moves:
            remove_tree(place)
            return IMPOSSIBLE
        _empty(place)
        write_new(f"{place}/.gitignore", b"*\n")  # should it ever be left behind
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
        os.unlink(f"{place}/.gitignore")
        if os.path.lexists(root):  # an empty folder would be replaced
            raise FileExistsError(root)
        os.rename(place, root)
    except OSError:
        if free:
            _discard(place)
        return IMPOSSIBLE
    except BaseException:
        if free:
            _discard(place)
        raise
    else:
        return MADE
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
        if lock.take():
            remove_tree(place)
    except OSError:
        pass  # it is gone, or not ours
    finally:
        lock.release()


def _empty(folder: str) -> None:
    """Remove what a killed run has left in a folder."""
    for name in os.listdir(folder):
        path = f"{folder}/{name}"
        if os.path.isdir(path) and not os.path.islink(path):
            remove_tree(path)
        else:
            os.unlink(path)


def _discard(place: str) -> None:
    try:
        remove_tree(place)
    except OSError:
        pass  # the next run finds it
