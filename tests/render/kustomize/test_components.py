"""Features become components: overlays that use them give what the app gives with the features on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from k8skit.render.kustomize import Features, render
from k8skit.yamltext import load_data
from tests.render.kustomize.apps import apps_with_features
from tests.render.kustomize.conftest import disagreements

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.manifest import Manifest
    from tests.render.kustomize.apps import AnyApp

    Manifests = Callable[..., list[Manifest]]

APPS = int(os.environ.get("K8SKIT_KUSTOMIZE_APPS", "200")) // 2


def deployment(name: str = "web", replicas: int = 1, env: dict[str, str] | None = None, **labels: str) -> dict[str, Any]:
    variables = [{"name": key, "value": value} for key, value in (env or {}).items()]
    container = {"name": name, "image": f"r.io/{name}:1", "env": variables}
    spec = {"replicas": replicas, "template": {"metadata": {"labels": {"app": name, **labels}}, "spec": {"containers": [container]}}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": name, "namespace": "shop"}, "spec": spec}


def monitor(interval: str = "30s", name: str = "web") -> dict[str, Any]:
    head = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": name, "namespace": "shop"}}
    return {**head, "spec": {"endpoints": [{"port": "http", "interval": interval}]}}


def check(kustomize: Any, wanted: dict[str, list[Manifest]], features: Features, **more: Any) -> dict[str, str]:
    """Render, and hold every overlay to what is wanted."""
    texts: dict[str, str] = render(wanted, features=features, **more)
    assert disagreements(texts, {name: [m.object for m in found] for name, found in wanted.items()}) == []
    assert kustomize.differences(texts, {name: [m.object for m in found] for name, found in wanted.items()}) == []
    return texts


def said(texts: dict[str, str], folder: str) -> dict[str, Any]:
    found: dict[str, Any] = load_data(texts[f"{folder}/kustomization.yaml"], folder)
    return found


def test_what_a_feature_adds_and_changes_stands_in_its_component(kustomize: Any, manifests: Manifests) -> None:
    bare = {name: manifests(deployment(replicas=n + 1)) for n, name in enumerate(("dev", "staging", "prod"))}
    wanted = {
        "dev": bare["dev"],
        "staging": manifests(deployment(replicas=2, scrape="yes"), monitor()),
        "prod": manifests(deployment(replicas=3, scrape="yes"), monitor()),
    }
    on = {"dev": [], "staging": ["monitoring"], "prod": ["monitoring"]}
    alone = {"monitoring": ("staging", wanted["staging"])}
    texts = check(kustomize, wanted, Features(on, {n: bare[n] for n in ("staging", "prod")}, alone))
    component = said(texts, "components/monitoring")
    assert (component["apiVersion"], component["kind"]) == ("kustomize.config.k8s.io/v1alpha1", "Component")
    assert component["resources"] == ["shop/servicemonitor-web.yaml"]
    assert [patch["path"] for patch in component["patches"]] == ["patches/shop/deployment-web.yaml"]
    for name in ("staging", "prod"):
        overlay = said(texts, f"overlays/{name}")
        assert overlay["components"] == ["../../components/monitoring"]
        assert overlay["resources"] == ["../../base"]
        assert "patches" not in overlay  # `replicas` says the rest
    assert "components" not in said(texts, "overlays/dev")


def test_where_it_does_another_thing_the_overlay_says_so(kustomize: Any, manifests: Manifests) -> None:
    bare = {name: manifests(deployment()) for name in ("dev", "prod")}
    wanted = {"dev": manifests(deployment(scrape="yes"), monitor()), "prod": manifests(deployment(scrape="often"), monitor("5s"))}
    on = {"dev": ["monitoring"], "prod": ["monitoring"]}
    texts = check(kustomize, wanted, Features(on, bare, {"monitoring": ("dev", wanted["dev"])}))
    patches = sorted(patch["path"] for patch in said(texts, "overlays/prod")["patches"])
    assert patches == ["patches/shop/deployment-web.yaml", "patches/shop/servicemonitor-web.yaml"]
    assert "patches" not in said(texts, "overlays/dev")


def test_what_a_feature_takes_away_is_no_part_of_the_base(kustomize: Any, manifests: Manifests) -> None:
    bare = {name: manifests(deployment(), deployment("old")) for name in ("dev", "prod")}
    wanted = {"dev": bare["dev"], "prod": manifests(deployment())}
    texts = check(kustomize, wanted, Features({"dev": [], "prod": ["slim"]}, {"prod": bare["prod"]}, {"slim": ("prod", wanted["prod"])}))
    assert "base/shop/deployment-old.yaml" not in texts
    assert "overlays/dev/shop/deployment-old.yaml" in texts
    assert not [path for path in texts if path.startswith("components/")]


def test_two_features_that_commute_stand_in_two_components(kustomize: Any, manifests: Manifests) -> None:
    bare = manifests(deployment())
    one, two, both = deployment(a="1"), deployment(b="2"), deployment(a="1", b="2")
    wanted = {"dev": manifests(one), "test": manifests(two), "prod": manifests(both)}
    on = {"dev": ["a"], "test": ["b"], "prod": ["a", "b"]}
    alone = {"a": ("dev", wanted["dev"]), "b": ("test", wanted["test"])}
    texts = check(kustomize, wanted, Features(on, dict.fromkeys(wanted, bare), alone))
    assert said(texts, "overlays/prod")["components"] == ["../../components/a", "../../components/b"]
    for name in wanted:
        assert "patches" not in said(texts, f"overlays/{name}")
    # in any order, as a component promises
    path = "overlays/prod/kustomization.yaml"
    turned = {**texts, path: texts[path].replace("components/a", "components/x").replace("components/b", "components/a")}
    turned[path] = turned[path].replace("components/x", "components/b")
    assert kustomize.differences(turned, {"prod": [both]}) == []


@pytest.mark.parametrize("clash", ["one value", "the end of one list"])
def test_what_depends_on_their_order_stays_in_the_overlays(clash: str, kustomize: Any, manifests: Manifests) -> None:
    bare = manifests(deployment())
    if clash == "one value":
        one, two, both = deployment(a="1"), deployment(a="2"), deployment(a="2")
    else:
        one, two, both = deployment(env={"A": "1"}), deployment(env={"B": "2"}), deployment(env={"A": "1", "B": "2"})
    wanted = {"dev": manifests(one), "test": manifests(two), "prod": manifests(both)}
    on = {"dev": ["a"], "test": ["b"], "prod": ["a", "b"]}
    alone = {"a": ("dev", wanted["dev"]), "b": ("test", wanted["test"])}
    texts = check(kustomize, wanted, Features(on, dict.fromkeys(wanted, bare), alone))
    assert said(texts, "overlays/prod")["components"] == ["../../components/a"]
    assert "components/b/kustomization.yaml" not in texts
    assert len(said(texts, "overlays/test")["patches"]) == 1


def test_a_place_in_a_list_that_is_another_one_elsewhere_is_not_guessed(kustomize: Any, manifests: Manifests) -> None:
    bare = {"dev": manifests(deployment(env={"A": "1"})), "prod": manifests(deployment(env={"Z": "0", "A": "1"}))}
    wanted = {"dev": bare["dev"], "prod": manifests(deployment(env={"Z": "0", "A": "2"}))}
    features = Features({"dev": [], "prod": ["debug"]}, {"prod": bare["prod"]}, {"debug": ("prod", wanted["prod"])})
    texts = check(kustomize, wanted, features)
    assert not [path for path in texts if path.startswith("components/")]


def test_clusters_use_them_too(kustomize: Any, manifests: Manifests) -> None:
    bare = {name: manifests(deployment(replicas=n + 1)) for n, name in enumerate(("dev/eu", "prod/eu", "prod/us"))}
    wanted = {
        "dev/eu": bare["dev/eu"],
        "prod/eu": manifests(deployment(replicas=2, scrape="yes"), monitor()),
        "prod/us": manifests(deployment(replicas=3, scrape="yes"), monitor()),
    }
    on = {"dev/eu": [], "prod/eu": ["monitoring"], "prod/us": ["monitoring"]}
    alone = {"monitoring": ("prod/eu", wanted["prod/eu"])}
    texts = check(kustomize, wanted, Features(on, {n: bare[n] for n in ("prod/eu", "prod/us")}, alone), pin_images=True)
    assert said(texts, "overlays/prod/us")["components"] == ["../../../components/monitoring"]
    assert said(texts, "components/monitoring")["resources"] == ["shop/servicemonitor-web.yaml"]


def test_a_component_changes_what_an_environment_has_moved(kustomize: Any, manifests: Manifests) -> None:
    """Its target has the namespace of the base, and the object has another one by then."""

    def made(environment: str, **labels: Any) -> list[Manifest]:
        object = deployment(**labels)
        object["metadata"]["namespace"] = f"shop-{environment}"
        return list(manifests(object))

    builds = ("dev/eu", "prod/eu", "prod/us")
    bare = {name: made(name.partition("/")[0]) for name in builds}
    wanted = {name: made(name.partition("/")[0], scrape="yes") for name in builds}
    on = {name: ["monitoring"] for name in builds}
    texts = check(kustomize, wanted, Features(on, bare, {"monitoring": ("dev/eu", wanted["dev/eu"])}))
    (patch,) = said(texts, "components/monitoring")["patches"]
    assert patch["target"]["namespace"] == "shop-dev"
    assert said(texts, "environments/prod")["namespace"] == "shop-prod"


@pytest.mark.parametrize("batch", range(5))
def test_an_overlay_of_any_app_with_features_gives_what_the_app_gives(batch: int, kustomize: Any) -> None:
    names = ("e0", "e1", "e2") if batch % 3 else ("dev/eu", "prod/eu", "prod/us")

    @seed(200 + batch)
    @settings(max_examples=APPS // 5)
    @given(apps_with_features(names), st.booleans())
    def holds(app: tuple[AnyApp, Features], pin_images: bool) -> None:
        wanted, features = app
        texts = render(wanted, features=features, pin_images=pin_images)
        objects = {name: [m.object for m in ms] for name, ms in wanted.items()}
        assert disagreements(texts, objects) == []
        assert kustomize.differences(texts, objects) == []

    holds()
