"""Each target of a patch matches one object and no other: counted by kustomize."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from k8skit.render.kustomize import render
from k8skit.render.kustomize.build import matches
from k8skit.render.kustomize.targets import escaped
from k8skit.yamltext import dump, load_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def hits(kustomize: Any, texts: Mapping[str, str], environment: str) -> dict[str, int]:
    """Return path of a patch -> number of objects that its target matches, while the patches before it are in place."""
    path = f"overlays/{environment}/kustomization.yaml"
    kustomization = load_data(texts[path], path)
    patches = kustomization.get("patches", [])
    marks = {}
    both = []
    for n, patch in enumerate(patches):
        marks[f"overlays/{environment}/mark-{n}.yaml"] = dump([{"op": "add", "path": f"/hit-{n}", "value": 1}])
        both += [{"path": f"mark-{n}.yaml", "target": patch["target"]}, patch]
    more = {**texts, **marks, path: dump({**kustomization, "patches": both})}
    found = kustomize.build(kustomize.write(more) / "overlays" / environment)
    return {patch["path"]: sum(f"hit-{n}" in o for o in found) for n, patch in enumerate(patches)}


@pytest.mark.parametrize("seed", range(1000, 1012))
def test_each_target_matches_one_object_of_any_app(seed: int, kustomize: Any, maker: Callable[[Random], Any]) -> None:
    texts = render(maker(Random(seed)).app(environments=2, objects=16))
    found = hits(kustomize, texts, "e1")
    assert found == dict.fromkeys(found, 1)


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
