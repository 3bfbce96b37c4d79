"""The writer against real processes: killed at random moments, and two at once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import OutputError
from k8skit.files.lock import LOCK, Lock
from k8skit.files.write import check, write

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills and folder locks are POSIX")


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=240, check=False)


@posix
def test_after_200_kills_in_the_middle_no_file_is_half_and_every_next_run_makes_it_right(
    root: Path, environment: dict[str, str], quick_path: Path
) -> None:
    seed = random.randrange(1 << 32)
    done = run(environment, str(root / "tests/files/kill_driver.py"), str(quick_path / "dist"), "200", str(seed))
    assert done.stderr == ""
    result = json.loads(done.stdout)
    assert result["wrong"] == [], seed
    seen = result["seen"]
    assert seen["undecided"] + seen["decided"] == 200, seen
    assert seen["undecided"] >= 20, seen
    assert seen["half done"] >= 20, seen


@posix
def test_a_second_run_is_refused_while_one_writes_unless_it_has_nothing_to_do(tmp_path: Path) -> None:
    texts = {"shop/a.yaml": "1\n"}
    write(str(tmp_path), texts)
    other = Lock(str(tmp_path))
    assert other.take()
    try:
        assert not write(str(tmp_path), texts)
        assert check(str(tmp_path), {"shop/a.yaml": "2\n"})
        for wanted in ({"shop/a.yaml": "2\n"}, {"shop": "a folder is in the way\n"}):
            with pytest.raises(OutputError) as caught:
                write(str(tmp_path), wanted)
            assert [f.code for f in caught.value.findings] == ["K8S955"]
        (tmp_path / ".k8skit-staging").mkdir()
        with pytest.raises(OutputError, match="K8S955"):
            write(str(tmp_path), texts)
        (tmp_path / ".k8skit-staging").rmdir()
        (tmp_path / ".k8skit").write_text("half of someone's change")
        with pytest.raises(OutputError, match="K8S955"):
            write(str(tmp_path), texts)
    finally:
        other.release()
    with pytest.raises(OutputError, match="K8S951"):
        write(str(tmp_path), texts)


@posix
def test_the_end_of_a_process_frees_its_lock(environment: dict[str, str], tmp_path: Path) -> None:
    code = f"import os; from k8skit.files.lock import Lock; lock = Lock({str(tmp_path)!r}); assert lock.take()"
    code += "; print('held', flush=True); os.kill(os.getpid(), 9)"
    done = run(environment, "-c", code)
    assert (done.stdout, done.returncode) == ("held\n", -9)
    again = Lock(str(tmp_path))
    assert again.take()
    again.release()
    assert os.listdir(tmp_path) == []


@posix
def test_many_runs_at_once_end_with_one_whole_version(environment: dict[str, str], quick_path: Path) -> None:
    code = textwrap.dedent(
        """
        import sys, time
        from k8skit.errors import OutputError
        from k8skit.files.write import write
        folder, me = sys.argv[1:]
        texts = {f"chart-{i % 3}/{i}.yaml": f"version: {me}\\n" * 20 for i in range(12)} | {f"own-{me}/x.yaml": "1\\n"}
        done = refused = 0
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            try:
                write(folder, texts)
                done += 1
            except OutputError as e:
                assert [f.code for f in e.findings] == ["K8S955"], e
                refused += 1
        print(done, refused)
        """
    )
    folder = str(quick_path / "dist")
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, str(i)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for i in range(3)
    ]
    results = [process.communicate(timeout=60) for process in runs]
    assert [err for _, err in results] == ["", "", ""]
    counts = [[int(n) for n in out.split()] for out, _ in results]
    assert all(done > 0 for done, _ in counts)
    assert sum(refused for _, refused in counts) > 0
    versions = {me: {f"chart-{i % 3}/{i}.yaml": f"version: {me}\n" * 20 for i in range(12)} | {f"own-{me}/x.yaml": "1\n"} for me in "012"}
    assert sum(not check(folder, texts) for texts in versions.values()) == 1


@posix
def test_where_folders_cannot_be_locked_a_file_is(tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: Any) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    mine = Lock(str(tmp_path))
    assert mine.take()
    assert os.listdir(tmp_path) == [LOCK]
    code = f"""
import fcntl
def refuse(*_): raise OSError(9, "Bad file descriptor")
fcntl.flock = refuse
from k8skit.files.lock import Lock
lock = Lock({str(tmp_path)!r})
print(lock.take())
lock.release()
"""

    def other() -> str:
        return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True).stdout

    assert other() == "False\n"
    mine.release()
    assert os.listdir(tmp_path) == []
    assert other() == "True\n"
    assert os.listdir(tmp_path) == []
    assert write(str(tmp_path), {"a.yaml": "1\n"})
    assert sorted(os.listdir(tmp_path)) == [".k8skit", "a.yaml"]


@posix
def test_a_lock_file_that_is_deleted_while_it_is_taken_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: Any) -> None:
        raise OSError(9, "Bad file descriptor")

    real = fcntl.lockf
    calls = []

    def late(fd: int, how: int) -> None:
        calls.append(fd)
        if len(calls) == 1:
            os.unlink(tmp_path / LOCK)  # its holder is just ending
        elif len(calls) == 2:
            os.unlink(tmp_path / LOCK)
            (tmp_path / LOCK).touch()
        real(fd, how)

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(fcntl, "lockf", late)
    mine = Lock(str(tmp_path))
    assert mine.take()
    assert len(calls) == 3
    for fd in {*calls[:2]} - {calls[2]}:  # a descriptor that is closed has most likely been given out again
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(fd)
    mine.release()
    mine.release()
    assert os.listdir(tmp_path) == []


@posix
def test_where_no_file_can_be_locked_either_nothing_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: Any) -> None:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (tmp_path / LOCK).mkdir()  # what cannot be opened for writing
    mine = Lock(str(tmp_path))
    assert mine.take()
    mine.release()
    assert os.listdir(tmp_path) == [LOCK]


@posix
def test_without_any_locks_the_output_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: Any) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(fcntl, "lockf", refuse)
    write(str(tmp_path), {"a.yaml": "1\n"})
    assert sorted(os.listdir(tmp_path)) == [".k8skit", "a.yaml"]


class Msvcrt:
    """Locks of Windows as far as they are used: a file is locked or it is not."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held = False

    def locking(self, fd: int, mode: int, size: int) -> None:
        assert (mode, size) == (self.LK_NBLCK, 1)
        os.fstat(fd)
        if self.held:
            raise PermissionError(13, "Permission denied")
        self.held = True


@posix
def test_on_windows_a_file_is_locked_and_one_that_cannot_be_deleted_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from k8skit.files import lock

    msvcrt = Msvcrt()
    monkeypatch.setattr(lock, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    mine = Lock(str(tmp_path))
    assert mine.take()
    assert os.listdir(tmp_path) == [LOCK]
    assert not Lock(str(tmp_path)).take()

    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        mine.release()
    msvcrt.held = False
    again = Lock(str(tmp_path))
    assert again.take()
    again.release()
    assert os.listdir(tmp_path) == []
