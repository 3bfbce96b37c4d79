"""Features: what only some environments have, on request; components in Kustomize output."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.testing import build
from k8skit.yamltext import load_all, load_data

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIG = """environments = ["dev", "staging", "prod"]

[features]
debug = ["dev"]
scaled = ["staging", "prod"]
"""
APP = """
web = WebService(shop, "web", image="registry.example.com/web:1.4.2", port=8080, env={"STAGE": app.environment})
if app.feature("scaled"):
    ConfigMap(shop, "scaled", data={"of": "web"})
    web.deployment.patch({"metadata": {"annotations": {"example.com/scaled": "yes"}}})
if app.feature("debug"):
    ConfigMap(shop, "debug", data={"level": "9"})
"""


@pytest.fixture
def three(project: Project) -> Project:
    """Three environments, two features."""
    project.write("k8skit.toml", CONFIG)
    project.app(APP)
    return project


def objects(text: str) -> list[Any]:
    """The objects of a stream, in an order of their own."""
    return sorted((d.object for d in load_all(text, "")), key=lambda o: (o["kind"], o["metadata"]["name"]))


def test_a_feature_is_on_where_the_configuration_says_so(three: Project) -> None:
    assert three.run("synth").code == 0
    found = [path for path in three.tree() if "configmap" in path]
    assert found == ["dev/shop/configmap-debug.yaml", "prod/shop/configmap-scaled.yaml", "staging/shop/configmap-scaled.yaml"]


def test_kustomize_output_has_a_component_for_each(three: Project, kubectl_program: str) -> None:
    assert three.run("synth", "--format", "kustomize").code == 0
    tree = three.tree()
    assert load_data(tree["components/scaled/kustomization.yaml"], "")["kind"] == "Component"
    assert "components/scaled/shop/configmap-scaled.yaml" in tree
    assert "components/scaled/patches/shop/deployment-web.yaml" in tree
    assert "components/debug/shop/configmap-debug.yaml" in tree
    uses = {e: load_data(tree[f"overlays/{e}/kustomization.yaml"], "")["components"] for e in ("dev", "staging", "prod")}
    assert uses == {e: [f"../../components/{'debug' if e == 'dev' else 'scaled'}"] for e in uses}
    for name in uses:
        built = subprocess.run([kubectl_program, "kustomize", f"dist/overlays/{name}"], capture_output=True, check=True)
        assert built.stderr == b""
        assert objects(built.stdout.decode()) == objects(three.run("synth", "--stdout", "-e", name).out)
    assert three.run("synth", "--format", "kustomize", "--check").code == 0


def test_a_feature_that_goes_leaves_no_file(three: Project) -> None:
    three.run("synth", "--format", "kustomize")
    three.app(APP.partition('if app.feature("debug")')[0])
    three.write("k8skit.toml", CONFIG.replace('debug = ["dev"]\n', ""))
    assert three.run("synth", "--format", "kustomize").code == 0
    assert not [path for path in three.tree() if "debug" in path]
    assert "components" not in load_data(three.tree()["overlays/dev/kustomization.yaml"], "")


def test_a_test_builds_with_the_features_of_the_environment(three: Project) -> None:
    def made(environment: str) -> list[str]:
        app = build(environment, app=three.folder / "app.py")
        return [m["metadata"]["name"] for m in app.manifests() if m["kind"] == "ConfigMap"]

    assert (made("dev"), made("prod")) == (["debug"], ["scaled"])


def test_an_unknown_feature_is_named_with_the_nearest(three: Project) -> None:
    three.app(APP.replace('feature("scaled")', 'feature("scalled")'))
    code, _, err = three.run("synth")
    assert code == 2
    assert "error[K8S972]: there is no feature 'scalled'\n  --> app.py:6  (name)\n" in err
    assert 'did you mean "scaled"? the features are debug, scaled' in err


def test_without_any_in_the_configuration_that_is_said(project: Project) -> None:
    project.app('app.feature("scaled")')
    code, _, err = project.run("synth")
    assert code == 2
    assert 'write [features] scaled = ["prod"], say, into k8skit.toml' in err


def test_a_feature_that_nobody_asks_for_is_told_where_all_environments_are_built(three: Project) -> None:
    three.app(APP.partition('if app.feature("debug")')[0])
    code, _, err = three.run("synth")
    assert code == 0
    assert "warning[K8S973]: the app never asks for the feature debug\n  --> k8skit.toml\n" in err
    assert "K8S973" not in three.run("synth", "-e", "dev").err
    assert three.run("synth", "--strict").code == 1


def test_an_app_that_cannot_be_without_its_feature_is_told_so(three: Project) -> None:
    three.app(APP, 'if app.environment == "prod" and not app.feature("scaled"):', '    raise ValueError("it must be scaled")')
    assert three.run("synth").code == 0
    code, _, err = three.run("synth", "--format", "kustomize")
    assert code == 2
    assert "it must be scaled" in err
    assert "\n  in    prod without features\n" in err


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ('debug = ["dve"]', "features.debug names 'dve', which is no environment"),
        ('debug = "dev"', "features of debug must be an array of strings, not a string"),
        ('"De bug" = ["dev"]', "features has a name that cannot be one, 'De bug'"),
    ],
)
def test_what_the_configuration_says_of_features_is_checked(three: Project, features: str, message: str) -> None:
    three.write("k8skit.toml", f'environments = ["dev", "prod"]\n[features]\n{features}\n')
    code, _, err = three.run("synth")
    assert code == 2
    assert "K8S940" in err
    assert message in err


@pytest.mark.parametrize("table", ["features", "clusters"])
def test_without_environments_that_is_what_is_to_do(three: Project, table: str) -> None:
    three.write("k8skit.toml", f'[{table}]\ndebug = ["dev"]\n')
    assert '  help  name them: environments = ["dev", "prod"]\n' in three.run("synth").err


def test_clusters_have_features(three: Project, kubectl_program: str) -> None:
    clusters = '[clusters]\ndev = ["eu"]\nstaging = ["eu"]\nprod = ["eu", "us"]\n'
    three.write(
        "k8skit.toml", CONFIG.replace('"prod"]\n', '"prod/us"]\n').replace('"staging", "prod/us"]\n\n', '"staging", "prod"]\n\n') + clusters
    )
    assert three.run("synth", "--format", "kustomize").code == 0
    tree = three.tree()
    assert load_data(tree["overlays/prod/us/kustomization.yaml"], "")["components"] == ["../../../components/scaled"]
    assert "components" not in load_data(tree["overlays/prod/eu/kustomization.yaml"], "")
    built = subprocess.run([kubectl_program, "kustomize", "dist/overlays/prod/us"], capture_output=True, check=True)
    assert objects(built.stdout.decode()) == objects(three.run("synth", "--stdout", "-e", "prod/us").out)


def test_argo_cd_looks_at_the_components_that_an_overlay_uses(three: Project) -> None:
    app = three.folder / "app.py"
    text = app.read_text().replace('Chart(app, "shop")', 'Chart(app, "shop", namespace=app.environment)')
    app.write_text(text.replace("app.synth()", 'ArgoCD(app, "argo", repo="https://git.example.com/deploy.git")\napp.synth()'))
    assert three.run("synth", "--format", "kustomize").code == 0
    application = load_data(three.tree()["argocd/application-argo-prod.yaml"], "")
    reads = application["metadata"]["annotations"]["argocd.argoproj.io/manifest-generate-paths"]
    assert reads == ".;/dist/base;/dist/components/scaled"
    assert json.loads(three.run("list", "--format", "json").out)["delivery"]
