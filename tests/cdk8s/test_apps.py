"""A program of cdk8s with several Apps, unchanged: each App has its folder, and all commands know them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit.apps import folders
from k8skit.cli import main
from k8skit.errors import UsageError
from k8skit.testing import build
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """\
import cdk8s
from k8skit import ArgoCD, WebService, ConfigMap


def config(chart, name):
    cdk8s.ApiObject(chart, name, api_version="v1", kind="ConfigMap", metadata={"name": name})


def pod(chart, name, config):
    spec = {"containers": [{"name": "a", "image": "registry.example.com/a:1", "envFrom": [{"configMapRef": {"name": config}}]}]}
    cdk8s.ApiObject(chart, name, api_version="v1", kind="Pod", metadata={"name": name}).add_json_patch(cdk8s.JsonPatch.add("/spec", spec))


"""
LINE = HEAD.count("\n")
ENVIRONMENTS = """\
for name in ("dev", "prod"):
    app = cdk8s.App(outdir=f"out/{name}")
    config(cdk8s.Chart(app, "shop", namespace="shop"), "settings")
    config(cdk8s.Chart(app, name), name)
    app.synth()
"""
Call = Any


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    monkeypatch.chdir(tmp_path)

    def call(command: str, lines: str, *words: str) -> tuple[int, str]:
        (tmp_path / "main.py").write_text(HEAD + lines)
        code = main([command, "--app", "main.py", *words])
        caught = capsys.readouterr()
        return code, caught.out + caught.err

    return call


def files(folder: Path) -> list[str]:
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*.yaml"))


def objects(folder: Path) -> dict[str, list[Any]]:
    out: dict[str, list[Any]] = {}
    for f in sorted(folder.rglob("*.yaml")):
        out.setdefault(f.relative_to(folder).as_posix().partition("/")[0], []).extend(d.object for d in load_all(f.read_text(), str(f)))
    return out


def test_each_app_has_the_folder_that_its_outdir_says_and_the_objects_of_cdk8s(call: Call, tmp_path: Path) -> None:
    code, said = call("synth", ENVIRONMENTS)
    assert code == 0, said
    assert "dist: 4 objects in 3 charts, 2 Apps; 4 written" in said
    assert files(tmp_path / "dist") == [
        "dev/dev/configmap-dev.yaml",
        "dev/shop/configmap-settings.yaml",
        "prod/prod/configmap-prod.yaml",
        "prod/shop/configmap-settings.yaml",
    ]
    assert not (tmp_path / "out").exists()
    subprocess.run([sys.executable, "main.py"], cwd=tmp_path, check=True)
    theirs = {app: sorted(map(str, them)) for app, them in objects(tmp_path / "out").items()}
    assert {app: sorted(map(str, them)) for app, them in objects(tmp_path / "dist").items()} == theirs


def test_check_finds_every_change_and_layouts_are_kept_apart(call: Call, tmp_path: Path) -> None:
    assert call("synth", ENVIRONMENTS, "--layout", "file-per-app")[0] == 0
    assert files(tmp_path / "dist") == ["dev/app.yaml", "prod/app.yaml"]
    assert call("synth", ENVIRONMENTS, "--layout", "file-per-app", "--check")[0] == 0
    more = "    if name == 'prod': config(cdk8s.Chart(app, 'more'), 'more')\n    app.synth()\n"
    code, said = call("synth", ENVIRONMENTS.replace("    app.synth()\n", more), "--layout", "file-per-app", "--check")
    assert code == 1
    assert "dist/prod/app.yaml" in said
    assert "dist/dev" not in said


def test_a_chart_is_selected_in_all_of_them(call: Call, tmp_path: Path) -> None:
    assert call("synth", ENVIRONMENTS)[0] == 0
    code, said = call("synth", ENVIRONMENTS.replace('"settings"', '"other"'), "--select", "shop")
    assert code == 0, said
    assert files(tmp_path / "dist") == [
        "dev/dev/configmap-dev.yaml",
        "dev/shop/configmap-other.yaml",
        "prod/prod/configmap-prod.yaml",
        "prod/shop/configmap-other.yaml",
    ]
    assert call("synth", ENVIRONMENTS, "--select", "prod", "--check")[0] == 0
    code, said = call("synth", ENVIRONMENTS, "--select", "shp")
    assert code == 2
    assert "did you mean shop?" in said


def test_they_are_listed_with_their_folders(call: Call) -> None:
    code, said = call("list", ENVIRONMENTS)
    assert code == 0
    assert said.splitlines() == [
        "CHART  KIND       NAMESPACE  NAME      MADE BY                             APPS",
        "dev    ConfigMap  -          dev       main.py:6  ApiObject dev/dev        dev",
        "shop   ConfigMap  shop       settings  main.py:6  ApiObject shop/settings  all",
        "prod   ConfigMap  -          prod      main.py:6  ApiObject prod/prod      prod",
    ]
    data = json.loads(call("list", ENVIRONMENTS, "--format", "json")[1])
    assert [(o["name"], o["apps"]) for o in data["objects"]] == [("dev", ["dev"]), ("settings", ["dev", "prod"]), ("prod", ["prod"])]


def test_a_finding_says_in_which_apps_it_is(call: Call) -> None:
    code, said = call("check", ENVIRONMENTS)
    assert (code, said) == (0, "no findings in 4 objects\n")
    wrong = ENVIRONMENTS.replace(
        "config(cdk8s.Chart(app, name), name)",
        'cdk8s.ApiObject(cdk8s.Chart(app, "more"), "x", api_version="v1", kind="ConfigMp", metadata={"name": "x"})',
    )
    for command, words in (("check", ()), ("synth", ()), ("synth", ("--check",)), ("list", ())):
        code, said = call(command, wrong, *words)
        assert code == 1
        assert said.count("error[K8S110]") == 1
        assert f"--> main.py:{LINE + 4}  ApiObject more/x" in said
        assert "in    dev, prod" in said


TOGETHER = """\
infra, shop = cdk8s.App(outdir="out/infra"), cdk8s.App(outdir="out/shop")
config(cdk8s.Chart(infra, "infra", namespace="a"), "settings")
pod(cdk8s.Chart(shop, "shop", namespace="a"), "web", "settings")
infra.synth()
shop.synth()
"""


def test_apps_without_a_common_object_are_checked_as_one_cluster(call: Call) -> None:
    code, said = call("check", TOGETHER)
    assert (code, said) == (0, "no findings in 2 objects\n")
    code, said = call("check", TOGETHER.replace('"web", "settings"', '"web", "setings"'))
    assert code == 1
    assert "did you mean settings" in said
    assert "in    shop\n" in said


def test_apps_with_a_common_object_are_checked_without_each_other(call: Call) -> None:
    """Infra goes with each of them; what dev refers to is not found in prod."""
    lines = """\
