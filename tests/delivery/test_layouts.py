"""Layouts for teams and for rights: each team has a folder, cluster-scoped objects stand apart, and CODEOWNERS knows whose is what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit import App, ArgoCD, CallError, Chart, CheckError, ConfigMap, Flux, OutputError, Tenant
from k8skit.environments import owned_places
from k8skit.files.codeowners import wanted
from k8skit.files.config import Config
from k8skit.pipeline import synth
from tests.delivery.conftest import objects

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Project

REPO = "https://git.example.com/a.git"


def teams(app: App, delivery: Any = None, **more: Any) -> App:
    end = f"-{app.environment}" if app.__dict__.get("_environment") else ""
    payments = Tenant(app, "payments", name=f"payments{end}", owners=["@acme/payments"])
    Tenant(app, "payments-batch", name=f"payments-batch{end}", team="payments", owners=["@acme/payments", "batch@example.com"])
    search = Tenant(app, "search", name=f"search{end}")
    for name, namespace in (("orders", payments.namespace), ("index", search.namespace), ("base", f"base{end}")):
        ConfigMap(Chart(app, name, namespace=namespace), "a", data={"k": "v"})
    if delivery is not None:
        delivery(app, "store", repo=REPO, **more)
    return app


def test_each_team_has_a_folder() -> None:
    folders = {path.rpartition("/")[0] for path in synth(teams(App())).texts("folder-per-team")}
    assert folders == {
        "payments/payments",
        "payments/payments-batch",
        "payments/orders",
        "search/search",
        "search/index",
        "shared/base",
    }


def test_cluster_scoped_objects_stand_apart() -> None:
    paths = set(synth(teams(App())).texts("folder-per-scope"))
    assert "payments/cluster/namespace-payments.yaml" in paths
    assert "payments/namespaced/networkpolicy-default-deny.yaml" in paths
    assert {path for path in paths if "/cluster/" in path} == {
        f"{n}/cluster/namespace-{n}.yaml" for n in ("payments", "payments-batch", "search")
    }
    assert all(path.count("/") == 2 for path in paths)


@pytest.mark.parametrize("layout", ["folder-per-team", "folder-per-scope"])
def test_every_object_has_a_file_in_every_layout(layout: str) -> None:
    synthesis = synth(teams(App()))
    assert len(synthesis.texts(layout)) == len(synthesis.manifests)
    assert sorted(synthesis.texts(layout).values()) == sorted(synthesis.texts().values())


@pytest.mark.parametrize("layout", ["file-per-object", "folder-per-team", "folder-per-scope"])
@pytest.mark.parametrize("environments", [(), ("dev", "prod")])
def test_what_is_delivered_together_is_all_that_there_is(layout: str, environments: tuple[str, ...]) -> None:
    """Each folder of the output is the path of exactly one Application, and of one Kustomization."""
    config = Config(layout=layout)
    found = objects(lambda app: teams(app, ArgoCD), *environments, config=config)
    argo = [o["spec"]["source"]["path"] for o in found.values() if o["kind"] == "Application"]
    flux = objects(lambda app: teams(app, Flux), *environments, config=config)
    kustomizations = [o["spec"]["path"].removeprefix("./") for o in flux.values() if o["kind"] == "Kustomization"]
    folders = {path.rpartition("/")[0] for path in synth(teams(App())).texts(layout)}
    expected = sorted(f"dist/{e}{folder}" for e in ([f"{e}/" for e in environments] or [""]) for folder in folders)
    assert sorted(argo) == expected
    assert sorted(kustomizations) == expected


def test_a_team_s_account_applies_what_is_namespaced_and_flux_the_rest() -> None:
    found = objects(lambda app: teams(app, Flux, service_account="deployer"), config=Config(layout="folder-per-scope"))
    own = {path: o for path, o in found.items() if o["kind"] == "Kustomization"}
    orders = own["flux/kustomization-payments.orders"]
    assert orders["metadata"]["namespace"] == "payments"
    assert orders["spec"]["serviceAccountName"] == "deployer"
    assert orders["spec"]["sourceRef"] == {"kind": "GitRepository", "name": "store", "namespace": "flux-system"}
    assert orders["spec"]["dependsOn"] == [
        {"name": "payments", "namespace": "flux-system"},
        {"name": "payments-cluster", "namespace": "flux-system"},
    ]
    cluster = own["flux/kustomization-payments-cluster"]["spec"]
    assert "serviceAccountName" not in cluster
    assert cluster["path"] == "./dist/payments/cluster"
    with pytest.raises(CheckError, match="K8S965"):
        objects(lambda app: teams(app, Flux, service_account="deployer"))


def test_waves_let_cluster_scoped_objects_go_first() -> None:
    found = objects(lambda app: teams(app, ArgoCD), config=Config(layout="folder-per-scope"))
    key = "argocd.argoproj.io/sync-wave"
    waves = {o["metadata"]["name"]: o["metadata"]["annotations"].get(key, "0") for o in found.values() if o["kind"] == "Application"}
    assert (waves["payments-cluster"], waves["payments"], waves["orders"]) == ("0", "1", "3")


@pytest.mark.parametrize(
    ("config", "places"),
    [
        ({}, ["orders/", "payments-batch/", "payments/"]),
        ({"layout": "folder-per-scope"}, ["orders/", "payments-batch/", "payments/"]),
        ({"layout": "folder-per-team"}, ["payments/"]),
        ({"layout": "file-per-chart"}, ["orders.yaml", "payments-batch.yaml", "payments.yaml"]),
        ({"layout": "file-per-app"}, ["app.yaml"]),
    ],
)
def test_owners_own_what_the_layout_gives_their_team(config: dict[str, Any], places: list[str]) -> None:
    found = dict(owned_places({"": synth(teams(App()))}, Config(**config)))
    assert list(found) == places
    assert {owner for owners in found.values() for owner in owners} == {"@acme/payments", "batch@example.com"}


@pytest.mark.parametrize("owner", ["acme", "@", "@a b", "", "a@", "#@a"])
def test_what_is_no_owner_is_refused(owner: str) -> None:
    with pytest.raises(CallError, match="K8S902"):
        Tenant(App(), "a", owners=[owner])


BLOCK = "# begin k8skit dist/: made by k8skit, do not edit\n/dist/a/ @a @b\n# end k8skit dist/\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, BLOCK),
        ("", BLOCK),
        ("* @all\n", "* @all\n" + BLOCK),
        ("* @all", "* @all\n" + BLOCK),
        ("x @y\n" + BLOCK.replace("@b", "@c") + "z @y\n", "x @y\n" + BLOCK + "z @y\n"),
        (BLOCK, BLOCK),
    ],
)
def test_the_block_is_kept_and_nothing_else_is_touched(tmp_path: Path, old: str | None, new: str) -> None:
    file = tmp_path / ".github/CODEOWNERS"
    file.parent.mkdir()
    if old is not None:
        file.write_text(old)
    assert wanted(str(file), str(tmp_path / "dist"), [("a/", ("@a", "@b"))]) == (old, new)


def test_without_owners_the_block_goes(tmp_path: Path) -> None:
    file = tmp_path / "CODEOWNERS"
    file.write_text("x @y\n" + BLOCK)
    assert wanted(str(file), str(tmp_path / "dist"), [])[1] == "x @y\n"
    file.write_text("x @y")
    assert wanted(str(file), str(tmp_path / "dist"), []) == ("x @y", "x @y")


def test_a_blank_in_the_path_is_escaped(tmp_path: Path) -> None:
    assert "/my\\ dist/a/ @a" in wanted(str(tmp_path / "CODEOWNERS"), str(tmp_path / "my dist"), [("a/", ("@a",))])[1]


@pytest.mark.parametrize("text", [BLOCK[:-20], BLOCK.partition("\n")[2], BLOCK + BLOCK])
def test_a_broken_block_is_an_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "CODEOWNERS"
    file.write_text(text)
    with pytest.raises(OutputError, match="K8S967"):
        wanted(str(file), str(tmp_path / "dist"), [("a/", ("@a",))])


def test_an_output_elsewhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="K8S967"):
        wanted(str(tmp_path / "a/CODEOWNERS"), str(tmp_path / "dist"), [])


def test_synth_keeps_the_file_and_check_looks_at_it(project: Project) -> None:
    project.write("k8skit.toml", 'codeowners = ".github/CODEOWNERS"\n')
    project.app('Tenant(app, "payments", owners=["@acme/payments"])')
    assert project.run("synth").code == 0
    file = project.folder / ".github/CODEOWNERS"
    assert "/dist/payments/ @acme/payments\n" in file.read_text()
    assert project.run("synth", "--check").code == 0
    file.write_text(file.read_text().replace("@acme", "@other"))
    code, out, _ = project.run("synth", "--check")
    assert code == 1
    assert "+/dist/payments/ @acme/payments" in out
    assert "K8S953" in project.run("synth", "--check", "--report", "json").out
    assert "@other" in file.read_text()
    assert project.run("synth", "--select", "payments").code == 0
    assert "@other" in file.read_text()


OPTIONAL = """
owners = ["@acme/payments"] if app.cluster == "eu" else ["@acme/payments", "@acme/us"]
payments = Tenant(app, "payments", owners=owners)
orders = Chart(app, "orders", namespace=payments.namespace)
ConfigMap(orders, "a", data={"k": app.environment, "l": app.cluster})
others = Chart(app, "others", namespace="others")
ConfigMap(others, "a", data={"k": app.environment, "l": app.cluster})
if app.feature("debugging"):
    ConfigMap(orders, "probes", data={"k": "v"})
    ConfigMap(others, "more", data={"k": "v"})
