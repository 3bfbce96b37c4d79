from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from k8skit import App, Chart, ConfigMap
from k8skit.errors import CallError, CheckError
from k8skit.manifest import Manifest
from k8skit.render.plain import stream
from k8skit.testing import Manifests, Partial
from k8skit.testing.subject import objects, text

if TYPE_CHECKING:
    from pathlib import Path


def thing(kind: str, name: str, namespace: str = "", version: str = "v1") -> dict[str, object]:
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, **({"namespace": namespace} if namespace else {})}}


MANY = [
    thing("Deployment", "web", "shop", "apps/v1"),
    thing("Deployment", "api", "shop", "apps/v1"),
    thing("Service", "web", "shop"),
    thing("Service", "web", "blog"),
    thing("Ingress", "web", "shop", "networking.k8s.io/v1"),
    thing("Ingress", "web", "shop", "extensions/v1beta1"),
]


def shop() -> App:
    app = App()
    chart = Chart(app, "shop", namespace="shop")
    ConfigMap(chart, "settings", data={"level": "info"})
    ConfigMap(chart, "more", data={"level": "debug"})
    return app


def test_one_object_is_found_by_kind_name_namespace_and_version() -> None:
    found = Manifests(MANY)
    assert found.one("Deployment", "web") == MANY[0]
    assert found.one("Service", namespace="blog") == MANY[3]
    assert found.one("Ingress", api_version="extensions/v1beta1") == MANY[5]


def test_all_objects_of_a_kind_come_in_order() -> None:
    found = Manifests(MANY)
    assert found.all("Deployment") == MANY[:2]
    assert found.all("Service", namespace="blog") == [MANY[3]]
    assert found.all("Ingress", api_version="networking.k8s.io/v1") == [MANY[4]]
    assert found.all("Secret") == []


def test_a_collection_can_be_counted_and_walked() -> None:
    found = Manifests(MANY)
    assert len(found) == 6
    assert list(found) == MANY
    assert found.kinds() == {"Deployment": 2, "Service": 2, "Ingress": 2}
    assert repr(Manifests(MANY[:1])) == "Manifests(Deployment shop/web)"


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("Deployment", "wbe", "no object is Deployment wbe; did you mean 'web'? There are: Deployment shop/web, "),
        ("Deploymnt", None, "no object is Deploymnt; did you mean Deployment? There are: "),
        ("Gateway", None, "no object is Gateway. There are: "),
        (
            "Deployment",
            None,
            "2 objects are Deployment: Deployment shop/web, Deployment shop/api; say which (name, namespace, api_version)",
        ),
        ("Service", "web", "2 objects are Service web: Service shop/web, Service blog/web; say which"),
    ],
)
def test_none_or_more_than_one_is_an_error_that_lists_what_there_is(kind: str, name: str | None, message: str) -> None:
    with pytest.raises(AssertionError) as caught:
        Manifests(MANY).one(kind, name)
    assert str(caught.value).startswith(message)


def test_an_error_names_the_namespace_asked_for_and_an_empty_collection() -> None:
    with pytest.raises(AssertionError, match="no object is Service web in namespace 'none'"):
        Manifests(MANY).one("Service", "web", namespace="none")
    with pytest.raises(AssertionError, match=r"There are: none$"):
        Manifests([]).one("Service")


def test_an_app_gives_the_objects_and_the_text_that_synth_writes() -> None:
    app = shop()
    expected = app.manifests()
    assert objects(app) == expected
    assert text(app) == stream([Manifest(entry) for entry in expected])
    assert Manifests(app).one("ConfigMap", "settings") == Partial({"metadata": {"namespace": "shop"}, "data": {"level": "info"}})


def test_a_part_of_an_app_gives_its_own_objects_only() -> None:
    app = shop()
    part = next(child for child in app.node.find_all() if child.id == "settings")
    assert [entry["metadata"]["name"] for entry in objects(part)] == ["settings"]


def test_an_app_can_be_looked_at_more_than_once_and_added_to_in_between() -> None:
    app = shop()
    assert len(Manifests(app)) == 2
    ConfigMap(Chart(app, "other"), "third", data={})
    assert len(Manifests(app)) == 3


def test_the_errors_of_an_app_are_raised() -> None:
    app = App()
    chart = Chart(app, "shop")
    ConfigMap(chart, "a", name="same", data={})
    ConfigMap(chart, "b", name="same", data={})
    with pytest.raises(CheckError, match="K8S301"):
        Manifests(app)


def test_the_configuration_of_the_project_of_the_app_holds(tmp_path: Path) -> None:
    source = "from k8skit import ApiObject, App, Chart\napp = App()\nApiObject(Chart(app, 'shop'), 'thing', {manifest!r})\n"
    manifest = {"apiVersion": "example.com/v1", "kind": "Thing", "metadata": {"name": "a"}}
    app_py = tmp_path / "app.py"
    names: dict[str, object] = {}
    exec(compile(source.format(manifest=manifest), str(app_py), "exec"), names)
    assert len(Manifests(names["app"])) == 1
    (tmp_path / "k8skit.toml").write_text("strict = true\n")
    with pytest.raises(CheckError, match="K8S112"):
        Manifests(names["app"])


@pytest.mark.parametrize("value", [None, 3, [3], ["text"], object()])
def test_anything_else_is_refused_with_what_may_be_given(value: object) -> None:
    with pytest.raises(CallError, match=r"K8S963: .* is no manifest; give an App, a construct"):
        objects(value)


def test_manifests_and_mappings_may_be_mixed_in_a_list() -> None:
    assert objects([Manifest(dict(MANY[0])), MANY[1]]) == MANY[:2]
    assert objects(Manifest(dict(MANY[0]))) == MANY[:1]
    assert objects(tuple(MANY)) == MANY
