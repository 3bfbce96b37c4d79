"""App: what a run of app.py leaves, and what a look at it gives."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit import App, Chart, CheckError, ConfigMap
from k8skit.core import session

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
from k8skit import App, Chart, ConfigMap
app = App()
chart = Chart(app, "shop")
ConfigMap(chart, "config", data={"a": "b"})
app.synth()
"""


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    (folder / "app.py").write_text(program)
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"}
    return subprocess.run([sys.executable, "app.py"], cwd=folder, capture_output=True, text=True, env=environment, check=False, timeout=60)


def test_python_app_py_writes_the_output(tmp_path: Path) -> None:
    done = run(tmp_path, PROGRAM)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dist/shop/configmap-config.yaml").read_text().endswith("data:\n  a: b\n")
    assert done.stdout == ""


def test_python_app_py_shows_the_users_line_and_no_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, PROGRAM.replace("app.synth()", 'ConfigMap(chart, "config")\napp.synth()'))
    assert done.returncode == 2
    assert "error[K8S904]" in done.stderr
    assert "app.py:6" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "dist").exists()


def test_nothing_can_be_added_after_synth_in_any_way_to_run_it(tmp_path: Path) -> None:
    late = PROGRAM + 'ConfigMap(chart, "late")\n'
    done = run(tmp_path, late)
    assert done.returncode == 2
    assert "K8S906" in done.stderr
    assert "app.py:7" in done.stderr


def test_within_a_session_synth_only_marks_the_app() -> None:
    current = session.begin()
    try:
        app = App()
        app.synth()
        assert current.apps == current.synths == [app]
        app.synth()
        assert current.synths == [app, app], "whoever runs it tells that it was called twice"
    finally:
        session.end()


def test_manifests_are_checked_and_plain() -> None:
    app = App()
    ConfigMap(Chart(app, "shop"), "a", data={"x": "y"})
    assert app.manifests() == [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"x": "y"}}]
    ConfigMap(app, "A")
    with pytest.raises(CheckError, match="K8S120"):
        app.manifests()


def test_an_app_is_the_root() -> None:
    app = App()
    assert (app.scope, app.id, app.node.path, app.node.root) == (None, "", "", app)
