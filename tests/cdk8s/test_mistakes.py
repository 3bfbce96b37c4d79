"""The mistakes that cdk8s lets through are caught when k8skit's constructs are in a cdk8s app."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import K8skitError

if TYPE_CHECKING:
    from types import ModuleType


def _table() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "test_mistakes.py"
    spec = importlib.util.spec_from_file_location("_mistakes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TABLE = _table()


@pytest.mark.parametrize("mistake", TABLE.MISTAKES)
def test_a_mistake_in_a_cdk8s_app_stops_its_synth_at_its_line(mistake: str, tmp_path: Path) -> None:
    line, code, parts = TABLE.MISTAKES[mistake]
    out = tmp_path / "dist"
    head = TABLE.HEAD.replace("app = App()", f"import cdk8s; app = cdk8s.App(outdir={str(out)!r})").replace(
        "c = Chart(", "c = cdk8s.Chart("
    )
    assert "= cdk8s.App(" in head
    assert "= cdk8s.Chart(" in head
    program = compile(f"{head}{line}\napp.synth()\n", str(tmp_path / "app.py"), "exec")
    names: dict[str, Any] = {"__name__": "app"}
    with pytest.raises(K8skitError) as raised:
        exec(program, names)
    findings = [f for f in raised.value.findings if f.code.startswith(code)]
    assert findings
    assert any(f.origin and (f.origin.file, f.origin.line) == (str(tmp_path / "app.py"), TABLE.LINE) for f in findings)
    told = " ".join(f"{f.message} {f.field} {f.value} {f.help} {f.object}" for f in findings)
    for part in parts:
        assert part.strip('"') in told or part in ("got", "error"), told
    assert not list(out.glob("*.yaml"))
