"""The steps from the tree to texts: their order, what they find, what is silenced, and that nothing is changed on the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import ApiObject, App, Chart, CheckError, ConfigMap, Construct, UsageError, WebService, external
from k8skit.core.plain import plain
from k8skit.files.config import Config
from k8skit.manifest import Manifest
from k8skit.pipeline import check, load_facts, synth

if TYPE_CHECKING:
    from pathlib import Path


def here(offset: int = 0) -> tuple[str, int]:
    frame = sys._getframe(1)
    return frame.f_code.co_filename, frame.f_lineno + offset


def deployment(**spec: Any) -> dict[str, Any]:
    labels = {"app": "x"}
    container = {"name": "x", "image": "a:1", "resources": {"requests": {"cpu": 1.5, "memory": "1024Mi"}}}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [container]}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"selector": {"matchLabels": labels}, "template": template, **spec}}


def codes(raised: pytest.ExceptionInfo[CheckError]) -> list[str]:
    return [f.code for f in raised.value.findings]


@pytest.fixture
def app() -> App:
    return App()


def test_the_steps_come_in_their_order(app: App) -> None:
    chart = Chart(app, "shop", namespace="shop", labels={"team": "a"}, annotations={"note": "b"})
    made = ApiObject(chart, "web", deployment())
    made.patch({"metadata": {"namespace": "patched", "labels": {"team": "c"}, "annotations": {"note": None}}})
    made.patch([{"op": "add", "path": "/spec/template/spec/containers/0/resources/limits", "value": {"memory": "2048Mi"}}])
    ConfigMap(chart, "config")
    config, web = app.manifests()
    assert config["metadata"] == {"name": "config", "namespace": "shop", "labels": {"team": "a"}, "annotations": {"note": "b"}}
    assert web["metadata"] == {"name": "web", "namespace": "patched", "labels": {"team": "c"}, "annotations": {}}
    assert web["spec"]["selector"] == {"matchLabels": {"app": "x"}}
    assert web["spec"]["template"]["metadata"]["labels"] == {"team": "a", "app": "x"}
    resources = web["spec"]["template"]["spec"]["containers"][0]["resources"]
    assert resources == {"requests": {"cpu": "1500m", "memory": "1Gi"}, "limits": {"memory": "2Gi"}}, "canonical, patches too"


def test_cluster_scoped_kinds_get_no_namespace(app: App) -> None:
    chart = Chart(app, "shop", namespace="shop")
    ApiObject(chart, "role", {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "rules": []})
    ApiObject(chart, "team", {"apiVersion": "v1", "kind": "Namespace"})
    assert all("namespace" not in m["metadata"] for m in app.manifests())


def test_nothing_that_a_construct_made_is_changed(app: App) -> None:
    chart = Chart(app, "shop", namespace="shop", labels={"team": "a"}, annotations={"note": "b"})
    web = WebService(chart, "web", image="a/b:1", host="x.example.com")
    web.deployment.patch({"spec": {"minReadySeconds": 5}})
    other = ApiObject(chart, "other", deployment())
    objects = [c for c in app.node.walk() if isinstance(c, ApiObject)]
    before = [plain(o.manifest) for o in objects]
    first = app.synthesis()
    assert [o.manifest for o in objects] == before
    assert other.manifest["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] == 1.5
    again = app.synthesis()
    assert again.texts() == first.texts()
    assert [m.object for m in again.manifests] == [m.object for m in first.manifests]


def test_what_a_synth_gives(app: App) -> None:
    one = Chart(app, "one", namespace="team")
    external(one, "Secret", "db")
    ConfigMap(one, "b")
    ConfigMap(Chart(app, "two"), "a")
    Chart(app, "empty")
    found = app.synthesis()
    assert [(m.chart, m.name) for m in found.manifests] == [("two", "a"), ("one", "b")]
    assert found.charts == ["one", "two", "empty"]
    assert found.namespaces == {"one": "team", "two": "", "empty": ""}
    assert [e["name"] for e in found.externals] == ["db"]
    assert (found.warnings, found.silences) == ([], [])
    assert sorted(found.texts()) == ["one/configmap-b.yaml", "two/configmap-a.yaml"]
    assert sorted(found.texts("file-per-chart")) == ["one.yaml", "two.yaml"]
    assert found.texts("file-per-app")["app.yaml"] == found.stream()
    assert found.stream().count("\n---\n") == 1


def test_an_object_in_another_namespace_than_its_charts_has_it_in_its_path(app: App) -> None:
    chart = Chart(app, "shop", namespace="team")
    ConfigMap(chart, "a", namespace="other")
    ConfigMap(chart, "b", namespace="team")
    assert sorted(app.synthesis().texts()) == ["shop/configmap-b.yaml", "shop/configmap-other.a.yaml"]


def test_all_errors_of_an_app_are_raised_together_sorted_by_place(app: App) -> None:
    chart = Chart(app, "shop")
    Construct(chart, "part").node.add_validation(lambda: ["wrong"])
    at = here(1)
    ApiObject(chart, "b", {"apiVersion": "v1", "kind": "ConfigMap", "dta": {}})
    ApiObject(chart, "a", {"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": 1}})
    ApiObject(chart, "c", {"apiVersion": "example.com/v1", "kind": "Widget"})
    with pytest.raises(CheckError) as raised:
        app.manifests()
    assert codes(raised) == ["K8S912", "K8S101", "K8S102", "K8S112"]
    found = raised.value.findings
    assert [f.severity for f in found] == ["error", "error", "error", "warning"]
    assert [(f.origin.file, f.origin.line) for f in found[1:3] if f.origin] == [at, (at[0], at[1] + 1)]
    assert [f.origin.path for f in found if f.origin] == ["shop/part", "shop/b", "shop/a", "shop/c"]


def test_warnings_stop_nothing_unless_strict(app: App) -> None:
    ApiObject(app, "c", {"apiVersion": "example.com/v1", "kind": "Widget"})
    assert [f.code for f in app.synthesis().warnings] == ["K8S112"]
    for config, strict in ((None, True), (Config(strict=True), False)):
        with pytest.raises(CheckError) as raised:
            synth(app, config, strict=strict)
        assert [(f.code, f.severity) for f in raised.value.findings] == [("K8S112", "error")]
    assert [f.severity for f in app.synthesis().warnings] == ["warning"]


def test_charts_can_be_selected_but_all_are_checked(app: App) -> None:
    one, two = Chart(app, "one"), Chart(app, "two")
    ConfigMap(one, "a")
    ConfigMap(two, "b")
    found = synth(app, select=("two",))
    assert [m.name for m in found.manifests] == ["b"]
    assert found.charts == ["one", "two"]
    assert [m.name for m in synth(app, select=("two", "one")).manifests] == ["a", "b"]
    with pytest.raises(UsageError) as raised:
        synth(app, select=("tow", "one", "zzzzz"))
    assert [(f.code, f.message, f.help) for f in raised.value.findings] == [
        ("K8S942", "there is no chart 'tow'", "did you mean two?"),
        ("K8S942", "there is no chart 'zzzzz'", "the charts are one, two"),
    ]
    with pytest.raises(UsageError, match="the charts are none"):
        synth(App(), select=("x",))
    ApiObject(one, "bad", {"apiVersion": "v1", "kind": "ConfigMap", "dta": {}})
    with pytest.raises(CheckError):
        synth(app, select=("two",))


def test_a_silenced_finding_is_dropped_at_its_object_only(app: App) -> None:
    at = here(1)
    one = ApiObject(app, "one", {"apiVersion": "example.com/v1", "kind": "Widget"})
    ApiObject(app, "two", {"apiVersion": "example.com/v1", "kind": "Widget"})
    one.silence("K8S112", reason="ours")
    found = app.synthesis()
    assert [(f.code, f.object.name if f.object else "") for f in found.warnings] == [("K8S112", "two")]
    [silence] = found.silences
    assert (silence.code, silence.reason, silence.used, silence.origin.line) == ("K8S112", "ours", True, at[1] + 2)


def test_an_error_can_be_silenced_too(app: App) -> None:
    made = ApiObject(app, "one", {"apiVersion": "v1", "kind": "ConfigMap", "dta": {}})
    made.silence("K8S101", reason="the cluster has it")
    assert app.manifests()[0]["dta"] == {}


def test_a_silencing_that_silences_nothing_is_told(app: App) -> None:
    made = ConfigMap(app, "a")
    at = here(1)
    made.silence("K8S203", reason="once needed")
    [f] = app.synthesis().warnings
    assert f.origin is not None
    assert (f.code, f.severity, f.message, f.help) == (
        "K8S910",
        "warning",
        "silencing K8S203 silences nothing",
        "remove it; its reason was: once needed",
    )
    assert (f.origin.file, f.origin.line, f.origin.path) == (*at, "a")
    with pytest.raises(CheckError):
        synth(app, strict=True)


def test_the_innermost_silencing_counts(app: App) -> None:
    chart = Chart(app, "shop")
    made = ApiObject(chart, "one", {"apiVersion": "example.com/v1", "kind": "Widget"})
    chart.silence("K8S112", reason="outer")
    made.silence("K8S112", reason="inner")
    found = app.synthesis()
    assert [(s.reason, s.used) for s in found.silences] == [("inner", True), ("outer", False)]
    assert [f.message for f in found.warnings] == ["silencing K8S112 silences nothing"]


def test_a_silencing_holds_after_namespaces_and_patches(app: App) -> None:
    chart = Chart(app, "shop", namespace="team")
    made = ApiObject(chart, "one", {"apiVersion": "example.com/v1", "kind": "Widget"})
    made.silence("K8S112", reason="ours")
    made.patch({"metadata": {"name": "renamed"}})
    assert app.synthesis().warnings == []


def test_a_finding_about_a_construct_can_be_silenced_there_or_around_it(app: App) -> None:
    chart = Chart(app, "shop")
    part = Construct(chart, "part")
    part.node.add_validation(lambda: ["wrong"])
    Construct(chart, "partner").node.add_validation(lambda: ["wrong too"])
    part.silence("K8S912", reason="not here")
    with pytest.raises(CheckError, match="wrong too") as raised:
        app.manifests()
    assert codes(raised) == ["K8S912"]
    app.silence("K8S912", reason="nowhere")
    assert [s.used for s in app.synthesis().silences] == [True, True]


def test_a_part_of_an_app_can_be_synthesised(app: App) -> None:
    chart = Chart(app, "shop", namespace="team", labels={"a": "b"})
    web = WebService(chart, "web", image="a/b:1", service_account="robot")
    external(chart, "ServiceAccount", "robot")
    found = synth(web)
    assert {m.namespace for m in found.manifests} == {"team"}
    assert found.charts == ["shop"]
    assert not any(f.severity == "error" for f in found.warnings)


def test_the_configured_minor_decides(app: App) -> None:
    ApiObject(app, "x", {"apiVersion": "apps/v1beta1", "kind": "Deployment", "spec": deployment()["spec"]})
    with pytest.raises(CheckError) as raised:
        synth(app, Config(kubernetes="1.33"))
    assert "K8S601" in codes(raised)
    assert load_facts(None).minor == load_facts(Config()).minor
    assert load_facts(Config(kubernetes="1.34")).minor == "1.34"


CRD = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Cluster
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: {type: object, properties: {size: {type: integer}}}
"""


def test_the_projects_own_crds_are_facts(app: App, tmp_path: Path) -> None:
    (tmp_path / "widgets.yaml").write_text(CRD)
    config = Config(root=str(tmp_path), crds=("*.yaml",))
    made = ApiObject(Chart(app, "shop", namespace="team"), "w", {"apiVersion": "example.com/v1", "kind": "Widget", "spec": {"size": 1}})
    [m] = synth(app, config).manifests
    assert "namespace" not in m.object["metadata"], "its CRD says that it is cluster-scoped"
    made.manifest["spec"]["sise"] = 1
    with pytest.raises(CheckError) as raised:
        synth(app, config)
    assert codes(raised) == ["K8S101"]


def test_any_manifests_can_be_checked_as_they_are() -> None:
    bad = Manifest({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "A"}, "dta": {}})
    odd = Manifest({"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "w"}})
    before = plain(bad.object)
    found = check([odd, bad])
    assert [(f.code, f.severity) for f in found] == [("K8S101", "error"), ("K8S120", "error"), ("K8S112", "warning")]
    assert bad.object == before
    assert {f.severity for f in check([odd], strict=True)} == {"error"}
    assert {f.severity for f in check([odd], Config(strict=True))} == {"error"}
    assert check([]) == []
