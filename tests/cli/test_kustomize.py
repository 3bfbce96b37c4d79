"""`--format kustomize`: what is written, what kustomize makes of it, and what is refused."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIG = 'environments = ["dev", "prod"]\nformat = "kustomize"\n'


def service(name: str, *, only: str = "", replicas: str = "1", tag: str = "'1.0.0'") -> str:
    """Return lines that make a service, in one environment only if it is named."""
    condition = f"if app.environment == {only!r}: " if only else ""
    image = f"'registry.example.com/{name}:' + {tag}"
    return (
        f"{condition}WebService(shop, {name!r}, image={image}, port=8080, replicas={replicas}, "
        f"env={{'ENVIRONMENT': app.environment}}, resources=Resources(cpu='100m', memory='64Mi'))"
    )


@pytest.fixture
def two(project: Project) -> Project:
    """A project with two environments, written as a base with overlays."""
    project.write("k8skit.toml", CONFIG)
    return project


def built(project: Project, kubectl: str, environment: str) -> list[dict[str, object]]:
    """Return what kustomize makes of an overlay, in the order of names."""
    done = subprocess.run([kubectl, "kustomize", f"dist/overlays/{environment}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return in_order([d.object for d in load_all(done.stdout, "kustomize")])


def in_order(objects: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(objects, key=lambda o: (str(o["kind"]), str(o["metadata"])))


def wanted(project: Project, environment: str) -> list[dict[str, object]]:
    """Return the manifests of an environment."""
    code, out, _ = project.run("synth", "--stdout", "--environment", environment)
    assert code == 0
    return in_order([d.object for d in load_all(out, "stdout")])


def test_a_base_with_an_overlay_for_each_environment_is_written(two: Project) -> None:
    two.app(service("web", replicas="3 if app.environment == 'prod' else 1"))
    assert two.run("synth").code == 0
    tree = two.tree()
    assert [path for path in tree if not path.startswith("base/shop/")] == [
        ".image-versions",
        "base/kustomization.yaml",
        "overlays/dev/kustomization.yaml",
        "overlays/prod/kustomization.yaml",
        "overlays/prod/patches/shop/deployment-web.yaml",
        "overlays/prod/shop/poddisruptionbudget-web.yaml",  # one replica has none
    ]
    assert "replicas:\n- name: web\n  count: 3\n" in tree["overlays/prod/kustomization.yaml"]
    assert two.run("synth", "--check").code == 0
    assert two.run("synth", "--format", "plain").code == 0
    assert all(path.startswith(("dev/", "prod/")) for path in two.tree())


STEPS = {
    "two services": [service("web"), service("api")],
    "one is gone": [service("web")],
    "one is renamed": [service("shop")],
    "one in production only": [service("shop"), service("api", only="prod")],
    "it moves to development": [service("shop"), service("api", only="dev")],
    "it is everywhere": [service("shop"), service("api")],
    "images and replicas": [
        service("shop", tag="'1.1.0' if app.environment == 'prod' else '1.2.0'"),
        service("api", replicas="len(app.environment)"),
    ],
    "another namespace each": ["shop.namespace", service("shop"), service("api")],
    "none": [],
    "all again": [service("web"), service("api", only="prod")],
}


def test_no_step_leaves_a_stale_file_or_a_broken_overlay(two: Project, kubectl_program: str) -> None:
    for step, lines in STEPS.items():
        if step == "another namespace each":
            head = ["from k8skit import *", "app = App()", 'shop = Chart(app, "shop", namespace=f"shop-{app.environment}")']
            two.write("app.py", "\n".join([*head, *lines[1:], "app.synth()", ""]))
        else:
            two.app(*lines)
        result = two.run("synth")
        assert result.code == 0, (step, result)
        for environment in ("dev", "prod"):
            assert built(two, kubectl_program, environment) == wanted(two, environment), step
        named = {"base/kustomization.yaml", "overlays/dev/kustomization.yaml", "overlays/prod/kustomization.yaml"}
        for path in sorted(named):
            [kustomization] = load_all(two.tree()[path], path)
            folder = path.rpartition("/")[0]
            entries = [e for e in kustomization.object["resources"] if e.endswith(".yaml")]
            entries += [patch["path"] for patch in kustomization.object.get("patches", ())]
            named.update(f"{folder}/{entry}" for entry in entries)
        assert named == set(two.tree()) - {".image-versions"}, step


def test_a_namespace_of_each_environment_is_one_line(two: Project) -> None:
    head = ["from k8skit import *", "app = App()", 'shop = Chart(app, "shop", namespace=f"shop-{app.environment}")']
    two.write("app.py", "\n".join([*head, service("web"), "app.synth()", ""]))
    assert two.run("synth").code == 0
    overlay = two.tree()["overlays/prod/kustomization.yaml"]
    assert "namespace: shop-prod\n" in overlay
    assert [path for path in two.tree() if "patches" in path] == ["overlays/prod/patches/shop/deployment-web.yaml"]  # its env, no namespace


def test_parts_of_it_cannot_be_written(two: Project) -> None:
    two.app(service("web"))
    code, _, err = two.run("synth", "--environment", "dev", "--select", "shop", "--layout", "file-per-app")
    assert code == 2
    assert err.count("K8S942") == 3
    assert "always builds all environments: the base depends on each of them" in err
    assert two.tree() == {}
    two.write("k8skit.toml", 'format = "kustomize"\n')
    code, _, err = two.run("synth")
    assert code == 2
    assert "needs environments, and none are configured" in err


def test_what_kustomize_would_lose_stops_synth_and_names_the_environment(two: Project) -> None:
    two.app(
        'notes = {"config.kubernetes.io/local-config": "true"} if app.environment == "prod" else {"a": "b"}',
        'ApiObject(shop, "a", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "annotations": notes}, "data": {"k": "\\x7f"}})',
    )
    code, _, err = two.run("synth")
    assert code == 2
    assert "K8S956" in err
    assert "K8S957" in err
    assert "app.py:5" in err
    assert "prod" in err
    assert two.tree() == {}


def test_what_the_api_server_forbids_is_found_in_an_overlay(two: Project) -> None:
    db = "StatefulDB(shop, 'db', engine='postgres', version='17', storage={})"
    two.app(db.format("'10Gi' if app.environment == 'dev' else '20Gi'"))
    assert two.run("synth").code == 0
    before = two.tree()
    two.app(db.format("'10Gi' if app.environment == 'dev' else '15Gi'"))
    code, _, err = two.run("synth")
    assert code == 1
    assert "K8S803" in err
    assert "prod" in err
    assert two.tree() == before
