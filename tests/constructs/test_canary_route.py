"""CanaryRoute: the right requests reach the canary, in the order of each kind of gateway, and nothing points nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from k8skit import App, CallError, CanaryRoute, Chart, CheckError, GatewayServer, IstioGateway, OutlierDetection, Retries, WebService
from k8skit.constructs.canary_route import cookie_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from k8skit import Construct, WebVariant

    Of = Callable[[Construct], dict[tuple[str, str], dict[str, Any]]]


@pytest.fixture
def pair(chart: Chart) -> tuple[WebService, WebVariant]:
    """A service and a variant of it."""
    web = WebService(chart, "orders", image="registry.example.com/orders:1.4.2")
    return web, web.variant("beta", image="registry.example.com/orders:1.5.0", replicas=1)


Pair = tuple[WebService, "WebVariant"]
GATEWAY: dict[str, Any] = {"host": "orders.example.com", "gateway": "istio-system/public"}


def test_by_istio_with_everything(chart: Chart, pair: Pair, manifest_snapshot: SnapshotAssertion) -> None:
    CanaryRoute(
        chart,
        "route",
        stable=pair[0],
        canary=pair[1],
        weight=10,
        mesh=True,
        headers={"X-Canary": "always"},
        cookies={"beta": "yes", "tester": "1"},
        timeout="10s",
        retries=Retries(2, per_try_timeout="3s", on="5xx"),
        outlier_detection=OutlierDetection(consecutive_5xx=3, max_ejection_percent=50),
        **GATEWAY,
    )
    assert chart == manifest_snapshot


def test_by_gateway_api_with_everything(chart: Chart, pair: Pair, manifest_snapshot: SnapshotAssertion) -> None:
    CanaryRoute(
        chart,
        "route",
        via="gateway-api",
        stable=pair[0],
        canary=pair[1],
        weight=10,
        headers={"x-canary": "always"},
        cookies={"beta": "yes"},
        timeout="10s",
        host="orders.example.com",
        gateway="infra/public/https",
    )
    assert chart == manifest_snapshot


def test_within_the_mesh_only(chart: Chart, pair: Pair, of: Of) -> None:
    made = of(CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=50))
    spec = made[("VirtualService", "route")]["spec"]
    assert spec["hosts"] == ["orders.shop.svc.cluster.local"]
    assert "gateways" not in spec


def test_the_first_match_of_istio_is_header_then_cookie_then_weight(chart: Chart, pair: Pair, of: Of) -> None:
    made = of(CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=10, headers={"a": "b"}, cookies={"c": "d"}, **GATEWAY))
    routes = made[("VirtualService", "route")]["spec"]["http"]
    assert [r["name"] for r in routes] == ["canary-by-header", "canary-by-cookie", "by-weight"]
    assert "match" not in routes[-1]
    assert [d["destination"]["subset"] for d in routes[0]["route"] + routes[1]["route"]] == ["canary", "canary"]


@given(weight=st.integers(0, 100), headers=st.booleans(), cookies=st.booleans(), via=st.sampled_from(["istio", "gateway-api"]))
def test_shares_add_up_and_every_destination_is_there(weight: int, headers: bool, cookies: bool, via: Any) -> None:
    app = App()
    chart = Chart(app, "shop", namespace="shop")
    web = WebService(chart, "orders", image="registry.example.com/orders:1")
    beta = web.variant("beta", replicas=1)
    CanaryRoute(
        chart,
        "route",
        via=via,
        stable=web,
        canary=beta,
        weight=weight,
        headers={"x": "y"} if headers else {},
        cookies={"c": "d"} if cookies else {},
        **GATEWAY,
    )
    made = {(m["kind"], m["metadata"]["name"]): m for m in app.manifests()}
    pods = {name: m["spec"]["template"]["metadata"]["labels"] for (kind, name), m in made.items() if kind == "Deployment"}
    if via == "istio":
        subsets = {s["name"]: s["labels"] for s in made[("DestinationRule", "route")]["spec"]["subsets"]}
        service = made[("Service", "orders")]["spec"]["selector"]
        chosen = {n: {p for p, labels in pods.items() if {**service, **want}.items() <= labels.items()} for n, want in subsets.items()}
        assert chosen == {"stable": {"orders"}, "canary": {"orders-beta"}}
        routes = made[("VirtualService", "route")]["spec"]["http"]
        for route in routes:
            assert sum(d.get("weight", 100) for d in route["route"]) == 100
            assert {d["destination"]["subset"] for d in route["route"]} <= set(subsets)
        last = {d["destination"]["subset"]: d.get("weight", 100) for d in routes[-1]["route"]}
        assert last.get("canary", 0) == weight
    else:
        rules = made[("HTTPRoute", "route")]["spec"]["rules"]
        shares = {b["name"]: b["weight"] for b in rules[-1]["backendRefs"]}
        assert shares == {"route-stable": 100 - weight, "route-canary": weight}
        for name, pod in (("route-stable", "orders"), ("route-canary", "orders-beta")):
            selector = made[("Service", name)]["spec"]["selector"]
            assert {p for p, labels in pods.items() if selector.items() <= labels.items()} == {pod}
            ports = {p["port"] for p in made[("Service", name)]["spec"]["ports"]}
            assert all(b["port"] in ports for r in rules for b in r["backendRefs"] if b["name"] == name)


def findings(construct: Construct) -> list[tuple[str, str, str]]:
    root = construct.node.root
    assert isinstance(root, App)
    return [(f.code, f.field, f.help) for f in root.synthesis().warnings]


@pytest.mark.parametrize("via", ["istio", "gateway-api"])
@pytest.mark.parametrize(
    ("weight", "replicas", "told"), [(33, 1, []), (34, 1, ["K8S759"]), (34, 2, []), (100, 2, ["K8S759"]), (100, 3, [])]
)
def test_the_pods_of_a_canary_fit_its_weight(chart: Chart, via: Any, weight: int, replicas: int, told: list[str]) -> None:
    web = WebService(chart, "orders", image="registry.example.com/orders:1.4.2", replicas=3)
    beta = web.variant("beta", replicas=replicas)
    found = findings(CanaryRoute(chart, "route", stable=web, canary=beta, weight=weight, via=via, **GATEWAY))
    assert [code for code, _, _ in found] == told
    assert all(f'give Deployment "orders-beta" at least {-(-weight * 3 // 100)} replicas' in help for _, _, help in found)


@pytest.mark.parametrize(("percent", "told"), [(None, ["K8S760"]), (33, ["K8S760"]), (50, [])])
def test_outlier_detection_that_leaves_no_pod_out_is_told(chart: Chart, pair: Pair, percent: int | None, told: list[str]) -> None:
    detection = OutlierDetection(consecutive_5xx=3, max_ejection_percent=percent)
    found = findings(CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=10, outlier_detection=detection, **GATEWAY))
    assert [code for code, _, _ in found] == told
    assert all("at least 50, enough for each subset," in help for _, _, help in found)


COOKIES = ["beta=yes", "a=1; beta=yes", "beta=yes; z=2", "a=1;beta=yes;z=2"]


@pytest.mark.parametrize("header", COOKIES)
def test_a_cookie_is_found_anywhere_in_the_header(header: str) -> None:
    assert re.fullmatch(cookie_pattern("beta", "yes"), header)


@pytest.mark.parametrize("header", ["beta=yesterday", "alphabeta=yes", "beta=no", "a=beta=yes", "beta", ""])
def test_another_cookie_is_not_taken_for_it(header: str) -> None:
    assert not re.fullmatch(cookie_pattern("beta", "yes"), header)


@given(st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True), st.text("abc.*+?()[]{}|^$\\/=-", min_size=1, max_size=8))
def test_a_cookie_of_any_letters_is_matched_to_the_letter(name: str, value: str) -> None:
    pattern = cookie_pattern(name, value)
    assert re.fullmatch(pattern, f"x=1; {name}={value}")
    assert not re.fullmatch(pattern, f"{name}={value}x")


def test_the_rule_is_applied_before_the_route(chart: Chart, pair: Pair) -> None:
    CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=10, **GATEWAY)
    root = chart.node.root
    assert isinstance(root, App)
    kinds = [m["kind"] for m in root.manifests()]
    assert kinds.index("DestinationRule") < kinds.index("VirtualService")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"weight": 101, **GATEWAY}, "weight 101 is more than all requests"),
    ({"host": "a.example.com"}, "host is given, but no gateway"),
    ({"gateway": "a/b"}, "gateway is given, but no host"),
    ({"mesh": False}, "the route applies nowhere"),
    ({"via": "gateway-api"}, "Gateway API needs a gateway"),
    ({"via": "gateway-api", "retries": Retries(2), **GATEWAY}, "retries is Istio's"),
    ({"via": "gateway-api", "mesh": True, **GATEWAY}, "mesh is Istio's"),
    ({"gateway": "mesh", "host": "a.example.com"}, "gateway must be the name of one of Istio's Gateways"),
    ({"gateway": "a/b/c", "host": "a.example.com"}, "gateway must be the name of one of Istio's Gateways"),
    ({"gateway": "A B", "host": "a.example.com"}, "gateway must name a gateway, as in istio-system/public"),
    ({"headers": {"x canary": "a"}}, "there is no header 'x canary'"),
    ({"headers": {"": "a"}}, "there is no header ''"),
    ({"cookies": {"a;b": "a"}}, "there is no cookie 'a;b' with such a value"),
    ({"cookies": {"a": "b;c"}}, "there is no cookie 'a' with such a value"),
    ({"timeout": "5s", "retries": Retries(2, per_try_timeout="2s"), **GATEWAY}, "3 tries of 2s do not fit into the timeout 5s"),
]


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_what_cannot_be_is_refused(given: dict[str, Any], message: str, chart: Chart, pair: Pair) -> None:
    with pytest.raises(CallError, match=re.escape(message)):
        CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], **given)


def test_everything_that_cannot_be_is_told_together(chart: Chart, pair: Pair) -> None:
    with pytest.raises(CallError) as e:
        CanaryRoute(chart, "route", stable=pair[0], canary=pair[0], weight=101, host="a.example.com", mesh=False)
    assert {f.field for f in e.value.findings} == {"weight", "canary", "host", "mesh"}
    assert all(f.origin is not None and f.origin.path == "shop/route" for f in e.value.findings)


@pytest.mark.parametrize(("via", "group"), [("istio", "networking.istio.io"), ("gateway-api", "gateway.networking.k8s.io")])
@pytest.mark.parametrize(("gateway", "namespace"), [("infra/public", "infra"), ("public", "shop")])
def test_the_gateway_is_declared_as_external(via: Any, group: str, gateway: str, namespace: str, chart: Chart, pair: Pair) -> None:
    CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=10, host="a.example.com", gateway=gateway, via=via)
    root = chart.node.root
    assert isinstance(root, App)
    assert [(e["group"], e["kind"], e["namespace"], e["name"]) for e in root.synthesis().externals] == [
        (group, "Gateway", namespace, "public")
    ]


def test_a_gateway_of_the_app_with_another_name_is_told_although_the_one_that_is_meant_counts_as_external(chart: Chart, pair: Pair) -> None:
    IstioGateway(chart, "public", servers=[GatewayServer(port=80, name="http", protocol="HTTP", hosts=["a.example.com"])])
    CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], weight=10, host="a.example.com", gateway="pubic")
    root = chart.node.root
    assert isinstance(root, App)
    with pytest.raises(CheckError, match="did you mean public"):
        root.synthesis()


def test_durations_that_are_none_are_told_at_the_manifest(chart: Chart, pair: Pair) -> None:
    CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], timeout="ten", retries=Retries(2, per_try_timeout="1s"))
    root = chart.node.root
    assert isinstance(root, App)
    with pytest.raises(CheckError, match="K8S132"):
        root.synthesis()


def test_the_same_pods_are_no_canary(chart: Chart, pair: Pair) -> None:
    with pytest.raises(CallError, match="stable and canary are the same pods"):
        CanaryRoute(chart, "route", stable=pair[0], canary=pair[0], weight=10)


@pytest.mark.parametrize("via", ["istio", "gateway-api"])
def test_a_route_stands_where_its_versions_stand(chart: Chart, pair: Pair, via: Any) -> None:
    root = chart.node.root
    assert isinstance(root, App)
    other = Chart(root, "routes", namespace="routes")
    with pytest.raises(CallError) as e:
        CanaryRoute(other, "route", stable=pair[0], canary=pair[1], weight=10, via=via, **GATEWAY)
    assert [(f.field, f.message) for f in e.value.findings] == [
        (version, f"{version} stands in namespace shop, and the route would stand in routes") for version in ("stable", "canary")
    ]
    CanaryRoute(Chart(root, "more", namespace="shop"), "route", stable=pair[0], canary=pair[1], weight=10, via=via, **GATEWAY)


def test_what_is_no_http_is_not_shared_out(chart: Chart) -> None:
    web = WebService(chart, "queue", image="registry.example.com/queue:1", protocol="tcp", port=5672)
    with pytest.raises(CallError, match="the port tcp of Service queue carries no HTTP"):
        CanaryRoute(chart, "route", stable=web, canary=web.variant("beta", replicas=1), weight=10)


@pytest.mark.parametrize(("protocol", "told"), [("http", None), ("http2", "kubernetes.io/h2c"), ("grpc", "kubernetes.io/h2c")])
def test_a_gateway_is_told_that_a_port_speaks_http_2(chart: Chart, of: Of, protocol: Any, told: str | None) -> None:
    web = WebService(chart, "web", image="registry.example.com/web:1", protocol=protocol)
    made = of(CanaryRoute(chart, "route", stable=web, canary=web.variant("beta", replicas=1), weight=10, via="gateway-api", **GATEWAY))
    assert [made[("Service", f"route-{v}")]["spec"]["ports"][0].get("appProtocol") for v in ("stable", "canary")] == [told, told]


@pytest.mark.parametrize(
    ("id", "given", "field", "message"),
    [
        ("Orders_Route", {}, "id", "'Orders_Route' cannot name its objects"),
        ("r" * 57, {"via": "gateway-api"}, "id", "cannot name its Services"),
        ("r", {"via": "gateway-api", "name": "r" * 60}, "name", "cannot name its Services"),
    ],
)
def test_a_name_that_its_objects_cannot_have_is_told_at_the_parameter(
    chart: Chart, pair: Pair, id: str, given: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(CallError) as e:
        CanaryRoute(chart, id, stable=pair[0], canary=pair[1], weight=10, **GATEWAY, **given)
    [f] = e.value.findings
    assert f.field == field
    assert message in f.message
    CanaryRoute(chart, id, **{"stable": pair[0], "canary": pair[1], "weight": 10, **GATEWAY, **given, "name": "r" * 56})


def test_headers_that_differ_in_case_alone_are_refused(chart: Chart, pair: Pair) -> None:
    with pytest.raises(CallError, match="the headers X-A and x-a are one"):
        CanaryRoute(chart, "route", stable=pair[0], canary=pair[1], headers={"X-A": "1", "x-a": "2"}, **GATEWAY)


def test_two_services_are_split_by_gateway_api_only(chart: Chart, pair: Pair, of: Of) -> None:
    other = WebService(chart, "orders2", image="registry.example.com/orders:2")
    with pytest.raises(CallError, match="stand behind two Services"):
        CanaryRoute(chart, "route", stable=pair[0], canary=other, weight=10, **GATEWAY)
    CanaryRoute(chart, "route", via="gateway-api", stable=pair[0], canary=other, weight=10, **GATEWAY)
    assert ("HTTPRoute", "route") in of(chart)
