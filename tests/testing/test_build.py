"""Apps in tests: `build` gives the App of any environment, and an imported one is that of the first."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

from k8skit.errors import UsageError
from k8skit.testing import Manifests, build

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

APP = """
from k8skit import App, Chart, ConfigMap
import helper
app = App()
helper.SEEN.append(app.environment)
ConfigMap(Chart(app, "shop"), "a", data={"environment": app.environment, "seen": " ".join(helper.SEEN)})
app.synth()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "helper.py").write_text("SEEN = []\n")
    (tmp_path / "k8skit.toml").write_text('environments = ["dev", "prod"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(app: object) -> object:
    return Manifests(app).one("ConfigMap")["data"]


def imported(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("app_under_test", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_environment_is_built_afresh(folder: Path) -> None:
    assert data(build("prod")) == {"environment": "prod", "seen": "prod"}
    assert data(build("dev")) == {"environment": "dev", "seen": "dev"}


def test_the_first_environment_is_the_default(folder: Path) -> None:
    assert build().environment == "dev"


def test_without_environments_there_is_none(folder: Path) -> None:
    (folder / "k8skit.toml").unlink()
    assert build().environment == ""
    with pytest.raises(UsageError, match=r"there is no environment 'dev'.*environments = "):
        build("dev")


def test_an_app_elsewhere_has_the_configuration_beside_it(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert build("prod", app=folder / "app.py").environment == "prod"


def test_an_unknown_environment_is_named_with_the_nearest(folder: Path) -> None:
    with pytest.raises(UsageError, match=r'did you mean "prod"\? the environments are dev, prod'):
        build("pord")


def test_an_imported_app_is_that_of_the_first_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "helper", raising=False)
    assert data(imported(folder / "app.py").app) == {"environment": "dev", "seen": "dev"}
    assert not (folder / "dist").exists()
