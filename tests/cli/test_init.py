"""`k8skit init`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from k8skit import _version
from k8skit.cli.commands import init

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.conftest import Project

FILES = [
    ".github/workflows/manifests.yml",
    ".gitignore",
    "app.py",
    "k8skit.toml",
    "requirements.txt",
    "snapshots/test_app/test_manifests_are_as_reviewed.yaml",
    "test_app.py",
]


def python(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    source = str(Path(init.__file__).parents[3])
    outside = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}  # the run that this test is part of
    names = {"PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")]), "MYPYPATH": source, **environ}
    return subprocess.run([sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False, env={**outside, **names})


def test_the_files_are_written_and_named(project: Project) -> None:
    code, out, err = project.run("init", "shop")
    assert code == 0
    assert sorted(out.splitlines()) == [f"shop/{name}" for name in FILES]
    assert sorted(project.tree("shop")) == FILES
    assert "Next:\n  cd shop\n  k8skit synth " in err


def test_the_current_folder_is_the_default(project: Project) -> None:
    code, out, err = project.run("init")
    assert code == 0
    assert sorted(out.splitlines()) == FILES
    assert "  cd " not in err


def test_quiet_leaves_out_the_advice(project: Project) -> None:
    assert project.run("init", "shop", "-q").err == ""


def test_a_folder_with_a_blank_is_quoted_in_the_advice(project: Project) -> None:
    assert "  cd 'my shop'\n" in project.run("init", "my shop").err


def test_the_project_works_at_once(project: Project) -> None:
    """Its own tests pass in CI too (where snapshots are not written), its types are right, its output is what its app says."""
    assert project.run("init", "shop").code == 0
    shop = project.folder / "shop"
    tests = python(shop, "pytest", "-q", "-p", "no:cacheprovider", CI="true")
    assert tests.returncode == 0, tests.stdout
    assert "2 passed" in tests.stdout
    assert "1 snapshot passed" in tests.stdout
    types = python(shop, "mypy", "--strict", "--cache-dir", os.devnull, ".")
    assert (types.returncode, types.stdout) == (0, "Success: no issues found in 2 source files\n")
    assert project.run("-C", "shop", "synth", "--strict").code == 0
    assert project.run("-C", "shop", "synth", "--check").code == 0
    assert sorted(project.tree("shop/dist")) == [
        "hello/deployment-web.yaml",
        "hello/poddisruptionbudget-web.yaml",
        "hello/service-web.yaml",
        "hello/serviceaccount-web.yaml",
    ]
    assert tuple(project.run("-C", "shop", "check")) == (0, "no findings in 4 objects\n", "")
    alone = subprocess.run([sys.executable, "app.py", "--check"], cwd=shop, capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stdout, alone.stderr) == (0, "", "dist: up to date, 4 files\n")


def test_a_project_with_environments_works_at_once(project: Project) -> None:
    code, out, err = project.run("init", "shop", "--environments", "dev,staging, prod")
    assert code == 0
    more = [f"environments/{name}.yaml" for name in ("common", "dev", "prod", "staging")]
    snapshots = [f"snapshots/test_app/test_manifests_are_as_reviewed-{name}.yaml" for name in ("dev", "prod", "staging")]
    files = [*FILES[:3], *more, *FILES[3:5], *snapshots, *FILES[6:]]
    assert sorted(out.splitlines()) == sorted(f"shop/{name}" for name in files)
    assert "kubectl apply --recursive -f dist/dev " in err
    shop = project.folder / "shop"
    tests = python(shop, "pytest", "-q", "-p", "no:cacheprovider", CI="true")
    assert tests.returncode == 0, tests.stdout
    assert "6 passed" in tests.stdout
    assert "3 snapshots passed" in tests.stdout
    types = python(shop, "mypy", "--strict", "--cache-dir", os.devnull, ".")
    assert (types.returncode, types.stdout) == (0, "Success: no issues found in 2 source files\n")
    assert project.run("-C", "shop", "synth", "--strict").code == 0
    assert project.run("-C", "shop", "synth", "--check").code == 0
    assert {path.partition("/")[0] for path in project.tree("shop/dist")} == {"dev", "staging", "prod"}
    assert "replicas: 2" in project.tree("shop/dist")["prod/hello/deployment-web.yaml"]
    assert project.run("-C", "shop", "synth", "--format", "kustomize", "--strict").code == 0
    assert project.tree("shop/dist")["overlays/prod/kustomization.yaml"].count("count: 2") == 1


def test_one_environment_is_enough(project: Project) -> None:
    assert project.run("init", "--environments", "prod").code == 0
    assert project.run("synth", "--strict", "--check").code == 1
    assert project.run("synth", "--strict").code == 0


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ("dev,Prod", "--environments has a name that cannot be one, 'Prod'"),
        ("dev,,prod", "--environments has an empty string in it"),
        ("dev,dev", "--environments has 'dev' twice"),
        ("common", "--environments has the name 'common'"),
        ("", "--environments has an empty value"),
    ],
)
def test_a_name_that_no_environment_can_have_is_refused(project: Project, names: str, problem: str) -> None:
    code, out, err = project.run("init", f"--environments={names}")
    assert (code, out) == (2, "")
    assert "K8S942" in err
    assert problem in err
    assert project.tree("") == {}


def test_its_test_notices_a_change_of_the_app(project: Project) -> None:
    project.run("init", "shop")
    app = project.folder / "shop/app.py"
    app.write_text(app.read_text().replace("replicas=2", "replicas=3"))
    tests = python(project.folder / "shop", "pytest", "-q", "-p", "no:cacheprovider")
    assert tests.returncode == 1
    assert "1 failed, 1 passed" in tests.stdout


def test_the_workflow_is_yaml_and_calls_what_exists(project: Project) -> None:
    import yaml

    project.run("init")
    workflow = yaml.safe_load((project.folder / ".github/workflows/manifests.yml").read_text())
    commands = [step["run"] for step in workflow["jobs"]["manifests"]["steps"] if "run" in step]
    assert [command for command in commands if command.startswith("k8skit")] == ["k8skit check --format github", "k8skit synth --check"]
    assert (project.folder / "requirements.txt").read_text() == f"k8skit[test]=={_version.__version__}\n"


@pytest.mark.parametrize("name", [name for name in FILES if name != ".gitignore"])
def test_no_file_is_replaced(project: Project, name: str) -> None:
    project.write(f"shop/{name}", "mine")
    code, out, err = project.run("init", "shop")
    assert (code, out) == (2, "")
    assert f"error[K8S951]: there is already {name} in {project.folder}/shop\n" in err
    assert project.tree("shop") == {name: "mine"}


def test_a_link_that_leads_nowhere_is_not_followed(project: Project) -> None:
    (project.folder / "app.py").symlink_to("elsewhere.py")
    assert project.run("init").code == 2
    assert not (project.folder / "elsewhere.py").exists()


def test_a_gitignore_stays_as_it_is(project: Project) -> None:
    project.write("shop/.gitignore", "mine\n")
    code, out, _ = project.run("init", "shop")
    assert code == 0
    assert ".gitignore" not in out
    assert project.tree("shop")[".gitignore"] == "mine\n"


def test_a_place_that_cannot_be_written_is_told(project: Project) -> None:
    code, out, err = project.run("init", "/proc/k8skit")
    assert (code, out) == (2, "")
    assert "error[K8S952]: cannot write /proc/k8skit" in err


def test_a_file_for_a_folder_is_told(project: Project) -> None:
    project.write("shop", "mine")
    code, _, err = project.run("init", "shop")
    assert code == 2
    assert "error[K8S952]" in err
    assert (project.folder / "shop").read_text() == "mine"


def test_a_failure_takes_back_what_was_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = init.texts

    def fail(environments: Sequence[str]) -> dict[str, str]:
        return {**real(environments), "app.py": "raise SystemError\n"}

    monkeypatch.setattr(init, "texts", fail)
    project.write("shop/README.md", "mine")
    assert project.run("init", "shop").code == 2
    assert project.tree("shop") == {"README.md": "mine"}
    assert [path.name for path in (project.folder / "shop").iterdir()] == ["README.md"]


def test_an_interrupt_takes_back_what_was_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Sequence[str]) -> dict[str, str]:
        (project.folder / "shop").mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(init, "texts", interrupt)
    assert tuple(project.run("init", "shop")) == (130, "", "k8skit: interrupted\n")


def test_a_file_that_comes_meanwhile_is_not_replaced(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = init.texts

    def meanwhile(environments: Sequence[str]) -> dict[str, str]:
        project.write("shop/test_app.py", "mine")
        return real(environments)

    monkeypatch.setattr(init, "texts", meanwhile)
    code, _, err = project.run("init", "shop")
    assert code == 2
    assert "test_app.py: File exists" in err
    assert project.tree("shop") == {"test_app.py": "mine"}


def test_a_file_is_no_folder_for_a_project(project: Project) -> None:
    project.write("notes", "mine")
    code, _, err = project.run("init", "notes")
    assert code == 2
    assert "notes is a file" in err
