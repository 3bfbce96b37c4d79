"""Flux gets Kustomizations that read what synth writes and wait for each other, and its substitution changes nothing that was not meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from k8skit import App, CallError, Chart, CheckError, ConfigMap, Flux, Tenant, WebService, external
from k8skit.constructs.flux import escaped
from k8skit.files.config import Config
from k8skit.pipeline import synth
from tests.delivery.conftest import objects

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

REPO = "https://git.example.com/shop/deploy.git"


def shop(app: App, **more: Any) -> None:
    team = Tenant(app, "team-a", name=f"team-a-{app.environment}".strip("-"))
    chart = Chart(app, "shop", namespace=team.namespace)
    WebService(chart, "orders", image="registry.example.com/orders:1.4.2")
    Flux(app, "store", **{"repo": REPO, **more})


def test_an_app_without_environments(manifest_snapshot: SnapshotAssertion) -> None:
    found = objects(shop)
    assert set(found) == {"flux/gitrepository-store", "flux/kustomization-shop", "flux/kustomization-team-a"}
    assert list(found.values()) == manifest_snapshot


def test_each_cluster_has_a_folder_with_what_it_applies() -> None:
    def build(app: App) -> None:
        shop(app, clusters=["eu", "us"] if app.environment == "prod" else ["eu"])

    found = objects(build, "dev", "prod")
    assert {path: o["spec"]["path"] for path, o in found.items() if "kustomization" in path} == {
        "flux/eu/kustomization-shop-dev": "./dist/dev/shop",
        "flux/eu/kustomization-team-a-dev": "./dist/dev/team-a",
        "flux/eu/kustomization-shop-prod": "./dist/prod/shop",
        "flux/eu/kustomization-team-a-prod": "./dist/prod/team-a",
        "flux/us/kustomization-shop-prod": "./dist/prod/shop",
        "flux/us/kustomization-team-a-prod": "./dist/prod/team-a",
    }
    assert {path for path in found if "repository" in path} == {"flux/eu/gitrepository-store", "flux/us/gitrepository-store"}
    assert found["flux/us/kustomization-shop-prod"]["spec"]["dependsOn"] == [{"name": "team-a-prod"}]


def test_two_environments_do_not_take_an_object_from_each_other() -> None:
    def build(app: App, **more: Any) -> None:
        external(app, "Namespace", "shop")
        ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
        Flux(app, "store", repo=REPO, **more)

    assert objects(build, "dev", "prod")
    with pytest.raises(CheckError, match="K8S971"):
        objects(lambda app: build(app, clusters=["eu"]), "dev", "prod")


def test_without_clusters_each_environment_has_a_folder() -> None:
    assert {path.rpartition("/")[0] for path in objects(shop, "dev", "prod")} == {"flux/dev", "flux/prod"}


def test_one_source_of_a_cluster_cannot_follow_two_branches() -> None:
    with pytest.raises(CheckError, match="K8S965"):
        objects(lambda app: shop(app, clusters=["eu"], branch=app.environment), "dev", "prod")


@pytest.mark.parametrize(
    ("parameters", "kind", "spec"),
    [
        ({}, "GitRepository", {"ref": {"branch": "main"}}),
        ({"tag": "v1"}, "GitRepository", {"ref": {"tag": "v1"}}),
        ({"semver": ">=1.0.0"}, "GitRepository", {"ref": {"semver": ">=1.0.0"}}),
        ({"secret": "token"}, "GitRepository", {"ref": {"branch": "main"}, "secretRef": {"name": "token"}}),
        ({"repo": "oci://ghcr.io/a/b"}, "OCIRepository", {"ref": {"tag": "latest"}}),
        ({"repo": "oci://ghcr.io/a/b", "provider": "aws"}, "OCIRepository", {"ref": {"tag": "latest"}, "provider": "aws"}),
    ],
)
def test_the_source_is_git_or_oci(parameters: dict[str, Any], kind: str, spec: dict[str, Any]) -> None:
    found = objects(lambda app: shop(app, **parameters))
    source = found[f"flux/{kind.lower()}-store"]
    url = parameters.get("repo", REPO)
    assert (source["kind"], source["spec"]) == (kind, {"interval": "10m", "url": url, **spec})
    assert found["flux/kustomization-shop"]["spec"]["sourceRef"] == {"kind": kind, "name": "store"}


@pytest.mark.parametrize(
    "parameters",
    [
        {"branch": "main", "tag": "v1"},
        {"repo": "oci://ghcr.io/a/b", "branch": "main"},
        {"variables": ["a"]},
        {"substitute_from": ["cluster"]},
        {"substitute_from": ["Service/cluster"]},
        {"substitute": {"a-b": "x"}},
        {"substitute_from": ["ConfigMap/a"], "variables": ["1a"]},
    ],
)
def test_what_contradicts_itself_is_refused(parameters: dict[str, Any]) -> None:
    with pytest.raises(CallError, match="K8S902"):
        shop(App(), **parameters)


def test_a_layout_of_files_cannot_be_applied_chart_by_chart() -> None:
    with pytest.raises(CheckError, match="K8S965"):
        objects(shop, config=Config(layout="file-per-chart"))
    [one] = [o for o in objects(shop, config=Config(layout="file-per-app")).values() if o["kind"] == "Kustomization"]
    assert (one["metadata"]["name"], one["spec"]["path"]) == ("store", "./dist")


def test_a_namespace_that_nobody_makes_is_a_warning() -> None:
    app = App()
    ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
    Flux(app, "store", repo=REPO)
    assert [(f.code, f.severity) for f in synth(app).warnings] == [("K8S968", "warning")]
    app = App()
    ConfigMap(Chart(app, "shop", namespace="shop"), "a", data={"k": "v"})
    external(app, "Namespace", "shop")
    Flux(app, "store", repo=REPO)
    assert synth(app).warnings == []


def test_what_holds_data_is_protected_on_request() -> None:
    app = App()
    shop(app, protect=True)
    found = {m["kind"]: m["metadata"].get("annotations", {}) for m in app.manifests()}
    assert found["Namespace"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    assert found["Deployment"] == {}


def config_map(text: str, **parameters: Any) -> dict[str, Any]:
    app = App()
    chart = Chart(app, "shop")
    ConfigMap(chart, "a", data={"k": text})
    Flux(app, "store", repo=REPO, **parameters)
    [found] = app.manifests()
    return found


def test_without_substitution_a_text_stays() -> None:
    assert config_map("${HOME} $$ ${cluster}") == config_map("${HOME} $$ ${cluster}")
    assert "annotations" not in config_map("${HOME}")["metadata"]


def test_an_object_without_a_declared_variable_is_left_out_of_the_substitution() -> None:
    found = config_map("echo ${HOME} $$", substitute={"cluster": "eu"})
    assert found["data"]["k"] == "echo ${HOME} $$"
    assert found["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/substitute": "disabled"}
    assert "annotations" not in config_map("costs $5", substitute={"cluster": "eu"})["metadata"]


def test_beside_a_declared_variable_everything_else_is_escaped() -> None:
    found = config_map("${cluster}: ${HOME}", substitute_from=["ConfigMap/cluster"], variables=["cluster"])
    assert found["data"]["k"] == "${cluster}: $${HOME}"
    assert "annotations" not in found["metadata"]


def test_the_variables_stand_in_every_kustomization() -> None:
    found = objects(lambda app: shop(app, substitute={"cluster": "eu"}, substitute_from=["ConfigMap/cluster", "Secret/keys"]))
    assert found["flux/kustomization-shop"]["spec"]["postBuild"] == {
        "substitute": {"cluster": "eu"},
        "substituteFrom": [{"kind": "ConfigMap", "name": "cluster"}, {"kind": "Secret", "name": "keys"}],
    }


def substituted(text: str, values: dict[str, str]) -> str:
    """What Flux makes of a text, as far as `$$`, `${name}` and `${name:=default}` go (fluxcd/pkg, envsubst); ValueError for what it refuses."""
    out = ""
    while text:
        if text.startswith("${"):
            found = re.match(r"\$\{([^\W\d]\w*)(?::=([^${}]*))?\}", text)
            if found is None:
                raise ValueError(text)
            out += values.get(found[1]) or found[2] or ""
            text = text[found.end() :]
        elif text.startswith("$$"):
            out, text = out + "$", text[2:]
        else:
            out, text = out + text[0], text[1:]
    return out


TEXTS = st.lists(st.sampled_from(["$", "$$", "{", "}", "${", "a", "eu", ":=x", "#", " ", "\n", "é"])).map("".join)


@given(TEXTS)
@example("$${a}")
@example("$$$")
def test_an_escaped_text_comes_out_as_it_was(text: str) -> None:
    assert substituted(escaped(text, set()), {"a": "wrong", "eu": "wrong"}) == text


@given(TEXTS, TEXTS)
def test_a_declared_variable_is_replaced_and_nothing_else(before: str, behind: str) -> None:
    before = before.rstrip("$")
    if "{eu" in before + behind or "{#eu" in before + behind:  # written for Flux too
        return
    text = f"{before}${{eu}}{behind}"
    assert substituted(escaped(text, {"eu"}), {"a": "wrong", "eu": "VALUE"}) == f"{before}VALUE{behind}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${eu}", "${eu}"),
        ("$${eu}", "$${eu}"),
        ("${eu:=${a}} ${a}", "${eu:=${a}} $${a}"),
        ("${#eu}", "${#eu}"),
        ("${europe}", "$${europe}"),
        ("${eu", "${eu"),
        ("$a $5 $", "$a $5 $"),
        ("$$", "$$$$"),
    ],
)
def test_a_declared_variable_stays_as_it_is_written(text: str, expected: str) -> None:
    assert escaped(text, {"eu"}) == expected


def test_a_patch_reaches_every_kustomization() -> None:
    found = objects(lambda app: shop(app, patch={"spec": {"suspend": True}}))
    assert [o["spec"].get("suspend") for o in found.values() if o["kind"] == "Kustomization"] == [True, True]


def test_the_source_is_patched_by_its_kind() -> None:
    found = objects(lambda app: shop(app, patches={"GitRepository": {"spec": {"timeout": "2m", "suspend": True}}}))
    spec = found["flux/gitrepository-store"]["spec"]
    assert (spec["timeout"], spec["suspend"], spec["url"]) == ("2m", True, REPO)


def test_a_patch_of_what_is_not_made_is_refused() -> None:
    with pytest.raises(CallError, match=r"K8S902.*no OCIRepository is made here"):
        objects(lambda app: shop(app, patches={"OCIRepository": {"spec": {"interval": "1h"}}}))
