"""The plugin's command, run as Argo CD runs it: in the app's folder, with its variables; it writes nothing, and prints objects or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, ArgoCDPlugin, Chart
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from tests.cli.conftest import Project

BIN = Path(sys.executable).parent


def definition(**more: Any) -> dict[str, Any]:
    app = App()
    ArgoCDPlugin(Chart(app, "plugins", namespace="argocd"), "k8skit", **more)
    [config] = app.manifests()
    [document] = load_all(config["data"]["plugin.yaml"], "plugin.yaml")
    plugin: dict[str, Any] = document.object
    return plugin


def generate(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    spec = definition()["spec"]["generate"]
    env = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "ARGOCD_APP_NAME": "shop", **environ}
    return subprocess.run([*spec["command"], *spec["args"]], cwd=folder, env=env, capture_output=True, text=True, check=False)


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_it_prints_the_manifests_of_the_environment_and_writes_nothing(project: Project, environment: str) -> None:
    project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
    project.write("parts.py", "import sys\n")
    project.app("import parts", 'print("to standard error")', 'ConfigMap(shop, "a", data={"environment": app.environment})')
    old = project.folder / "app.py"
    os.utime(old, (1_000_000_000, 1_000_000_000))  # old enough for its compiled form to be kept
    before = state(project.folder)
    done = generate(project.folder, ARGOCD_ENV_K8SKIT_ENVIRONMENT=environment)
    assert done.returncode == 0, done.stderr
    assert [d.object["data"] for d in load_all(done.stdout, "stdout")] == [{"environment": environment}]
    assert state(project.folder) == before


def test_without_environments_none_is_named(project: Project) -> None:
    project.app('ConfigMap(shop, "a", data={"k": "v"})')
    done = generate(project.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(load_all(done.stdout, "stdout")) == 1


def test_with_an_error_it_prints_nothing_and_fails(project: Project) -> None:
    project.app('ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "metaData": {}})')
    done = generate(project.folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "K8S101" in done.stderr


def test_a_name_of_an_environment_is_no_program(project: Project) -> None:
    project.write("k8skit.toml", 'environments = ["dev"]\n')
    project.app('ConfigMap(shop, "a", data={"k": "v"})')
    done = generate(project.folder, ARGOCD_ENV_K8SKIT_ENVIRONMENT="dev; touch made")
    assert done.returncode == 2
    assert not (project.folder / "made").exists()


def test_it_finds_apps_by_their_configuration_unless_told_otherwise() -> None:
    assert definition()["spec"]["discover"] == {"fileName": "./k8skit.toml"}
    assert "discover" not in definition(discover=None)["spec"]
    assert definition(name="other")["metadata"] == {"name": "other"}
