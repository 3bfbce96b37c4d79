"""k8skit's constructs in a cdk8s app: real nodes, real ApiObjects, checked objects."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cdk8s
import constructs
import jsii
import pytest

import k8skit
from k8skit import (
    ApiObject,
    App,
    ArgoCD,
    CallError,
    CanaryRoute,
    CheckError,
    ConfigMap,
    Construct,
    Service,
    ServicePort,
    Tenant,
    WebService,
    external,
)
from k8skit.cdk8s.calls import within
from k8skit.yamltext import load_all

if TYPE_CHECKING:
    from k8skit.core.guests import AnyScope

IMAGE = "registry.example.com/web:1"


@pytest.fixture
def app(tmp_path: Path) -> cdk8s.App:
    return cdk8s.App(outdir=str(tmp_path / "out"))


@pytest.fixture
def chart(app: cdk8s.App) -> cdk8s.Chart:
    return cdk8s.Chart(app, "shop", namespace="shop")


def of(construct: Any) -> cdk8s.ApiObject:
    """What people write as `cdk8s.ApiObject.of(construct)`; type checkers want a construct of theirs there."""
    return cdk8s.ApiObject.of(construct)


def written(folder: str) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for root, _, files in os.walk(folder):
        for file in files:
            path = os.path.join(root, file)
            found[os.path.relpath(path, folder)] = [d.object for d in load_all(Path(path).read_text(), path)]
    return found


def by_kind(objects: list[Any]) -> dict[str, Any]:
    return {o["kind"]: o for o in objects}


def config(scope: AnyScope, id: str = "settings", **data: str) -> ConfigMap:
    return ConfigMap(scope, id, data=data or {"a": "b"})


def test_every_construct_is_a_node_with_the_same_path(app: cdk8s.App, chart: cdk8s.Chart) -> None:
    web = WebService(chart, "web", image=IMAGE)
    paths = [c.node.path for c in app.node.find_all()]
    assert paths == ["", "shop", *(c.node.path for c in web.node.find_all())]
    found = chart.node.find_child("web").node.find_child("deployment")
    assert isinstance(found, cdk8s.ApiObject)
    assert (found.kind, found.api_version, found.name, found.api_group) == ("Deployment", "apps/v1", "web", "apps")
    assert found.chart is chart


def test_api_object_of_finds_the_workload(chart: cdk8s.Chart) -> None:
    web = WebService(chart, "web", image=IMAGE)
    assert cdk8s.ApiObject.of(chart.node.find_child("web")).kind == "Deployment"
    assert of(web).kind == "Deployment"
    assert of(web.service).kind == "Service"


@pytest.mark.parametrize("scope", ["a construct", "one in a construct", "a class of the user's"])
def test_any_construct_below_a_chart_is_a_scope(chart: cdk8s.Chart, scope: str) -> None:
    class Own(constructs.Construct):
        def __init__(self, scope: constructs.Construct, id: str) -> None:
            super().__init__(scope, id)
            config(self)

    if scope == "a class of the user's":
        Own(chart, "own")
    else:
        at = constructs.Construct(chart, "own")
        config(constructs.Construct(at, "in") if scope == "one in a construct" else at)
    [object] = cdk8s.Testing.synth(chart)
    assert object["metadata"] == {"name": "settings", "namespace": "shop"}


@pytest.mark.parametrize("name", cdk8s.YamlOutputType.__members__)
def test_every_output_type_has_the_objects(name: str, tmp_path: Path) -> None:
    kind = cdk8s.YamlOutputType[name]
    app = cdk8s.App(outdir=str(tmp_path / "out"), yaml_output_type=kind)
    config(cdk8s.Chart(app, "a", namespace="x"), "one")
    config(cdk8s.Chart(app, "b"), "two")
    app.synth()
    files = {
        "FILE_PER_APP": {"app.k8s.yaml"},
        "FILE_PER_CHART": {"a.k8s.yaml", "b.k8s.yaml"},
        "FILE_PER_RESOURCE": {"ConfigMap.one.k8s.yaml", "ConfigMap.two.k8s.yaml"},
        "FOLDER_PER_CHART_FILE_PER_RESOURCE": {"a/ConfigMap.one.k8s.yaml", "b/ConfigMap.two.k8s.yaml"},
    }
    found = written(str(tmp_path / "out"))
    assert set(found) == files[name]
    metadata = [o["metadata"] for _, objects in sorted(found.items()) for o in objects]
    assert metadata == [{"name": "one", "namespace": "x"}, {"name": "two"}]


def test_synth_yaml_and_to_json_and_testing_agree(app: cdk8s.App, chart: cdk8s.Chart) -> None:
    WebService(chart, "web", image=IMAGE)
    objects = cdk8s.Testing.synth(chart)
    assert chart.to_json() == objects
    assert [d.object for d in load_all(app.synth_yaml(), "x")] == objects


def test_a_later_change_is_seen_at_every_synth(chart: cdk8s.Chart) -> None:
    settings = config(chart)
    assert cdk8s.Testing.synth(chart)[0]["data"] == {"a": "b"}
    settings.manifest["data"]["a"] = "c"
    assert cdk8s.Testing.synth(chart)[0]["data"] == {"a": "c"}
    settings.patch({"data": {"d": "e"}})
    assert chart.to_json()[0]["data"] == {"a": "c", "d": "e"}
    settings.manifest["data"]["a"] = "f"
    assert of(settings).to_json()["data"] == {"a": "f", "d": "e"}


def test_labels_and_namespace_are_those_of_the_chart(app: cdk8s.App) -> None:
    chart = cdk8s.Chart(app, "c", namespace="x", labels={"team": "a", "app.kubernetes.io/part-of": "chart"})
    WebService(chart, "web", image=IMAGE)
    ApiObject(chart, "own", {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"namespace": "y", "labels": {"team": "b"}}})
    ApiObject(chart, "wide", {"apiVersion": "v1", "kind": "Namespace"})
    found = {o["metadata"]["name"]: o for o in cdk8s.Testing.synth(chart)}
    assert found["web"]["metadata"]["labels"]["team"] == "a"
    assert found["own"]["metadata"] == {
        "name": "own",
        "namespace": "y",
        "labels": {"team": "b", "app.kubernetes.io/part-of": "chart"},
    }
    assert "namespace" not in found["wide"]["metadata"]
    nested = cdk8s.Chart(chart, "n")
    config(nested)
    [object] = cdk8s.Testing.synth(nested)
    assert object["metadata"] == {"name": "settings"}, "cdk8s hands neither on to a chart within a chart"


def test_cdk8s_changes_metadata_and_patches_the_finished_object(chart: cdk8s.Chart) -> None:
    settings = config(chart)
    settings.patch({"data": {"b": "k8skit"}})
    shell = of(settings)
    shell.metadata.add_label("l", "1")
    shell.metadata.add_annotation("n", "2")
    shell.metadata.add_finalizers("example.com/f")
    shell.metadata.add("deletionGracePeriodSeconds", 5)
    shell.add_json_patch(cdk8s.JsonPatch.replace("/data/b", "cdk8s"), cdk8s.JsonPatch.remove("/data/a"))
    shell.add_json_patch(cdk8s.JsonPatch.add("/data/c", "d"))
    [object] = cdk8s.Testing.synth(chart)
    assert object["data"] == {"b": "cdk8s", "c": "d"}
    assert object["metadata"] == {
        "name": "settings",
        "namespace": "shop",
        "labels": {"l": "1"},
        "annotations": {"n": "2"},
        "finalizers": ["example.com/f"],
        "deletionGracePeriodSeconds": 5,
    }


def test_dependencies_among_both_kinds_order_the_output(app: cdk8s.App, chart: cdk8s.Chart) -> None:
    first, second = config(chart, "first"), config(chart, "second")
    raw = cdk8s.ApiObject(chart, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "raw"})
    first.node.add_dependency(second)
    second.node.add_dependency(raw)
    assert [o["metadata"]["name"] for o in cdk8s.Testing.synth(chart)] == ["raw", "second", "first"]
    web = WebService(chart, "web", image=IMAGE)
    raw.node.add_dependency(web)
    names = [(o["kind"], o["metadata"]["name"]) for o in cdk8s.Testing.synth(chart)]
    assert names.index(("Deployment", "web")) < names.index(("ConfigMap", "raw"))
    other = cdk8s.Chart(app, "other")
    config(other).node.add_dependency(chart)
    app.synth()
    assert set(written(app.outdir)) == {"0000-shop.k8s.yaml", "0001-other.k8s.yaml"}


def test_a_dependency_on_another_app_is_an_error(chart: cdk8s.Chart) -> None:
    stranger = cdk8s.Chart(cdk8s.Testing.app(), "x")
    for other in (stranger, config(stranger)):
        with pytest.raises(CallError, match="K8S905: shop/settings"):
            config(chart).node.add_dependency(other)
        chart.node.try_remove_child("settings")
        k8skit.core.guests.bridge().native(chart)._children.pop("settings")


def test_the_validations_of_both_run(chart: cdk8s.Chart) -> None:
    @jsii.implements(constructs.IValidation)
    class Theirs:
        def validate(self) -> list[str]:
            return ["theirs"]

    settings = config(chart)
    settings.node.add_validation(lambda: ["ours"])
    with pytest.raises(CheckError) as raised:
        cdk8s.Testing.synth(chart)
    [finding] = raised.value.findings
    assert (finding.code, finding.message, finding.origin and finding.origin.path) == ("K8S912", "ours", "shop/settings")
    chart.node.add_validation(Theirs())
    with pytest.raises(CheckError) as raised:
        chart.to_json()
    assert [f.message for f in raised.value.findings] == ["ours", "theirs"]
    settings.__dict__["_validations"] = None
    with pytest.raises(RuntimeError, match=r"\[shop\] theirs"):
        chart.to_json()


def test_objects_are_checked_and_identities_compared_across_charts(app: cdk8s.App, chart: cdk8s.Chart) -> None:
    config(chart, "same")
    config(cdk8s.Chart(app, "other", namespace="shop"), "same")
    with pytest.raises(CheckError, match="K8S301"):
        app.synth()
    assert not os.path.exists(os.path.join(app.outdir, "shop.k8s.yaml"))


def test_an_object_of_cdk8s_counts_as_the_other_of_two(chart: cdk8s.Chart) -> None:
    config(chart, "same")
    cdk8s.ApiObject(chart, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "same"})
    with pytest.raises(CheckError, match="K8S301"):
        cdk8s.Testing.synth(chart)


def test_what_is_wrong_in_objects_of_cdk8s_is_not_told_under_cdk8s(chart: cdk8s.Chart) -> None:
    raw = cdk8s.ApiObject(chart, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "raw"})
    raw.add_json_patch(cdk8s.JsonPatch.add("/daata", {}))
    config(chart)
    assert len(cdk8s.Testing.synth(chart)) == 2


def test_references_lead_to_objects_of_cdk8s(chart: cdk8s.Chart) -> None:
    def pod() -> dict[str, Any]:
        container = {"name": "a", "image": IMAGE, "envFrom": [{"configMapRef": {"name": "raw"}}]}
        return {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [container]}}

    ApiObject(chart, "pod", pod())
    with pytest.raises(CheckError, match="raw"):
        cdk8s.Testing.synth(chart)
    cdk8s.ApiObject(chart, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "raw"})
    assert {o["kind"] for o in cdk8s.Testing.synth(chart)} == {"Pod", "ConfigMap"}


def test_an_id_that_cdk8s_has_already_is_an_error(chart: cdk8s.Chart) -> None:
    constructs.Construct(chart, "web")
    with pytest.raises(CallError, match=r"K8S904: shop/web id: .*'web' there already"):
        WebService(chart, "web", image=IMAGE)
    config(chart, "settings")
    with pytest.raises(CallError, match=r"K8S904: shop/settings id: .*already has a part"):
        config(chart, "settings")
    with pytest.raises(RuntimeError, match="already a Construct with name 'settings'"):
        constructs.Construct(chart, "settings")


def test_a_construct_that_fails_leaves_no_node(chart: cdk8s.Chart) -> None:
    class Half(Construct):
        def compose(self) -> None:
            config(self)
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        Half(chart, "half")
    with pytest.raises(CallError, match="K8S902"):
        WebService(chart, "web", image=IMAGE, port=70000)
    assert [c.node.path for c in chart.node.find_all()] == ["shop"]
    WebService(chart, "web", image=IMAGE)
    assert len(cdk8s.Testing.synth(chart)) > 2


def test_constructs_directly_under_the_app_are_charts(app: cdk8s.App) -> None:
    team = Tenant(app, "team-a", admins=["group:a"])
    shop = k8skit.Chart(app, "shop", namespace=team.namespace, labels={"l": "1"})
    config(shop)
    ApiObject(app, "wide", {"apiVersion": "v1", "kind": "Namespace"})
    assert [(c.node.id, c.namespace, c.labels) for c in app.charts] == [
        ("team-a", None, {}),
        ("shop", "team-a", {"l": "1"}),
        ("wide", None, {}),
    ]
    node: Any = app.node.find_child("shop")
    cdk8s.ApiObject(node, "raw", api_version="v1", kind="ConfigMap", metadata={"name": "raw"})
    app.synth()
    files = written(app.outdir)
    assert set(files) == {"team-a.k8s.yaml", "shop.k8s.yaml", "wide.k8s.yaml"}
    assert files["shop.k8s.yaml"][0]["metadata"] == {"name": "settings", "namespace": "team-a", "labels": {"l": "1"}}
    assert [o["metadata"]["name"] for o in files["shop.k8s.yaml"]] == ["settings", "raw"]


def test_variants_and_routes_find_their_namespace(chart: cdk8s.Chart) -> None:
    web = WebService(chart, "web", image=IMAGE)
    beta = web.variant("beta", image=IMAGE)
    CanaryRoute(chart, "route", stable=web, canary=beta, weight=5)
    objects = by_kind(cdk8s.Testing.synth(chart))
    assert objects["DestinationRule"]["spec"]["host"] == "web.shop.svc.cluster.local"


def test_an_external_is_declared_once(chart: cdk8s.Chart) -> None:
    assert external(chart, "Secret", "db") is external(chart, "Secret", "db")


def test_a_scope_of_another_kind_is_refused() -> None:
    for scope in ("chart", 5, cdk8s.ApiObjectMetadata()):
        with pytest.raises(CallError, match="K8S905"):
            config(scope)  # type: ignore[arg-type]


def test_numbers_that_cdk8s_would_change_are_refused(chart: cdk8s.Chart) -> None:
    manifest = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"generation": 2**53},
        "spec": {"containers": [{"name": "a", "image": IMAGE}]},
    }
    pod = ApiObject(chart, "pod", manifest)
    cdk8s.Testing.synth(chart)
    pod.manifest["metadata"]["generation"] = 2**53 + 1
    with pytest.raises(CheckError, match=re.escape("K8S982: shop/pod metadata.generation: cdk8s would write 9007199254740992")):
        cdk8s.Testing.synth(chart)


def test_a_construct_of_two_trees_is_never_mixed_up() -> None:
    charts = [cdk8s.Chart(cdk8s.Testing.app(), "c") for _ in range(2)]
    for i, chart in enumerate(charts):
        Service(chart, "s", selector={"a": "b"}, ports=[ServicePort(80 + i)]).silence("K8S203", reason="no pods here")
    ports = [cdk8s.Testing.synth(chart)[0]["spec"]["ports"][0]["port"] for chart in charts]
    assert ports == [80, 81]


def names(app: Any) -> list[str]:
    return [o["metadata"]["name"] for o in App.of(app).manifests()]


def test_dependencies_between_charts_of_cdk8s_order_what_k8skit_has_put_there() -> None:
    app = cdk8s.App()
    one, two, three = (cdk8s.Chart(app, id) for id in ("one", "two", "three"))
    one.add_dependency(two)
    two.node.add_dependency(constructs.Construct(three, "group"))
    for chart in (one, two):
        ConfigMap(chart, chart.node.id, data={"a": "b"})
    group: Any = three.node.find_child("group")
    ConfigMap(group, "three", data={"a": "b"})
    assert names(app) == ["three", "two", "one"] == names(app)
    one.node.add_dependency(three)
    assert names(app) == ["three", "two", "one"]


def test_dependencies_of_k8skits_constructs_that_only_cdk8s_is_told_of_count_too() -> None:
    app = cdk8s.App()
    chart = cdk8s.Chart(app, "chart")
    made: dict[str, Any] = {id: ConfigMap(chart, id, data={"a": "b"}) for id in "abc"}
    chart.node.find_child("a").node.add_dependency(chart.node.find_child("b"))
    cdk8s.ApiObject.of(chart.node.find_child("b")).add_dependency(made["c"])
    assert names(app) == ["c", "b", "a"]
    made["c"].node.add_dependency(made["a"])
    with pytest.raises(CallError, match=r"K8S907.*cycle"):
        names(app)


def test_the_app_of_a_construct_has_environment_and_manifests() -> None:
    app = cdk8s.App()
    chart = cdk8s.Chart(app, "chart")
    own = ConfigMap(chart, "own", data={"a": "b"})
    assert App.of(app) is App.of(chart) is App.of(own) is own.node.root
    assert App.of(app).environment == ""
    assert [o["metadata"]["name"] for o in App.of(app).manifests()] == ["own"]
    for wrong in ("app", constructs.Node, None):
        with pytest.raises(CallError, match=r"K8S905.*this is in no App"):
            App.of(wrong)  # type: ignore[arg-type]


def test_the_app_of_a_construct_is_synthesised_as_that_of_cdk8s(tmp_path: Path) -> None:
    app = cdk8s.App(outdir=str(tmp_path))
    ConfigMap(cdk8s.Chart(app, "chart"), "own", data={"a": "b"})
    App.of(app).synth()
    assert [p.name for p in tmp_path.iterdir()] == ["chart.k8s.yaml"]


@pytest.mark.skipif(not hasattr(constructs, "RootConstruct"), reason="these constructs have no root but the App of cdk8s")
def test_a_root_that_is_no_app_cannot_be_synthesised() -> None:
    alone = constructs.RootConstruct("alone")
    with pytest.raises(CallError, match=r"K8S905.*the root of the tree is a RootConstruct"):
        App.of(alone).synth()


def test_what_delivers_the_output_of_k8skit_is_left_out_with_a_warning(tmp_path: Path) -> None:
    app = cdk8s.App(outdir=str(tmp_path))
    ConfigMap(cdk8s.Chart(app, "chart", namespace="x"), "own", data={"a": "b"})
    ArgoCD(App.of(app), "delivery", repo="https://git.example.com/x.git", path="dist")
    app.synth()
    assert [p.name for p in tmp_path.iterdir()] == ["chart.k8s.yaml"]
    assert [f.code for f in within.warnings] == ["K8S983"]
