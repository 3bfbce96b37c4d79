"""A run that ends at any of its steps leaves no half-written file, and the next run makes everything right.

Every system call that changes something is counted; a run is ended at each of them in turn: as by a kill (nothing of it happens any more,
no clean-up either), as by an error of the system, and as by Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import OutputError
from k8skit.files import staging, write
from k8skit.files.index import mark, render
from k8skit.files.paths import STAGING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

OLD = {
    "same.yaml": "same: 1\n",
    "changed.yaml": "old: 1\n",
    "shop/same.yaml": "same: 2\n",
    "shop/changed.yaml": "old: 2\n" * 50,
    "shop/gone.yaml": "gone: 1\n",
    "gone/a.yaml": "gone: 2\n",
    "gone/deep/b.yaml": "gone: 3\n",
}
NEW = {
    "same.yaml": "same: 1\n",
    "changed.yaml": "new: 1\n" * 50,
    "added.yaml": "added: 1\n",
    "shop/same.yaml": "same: 2\n",
    "shop/changed.yaml": "new: 2\n",
    "shop/added.yaml": "added: 2\n",
    "team/a.yaml": "added: 3\n",
    "team/deep/er/b.yaml": "added: 4\n",
    "team/deep/c.yaml": "added: 5\n",
    "shop/sub/d.yaml": "added: 6\n",
}
THIRD = {"changed.yaml": "third: 1\n", "team/a.yaml": "added: 3\n", "gone/a.yaml": "gone: 2\n", "other/x.yaml": "third: 2\n"}
STRANGERS = {"README.md": "mine", "shop/notes.txt": "mine", "gone/notes.txt": "mine"}

CHANGING = ("mkdir", "makedirs", "rename", "replace", "link", "unlink", "rmdir", "write", "open")


class Killed(BaseException):
    """The process is no more."""


class Os:
    """The module os, whose calls that change something come to an end at some point.

    Args:
        last: how many of them still work.
        error: what the next one raises; None for a kill, after which no call does anything.
        half: whether the call at which it ends writes half of its bytes, if it writes.
        once: only one call fails.
    """

    def __init__(self, last: int, error: BaseException | None = None, *, half: bool = False, once: bool = True) -> None:
        self.left = last
        self.error = error
        self.half = half
        self.once = once
        self.ended = False
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CHANGING:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & os.O_CREAT:
                return real(*args, **kwargs)
            self.calls.append(name)
            if self.left == 0 and (self.error is None or not self.ended or not self.once):
                first = not self.ended
                self.ended = True
                if name == "write" and self.half and first:
                    real(args[0], args[1][: len(args[1]) // 2])
                if self.error is None:
                    raise Killed
                if not (self.ended and not self.once and name in ("unlink", "rmdir")):
                    raise self.error
            elif self.left:
                self.left -= 1
            return real(*args, **kwargs)

        return call


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> Callable[[Os], Os]:
    def install(to: Os) -> Os:
        monkeypatch.setattr(staging, "os", to)
        monkeypatch.setattr(write, "os", to)
        return to

    return install


@pytest.fixture
def root(quick_path: Path) -> Path:
    return quick_path / "dist"


def prepare(root: Path, texts: dict[str, str]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    write.write(str(root), texts)
    for path, text in STRANGERS.items():
        (root / path).parent.mkdir(exist_ok=True, parents=True)
        (root / path).write_text(text)


def contents(root: Path) -> dict[str, str]:
    """Path -> text of what is visible in the output, without bookkeeping."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if not path.startswith((".k8skit", STAGING)):
                found[path] = (root / path).read_text()
    return found


def assert_nothing_is_half(root: Path, *versions: dict[str, str]) -> None:
    """Every file is one of its versions as a whole; one that is in all of them is there; strangers are as they were."""
    present = contents(root)
    for path, text in present.items():
        assert text in [texts[path] for texts in (*versions, STRANGERS) if path in texts], path
    for path in STRANGERS:
        assert path in present
    for path in versions[0]:
        if all(path in texts for texts in versions):
            assert path in present, path


def assert_right(root: Path, texts: dict[str, str]) -> None:
    assert contents(root) == {**texts, **STRANGERS}
    assert (root / ".k8skit").read_bytes() == render({path: mark(text.encode()) for path, text in texts.items()})
    assert not (root / STAGING).exists()
    assert not write.check(str(root), texts)


def steps(root: Path, ending: Callable[[Os], Os]) -> list[str]:
    """The calls that change something between OLD and NEW. The first `rename` is the decision."""
    prepare(root, OLD)
    counted = ending(Os(-1))
    write.write(str(root), NEW)
    assert_right(root, NEW)
    ending(os)  # type: ignore[arg-type]
    assert {"mkdir", "makedirs", "rename", "replace", "link", "unlink", "rmdir", "write", "open"} == set(counted.calls)
    return counted.calls


