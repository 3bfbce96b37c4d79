"""Whole-process measurements: interleaved rounds, medians, ratios.

Called by the suites. Knows programs and time, nothing of what they do.
"""

from __future__ import annotations

import marshal
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LIMIT = 60.0
"""Seconds after which a run is stopped, and its program is not run with more services."""


class Run:
    """What one run of a program took.

    Args:
        wall: seconds from start to end.
        cpu: seconds of CPU, user and system, of the program and all that it started and waited for.
        peak: largest resident memory in bytes, of the largest of these processes.
        code: exit code; -9 where the run was stopped.
    """

    __slots__ = ("code", "cpu", "peak", "wall")

    def __init__(self, wall: float, cpu: float, peak: int, code: int) -> None:
        self.wall = wall
        self.cpu = cpu
        self.peak = peak
        self.code = code


class Launcher:
    """Runs programs through `launcher.py` and measures them.

    Args:
        folder: a folder for what the programs print.
    """

    def __init__(self, folder: Path) -> None:
        self.errors = folder / "stderr.txt"
        self._out = folder / "stdout.txt"
        argv = [sys.executable, "-S", "-E", str(Path(__file__).with_name("launcher.py"))]
        self._process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, argv: Sequence[str], folder: Path, env: Mapping[str, str], *, out: Path | None = None, limit: float = LIMIT) -> Run:
        """Run a program to its end.

        Args:
            argv: program (a path or a name on PATH) and arguments.
            folder: where it runs.
            env: its environment.
            out: file for its standard output (default: a file that is thrown away).
            limit: seconds after which it is stopped.

        Returns:
            What it took.

        Raises:
            FileNotFoundError: there is no such program.
        """
        program = shutil.which(argv[0])
        if program is None:
            raise FileNotFoundError(f"there is no program {argv[0]!r}")
        order = ([program, *argv[1:]], str(folder), dict(env), str(out or self._out), str(self.errors), float(limit))
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        marshal.dump(order, self._process.stdin)
        self._process.stdin.flush()
        try:
            return Run(*marshal.load(self._process.stdout))
        except EOFError:
            raise RuntimeError(f"the launcher ended while it ran {argv[0]!r}") from None

    def error(self) -> str:
        """Return the line that says what went wrong in the last run: the last one that speaks of an error, or the last of all."""
        lines = [line.strip() for line in self.errors.read_text(errors="replace").splitlines() if line.strip()]
        told = [line for line in lines if "error" in line.casefold()]
        return (told or lines or ["nothing on standard error"])[-1][:300]

    def close(self) -> None:
        """End the launcher."""
        self._process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Series:
    """All runs of one program with one size.

    Attributes:
        runs: the runs that count, in order.
        note: why there are none, or fewer than asked for; empty if all is well.
    """

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.note = ""

    @property
    def wall(self) -> float:
        """Median of the wall time in seconds."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median of the CPU time in seconds."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """Median of the largest memory in bytes."""
        return statistics.median(run.peak for run in self.runs)

    def data(self) -> dict[str, Any]:
        """Return everything as plain data, times in seconds, memory in bytes."""
        found: dict[str, Any] = {"note": self.note, "runs": [{"wall": r.wall, "cpu": r.cpu, "peak": r.peak} for r in self.runs]}
        if self.runs:
            found |= {"wall": self.wall, "cpu": self.cpu, "peak": self.peak}
        return found


def interleave(
    steps: Mapping[str, Callable[[], Run]], rounds: int, *, error: Callable[[], str], budget: float = LIMIT
) -> dict[str, Series]:
    """Run every program once per round, so that all meet the same noise.

    Args:
        steps: name -> what runs the program once.
        rounds: how many rounds; before them comes one that does not count, unless it takes longer than a tenth of the budget.
        error: says why the last run failed.
        budget: seconds after which a program is not run again; its runs so far count.

    Returns:
        Name -> its runs. A program that fails or is stopped has none of that run and no more.
    """
    found = {name: Series() for name in steps}
    spent = dict.fromkeys(steps, 0.0)
    for number in range(rounds + 1):
        for name, step in steps.items():
            series = found[name]
            if series.note or (series.runs and spent[name] > budget):
                continue
            run = step()
            spent[name] += run.wall
            if run.code:
                series.note = f"more than {LIMIT:.0f} s" if run.wall >= LIMIT else f"failed: {error()}"
            elif number or run.wall > budget / 10:
                series.runs.append(run)
    return found


def child_environment(cache: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of measured programs: compiled modules are written to and read from the cache.

    Args:
        cache: the cache of the benchmarks.
        extra: further variables.

    Returns:
        This environment without `PYTHONDONTWRITEBYTECODE` and whatever else changes how Python starts.
    """
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "COVERAGE_"))}
    return {**kept, "PYTHONPYCACHEPREFIX": str(cache / "pycache"), **(extra or {})}
