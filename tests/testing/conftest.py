"""A project in a temporary folder, with its own pytest runs inside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Project:
    """A folder with tests that use the plugin."""

    def __init__(self, pytester: pytest.Pytester, plugins: list[str]) -> None:
        self.pytester = pytester
        self.root = pytester.path
        self.plugins = plugins

    def write(self, **modules: str) -> None:
        """Write test modules: `test_web="..."` is tests/test_web.py, `sub__test_db` is tests/sub/test_db.py."""
        for name, body in modules.items():
            self.file(f"tests/{name.replace('__', '/')}.py", body)

    def file(self, path: str, body: str = "") -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body, encoding="utf-8")
        return target

    def run(self, *arguments: str) -> pytest.RunResult:
        return self.pytester.runpytest_inprocess(*self.plugins, *arguments)

    @property
    def files(self) -> set[str]:
        """All files under snapshots/, relative to it."""
        home = self.root / "snapshots"
        return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}

    def read(self, path: str) -> str:
        return (self.root / "snapshots" / path).read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def loaded() -> None:
    """What is loaded before an inner run stays loaded after it: modules that load each other late do not meet strangers."""
    import k8skit.app
    import k8skit.core.session
    import k8skit.testing.snapshots  # noqa: F401
    from k8skit.testing.subject import text

    assert text("kind: A\n")
    assert text({"kind": "A"})


@pytest.fixture
def project(loaded: None, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> Iterator[Project]:
    """An empty project; the snapshot library's globals are put back afterwards, since the inner run overwrites them."""
    import syrupy
    from syrupy.extensions.base import SnapshotCollectionStorage

    for variable in ("CI", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT"):
        monkeypatch.delenv(variable, raising=False)
    outer, dirname = syrupy._syrupy, SnapshotCollectionStorage.snapshot_dirname
    # hypothesis is loaded anew at the end of each inner run, which would take longer than the run.
    pytester.makeini("[pytest]\ntestpaths = tests\nmarkers = slow\naddopts = --import-mode=importlib -p no:hypothesispytest\n")
    plugins = []
    if not pytestconfig.pluginmanager.hasplugin("k8skit"):
        # k8skit is not installed in this environment, so nothing announces the plugin.
        plugins = ["-p", "k8skit.testing.plugin"]
        monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
    yield Project(pytester, plugins)
    syrupy._syrupy, SnapshotCollectionStorage.snapshot_dirname = outer, dirname
