"""A project in a folder of its own, and the command line run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

CONFIG_MAP = """{{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {{"name": "{name}"}}, "data": {data!r}}}"""


class Result:
    """What one call gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    def __iter__(self) -> Any:
        return iter((self.code, self.out, self.err))

    def __repr__(self) -> str:
        return f"exit code {self.code}\n--- out\n{self.out}--- err\n{self.err}"


class Project:
    """A folder with an app.py.

    Args:
        folder: the folder; the current one while the test runs.
        capture: catches what a call in this process writes.
    """

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def write(self, name: str, text: str) -> Path:
        """Write a file below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def app(self, *lines: str, name: str = "app.py") -> Path:
        """Write an app with a chart `shop` and these lines; the first of them is line 4."""
        return self.write(name, "\n".join(["from k8skit import *", "app = App()", 'shop = Chart(app, "shop")', *lines, "app.synth()", ""]))

    def config_map(self, name: str = "a", **data: str) -> str:
        """Return a line for `app` that makes a ConfigMap."""
        return f'ApiObject(shop, "{name}", ' + CONFIG_MAP.format(name=name, data=data or {"k": "v"}) + ")"

    def run(self, *words: str) -> Result:
        """Run the command line in this process."""
        self._capture.readouterr()
        code = main(list(words))
        out, err = self._capture.readouterr()
        return Result(code, out, err)

    def process(self, *words: str, **settings: Any) -> Result:
        """Run the command line as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "k8skit", *words], cwd=self.folder, capture_output=True, text=True, check=False, **settings
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def tree(self, folder: str = "dist") -> dict[str, str]:
        """Return path -> text of all files below a folder but the list of owned ones."""
        root = self.folder / folder
        return {
            path.relative_to(root).as_posix(): path.read_text()
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.name != ".k8skit"
        }


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    for name in [
        name for name in os.environ if name.startswith("K8SKIT_") or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "GITHUB_WORKSPACE")
    ]:
        monkeypatch.delenv(name)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return Project(folder, capsys)
