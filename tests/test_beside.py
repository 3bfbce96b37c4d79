"""Work in a copy of the process: its result, its failures, and what is left of it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.beside import Beside, Shares, possible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="copies of the process are made on Linux only"),
    # A worker of the test runner has threads, which the work of these tests does not touch.
    pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning"),
]
PARTS = st.lists(st.recursive(st.none() | st.integers() | st.text() | st.booleans(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))


def children() -> str:
    with open(f"/proc/self/task/{threading.get_native_id()}/children") as file:
        return file.read()


def fail() -> Iterator[Any]:
    yield "a part"
    raise RuntimeError("no more")


@given(PARTS)
def test_every_part_comes_back_in_order(parts: list[Any]) -> None:
    got = Beside(lambda: parts).parts()
    assert got is not None
    assert list(got) == parts


def test_the_copy_works_on_what_the_process_had_and_changes_nothing_in_it() -> None:
    had = ["before"]

    def work() -> list[Any]:
        had.append("in the copy")
        return [had, os.getpid()]

    got = Beside(work).parts()
    assert got is not None
    list_there, process = got
    assert (list_there, had) == (["before", "in the copy"], ["before"])
    assert process != os.getpid()


def test_large_parts_come_back_whole() -> None:
    text = "0123456789abcdef" * (1 << 18)
    got = Beside(lambda: [text, text]).parts()
    assert got is not None
    assert list(got) == [text, text]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_a_copy_that_fails_has_no_result_and_says_nothing(error: type[BaseException], capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> list[Any]:
        raise error("not told")

    assert Beside(work).parts() is None
    assert capfd.readouterr() == ("", "")


def test_a_copy_runs_until_somebody_has_waited_for_it() -> None:
    beside = Beside(lambda: [1])
    before = beside.is_running
    list(beside.parts() or ())
    assert (before, beside.is_running) == (True, False)


def test_half_a_result_is_none() -> None:
    assert Beside(fail).parts() is None


def test_what_marshal_does_not_know_is_a_failure() -> None:
    assert Beside(lambda: [object()]).parts() is None


def test_a_copy_that_is_killed_has_no_result() -> None:
    def work() -> list[Any]:
        os.kill(os.getpid(), 9)
        return []

    assert Beside(work).parts() is None


@pytest.mark.parametrize("broken", ["fork", "memfd_create"])
def test_without_a_copy_there_is_no_result(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError("not permitted")

    monkeypatch.setattr(os, broken, refuse)
    before = os.listdir("/proc/self/fd")
    assert Beside(lambda: [1]).parts() is None
    assert os.listdir("/proc/self/fd") == before


def test_a_copy_that_is_stopped_is_gone_and_leaves_no_file() -> None:
    files, processes = len(os.listdir("/proc/self/fd")), children()
    beside = Beside(lambda: [signal.pause()])  # type: ignore[func-returns-value] # never ends
    beside.stop()
    beside.stop()
    assert beside.parts() is None
    assert (len(os.listdir("/proc/self/fd")), children()) == (files, processes)


def test_a_copy_whose_wait_was_interrupted_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: int) -> tuple[int, int]:
        raise KeyboardInterrupt

    processes = children()
    beside = Beside(lambda: [signal.pause()])  # type: ignore[func-returns-value] # never ends
    with monkeypatch.context() as patch:
        patch.setattr(os, "waitpid", interrupt)
        with pytest.raises(KeyboardInterrupt):
            beside.parts()
    assert children() != processes
    beside.stop()
    assert children() == processes


def test_a_result_that_was_read_leaves_no_file_and_no_process() -> None:
    files, processes = len(os.listdir("/proc/self/fd")), children()
    list(Beside(lambda: [1]).parts() or ())
    assert (len(os.listdir("/proc/self/fd")), children()) == (files, processes)


def test_what_the_process_had_not_yet_written_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with path.open("w") as file:
        file.write("once\n")
        assert list(Beside(lambda: [1]).parts() or ()) == [1]
    assert path.read_text() == "once\n"


class TestShares:
    def test_each_piece_is_taken_once_by_one_process(self) -> None:
        shares = Shares(Shares.MOST)

        def take() -> Iterator[int]:
            while (piece := shares.take()) is not None:
                yield piece

        beside = Beside(take)
        here = list(take())
        there = list(beside.parts() or ())
        shares.close()
        assert sorted(here + there) == list(range(Shares.MOST))
        assert (here, there) == (sorted(here), sorted(there))

    def test_without_pieces_there_is_none_to_take(self) -> None:
        shares = Shares(0)
        assert shares.take() is None
        shares.close()

    def test_closing_leaves_no_file(self) -> None:
        files = len(os.listdir("/proc/self/fd"))
        shares = Shares(3)
        shares.close()
        shares.close()
        assert len(os.listdir("/proc/self/fd")) == files


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that this process has one thread, two processors, and nobody who watches it."""
    real = os.listdir
    monkeypatch.setattr(os, "listdir", lambda path=".": ["1"] if path == "/proc/self/task" else real(path))
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(sys, "gettrace", lambda: None)
    monkeypatch.setattr(sys, "getprofile", lambda: None)
    monkeypatch.delenv("K8SKIT_PROCESSES", raising=False)


@pytest.mark.usefixtures("alone")
class TestPossible:
    def test_one_thread_and_two_processors_make_it_possible(self) -> None:
        assert possible()

    def test_a_variable_of_the_environment_turns_it_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("K8SKIT_PROCESSES", "1")
        assert not possible()
        monkeypatch.setenv("K8SKIT_PROCESSES", "2")
        assert possible()

    def test_a_second_thread_makes_it_unsafe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "listdir", lambda _: ["1", "2"])
        assert not possible()

    def test_one_processor_makes_it_useless(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
        assert not possible()

    @pytest.mark.parametrize("watcher", ["gettrace", "getprofile"])
    def test_who_watches_the_process_would_miss_the_copy(self, watcher: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, watcher, lambda: print)
        assert not possible()

    @pytest.mark.parametrize("platform", ["darwin", "win32"])
    def test_other_systems_do_without(self, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        assert not possible()

    def test_without_the_list_of_threads_nothing_is_risked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(_: str) -> list[str]:
            raise FileNotFoundError

        monkeypatch.setattr(os, "listdir", refuse)
        assert not possible()


def test_a_real_second_thread_is_seen() -> None:
    ready, done = threading.Event(), threading.Event()

    def wait() -> None:
        ready.set()
        done.wait()

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        ready.wait()
        assert not possible()
    finally:
        done.set()
        thread.join()