infra = cdk8s.App(outdir="out/infra")
config(cdk8s.Chart(infra, "infra", namespace="a"), "common")
for name in ("dev", "prod"):
    app = cdk8s.App(outdir=f"out/{name}")
    chart = cdk8s.Chart(app, "shop", namespace="a")
    config(chart, "settings")
    config(chart, name)
    pod(chart, "web", "common")
    pod(chart, "worker", "dev")
    app.synth()
infra.synth()
"""
    code, said = call("check", lines)
    assert code == 1
    assert said.count("error[") == 1, said
    assert "(Pod a/worker" in said
    assert "in    prod\n" in said


def test_one_stream_is_for_one_cluster(call: Call) -> None:
    code, said = call("synth", TOGETHER, "--stdout")
    assert code == 0, said
    assert [line for line in said.splitlines() if line.startswith("kind:")] == ["kind: ConfigMap", "kind: Pod"]
    code, said = call("synth", ENVIRONMENTS, "--stdout")
    assert code == 2
    assert "error[K8S942]: --stdout is for one cluster, and ConfigMap shop/settings is in dev and in prod" in said
    assert call("synth", ENVIRONMENTS, "--stdout", "--select", "dev")[0] == 0


SAME = """\
for name in ("dev", "prod"):
    app = cdk8s.App()
    chart = cdk8s.Chart(app, f"shop-{name}", namespace=name)
    config(chart, "settings")
    pod(chart, "web", "settings")
    ConfigMap(chart, "own", data={"a": "b"}).silence("K8S203", reason="none")
    app.synth()
