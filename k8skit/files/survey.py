"""The survey: what differs between an output folder and the texts that it should hold.

The writer asks it first, and `--check` asks nothing else. It reads, and changes nothing.
"""

from __future__ import annotations

import os
from stat import S_ISDIR, S_ISLNK, S_ISREG

from ..errors import OutputError
from ..finding import Finding, Origin
from . import paths as rules
from .index import SHARED, mark, marks, parse, render
from .paths import INDEX
from .staging import Staging

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_READ = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # where the system has them: no link is followed, no pipe waited for
    _READ |= getattr(os, _flag, 0)

_OTHER = -1
"""State of a folder: something that is no folder has its name."""
_LINK = -2
"""State of a folder: it is a symbolic link, or behind one."""

UNCHANGED = "nothing in the output was changed"
"""Consolation of every error that comes before the first change."""


class Changes:
    """What differs between an output folder and the texts that it should hold. Paths are relative to the folder, sorted.

    Attributes:
        added: files to make.
        changed: own files whose content differs.
        removed: own files that no text belongs to any more.
        unchanged: files that are right already.
        edited: those of `changed` and `removed` that someone else changed since k8skit wrote them.
        strangers: path -> what is in the way there, not made by k8skit.
        index_changed: whether the list of own files has to be written.
        old: path -> present text of the files in `changed` and `removed`; filled by `check`.
    """

    __slots__ = ("added", "changed", "edited", "index_changed", "old", "removed", "strangers", "unchanged")

    def __init__(self) -> None:
        self.added: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.unchanged: list[str] = []
        self.edited: list[str] = []
        self.strangers: dict[str, str] = {}
        self.index_changed = False
        self.old: dict[str, str] = {}

    def __bool__(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.added or self.changed or self.removed or self.index_changed)

    def __repr__(self) -> str:
        return (
            f"Changes(added={self.added!r}, changed={self.changed!r}, removed={self.removed!r}, unchanged={len(self.unchanged)}, "
            f"strangers={self.strangers!r}, index_changed={self.index_changed!r})"
        )


class Survey:
    """Looks at an output folder once and knows what is to be done.

    Args:
        root: the folder; it need not exist.
        contents: path -> content that it should hold.
        keep: says for the path of an own file without text that it stays; None if none stays.
        want_old: note the old texts (default False).
        shared: paths of texts in which others may change versions of images (default: none).

    Attributes:
        changes: what differs.
        index: the index that the folder should have.
        old_index: the index that it has, `b""` if none.
        singles: those of `changes.added` whose folder exists.
        tops: the others: topmost folder that does not exist -> path -> content.

    Raises:
        OutputError: K8S951, K8S952, K8S954 for an index or a folder that cannot be used.
        OSError: where something cannot be read.
    """

    __slots__ = ("_contents", "_folders", "_links", "_root", "_want_old", "changes", "index", "old_index", "singles", "tops")

    def __init__(
        self,
        root: str,
        contents: dict[str, bytes],
        keep: Callable[[str], bool] | None,
        *,
        want_old: bool = False,
        shared: Collection[str] = (),
    ) -> None:
        self._root = root
        self._contents = contents
        self._want_old = want_old
        self._folders = {"": self._device(root)}
        """Folder -> its device, 0 where nothing is, less where something else is."""
        self._links: set[str] = set()
        self.singles: list[str] = []
        self.tops: dict[str, dict[str, bytes]] = {}
        self.changes = changes = Changes()
        self.old_index, owned = owned_files(root) if self._folders[""] > 0 else (b"", {})
        gone = [path for path in owned if path not in contents]
        kept = {path: owned[path] for path in gone if keep(path)} if keep is not None else {}
        if kept:
            gone = [path for path in gone if path not in kept]
            findings = rules.check({**kept, **contents})
            if findings:
                raise OutputError(*findings)
        twins = {rules.key(path): path for path in gone}
        for path, content in contents.items():
            self._look(path, content, owned.get(path, ""), twins)
        for path in gone:
            if self._folder(path.rpartition("/")[0]) > 0:
                self._orphan(path, owned[path])
        if self._links:
            help = "k8skit writes through no link: put a real folder there, or make the other place the output"
            links = [f"{root}/{folder}" for folder in sorted(self._links)]
            raise OutputError(
                *(Finding("K8S954", f"the folder {link} is a symbolic link", origin=Origin(link), help=help) for link in links)
            )
        self.index = render({**kept, **marks(contents, shared)})
        changes.index_changed = self.index != self.old_index and bool(self.old_index or contents)
        for some in (changes.added, changes.changed, changes.removed, changes.unchanged, changes.edited):
            some.sort()

    def unwritable(self) -> list[Finding]:
        """Return K8S952 for every folder in which something has to change but cannot."""
        changes = self.changes
        touched = {path.rpartition("/")[0] for path in (*changes.changed, *changes.removed, *self.singles, *self.tops)}
        findings = []
        for folder in sorted(touched | {""}):
            place = f"{self._root}/{folder}" if folder else self._root
            if not os.access(place, os.W_OK | os.X_OK):
                help = f"give this user the right to write to it, or choose another output; {UNCHANGED}"
                findings.append(Finding("K8S952", f"the folder {place} is not writable", origin=Origin(place), help=help))
            elif self._folders[folder] != self._folders[""]:
                text = f"the folder {place} is on another file system than {self._root}"
                help = f"no file can be moved into it in one step: mount it elsewhere; {UNCHANGED}"
                findings.append(Finding("K8S952", text, origin=Origin(place), help=help))
        return findings

    def _device(self, place: str) -> int:
        try:
            stat = os.stat(place) if place is self._root else os.lstat(place)
        except FileNotFoundError:
            return 0
        if S_ISLNK(stat.st_mode):
            return _LINK
        return (stat.st_dev or 1) if S_ISDIR(stat.st_mode) else _OTHER

    def _folder(self, folder: str) -> int:
        known = self._folders.get(folder)
        if known is None:
            known = self._folder(folder.rpartition("/")[0])
            if known > 0:
                known = self._device(f"{self._root}/{folder}")
            self._folders[folder] = known
        return known

    def _look(self, path: str, content: bytes, owned: str, twins: dict[str, str]) -> None:
        """Find out what is to be done about one text."""
        changes = self.changes
        folder = path.rpartition("/")[0]
        state = self._folder(folder)
        if state > 0:
            try:
                fd = os.open(f"{self._root}/{path}", _READ)
                try:
                    present = os.read(fd, len(content) + 1)
                finally:
                    os.close(fd)
            except FileNotFoundError:
                changes.added.append(path)
                self.singles.append(path)
                return
            except OSError:
                present = b""  # a folder, a link, a socket, or no permission to read
            if present == content and content and (owned or not twins):
                changes.unchanged.append(path)
            else:
                self._differs(path, content, owned, twins)
        elif state == 0:
            changes.added.append(path)
            top = folder
            parent = top.rpartition("/")[0]
            while top and self._folder(parent) == 0:
                top = parent
                parent = top.rpartition("/")[0]
            if top:
                self.tops.setdefault(top, {})[path] = content
            else:
                self.singles.append(path)
        else:
            while self._folder(folder.rpartition("/")[0]) < 0:
                folder = folder.rpartition("/")[0]
            if state == _LINK:
                self._links.add(folder)
            else:
                changes.strangers[folder] = "a file where a folder is needed"

    def _differs(self, path: str, content: bytes, owned: str, twins: dict[str, str]) -> None:
        """Something is there, and most likely it is not what should be there."""
        changes = self.changes
        place = f"{self._root}/{path}"
        kind, present = read_file(place)
        twin = "" if owned else twins.get(rules.key(path), "")
        if twin and same_file(place, f"{self._root}/{twin}"):
            changes.added.append(path)  # the same file under a name in another case, which goes first
            self.singles.append(path)
        elif kind:
            changes.strangers[path] = kind
        elif present == content:
            changes.unchanged.append(path)
        elif owned:
            changes.changed.append(path)
            self._note(path, present, owned)
        else:
            changes.strangers[path] = "a file that k8skit did not make"

    def _orphan(self, path: str, owned: str) -> None:
        """An own file without text goes; what is something else by now is not ours."""
        try:
            kind, present = read_file(f"{self._root}/{path}")
        except FileNotFoundError:
            return
        if not kind:
            self.changes.removed.append(path)
            self._note(path, present, owned)

    def _note(self, path: str, present: bytes | None, owned: str) -> None:
        if self._want_old:
            self.changes.old[path] = (present or b"").decode(errors="replace")
        if owned != SHARED and (present is None or mark(present) != owned):
            self.changes.edited.append(path)


