"""Staging: a change of an output folder that happens wholly or not at all, whenever the process may be killed.

Everything new is first written below `.k8skit-staging`; then a journal that lists every step is renamed into place there, and that is the
moment of decision: without a journal a staging folder is rubbish, with one its steps are carried out, by this run or by the next one. No
step makes a file under its final name bit by bit (files and whole new folders are renamed into place, or linked where nothing may be
replaced), and each can be repeated without harm, also after someone worked in the output folder in between. What the process wrote
survives its death without `fsync`.

The writer decides what changes; here is how. This module knows no manifests and no texts.
"""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISREG

from ..errors import OutputError
from ..finding import Finding, Origin
from .index import mark
from .paths import INDEX, STAGING, problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DROP = "drop"
"""Step: move an owned file away into the staging folder."""
CLEAR = "clear"
"""Step: remove a folder if it is empty."""
PUT = "put"
"""Step: replace an owned file."""
NEW = "new"
"""Step: put a file where none is."""
TREE = "tree"
"""Step: put a folder with all that is in it where none is."""

_HEADER = "k8skit journal 1"
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Staging:
    """The staging folder of one output folder. Whoever uses it holds the lock.

    Args:
        root: the output folder.

    Attributes:
        committed: whether the journal is in place.
    """

    __slots__ = ("_base", "_count", "_folder", "_root", "_steps", "committed")

    def __init__(self, root: str) -> None:
        self._root = root
        self._folder = f"{root}/{STAGING}"
        self._steps: list[tuple[str, str, str]] = []
        self._count = 0
        self._base = ""
        self.committed = False

    def exists(self) -> bool:
        """Return whether a staging folder is there: left behind by a run that was killed.

        Raises:
            OutputError: K8S951 if something else has its name.
        """
        try:
            mode = os.lstat(self._folder).st_mode
        except FileNotFoundError:
            return False
        if not S_ISDIR(mode):
            help = f"move it away: k8skit prepares its output in a folder of the name {STAGING}"
            raise OutputError(Finding("K8S951", f"{self._folder} is not a folder", origin=Origin(self._folder), help=help))
        return True

    def open(self) -> None:
        """Make the folder. Version control is told to leave it alone, should it ever be left behind."""
        os.mkdir(self._folder)
        write_new(f"{self._folder}/.gitignore", b"*\n")

    def drop(self, path: str) -> None:
        """Plan to delete an owned file."""
        self._step(DROP, path)

    def clear(self, folder: str) -> None:
        """Plan to delete a folder if nothing is left in it."""
        self._step(CLEAR, folder)

    def put(self, path: str, content: bytes) -> None:
        """Stage the new content of an owned file."""
        write_new(self._step(PUT, path), content)

    def new(self, path: str, content: bytes) -> None:
        """Stage a file for a place that is free."""
        write_new(self._step(NEW, path), content)

    def tree(self, top: str, contents: Mapping[str, bytes]) -> None:
        """Stage a folder for a place that is free.

        Args:
            top: the folder.
            contents: path -> content of each file in it, the paths from the output folder as everywhere.
        """
        staged = self._step(TREE, top)
        made = set()
        cut = len(top)
        for path, content in contents.items():
            rest = path[cut:]
            folder = rest[: rest.rfind("/")]
            if folder not in made:
                made.add(folder)
                make_folder(staged + folder)
            write_new(staged + rest, content)

    def commit(self, index: bytes, base: bytes) -> None:
        """Stage the index and put the journal into place: from here on the change will happen.

        Args:
            index: the new index.
            base: the present index, `b""` if there is none.
        """
        write_new(f"{self._folder}/index", index)
        lines = [_HEADER, mark(base)]
        lines += [f"{step} {number} {path}" for step, number, path in self._steps]
        lines.append("")
        write_new(f"{self._folder}/journal.part", "\n".join(lines).encode())
        os.rename(f"{self._folder}/journal.part", f"{self._folder}/journal")
        self.committed = True

    def discard(self) -> None:
        """Remove the staging folder and what is in it."""
        remove_tree(self._folder)

    def apply(self) -> list[str]:
        """Carry out all steps and remove the staging folder.

        Returns:
            The paths of new files that were not put into place because something of someone else is there now, sorted; the index does not
            list them.

        Raises:
            OSError: if a step fails; the journal stays, and the next run goes on.
        """
        refused: list[str] = []
        for step, number, path in self._steps:
            staged = f"{self._folder}/{number}"
            place = f"{self._root}/{path}"
            if step == DROP:
                if not os.path.lexists(staged) and S_ISREG(_mode(place)):
                    os.rename(place, staged)
            elif step == CLEAR:
                try:
                    os.rmdir(place)
                except OSError:
                    pass  # someone's file is in it, or it is gone
            elif step == PUT:
                self._put(staged, place, path, refused)
            elif step == NEW:
                self._new(staged, place, path, refused)
            else:
                self._tree(staged, place, path, refused)
        if refused and self.index():
            without = {path.encode() for path in refused}
            lines = self.index().split(b"\n")
            self.replace_index(b"\n".join(line for line in lines if line.split(b" ", 2)[-1] not in without))
        else:
            _rename(f"{self._folder}/index", f"{self._root}/{INDEX}", self._root)
        os.unlink(f"{self._folder}/journal")
        try:
            self.discard()
        except OSError:
            pass  # all is in place; the next run finds a staging folder without a journal and removes it
        return sorted(refused)

    def load(self) -> bool:
        """Read the journal of a run that was killed.

        Returns:
            False if there is none: the run had not decided yet, its staging folder is rubbish.

        Raises:
            OutputError: K8S954 for a step that leads out of the output folder, K8S952 for a journal that cannot be understood.
        """
        journal = f"{self._folder}/journal"
        try:
            with open(journal, encoding="utf-8") as file:
                header, *lines = file.read().split("\n")
        except FileNotFoundError:
            return False
        except UnicodeDecodeError:
            header, lines = "", []
        if header != _HEADER or not lines:
            raise _unknown(journal, self._folder)
        self._base, *lines = lines
        links = Links(self._root)
        for line in lines:
            if not line:
                continue
            step, _, rest = line.partition(" ")
            number, _, path = rest.partition(" ")
            if step not in (DROP, CLEAR, PUT, NEW, TREE) or not (number.isascii() and number.isdecimal()):
                raise _unknown(journal, self._folder)
            code, text = problem(path)
            if not code and links.on_the_way(path):
                code, text = "K8S954", f"leads through {links.on_the_way(path)!r}, which is a symbolic link"
            if code:
                help = f"delete the folder {self._folder} and run `k8skit synth` again"
                raise OutputError(Finding(code, f"the path {path!r} in {journal} {text}", origin=Origin(journal), help=help))
            self._steps.append((step, number, path))
        self.committed = True
        return True

    def index(self) -> bytes:
        """Return the index that the loaded journal leads to, `b""` if it is in place already."""
        try:
            with open(f"{self._folder}/index", "rb") as file:
                return file.read()
        except FileNotFoundError:
            return b""

    def outdated(self, present: bytes) -> bool:
        """Return whether the index was changed after the run was killed, perhaps by version control: its steps no longer fit.

        Args:
            present: the index as it is.
        """
        return self._base != mark(present) and self.index() not in (b"", present)

    def replace_index(self, content: bytes) -> None:
        """Put another index into place than the staged one."""
        part = f"{self._folder}/index.part"
        if os.path.lexists(part):
            os.unlink(part)
        write_new(part, content)
        os.replace(part, f"{self._root}/{INDEX}")

    def _step(self, step: str, path: str) -> str:
        number = str(self._count)
        self._count += 1
        self._steps.append((step, number, path))
        return f"{self._folder}/{number}"

    def _put(self, staged: str, place: str, path: str, refused: list[str]) -> None:
        mode = _mode(place)
        if not mode or S_ISREG(mode):
            try:
                _rename(staged, place, os.path.dirname(place))
            except (FileExistsError, NotADirectoryError):
                pass  # a file where a folder on the way was
        if os.path.lexists(staged):
            refused.append(path)

    def _new(self, staged: str, place: str, path: str, refused: list[str]) -> None:
        try:
            try:
                os.link(staged, place)
            except FileNotFoundError:
                if not os.path.lexists(staged):
                    return  # renamed in an earlier attempt
                os.makedirs(os.path.dirname(place), exist_ok=True)
                os.link(staged, place)
        except (FileExistsError, NotADirectoryError):
            if not _same(staged, place):
                refused.append(path)
        except (OSError, AttributeError):
            # A file system or a platform (WebAssembly) without hard links. Between the look and the rename a stranger has microseconds.
            if os.path.lexists(place):
                refused.append(path)
            else:
                _rename(staged, place, os.path.dirname(place))

    def _tree(self, staged: str, place: str, path: str, refused: list[str]) -> None:
        try:
            _rename(staged, place, os.path.dirname(place))
        except OSError as e:
            from errno import ENOTEMPTY

            if e.errno != ENOTEMPTY and not isinstance(e, FileExistsError | NotADirectoryError):
                raise
            self._merge(staged, place, path, refused)

    def _merge(self, staged: str, place: str, path: str, refused: list[str]) -> None:
        """Put the files of a folder into a folder that someone made meanwhile."""
        for folder, _, files in os.walk(staged):
            rest = folder[len(staged) :].replace(os.sep, "/")
            for name in sorted(files):
                if os.path.islink(place) or Links(self._root).on_the_way(f"{path}{rest}/{name}"):
                    refused.append(f"{path}{rest}/{name}")
                else:
                    self._new(f"{folder}/{name}", f"{place}{rest}/{name}", f"{path}{rest}/{name}", refused)