def kills(root: Path, ending: Callable[[Os], Os]) -> Iterator[int]:
    """Kill the run from OLD to NEW at each of its calls, before it and (if it writes) in the middle of it."""
    for last in range(len(steps(root, ending))):
        for half in (False, True):
            prepare(root, OLD)
            dying = ending(Os(last, half=half))
            with pytest.raises(Killed):
                write.write(str(root), NEW)
            ending(os)  # type: ignore[arg-type]
            if half and dying.calls[last] != "write":
                continue
            yield last


@pytest.mark.parametrize("then", [NEW, OLD, THIRD, {}], ids=["the same", "back", "a third", "nothing"])
def test_a_kill_at_any_step_leaves_no_half_file_and_the_next_run_makes_it_right(
    root: Path, ending: Callable[[Os], Os], then: dict[str, str]
) -> None:
    seen = set()
    for _ in kills(root, ending):
        assert_nothing_is_half(root, OLD, NEW)
        seen.add((contents(root) == {**OLD, **STRANGERS}, (root / STAGING / "journal").exists(), (root / STAGING).exists()))
        write.check(str(root), then)  # reads only, and is not confused
        write.write(str(root), then)
        assert_right(root, then)
    # before the decision nothing has changed; all stages were met
    assert seen == {(True, False, False), (True, False, True), (True, True, True), (False, True, True), (False, False, True)}


def test_a_kill_during_the_recovery_is_recovered_too(root: Path, ending: Callable[[Os], Os]) -> None:
    for last in kills(root, ending):
        if not (root / STAGING / "journal").exists():
            continue
        shutil.copytree(root, root.parent / "killed", symlinks=True)
        for again in range(last % 5, 60, 5):
            shutil.rmtree(root)
            shutil.copytree(root.parent / "killed", root, symlinks=True)
            ending(Os(again))
            try:
                write.write(str(root), THIRD)
            except Killed:
                pass
            ending(os)  # type: ignore[arg-type]
            assert_nothing_is_half(root, OLD, NEW, THIRD)
            write.write(str(root), THIRD)
            assert_right(root, THIRD)
        shutil.rmtree(root.parent / "killed")


def test_check_after_a_kill_tells_what_the_next_run_will_do(root: Path, ending: Callable[[Os], Os]) -> None:
    for _ in kills(root, ending):
        before = contents(root)
        changes = write.check(str(root), NEW)
        assert contents(root) == before
        assert set(changes.added) == set(NEW) - set(before)
        assert set(changes.changed) == {path for path in NEW if path in before and before[path] != NEW[path]}
        assert set(changes.removed) == set(before) - set(NEW) - set(STRANGERS)
        assert changes.edited == []


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), OSError(errno.EIO, "I/O error")])
@pytest.mark.parametrize("once", [True, False])
def test_an_error_of_the_system_at_any_step_is_told_and_leaves_old_or_recoverable(
    root: Path, ending: Callable[[Os], Os], error: OSError, once: bool
) -> None:
    calls = steps(root, ending)
    told = {"unchanged": 0, "again": 0}
    fine = set()
    for last in range(len(calls)):
        prepare(root, OLD)
        ending(Os(last, error, half=True, once=once))
        try:
            write.write(str(root), NEW)
        except OutputError as e:
            (finding,) = e.findings
            assert finding.code == "K8S952"
            assert str(root) in finding.message
            assert ("disk is full" in finding.message) == (error.errno == errno.ENOSPC)
            if "nothing in the output was changed" in finding.help:
                told["unchanged"] += 1
                assert contents(root) == {**OLD, **STRANGERS}
                assert not (root / STAGING).exists()
            else:
                assert "partly new" in finding.help
                told["again"] += 1
                assert_nothing_is_half(root, OLD, NEW)
        else:
            fine.add(calls[last])
        ending(os)  # type: ignore[arg-type]
        write.write(str(root), NEW)
        assert_right(root, NEW)
    assert told["unchanged"] == calls.index("rename") + 1
    # what may fail unnoticed: a folder that stays, a link that is made by renaming, rubbish that the next run removes
    assert fine <= {"rmdir", "link", "unlink"}
    assert told["again"] >= calls[told["unchanged"] :].count("replace") == 5


