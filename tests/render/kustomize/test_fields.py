"""`namespace`, `replicas` and `images` of a kustomization: used where they give exactly what is wanted, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from k8skit.process.images import split
from k8skit.render.kustomize import render
from k8skit.yamltext import load_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit.manifest import Manifest

    Make = Callable[..., list[Manifest]]

IMAGE = "registry.example.com/web"


def workload(
    name: str = "web", kind: str = "Deployment", *, image: str = f"{IMAGE}:1", replicas: Any = 1, namespace: str = "shop", **more: Any
) -> dict[str, Any]:
    spec: dict[str, Any] = {"template": {"spec": {"containers": [{"name": "web", "image": image}], **more}}}
    if replicas is not None:
        spec["replicas"] = replicas
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "namespace": namespace}, "spec": spec}


def other(kind: str, name: str = "x", api: str = "v1", namespace: str = "", **body: Any) -> dict[str, Any]:
    return {"apiVersion": api, "kind": kind, "metadata": {"name": name, **({"namespace": namespace} if namespace else {})}, **body}


def overlay(kustomize: Any, manifests: Make, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """Return the kustomization of the second environment, and the paths of its patches; kustomize must build what is wanted."""
    texts = render({"e0": manifests(*old), "e1": manifests(*new)})
    assert kustomize.differences(texts, {"e0": old, "e1": new}) == []
    path = "overlays/e1/kustomization.yaml"
    return load_data(texts[path], path), [p for p in texts if "/patches/" in p]


REPLICAS: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], list[Any]]] = {
    "a count": ([workload()], [workload(replicas=3)], [{"name": "web", "count": 3}]),
    "none": ([workload()], [workload(replicas=0)], [{"name": "web", "count": 0}]),
    "where there was none": ([workload(replicas=None)], [workload(replicas=2)], [{"name": "web", "count": 2}]),
    "gone": ([workload()], [workload(replicas=None)], []),
    "a text": ([workload()], [workload(replicas="2")], []),
    "true": ([workload(replicas=2)], [workload(replicas=True)], []),
    "two kinds of one name that agree": (
        [workload(), workload(kind="StatefulSet")],
        [workload(replicas=3), workload(kind="StatefulSet", replicas=3)],
        [{"name": "web", "count": 3}],
    ),
    "two kinds of one name that do not": (
        [workload(), workload(kind="StatefulSet")],
        [workload(replicas=3), workload(kind="StatefulSet")],
        [],
    ),
    "two namespaces that do not": (
        [workload(), workload(namespace="other")],
        [workload(replicas=3), workload(namespace="other")],
        [],
    ),
    "one of the overlay alone that does not": ([workload()], [workload(replicas=3), workload(kind="StatefulSet", replicas=4)], []),
    "a kind that it does not know": ([workload(kind="DaemonSet")], [workload(kind="DaemonSet", replicas=3)], []),
}


@pytest.mark.parametrize("case", REPLICAS)
def test_replicas_are_a_field_where_all_of_a_name_agree(case: str, kustomize: Any, manifests: Make) -> None:
    old, new, expected = REPLICAS[case]
    kustomization, patches = overlay(kustomize, manifests, old, new)
    assert kustomization.get("replicas", []) == expected
    assert bool(patches) is not bool(expected)


DIGEST = "sha256:" + "a" * 64
IMAGES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], list[Any]]] = {
    "a tag": ([workload()], [workload(image=f"{IMAGE}:2")], [{"name": IMAGE, "newTag": "2"}]),
    "a name": ([workload()], [workload(image="r.io/w:1")], [{"name": IMAGE, "newName": "r.io/w", "newTag": "1"}]),
    "a digest": ([workload()], [workload(image=f"{IMAGE}@{DIGEST}")], [{"name": IMAGE, "digest": DIGEST}]),
    "no digest any more": ([workload(image=f"{IMAGE}@{DIGEST}")], [workload(image=f"{IMAGE}:2")], [{"name": IMAGE, "newTag": "2"}]),
    "a port": (
        [workload(image="localhost:5000/w:1")],
        [workload(image="localhost:5000/w:2")],
        [{"name": "localhost:5000/w", "newTag": "2"}],
    ),
    "no tag": ([workload(image="w")], [workload(image="w:2")], [{"name": "w", "newTag": "2"}]),
    "no tag any more": ([workload()], [workload(image=IMAGE)], []),
    "tag and digest": ([workload()], [workload(image=f"{IMAGE}:2@{DIGEST}")], [{"name": IMAGE, "newTag": "2", "digest": DIGEST}]),
    "two that agree": (
        [workload(), workload("api")],
        [workload(image=f"{IMAGE}:2"), workload("api", image=f"{IMAGE}:2")],
        [{"name": IMAGE, "newTag": "2"}],
    ),
    "one that stays": ([workload(), workload("api")], [workload(image=f"{IMAGE}:2"), workload("api")], []),
    "one of the overlay alone that has another tag": (
        [workload()],
        [workload(image=f"{IMAGE}:2"), workload("api", image=f"{IMAGE}:3")],
        [],
    ),
    "one of the overlay alone that has this tag": (
        [workload()],
        [workload(image=f"{IMAGE}:2"), workload("api", image=f"{IMAGE}:2")],
        [{"name": IMAGE, "newTag": "2"}],
    ),
    "an init container that stays": (
        [workload(initContainers=[{"name": "i", "image": f"{IMAGE}:1"}])],
        [workload(image=f"{IMAGE}:2", initContainers=[{"name": "i", "image": f"{IMAGE}:1"}])],
        [],
    ),
    "a name that the pattern matches": (
        [workload(image="a.b/w:1"), workload("api", image="axb/w:1")],
        [workload(image="a.b/w:2"), workload("api", image="axb/w:1")],
        [],
    ),
    "a name that becomes another one's": (
        [workload(image="a:1"), workload("api", image="b:1")],
        [workload(image="b:3"), workload("api", image="b:2")],
        [{"name": "a", "newName": "b", "newTag": "3"}],  # and a patch for the other
    ),
    "a kind of somebody": (
        [workload(), other("Rollout", api="argoproj.io/v1", spec={"containers": [{"image": f"{IMAGE}:1"}]})],
        [workload(image=f"{IMAGE}:2"), other("Rollout", api="argoproj.io/v1", spec={"containers": [{"image": f"{IMAGE}:1"}]})],
        [],
    ),
    "a kind of somebody with odd containers": (
        [workload(), other("Rollout", api="argoproj.io/v1", spec={"containers": {"a": 1}})],
        [workload(image=f"{IMAGE}:2"), other("Rollout", api="argoproj.io/v1", spec={"containers": {"a": 1}})],
        [],
    ),
    "texts that are no images": (
        [workload(), other("ConfigMap", data={"containers": f"{IMAGE}:1", "image": f"{IMAGE}:1"})],
        [workload(image=f"{IMAGE}:2"), other("ConfigMap", data={"containers": f"{IMAGE}:1", "image": f"{IMAGE}:1"})],
        [{"name": IMAGE, "newTag": "2"}],
    ),
    "a container in another place": (
        [workload(initContainers=[{"name": "i", "image": "i:1"}])],
        [workload(image=f"{IMAGE}:2", initContainers=[{"name": "new", "image": "n:1"}, {"name": "i", "image": "i:2"}])],
        [{"name": "i", "newTag": "2"}, {"name": IMAGE, "newTag": "2"}],
    ),
}


@pytest.mark.parametrize("case", IMAGES)
def test_images_are_a_field_where_all_of_a_name_agree(case: str, kustomize: Any, manifests: Make) -> None:
    old, new, expected = IMAGES[case]
    kustomization, patches = overlay(kustomize, manifests, old, new)
    assert kustomization.get("images", []) == expected
    assert bool(patches) is (not expected or case in ("a container in another place", "a name that becomes another one's"))


def binding(namespace: str, *subjects: dict[str, Any]) -> dict[str, Any]:
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"}
    return other("RoleBinding", "b", "rbac.authorization.k8s.io/v1", namespace, roleRef=role, subjects=list(subjects))


def account(name: str, namespace: str) -> dict[str, Any]:
    return {"kind": "ServiceAccount", "name": name, "namespace": namespace}


def moved(*more: tuple[dict[str, Any], dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    old = [workload(namespace="dev"), other("ServiceAccount", "sa", namespace="dev"), *[a for a, _ in more]]
    return old, [workload(namespace="prod"), other("ServiceAccount", "sa", namespace="prod"), *[b for _, b in more]]


CLASS = other("StorageClass", "s", "storage.k8s.io/v1", provisioner="p")
NAMESPACES: dict[str, tuple[tuple[list[dict[str, Any]], list[dict[str, Any]]], bool]] = {
    "everything": (moved(), True),
    "with its Namespace": (moved((other("Namespace", "dev"), other("Namespace", "prod"))), True),
    "with another Namespace": (moved((other("Namespace", "dev"), other("Namespace", "dev"))), False),
    "with what has none": (moved((CLASS, CLASS)), True),
    "with a kind that kustomize does not know": (moved((other("Thing", api="e.com/v1"), other("Thing", api="e.com/v1"))), False),
    "with one that stays": (moved((other("ConfigMap", namespace="x"), other("ConfigMap", namespace="x"))), False),
    "with a binding of its account": (moved((binding("dev", account("sa", "dev")), binding("prod", account("sa", "prod")))), True),
    "with a binding of groups": (
        moved((binding("dev", {"kind": "Group", "name": "g"}), binding("prod", {"kind": "Group", "name": "g"}))),
        True,
    ),
    "with a binding of a user of its name": (
        moved((binding("dev", {"kind": "User", "name": "sa"}), binding("prod", {"kind": "User", "name": "sa"}))),
        False,
    ),
    "with a binding of an account elsewhere": (moved((binding("dev", account("sa", "x")), binding("prod", account("sa", "x")))), False),
    "with a binding of a default account elsewhere": (
        moved((binding("dev", account("default", "x")), binding("prod", account("default", "x")))),
        False,
    ),
    "with a binding of an unknown account": (moved((binding("dev", account("no", "x")), binding("prod", account("no", "x")))), True),
    "with a name that has a comma": (
        moved((other("ClusterRole", "a,b", "rbac.authorization.k8s.io/v1"), other("ClusterRole", "a,b", "rbac.authorization.k8s.io/v1"))),
        False,
    ),
}


@pytest.mark.parametrize("case", NAMESPACES)
def test_the_namespace_is_a_field_where_everything_is_in_it(case: str, kustomize: Any, manifests: Make) -> None:
    (old, new), expected = NAMESPACES[case]
    kustomization, _ = overlay(kustomize, manifests, old, new)
    assert kustomization.get("namespace") == ("prod" if expected else None)
    assert kustomization["resources"][0] == "../../base"


@pytest.mark.parametrize(
    "subject",
    [{"kind": "User", "name": "sa"}, account("sa", "elsewhere"), account("sa", "prod"), account("sa", "dev"), account("other", "dev")],
)
def test_a_patch_of_an_account_changes_no_binding(subject: dict[str, Any], kustomize: Any, manifests: Make) -> None:
    old = [other("ServiceAccount", "sa", namespace="dev", secrets=[{"name": "a"}]), binding("dev", subject)]
    new = [other("ServiceAccount", "sa", namespace="prod", secrets=[{"name": "b"}]), binding("dev", subject)]
    overlay(kustomize, manifests, old, new)
    stays = [other("ServiceAccount", "sa", namespace="dev", secrets=[{"name": "b"}]), binding("dev", subject)]
    overlay(kustomize, manifests, old, stays)


def test_a_rename_changes_no_reference(kustomize: Any, manifests: Make) -> None:
    def objects(name: str, reference: str) -> list[dict[str, Any]]:
        volume = {"name": "v", "configMap": {"name": reference}}
        return [other("ConfigMap", name, namespace="shop", data={"a": "b"}), workload(volumes=[volume])]

    def texts(name: str, reference: str) -> dict[str, str]:
        found = objects(name, reference)
        app = {"e0": manifests(*objects("old", "old")), "e1": manifests(*found)}
        app["e1"][0].origin = app["e0"][0].origin
        made = render(app)
        assert kustomize.differences(made, {"e1": found}) == []
        return made

    assert "overlays/e1/patches/shop/configmap-old.yaml" in texts("new", "new")
    assert "overlays/e1/shop/configmap-new.yaml" in texts("new", "old")  # kustomize would follow the name


def test_the_parts_of_an_image() -> None:
    assert split("a") == ("a", "", "")
    assert split("r:5000/a") == ("r:5000/a", "", "")
    assert split("r:5000/a:1@sha256:x") == ("r:5000/a", "1", "sha256:x")
    assert split("a@sha256:x") == ("a", "", "sha256:x")
