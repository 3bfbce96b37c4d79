"""Every example, built in a cdk8s app: equal objects under cdk8s' own synth, the committed bytes under `k8skit synth`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from k8skit.cli import main
from k8skit.yamltext import load_all

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted(
    p.parent.name for p in (ROOT / "examples").glob("*/app.py") if "environments" not in (p.parent / "k8skit.toml").read_text()
)
"""All but those with environments: their values are read by `App.values`, which an app of cdk8s does not have."""


def in_cdk8s(example: str, *, charts: bool) -> str:
    """The program of an example with cdk8s' App, and where wanted with cdk8s' Chart, in place of k8skit's."""
    text = (ROOT / "examples" / example / "app.py").read_text(encoding="utf-8")
    changed = text.replace("app = App()", "import cdk8s; app = cdk8s.App(outdir=__file__ + '.out')")
    if charts:
        changed = changed.replace("= Chart(", "= cdk8s.Chart(").replace("namespace=team.namespace,", "namespace=team.namespace.name,")
    assert changed != text
    return changed


@pytest.mark.parametrize("charts", [True, False], ids=["charts of cdk8s", "charts of k8skit"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_the_same_in_cdk8s(
    example: str, charts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (ROOT / "examples" / example).rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            copy = tmp_path / file.relative_to(ROOT / "examples" / example)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    program = tmp_path / "app.py"
    program.write_text(in_cdk8s(example, charts=charts), encoding="utf-8")
    committed = ROOT / "dist" / example
    files = sorted(committed.rglob("*.yaml"))
    teams = tmp_path / "teams.csv"
    if teams.is_file():  # ten of the two hundred say as much
        lines = teams.read_text(encoding="utf-8").splitlines()[:11]
        teams.write_text("\n".join([*lines, ""]), encoding="utf-8")
        files = [committed / f"{line.partition(',')[0]}.yaml" for line in lines[1:]]
    expected = [d.object for f in files for d in load_all(f.read_text(encoding="utf-8"), str(f))]

    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    runpy.run_path(str(program), run_name="__main__")
    found = [d.object for f in (tmp_path / "app.py.out").glob("*.k8s.yaml") for d in load_all(f.read_text(encoding="utf-8"), str(f))]
    assert len(found) == len(expected)
    assert all(o in expected for o in found)

    code = main(["synth", "--app", str(program), "--output", str(tmp_path / "dist")])
    assert code == 0, capsys.readouterr().err
    for path in files:
        assert (tmp_path / "dist" / path.relative_to(committed)).read_bytes() == path.read_bytes()
    assert len(list((tmp_path / "dist").rglob("*.yaml"))) == len(files)
