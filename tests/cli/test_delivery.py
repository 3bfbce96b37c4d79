"""`k8skit synth` writes what delivers the output beside it, in a folder of its own, once all environments are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Project

LINES = (
    'ApiObject(app, "base", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": f"shop{app.environment}"}})',
    'ConfigMap(shop, "a", namespace=f"shop{app.environment}", data={"environment": app.environment})',
    'ArgoCD(app, "store", repo="https://git.example.com/a.git")',
    'Flux(app, "store-flux", repo="https://git.example.com/a.git")',
)


def test_it_stands_beside_the_environments(project: Project) -> None:
    project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
    project.app(*LINES)
    assert project.run("synth").code == 0
    assert sorted(project.tree()) == [
        "argocd/application-base-dev.yaml",
        "argocd/application-base-prod.yaml",
        "argocd/application-shop-dev.yaml",
        "argocd/application-shop-prod.yaml",
        "argocd/appproject-store.yaml",
        "dev/base/namespace-shopdev.yaml",
        "dev/shop/configmap-shopdev.a.yaml",
        "flux/dev/gitrepository-store-flux.yaml",
        "flux/dev/kustomization-base-dev.yaml",
        "flux/dev/kustomization-shop-dev.yaml",
        "flux/prod/gitrepository-store-flux.yaml",
        "flux/prod/kustomization-base-prod.yaml",
        "flux/prod/kustomization-shop-prod.yaml",
        "prod/base/namespace-shopprod.yaml",
        "prod/shop/configmap-shopprod.a.yaml",
    ]
    assert project.run("synth", "--check").code == 0


def test_a_part_of_the_output_leaves_it_alone(project: Project) -> None:
    project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
    project.app(*LINES)
    project.run("synth")
    before = project.tree()
    assert project.run("synth", "--environment", "dev").code == 0
    assert project.run("synth", "--select", "shop").code == 0
    assert project.run("synth", "--environment", "prod", "--check").code == 0
    assert project.tree() == before


def test_it_is_never_in_the_stream(project: Project) -> None:
    project.app(*LINES)
    assert "argoproj" not in project.run("synth", "--stdout").out
    assert "fluxcd" not in project.run("synth", "--stdout").out


def test_drift_of_it_is_found(project: Project) -> None:
    project.app(*LINES)
    project.run("synth")
    path = project.folder / "dist/argocd/application-shop.yaml"
    path.write_text(path.read_text().replace("dist/shop", "dist/other"))
    code, out, _ = project.run("synth", "--check")
    assert code == 1
    assert "+    path: dist/shop" in out


def test_a_plain_synth_loads_nothing_of_it(project: Project) -> None:
    from tests.cli.test_import_budget import loaded

    text = 'from k8skit import App, Chart, ConfigMap\napp = App()\nConfigMap(Chart(app, "shop"), "a", data={"k": "v"})\napp.synth()\n'
    project.write("app.py", text)
    names = loaded(project, "from k8skit.cli import main\nassert main(['synth']) == 0")
    assert not {name for name in names if "delivery" in name or "argo" in name or "flux" in name}


def test_the_list_shows_it_apart_with_its_files(project: Project) -> None:
    import json

    project.write("k8skit.toml", 'environments = ["dev", "prod"]\n')
    project.app(*LINES)
    table = project.run("list").out.partition("\nDELIVERY")[2].splitlines()
    row = next(line for line in table if "application-base-dev" in line)
    assert row.split()[:4] == ["argocd/application-base-dev.yaml", "Application", "argocd", "base-dev"]
    assert row.endswith("app.py:6  ArgoCD store")
    data = json.loads(project.run("list", "--format", "json").out)
    project.run("synth")
    assert sorted(entry["path"] for entry in data["delivery"]) == sorted(p for p in project.tree() if p.startswith(("argocd/", "flux/")))
    assert not [entry for entry in data["objects"] if entry["kind"] in ("Application", "Kustomization")]
    # it is about all of them
    assert "DELIVERY" not in project.run("list", "-e", "dev").out
    assert "DELIVERY" not in project.run("list", "--select", "shop").out
    assert json.loads(project.run("list", "-e", "dev", "--format", "json").out)["delivery"] == []