def test_ctrl_c_at_any_step_leaves_old_or_recoverable(root: Path, ending: Callable[[Os], Os]) -> None:
    calls = steps(root, ending)
    unchanged = 0
    for last in range(len(calls)):
        prepare(root, OLD)
        ending(Os(last, KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write.write(str(root), NEW)
        ending(os)  # type: ignore[arg-type]
        assert_nothing_is_half(root, OLD, NEW)
        if not (root / STAGING).exists():
            assert contents(root) == {**OLD, **STRANGERS}
            unchanged += 1
        write.write(str(root), NEW)
        assert_right(root, NEW)
    assert unchanged >= calls.index("rename")


def test_a_failed_first_run_leaves_no_folder_behind(root: Path, ending: Callable[[Os], Os]) -> None:
    for last in range(1, 30):
        shutil.rmtree(root.parent / "x", ignore_errors=True)
        faulty = ending(Os(last, OSError(errno.ENOSPC, "full")))
        try:
            write.write(str(root.parent / "x" / "y" / "dist"), {"a/b.yaml": "1\n", "c.yaml": "2\n"})
        except OutputError as e:
            if "nothing in the output was changed" in e.findings[0].help:
                assert not (root.parent / "x").exists(), faulty.calls
        ending(os)  # type: ignore[arg-type]


def killed_after_the_decision(root: Path, ending: Callable[[Os], Os]) -> None:
    """Leave an output whose journal is in place and of whose steps none is done."""
    prepare(root, OLD)
    counted = ending(Os(-1))
    write.write(str(root), NEW)
    decision = next(i for i, name in enumerate(counted.calls) if name == "rename")
    prepare(root, OLD)
    ending(Os(decision + 1))
    with pytest.raises(Killed):
        write.write(str(root), NEW)
    ending(os)  # type: ignore[arg-type]
    assert (root / STAGING / "journal").exists()
    assert contents(root) == {**OLD, **STRANGERS}


def test_what_a_stranger_made_meanwhile_is_not_overwritten_by_the_recovery(root: Path, ending: Callable[[Os], Os]) -> None:
    killed_after_the_decision(root, ending)
    (root / "added.yaml").write_text("not yours")
    (root / "team").mkdir()
    (root / "team" / "a.yaml").write_text("not yours")
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    assert [(f.code, f.message.partition(" ")[0]) for f in caught.value.findings] == [
        ("K8S951", f"{root}/{path}") for path in ("added.yaml", "team/a.yaml")
    ]
    expected = {**NEW, **STRANGERS, "added.yaml": "not yours", "team/a.yaml": "not yours"}
    assert contents(root) == expected
    assert not (root / STAGING).exists()
    # the others are ours, these two are not
    write.write(str(root), {})
    assert contents(root) == {**STRANGERS, "added.yaml": "not yours", "team/a.yaml": "not yours"}


@pytest.mark.parametrize(
    "what", ["file for folder", "link for folder", "folder for file", "link for file", "file for new folder", "link for new folder"]
)
def test_whatever_a_stranger_put_into_the_way_meanwhile_stays(root: Path, ending: Callable[[Os], Os], tmp_path: Path, what: str) -> None:
    killed_after_the_decision(root, ending)
    if what.endswith(" new folder"):
        place = root / "team"
        lost = {"team/a.yaml", "team/deep/er/b.yaml", "team/deep/c.yaml"}
    elif what.endswith("folder"):
        shutil.rmtree(root / "shop")
        place = root / "shop"
        lost = {path for path in NEW if path.startswith("shop/")}
    else:
        place = root / "changed.yaml"
        place.unlink()
        lost = {"changed.yaml"}
    if what.startswith("file"):
        place.write_text("mine")
    elif what.startswith("link"):
        place.symlink_to(tmp_path)
    else:
        place.mkdir()
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    if what.startswith("link") and what.endswith("folder"):
        assert {f.code for f in caught.value.findings} == {"K8S954"}  # nothing of the journal is carried out
    else:
        assert {f.code for f in caught.value.findings} == {"K8S951"}
        listed = (root / ".k8skit").read_text()
        assert [path for path in lost if NEW[path] != OLD.get(path) and f" {path}\n" in listed] == []
    assert os.listdir(tmp_path) == []
    assert place.is_symlink() if what.startswith("link") else place.is_dir() if what.startswith("folder") else place.read_text() == "mine"
    if place.is_dir() and not place.is_symlink():
        place.rmdir()
    else:
        place.unlink()
    write.write(str(root), NEW)
    strangers = {path: text for path, text in STRANGERS.items() if (root / path).exists()}
    assert contents(root) == {**NEW, **strangers}
    assert lost <= set(contents(root))


def test_a_link_that_a_stranger_put_deep_into_a_new_folder_is_not_followed(root: Path, ending: Callable[[Os], Os], tmp_path: Path) -> None:
    killed_after_the_decision(root, ending)
    (root / "team").mkdir()
    (root / "team" / "deep").symlink_to(tmp_path)
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    assert {f.code for f in caught.value.findings} <= {"K8S951", "K8S954"}
    assert os.listdir(tmp_path) == []
    assert (root / "team" / "a.yaml").read_text() == NEW["team/a.yaml"]
    (root / "team" / "deep").unlink()
    write.write(str(root), NEW)
    assert contents(root) == {**NEW, **STRANGERS}


def test_the_index_that_is_in_place_already_stays_whole_where_the_recovery_refuses_something(
    root: Path, ending: Callable[[Os], Os]
) -> None:
    last = 0
    while not (root / STAGING / "journal").exists() or (root / STAGING / "index").exists():
        prepare(root, OLD)
        ending(Os(last))
        with pytest.raises(Killed):
            write.write(str(root), NEW)
        ending(os)  # type: ignore[arg-type]
        last += 1
    listed = (root / ".k8skit").read_bytes()
    (root / "added.yaml").unlink()
    (root / "added.yaml").mkdir()
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    assert [(f.code, f.message.partition(" ")[0]) for f in caught.value.findings] == [("K8S951", f"{root}/added.yaml")]
    assert (root / ".k8skit").read_bytes() == listed
    (root / "added.yaml").rmdir()
    write.write(str(root), NEW)
    assert contents(root) == {**NEW, **{path: text for path, text in STRANGERS.items() if (root / path).exists()}}
    assert (root / ".k8skit").read_bytes() == listed


def test_a_recovery_that_refuses_something_can_be_killed_too(root: Path, ending: Callable[[Os], Os]) -> None:
    killed_after_the_decision(root, ending)
    (root / "added.yaml").write_text("not yours")
    shutil.copytree(root, root.parent / "killed")
    again = 0
    while True:
        dying = ending(Os(again))
        try:
            write.write(str(root), NEW)
        except Killed:
            pass
        except OutputError:
            assert not dying.ended
            break
        ending(os)  # type: ignore[arg-type]
        with pytest.raises(OutputError, match="K8S951"):
            write.write(str(root), NEW)
        assert contents(root) == {**NEW, **STRANGERS, "added.yaml": "not yours"}
        assert not (root / STAGING).exists()
        shutil.rmtree(root)
        shutil.copytree(root.parent / "killed", root)
        again += 1
    assert again > 20


def test_a_folder_removed_meanwhile_is_made_again(root: Path, ending: Callable[[Os], Os]) -> None:
    killed_after_the_decision(root, ending)
    shutil.rmtree(root / "shop")
    shutil.rmtree(root / "gone")
    write.write(str(root), NEW)
    assert contents(root) == {**NEW, "README.md": "mine"}


def test_an_own_file_deleted_twice_is_not_deleted_when_it_came_back_as_a_strangers(root: Path, ending: Callable[[Os], Os]) -> None:
    prepare(root, OLD)
    counted = ending(Os(-1))
    write.write(str(root), NEW)
    index_in_place = max(i for i, name in enumerate(counted.calls) if name == "replace")
    prepare(root, OLD)
    ending(Os(index_in_place))
    with pytest.raises(Killed):
        write.write(str(root), NEW)
    ending(os)  # type: ignore[arg-type]
    assert not (root / "shop/gone.yaml").exists()
    (root / "shop/gone.yaml").write_text("mine now")
    write.write(str(root), NEW)
    assert contents(root) == {**NEW, **STRANGERS, "shop/gone.yaml": "mine now"}


def test_a_journal_that_version_control_has_overtaken_is_not_carried_out(root: Path, ending: Callable[[Os], Os]) -> None:
    other = {"prod/x.yaml": "prod: 1\n", "changed.yaml": "prod: 2\n", "shop/gone.yaml": "prod: 3\n"}
    for last in kills(root, ending):
        if not (root / STAGING / "journal").exists() or last % 3:
            continue
        # another branch is checked out: its files and its index replace those of this one, what is not tracked stays
        for path in OLD:
            (root / path).unlink(missing_ok=True)
        for path, text in other.items():
            (root / path).parent.mkdir(exist_ok=True, parents=True)
            (root / path).write_text(text)
        (root / ".k8skit").write_bytes(render({path: mark(text.encode()) for path, text in other.items()}))
        kept = write.write(str(root), {"changed.yaml": "prod: 2\n"}, keep=lambda path: path.startswith("prod/"))
        assert kept.edited == []
        assert contents(root) == {**STRANGERS, "prod/x.yaml": "prod: 1\n", "changed.yaml": "prod: 2\n"}
        assert not (root / STAGING).exists()


def test_the_output_can_be_moved_between_a_kill_and_the_next_run(root: Path, ending: Callable[[Os], Os]) -> None:
    killed_after_the_decision(root, ending)
    moved = root.parent / "elsewhere"
    root.rename(moved)
    write.write(str(moved), NEW)
    assert_right(moved, NEW)


def test_what_is_left_behind_is_kept_out_of_version_control(root: Path, ending: Callable[[Os], Os]) -> None:
    killed_after_the_decision(root, ending)
    assert (root / STAGING / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("journal", "code"),
    [
        ("", "K8S952"),
        ("k8skit journal 1", "K8S952"),
        ("k8skit journal 2\n0 0\n", "K8S952"),
        ("\xff", "K8S952"),
        ("k8skit journal 1\nx\neat 0 app.yaml\n", "K8S952"),
        ("k8skit journal 1\nx\nput ../x app.yaml\n", "K8S952"),
        ("k8skit journal 1\nx\ndrop 0 ../victim\n", "K8S954"),
        ("k8skit journal 1\nx\nclear 0 /tmp\n", "K8S954"),
        ("k8skit journal 1\nx\ndrop 0 link/victim\n", "K8S954"),
        ("k8skit journal 1\nx\ndrop 0 link/deep/victim\n", "K8S954"),
        ("k8skit journal 1\nx\ndrop 0 .k8skit\n", "K8S950"),
    ],
)
def test_a_journal_that_is_not_ours_is_not_followed(tmp_path: Path, journal: str, code: str) -> None:
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "victim").write_text("mine")
    (outside / "deep/victim").write_text("mine")
    (tmp_path / "victim").write_text("mine")
    root = tmp_path / "dist"
    (root / STAGING).mkdir(parents=True)
    (root / "link").symlink_to(outside)
    (root / STAGING / "journal").write_bytes(journal.encode("latin-1"))
    for use in (write.write, write.check):
        with pytest.raises(OutputError) as caught:
            use(str(root), NEW)
        assert [f.code for f in caught.value.findings] == [code]
        assert STAGING in str(caught.value)
    assert (outside / "victim").exists()
    assert (outside / "deep/victim").exists()
    assert (tmp_path / "victim").exists()
    shutil.rmtree(root / STAGING)  # what the help says
    write.write(str(root), NEW)


def test_a_staging_folder_that_is_a_link_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "victim").write_text("mine")
    root = tmp_path / "dist"
    root.mkdir()
    (root / STAGING).symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    assert [f.code for f in caught.value.findings] == ["K8S951"]
    assert (tmp_path / "outside" / "victim").read_text() == "mine"


