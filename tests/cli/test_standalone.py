"""`python app.py` does what `k8skit synth` does."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Project

BAD = 'ApiObject(shop, "b", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}, "dat": {}})'


def python(project: Project, *words: str, **settings: str) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, *words], cwd=project.folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, re.sub(r"\(\d+ ms\)", "(0 ms)", done.stderr)


def synth(project: Project, *words: str) -> tuple[int, str, str]:
    code, out, err = project.process("synth", *words)
    return code, out, re.sub(r"\(\d+ ms\)", "(0 ms)", err)


def test_it_writes_the_same_files_and_says_the_same(project: Project) -> None:
    project.app(project.config_map("a"), project.config_map("b"))
    first = python(project, "app.py")
    files = project.tree()
    assert first == (0, "", "dist: 2 objects in 1 chart; 2 written (0 ms)\n")
    assert synth(project) == python(project, "app.py") == (0, "", "dist: 2 objects in 1 chart; 2 unchanged (0 ms)\n")
    assert project.tree() == files


@pytest.mark.parametrize(
    "lines",
    [
        [BAD],
        ['WebService(shop, "web", image="i", port=70000)'],
        ['WebService(shop, "web", imag="i")'],
        ['ApiObject(shop, "t", {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "t"}})'],
    ],
)
def test_it_tells_the_same_findings_with_the_same_exit_code(project: Project, lines: list[str]) -> None:
    project.app(*lines)
    alone = python(project, "app.py", "-q")
    assert alone == synth(project, "-q")
    assert "Traceback" not in alone[2]


@pytest.mark.parametrize("words", [["--check"], ["--stdout"], ["--nope"], ["--layout", "file-per-app", "--output", "out"]])
def test_it_takes_the_same_options(project: Project, words: list[str]) -> None:
    project.app(project.config_map())
    assert python(project, "app.py", *words) == synth(project, *words) or "--layout" in words
    if "--layout" in words:
        assert list(project.tree("out")) == ["app.yaml"]


def test_the_configuration_beside_the_app_counts_wherever_it_is_run_from(project: Project) -> None:
    project.app(project.config_map(), name="deep/app.py")
    project.write("deep/k8skit.toml", 'output = "out"\n')
    assert python(project, "deep/app.py")[0] == 0
    assert list(project.tree("deep/out")) == ["shop/configmap-a.yaml"]


def test_an_exception_that_is_not_ours_is_pythons_to_tell(project: Project) -> None:
    project.app("1 / 0")
    code, out, err = python(project, "app.py")
    assert (code, out) == (1, "")
    assert err.endswith("ZeroDivisionError: division by zero\n")


def test_what_comes_behind_synth_still_runs(project: Project) -> None:
    file = project.app(project.config_map())
    file.write_text(file.read_text() + 'print("done")\n')
    assert python(project, "app.py", "-q") == (0, "done\n", "")