def owned_files(root: str) -> tuple[bytes, dict[str, str]]:
    """Return the index of an existing output folder and what it lists, and what a killed run had put into place besides.

    Returns:
        The content of the index, `b""` if there is none; path -> mark.

    Raises:
        OutputError: K8S951, K8S952, K8S954 for an index or a journal that cannot be used.
    """
    place = f"{root}/{INDEX}"
    content, owned = b"", {}
    try:
        kind, present = read_file(place)
    except FileNotFoundError:
        pass
    else:
        if present is None:
            help = f"move it away: k8skit keeps the list of its files under the name {INDEX}"
            raise OutputError(Finding("K8S951", f"{place} is {kind or 'not readable'}", origin=Origin(place), help=help))
        content = present
        owned = parse(content, place)
    staging = Staging(root)
    if staging.exists() and staging.load():
        owned = {**placed(root, staging, owned), **owned}
    return content, owned


def placed(root: str, staging: Staging, owned: dict[str, str]) -> dict[str, str]:
    """Return what a killed run put into place, as far as nobody changed it since.

    Args:
        root: the output folder.
        staging: its staging folder, with the journal loaded.
        owned: the files of the present index, which are left out.
    """
    staged = staging.index()
    found = {}
    if staged:
        for path, wanted in parse(staged, f"{root}/{rules.STAGING}/index").items():
            if path not in owned:
                try:
                    _, present = read_file(f"{root}/{path}")
                except (FileNotFoundError, NotADirectoryError):
                    continue
                if present is not None and wanted in (SHARED, mark(present)):
                    found[path] = wanted
    return found


def same_file(one: str, other: str) -> bool:
    """Return whether two paths name one file, without following links."""
    try:
        return os.path.samestat(os.lstat(one), os.lstat(other))
    except OSError:
        return False


def read_file(place: str) -> tuple[str, bytes | None]:
    """Look at what is in a place.

    Returns:
        What it is in words, `""` for a file; the content of the file, None if it may not be read: it can be replaced all the same.

    Raises:
        FileNotFoundError: if nothing is there.
    """
    mode = os.lstat(place).st_mode
    if not S_ISREG(mode):
        return "a folder" if S_ISDIR(mode) else "a symbolic link" if S_ISLNK(mode) else "neither a file nor a folder", None
    try:
        with open(place, "rb") as file:
            return "", file.read()
    except PermissionError:
        return "", None
