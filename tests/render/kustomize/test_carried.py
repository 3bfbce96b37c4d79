"""What kustomize would lose is refused by name; that it would is proved with kustomize itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.errors import OutputError
from k8skit.finding import NO_VALUE
from k8skit.render.kustomize import render
from k8skit.yamltext import dump

if TYPE_CHECKING:
    from collections.abc import Callable


def thing(spec: Any = None, **metadata: Any) -> dict[str, Any]:
    return {
        "apiVersion": "example.com/v1",
        "kind": "Thing",
        "metadata": {"name": "x", **metadata},
        "spec": spec if spec is not None else {"a": 1},
    }


def annotated(key: str, value: str = "x") -> dict[str, Any]:
    return thing(annotations={key: value})


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "local configuration": (
        annotated("config.kubernetes.io/local-config", "true"),
        "K8S956",
        "metadata.annotations[config.kubernetes.io/local-config]",
    ),
    "its place in a file": (annotated("config.kubernetes.io/index", "0"), "K8S956", "metadata.annotations[config.kubernetes.io/index]"),
    "its file": (annotated("config.kubernetes.io/path"), "K8S956", "metadata.annotations[config.kubernetes.io/path]"),
    "its origin": (annotated("config.kubernetes.io/origin"), "K8S956", "metadata.annotations[config.kubernetes.io/origin]"),
    "an id": (annotated("config.k8s.io/id"), "K8S956", "metadata.annotations[config.k8s.io/id]"),
    "transformations": (
        annotated("alpha.config.kubernetes.io/transformations"),
        "K8S956",
        "metadata.annotations[alpha.config.kubernetes.io/transformations]",
    ),
    "an internal annotation": (
        annotated("internal.config.kubernetes.io/needsHashSuffix", "enabled"),
        "K8S956",
        "metadata.annotations[internal.config.kubernetes.io/needsHashSuffix]",
    ),
    "no annotations": (thing(annotations={}), "K8S956", "metadata.annotations"),
    "null for annotations": (thing(annotations=None), "K8S956", "metadata.annotations"),
    "a number for an annotation": (thing(annotations={"a": 1}), "K8S956", "metadata.annotations[a]"),
    "a list of objects": ({"apiVersion": "v1", "kind": "List", "metadata": {"name": "x"}, "items": [thing()]}, "K8S956", "kind"),
    "an empty list of objects": ({"apiVersion": "v1", "kind": "ConfigMapList", "metadata": {"name": "x"}, "items": []}, "K8S956", "kind"),
    "a name that the cluster makes": (
        {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"generateName": "x-"}},
        "K8S956",
        "metadata.name",
    ),
    "next line": (thing({"a": ["a\x85b"]}), "K8S957", "spec.a[0]"),
    "delete": (thing({"a": "\x7f"}), "K8S957", "spec.a"),
    "C1": (thing({"a": "\x9f"}), "K8S957", "spec.a"),
    "U+FFFE": (thing({"a": "\ufffe"}), "K8S957", "spec.a"),
    "a control character in a key": (thing({"a\x7f": 1}), "K8S957", "spec"),
    "a merge key": (thing({"a": {"<<": {"b": 1}}}), "K8S957", "spec.a.<<"),
    "a long key": (thing({"k" * 1100: 1}), "K8S957", "spec"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_kustomize_would_lose_is_refused(
    case: str, kustomize: Any, manifests: Callable[..., Any], equal: Callable[[Any, Any], bool]
) -> None:
    object, code, field = REFUSED[case]
    with pytest.raises(OutputError) as caught:
        render({"dev": manifests(object), "prod": manifests(object)})
    [finding] = caught.value.findings
    assert (finding.code, finding.field, finding.environments) == (code, field.replace("\x7f", ""), ("dev", "prod"))
    assert finding.origin is not None
    assert finding.help
    folder = kustomize.write({"kustomization.yaml": "resources: [x.yaml]\n", "x.yaml": dump(object)})
    try:
        found = kustomize.build(folder)
    except AssertionError:
        return
    assert not equal(found, [object])


KEPT: dict[str, dict[str, Any]] = {
    "an annotation that looks like them": annotated("config.kubernetes.io/local-config", "false"),
    "another one": annotated("kustomize.config.k8s.io/needs-hash", "true"),
    "a prefix alone": annotated("example.com/config.kubernetes.io"),
    "text about them": thing({"a": "config.kubernetes.io/path << \\u0085 ? "}),
    "empty labels": thing(labels={}),
    "empty things": thing({"a": {}, "b": [], "c": None, "d": [None, {"e": None}, [], {}], "": ""}),
    "large numbers": thing({"a": 2**63 - 1, "b": -(2**63), "c": 2**53 + 1, "d": 1e300, "e": 0.1, "f": 1e-7}),
    "texts that look like something else": thing(
        {"a": ["2026-01-01", "1e3", "0x1f", "yes", "~", "12:30:45", "=", "\u2028", "\u200b", "\x01", "a\r\nb"]}
    ),
    "odd keys": thing({"a": {"1": 1, "true": 1, "null": 1, "2026-01-01": 1, "~": 1, "a/b": 1, "é": 1, "$patch": "delete"}}),
    "a list that is none": {"apiVersion": "example.com/v1", "kind": "Listing", "metadata": {"name": "x"}},
    "another namespace": thing(namespace="default"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_kustomize_carries_is_not_refused(case: str, kustomize: Any, manifests: Callable[..., Any]) -> None:
    object = KEPT[case]
    texts = render({"dev": manifests(object)})
    assert kustomize.differences(texts, {"dev": [object]}) == []


@pytest.mark.parametrize("case", KEPT)
def test_what_kustomize_carries_survives_a_change_beside_it(case: str, kustomize: Any, manifests: Callable[..., Any]) -> None:
    object = KEPT[case]
    more = {**object, "extra": {"a": "b"}}
    less = {**object, "extra": ["a", {"name": "b"}]}
    texts = render({"dev": manifests(object), "more": manifests(more), "less": manifests(less)})
    assert kustomize.differences(texts, {"dev": [object], "more": [more], "less": [less]}) == []


def test_an_integer_that_a_json_patch_would_round_keeps_its_object_out_of_the_base(manifests: Callable[..., Any]) -> None:
    one, two = thing({"n": 2**53 + 1, "l": [1]}), thing({"n": 2**53 + 1, "l": [2]})
    texts = render({"dev": manifests(one), "prod": manifests(two)})
    assert [path for path in texts if path.endswith("thing-x.yaml")] == [
        "overlays/dev/shop/thing-x.yaml",
        "overlays/prod/shop/thing-x.yaml",
    ]
    one["spec"]["n"] = two["spec"]["n"] = 2**53
    texts = render({"dev": manifests(one), "prod": manifests(two)})
    assert [path for path in texts if path.endswith("thing-x.yaml")] == [
        "base/shop/thing-x.yaml",
        "overlays/prod/patches/shop/thing-x.yaml",
    ]


def test_two_objects_that_are_one_to_kustomize_are_refused(kustomize: Any, manifests: Callable[..., Any]) -> None:
    pair = [thing(), thing(namespace="default")]
    with pytest.raises(OutputError) as caught:
        render({"dev": manifests(*pair)})
    assert [f.code for f in caught.value.findings] == ["K8S958"]
    folder = kustomize.write({"kustomization.yaml": "resources: [x.yaml, y.yaml]\n", "x.yaml": dump(pair[0]), "y.yaml": dump(pair[1])})
    with pytest.raises(AssertionError, match="already registered id"):
        kustomize.build(folder)


def test_everything_that_is_wrong_is_told_at_once_and_no_secret_is_shown(manifests: Callable[..., Any]) -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": {"a": "hidden\x7f"}}
    with pytest.raises(OutputError) as caught:
        render({"dev": manifests(secret, thing({"a": "\x85", "<<": 1})), "prod": manifests(secret, thing({"a": "\x85"}))})
    found = [(f.code, f.field, f.environments) for f in caught.value.findings]
    both = ("dev", "prod")
    assert found == [("K8S957", "stringData.a", both), ("K8S957", "spec.<<", ("dev",)), ("K8S957", "spec.a", both)]
    assert caught.value.findings[0].value is NO_VALUE
    assert "hidden" not in str(caught.value)


def test_a_name_with_a_comma_has_no_json_patch_which_stops_kustomize(kustomize: Any, manifests: Callable[..., Any]) -> None:
    def role(verb: str) -> dict[str, Any]:
        return {
            "apiVersion": "rbac.authorization.k8s.io/v1",
            "kind": "ClusterRole",
            "metadata": {"name": "a,b"},
            "rules": [{"verbs": [verb]}],
        }

    texts = render({"dev": manifests(role("get")), "prod": manifests(role("list"))})
    assert "overlays/prod/shop/clusterrole-a%2Cb.yaml" in texts
    assert kustomize.differences(texts, {"dev": [role("get")], "prod": [role("list")]}) == []
    patch = [{"op": "replace", "path": "/rules/0/verbs/0", "value": "list"}]
    target = "patches: [{path: p.yaml, target: {kind: ClusterRole}}]\n"
    folder = kustomize.write({"kustomization.yaml": f"resources: [x.yaml]\n{target}", "x.yaml": dump(role("get")), "p.yaml": dump(patch)})
    with pytest.raises(AssertionError):
        kustomize.build(folder)
