"""What is shipped for CI and pre-commit does what it says: its commands are run in a repository, with the k8skit that is installed here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
APP = """from k8skit import App, Chart, ConfigMap

app = App()
ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
app.synth()
"""


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def sh(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False)


def github() -> list[str]:
    return [step["run"] for step in load("docs/ci/github/action.yml")["runs"]["steps"]]


def gitlab() -> list[str]:
    job = load("docs/ci/gitlab.yml")["manifests"]
    return [*job["before_script"], *job["script"]]


def pre_commit() -> list[str]:
    hooks = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
    assert hooks["k8skit-synth-check"]["pass_filenames"] is False
    assert hooks["k8skit-check"]["require_serial"] is True  # files that are checked apart do not know each other's objects
    files = " dist/shop/configmap-a.yaml"
    return [hook["entry"] + ("" if hook.get("pass_filenames") is False else files) for hook in hooks.values()]


def starter() -> list[str]:
    steps = yaml.safe_load((ROOT / "k8skit/cli/starter/workflow.yml.txt").read_text(encoding="utf-8"))["jobs"]["manifests"]["steps"]
    return [step["run"] for step in steps if "run" in step and "pytest" not in step["run"]]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with an app and its committed output."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / ".gitignore").write_text("__pycache__/\n")
    commit = 'git init -q && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm "first"'
    done = sh(tmp_path, f"k8skit synth -q && {commit}")
    assert done.returncode == 0, done.stderr
    return tmp_path


@pytest.mark.parametrize("commands", [github, gitlab, pre_commit, starter])
class TestTemplates:
    """Each template passes what is right, fails what is not, and never writes."""

    def run(self, repository: Path, commands: Any) -> list[int]:
        """Run what is no installation, and prove that nothing was written."""
        found = [c for c in commands() if "pip install" not in c]
        assert found
        before = sh(repository, "git status --porcelain && git diff").stdout
        codes = [sh(repository, command).returncode for command in found]
        assert sh(repository, "git status --porcelain && git diff").stdout == before
        return codes

    def test_what_is_right_passes(self, repository: Path, commands: Any) -> None:
        assert set(self.run(repository, commands)) == {0}

    @pytest.mark.parametrize(
        "damage",
        [
            "sed -i s/v/w/ dist/shop/configmap-a.yaml",
            "rm dist/shop/configmap-a.yaml",
            """sed -i 's/"k": "v"/"k": "w"/' app.py""",
            'sed -i \'s/"a", data/"b", data/\' app.py',
        ],
    )
    def test_drift_fails(self, repository: Path, commands: Any, damage: str) -> None:
        assert sh(repository, damage).returncode == 0
        assert 1 in self.run(repository, commands)

    def test_an_error_in_a_manifest_fails(self, repository: Path, commands: Any) -> None:
        assert sh(repository, """sed -i 's/namespace="shop"/namespace="shop", labels={"a": "-"}/' app.py""").returncode == 0
        assert {1, 2} & set(self.run(repository, commands))


def test_the_action_takes_what_it_is_given_from_the_environment_only() -> None:
    """Text of a caller that is put into a script would be run."""
    assert not [run for run in github() if "${{" in run]


def test_the_installation_of_the_action_is_a_program() -> None:
    [install] = [run for run in github() if "pip install" in run]
    assert subprocess.run(["bash", "-n", "-c", install], check=False).returncode == 0
