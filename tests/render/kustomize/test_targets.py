"""Each target of a patch matches one object and no other: counted by kustomize."""

from __future__ import annotations

import posixpath
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, seed, settings

from k8skit.render.kustomize import render
from k8skit.render.kustomize.build import matches
from k8skit.render.kustomize.targets import escaped
from k8skit.yamltext import dump, load_data
from tests.render.kustomize.apps import apps_with_features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from k8skit.render.kustomize import Features
    from tests.render.kustomize.apps import AnyApp


def reached(texts: Mapping[str, str], folder: str) -> list[str]:
    """Return the folders whose kustomizations a build of one reads."""
    kustomization = load_data(texts[f"{folder}/kustomization.yaml"], folder)
    found = [folder]
    for way in [*kustomization.get("resources", ()), *kustomization.get("components", ())]:
        if not way.endswith(".yaml"):
            found += reached(texts, posixpath.normpath(f"{folder}/{way}"))
    return found


def hits(kustomize: Any, texts: Mapping[str, str], overlay: str) -> dict[str, int]:
    """Return path of a patch -> number of objects that its target matches, while the patches before it are in place.

    Counted are the patches of the overlay, and of all that it is made of.
    """
    more = dict(texts)
    marks: list[str] = []
    for folder in reached(texts, f"overlays/{overlay}"):
        path = f"{folder}/kustomization.yaml"
        kustomization = load_data(texts[path], path)
        both = []
        for patch in kustomization.get("patches", ()):
            mark = f"mark-{len(marks)}.yaml"
            # of the form of the patch: kustomize cannot apply a JSON Patch to whatever it can merge into
            body = load_data(texts[f"{folder}/{patch['path']}"], folder)
            head = {key: body[key] for key in ("apiVersion", "kind", "metadata")} if type(body) is dict else {}
            hit = f"hit-{len(marks)}"
            more[f"{folder}/{mark}"] = dump({**head, hit: 1} if head else [{"op": "add", "path": f"/{hit}", "value": 1}])
            both += [{"path": mark, "target": patch["target"]}, patch]
            marks.append(f"{folder}/{patch['path']}")
        if both:
            more[path] = dump({**kustomization, "patches": both})
    found = kustomize.build(kustomize.write(more) / "overlays" / overlay)
    return {path: sum(f"hit-{n}" in o for o in found) for n, path in enumerate(marks)}


@pytest.mark.parametrize("seed", range(1000, 1012))
def test_each_target_matches_one_object_of_any_app(seed: int, kustomize: Any, maker: Callable[[Random], Any]) -> None:
    texts = render(maker(Random(seed)).app(environments=2, objects=16))
    found = hits(kustomize, texts, "e1")
    assert found == dict.fromkeys(found, 1)


def check_all(kustomize: Any, texts: Mapping[str, str], overlays: Iterable[str], *tops: str) -> None:
    """Count the hits of every overlay; some patch must stand in each of some top folders."""
    seen = set()
    for overlay in overlays:
        found = hits(kustomize, texts, overlay)
        assert found == dict.fromkeys(found, 1)
        seen |= {path.partition("/")[0] for path in found}
    assert seen >= set(tops)


def test_each_target_matches_one_object_of_any_cluster(kustomize: Any, maker: Callable[[Random], Any]) -> None:
    for n in range(8):
        made = maker(Random(1100 + n)).app(environments=4, objects=16)
        app = dict(zip(("dev/eu", "dev/us", "prod/eu", "prod/us"), made.values(), strict=True))
        check_all(kustomize, render(app), app, "environments", "overlays")


@pytest.mark.parametrize("names", [("e0", "e1", "e2"), ("dev/eu", "prod/eu", "prod/us")])
def test_each_target_of_a_component_matches_one_object_wherever_it_is_used(names: tuple[str, ...], kustomize: Any) -> None:
    counted = []

    @seed(300)
    @settings(max_examples=25)
    @given(apps_with_features(names))
    def holds(app: tuple[AnyApp, Features]) -> None:
        wanted, features = app
        texts = render(wanted, features=features)
        if any(path.startswith("components/") and "/patches/" in path for path in texts):
            counted.append(1)
            check_all(kustomize, texts, [name for name, on in features.on.items() if on], "components")

    holds()
    assert len(counted) > 5


def test_names_that_are_patterns_match_themselves_alone(kustomize: Any, manifests: Callable[..., Any]) -> None:
    names = ["a.b", "axb", "a|b", "a*", "aa", "(a)", "a+", "[a]", "^a", "a$", "a\\b", "system:a", "a b", "1", "{2}"]

    def roles(value: str) -> list[dict[str, Any]]:
        kind = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole"}
        return [{**kind, "metadata": {"name": name, "labels": {"e": value}}, "rules": [{"verbs": [value]}]} for name in names]

    texts = render({"e0": manifests(*roles("get")), "e1": manifests(*roles("list"))})
    found = hits(kustomize, texts, "e1")
    assert len(found) == len(names)
    assert set(found.values()) == {1}
    assert kustomize.differences(texts, {"e1": roles("list")}) == []


def service(value: int, api: str = "v1", namespace: str = "") -> dict[str, Any]:
    metadata = {"name": "web", **({"namespace": namespace} if namespace else {})}
    return {"apiVersion": api, "kind": "Service", "metadata": metadata, "spec": {"ports": [{"port": value}]}}


def test_the_core_group_is_told_from_others_where_it_must_be(kustomize: Any, manifests: Callable[..., Any]) -> None:
    def both(value: int) -> list[dict[str, Any]]:
        return [service(value, namespace="shop"), service(value, "serving.knative.dev/v1", "shop")]

    texts = render({"e0": manifests(*both(1)), "e1": manifests(*both(2))})
    assert "group: ^$\n" in texts["overlays/e1/kustomization.yaml"] or "group: '^$'\n" in texts["overlays/e1/kustomization.yaml"]
    assert list(hits(kustomize, texts, "e1").values()) == [1, 1]
    assert kustomize.differences(texts, {"e0": both(1), "e1": both(2)}) == []
    alone = render({"e0": manifests(service(1)), "e1": manifests(service(2))})
    assert "group" not in alone["overlays/e1/kustomization.yaml"]


def test_what_no_target_matches_alone_stands_in_each_overlay(kustomize: Any, manifests: Callable[..., Any]) -> None:
    def both(value: int) -> list[dict[str, Any]]:
        return [service(value), service(value, namespace="other")]

    texts = render({"e0": manifests(*both(1)), "e1": manifests(*both(2))})
    assert "base/shop/service-web.yaml" not in texts
    assert "overlays/e1/shop/service-web.yaml" in texts
    assert "overlays/e1/patches/shop/service-other.web.yaml" in texts
    assert kustomize.differences(texts, {"e0": both(1), "e1": both(2)}) == []


def test_a_pattern_matches_its_text(kustomize: Any) -> None:
    text = "a.b*c\\d|(e)[f]{g}^h$i+j?k-l"
    assert matches({"name": escaped(text)}, {"apiVersion": "v1", "kind": "A", "metadata": {"name": text}})
    assert not matches({"name": escaped("a.b")}, {"apiVersion": "v1", "kind": "A", "metadata": {"name": "axb"}})
    assert escaped("web-1") == "web-1"
