"""Whatever valid parameters a construct gets: its output passes the facts, all rules with not even a warning, and Pod Security restricted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from k8skit import (
    App,
    Autoscaling,
    CanaryRoute,
    Chart,
    OutlierDetection,
    Peer,
    Resources,
    Retries,
    StatefulDB,
    Tenant,
    WebService,
)
from k8skit.objects.engine import PRESETS

from .conftest import restricted_problems

if TYPE_CHECKING:
    from collections.abc import Callable

IMAGE = "registry.example.com/orders:1.4.2"
SMALL = Resources(cpu="100m", memory="64Mi")
VERSIONS = {"postgres": "17.6", "mysql": "9.4.0", "mariadb": "11.8.2", "redis": "8.2.1", "valkey": "8.1.3", "mongodb": "8.0.13"}
NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
WORDS = st.from_regex(r"[A-Za-z0-9_]{1,12}", fullmatch=True)


def subset(choices: list[Any]) -> st.SearchStrategy[list[Any]]:
    """Some of these, each once, in any order."""
    return st.lists(st.sampled_from(choices), unique_by=repr)


def optional(**given: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Parameters, each of which may be left out."""
    return st.fixed_dictionaries({}, optional=given)


def whole(app: App) -> None:
    """Hold that nothing is said of an app, and that its pods are restricted."""
    synthesis = app.synthesis()
    assert [f"{f.code}: {f.message}" for f in synthesis.warnings] == []
    for m in app.manifests():
        template = m["spec"].get("template") if "spec" in m else None
        if template is not None and "containers" in template.get("spec", {}):
            assert restricted_problems(template["spec"]) == []


def walls(app: App, **more: Any) -> Chart:
    """A chart in the namespace of a tenant that enforces restricted, so that rules judge the pods by it too."""
    return Chart(app, "shop", namespace=Tenant(app, "team-a", **more).namespace)


@settings(max_examples=60)
@given(
    engine=st.sampled_from(sorted(PRESETS)),
    replicas=st.integers(1, 5),
    id=NAMES,
    more=optional(
        storage_class=st.just("fast"),
        secret=st.sampled_from(["existing"]),
        secret_key=st.just("pw"),
        secret_store=st.just("vault"),
        secret_path=st.just("shop/db"),
        config=st.dictionaries(st.sampled_from(["a.conf", "b.conf"]), st.text(max_size=20).filter(str.isprintable)),
        database=WORDS,
        user=WORDS,
        env=st.just({"TZ": "UTC"}),
        args=st.just(["--verbose"]),
        resources=st.sampled_from([SMALL, Resources(memory="1Gi"), Resources(cpu=1, cpu_limit=2, memory="1Gi", ephemeral_storage="1Gi")]),
        clients=subset([Peer(pods={"app.kubernetes.io/name": "web"}), Peer.namespace("shared"), Peer(cidr="203.0.113.0/24")]),
        ambient=st.booleans(),
        spread=st.sampled_from(["node", "zone"]),
        termination_grace=st.integers(1, 600),
    ),
)
def test_a_database(engine: Any, replicas: int, id: str, more: dict[str, Any]) -> None:
    app = App()
    chart = walls(app)
    WebService(chart, "web", name="web", image=IMAGE)
    if id != "web":
        StatefulDB(chart, id, engine=engine, version=VERSIONS[engine], storage="1Gi", replicas=replicas, clustered=True, **more)
    synthesis = app.synthesis()
    found = [f for f in synthesis.warnings if f.code != "K8S216"]  # of the namespace shared nothing is known here
    assert [f"{f.code}: {f.message}" for f in found] == []
    for m in app.manifests():
        if m["kind"] == "StatefulSet":
            assert restricted_problems(m["spec"]["template"]["spec"]) == []


