"""StatefulDB: its pods keep their data, their names and their walls, whatever the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from k8skit import App, CallError, Chart, Engine, Peer, Resources, SecretKey, StatefulDB, external
from k8skit.objects.engine import PRESETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from k8skit import Construct

    Of = Callable[[Construct], dict[tuple[str, str], dict[str, Any]]]
    Restricted = Callable[[dict[str, Any]], list[str]]


@pytest.mark.parametrize("engine", sorted(PRESETS))
def test_each_engine_as_a_whole(engine: Any, chart: Chart, manifest_snapshot: SnapshotAssertion) -> None:
    StatefulDB(chart, "db", engine=engine, version="1.2.3", storage="20Gi", resources=Resources(cpu="250m", memory="1Gi"))
    assert chart == manifest_snapshot


def test_a_cluster_with_configuration(chart: Chart, manifest_snapshot: SnapshotAssertion) -> None:
    StatefulDB(
        chart,
        "db",
        engine="mariadb",
        version="11.8.2",
        storage="20Gi",
        storage_class="fast",
        replicas=3,
        clustered=True,
        spread="zone",
        secret="db-password",
        config={"galera.cnf": "[mysqld]\nwsrep_on=ON\n"},
        env={"TZ": "UTC"},
        args=["--skip-name-resolve"],
        clients=[Peer(pods={"app.kubernetes.io/name": "orders"})],
        termination_grace=300,
    )
    assert chart == manifest_snapshot


@given(
    engine=st.sampled_from(sorted(PRESETS)),
    replicas=st.integers(1, 5),
    config=st.dictionaries(st.sampled_from(["a.conf", "b.conf"]), st.text(max_size=20).filter(str.isprintable)),
    secret=st.sampled_from([None, "existing"]),
    database=st.sampled_from(["app", "orders"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_database_passes_what_its_pods_must_pass(
    restricted: Restricted, engine: Any, replicas: int, config: dict[str, str], secret: str | None, database: str
) -> None:
    app = App()
    chart = Chart(app, "shop", namespace="shop")
    db = StatefulDB(
        chart,
        "db",
        engine=engine,
        version="1.2.3",
        storage="1Gi",
        replicas=replicas,
        clustered=True,
        config=config,
        secret=secret,
        database=database,
    )
    made = {(m["kind"], m["metadata"]["name"]): m for m in app.manifests()}
    workload = made[("StatefulSet", "db")]["spec"]
    pod = workload["template"]
    assert restricted(pod["spec"]) == []
    for name in ("db", "db-pods"):
        selector = made[("Service", name)]["spec"]["selector"]
        assert selector.items() <= pod["metadata"]["labels"].items()
    assert workload["serviceName"] == "db-pods"
    assert made[("Service", "db-pods")]["spec"]["clusterIP"] == "None"
    mounted = {m["name"] for c in pod["spec"]["containers"] for m in c["volumeMounts"]}
    assert {t["metadata"]["name"] for t in workload["volumeClaimTemplates"]} <= mounted
    assert mounted == {v["name"] for v in pod["spec"].get("volumes", [])} | {"data"}
    assert (("PodDisruptionBudget", "db") in made) == (replicas > 1)
    assert db.password == SecretKey(secret or "db", "password")


def test_claims_outlive_the_database(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi")
    policy = of(db)[("StatefulSet", "db")]["spec"]["persistentVolumeClaimRetentionPolicy"]
    assert policy == {"whenDeleted": "Retain", "whenScaled": "Retain"}


def test_more_pods_of_one_engine_are_no_cluster(chart: Chart) -> None:
    with pytest.raises(CallError, match="3 pods of postgres would be 3 databases") as e:
        StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", replicas=3)
    assert "clustered=True" in e.value.findings[0].help


def test_references_for_clients(chart: Chart) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", user="shop", database="orders")
    assert (db.host, db.port) == ("db", 5432)
    assert db.url() == "postgresql://shop:$(DATABASE_PASSWORD)@db:5432/orders"
    assert db.url("PW", database="other") == "postgresql://shop:$(PW)@db:5432/other"
    assert db.pod_host(0) == "db-0.db-pods"
    with pytest.raises(CallError, match="db has no pod 1"):
        db.pod_host(1)


def test_other_characters_of_a_url_are_written_by_their_codes(chart: Chart) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", user="a b@é", database="x/y-z._~")
    assert db.url() == "postgresql://a%20b%40%C3%A9:$(DATABASE_PASSWORD)@db:5432/x%2Fy-z._~"
    assert db.url(database="$(X)") == "postgresql://a%20b%40%C3%A9:$(DATABASE_PASSWORD)@db:5432/%24%28X%29"


def test_a_mongodb_url_says_which_database_has_the_user(chart: Chart) -> None:
    db = StatefulDB(chart, "db", engine="mongodb", version="8.0.13", storage="1Gi")
    assert db.url() == "mongodb://app:$(DATABASE_PASSWORD)@db:27017/app?authSource=admin"


@pytest.mark.parametrize(
    ("given", "user"),
    [
        ({"version": "17.6"}, 999),
        ({"version": "17.6-alpine3.22"}, 70),
        ({"version": "17.6", "image": "registry.example.com/alpine/postgres:17.6"}, 999),
        ({"version": "17.6", "image": "registry.example.com/postgres:17.6-alpine"}, 70),
    ],
)
def test_the_user_is_that_of_the_image(given: dict[str, Any], user: int, chart: Chart, of: Of) -> None:
    StatefulDB(chart, "db", engine="postgres", storage="1Gi", **given)
    context = of(chart)[("StatefulSet", "db")]["spec"]["template"]["spec"]["securityContext"]
    assert (context["runAsUser"], context["runAsGroup"], context["fsGroup"]) == (user, user, user)


@pytest.mark.parametrize("version", ["", "17 beta", "17@sha256", "a/b", "17:6"])
def test_what_cannot_be_wrong_together_is_told_together(version: str, chart: Chart) -> None:
    own = Engine(image="e", port=1, port_name="e", data="/e", user_id=1, probe=["e"], scheme="e")
    with pytest.raises(CallError) as e:
        StatefulDB(chart, "db", engine=own, version=version, storage="1Gi", replicas=2, config={"a": "b"})
    assert [f.field for f in e.value.findings] == ["replicas", "config", "version"]
    assert 'version="17.6"' in e.value.findings[2].help


def test_a_redis_url_has_neither_user_nor_database(chart: Chart) -> None:
    assert StatefulDB(chart, "db", engine="redis", version="8.2", storage="1Gi").url("PW") == "redis://:$(PW)@db:6379"


def test_the_password_is_made_by_an_external_secret_or_declared(chart: Chart, of: Of) -> None:
    StatefulDB(chart, "one", engine="postgres", version="17.6", storage="1Gi", secret_store="vault", secret_path="shop/one")
    StatefulDB(chart, "two", engine="postgres", version="17.6", storage="1Gi", secret="two-password")
    declared = external(chart, "Secret", "three-password", keys=["pw"])
    StatefulDB(chart, "three", engine="postgres", version="17.6", storage="1Gi", secret=declared, secret_key="pw")
    made = of(chart)
    assert made[("ExternalSecret", "one")]["spec"]["data"] == [
        {"secretKey": "password", "remoteRef": {"key": "shop/one", "property": "password"}}
    ]
    assert ("ExternalSecret", "two") not in made
    root = chart.node.root
    assert isinstance(root, App)
    assert {(e["kind"], e["name"]) for e in root.synthesis().externals} == {
        ("ClusterSecretStore", "vault"),
        ("Secret", "two-password"),
        ("Secret", "three-password"),
    }


def test_no_password_is_ever_written(chart: Chart) -> None:
    StatefulDB(chart, "db", engine="redis", version="8.2", storage="1Gi")
    root = chart.node.root
    assert isinstance(root, App)
    assert not [m for m in root.manifests() if m["kind"] == "Secret"]


def test_only_clients_may_connect(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", clients=[Peer(pods={"app": "orders"})])
    assert of(db)[("NetworkPolicy", "db")]["spec"]["ingress"] == [
        {"from": [{"podSelector": {"matchLabels": {"app": "orders"}}}], "ports": [{"port": "tcp-postgres"}]}
    ]


@pytest.mark.parametrize(("replicas", "members"), [(1, []), (3, [{"from": [{"podSelector": {"matchLabels": {}}}]}])])
def test_without_clients_only_members_may_connect(chart: Chart, of: Of, replicas: int, members: list[dict[str, Any]]) -> None:
    db = StatefulDB(chart, "db", engine="redis", version="8.2", storage="1Gi", replicas=replicas, clustered=True, clients=[])
    for rule in members:
        rule["from"][0]["podSelector"]["matchLabels"] = db.selector
    spec = of(db)[("NetworkPolicy", "db")]["spec"]
    assert (spec["policyTypes"], spec.get("ingress", [])) == (["Ingress"], members)


def test_clients_of_an_ambient_mesh_come_through_its_port_too(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", ambient=True)
    [rule] = of(db)[("NetworkPolicy", "db")]["spec"]["ingress"]
    assert rule == {"from": [{"podSelector": {}}], "ports": [{"port": "tcp-postgres"}, {"port": 15008}]}


def test_the_memory_limit_is_the_request(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", resources=Resources(memory="1Gi"))
    [container] = of(db)[("StatefulSet", "db")]["spec"]["template"]["spec"]["containers"]
    assert container["resources"] == {"requests": {"memory": "1Gi"}, "limits": {"memory": "1Gi"}}


def test_another_memory_limit_than_the_request_is_refused(chart: Chart) -> None:
    given: dict[str, Any] = {"engine": "postgres", "version": "17.6", "storage": "1Gi"}
    with pytest.raises(CallError, match="the memory limit 2Gi is not the request 1Gi"):
        StatefulDB(chart, "db", resources=Resources(memory="1Gi", memory_limit="2Gi"), **given)
    StatefulDB(chart, "db", resources=Resources(memory="1Gi", memory_limit="1024Mi"), **given)


@pytest.mark.parametrize(
    ("id", "name", "field", "proposed"),
    [
        ("Orders_DB", None, "id", "'orders-db'"),
        ("a" * 59, None, "id", repr("a" * 52)),
        ("db", "b" * 60, "name", repr("b" * 52)),
    ],
)
def test_a_name_that_its_services_cannot_have_is_told_at_the_parameter(
    chart: Chart, id: str, name: str | None, field: str, proposed: str
) -> None:
    with pytest.raises(CallError) as e:
        StatefulDB(chart, id, name=name, engine="postgres", version="17.6", storage="1Gi")
    [f] = e.value.findings
    assert (f.field, f.help) == (field, f"give name, such as {proposed}")
    assert "cannot name its Service of pods" in f.message


def test_a_name_of_58_characters_leaves_room_for_the_name_of_its_pods(chart: Chart) -> None:
    StatefulDB(chart, "a" * 58, engine="postgres", version="17.6", storage="1Gi")


def test_a_database_and_a_user_have_names(chart: Chart) -> None:
    with pytest.raises(CallError) as e:
        StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", user="", database=" ")
    assert [f.field for f in e.value.findings] == ["database", "user"]


def test_a_configuration_of_postgres_that_says_nothing_of_addresses_does_not_close_it_in(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", config={"postgresql.conf": "max_connections = 50"})
    [container] = of(db)[("StatefulSet", "db")]["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["-c", "config_file=/etc/postgresql/conf.d/postgresql.conf", "-c", "listen_addresses=*"]


def test_pods_of_a_cluster_stand_on_different_nodes(chart: Chart, of: Of) -> None:
    db = StatefulDB(chart, "db", engine="redis", version="8.2", storage="1Gi", replicas=3, clustered=True)
    pod = of(db)[("StatefulSet", "db")]["spec"]["template"]["spec"]
    [term] = pod["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert term["topologyKey"] == "kubernetes.io/hostname"
    assert term["labelSelector"]["matchLabels"] == db.selector


def test_an_engine_of_your_own(chart: Chart, of: Of) -> None:
    engine = Engine(
        image="registry.example.com/nats",
        port=4222,
        port_name="tcp-nats",
        data="/data",
        user_id=1000,
        probe=["nats-server", "--check", "{database}"],
        scheme="nats",
    )
    db = StatefulDB(chart, "bus", engine=engine, version="2.12", storage="1Gi")
    [container] = of(db)[("StatefulSet", "bus")]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == "registry.example.com/nats:2.12"
    assert container["readinessProbe"]["exec"]["command"] == ["nats-server", "--check", "app"]
    with pytest.raises(CallError, match="takes no configuration files"):
        StatefulDB(chart, "bus2", engine=engine, version="2.12", storage="1Gi", config={"a": "b"})


def test_a_change_of_configuration_makes_new_pods(of: Of) -> None:
    def annotation(text: str) -> Any:
        chart = Chart(App(), "shop")
        StatefulDB(chart, "db", engine="postgres", version="17.6", storage="1Gi", config={"postgresql.conf": text})
        return of(chart)[("StatefulSet", "db")]["spec"]["template"]["metadata"]["annotations"]["checksum/config"]

    assert annotation("a") == annotation("a") != annotation("b")
