"""Where clusters are configured, an app is built once for each cluster of each environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.testing import build
from k8skit.yamltext import load_all, load_data

if TYPE_CHECKING:
    from tests.cli.conftest import Project

CONFIG = """environments = ["dev", "prod"]
values = "values"

[clusters]
dev = ["eu"]
prod = ["eu", "us"]
"""
APP = """
from pydantic import BaseModel
class Values(BaseModel):
    replicas: int = 1
    region: str = "none"
values = app.values(Values)
WebService(
    shop, "web", image="registry.example.com/web:1.4.2", port=8080, replicas=values.replicas,
    env={"REGION": values.region, "CLUSTER": app.cluster},
)
if app.cluster == "us":
    ApiObject(shop, "tax", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "tax"}, "data": {"rate": "7"}})
"""
BUILDS = ("dev/eu", "prod/eu", "prod/us")


def write(project: Project, *lines: str) -> None:
    """Write an app whose chart has a namespace for each environment."""
    project.app(*lines)
    file = project.folder / "app.py"
    file.write_text(file.read_text().replace('Chart(app, "shop")', 'Chart(app, "shop", namespace=f"shop-{app.environment}")'))


@pytest.fixture
def fleet(project: Project) -> Project:
    """Two environments, two clusters of one of them."""
    project.write("k8skit.toml", CONFIG)
    project.write("values/dev.yaml", "")
    project.write("values/prod.yaml", "replicas: 3\nregion: eu\n")
    project.write("values/prod/us.yaml", "region: us\n")
    write(project, APP)
    return project


def objects(text: str) -> list[Any]:
    """The objects of a stream, in an order of their own."""
    return sorted((d.object for d in load_all(text, "")), key=lambda o: (o["kind"], o["metadata"]["name"]))


def variables(text: str) -> dict[str, str]:
    """The variables of the one container of a Deployment."""
    (document,) = load_all(text, "")
    return {e["name"]: e["value"] for e in document.object["spec"]["template"]["spec"]["containers"][0]["env"]}


class TestPlain:
    def test_each_cluster_has_a_folder_with_its_own_values(self, fleet: Project) -> None:
        code, out, err = fleet.run("synth")
        assert (code, out) == (0, "")
        assert "in 1 chart, 2 environments in 2 clusters; " in err
        tree = fleet.tree()
        assert {path.rpartition("/shop/")[0] for path in tree} == set(BUILDS)
        found = {name: variables(tree[f"{name}/shop/deployment-web.yaml"]) for name in BUILDS}
        assert found == {
            "dev/eu": {"REGION": "none", "CLUSTER": "eu"},
            "prod/eu": {"REGION": "eu", "CLUSTER": "eu"},
            "prod/us": {"REGION": "us", "CLUSTER": "us"},
        }
        assert [path for path in tree if "tax" in path] == ["prod/us/shop/configmap-tax.yaml"]

    def test_an_environment_means_all_its_clusters_and_a_cluster_itself(self, fleet: Project) -> None:
        fleet.run("synth")
        before = fleet.tree()
        fleet.write("values/prod.yaml", "replicas: 4\nregion: eu\n")
        assert fleet.run("synth", "-e", "prod/us").code == 0
        one = fleet.tree()
        changed = [path for path in one if one[path] != before[path]]
        assert changed == ["prod/us/shop/deployment-web.yaml"]
        assert fleet.run("synth", "-e", "prod").code == 0
        both = fleet.tree()
        assert [path for path in both if both[path] != one[path]] == ["prod/eu/shop/deployment-web.yaml"]

    def test_a_cluster_that_does_not_exist_is_named_with_the_nearest(self, fleet: Project) -> None:
        code, _, err = fleet.run("synth", "-e", "prod/use", "-e", "pord/us")
        assert code == 2
        assert "there is no cluster 'use' of prod" in err
        assert 'did you mean "prod/us"? the clusters of prod are eu, us' in err
        assert "there is no environment 'pord/us'" in err

    def test_a_finding_names_the_clusters_that_have_it(self, fleet: Project) -> None:
        write(fleet, APP, 'if app.cluster == "us": ' + fleet.config_map("b").replace("'v'", "3"))
        code, _, err = fleet.run("synth")
        assert code == 1
        assert "\n  in    prod/us\n" in err

    def test_a_test_builds_any_of_them(self, fleet: Project) -> None:
        def cluster(name: str | None) -> tuple[str, str]:
            app = build(name, app=fleet.folder / "app.py")
            return app.environment, app.cluster

        assert cluster("prod/us") == ("prod", "us")
        assert cluster("prod") == ("prod", "eu")
        assert cluster(None) == ("dev", "eu")

    def test_the_list_says_which_clusters_have_an_object(self, fleet: Project) -> None:
        rows = [line.split() for line in fleet.run("list").out.splitlines()]
        assert next(row for row in rows if "tax" in row)[-1] == "prod/us"


class TestKustomize:
    def test_overlays_are_built_of_what_their_environment_shares(self, fleet: Project) -> None:
        assert fleet.run("synth", "--format", "kustomize").code == 0
        tree = fleet.tree()
        folders = [path.removesuffix("/kustomization.yaml") for path in tree if path.endswith("/kustomization.yaml")]
        assert sorted(folders) == ["base", "environments/dev", "environments/prod", *(f"overlays/{name}" for name in BUILDS)]

        def said(folder: str) -> dict[str, Any]:
            found: dict[str, Any] = load_data(tree[f"{folder}/kustomization.yaml"], folder)
            return found

        assert said("environments/prod")["resources"][0] == "../../base"
        assert said("environments/prod")["replicas"] == [{"name": "web", "count": 3}]
        assert said("overlays/prod/us")["resources"] == ["../../../environments/prod", "shop/configmap-tax.yaml"]
        assert "replicas" not in said("overlays/prod/us")
        # what the first cluster of an environment has is what the environment shares: nothing is left to patch
        assert "patches" not in said("overlays/prod/eu")

    def test_kustomize_builds_of_each_overlay_the_manifests_of_its_cluster(self, fleet: Project, kubectl_program: str) -> None:
        import subprocess

        assert fleet.run("synth", "--format", "kustomize").code == 0
        for name in BUILDS:
            built = subprocess.run([kubectl_program, "kustomize", f"dist/overlays/{name}"], capture_output=True, check=True)
            assert built.stderr == b""
            assert objects(built.stdout.decode()) == objects(fleet.run("synth", "--stdout", "-e", name).out)

    def test_a_cluster_that_goes_leaves_no_file(self, fleet: Project) -> None:
        fleet.run("synth", "--format", "kustomize")
        fleet.write("k8skit.toml", CONFIG.replace('["eu", "us"]', '["us"]'))
        assert fleet.run("synth", "--format", "kustomize").code == 0
        assert not [path for path in fleet.tree() if path.startswith("overlays/prod/eu")]
        fleet.write("k8skit.toml", CONFIG.partition("\n[clusters]")[0])
        (fleet.folder / "values/prod/us.yaml").unlink()
        assert fleet.run("synth", "--format", "kustomize").code == 0
        folders = {path.rpartition("/")[0] for path in fleet.tree() if path.endswith("/kustomization.yaml")}
        assert folders == {"base", "overlays/dev", "overlays/prod"}

    def test_a_version_that_is_set_for_a_cluster_is_kept_there_alone(self, fleet: Project) -> None:
        fleet.run("synth", "--format", "kustomize")
        fleet.write("k8skit.toml", 'format = "kustomize"\n' + CONFIG)
        assert fleet.run("image", "set", "web=1.5.0", "-e", "prod/us").code == 0
        assert "prod/us: registry.example.com/web:1.5.0 is kept" in fleet.run("synth").err
        assert fleet.run("synth", "--check").code == 0
        assert "web:1.5.0" in fleet.run("synth", "--stdout", "-e", "prod/us").out
        assert "web:1.4.2" in fleet.run("synth", "--stdout", "-e", "prod/eu").out
        assert fleet.run("image", "set", "web=1.6.0", "-e", "prod").code == 0
        assert "prod/eu, prod/us: registry.example.com/web:1.6.0 is kept" in fleet.run("synth").err

    def test_a_version_that_was_set_before_there_were_clusters_is_kept(self, fleet: Project) -> None:
        fleet.write("k8skit.toml", 'format = "kustomize"\n' + CONFIG.partition("\n[clusters]")[0])
        fleet.run("synth")
        assert fleet.run("image", "set", "web=1.5.0", "-e", "prod").code == 0
        fleet.write("k8skit.toml", 'format = "kustomize"\n' + CONFIG)
        for _ in range(2):
            assert "prod/eu, prod/us: registry.example.com/web:1.5.0 is kept" in fleet.run("synth").err
        assert "dev" not in fleet.run("synth").err.partition("dist:")[0]

    def test_in_plain_output_the_file_of_an_environment_counts_for_its_clusters(self, fleet: Project) -> None:
        assert fleet.run("image", "set", "web=1.5.0", "-e", "prod/us").code == 0
        (fleet.folder / "images/prod/us/kustomization.yaml").rename(fleet.folder / "images/prod/kustomization.yaml")
        assert fleet.run("image", "set", "web=1.6.0", "-e", "prod/us").code == 0
        fleet.run("synth")
        found = {name: ["1.4.2", "1.5.0", "1.6.0"] for name in BUILDS}
        tree = fleet.tree()
        for name in BUILDS:
            found[name] = [tag for tag in found[name] if f"web:{tag}" in tree[f"{name}/shop/deployment-web.yaml"]]
        assert found == {"dev/eu": ["1.4.2"], "prod/eu": ["1.5.0"], "prod/us": ["1.6.0"]}

    def test_a_marked_version_that_was_set_before_there_were_clusters_is_kept(self, fleet: Project) -> None:
        fleet.write("k8skit.toml", CONFIG.partition("\n[clusters]")[0])
        write(fleet, APP.replace('"registry.example.com/web:1.4.2"', 'Marked("registry.example.com/web:1.4.2", policy="flux-system:web")'))
        fleet.run("synth")
        file = fleet.folder / "dist/prod/shop/deployment-web.yaml"
        file.write_text(file.read_text().replace("web:1.4.2", "web:1.5.0"))
        fleet.write("k8skit.toml", CONFIG)
        for _ in range(2):
            assert "prod/eu, prod/us: registry.example.com/web:1.5.0 is kept" in fleet.run("synth").err


class TestValues:
    def test_a_misspelled_value_is_shown_in_the_file_of_the_cluster(self, fleet: Project) -> None:
        fleet.write("values/prod/us.yaml", "regoin: us\n")
        code, _, err = fleet.run("synth")
        assert code == 2
        assert "K8S946" in err
        assert "values/prod/us.yaml:1  (regoin)\n  in    prod/us\n" in err

    @pytest.mark.parametrize(
        ("file", "message", "help"),
        [
            ("values/prod/usa.yaml", "holds the values of no cluster", 'did you mean "us"? the clusters of prod are eu, us'),
            ("values/pord/us.yaml", "holds the values of no cluster", "pord is no environment"),
        ],
    )
    def test_a_file_of_no_cluster_is_an_error(self, fleet: Project, file: str, message: str, help: str) -> None:
        fleet.write(file, "region: us\n")
        code, _, err = fleet.run("synth")
        assert code == 2 or code == 1
        assert "K8S947" in err
        assert f"{file} {message}" in err
        assert help in err

    def test_two_files_of_one_cluster_are_an_error(self, fleet: Project) -> None:
        fleet.write("values/prod/us.toml", 'region = "us"\n')
        assert "there is both us.toml and us.yaml" in fleet.run("synth").err

    def test_a_file_that_is_never_read_is_told(self, fleet: Project) -> None:
        write(fleet, fleet.config_map("a"))
        code, _, err = fleet.run("synth")
        assert code == 1
        assert "error[K8S948]" in err
        assert "the values in values/prod/us.yaml are never read" in err


class TestConfiguration:
    @pytest.mark.parametrize(
        ("clusters", "message"),
        [
            ('prod = ["eu"]', "clusters says nothing of the environment 'dev'"),
            ('dev = ["eu"]\nprod = ["eu"]\npord = ["us"]', "clusters names 'pord', which is no environment"),
            ('dev = []\nprod = ["eu"]', "clusters of dev must not be empty"),
            ('dev = "eu"\nprod = ["eu"]', "clusters of dev must be an array of strings, not a string"),
            ('dev = ["eu", "eu"]\nprod = ["eu"]', "clusters of dev has 'eu' twice"),
            ('dev = ["e/u"]\nprod = ["eu"]', "clusters of dev has a name that cannot be one, 'e/u'"),
        ],
    )
    def test_every_environment_has_clusters_with_names_of_their_own(self, fleet: Project, clusters: str, message: str) -> None:
        fleet.write("k8skit.toml", f'environments = ["dev", "prod"]\n[clusters]\n{clusters}\n')
        code, _, err = fleet.run("synth")
        assert code == 2
        assert "K8S940" in err
        assert message in err


class TestDelivery:
    def test_each_overlay_goes_to_its_cluster(self, fleet: Project) -> None:
        repo = 'repo="https://git.example.com/deploy.git"'
        write(fleet, APP, f'ArgoCD(app, "argo", {repo}, style="applicationset")', f'Flux(app, "flux", {repo})')
        assert fleet.run("synth", "--format", "kustomize").code == 0
        tree = fleet.tree()
        spec = load_data(tree["argocd/applicationset-argo.yaml"], "")["spec"]
        assert spec["generators"][0]["list"]["elements"] == [
            {"name": f"argo-{name.replace('/', '-')}", "environment": name[:-3], "cluster": name[-2:], "path": f"dist/overlays/{name}"}
            for name in BUILDS
        ]
        reads = spec["template"]["metadata"]["annotations"]["argocd.argoproj.io/manifest-generate-paths"]
        assert reads == ".;/dist/base;/dist/environments/{{.environment}}"
        assert spec["template"]["spec"]["destination"] == {"name": "{{.cluster}}"}
        found = {
            path: load_data(text, "")["spec"]["path"] for path, text in tree.items() if path.startswith("flux/") and "kustomization" in path
        }
        assert found == {
            "flux/eu/kustomization-flux-dev.yaml": "./dist/overlays/dev/eu",
            "flux/eu/kustomization-flux-prod.yaml": "./dist/overlays/prod/eu",
            "flux/us/kustomization-flux-prod.yaml": "./dist/overlays/prod/us",
        }

    def test_two_clusters_that_are_sent_to_one_are_refused(self, fleet: Project) -> None:
        write(fleet, APP, 'Flux(app, "flux", repo="https://git.example.com/deploy.git", clusters=["eu"])')
        code, _, err = fleet.run("synth", "--format", "kustomize")
        assert code == 1
        assert "K8S971" in err
        assert "environments prod/eu and prod/us both put" in err

    def test_the_plugin_is_told_the_cluster(self, fleet: Project) -> None:
        write(fleet, APP, 'ArgoCD(app, "argo", repo="https://git.example.com/deploy.git", plugin="k8skit")')
        assert fleet.run("synth").code == 0
        application = load_data(fleet.tree()["argocd/application-argo-prod-us.yaml"], "")
        assert application["spec"]["source"]["plugin"]["env"] == [{"name": "K8SKIT_ENVIRONMENT", "value": "prod/us"}]

    def test_the_plugin_of_an_application_set_too(self, fleet: Project) -> None:
        write(fleet, APP, 'ArgoCD(app, "argo", repo="https://git.example.com/deploy.git", plugin="k8skit", style="applicationset")')
        assert fleet.run("synth").code == 0
        spec = load_data(fleet.tree()["argocd/applicationset-argo.yaml"], "")["spec"]
        assert [element["build"] for element in spec["generators"][0]["list"]["elements"]] == list(BUILDS)
        assert spec["template"]["spec"]["source"]["plugin"]["env"] == [{"name": "K8SKIT_ENVIRONMENT", "value": "{{.build}}"}]
