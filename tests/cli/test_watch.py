"""`--watch`: it builds after every change and after nothing else, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import k8skit.cli.watch
from k8skit.cli.terminal import Terminal
from k8skit.cli.watch import files, watch
from k8skit.errors import UsageError
from k8skit.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Project


@pytest.fixture(autouse=True)
def _bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # a watch sets it for the rest of its process


def run(looks: list[str], build: Callable[[], object]) -> list[float]:
    """Watch while the looks last, each a text that stands for what is there; return the pauses."""
    pauses: list[float] = []
    left: Iterator[str] = iter(looks)

    def look() -> dict[str, tuple[int, int]]:
        seen = next(left, None)
        if seen is None:
            raise KeyboardInterrupt
        return {f"/p/{name}": (1, 1) for name in seen}

    with pytest.raises(KeyboardInterrupt):
        watch(build, look, Terminal({}), pause=pauses.append)
    return pauses


class TestRounds:
    def test_without_a_change_it_only_waits(self) -> None:
        built: list[int] = []
        pauses = run(["a"] * 6, lambda: built.append(1))
        assert len(built) == 1
        assert pauses == [k8skit.cli.watch.INTERVAL] * 5

    def test_a_change_is_built_once_it_is_over(self) -> None:
        built: list[int] = []
        run(["a", "a", "ab", "abc", "abc", "abc", "abc"], lambda: built.append(1))
        assert len(built) == 2

    def test_a_change_during_the_build_is_not_lost(self) -> None:
        built: list[int] = []
        run(["a", "ab", "ab", "ab"], lambda: built.append(1))
        assert len(built) == 2

    @pytest.mark.parametrize("error", [UsageError(Finding("K8S942", "told")), ZeroDivisionError("told")])
    def test_errors_do_not_end_it(self, error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
        def build() -> None:
            raise error

        run(["a", "a", "ab", "ab", "ab"], build)
        assert capsys.readouterr().err.count("told") == 2

    def test_what_changed_is_told(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "getcwd", lambda: "/p")
        run(["a", "a", "b", "b", "bcdefg", "bcdefg"], lambda: None)
        err = capsys.readouterr().err
        assert "changed: a, b\n" in err
        assert "changed: c, d, e and 2 more\n" in err


class TestFiles:
    def test_those_of_the_project_count(self, tmp_path: Path) -> None:
        for name in ("app.py", "pkg/mod.py", "environments/dev.yaml", "teams.csv", "dist/a.yaml", ".git/x", ".venv/y.py", "env/pyvenv.cfg"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")
        (tmp_path / "env/lib.py").write_text("x")
        (tmp_path / "pkg/__pycache__").mkdir()
        (tmp_path / "pkg/__pycache__/mod.pyc").write_text("x")
        found = files([str(tmp_path), str(tmp_path)], [str(tmp_path / "dist")])
        assert [os.path.relpath(path, tmp_path) for path in found] == ["app.py", "teams.csv", "environments/dev.yaml", "pkg/mod.py"]

    def test_a_change_a_new_file_and_one_that_goes_are_seen(self, tmp_path: Path) -> None:
        seen = [files([str(tmp_path)], [])]
        for step in (lambda f: f.write_text("a"), lambda f: f.write_text("ab"), lambda f: os.utime(f, (1, 1)), lambda f: f.unlink()):
            step(tmp_path / "a.py")
            seen.append(files([str(tmp_path)], []))
        assert all(one != other for one, other in pairwise(seen))
        assert seen[0] == seen[-1]

    def test_its_own_output_is_no_file_of_the_project(self, tmp_path: Path) -> None:
        """Else a watch whose output goes into a file of the project would never rest."""
        (tmp_path / "app.py").write_text("x")
        code = "import sys; from k8skit.cli.watch import files; sys.stdout.write(str(list(files(sys.argv[1:], []))))"
        with (tmp_path / "out.txt").open("w") as out, (tmp_path / "err.txt").open("w") as err:
            subprocess.run([sys.executable, "-c", code, str(tmp_path)], stdout=out, stderr=err, check=True)
        assert (tmp_path / "out.txt").read_text() == str([str(tmp_path / "app.py")])
        (tmp_path / "watch.log").write_text("x")  # of `| tee watch.log`
        assert [os.path.basename(path) for path in files([str(tmp_path)], [])] == ["app.py", "err.txt", "out.txt"]

    def test_what_is_not_there_is_nothing(self, tmp_path: Path) -> None:
        assert files([str(tmp_path / "no")], []) == {}


class TestCommand:
    def test_each_round_has_fresh_modules_and_configuration(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        project.write("helper.py", "VALUE = 'one'\n")
        project.app("import helper", 'ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "data": {"k": helper.VALUE}})')
        steps: list[Callable[[], object]] = [
            lambda: project.write("helper.py", "VALUE = 'two'\n"),
            lambda: project.write("helper.py", "VALUE = (\n"),
            lambda: project.write("helper.py", "VALUE = 'three'\n"),
            lambda: project.write("k8skit.toml", "layout = 'file-per-app'\n"),
            lambda: project.write("k8skit.toml", "layout = \n"),
        ]
        trees: list[dict[str, str]] = []

        def pause(_: float) -> None:
            trees.append(project.tree())
            if not steps:
                raise KeyboardInterrupt
            steps.pop(0)()

        def watching(build: Callable[[], object], look: Callable[[], dict[str, tuple[int, int]]], terminal: Terminal) -> None:
            watch(build, look, terminal, pause=pause)

        monkeypatch.setattr(k8skit.cli.watch, "watch", watching)
        code, out, err = project.run("synth", "--watch")
        assert (code, out) == (130, "")
        values = [next(iter(tree.values())).splitlines()[-1].strip() for tree in trees]
        assert values == ["k: one", "k: two", "k: two", "k: three", "k: three", "k: three"]
        assert [*trees[-1]] == ["app.yaml"]
        assert err.count("error[") == 2
        assert "changed: helper.py\n" in err

    @pytest.mark.parametrize("word", ["--stdout", "--check"])
    def test_it_writes_files_or_nothing(self, project: Project, word: str) -> None:
        project.app()
        code, _, err = project.run("synth", "--watch", word)
        assert code == 2
        assert f"--watch and {word} exclude each other" in err

    def test_an_interrupt_ends_it_with_130(self, project: Project) -> None:
        project.app(project.config_map())
        command = [sys.executable, "-m", "k8skit", "synth", "--watch"]
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it, and so would the child
        with subprocess.Popen(command, cwd=project.folder, stderr=subprocess.PIPE, text=True) as process:
            signal.signal(signal.SIGINT, before)
            assert process.stderr is not None
            while "waiting" not in process.stderr.readline():
                pass
            process.send_signal(signal.SIGINT)
            assert process.stderr.read().endswith("k8skit: interrupted\n")
            assert process.wait() == 130
        assert list(project.tree()) == ["shop/configmap-a.yaml"]
        assert project.process("synth", "--check", "-q").code == 0