"""


@pytest.mark.parametrize("format", ["kustomize", "plain"])
def test_a_team_owns_its_files_of_every_cluster_and_feature_and_no_others(project: Project, format: str) -> None:
    tables = '[clusters]\ndev = ["eu"]\nprod = ["eu", "us"]\n[features]\ndebugging = ["dev", "prod/us"]\n'
    project.write("k8skit.toml", f'environments = ["dev", "prod"]\nformat = "{format}"\ncodeowners = "CODEOWNERS"\n{tables}')
    project.app(OPTIONAL)
    assert project.run("synth").code == 0
    lines = (project.folder / "CODEOWNERS").read_text().splitlines()[1:-1]
    owners = {place.removeprefix("/dist/"): names for place, *names in map(str.split, lines)}
    tree = project.tree()
    tops = {path.partition("/")[0] for path in tree}
    assert tops == ({"base", "environments", "components", "overlays"} if format == "kustomize" else {"dev", "prod"})
    for path in tree:
        found = [place for place in owners if path.startswith(place)]
        assert len(found) == ({"payments", "orders"} & set(path.split("/")) != set()), path
    both = {place for place, names in owners.items() if names == ["@acme/payments", "@acme/us"]}
    of_us = {place for place in owners if place.startswith(("overlays/prod/us/", "prod/us/"))}
    shared = {place for place in owners if place.startswith(("base/", "environments/prod/", "components/"))}
    assert both == of_us | shared  # what a cluster's owners share with others they own too
    assert project.run("synth", "--check").code == 0


def test_owners_that_lead_nowhere_are_a_warning(project: Project) -> None:
    project.write("k8skit.toml", "")
    project.app('Tenant(app, "payments", owners=["@acme/payments"])')
    assert "warning[K8S967]" in project.run("synth").err


def test_a_selected_chart_is_found_in_the_folder_of_its_team(project: Project) -> None:
    project.write("k8skit.toml", 'layout = "folder-per-team"\n')
    lines = ['t = Tenant(app, "payments")', 'ConfigMap(Chart(app, "orders", namespace=t.namespace), "{}", data={{"k": "v"}})']
    project.app(lines[0], lines[1].format("a"))
    project.run("synth")
    project.app(lines[0], lines[1].format("b"))
    assert project.run("synth", "--select", "orders").code == 0
    paths = set(project.tree())
    assert "payments/orders/configmap-b.yaml" in paths
    assert "payments/orders/configmap-a.yaml" not in paths
    assert "payments/payments/namespace-payments.yaml" in paths
