"""The progress line of a long run."""

from __future__ import annotations

import io
import sys
import time

import pytest

from k8skit.cli import progress
from k8skit.cli.progress import Progress


def watched(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    with Progress(live=True) as shown:
        shown.step("running app.py")
    assert stderr.getvalue() == ""


def test_a_long_run_shows_its_step_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    monkeypatch.setattr(progress, "DELAY", 0.01)
    monkeypatch.setattr(progress, "_EVERY", 0.01)
    with Progress(live=True) as shown:
        shown.step("running app.py")
        until(stderr, "running app.py ...")
        shown.step("writing 12 files")
        until(stderr, "writing 12 files ... 0 s\r")
    assert stderr.getvalue().startswith("\r\x1b[Krunning app.py ... 0 s\r")
    assert stderr.getvalue().endswith("\r\x1b[K")
    ended = stderr.getvalue()
    time.sleep(0.05)
    assert stderr.getvalue() == ended


def test_nobody_watching_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    import _thread

    stderr = watched(monkeypatch)
    monkeypatch.setattr(_thread, "start_new_thread", None)
    with Progress(live=False) as shown:
        shown.step("running app.py")
    assert stderr.getvalue() == ""


def test_a_run_without_steps_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    with Progress(live=True):
        pass
    assert stderr.getvalue() == ""


def test_an_error_ends_the_line_first(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = watched(monkeypatch)
    monkeypatch.setattr(progress, "DELAY", 0.01)

    def run() -> None:
        with Progress(live=True) as shown:
            shown.step("running app.py")
            until(stderr, "running")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert stderr.getvalue().endswith("\r\x1b[K")


def test_a_stream_that_fails_does_not_stop_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        tries = 0

        def write(self, _text: str) -> int:
            Broken.tries += 1
            raise OSError

    monkeypatch.setattr(progress, "DELAY", 0.01)
    monkeypatch.setattr(sys, "stderr", Broken())
    with Progress(live=True) as shown:
        shown.step("running app.py")
        deadline = time.monotonic() + 5
        while not Broken.tries and time.monotonic() < deadline:
            time.sleep(0.005)
    assert Broken.tries == 1


def until(stream: io.StringIO, text: str) -> None:
    deadline = time.monotonic() + 5
    while text not in stream.getvalue():
        assert time.monotonic() < deadline, f"{text!r} never came: {stream.getvalue()!r}"
        time.sleep(0.005)
