"""The example of the migration: three steps, each with committed output, from a program of cdk8s-plus to one of k8skit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from k8skit.cli import main
from k8skit.yamltext import load_all

ROOT = Path(__file__).resolve().parent.parent.parent
STEPS = {"step1_run": "main.py", "step2_take_in": "app.py", "step3_move": "app.py"}


def program(step: str) -> Path:
    return ROOT / "examples" / "from_cdk8s" / step / STEPS[step]


def objects(step: str) -> dict[str, Any]:
    folder = ROOT / "dist" / "from_cdk8s" / step
    return {str(f.relative_to(folder)): load_all(f.read_text(), str(f))[0].object for f in sorted(folder.rglob("*.yaml"))}


@pytest.mark.parametrize("step", STEPS)
def test_the_committed_output_is_what_a_step_says(step: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["synth", "--app", str(program(step)), "--check", "--strict"])
    assert code == 0, capsys.readouterr()


def test_cdk8s_alone_still_runs_the_program_of_the_first_step(tmp_path: Path) -> None:
    env = {**os.environ, "CDK8S_OUTDIR": str(tmp_path / "out")}
    subprocess.run([sys.executable, str(program("step1_run"))], env=env, check=True, capture_output=True)
    theirs = [d.object for d in load_all((tmp_path / "out" / "tickets.k8s.yaml").read_text(), "x")]
    ours = objects("step1_run")
    assert sorted((o["kind"], o["metadata"]["name"]) for o in theirs) == sorted((o["kind"], o["metadata"]["name"]) for o in ours.values())


def test_the_second_step_changes_what_it_says_and_nothing_else() -> None:
    before, after = objects("step1_run"), objects("step2_take_in")
    new = {path for path in after if path not in before}
    assert {path.partition("/")[0] for path in new} == {"seats"}
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"tickets/statefulset-queue.yaml"}


def test_the_third_step_keeps_every_name() -> None:
    def names(step: str) -> set[tuple[str, str]]:
        return {(o["kind"], o["metadata"]["name"]) for o in objects(step).values() if o["kind"] != "RoleBinding"}

    assert names("step1_run") == names("step3_move")
    assert program("step1_run").read_text().count("\n") > 280
    for name in ("cdk8s_plus", "import cdk8s", "jsii"):
        assert name not in program("step3_move").read_text()


def test_the_cluster_accepts_the_queue_of_the_third_step_in_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "dist" / "from_cdk8s" / "step2_take_in", tmp_path / "dist")
    code = main(["synth", "--app", str(program("step3_move")), "--output", str(tmp_path / "dist")])
    assert code == 0, capsys.readouterr().err
    path = "tickets/statefulset-queue.yaml"
    before, after = objects("step2_take_in")[path]["spec"], objects("step3_move")[path]["spec"]
    for frozen in ("selector", "serviceName", "volumeClaimTemplates"):
        assert before[frozen] == after[frozen]