"""


def test_apps_with_one_outdir_are_one_output(call: Call, tmp_path: Path) -> None:
    code, said = call("synth", SAME.replace('.silence("K8S203", reason="none")', ""))
    assert code == 0, said
    assert "6 objects in 2 charts; 6 written" in said
    assert len(files(tmp_path / "dist" / "shop-dev")) == len(files(tmp_path / "dist" / "shop-prod")) == 3
    code, said = call("check", SAME)
    assert code == 0
    assert said.count("warning[K8S910]") == 2
    assert "  in  " not in said
    code, said = call("check", SAME.replace("namespace=name", "namespace='a'"))
    assert code == 1
    assert "error[K8S301]" in said
    assert "  in  " not in said


def test_two_charts_of_one_name_in_one_outdir_are_an_error(call: Call, tmp_path: Path) -> None:
    code, said = call("synth", SAME.replace('f"shop-{name}"', '"shop"'))
    assert code == 2
    assert said.count("error[") == 1
    assert "error[K8S904]: a second chart 'shop' in one outdir; the first is made at" in said
    assert f"main.py:{LINE + 3}" in said
    assert not (tmp_path / "dist").exists()


def test_a_folder_may_lie_in_another(call: Call, tmp_path: Path) -> None:
    lines = "".join(
        f"app = cdk8s.App({given})\nconfig(cdk8s.Chart(app, 'crds'), 'a{i}')\napp.synth()\n"
        for i, given in enumerate(("", "outdir='dist/crds'", "outdir='dist/b c:d'"))
    )
    assert call("synth", lines)[0] == 0
    assert files(tmp_path / "dist") == [
        "dist/b%20c%3Ad/crds/configmap-a2.yaml",
        "dist/crds/configmap-a0.yaml",
        "dist/crds/crds/configmap-a1.yaml",
    ]
    assert call("synth", lines, "--check")[0] == 0
    assert call("synth", lines, "--check", "--select", "crds")[0] == 0


def test_a_relative_outdir_does_not_follow_the_program_and_nor_does_it_in_cdk8s(call: Call, tmp_path: Path) -> None:
    lines = "import os\nfor name in 'ab':\n    os.makedirs(name, exist_ok=True)\n    os.chdir(name)\n    app = cdk8s.App(outdir='out')\n"
    lines += "    config(cdk8s.Chart(app, name), name)\n    app.synth()\n    os.chdir('..')\n"
    assert call("synth", lines)[0] == 0
    assert files(tmp_path / "dist") == ["a/configmap-a.yaml", "b/configmap-b.yaml"]
    subprocess.run([sys.executable, "main.py"], cwd=tmp_path, check=True)
    assert files(tmp_path / "out") == ["a.k8s.yaml", "b.k8s.yaml"]


def test_an_app_that_is_never_synthesised_gives_nothing(call: Call, tmp_path: Path) -> None:
    code, said = call("synth", ENVIRONMENTS.replace("    app.synth()", "    name == 'prod' and app.synth()"))
    assert code == 0, said
    assert files(tmp_path / "dist") == ["prod/configmap-prod.yaml", "shop/configmap-settings.yaml"]
    code, said = call("synth", ENVIRONMENTS.replace("    app.synth()", ""))
    assert code == 2
    assert said.count("error[") == 1
    assert "error[K8S932]: main.py never calls app.synth()" in said


def test_what_needs_one_app_says_so(call: Call, tmp_path: Path) -> None:
    code, said = call("synth", ENVIRONMENTS + "from k8skit import App\nApp().synth()\n")
    assert code == 2
    assert said.count("error[K8S934]: a second App") == 2
    (tmp_path / "main.py").write_text(HEAD + ENVIRONMENTS)
    with pytest.raises(UsageError, match="a second App"):
        build(app=tmp_path / "main.py")
    (tmp_path / "k8skit.toml").write_text('environments = ["dev", "prod"]\n')
    code, said = call("synth", ENVIRONMENTS)
    assert code == 2
    assert "error[K8S934]: a second App" in said
    assert "make the one App that K8SKIT_ENVIRONMENT asks for" in said
    (tmp_path / "k8skit.toml").write_text("")
    argo = 'ArgoCD(app, "argo-cd", repo="https://git.example.com/a.git")\n    app.synth()\n'
    code, said = call("synth", ENVIRONMENTS.replace("app.synth()\n", argo))
    assert code == 2
    assert said.count("error[K8S934]: ArgoCD describes the output of one App, and there are 2") == 1, said
    assert f"main.py:{LINE + 5}" in said


NAMES = st.lists(st.sampled_from(["a", "b", "a b", "é", "..a", "A"]), max_size=3).map(lambda parts: os.path.join(os.sep, "work", *parts))


@given(st.lists(NAMES, min_size=2, max_size=5))
def test_folders_are_as_many_as_outdirs_and_below_the_output(outdirs: list[str]) -> None:
    found = folders(outdirs)
    assert len(set(found)) == len(set(outdirs))
    assert [found[i] == found[0] for i in range(len(found))] == [outdir == outdirs[0] for outdir in outdirs]
    if len(set(found)) > 1:
        assert all(name and ".." not in name.split("/") and not name.startswith("/") for name in found)
