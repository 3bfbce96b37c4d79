"""Every example is a test: it synthesises to the committed output, and other readers and other schemas accept that output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from k8skit.facts import MINORS
from k8skit.yamltext import load_all

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(p.parent.name for p in (ROOT / "examples").glob("*/app.py"))


OVERLAYS = "fleet_kustomize"
"""The example whose output is a Kustomize base with overlays."""
BUILDS = ("dev/eu", "staging/us", "prod/eu", "prod/us")
"""The clusters of the environments of the fleet; a stream holds one of them."""


def synth(example: str, *options: str, python: str = sys.executable, **environ: str) -> subprocess.CompletedProcess[bytes]:
    app = ROOT / "examples" / example / "app.py"
    command = [python, "-m", "k8skit", "synth", "--app", str(app), *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)


def objects(example: str) -> list[dict[str, object]]:
    files = sorted((ROOT / "dist" / example).rglob("*.yaml"))
    return [d.object for f in files for d in load_all(f.read_text(encoding="utf-8"), str(f))]


def test_there_is_output_of_every_example_and_of_nothing_else() -> None:
    with_steps = "from_cdk8s"  # has tests of its own
    assert sorted(p.name for p in (ROOT / "dist").iterdir()) == sorted([*EXAMPLES, with_steps])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_committed_output_is_what_the_example_says(example: str) -> None:
    done = synth(example, "--check", "--strict")
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_program_alone_says_the_same(example: str) -> None:
    app = ROOT / "examples" / example / "app.py"
    done = subprocess.run([sys.executable, str(app), "--check"], cwd=app.parent, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_bytes_are_the_same_wherever_it_runs(example: str) -> None:
    options = ["--stdout", *(["--environment", "prod/us"] if example.startswith("fleet") else [])]
    here = synth(example, *options, PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC").stdout
    there = synth(example, *options, PYTHONHASHSEED="4242", LC_ALL="C.UTF-8", TZ="Asia/Kathmandu", PYTHONUTF8="1").stdout
    assert here
    assert here == there


def other_pythons() -> list[str]:
    """Other supported versions of Python on this machine: on the PATH, or kept by pyenv."""
    found = [shutil.which(f"python3.{minor}") for minor in (12, 13)]
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = Path(subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False).stdout.strip())
        found += [str(p) for minor in (12, 13) for p in sorted(root.glob(f"versions/3.{minor}.*/bin/python3"))[-1:]]
    return [
        p
        for p in dict.fromkeys(p for p in found if p)
        if subprocess.run([p, "-c", "pass"], capture_output=True, check=False).returncode == 0
    ]


@pytest.mark.parametrize("example", ["shop", "voting_app"])
def test_the_bytes_are_the_same_under_other_versions_of_python(example: str) -> None:
    pythons = other_pythons()
    if not pythons:
        pytest.skip("no other supported version of Python is installed")
    here = synth(example, "--stdout").stdout
    for python in pythons:
        done = synth(example, "--stdout", python=python)
        assert done.returncode == 0, f"{python}: {done.stderr.decode()}"
        assert done.stdout == here, python


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e not in ("tenants", OVERLAYS)])
def test_kubectl_reads_every_file(example: str, kubectl_program: str) -> None:
    files = sorted((ROOT / "dist" / example).rglob("*.yaml"))
    for file in files[:: 1 if len(files) < 100 else len(files) // 30]:
        command = [kubectl_program, "label", "--local", "--dry-run=client", "-f", str(file), "k8skit.dev/read=1", "-o", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{file}: {done.stderr}"
        read = json.loads(done.stdout)
        del read["metadata"]["labels"]["k8skit.dev/read"]
        [ours] = load_all(file.read_text(encoding="utf-8"), str(file))
        ours.object["metadata"].setdefault("labels", {})
        assert read == ours.object


def test_kubectl_reads_many_documents_of_a_file(kubectl_program: str) -> None:
    for file in sorted((ROOT / "dist" / "tenants").glob("*.yaml"))[:3]:
        done = subprocess.run(
            [kubectl_program, "label", "--local", "--dry-run=client", "-f", str(file), "a=b", "-o", "name"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.split()) == len(load_all(file.read_text(encoding="utf-8"), str(file)))


@pytest.mark.parametrize("minor", MINORS)
def test_the_published_schemas_accept_every_built_in_object(minor: str) -> None:
    import kubernetes_validate

    for example in [e for e in EXAMPLES if e != OVERLAYS]:
        for document in objects(example)[: 40 if example == "tenants" else None]:
            version = str(document["apiVersion"])
            if ("." in version and not version.split("/")[0].endswith(".k8s.io")) or version.startswith("gateway."):
                continue  # of a CRD: the published schemas know only what Kubernetes builds in
            kubernetes_validate.validate(document, minor, strict=True)


@pytest.mark.parametrize("build", BUILDS)
def test_kubectl_builds_each_overlay_of_the_fleet_to_what_the_plain_output_says(build: str, kubectl_program: str) -> None:
    overlay = ROOT / "dist" / OVERLAYS / "overlays" / build
    done = subprocess.run([kubectl_program, "kustomize", str(overlay)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    plain = [d.object for f in (ROOT / "dist" / "fleet" / build).rglob("*.yaml") for d in load_all(f.read_text(encoding="utf-8"), str(f))]

    def identity(o: dict[str, object]) -> str:
        metadata: Any = o["metadata"]
        return f"{o['apiVersion']} {o['kind']} {metadata.get('namespace')} {metadata['name']}"

    wave = "argocd.argoproj.io/sync-wave"
    built = {identity(d.object): d.object for d in load_all(done.stdout, str(overlay))}
    for one in (built, expected := {identity(o): o for o in plain}):
        for o in one.values():  # what is one Application there and many here has other waves
            o["metadata"].get("annotations", {}).pop(wave, None)
            if o["metadata"].get("annotations") == {}:
                del o["metadata"]["annotations"]
    assert len(plain) == len(expected)
    assert built == expected


def test_there_is_an_overlay_for_each_cluster_of_the_fleet_and_no_other() -> None:
    overlays = ROOT / "dist" / OVERLAYS / "overlays"
    assert {str(file.parent.relative_to(overlays)) for file in overlays.rglob("kustomization.yaml")} == set(BUILDS)
    assert (ROOT / "dist" / OVERLAYS / "components/canary/kustomization.yaml").is_file()


def test_what_delivers_the_fleet_reads_folders_that_are_there() -> None:
    for example in ("fleet", OVERLAYS):
        read: dict[str, int] = {}
        for file in [*(ROOT / "dist" / example / "argocd").glob("*.yaml"), *(ROOT / "dist" / example / "flux").rglob("*.yaml")]:
            [document] = load_all(file.read_text(encoding="utf-8"), str(file))
            spec: Any = document.object["spec"]
            path = spec.get("path") or spec.get("source", {}).get("path")
            if path:
                assert (ROOT / path).is_dir(), file
                read[path.removeprefix("./")] = read.get(path.removeprefix("./"), 0) + 1
        made = {str(p.parent.relative_to(ROOT)) for b in BUILDS for p in (ROOT / "dist" / example / b).rglob("*.yaml")}
        if example == "fleet":
            assert set(read) == made
        else:
            assert set(read) == {f"dist/{OVERLAYS}/overlays/{b}" for b in BUILDS}


def test_no_file_of_the_index_can_be_taken_for_a_manifest() -> None:
    """Argo CD and Flux read every `.yaml`, `.yml` and `.json`, those whose names begin with a dot too."""
    others = {p.name for p in (ROOT / "dist").rglob("*") if p.is_file() and p.suffix not in (".yaml", ".yml", ".json")}
    assert others <= {".k8skit", ".image-versions"}
    for example in EXAMPLES:
        for file in (ROOT / "dist" / example).rglob("*.y*ml"):
            assert not file.name.startswith(".")
