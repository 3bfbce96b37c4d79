"""Argo CD gets Applications that read what synth writes, in an order that it can follow, and rights for that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest

from k8skit import ApiObject, App, ArgoCD, CallError, Chart, CheckError, ConfigMap, Flux, OutputError, Tenant, WebService, external
from k8skit.constructs.argo_cd import joined
from k8skit.files.config import Config
from k8skit.pipeline import synth
from tests.delivery.conftest import objects, texts

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

REPO = "https://git.example.com/shop/deploy.git"


def shop(app: App, **more: Any) -> ArgoCD:
    team = Tenant(app, "team-a", name=f"team-a-{app.environment}".strip("-"))
    chart = Chart(app, "shop", namespace=team.namespace)
    WebService(chart, "orders", image="registry.example.com/orders:1.4.2")
    return ArgoCD(app, "store", repo=REPO, **more)


def test_an_app_without_environments(manifest_snapshot: SnapshotAssertion) -> None:
    found = objects(shop)
    assert set(found) == {"argocd/application-shop", "argocd/application-team-a", "argocd/appproject-store"}
    assert list(found.values()) == manifest_snapshot


def test_an_application_for_each_chart_environment_and_cluster() -> None:
    def build(app: App) -> None:
        shop(app, clusters=["eu", "us"] if app.environment == "prod" else (), revision="main" if app.environment == "dev" else "v1")

    found = objects(build, "dev", "prod")
    applications = {path: o["spec"] for path, o in found.items() if "application-" in path}
    assert {path: (s["source"]["path"], s["source"]["targetRevision"], s["destination"]) for path, s in applications.items()} == {
        "argocd/application-shop-dev": ("dist/dev/shop", "main", {"server": "https://kubernetes.default.svc", "namespace": "team-a-dev"}),
        "argocd/application-team-a-dev": ("dist/dev/team-a", "main", {"server": "https://kubernetes.default.svc"}),
        "argocd/application-shop-prod-eu": ("dist/prod/shop", "v1", {"name": "eu", "namespace": "team-a-prod"}),
        "argocd/application-shop-prod-us": ("dist/prod/shop", "v1", {"name": "us", "namespace": "team-a-prod"}),
        "argocd/application-team-a-prod-eu": ("dist/prod/team-a", "v1", {"name": "eu"}),
        "argocd/application-team-a-prod-us": ("dist/prod/team-a", "v1", {"name": "us"}),
    }


def test_an_applicationset_makes_the_same_applications(manifest_snapshot: SnapshotAssertion) -> None:
    def build(app: App) -> None:
        shop(app, style="applicationset", rolling=True, clusters=["eu", "us"] if app.environment == "prod" else ["eu"])

    found = objects(build, "dev", "prod")
    assert set(found) == {"argocd/applicationset-store", "argocd/appproject-store"}
    assert found["argocd/applicationset-store"] == manifest_snapshot


@pytest.mark.parametrize("clusters", [["eu"], ["eu", "us"], []])
@pytest.mark.parametrize("environments", [(), ("dev",), ("dev", "prod")])
def test_what_an_applicationset_fills_in_is_what_the_applications_say(clusters: list[str], environments: tuple[str, ...]) -> None:
    """The elements and the template together, filled in by hand as Argo CD does, against the Applications."""

    def one(style: Literal["applications", "applicationset"]) -> Any:
        def build(app: App) -> None:
            ConfigMap(Chart(app, "plain", namespace=f"plain{app.environment}"), "a", data={"k": "v"})
            WebService(Chart(app, "shop", namespace=f"shop{app.environment}"), "orders", image="registry.example.com/orders:1.4.2")
            ArgoCD(app, "store", repo=REPO, clusters=clusters, style=style, revision=f"rev-{app.environment}")

        return build

    made = objects(one("applicationset"), *environments)["argocd/applicationset-store"]["spec"]
    [generator] = made["generators"]

    def fill(value: Any, element: dict[str, str]) -> Any:
        if isinstance(value, dict):
            return {k: fill(v, element) for k, v in value.items()}
        if isinstance(value, list):
            return [fill(v, element) for v in value]
        if isinstance(value, str):
            for key, text in element.items():
                value = value.replace("{{." + key + "}}", text)
            assert "{{" not in value
        return value

    filled = {e["name"]: fill(made["template"], e) for e in generator["list"]["elements"]}
    single = {o["metadata"]["name"]: o for path, o in objects(one("applications"), *environments).items() if "application-" in path}
    assert filled.keys() == single.keys()
    for name, application in filled.items():
        assert application["spec"] == single[name]["spec"]
        assert application["metadata"]["labels"] == single[name]["metadata"]["labels"]


def test_environments_with_other_settings_have_an_applicationset_of_their_own() -> None:
    def build(app: App) -> None:
        shop(app, style="applicationset", automated=app.environment != "prod")

    found = objects(build, "dev", "staging", "prod")
    assert set(found) == {"argocd/applicationset-store-dev", "argocd/applicationset-store-prod", "argocd/appproject-store"}
    assert "automated" not in found["argocd/applicationset-store-prod"]["spec"]["template"]["spec"]["syncPolicy"]


def test_the_project_allows_what_the_output_needs_and_no_more() -> None:
    def build(app: App) -> None:
        shop(app)
        cluster_role = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "x"}, "rules": []}
        ApiObject(Chart(app, "base"), "x", cluster_role)

    spec = objects(build)["argocd/appproject-store"]["spec"]
    here = "https://kubernetes.default.svc"
    assert spec == {
        "sourceRepos": [REPO],
        "destinations": [{"server": here, "namespace": "default"}, {"server": here, "namespace": "team-a"}],
        "clusterResourceWhitelist": [{"group": "", "kind": "Namespace"}, {"group": "rbac.authorization.k8s.io", "kind": "ClusterRole"}],
    }


def test_a_project_that_exists_is_not_made() -> None:
    found = objects(lambda app: shop(app, project="platform"))
    assert set(found) == {"argocd/application-shop", "argocd/application-team-a"}
    assert {o["spec"]["project"] for o in found.values()} == {"platform"}


def test_a_namespace_that_nobody_makes_is_made_by_argo_cd() -> None:
    def build(app: App, *, declared: bool = False) -> None:
        ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
        if declared:
            external(app, "Namespace", "shop")
        ArgoCD(app, "store", repo=REPO)

    options = objects(build)["argocd/application-shop"]["spec"]["syncPolicy"]["syncOptions"]
    assert options == ["CreateNamespace=true", "ServerSideApply=true"]
    declared = objects(lambda app: build(app, declared=True))["argocd/application-shop"]
    assert declared["spec"]["syncPolicy"]["syncOptions"] == ["ServerSideApply=true"]


def test_waves_follow_dependencies_between_charts_and_within() -> None:
    app = App()
    one, two = Chart(app, "one", namespace="a"), Chart(app, "two", namespace="a")
    first, second, third = (ConfigMap(one, name, data={"k": "v"}) for name in ("first", "second", "third"))
    second.node.add_dependency(first)
    third.node.add_dependency(second)
    ConfigMap(two, "late", data={"k": "v"})
    two.node.add_dependency(one)
    ArgoCD(app, "store", repo=REPO)
    wave = "argocd.argoproj.io/sync-wave"
    notes = {m["metadata"]["name"]: m["metadata"].get("annotations", {}).get(wave) for m in app.manifests()}
    assert notes == {"first": None, "second": "1", "third": "2", "late": None}

    def build(app: App) -> None:
        two = Chart(app, "two", namespace="a")
        one = Chart(app, "one", namespace="a")
        ConfigMap(two, "b", data={"k": "v"})
        ConfigMap(one, "a", data={"k": "v"}).node.add_dependency(two)
        ArgoCD(app, "store", repo=REPO)

    found = objects(build)
    assert wave not in found["argocd/application-two"]["metadata"]["annotations"]
    assert found["argocd/application-one"]["metadata"]["annotations"][wave] == "1"


def test_charts_that_come_after_each_other_are_an_error() -> None:
    app = App()
    one, two = Chart(app, "one"), Chart(app, "two")
    a, b = ConfigMap(one, "a", data={"k": "v"}), ConfigMap(one, "b", data={"k": "v"})
    c, d = ConfigMap(two, "c", data={"k": "v"}), ConfigMap(two, "d", data={"k": "v"})
    a.node.add_dependency(c)
    d.node.add_dependency(b)
    ArgoCD(app, "store", repo=REPO)
    with pytest.raises(CheckError) as raised:
        app.manifests()
    assert [f.code for f in raised.value.findings] == ["K8S964"]
    assert raised.value.findings[0].origin
    assert raised.value.findings[0].origin.path == "one/a"


def test_namespaces_never_close_a_circle() -> None:
    def build(app: App) -> None:
        for here, there in (("one", "two"), ("two", "one")):
            chart = Chart(app, here, namespace=there)
            ApiObject(chart, "namespace", {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": here}})
            ConfigMap(chart, "a", data={"k": "v"})
        Flux(app, "store", repo=REPO)

    found = objects(build)
    assert found["flux/kustomization-one"]["spec"]["dependsOn"] == [{"name": "two"}]
    assert "dependsOn" not in found["flux/kustomization-two"]["spec"]


def test_what_holds_data_is_protected_on_request() -> None:
    def notes(app: App) -> dict[str, str | None]:
        key = "argocd.argoproj.io/sync-options"
        return {f"{m['kind']} {m['metadata']['name']}": m["metadata"].get("annotations", {}).get(key) for m in app.manifests()}

    app = App()
    shop(app, protect=True)
    claim = {
        "kind": "PersistentVolumeClaim",
        "apiVersion": "v1",
        "metadata": {"annotations": {"argocd.argoproj.io/sync-options": "Prune=false"}},
    }
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    ApiObject(app.node.find_child("shop"), "data", {**claim, "spec": spec})
    found = notes(app)
    assert found["Namespace team-a"] == "Prune=confirm,Delete=confirm"
    assert found["PersistentVolumeClaim data"] == "Prune=false"
    assert found["Deployment orders"] is None
    plain = App()
    shop(plain)
    assert set(notes(plain).values()) == {None}


def test_an_object_too_large_for_a_client_side_apply_is_an_error_only_without_the_servers() -> None:
    def build(size: int, **more: Any) -> App:
        app = App()
        ConfigMap(Chart(app, "shop", namespace="shop"), "large", data={"k": "x" * size})
        ArgoCD(app, "store", repo=REPO, **more)
        return app

    build(300_000).manifests()
    with pytest.raises(CheckError, match="K8S966"):
        build(300_000, server_side_apply=False).manifests()
    [m] = build(1, server_side_apply=False).manifests()
    from json import dumps

    rest = 262144 - len(dumps(m, separators=(",", ":"))) - 1
    build(1 + rest, server_side_apply=False).manifests()
    with pytest.raises(CheckError, match="262145 bytes"):
        build(2 + rest, server_side_apply=False).manifests()


@pytest.mark.parametrize(
    ("layout", "source"),
    [
        ("file-per-object", {"path": "deploy/dist/shop"}),
        ("file-per-chart", {"path": "deploy/dist", "directory": {"include": "shop.yaml"}}),
        ("file-per-app", {"path": "deploy/dist", "directory": {"include": "app.yaml"}}),
    ],
)
def test_an_application_reads_what_the_layout_makes(layout: str, source: dict[str, Any]) -> None:
    def build(app: App) -> None:
        ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
        ArgoCD(app, "store", repo=REPO, path="/deploy/dist/")

    found = objects(build, config=Config(layout=layout))
    name = "store" if layout == "file-per-app" else "shop"
    assert found[f"argocd/application-{name}"]["spec"]["source"] == {"repoURL": REPO, "targetRevision": "HEAD", **source}


def test_an_overlay_is_one_application_that_follows_the_base_too() -> None:
    def build(app: App) -> None:
        one, two = (Chart(app, name, namespace=f"a{app.environment}") for name in ("one", "two"))
        first, second = ConfigMap(one, "first", data={"k": "v"}), ConfigMap(two, "second", data={"k": "v"})
        second.node.add_dependency(first)
        ArgoCD(app, "store", repo=REPO)

    config = Config(format="kustomize", environments=("dev", "prod"))
    found = objects(build, "dev", "prod", config=config)
    assert set(found) == {"argocd/application-store-dev", "argocd/application-store-prod", "argocd/appproject-store"}
    application = found["argocd/application-store-prod"]
    assert application["spec"]["source"]["path"] == "dist/overlays/prod"
    assert application["metadata"]["annotations"]["argocd.argoproj.io/manifest-generate-paths"] == ".;/dist/base"
    app = App()
    app.__dict__["_environment"] = "dev"
    build(app)
    [_, second] = synth(app, config).manifests
    assert second.object["metadata"]["annotations"] == {"argocd.argoproj.io/sync-wave": "1"}
    with pytest.raises(OutputError, match=r"K8S950.*folder base"):
        objects(lambda app: shop(app, folder="base"), "dev", config=config)


def test_with_a_plugin_one_application_reads_the_app_itself() -> None:
    def build(app: App) -> None:
        shop(app, plugin="k8skit", path="apps/shop")

    found = objects(build, "dev", "prod")
    assert {p for p in found if "application-" in p} == {"argocd/application-store-dev", "argocd/application-store-prod"}
    env = [{"name": "K8SKIT_ENVIRONMENT", "value": "prod"}]
    source = found["argocd/application-store-prod"]["spec"]["source"]
    assert source == {"repoURL": REPO, "targetRevision": "HEAD", "path": "apps/shop", "plugin": {"name": "k8skit", "env": env}}
    assert "plugin" not in str(objects(shop))


def test_a_patch_and_annotations_reach_every_application() -> None:
    slack = {"notifications.argoproj.io/subscribe.on-sync-failed.slack": "deploys"}
    patch = {"metadata": {"finalizers": ["resources-finalizer.argocd.argoproj.io"]}, "spec": {"revisionHistoryLimit": 3}}
    found = objects(lambda app: shop(app, patch=patch, annotations=slack, prefix="x-"))
    for name in ("x-shop", "x-team-a"):
        application = found[f"argocd/application-{name}"]
        assert application["metadata"]["finalizers"] == ["resources-finalizer.argocd.argoproj.io"]
        assert application["metadata"]["annotations"].items() >= slack.items()
        assert application["spec"]["revisionHistoryLimit"] == 3
        assert application["spec"]["project"] == "store"


def test_a_patch_reaches_the_template_of_an_application_set() -> None:
    patch = {"metadata": {"finalizers": ["resources-finalizer.argocd.argoproj.io"]}, "spec": {"revisionHistoryLimit": 3}}
    found = objects(lambda app: shop(app, patch=patch, style="applicationset"))
    template = found["argocd/applicationset-store"]["spec"]["template"]
    assert template["metadata"]["finalizers"] == ["resources-finalizer.argocd.argoproj.io"]
    assert template["metadata"]["name"] == "{{.name}}"
    assert template["spec"]["revisionHistoryLimit"] == 3
    assert template["spec"]["project"] == "store"


def test_the_set_and_the_project_are_patched_by_their_kinds() -> None:
    patches = {
        "ApplicationSet": {"spec": {"syncPolicy": {"preserveResourcesOnDeletion": True}}},
        "AppProject": {"spec": {"description": "the shop", "clusterResourceWhitelist": None}},
    }
    found = objects(lambda app: shop(app, patches=patches, style="applicationset"))
    plain = objects(lambda app: shop(app, style="applicationset"))
    spec = found["argocd/applicationset-store"]["spec"]
    assert spec == {**plain["argocd/applicationset-store"]["spec"], "syncPolicy": {"preserveResourcesOnDeletion": True}}
    project = found["argocd/appproject-store"]["spec"]
    assert project["description"] == "the shop"
    assert "clusterResourceWhitelist" not in project
    with pytest.raises(CheckError, match=r"K8S101.*descriptionn"):
        objects(lambda app: shop(app, patches={"AppProject": {"spec": {"descriptionn": "x"}}}))


def test_environments_that_patch_their_set_differently_have_one_each_and_their_project_must_be_one() -> None:
    def build(kind: str, app: App) -> None:
        note = {"metadata": {"annotations": {"example.com/of": app.environment}}}
        shop(app, patches={kind: note}, style="applicationset")

    found = objects(lambda app: build("ApplicationSet", app), "dev", "prod")
    sets = {path: o["metadata"]["annotations"] for path, o in found.items() if "applicationset" in path}
    assert sets == {f"argocd/applicationset-store-{e}": {"example.com/of": e} for e in ("dev", "prod")}
    with pytest.raises(CheckError, match=r"K8S965.*AppProject store"):
        objects(lambda app: build("AppProject", app), "dev", "prod")


def test_what_it_makes_is_checked_like_everything() -> None:
    with pytest.raises(CheckError, match=r"K8S101.*revisionHistoryLimitt"):
        objects(lambda app: shop(app, patch={"spec": {"revisionHistoryLimitt": 3}}))


@pytest.mark.parametrize(
    "parameters",
    [
        {"rolling": True},
        {"rolling": True, "style": "applicationset"},  # there are no environments
        {"style": "applicationset", "patch": {"a": 1}},
        {"patches": {"ApplicationSet": {"metadata": {}}}},  # none is made
        {"style": "applicationset", "project": "there", "patches": {"AppProject": {"metadata": {}}}},
        {"project": "there", "patches": {"AppProject": {"metadata": {}}}},
        {"style": "both"},
        {"clusters": ["Not A Name"]},
    ],
)
def test_what_contradicts_itself_is_refused(parameters: dict[str, Any]) -> None:
    app = App()
    app.__dict__["_environment"] = ""
    with pytest.raises(CallError, match="K8S902"):
        ArgoCD(app, "store", repo=REPO, **parameters)


def test_it_stands_under_the_app() -> None:
    with pytest.raises(CallError, match="must stand directly under the App"):
        ArgoCD(Chart(App(), "shop"), "store", repo=REPO)


def test_its_folder_is_never_one_that_it_makes_a_cluster_read() -> None:
    with pytest.raises(OutputError, match=r"K8S950.*folder shop"):
        objects(lambda app: shop(app, folder="shop"))
    with pytest.raises(OutputError, match=r"K8S950.*folder prod"):
        objects(lambda app: shop(app, folder="prod"), "prod")


def test_two_environments_do_not_take_an_object_from_each_other() -> None:
    def build(app: App, **more: Any) -> None:
        ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
        ArgoCD(app, "store", repo=REPO, **more)

    with pytest.raises(CheckError, match=r"K8S971.*dev and prod both put ConfigMap shop/a into one cluster"):
        objects(build, "dev", "prod")
    with pytest.raises(CheckError, match="into cluster eu"):
        objects(lambda app: build(app, clusters=["eu", app.environment]), "dev", "prod")
    assert objects(lambda app: build(app, clusters=[app.environment]), "dev", "prod")
    assert objects(lambda app: build(app, folder=f"argocd-{app.environment}"), "dev", "prod")


def test_a_part_of_an_app_and_an_app_without_it_deliver_nothing() -> None:
    app = App()
    shop(app)
    part = app.node.find_child("shop")
    assert synth(part).stages == []
    assert texts(lambda app: Tenant(app, "team-a")) == {}


@pytest.mark.parametrize(
    ("parts", "path"), [(("dist", "prod/shop"), "dist/prod/shop"), (("", ""), "."), (("./a/", "/b"), "a/b"), ((".", ""), ".")]
)
def test_paths_are_joined(parts: tuple[str, ...], path: str) -> None:
    assert joined(*parts) == path
