"""Every example, built in a cdk8s app: equal objects under cdk8s' own synth, the committed bytes under `k8skit synth`.

For an example with environments both hold in each of them. What Argo CD and Flux are told is about the output of k8skit, so cdk8s has none of it.
"""

from __future__ import annotations

import runpy
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App
from k8skit.cli import main
from k8skit.files.config import load_config
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted(p.parent.name for p in (ROOT / "examples").glob("*/app.py"))
CHANGES = {
    "app = App()": "import cdk8s; app = cdk8s.App(outdir=__file__ + '.out')",
    "build(app, ": "build(App.of(app), ",
}
CHARTS = {
    "= Chart(": "= cdk8s.Chart(",
    "namespace=team.namespace,": "namespace=team.namespace.name,",
    "name: Chart(self.app, ": "name: cdk8s.Chart(self.app.guest, ",
    "namespace=namespace, labels": "namespace=namespace.name, labels",
    "from pydantic import": "import cdk8s; from pydantic import",
}


def changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def in_cdk8s(example: str, folder: Path, *, charts: bool) -> Path:
    """Copy the examples; in one, and in what it imports, cdk8s' App stands in place of k8skit's, and where wanted its Chart too."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__", "from_cdk8s"))
    program = folder / "examples" / example / "app.py"
    text = program.read_text(encoding="utf-8")
    assert "app = App()" in text
    program.write_text(changed(text, {**CHANGES, **CHARTS} if charts else CHANGES), encoding="utf-8")
    if charts:
        shared = folder / "examples" / "fleet" / "fleet.py"
        shared.write_text(changed(shared.read_text(encoding="utf-8"), CHARTS), encoding="utf-8")
        assert any("cdk8s.Chart(" in p.read_text(encoding="utf-8") for p in (program, shared))
    return program


def forget_modules() -> None:
    """Of two copies of an example, only one can be imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] in ("fleet", "acme_platform")]:
        del sys.modules[name]


def objects(files: Iterable[Path]) -> list[dict[str, Any]]:
    found = [d.object for f in files for d in load_all(f.read_text(encoding="utf-8"), str(f))]
    return sorted(found, key=lambda o: (o["kind"], o["metadata"].get("namespace", ""), o["metadata"]["name"]))


CASES = [(example, charts) for example in EXAMPLES for charts in ((True, False) if example != "tenants" else (False,))]
"""Example, and whether its charts are of cdk8s too; `tenants` makes none of its own."""


@pytest.mark.parametrize(("example", "charts"), CASES, ids=[f"{e}, charts of {'cdk8s' if c else 'k8skit'}" for e, c in CASES])
def test_an_example_is_the_same_in_cdk8s(
    example: str, charts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = in_cdk8s(example, tmp_path, charts=charts)
    committed = ROOT / "dist" / example
    config = load_config(str(ROOT / "examples" / example / "k8skit.toml"))

    code = main(["synth", "--app", str(program)])
    assert code == 0, capsys.readouterr().err
    written = {str(f.relative_to(tmp_path / "dist" / example)): f.read_bytes() for f in (tmp_path / "dist" / example).rglob("*.yaml")}
    assert written == {str(f.relative_to(committed)): f.read_bytes() for f in committed.rglob("*.yaml")}

    for build in config.builds or ("",):
        monkeypatch.setenv("K8SKIT_ENVIRONMENT", build)
        forget_modules()
        with monkeypatch.context() as here:
            here.setattr(sys, "path", [str(program.parent), *sys.path])
            made = runpy.run_path(str(program), run_name="__main__")
        forget_modules()
        out = objects(Path(f"{program}.out").glob("*.k8s.yaml"))
        if config.format == "kustomize":  # its overlays give this, as tests of theirs hold
            assert main(["synth", "--app", str(ROOT / "examples" / example / "app.py"), "--stdout", "--environment", build]) == 0
            (tmp_path / "one.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
            assert out == objects([tmp_path / "one.yaml"])
        else:
            assert out == objects((committed / build).rglob("*.yaml"))
        assert "/".join(name for name in (App.of(made["app"]).environment, App.of(made["app"]).cluster) if name) == build
        shutil.rmtree(f"{program}.out")
