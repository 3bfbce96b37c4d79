"""mypy and pyright say the same about right and wrong uses of the typed API, and name what is wrong at any depth."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
RIGHT, WRONG = HERE / "right_api.py", HERE / "wrong_api.py"

Messages = dict[Path, dict[int, str]]
"""File -> line -> what was said there."""


def expected() -> dict[int, list[str]]:
    """Return line of the wrong program -> words that must be in what each checker says there (`a|b`: one of them)."""
    out = {}
    for number, line in enumerate(WRONG.read_text(encoding="utf-8").splitlines(), 1):
        _, mark, words = line.partition("  # both: ")
        if mark:
            out[number] = words.split()
    return out


@pytest.fixture(scope="module")
def mypy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Messages:
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports=silent",
        "--output=json",
        f"--cache-dir={tmp_path_factory.mktemp('mypy')}",
    ]
    done = subprocess.run([*command, str(RIGHT), str(WRONG)], cwd=root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    out: Messages = {}
    for line in done.stdout.splitlines():
        error = json.loads(line)
        if error["severity"] == "error":
            said = out.setdefault((root / error["file"]).resolve(), {})
            said[error["line"]] = f"{said.get(error['line'], '')} {error['message']}"
    return out


@pytest.fixture(scope="module")
def pyright(root: Path) -> Messages:
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    done = subprocess.run([*command, "--outputjson", str(RIGHT), str(WRONG)], cwd=root, capture_output=True, text=True, check=False)
    if not done.stdout.lstrip().startswith("{"):
        pytest.skip(f"pyright does not run here (it needs its package from npm once): {done.stderr.strip()[-200:]}")
    out: Messages = {}
    for error in json.loads(done.stdout)["generalDiagnostics"]:
        if error["severity"] == "error":
            said = out.setdefault(Path(error["file"]).resolve(), {})
            number = error["range"]["start"]["line"] + 1
            said[number] = f"{said.get(number, '')} {error['message']}"
    return out


def disagreements(said: dict[int, str]) -> list[str]:
    """Return where a checker did not say what was expected, or said something where nothing was."""
    want = expected()
    out = [f"line {n}: nothing is wrong here, but: {said[n]}" for n in sorted(said.keys() - want.keys())]
    for number, words in want.items():
        text = said.get(number, "")
        missing = [w for w in words if not any(alternative in text for alternative in w.split("|"))]
        if missing:
            out.append(f"line {number}: {missing} not in {text!r}")
    return out


def test_the_wrong_program_is_wrong_in_many_ways() -> None:
    assert len(expected()) >= 20


def test_mypy_finds_nothing_in_the_right_program(mypy: Messages) -> None:
    assert mypy.get(RIGHT, {}) == {}


def test_mypy_names_everything_in_the_wrong_program(mypy: Messages) -> None:
    assert disagreements(mypy.get(WRONG, {})) == []


def test_pyright_finds_nothing_in_the_right_program(pyright: Messages) -> None:
    assert pyright.get(RIGHT, {}) == {}


def test_pyright_names_everything_in_the_wrong_program(pyright: Messages) -> None:
    assert disagreements(pyright.get(WRONG, {})) == []
