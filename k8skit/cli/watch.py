"""`--watch`: build again whenever a file of the project changes.

It looks at the times of files every half second, which works on every file system and needs nothing installed.
"""

from __future__ import annotations

import os
import sys
from time import sleep

from k8skit.errors import K8skitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NoReturn

    from .terminal import Terminal

    Seen = dict[str, tuple[int, int]]

INTERVAL = 0.5
"""Seconds between two looks."""
MOST = 20_000
"""Files that are looked at; a project with more of them is not one."""
_OTHERS = frozenset(("__pycache__", "node_modules", "site-packages"))


def watch(build: Callable[[], object], look: Callable[[], Seen], terminal: Terminal, *, pause: Callable[[float], None] = sleep) -> NoReturn:
    """Build, then again after every change, until the user interrupts.

    Args:
        build: builds and says how it went; an error that it raises is told, and the watch goes on.
        look: returns what is there: path -> time of change and size.
        terminal: where to say what changed.
        pause: waits so many seconds.

    Raises:
        KeyboardInterrupt: the user's.
    """
    import gc

    sys.dont_write_bytecode = True  # a compiled form made in the second of a change may be taken for that of the next one
    before = look()  # what changes while the build runs is seen by the next look
    while True:
        _one(build, terminal)
        gc.collect()  # it rests otherwise, and this process goes on
        terminal.note("waiting for a change; Ctrl-C ends")
        after = look()
        while after == before:
            pause(INTERVAL)
            after = look()
        settled = look()
        while settled != after:  # an editor or a checkout that is not done yet
            pause(INTERVAL / 5)
            after, settled = settled, look()
        terminal.note(f"\n{_told(before, settled)}")
        before = settled


def _one(build: Callable[[], object], terminal: Terminal) -> None:
    try:
        build()
    except K8skitError as error:
        from .failure import tell

        tell(error.findings, terminal)
    except Exception as error:
        from .failure import internal

        terminal.err(internal(error, verbose=terminal.verbose))


def _told(before: Seen, after: Seen) -> str:
    changed = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    here = os.getcwd()
    shown = [os.path.relpath(path, here) for path in changed[:3]]
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return f"changed: {', '.join(shown)}{more}"


def files(roots: Iterable[str], without: Iterable[str]) -> Seen:
    """Return the files below some folders, but for hidden ones, virtual environments, installed packages, logs and our own output.

    Args:
        roots: the folders, and single files.
        without: folders that are left out, such as the output.
    """
    seen: Seen = {}
    skipped = {os.path.realpath(folder) for folder in without}
    ours = set(_output())
    for root in dict.fromkeys(roots):
        for entry in _walk(root, skipped):
            try:
                stat = os.stat(entry)
            except OSError:
                continue  # it went while we looked
            if (stat.st_dev, stat.st_ino) in ours:
                continue  # each round writes to it, and would be the reason for the next
            seen[entry] = (stat.st_mtime_ns, stat.st_size)
            if len(seen) == MOST:
                return seen
    return seen


def _output() -> Iterator[tuple[int, int]]:
    """Device and number of the files that standard output and standard error go to."""
    for descriptor in (1, 2):
        try:
            stat = os.fstat(descriptor)
        except OSError:
            continue  # it is closed
        yield stat.st_dev, stat.st_ino


def _walk(place: str, skipped: set[str]) -> Iterator[str]:
    if not os.path.isdir(place):
        yield place
        return
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(
            name
            for name in folders
            if name[0] != "."
            and name not in _OTHERS
            and os.path.realpath(os.path.join(folder, name)) not in skipped
            and not os.path.isfile(os.path.join(folder, name, "pyvenv.cfg"))
        )
        for name in sorted(names):
            if name[0] != "." and not name.endswith((".pyc", "~", ".swp", ".log", ".k8skit-new")):
                yield os.path.join(folder, name)
