from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from benchmarks.measure import Launcher, Run, Series, child_environment, interleave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def launcher(tmp_path: Path) -> Iterator[Launcher]:
    with Launcher(tmp_path) as made:
        yield made


def test_a_run_has_its_time_memory_and_exit_code(launcher: Launcher, tmp_path: Path) -> None:
    code = "import time; text = 'x' * 50_000_000; time.sleep(0.2); raise SystemExit(3)"
    run = launcher.run([sys.executable, "-c", code], tmp_path, dict(os.environ))
    assert run.code == 3
    assert 0.2 <= run.wall < 20
    assert 0 < run.cpu < run.wall + 0.1
    assert 50_000_000 <= run.peak < 100_000_000


def test_memory_does_not_count_what_the_measuring_process_has(launcher: Launcher, tmp_path: Path) -> None:
    ballast = bytearray(150_000_000)
    run = launcher.run([sys.executable, "-S", "-c", "pass"], tmp_path, dict(os.environ))
    assert len(ballast) > 100_000_000 > run.peak


def test_cpu_counts_the_processes_that_a_program_started(launcher: Launcher, tmp_path: Path) -> None:
    child = "import time\nwhile time.process_time() < 0.3: pass"
    run = launcher.run(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"], tmp_path, dict(os.environ)
    )
    assert run.cpu >= 0.3


def test_a_run_over_its_limit_is_stopped_with_all_that_it_started(launcher: Launcher, tmp_path: Path) -> None:
    started = time.monotonic()
    run = launcher.run(["sh", "-c", "sleep 30 & sleep 30"], tmp_path, dict(os.environ), limit=0.3)
    assert run.code == -9
    assert 0.3 <= run.wall < 10
    assert time.monotonic() - started < 15


def test_a_program_runs_in_its_folder_with_its_environment_and_its_output_is_kept(launcher: Launcher, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    out = tmp_path / "out.txt"
    launcher.run(["sh", "-c", "pwd; echo $COLOUR; cat"], folder, {"PATH": os.environ["PATH"], "COLOUR": "red"}, out=out)
    assert out.read_text().split() == [str(folder), "red"]


def test_a_missing_program_is_named(launcher: Launcher, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no program 'nothing-of-this-name'"):
        launcher.run(["nothing-of-this-name"], tmp_path, {})


def test_an_error_is_the_last_line_that_speaks_of_one(launcher: Launcher, tmp_path: Path) -> None:
    launcher.run(["sh", "-c", "echo 'TypeError: no' >&2; echo 'at line 3' >&2"], tmp_path, dict(os.environ))
    assert launcher.error() == "TypeError: no"


def fixed(wall: float, code: int = 0) -> Run:
    return Run(wall, wall / 2, 1000, code)


def test_programs_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def step(name: str) -> Run:
        order.append(name)
        return fixed(len(order))

    found = interleave({"a": lambda: step("a"), "b": lambda: step("b")}, 2, error=str, budget=1000)
    assert order == ["a", "b"] * 3
    assert [run.wall for run in found["a"].runs] == [3, 5]
    assert (found["a"].wall, found["a"].cpu, found["a"].peak) == (4, 2, 1000)


def test_a_long_program_counts_from_its_first_run_and_stops_when_its_time_is_spent() -> None:
    found = interleave({"long": lambda: fixed(20)}, 9, error=str, budget=60)
    assert len(found["long"].runs) == 4


def test_a_program_that_fails_is_not_run_again_and_says_why() -> None:
    calls: list[int] = []

    def step() -> Run:
        calls.append(1)
        return fixed(1, code=2)

    found = interleave({"bad": step}, 5, error=lambda: "no such file")
    assert len(calls) == 1
    assert (found["bad"].runs, found["bad"].note) == ([], "failed: no such file")
    assert found["bad"].data() == {"note": "failed: no such file", "runs": []}


def test_a_program_that_was_stopped_is_told_apart_from_one_that_failed() -> None:
    assert interleave({"slow": lambda: fixed(60.1, code=-9)}, 5, error=str)["slow"].note == "more than 60 s"


def test_the_data_of_a_series_holds_medians_and_every_run() -> None:
    series = Series()
    series.runs = [fixed(1), fixed(9), fixed(2)]
    data = series.data()
    assert (data["wall"], data["cpu"], len(data["runs"])) == (2, 1, 3)


def test_measured_programs_may_write_compiled_modules_whatever_this_process_may(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("COVERAGE_PROCESS_START", "x")
    env = child_environment(tmp_path, {"MORE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in env
    assert "COVERAGE_PROCESS_START" not in env
    assert (env["PYTHONPYCACHEPREFIX"], env["MORE"], env["PATH"]) == (str(tmp_path / "pycache"), "1", os.environ["PATH"])