def test_links_in_a_staging_folder_are_removed_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "victim").write_text("mine")
    (tmp_path / "dist" / STAGING / "deep").mkdir(parents=True)
    for name in ("a", "deep/b"):
        (tmp_path / "dist" / STAGING / name).symlink_to(tmp_path / "outside")
    write.write(str(tmp_path / "dist"), NEW)
    assert not (tmp_path / "dist" / STAGING).exists()
    assert (tmp_path / "outside" / "victim").read_text() == "mine"


@pytest.mark.parametrize("lacking", ["the file system", "the platform"])
def test_without_hard_links_new_files_are_renamed_into_place(
    root: Path, ending: Callable[[Os], Os], monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if lacking == "the platform":
        monkeypatch.delattr(os, "link")
    else:
        monkeypatch.setattr(os, "link", refuse)
    prepare(root, OLD)
    write.write(str(root), NEW)
    assert_right(root, NEW)
    for _ in kills_without_links(root, ending):
        assert_nothing_is_half(root, OLD, NEW)
        write.write(str(root), NEW)
        assert_right(root, NEW)
    killed_after_the_decision(root, ending)
    (root / "added.yaml").write_text("not yours")
    with pytest.raises(OutputError) as caught:
        write.write(str(root), NEW)
    assert [(f.code, f.message.partition(" ")[0]) for f in caught.value.findings] == [("K8S951", f"{root}/added.yaml")]
    assert (root / "added.yaml").read_text() == "not yours"


def kills_without_links(root: Path, ending: Callable[[Os], Os]) -> Iterator[None]:
    prepare(root, OLD)
    counted = ending(Os(-1))
    write.write(str(root), NEW)
    for last in range(0, len(counted.calls), 2):
        prepare(root, OLD)
        ending(Os(last))
        with pytest.raises(Killed):
            write.write(str(root), NEW)
        ending(os)  # type: ignore[arg-type]
        yield