class Links:
    """Remembers which folders of an output folder are symbolic links: k8skit writes through none, wherever it leads.

    Args:
        root: the output folder; it may be a link itself.
    """

    __slots__ = ("_known", "_root")

    def __init__(self, root: str) -> None:
        self._root = root
        self._known = {"": ""}

    def on_the_way(self, path: str) -> str:
        """Return the first folder on the way to a path that is a symbolic link, `""` if there is none."""
        folder = path.rpartition("/")[0]
        found = self._known.get(folder)
        if found is None:
            found = self.on_the_way(folder)
            if not found and os.path.islink(f"{self._root}/{folder}"):
                found = folder
            self._known[folder] = found
        return found


def write_new(path: str, content: bytes) -> None:
    """Write a file that does not exist yet.

    Raises:
        OSError: if it exists or cannot be written whole.
    """
    fd = os.open(path, _CREATE, 0o666)
    try:
        done = os.write(fd, content)
        while done < len(content):
            done += os.write(fd, content[done:])
    finally:
        os.close(fd)


def remove_tree(folder: str) -> None:
    """Remove a folder with all that is in it; a symbolic link in it is removed, never followed."""
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in files:
            os.unlink(f"{parent}/{name}")
        for name in folders:
            path = f"{parent}/{name}"
            if os.path.islink(path):
                os.unlink(path)
            else:
                os.rmdir(path)
    os.rmdir(folder)


def _rename(staged: str, place: str, parent: str) -> None:
    """Rename, in the knowledge that an earlier attempt may have done it and that someone may have removed the parent folder."""
    try:
        os.replace(staged, place)
    except FileNotFoundError:
        if not os.path.lexists(staged):
            return
        os.makedirs(parent, exist_ok=True)
        os.replace(staged, place)


def make_folder(folder: str) -> None:
    """Make a folder, with those on the way to it if need be."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        pass  # made on the way to one in it


def _mode(path: str) -> int:
    """Return the mode of what is there, 0 if nothing is."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _same(one: str, other: str) -> bool:
    """Return whether two places hold one file, or equal ones: a copy of an output folder has no links."""
    try:
        if os.path.samestat(os.lstat(one), os.lstat(other)):
            return True
        if not S_ISREG(_mode(other)):
            return False
        with open(one, "rb") as a, open(other, "rb") as b:
            return a.read() == b.read()
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return False


def _unknown(journal: str, folder: str) -> OutputError:
    help = f"if no other k8skit is running, delete the folder {folder}; the next `k8skit synth` makes the output right"
    return OutputError(Finding("K8S952", f"{journal} is not a journal that this k8skit understands", origin=Origin(journal), help=help))
