"""An output where none is: it is there whole or not at all, whenever the run ends, and whoever else is at work in its place."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import OutputError
from k8skit.files import fresh, staging, write
from k8skit.files.index import mark, render
from k8skit.files.lock import Lock
from tests.files.test_write_interrupted import Killed, Os

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a folder is locked on POSIX only; elsewhere the writer goes step by step")

TEXTS = {"a.yaml": "a: 1\n", "b.yaml": "b: 1\n" * 50, "shop/c.yaml": "c: 1\n", "shop/deep/er/d.yaml": "d: 1\n", "e.yaml": ""}
OTHER = {"a.yaml": "a: 2\n", "z.yaml": "z: 1\n"}


@pytest.fixture
def root(quick_path: Path) -> Path:
    return quick_path / "dist"


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Callable[[Os], Os]:
    def install(to: Os) -> Os:
        for module in (fresh, staging, write):
            monkeypatch.setattr(module, "os", to)
        return to

    return install


def whole(root: Path, texts: dict[str, str]) -> bool:
    """Whether an output is exactly these texts and their index."""
    found = {
        os.path.relpath(os.path.join(folder, name), root): (root / folder / name).read_text()
        for folder, _, names in os.walk(root)
        for name in names
    }
    return found == {**texts, ".k8skit": render({path: mark(text.encode()) for path, text in texts.items()}).decode()}


def calls(root: Path, ending: Callable[[Os], Os]) -> list[str]:
    """The calls that change something; the last one is the rename that puts the output into place."""
    counted = ending(Os(-1))
    write.write(str(root), TEXTS)
    ending(os)  # type: ignore[arg-type]
    assert counted.calls[-1] == "rename"
    return counted.calls


def test_it_is_put_into_place_by_one_rename_and_nothing_is_left_beside_it(root: Path, ending: Callable[[Os], Os]) -> None:
    made = calls(root, ending)
    assert whole(root, TEXTS)
    assert os.listdir(root.parent) == ["dist"]
    assert made.count("rename") == 1
    assert not {"link", "replace"} & set(made)
    assert not write.write(str(root), TEXTS)


def test_what_was_done_is_told_as_for_every_output(quick_path: Path) -> None:
    (quick_path / "empty").mkdir()
    step_by_step = write.write(str(quick_path / "empty"), TEXTS, shared=["b.yaml"])
    at_once = write.write(str(quick_path / "none"), TEXTS, shared=["b.yaml"])
    assert {name: getattr(at_once, name) for name in at_once.__slots__} == {n: getattr(step_by_step, n) for n in step_by_step.__slots__}
    assert (quick_path / "none/.k8skit").read_bytes() == (quick_path / "empty/.k8skit").read_bytes()


@pytest.mark.parametrize("then", [TEXTS, OTHER], ids=["the same", "another"])
def test_a_kill_at_any_step_leaves_no_output_and_the_next_run_makes_it(
    root: Path, ending: Callable[[Os], Os], then: dict[str, str]
) -> None:
    made = calls(root, ending)
    staging.remove_tree(str(root))
    for last, name in enumerate(made):
        for half in (False, True)[: 1 + (name == "write")]:
            ending(Os(last, half=half))
            with pytest.raises(Killed):
                write.write(str(root), TEXTS)
            ending(os)  # type: ignore[arg-type]
            assert not root.exists()
            assert write.check(str(root), then)  # reads only, and is not confused
            again = ending(Os(-1))
            write.write(str(root), then)
            ending(os)  # type: ignore[arg-type]
            assert again.calls[-1] == "rename"  # at once again, not step by step
            assert whole(root, then)
            assert os.listdir(root.parent) == ["dist"]
            staging.remove_tree(str(root))


def test_what_is_left_behind_is_kept_out_of_version_control(root: Path, ending: Callable[[Os], Os]) -> None:
    made = calls(root, ending)
    staging.remove_tree(str(root))
    ending(Os(made.index("write") + 3))
    with pytest.raises(Killed):
        write.write(str(root), TEXTS)
    assert (root.parent / "dist.k8skit-staging/.gitignore").read_text() == "*\n"


def test_what_is_left_behind_goes_too_where_the_output_has_come_otherwise(root: Path, ending: Callable[[Os], Os]) -> None:
    ending(Os(8))
    with pytest.raises(Killed):
        write.write(str(root), TEXTS)
    ending(os)  # type: ignore[arg-type]
    root.mkdir()
    write.write(str(root), TEXTS)
    assert whole(root, TEXTS)
    assert os.listdir(root.parent) == ["dist"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), PermissionError(errno.EACCES, "no")], ids=["full", "denied"])
def test_after_an_error_at_any_step_the_output_is_made_step_by_step(root: Path, ending: Callable[[Os], Os], error: OSError) -> None:
    made = calls(root, ending)
    for last in range(len(made)):
        staging.remove_tree(str(root))
        ending(Os(last, error))
        write.write(str(root), TEXTS)
        ending(os)  # type: ignore[arg-type]
        assert whole(root, TEXTS)
        assert os.listdir(root.parent) == ["dist"]


def test_an_error_that_stays_is_told_and_nothing_is_left(root: Path, ending: Callable[[Os], Os]) -> None:
    made = calls(root, ending)
    for last in range(len(made)):
        staging.remove_tree(str(root))
        ending(Os(last, OSError(errno.ENOSPC, "full"), once=False))
        with pytest.raises(OutputError, match=r"K8S952.*the disk is full"):
            write.write(str(root), TEXTS)
        ending(os)  # type: ignore[arg-type]
        assert os.listdir(root.parent) == []
        root.mkdir()


def test_ctrl_c_at_any_step_leaves_nothing(root: Path, ending: Callable[[Os], Os]) -> None:
    made = calls(root, ending)
    for last in range(len(made)):
        staging.remove_tree(str(root))
        ending(Os(last, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write.write(str(root), TEXTS)
        ending(os)  # type: ignore[arg-type]
        assert os.listdir(root.parent) == []
        root.mkdir()


def test_while_another_run_makes_it_a_run_is_refused(root: Path) -> None:
    place = root.parent / "dist.k8skit-staging"
    place.mkdir()
    (place / ".gitignore").write_text("*\n")
    (place / "theirs.yaml").write_text("half of their change")
    other = Lock(str(place))
    assert other.take()
    try:
        with pytest.raises(OutputError, match="K8S955"):
            write.write(str(root), TEXTS)
        assert not root.exists()
        root.mkdir()
        write.write(str(root), TEXTS)
        assert whole(root, TEXTS)
        assert sorted(os.listdir(place)) == [".gitignore", "theirs.yaml"]
    finally:
        other.release()


@pytest.mark.parametrize("what", ["a folder with a file", "an own file", "an empty folder", "a file"])
@pytest.mark.parametrize("when", ["unlink", "rename"])
def test_what_a_stranger_puts_there_meanwhile_stays(root: Path, monkeypatch: pytest.MonkeyPatch, what: str, when: str) -> None:
    real: Any = getattr(os, when)
    done: list[int] = []

    def late(*args: Any) -> None:
        if not done and str(args[0]).startswith(f"{root}.k8skit-staging"):
            if what == "a file":
                root.write_text("not yours")
            else:
                root.mkdir()
                if what != "an empty folder":
                    (root / ("a.yaml" if what == "an own file" else "notes.txt")).write_text("not yours")
            done.append(os.stat(root).st_ino)
        real(*args)

    monkeypatch.setattr(os, when, late)
    if what in ("an own file", "a file"):
        with pytest.raises(OutputError) as caught:
            write.write(str(root), TEXTS)
        assert [f.code for f in caught.value.findings] == [{"an own file": "K8S951", "a file": "K8S952"}[what]]
        assert (root / "a.yaml" if what == "an own file" else root).read_text() == "not yours"
    else:
        write.write(str(root), TEXTS)
        if what == "a folder with a file":
            assert (root / "notes.txt").read_text() == "not yours"
            (root / "notes.txt").unlink()
        assert whole(root, TEXTS)
    assert (os.stat(root).st_ino == done[0]) == (what != "an empty folder" or when == "unlink")  # the last look comes before the rename
    assert os.listdir(root.parent) == ["dist"]


@pytest.mark.parametrize("what", ["a file", "a link to a folder", "a link to nothing"])
def test_what_has_the_name_of_the_folder_beside_it_and_is_no_folder_stays(root: Path, tmp_path: Path, what: str) -> None:
    place = root.parent / "dist.k8skit-staging"
    (tmp_path / "theirs.txt").write_text("mine")
    if what == "a file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path if what == "a link to a folder" else tmp_path / "nothing")
    before = os.lstat(place)
    for _ in range(2):
        write.write(str(root), TEXTS)
        assert whole(root, TEXTS)
    assert os.path.samestat(os.lstat(place), before)
    assert (tmp_path / "theirs.txt").read_text() == "mine"


@pytest.mark.parametrize("what", ["a file", "a folder", "a file and a folder in it"])
def test_a_folder_of_that_name_that_k8skit_did_not_fill_stays(root: Path, what: str) -> None:
    place = root.parent / "dist.k8skit-staging"
    place.mkdir()
    if what != "a folder":
        (place / "theirs.txt").write_text("mine")
    if what != "a file":
        (place / "deep").mkdir()
        (place / "deep/.k8skit").write_text("mine")
    before = sorted(os.walk(place))
    for _ in range(3):
        write.write(str(root), TEXTS)
        assert whole(root, TEXTS)
        assert sorted(os.walk(place)) == before
        (root / "a.yaml").unlink()


def test_a_kill_while_leavings_are_removed_leaves_what_the_next_run_knows(root: Path, ending: Callable[[Os], Os]) -> None:
    def left(last: int) -> None:
        ending(Os(len(made) - last))
        with pytest.raises(Killed):
            write.write(str(root), TEXTS)
        ending(os)  # type: ignore[arg-type]

    made = calls(root, ending)
    staging.remove_tree(str(root))
    for last in (1, 2, 3, 4):  # with the index and without it, with and without .gitignore
        left(last)
        names = len(list((root.parent / "dist.k8skit-staging").rglob("*")))
        for n in range(1, names):
            ending(Os(n))
            with pytest.raises(Killed):
                write.write(str(root), TEXTS)
            ending(os)  # type: ignore[arg-type]
            write.write(str(root), OTHER)
            assert whole(root, OTHER)
            assert os.listdir(root.parent) == ["dist"]
            staging.remove_tree(str(root))
            left(last)


def test_where_the_folder_beside_it_cannot_be_opened_nothing_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Lock.take
    where: list[str] = []

    def full(self: Lock) -> bool:
        where.append(self._folder)
        if self._folder.endswith("-staging"):
            raise OSError(errno.EMFILE, "Too many open files")
        return real(self)

    monkeypatch.setattr(Lock, "take", full)
    write.write(str(root), TEXTS)
    assert [os.path.basename(folder) for folder in where] == ["dist.k8skit-staging", "dist"]
    assert whole(root, TEXTS)
    assert os.listdir(root.parent) == ["dist"]


def test_where_no_folder_can_be_opened_nothing_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Lock) -> bool:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(Lock, "take", full)
    for output in (root, root / "deep/er"):
        with pytest.raises(OutputError, match=r"K8S952.*Too many open files"):
            write.write(str(output), TEXTS)
        assert os.listdir(root.parent) == []


@pytest.mark.parametrize("before", ["nothing", "leavings"])
def test_a_file_that_is_the_lock_is_given_back_before_it_is_removed(root: Path, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    """As on Windows: no file can be removed while it is open."""
    place = root.parent / "dist.k8skit-staging"
    if before == "leavings":
        place.mkdir()
        for name in (".gitignore", ".k8skit-lock", "a.yaml"):
            (place / name).write_text("*\n")
    real = os.unlink
    held: list[Lock] = []

    def unlink(path: str) -> None:
        if path.endswith(".k8skit-lock") and held and held[-1]._fd >= 0 and held[-1]._file == path:
            raise PermissionError(errno.EACCES, "in use", path)
        real(path)

    def release(self: Lock) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
            real(self._file)
            self._file = ""

    def take(self: Lock) -> bool:
        held.append(self)
        return Lock._take_file(self)

    monkeypatch.setattr(Lock, "take", take)
    monkeypatch.setattr(Lock, "release", release)
    monkeypatch.setattr(os, "unlink", unlink)
    write.write(str(root), TEXTS)
    assert whole(root, TEXTS)
    assert os.listdir(root.parent) == ["dist"]


def test_where_a_folder_cannot_be_locked_it_is_made_step_by_step(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: Any) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    write.write(str(root), TEXTS)
    assert whole(root, TEXTS)
    assert os.listdir(root.parent) == ["dist"]


def test_a_lock_on_a_folder_that_was_moved_meanwhile_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    folder = tmp_path / "dist"
    folder.mkdir()
    real = fcntl.flock
    taken: list[int] = []

    def late(fd: int, how: int) -> None:
        if not taken:
            folder.rename(tmp_path / "moved")
            folder.mkdir()
        taken.append(fd)
        real(fd, how)

    monkeypatch.setattr(fcntl, "flock", late)
    mine = Lock(str(folder))
    assert mine.take()
    monkeypatch.undo()
    assert len(taken) == 2
    assert not Lock(str(folder)).take()
    assert Lock(str(tmp_path / "moved")).take()
    mine.release()
