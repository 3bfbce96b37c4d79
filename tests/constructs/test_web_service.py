"""WebService: pods that are safe, a Service that reaches them, and what keeps both up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit import (
    App,
    Autoscaling,
    CallError,
    Chart,
    CheckError,
    ConfigKey,
    Construct,
    EnvFrom,
    FieldRef,
    Mount,
    Probe,
    Resources,
    SecretKey,
    Volume,
    WebService,
    external,
)

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

Of = Callable[[Construct], dict[tuple[str, str], dict[str, Any]]]
NAME, INSTANCE = "app.kubernetes.io/name", "app.kubernetes.io/instance"
IMAGE = "registry.example.com/orders:1.4.2"
FULL: dict[str, Any] = {
    "port": 9000,
    "service_port": 80,
    "protocol": "grpc",
    "ports": {"metrics": 9090},
    "replicas": 3,
    "env": {"B": "text", "A": SecretKey("db", "password"), "NODE": FieldRef("spec.nodeName"), "LEVEL": ConfigKey("levels", "level")},
    "env_from": [EnvFrom(secret="db")],
    "config": {"LOG_LEVEL": "info", "A_MODE": "x"},
    "command": ["run"],
    "args": ["--fast"],
    "readiness": "/ready",
    "liveness": Probe.http("/live", period=20),
    "startup": "/up",
    "resources": Resources(cpu="100m", memory="256Mi"),
    "disruption": "40%",
    "writable": ["/tmp", "/var/cache/app"],
    "run_as_user": 1000,
    "mounts": [Mount(Volume.secret("certs", "db"), "/certs", read_only=True)],
    "termination_grace": 60,
    "pre_stop_sleep": 10,
    "max_surge": 1,
    "max_unavailable": 0,
    "min_ready": 5,
    "pull_policy": "Always",
    "image_pull_secrets": ["registry"],
    "node_selector": {"disk": "ssd"},
    "tolerations": [{"key": "only", "operator": "Exists"}],
    "labels": {"team": "a"},
    "pod_annotations": {"note": "b"},
}


def outside(chart: Chart) -> None:
    """What the full example refers to and others make."""
    external(chart, "Secret", "db", keys=["password"])
    external(chart, "Secret", "registry")
    external(chart, "Secret", "cert")
    external(chart, "ConfigMap", "levels", keys=["level"])
    external(chart, "ServiceAccount", "robot")
    external(chart, "Gateway", "public", group="gateway.networking.k8s.io", namespace="infra")
    external(chart, "IngressClass", "nginx", group="networking.k8s.io")


def web(chart: Chart, **given: Any) -> WebService:
    return WebService(chart, "orders", **{"image": IMAGE, **given})


VARIANTS: dict[str, dict[str, Any]] = {
    "defaults": {},
    "everything": FULL,
    "one-pod": {"replicas": 1},
    "autoscaling": {"autoscaling": Autoscaling(2, 10, cpu=70, memory=80), "resources": Resources(cpu="100m", memory="256Mi")},
    "ingress": {"host": "orders.example.com", "path": "/api", "ingress_class": "nginx", "tls_secret": "cert"},
    "gateway": {"host": "orders.example.com", "gateway": "infra/public/https", "path": "/api"},
    "http2": {"protocol": "http2"},
    "labelled": {"component": "api", "version": "1.4.2"},
    "bare": {
        "readiness": False,
        "spread": False,
        "disruption": False,
        "read_only_root": False,
        "service_account": "robot",
        "automount_token": True,
        "pre_stop_sleep": 0,
        "name": "other",
    },
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_web_service_as_a_whole(chart: Chart, manifest_snapshot: SnapshotAssertion, variant: str) -> None:
    outside(chart)
    web(chart, **VARIANTS[variant])
    assert chart == manifest_snapshot


def test_a_service_and_its_variant_as_a_whole(chart: Chart, manifest_snapshot: SnapshotAssertion) -> None:
    outside(chart)
    orders = web(chart, env={"A": "1", "B": "1"}, resources=Resources(cpu="100m"), config={"X": "y"})
    orders.variant(
        "beta",
        image="registry.example.com/orders:1.5.0",
        env={"B": "2", "C": "2"},
        args=["--beta"],
        resources=Resources(cpu="200m"),
        autoscaling=Autoscaling(2, 4),
    )
    assert chart == manifest_snapshot


def test_every_parameter_is_in_an_example() -> None:
    assert {p for given in VARIANTS.values() for p in given} == set(WebService.plan().takers) - {"image"}


@pytest.mark.parametrize("parameter", sorted({(v, p) for v, given in VARIANTS.items() for p in given}))
def test_every_parameter_changes_the_manifests(parameter: tuple[str, str]) -> None:
    variant, name = parameter
    full = VARIANTS[variant]

    def build(given: dict[str, Any]) -> list[dict[str, Any]]:
        chart = Chart(App(), "shop")
        outside(chart)
        web(chart, **given)
        root = chart.scope
        assert isinstance(root, App)
        return root.manifests()

    found = build(full)
    try:
        without = build({k: v for k, v in full.items() if k != name})
    except CallError:
        return  # it cannot be left out
    assert without != found


def test_what_it_made_is_at_hand(chart: Chart) -> None:
    orders = web(chart, host="x.example.com", config={"A": "b"})
    assert orders.deployment.manifest["kind"] == "Deployment"
    assert orders.service.host == "orders"
    assert orders.account is not None
    assert orders.budget is not None
    assert orders.ingress is not None
    assert orders.config_map is not None
    assert (orders.route, orders.autoscaler) == (None, None)
    assert (orders.object_name, orders.host_name, orders.backend_port, orders.fewest_pods) == ("orders", "orders", 8080, 2)
    assert orders.selector == {NAME: "orders"}
    assert orders.pod_selector == {NAME: "orders", INSTANCE: "orders"}
    assert orders.backend_service is orders.service
    beta = orders.variant("beta", autoscaling=Autoscaling(3, 5, metrics=[{"type": "Pods"}]))
    assert (beta.object_name, beta.backend_port, beta.fewest_pods) == ("orders-beta", 8080, 3)
    assert beta.backend_service is orders.service
    assert beta.pod_selector == {NAME: "orders", INSTANCE: "orders-beta"}


def test_the_selectors_of_variants_are_disjoint_and_the_service_selects_them_all(chart: Chart, of: Of) -> None:
    orders = web(chart)
    orders.variant("beta", replicas=1)
    orders.variant("gamma", replicas=1)
    made = of(chart)
    deployments = {n: m for (kind, n), m in made.items() if kind == "Deployment"}
    assert set(deployments) == {"orders", "orders-beta", "orders-gamma"}
    selector = made[("Service", "orders")]["spec"]["selector"]
    for name, deployment in deployments.items():
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        assert selector.items() <= labels.items()
        selecting = [n for n, d in deployments.items() if d["spec"]["selector"]["matchLabels"].items() <= labels.items()]
        assert selecting == [name]
    assert len([kind for kind, _ in made if kind == "Service"]) == 1


def test_a_variant_is_the_same_but_for_what_it_says(chart: Chart, of: Of) -> None:
    orders = web(chart, replicas=3, env={"A": "1"}, args=["x"], resources=Resources(cpu=1))
    orders.variant("same")
    orders.variant("other", image="a/b:2", replicas=1, env={"A": "2", "B": "3"}, args=[], resources=Resources(cpu=2))
    made = of(chart)
    main, same, other = (made[("Deployment", n)]["spec"] for n in ("orders", "orders-same", "orders-other"))
    container = main["template"]["spec"]["containers"][0]
    assert same["template"]["spec"]["containers"][0] == container
    assert (same["replicas"], other["replicas"]) == (3, 1)
    changed = other["template"]["spec"]["containers"][0]
    assert changed["image"] == "a/b:2"
    assert changed["env"] == [{"name": "A", "value": "2"}, {"name": "B", "value": "3"}]
    assert "args" not in changed
    assert changed["resources"] == {"requests": {"cpu": "2"}}
    assert ("PodDisruptionBudget", "orders-other") not in made
    assert "topologySpreadConstraints" not in other["template"]["spec"]


@pytest.mark.parametrize(
    ("given", "version"),
    [({}, "1.4.2"), ({"image": IMAGE}, None), ({"version": "1.5.0"}, "1.5.0"), ({"image": IMAGE, "version": "2"}, "2")],
)
def test_a_variant_with_another_image_has_not_the_version_of_its_service(
    chart: Chart, of: Of, given: dict[str, Any], version: str | None
) -> None:
    made = of(web(chart, version="1.4.2", component="api").variant("beta", **given))
    for name, expected in (("orders", "1.4.2"), ("orders-beta", version)):
        template = made[("Deployment", name)]["spec"]["template"]["metadata"]["labels"]
        assert template.get("app.kubernetes.io/version") == expected
        assert template["app.kubernetes.io/component"] == "api"
        assert set(made[("Deployment", name)]["spec"]["selector"]["matchLabels"]) == {NAME, INSTANCE}


def test_no_version_is_made_from_the_image(chart: Chart, of: Of) -> None:
    assert all("app.kubernetes.io/version" not in m["metadata"]["labels"] for m in of(web(chart)).values())


def test_a_variant_scales_like_its_service_unless_it_says_how_many(chart: Chart, of: Of) -> None:
    orders = web(chart, autoscaling=Autoscaling(2, 5), resources=Resources(cpu=1))
    orders.variant("same")
    orders.variant("fixed", replicas=1)
    made = of(chart)
    assert made[("HorizontalPodAutoscaler", "orders-same")]["spec"]["scaleTargetRef"]["name"] == "orders-same"
    assert ("HorizontalPodAutoscaler", "orders-fixed") not in made
    assert made[("Deployment", "orders-fixed")]["spec"]["replicas"] == 1
    assert "replicas" not in made[("Deployment", "orders-same")]["spec"]


@pytest.mark.parametrize(
    ("startup", "min_ready", "deadline"),
    [
        (None, 100, None),
        ("/started", 0, None),
        (Probe(path="/s", period=10, failure_threshold=60), 0, None),
        (Probe(path="/s", period=10, failure_threshold=60), 1, 661),
        (Probe(path="/s", initial_delay=5, period=20, failure_threshold=60), 10, 1275),
    ],
)
def test_a_rollout_waits_as_long_as_the_pods_may_take_to_start(
    chart: Chart, of: Of, startup: Any, min_ready: int, deadline: int | None
) -> None:
    web(chart, startup=startup, min_ready=min_ready)
    assert of(chart)[("Deployment", "orders")]["spec"].get("progressDeadlineSeconds") == deadline


def test_a_change_of_config_restarts_the_pods(chart: Chart, of: Of) -> None:
    for name, level in (("a", "info"), ("b", "warn"), ("c", "info")):
        WebService(chart, name, image=IMAGE, config={"LEVEL": level})
    made = of(chart)
    a, b, c = (made[("Deployment", n)]["spec"]["template"]["metadata"]["annotations"]["checksum/config"] for n in "abc")
    assert a == c != b
    assert made[("Deployment", "a")]["spec"]["template"]["spec"]["containers"][0]["envFrom"] == [{"configMapRef": {"name": "a-config"}}]


def test_writable_paths_get_volumes_of_their_own_names(chart: Chart, of: Of) -> None:
    long = "/" + "x" * 100
    own = Mount(Volume.claim("tmp", "files"), "/files")
    external(chart, "PersistentVolumeClaim", "files")
    web(chart, writable=["/tmp", "/a/b", "/a-b", "/", long, long + "y"], mounts=[own])
    pod = of(chart)[("Deployment", "orders")]["spec"]["template"]["spec"]
    volumes = {v["name"]: v for v in pod["volumes"]}
    mounts = {m["mountPath"]: m["name"] for m in pod["containers"][0]["volumeMounts"]}
    assert mounts["/files"] == "tmp"
    assert mounts["/tmp"] == "tmp-2"
    assert (mounts["/a/b"], mounts["/a-b"], mounts["/"]) == ("a-b", "a-b-2", "root")
    assert len(set(mounts.values())) == len(mounts) == len(volumes) == 7
    assert all(len(name) <= 63 for name in volumes)


def test_a_volume_at_a_writable_path_takes_its_place(chart: Chart, of: Of) -> None:
    external(chart, "PersistentVolumeClaim", "files")
    web(chart, mounts=[Mount(Volume.claim("files", "files"), "/tmp")])
    pod = of(chart)[("Deployment", "orders")]["spec"]["template"]["spec"]
    assert [m["mountPath"] for m in pod["containers"][0]["volumeMounts"]] == ["/tmp"]
    assert [v["name"] for v in pod["volumes"]] == ["files"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"readiness": 0}, [("readiness", "readiness must be a Probe, a path, False or None, got 0")]),
        ({"readiness": "healthz"}, [("readiness", "readiness must be an absolute path such as /healthz")]),
        ({"port": 70000}, [("port", "port must be a port number between 1 and 65535")]),
        ({"port": True}, [("port", "port must be a port number, got bool")]),
        ({"env": {"A": 1}}, [("env['A']", "env['A'] must be a string, a SecretKey, a ConfigKey, a FieldRef or a ResourceRef, got 1")]),
        ({"replicas": 0}, [("replicas", "replicas must be between 1 and 2147483647")]),
        (
            {"replicas": 2, "autoscaling": Autoscaling(2, 3), "resources": Resources(cpu=1)},
            [("replicas", "replicas and autoscaling are both given")],
        ),
        (
            {"autoscaling": Autoscaling(2, 3, cpu=50, memory=50)},
            [
                ("autoscaling", "autoscaling watches cpu in percent of a request that is not set"),
                ("autoscaling", "autoscaling watches memory in percent of a request that is not set"),
            ],
        ),
        ({"autoscaling": Autoscaling(2, 3), "resources": Resources(cpu_limit=1)}, []),
        (
            {"ingress_class": "a", "tls_secret": "b", "gateway": "c", "path": "/d"},
            [
                ("ingress_class", "ingress_class is given, but no host"),
                ("tls_secret", "tls_secret is given, but no host"),
                ("gateway", "gateway is given, but no host"),
                ("path", "path is given, but no host"),
            ],
        ),
        (
            {"host": "a.example.com", "gateway": "public", "ingress_class": "a", "tls_secret": "b"},
            [
                ("ingress_class", "ingress_class belongs to an Ingress, and gateway asks for an HTTPRoute"),
                ("tls_secret", "tls_secret belongs to an Ingress, and gateway asks for an HTTPRoute"),
            ],
        ),
        ({"ports": {"http": 9090}}, [("ports", "the port name http is taken by port 8080")]),
        (
            {"labels": {NAME: "x", INSTANCE: "y"}},
            [
                ("labels", f"the label {NAME} selects the pods and cannot be given"),
                ("labels", f"the label {INSTANCE} selects the pods and cannot be given"),
            ],
        ),
        (
            {"component": "a", "version": "1", "labels": {"app.kubernetes.io/component": "b", "app.kubernetes.io/version": "2"}},
            [
                ("labels", "the label app.kubernetes.io/component is made from component"),
                ("labels", "the label app.kubernetes.io/version is made from version"),
            ],
        ),
        (
            {"config": {"A": "b"}, "pod_annotations": {"checksum/config": "x"}},
            [("pod_annotations", "the annotation checksum/config is made from config")],
        ),
        ({"termination_grace": 5}, [("termination_grace", "termination_grace 5 is not longer than pre_stop_sleep 5")]),
        ({"run_as_user": 0}, [("run_as_user", "user 0 is root, and run_as_non_root refuses it")]),
        ({"max_surge": 0, "max_unavailable": "0%"}, [("max_surge", "a rollout that may have no pod more and no pod less cannot go on")]),
        ({"gateway": "a/B", "host": "x.example.com"}, [("gateway", "gateway must name a gateway, as in istio-system/public: 'B' must ")]),
        ({"gateway": "", "host": "x.example.com"}, [("gateway", "gateway must name a gateway, as in istio-system/public: a part of it")]),
    ],
)
def test_parameters_that_cannot_be_are_told_together(chart: Chart, given: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    if not expected:
        web(chart, **given)
        return
    with pytest.raises(CallError) as raised:
        web(chart, **given)
    found = raised.value.findings
    assert [f.field for f in found] == [field for field, _ in expected]
    for f, (_, message) in zip(found, expected, strict=True):
        assert f.message.startswith(message)
        assert f.origin is not None
        assert (f.code, f.origin.file, f.origin.path[:11]) == ("K8S902", __file__, "shop/orders")
    assert chart.node.children == []


@pytest.mark.parametrize("id", ["Orders", "orders.v2", "orders_v2", "x" * 64])
def test_an_id_that_cannot_name_the_objects_asks_for_a_name(chart: Chart, id: str) -> None:
    with pytest.raises(CallError) as raised:
        WebService(chart, id, image=IMAGE)
    [f] = raised.value.findings
    assert (f.code, f.field, f.value) == ("K8S902", "id", id)
    assert f.message.startswith(f"{id!r} cannot name a Service and its pods: it must")
    assert f.help.startswith("give name, such as '")
    assert WebService(chart, id, image=IMAGE, name="orders").service.object_name == "orders"


def test_a_variant_refuses_what_its_service_refuses(chart: Chart) -> None:
    orders = web(chart)
    with pytest.raises(CallError) as raised:
        orders.variant("Beta", replicas=1, autoscaling=Autoscaling(1, 2))
    assert [(f.field, f.message.partition(":")[0]) for f in raised.value.findings] == [
        ("id", "'orders-Beta' cannot name a Service and its pods"),
        ("replicas", "replicas and autoscaling are both given"),
        ("autoscaling", "autoscaling watches cpu in percent of a request that is not set"),
    ]
    assert all(f.origin is not None and f.origin.path == "shop/orders/Beta" for f in raised.value.findings)
    with pytest.raises(CallError, match=r"K8S902: shop/orders/x image: image must"):
        orders.variant("x", image="A B")
    orders.variant("beta")
    with pytest.raises(CallError, match="K8S904"):
        orders.variant("beta")


def told(chart: Chart) -> list[str]:
    """What synth says of an app: errors and warnings."""
    root = chart.scope
    assert isinstance(root, App)
    try:
        return [f"{f.code}: {f.message}" for f in root.synthesis().warnings]
    except CheckError as e:
        return [f"{f.code}: {f.message}" for f in e.findings]


@pytest.mark.parametrize(
    ("given", "part", "patch", "expected"),
    [
        ({}, "service", {"spec": {"selector": {NAME: "order"}}}, 'K8S203: Service "orders" selects no pod'),
        ({}, "service", [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "htp"}], "K8S204: "),
        ({}, "deployment", {"spec": {"selector": {"matchLabels": {"x": "y"}}}}, "K8S201: "),
        ({"autoscaling": Autoscaling(2, 3), "resources": Resources(cpu=1)}, "deployment", {"spec": {"replicas": 2}}, "K8S502: "),
        (
            {"autoscaling": Autoscaling(2, 3), "resources": Resources(cpu=1)},
            "deployment",
            [{"op": "remove", "path": "/spec/template/spec/containers/0/resources"}],
            "K8S501: ",
        ),
        ({}, "budget", {"spec": {"maxUnavailable": 0}}, 'K8S503: PodDisruptionBudget "orders" never lets any pod be evicted'),
        ({}, "deployment", [{"op": "remove", "path": "/spec/template/spec/volumes"}], "K8S206: "),
        ({}, "deployment", {"spec": {"replcas": 2}}, "K8S101: "),
        ({}, "service", {"metadata": {"name": "Orders"}}, "K8S120: "),
    ],
)
def test_each_invariant_that_a_patch_breaks_is_told(chart: Chart, given: Any, part: str, patch: Any, expected: str) -> None:
    orders = web(chart, **given)
    assert told(chart) == []
    getattr(orders, part).patch(patch)
    found = told(chart)
    assert any(text.startswith(expected) for text in found), found


def test_a_budget_that_blocks_every_drain_is_told(chart: Chart) -> None:
    web(chart, disruption=0)
    assert told(chart) == ['K8S503: PodDisruptionBudget "orders" never lets any pod be evicted']


def test_two_services_of_one_name_are_told(chart: Chart) -> None:
    web(chart)
    WebService(chart, "other", image=IMAGE, name="orders")
    assert any(text.startswith("K8S301: ") for text in told(chart))


@pytest.mark.parametrize("id", ["a.", "x" * 70])
def test_a_chart_whose_id_is_no_label_is_in_no_label(id: str) -> None:
    app = App()
    web(Chart(app, id))
    assert "app.kubernetes.io/part-of" not in app.manifests()[0]["metadata"]["labels"]


def test_a_service_directly_under_the_app_is_part_of_nothing() -> None:
    app = App()
    WebService(app, "orders", image=IMAGE)
    assert app.manifests()[0]["metadata"]["labels"] == {NAME: "orders", INSTANCE: "orders", "app.kubernetes.io/managed-by": "k8skit"}


def test_a_patch_of_the_service_is_one_of_its_deployment(chart: Chart, of: Of) -> None:
    orders = web(chart)
    orders.patch({"spec": {"minReadySeconds": 9}})
    assert of(chart)[("Deployment", "orders")]["spec"]["minReadySeconds"] == 9


NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)
PORT_NAMES = st.sampled_from(["metrics", "admin", "http-2", "x"])
PORTS = st.integers(1, 65535)
ENV = st.dictionaries(
    st.from_regex(r"[A-Z][A-Z0-9_]{0,5}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5) | st.just(SecretKey("db", "password")),
    max_size=3,
)
PROBES = st.none() | st.just("/healthz") | st.just(Probe.tcp_socket()) | st.builds(lambda p: Probe.http("/x", period=p), st.integers(1, 60))
PATHS = st.lists(st.sampled_from(["/tmp", "/var/run", "/var-run", "/cache", "/a/b", "/a-b"]), unique=True, max_size=4)
REQUESTS = st.sampled_from(["100m", 1, "0.5"])
SCALED = st.fixed_dictionaries(
    {
        "autoscaling": st.builds(lambda low, more: Autoscaling(low, low + more), st.integers(1, 4), st.integers(0, 5)),
        "resources": st.builds(Resources, cpu=REQUESTS),
    }
)
FIXED = st.fixed_dictionaries({}, optional={"replicas": st.integers(1, 5), "resources": st.builds(Resources, memory=st.just("64Mi"))})
REACHED = st.sampled_from(
    [
        {},
        {"host": "x.example.com"},
        {"host": "*.example.com", "path": "/a"},
        {"host": "x.example.com", "tls_secret": "cert", "ingress_class": "nginx"},
        {"host": "x.example.com", "gateway": "infra/public"},
    ]
)
REST = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "protocol": st.sampled_from(["http", "http2", "grpc", "tcp"]),
        "env": ENV,
        "config": st.dictionaries(st.sampled_from(["A", "B"]), st.text(max_size=3).filter(lambda t: t.isprintable()), max_size=2),
        "readiness": PROBES | st.just(False),
        "liveness": PROBES,
        "startup": PROBES,
        "disruption": st.just(False) | st.integers(1, 5) | st.integers(1, 100).map(lambda p: f"{p}%"),
        "writable": PATHS,
        "read_only_root": st.booleans(),
        "run_as_user": st.integers(1, 2**31 - 1),
        "mounts": st.just([Mount(Volume.secret("tmp", "db"), "/tmp")]),
        "spread": st.booleans(),
        "service_account": st.just("robot"),
        "automount_token": st.booleans(),
        "termination_grace": st.integers(31, 600),
        "pre_stop_sleep": st.integers(0, 29),
        "max_surge": st.integers(1, 5) | st.just("50%"),
        "max_unavailable": st.integers(0, 5) | st.just("25%"),
        "labels": st.just({"team": "a"}),
        "image_pull_secrets": st.just(["registry"]),
    },
)


@settings(max_examples=120, deadline=None)
@given(
    NAMES,
    st.dictionaries(PORT_NAMES, PORTS, max_size=2),
    st.lists(PORTS, min_size=2, max_size=2),
    SCALED | FIXED,
    REACHED,
    REST,
    st.booleans(),
)
def test_valid_parameters_give_manifests_that_hold_every_invariant(
    id: str, ports: dict[str, int], numbers: list[int], size: dict[str, Any], reached: dict[str, Any], rest: dict[str, Any], variant: bool
) -> None:
    port, service_port = numbers
    if len({service_port, *ports.values()}) <= len(ports) or port in ports.values():
        return  # a port twice is told by the facts
    app = App()
    chart = Chart(app, "shop", namespace="shop")
    outside(chart)
    orders = WebService(chart, id, image=IMAGE, port=port, service_port=service_port, ports=ports, **size, **reached, **rest)
    if variant:
        orders.variant("beta", replicas=1)
    synthesis = app.synthesis()
    assert synthesis.warnings == []
    other = App()
    outside(own := Chart(other, "shop", namespace="shop"))
    checked = Checked(own, id, image=IMAGE, port=port, service_port=service_port, ports=ports, **size, **reached, **rest)
    if variant:
        checked.variant("beta", replicas=1)
    assert other.manifests() == app.manifests()
    made = {(m.kind, m.name): m.object for m in synthesis.manifests}
    name = orders.object_name
    service = made[("Service", name)]["spec"]
    deployments = [m for (kind, _), m in made.items() if kind == "Deployment"]
    assert len(deployments) == 1 + variant
    for deployment in deployments:
        spec, own = deployment["spec"], deployment["metadata"]["name"]
        template = spec["template"]
        pod = template["spec"]
        assert restricted(pod) == []
        assert service["selector"].items() <= template["metadata"]["labels"].items()
        assert spec["selector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
        [container] = pod["containers"]
        names = [p["name"] for p in container["ports"]]
        assert len(set(names)) == len(names)
        for p in service["ports"]:
            assert names.count(p["targetPort"]) == 1
        for probe in ("readinessProbe", "livenessProbe", "startupProbe"):
            for handler in container.get(probe, {}).values():
                assert not isinstance(handler, dict) or handler["port"] in names
        assert (("HorizontalPodAutoscaler", own) in made) == ("replicas" not in spec)
        volumes = [v["name"] for v in pod.get("volumes", [])]
        assert len(set(volumes)) == len(volumes)
        assert {m["name"] for m in container.get("volumeMounts", [])} == set(volumes)
        paths = [m["mountPath"] for m in container.get("volumeMounts", [])]
        assert len(set(paths)) == len(paths)
        budget = made.get(("PodDisruptionBudget", own))
        if budget is not None:
            most = budget["spec"]["maxUnavailable"]
            pods = spec.get("replicas") or made[("HorizontalPodAutoscaler", own)]["spec"]["minReplicas"]
            assert (most if isinstance(most, int) else -(-pods * int(most[:-1]) // 100)) >= 1
            assert budget["spec"]["selector"]["matchLabels"] == spec["selector"]["matchLabels"]
        assert pod.get("terminationGracePeriodSeconds", 30) > container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get(
            "seconds", 0
        )
        assert len({e["name"] for e in container.get("env", [])}) == len(container.get("env", []))
    if variant:
        one, two = (d["spec"]["selector"]["matchLabels"] for d in deployments)
        assert one != two
        assert one[NAME] == two[NAME]


class Checked(WebService):
    """A subclass, whose parts are checked since nothing is known of it."""


class Wrong(WebService):
    """A subclass that gives its parts what no call could give."""

    def compose(self) -> None:
        self.env = {"A": 1}  # type: ignore[dict-item]
        super().compose()


def test_what_a_subclass_sets_is_checked_when_parts_are_made_of_it(chart: Chart) -> None:
    with pytest.raises(CallError) as e:
        Wrong(chart, "web", image=IMAGE)
    [f] = e.value.findings
    assert (f.code, f.field, f.value) == ("K8S902", "env['A']", 1)
    assert f.origin is not None
    assert f.origin.file == __file__
    assert chart.node.children == []


def restricted(pod: dict[str, Any]) -> list[str]:
    """The fields that Pod Security "restricted" asks for and are not so (Kubernetes documentation, Pod Security Standards, version 1.35)."""
    wrong = [f"spec.{f}" for f in ("hostNetwork", "hostPID", "hostIPC") if pod.get(f)]
    security = pod.get("securityContext", {})
    allowed = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
    wrong += [f"volume {v['name']}" for v in pod.get("volumes", []) if not set(v) - {"name"} <= allowed]
    for key in ("sysctls", "seLinuxOptions", "appArmorProfile", "windowsOptions"):
        wrong += [f"spec.securityContext.{key}"] if key in security else []
    if "seccompProfile" not in security or security["seccompProfile"].get("type") not in ("RuntimeDefault", "Localhost"):
        wrong.append("spec.securityContext.seccompProfile")
    for c in pod["containers"] + pod.get("initContainers", []) + pod.get("ephemeralContainers", []):
        own = c.get("securityContext", {})
        if own.get("allowPrivilegeEscalation") is not False:
            wrong.append("allowPrivilegeEscalation")
        if own.get("privileged") or own.get("procMount", "Default") != "Default":
            wrong.append("privileged or procMount")
        if not (own.get("runAsNonRoot") or (security.get("runAsNonRoot") is True and own.get("runAsNonRoot") is not False)):
            wrong.append("runAsNonRoot")
        if own.get("runAsUser", security.get("runAsUser")) == 0:
            wrong.append("runAsUser")
        if own.get("capabilities", {}).get("drop") != ["ALL"] or set(own["capabilities"].get("add", ())) - {"NET_BIND_SERVICE"}:
            wrong.append("capabilities")
        wrong += [f"hostPort {p}" for p in c.get("ports", []) if "hostPort" in p]
        for handler in ("livenessProbe", "readinessProbe", "startupProbe"):
            for action in c.get(handler, {}).values():
                wrong += [f"{handler}.host"] if isinstance(action, dict) and "host" in action else []
    return wrong


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ({"hostNetwork": True}, "spec.hostNetwork"),
        ({"securityContext": {"runAsNonRoot": True}}, "spec.securityContext.seccompProfile"),
        ({"volumes": [{"name": "x", "hostPath": {"path": "/"}}]}, "volume x"),
        ({"containers": [{"name": "x"}]}, "allowPrivilegeEscalation"),
    ],
)
def test_the_check_of_restricted_finds_what_is_wrong(chart: Chart, of: Of, broken: dict[str, Any], expected: str) -> None:
    web(chart)
    pod = of(chart)[("Deployment", "orders")]["spec"]["template"]["spec"]
    assert restricted(pod) == []
    assert expected in restricted({**pod, **broken})
