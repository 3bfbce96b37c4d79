"""Cdk8sChart: constructs of cdk8s in a k8skit app."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import cdk8s
import cdk8s_plus_36 as kplus
import constructs
import jsii
import pytest

from k8skit import (
    ApiObject,
    App,
    CallError,
    CanaryRoute,
    Cdk8sBackend,
    Cdk8sChart,
    Chart,
    CheckError,
    ConfigMap,
    Manifest,
    WebService,
)

IMAGE = "registry.example.com/web:1"


def deployment(scope: constructs.Construct, id: str = "web", **given: Any) -> kplus.Deployment:
    return kplus.Deployment(scope, id, containers=[kplus.ContainerProps(image=IMAGE, port_number=8080)], **given)


def raw(scope: constructs.Construct, name: str, kind: str = "ConfigMap", api_version: str = "v1") -> cdk8s.ApiObject:
    return cdk8s.ApiObject(scope, name, api_version=api_version, kind=kind, metadata={"name": name})


def manifests(app: App) -> dict[tuple[str, str], Manifest]:
    return {(m.kind, m.name): m for m in app.synthesis().manifests}


def test_objects_of_cdk8s_plus_are_those_of_testing_synth() -> None:
    def build(chart: cdk8s.Chart) -> None:
        deployment(chart).expose_via_service()
        kplus.ConfigMap(chart, "config", data={"a": "1"})

    hidden = cdk8s.Chart(cdk8s.Testing.app(), "legacy", namespace="shop", labels={"l": "1"})
    build(hidden)
    app = App()
    Cdk8sChart(app, "legacy", build, namespace="shop", labels={"l": "1"})
    expected = cdk8s.Testing.synth(hidden)
    found = app.manifests()
    for o in expected:
        if o["kind"] == "Deployment":  # k8skit writes quantities in their canonical form
            o["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["memory"] = "2Gi"
            o["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = "1"
    assert sorted(expected, key=str) == sorted(found, key=str)


def test_an_object_has_the_line_and_path_of_what_made_it() -> None:
    def build(chart: cdk8s.Chart) -> None:
        deployment(chart).expose_via_service()
        raw(constructs.Construct(chart, "group"), "settings")

    app = App()
    Cdk8sChart(app, "legacy", build)
    found = {kind: m.origin for (kind, _), m in manifests(app).items() if m.origin is not None}
    lines = Path(__file__).read_text().splitlines()
    for kind, path, type in (
        ("Deployment", "legacy/web", "Deployment"),
        ("Service", "legacy/web", "Deployment"),  # made by the deployment, in Node.js
        ("ConfigMap", "legacy/group/settings", "ApiObject"),
    ):
        origin = found[kind]
        assert (origin.file, origin.path, origin.type) == (__file__, path, type)
        assert ("return kplus.Deployment(" if path == "legacy/web" else "return cdk8s.ApiObject(") in lines[origin.line - 1]


def test_the_namespace_goes_where_a_kind_has_none() -> None:
    app = App()
    Cdk8sChart(app, "legacy", lambda chart: (raw(chart, "a", "Namespace"), raw(chart, "b")), namespace="shop")
    found = manifests(app)
    assert [found["Namespace", "a"].namespace, found["ConfigMap", "b"].namespace] == ["", "shop"]


def test_labels_are_those_of_cdk8s_and_annotations_those_of_the_chart() -> None:
    def build(chart: cdk8s.Chart) -> None:
        one = deployment(chart)
        one.metadata.add_annotation("a", "own")

    app = App()
    Cdk8sChart(app, "legacy", build, labels={"l": "1"}, annotations={"a": "chart", "b": "chart"})
    [object] = app.manifests()
    assert object["metadata"]["labels"] == {"l": "1"}
    assert object["metadata"]["annotations"] == {"a": "own", "b": "chart"}
    assert "l" not in object["spec"]["template"]["metadata"]["labels"]


def test_patches_come_last_and_keep_fields_that_cdk8s_drops() -> None:
    app = App()
    legacy = Cdk8sChart(app, "legacy", deployment)
    legacy.patch(legacy.built, {"spec": {"replicas": 5}})
    legacy.patch(legacy.built, [{"op": "add", "path": "/spec/template/spec/hostUsers", "value": False}])
    [object] = app.manifests()
    assert object["spec"]["replicas"] == 5
    assert object["spec"]["template"]["spec"]["hostUsers"] is False
    legacy.patch(legacy.built, {"spec": {"replicas": 5}})
    with pytest.raises(CheckError, match="K8S908: legacy/web"):
        app.manifests()


def test_a_patch_of_something_else_is_refused() -> None:
    app = App()
    legacy = Cdk8sChart(app, "legacy", lambda chart: constructs.Construct(chart, "empty"))
    stranger = raw(cdk8s.Chart(cdk8s.Testing.app(), "legacy"), "x")
    for of in (legacy.built, stranger, "web", None):
        with pytest.raises(CallError, match="K8S905"):
            legacy.patch(of, {"a": "b"})
    with pytest.raises(CallError, match="K8S909"):
        legacy.patch(legacy.built, {})


def test_validation_and_rules_look_at_them_and_a_finding_can_be_silenced() -> None:
    def build(chart: cdk8s.Chart) -> None:
        kplus.Service(
            chart,
            "s",
            ports=[kplus.ServicePort(port=80)],
            metadata={"name": "s"},
            selector=kplus.Pods.select(chart, "p", labels={"a": "b"}),
        )

    app = App()
    legacy = Cdk8sChart(app, "legacy", build)
    with pytest.raises(CheckError, match="K8S203: legacy/s"):
        app.manifests()
    legacy.silence("K8S203", reason="an operator makes the pods")
    assert len(app.manifests()) == 1


def test_later_changes_are_seen_and_validations_of_cdk8s_run() -> None:
    @jsii.implements(constructs.IValidation)
    class Never:
        def validate(self) -> list[str]:
            return ["never"]

    app = App()
    legacy = Cdk8sChart(app, "legacy", lambda chart: raw(chart, "a"))
    assert len(app.manifests()) == 1
    legacy.built.metadata.add_label("x", "y")
    raw(legacy.chart, "b")
    assert [o["metadata"].get("labels") for o in app.manifests()] == [{"x": "y"}, None]
    legacy.chart.node.add_validation(Never())
    with pytest.raises(CheckError, match="K8S912: legacy never"):
        app.manifests()


def test_what_cdk8s_says_at_synth_is_told_at_the_line_of_the_construct() -> None:
    app = App()
    Cdk8sChart(app, "legacy", lambda chart: kplus.Deployment(chart, "empty"))
    with pytest.raises(CheckError) as raised:
        app.manifests()
    [finding] = raised.value.findings
    assert (finding.code, finding.message) == ("K8S981", "PodSpec must have at least 1 container")
    assert finding.origin is not None
    assert (finding.origin.path, finding.origin.type, finding.origin.file) == ("legacy/empty", "Deployment", __file__)


def test_what_cdk8s_says_of_a_call_is_one_error_at_the_line() -> None:
    def build(chart: cdk8s.Chart) -> None:
        kplus.Deployment(chart, "web", containers=[{"image": "x", "resources": {"cpu": {"request": "100m"}}}])

    with pytest.raises(CallError) as raised:
        Cdk8sChart(App(), "legacy", build)
    [finding] = raised.value.findings
    assert (finding.code, finding.field, finding.value) == ("K8S981", "containers[0].resources.cpu.request", "100m")
    assert finding.origin is not None
    assert (finding.origin.path, finding.origin.file) == ("legacy/web", __file__)
    assert raised.value.__cause__ is None


def test_an_error_of_the_users_own_stays_what_it_is() -> None:
    def build(chart: cdk8s.Chart) -> None:
        raise ZeroDivisionError("own")

    with pytest.raises(ZeroDivisionError, match="own"):
        Cdk8sChart(App(), "legacy", build)
    with pytest.raises(CallError, match="K8S902: legacy build: build must be a function"):
        Cdk8sChart(App(), "legacy", 5)  # type: ignore[arg-type]


def test_dependencies_of_cdk8s_order_the_output_and_so_do_those_of_k8skit() -> None:
    def build(chart: cdk8s.Chart) -> None:
        first, second, third = (raw(chart, name) for name in ("first", "second", "third"))
        first.node.add_dependency(second)
        second.node.add_dependency(third)

    app = App()
    legacy = Cdk8sChart(app, "legacy", build)
    before = ConfigMap(Chart(app, "c"), "zero", data={"a": "b"})
    after = ConfigMap(Chart(app, "d"), "aaa", data={"a": "b"})
    legacy.node.add_dependency(before)
    after.node.add_dependency(legacy)
    assert [o["metadata"]["name"] for o in app.manifests()] == ["zero", "third", "second", "first", "aaa"]


def test_charts_in_the_chart_belong_to_the_unit() -> None:
    def build(chart: cdk8s.Chart) -> None:
        raw(cdk8s.Chart(chart, "inner", namespace="other"), "in")
        raw(chart, "out")

    app = App()
    Cdk8sChart(app, "legacy", build, namespace="shop")
    assert {(m.chart, m.namespace, m.name) for m in app.synthesis().manifests} == {("legacy", "other", "in"), ("legacy", "shop", "out")}


def test_constructs_of_k8skit_in_the_chart_are_ordinary_ones() -> None:
    def build(chart: cdk8s.Chart) -> Any:
        raw(chart, "raw")
        return ConfigMap(constructs.Construct(chart, "group"), "own", data={"a": "b"})

    app = App()
    legacy = Cdk8sChart(app, "legacy", build, namespace="shop", labels={"l": "1"})
    assert legacy.built.node.path == "legacy/group/own"
    own = manifests(app)["ConfigMap", "own"]
    assert (own.namespace, own.chart, own.object["metadata"]["labels"]) == ("shop", "legacy", {"l": "1"})


def test_imported_classes_and_include_come_out_too(tmp_path: Path) -> None:
    file = tmp_path / "crd.yaml"
    file.write_text("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\ndata:\n  a: 'yes'\n")

    class KubeThing(cdk8s.ApiObject):
        """In the manner of what `cdk8s import` writes: a class with its group, version and kind."""

        def __init__(self, scope: constructs.Construct, id: str, *, spec: dict[str, Any]) -> None:
            super().__init__(scope, id, api_version="networking.istio.io/v1", kind="Sidecar")
            self.add_json_patch(cdk8s.JsonPatch.add("/spec", spec))

    def build(chart: cdk8s.Chart) -> None:
        cdk8s.Include(chart, "include", url=str(file))
        KubeThing(chart, "sidecar", spec={"egress": [{"hosts": ["./*"]}]})

    app = App()
    Cdk8sChart(app, "legacy", build)
    found = {m.kind: m.object for m in app.synthesis().manifests}
    assert found["ConfigMap"]["data"] == {"a": "yes"}
    assert found["Sidecar"]["spec"] == {"egress": [{"hosts": ["./*"]}]}


def test_charts_of_helm_come_out_too(tmp_path: Path) -> None:
    helm = tmp_path / "helm"
    helm.write_text(
        '#!/bin/sh\nprintf \'apiVersion: v1\\nkind: ConfigMap\\nmetadata:\\n  name: %s\\ndata:\\n  args: "%s"\\n\' helmed "$*"\n'
    )
    helm.chmod(helm.stat().st_mode | stat.S_IXUSR)
    app = App()
    Cdk8sChart(app, "legacy", lambda chart: cdk8s.Helm(chart, "redis", chart="redis", release_name="r", helm_executable=str(helm)))
    [object] = app.manifests()
    assert object["data"]["args"] == "template r redis"
    with pytest.raises(CallError, match=r"K8S981: other/redis unable to execute 'no-helm'"):
        Cdk8sChart(app, "other", lambda chart: cdk8s.Helm(chart, "redis", chart="redis", helm_executable="no-helm"))
    assert os.environ.get("HELM_BIN") is None


@pytest.mark.parametrize("via", ["istio", "gateway-api"])
def test_a_route_of_k8skit_leads_to_pods_of_cdk8s(via: Any) -> None:
    app = App()

    def build(chart: cdk8s.Chart) -> Any:
        stable, canary = (deployment(chart, id) for id in ("stable", "canary"))
        for one in (stable, canary):
            one.pod_metadata.add_label("app", "web")
        pods = kplus.Pods.select(chart, "pods", labels={"app": "web"})
        service = kplus.Service(chart, "service", selector=pods, ports=[kplus.ServicePort(port=80, target_port=8080, name="http")])
        return stable, canary, service

    legacy = Cdk8sChart(app, "legacy", build, namespace="shop")
    stable, canary, service = legacy.built
    sides = [Cdk8sBackend(legacy, f"{w.node.id}-side", workload=w, service=service) for w in (stable, canary)]
    CanaryRoute(
        legacy, "route", stable=sides[0], canary=sides[1], weight=20, host="web.example.com", gateway="istio-system/public", via=via
    )
    found = {m.kind: m.object for m in app.synthesis().manifests}
    if via == "istio":
        rule = found["DestinationRule"]["spec"]
        assert rule["host"] == f"{service.name}.shop.svc.cluster.local"
        assert [s["labels"] for s in rule["subsets"]] == [w.match_labels for w in (stable, canary)]
        assert found["VirtualService"]["spec"]["http"][0]["route"][0]["destination"]["port"] == {"number": 80}
        with pytest.raises(CallError, match="stable stands in namespace shop, and the route would stand in other"):
            CanaryRoute(
                Chart(app, "other", namespace="other"),
                "route",
                stable=sides[0],
                canary=sides[1],
                weight=20,
                host="web.example.com",
                gateway="istio-system/public",
            )
    else:
        assert [b["weight"] for b in found["HTTPRoute"]["spec"]["rules"][0]["backendRefs"]] == [80, 20]


def test_a_backend_says_what_is_wrong_with_it() -> None:
    app = App()
    legacy = Cdk8sChart(app, "legacy", lambda chart: (deployment(chart), deployment(chart, "b").expose_via_service()))
    workload, service = legacy.built
    for given, code in (
        ({"workload": service, "service": service}, "workload must be a Deployment"),
        ({"workload": workload, "service": workload}, "service must be a Service"),
        ({"workload": workload, "service": "web"}, "service must be a Service"),
        ({"workload": workload, "service": service, "port": 1}, "the Service has no port 1"),
    ):
        with pytest.raises(CallError, match=code):
            Cdk8sBackend(legacy, "side", **given)
    side = Cdk8sBackend(legacy, "side", workload=workload, service=service)
    assert (side.backend_port, side.fewest_pods, side.backend_service.object_name) == (8080, 2, service.name)


def test_values_that_change_on_their_way_are_put_right_or_refused() -> None:
    def patched(value: Any) -> Any:
        def build(chart: cdk8s.Chart) -> None:
            raw(chart, "a", "Sidecar", "networking.istio.io/v1").add_json_patch(cdk8s.JsonPatch.add("/spec", value))

        app = App()
        Cdk8sChart(app, "legacy", build)
        return app

    [object] = patched(
        {"egress": ({"hosts": ("./*",)},), "outboundTrafficPolicy": {"egressProxy": {"host": "a", "port": {"number": 1.0}}}}
    ).manifests()
    assert object["spec"]["egress"] == [{"hosts": ["./*"]}]
    assert repr(object["spec"]["outboundTrafficPolicy"]["egressProxy"]["port"]["number"]) == "1"
    for value, text in (
        (2**53 + 1, "9007199254740992"),
        ([None], "None in a list"),
        ({1}, "a set"),
        (b"x", "bytes"),
        (float("nan"), "nan"),
    ):
        with pytest.raises(CallError, match=f"K8S982.*{text}"):
            patched({"egress": value})


def test_a_web_service_and_a_cdk8s_chart_live_in_one_app() -> None:
    app = App()
    Cdk8sChart(app, "legacy", lambda chart: raw(chart, "settings"), namespace="shop")
    pod = {"containers": [{"name": "a", "image": IMAGE, "envFrom": [{"configMapRef": {"name": "settings"}}]}]}
    ApiObject(Chart(app, "new", namespace="shop"), "pod", {"apiVersion": "v1", "kind": "Pod", "spec": pod})
    WebService(Chart(app, "web", namespace="shop"), "web", image=IMAGE)
    assert ("ConfigMap", "settings") in manifests(app)
    ConfigMap(Chart(app, "twice", namespace="shop"), "settings", data={"a": "b"})
    with pytest.raises(CheckError, match="K8S301"):
        app.manifests()
