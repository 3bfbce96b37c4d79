"""The command of the benchmarks, once through."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.compare import chosen
from benchmarks.peers import K8SKIT, PASS, PEERS, Setup, checked

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, object]]:
    """Output and data of a run with one service."""
    folder = tmp_path_factory.mktemp("bench")
    argv = [sys.executable, "-m", "benchmarks", "--sizes", "1", "--rounds", "1", "--markdown", "--json", str(folder / "data.json")]
    argv += ["--cache", str(folder / "cache"), "--work", str(folder), "--peers", "json", "k8skit", "cdk8s Python, file per chart"]
    run = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in folder.iterdir() if path.name.startswith("k8skit-bench")] == []
    return run.stdout, json.loads((folder / "data.json").read_text())


def test_everything_of_k8skit_and_the_floors_is_measured(done: tuple[str, dict[str, object]]) -> None:
    text, data = done
    found = data["sizes"]["1"]  # type: ignore[index]
    measured = {name for name, series in found.items() if series["runs"]}
    assert measured == {PASS, "plain Python + json", *(peer.name for peer in PEERS if peer.name.startswith("k8skit"))}
    assert all(series["wall"] > 0 and series["cpu"] > 0 and series["peak"] > 1_000_000 for series in found.values() if series["runs"])
    assert f"| {K8SKIT} " in text


def test_a_tool_that_is_not_there_is_named_with_what_to_do(done: tuple[str, dict[str, object]]) -> None:
    text, _ = done
    assert "- cdk8s Python, file per chart: cdk8s is not installed: python -m benchmarks install\n" in text


def test_programs_are_chosen_by_parts_of_their_names() -> None:
    assert chosen([]) == list(PEERS)
    assert [peer.name for peer in chosen(["HELM"])] == [PASS, K8SKIT, "helm template"]
    with pytest.raises(SystemExit, match="no program's name holds 'pulumi'"):
        chosen(["pulumi"])


def test_other_objects_than_those_of_the_workload_are_noticed(tmp_path: Path) -> None:
    Setup(tmp_path / "cache", tmp_path).write([1])
    subprocess.run([sys.executable, "plain_json.py", "1", str(tmp_path)], cwd=tmp_path / "programs", check=True)
    peer = next(peer for peer in PEERS if "json" in peer.name)
    out = tmp_path / "out"
    out.mkdir()
    text = (tmp_path / "web-0.json").read_text()
    (out / "web-0.json").write_text(text)
    assert checked(peer, out) == ""
    (out / "web-0.json").write_text(text.replace("LOG_LEVEL", "LOGLEVEL"))
    assert checked(peer, out) == "other objects: Deployment"
    (out / "web-0.json").write_text(text.partition("\n")[2])
    assert checked(peer, out).startswith("kinds [")