@settings(max_examples=60)
@given(
    stable=st.integers(1, 9),
    weight=st.integers(0, 100),
    extra=st.integers(0, 2),
    scaled=st.booleans(),
    protocol=st.sampled_from(["http", "http2", "grpc"]),
    place=st.sampled_from(
        [
            {},
            {"host": "orders.example.com", "gateway": "istio-system/public"},
            {"host": "*.example.com", "gateway": "public", "mesh": True},
            {"host": "orders.example.com", "gateway": "infra/public/https", "via": "gateway-api"},
        ]
    ),
    tries=st.sampled_from([{}, {"timeout": "9s"}, {"timeout": "9s", "retries": Retries(2, per_try_timeout="3s", on="5xx,reset")}]),
    more=optional(
        headers=st.dictionaries(st.sampled_from(["x-canary", "X-Team", "user-agent"]), WORDS),
        cookies=st.dictionaries(st.sampled_from(["beta", "tester", "__Host-a"]), WORDS),
        name=NAMES,
    ),
)
def test_a_canary(
    stable: int,
    weight: int,
    extra: int,
    scaled: bool,
    protocol: Any,
    place: dict[str, Any],
    tries: dict[str, Any],
    more: dict[str, Any],
) -> None:
    app = App()
    chart = walls(app)
    web = WebService(chart, "orders", name="orders", image=IMAGE, replicas=stable, protocol=protocol, resources=SMALL)
    needed = max(1, -(-weight * stable // 100)) + extra
    beta = web.variant("beta", **({"autoscaling": Autoscaling(1, needed, cpu=70)} if scaled and needed > 1 else {"replicas": needed}))
    by_istio = place.get("via") != "gateway-api"
    if not by_istio:
        tries = {key: value for key, value in tries.items() if key != "retries"}
    elif stable > 1:
        tries = {**tries, "outlier_detection": OutlierDetection(consecutive_5xx=3, max_ejection_percent=100)}
    CanaryRoute(chart, "route", stable=web, canary=beta, weight=weight, **place, **tries, **more)
    whole(app)


SUBJECTS = ["group:a", "user:eve@example.com", "serviceaccount:monitoring/grafana"]
QUOTA: dict[str, Any] = {
    "cpu": 40,
    "memory": "80Gi",
    "pods": 90,
    "storage": "1Ti",
    "ephemeral-storage": "90Gi",
    "limits.cpu": 80,
    "services.loadbalancers": 1,
}


@settings(max_examples=60)
@given(
    id=NAMES.filter(lambda name: name != "default" and not name.startswith("kube-")),
    quota=subset(sorted(QUOTA)),
    more=optional(
        admins=subset(SUBJECTS),
        editors=subset(SUBJECTS),
        viewers=subset(SUBJECTS),
        ci=st.booleans(),
        virtual_services=st.booleans(),
        defaults=st.sampled_from([Resources(cpu="10m"), Resources(cpu="20m", memory="32Mi", cpu_limit="100m"), Resources(memory="1Gi")]),
        largest=st.sampled_from([Resources(cpu_limit=8, memory="16Gi"), Resources(memory="4Gi")]),
        pod_security=st.sampled_from(["privileged", "baseline", "restricted"]),
        pod_security_version=st.sampled_from(["latest", "v1.35"]),
        allow_from=subset(["ingress", Peer(cidr="203.0.113.0/24"), Peer(namespaces={"team": "b"})]),
        allow_to=subset(["shared", Peer(cidr="0.0.0.0/0", without=["169.254.0.0/16"])]),
        mesh=st.sampled_from(["sidecar", "ambient", "1-30"]),
        labels=st.just({"cost-centre": "4711"}),
        annotations=st.just({"note": "x"}),
        team=st.just("a"),
        owners=st.just(["@example/team-a"]),
    ),
)
def test_a_tenant(id: str, quota: list[str], more: dict[str, Any]) -> None:
    app = App()
    Tenant(app, id, quota={key: QUOTA[key] for key in quota}, **more)
    synthesis = app.synthesis()
    others = {"K8S216", "K8S212", "K8S224"}  # of the namespaces, accounts and pods of others nothing is known here
    assert [f"{f.code}: {f.message}" for f in synthesis.warnings if f.code not in others] == []


@pytest.mark.parametrize("make", [test_a_database, test_a_canary, test_a_tenant])
def test_no_parameter_is_forgotten(make: Callable[..., None]) -> None:
    from inspect import getsource

    cls: Any = {"test_a_database": StatefulDB, "test_a_canary": CanaryRoute, "test_a_tenant": Tenant}[make.__name__]
    text = getsource(__import__(__name__, fromlist=["x"]))
    assert {name for name in cls.plan().takers if f"{name}=" not in text and f'"{name}":' not in text} <= {"scope", "id", "image"}
