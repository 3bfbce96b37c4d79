"""What objects and values refuse at the line that wrote it, and the wiring that they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from k8skit import (
    Allow,
    Autoscaling,
    CallError,
    Chart,
    ConfigKey,
    ConfigMap,
    Container,
    CronJob,
    Deployment,
    EnvFrom,
    FieldRef,
    GatewayRef,
    HorizontalPodAutoscaler,
    Ingress,
    IngressPath,
    Job,
    Listener,
    Mount,
    Namespace,
    NetworkPolicy,
    Peer,
    Pod,
    PodDisruptionBudget,
    PolicyRule,
    Probe,
    ResourceRef,
    Resources,
    SecretKey,
    Service,
    ServicePort,
    Spread,
    Subject,
    VirtualRoute,
    Volume,
)
from k8skit.objects.env import env_list

Refused = Callable[..., Any]
IMAGE = "a/b:1"
WRONG: Any = "80%"


def container(**given: Any) -> Container:
    return Container(**{"image": IMAGE, **given})


def mount(path: str, volume: Volume | None = None) -> Mount:
    return Mount(volume or Volume.empty_dir("data"), path)


@pytest.mark.parametrize(
    ("make", "field", "message"),
    [
        (lambda _: Probe(), "", "a probe has exactly one handler, got none"),
        (lambda _: Probe(path="/", tcp=True), "", "a probe has exactly one handler, got path and tcp"),
        (lambda _: Probe(grpc=True, exec=["a"]), "", "a probe has exactly one handler, got grpc and exec"),
        (lambda _: Probe(grpc=True, port="http"), "port", "a gRPC probe needs a port number"),
        (lambda _: Probe(exec=[]), "exec", "the command of a probe is empty"),
        (lambda _: Probe(tcp=True, headers={"a": "b"}), "headers", "headers belongs to an HTTP probe"),
        (lambda _: Probe(tcp=True, https=True), "https", "https belongs to an HTTP probe"),
        (lambda _: Probe(path="/", service="x"), "service", "service belongs to a gRPC probe"),
        (lambda _: Probe(exec=["a"], port=80), "port", "a command has no port"),
        (lambda _: Probe(path="/").to_manifest(), "port", "the probe has no port, and its container has none"),
        (lambda _: EnvFrom(), "", "EnvFrom needs either config_map or secret"),
        (lambda _: EnvFrom(config_map="a", secret="b"), "", "EnvFrom needs either config_map or secret"),
        (lambda _: Volume("a", {}), "source", "a volume has exactly one source"),
        (lambda _: Volume("a", {"emptyDir": {}, "secret": {}}), "source", "a volume has exactly one source"),
        (lambda _: Resources(cpu=2, cpu_limit="1500m"), "cpu_limit", "cpu_limit 1500m is less than the request 2"),
        (lambda _: Resources(memory="1Gi", memory_limit="1G"), "memory_limit", "memory_limit 1G is less than the request 1Gi"),
        (lambda _: Autoscaling(3, 2), "min", "min 3 is more than max 2"),
        (lambda c: HorizontalPodAutoscaler(c, "x", target="a", min=3, max=2), "min", "min 3 is more than max 2"),
        (
            lambda _: container(liveness=Probe(path="/", success_threshold=2)),
            "liveness",
            "the liveness probe must have success_threshold 1",
        ),
        (lambda _: container(startup=Probe(path="/", success_threshold=2)), "startup", "the startup probe must have success_threshold 1"),
        (lambda _: container(mounts=[mount("/a"), mount("/a")]), "mounts", "two volumes are mounted at /a"),
        (lambda _: container(privileged=True, capabilities=["NET_ADMIN"]), "capabilities", "a privileged container has all capabilities"),
        (lambda _: Pod(containers=[]), "containers", "a pod needs at least one container"),
        (lambda _: Pod(containers=[container(), container()]), "containers", "two containers are named main"),
        (lambda _: Pod(containers=[container()], init_containers=[container()]), "containers", "two containers are named main"),
        (
            lambda _: Pod(containers=[container(pre_stop_sleep=30)]),
            "termination_grace",
            "termination_grace 30 is not longer than pre_stop_sleep 30",
        ),
        (lambda _: Pod(containers=[container()], run_as_user=0), "run_as_user", "user 0 is root, and run_as_non_root refuses it"),
        (lambda _: Pod(containers=[container(run_as_user=0)]), "run_as_user", "user 0 is root, and run_as_non_root refuses it"),
        (
            lambda _: Pod(containers=[container()], init_containers=[container(name="i", run_as_user=0)]),
            "run_as_user",
            "user 0 is root, and run_as_non_root refuses it",
        ),
        *(
            (
                lambda _, given=given: Pod(containers=[container()], init_containers=[container(name="i", **given)]),
                "init_containers",
                f"the init container i has {next(iter(given))}",
            )
            for given in (
                {"readiness": Probe(tcp=True)},
                {"liveness": Probe(tcp=True)},
                {"startup": Probe(tcp=True)},
                {"pre_stop_sleep": 1},
            )
        ),
        (
            lambda _: Pod(containers=[container()], labels={"app": "y"}).template({"app": "x"}),
            "labels",
            "the label app contradicts the selector",
        ),
        (
            lambda _: Pod(containers=[container(mounts=[mount("/a"), mount("/b", Volume.secret("data", "s"))])]).volumes(),
            "mounts",
            "two different volumes are named data",
        ),
        (
            lambda c: Deployment(c, "x", pod=Pod(containers=[container()]), strategy="Recreate", max_surge=1),
            "strategy",
            "a Recreate has no rolling update",
        ),
        (
            lambda c: Deployment(c, "x", pod=Pod(containers=[container()]), max_surge="0%", max_unavailable=0),
            "max_surge",
            "a rollout that may have no pod more and no pod less cannot go on",
        ),
        (
            lambda c: PodDisruptionBudget(c, "x", selector={"a": "b"}, max_unavailable=1, min_available=1),
            "min_available",
            "max_unavailable and min_available are both given",
        ),
        (lambda c: NetworkPolicy(c, "x"), "ingress", "a policy is about ingress, egress or both"),
        (lambda _: Peer(), "", "a peer is either pods and namespaces, or a cidr"),
        (lambda _: Peer(pods={}, cidr="10.0.0.0/8"), "", "a peer is either pods and namespaces, or a cidr"),
        (lambda _: Peer(pods={}, without=["10.0.0.0/8"]), "without", "without takes parts out of a cidr"),
        (lambda _: PolicyRule(verbs=[], resources=["pods"]), "verbs", "verbs of a rule is empty"),
        (lambda _: PolicyRule(verbs=["get"], resources=[]), "resources", "resources of a rule is empty"),
        (lambda _: PolicyRule(verbs=["get"], resources=["pods"], groups=[]), "groups", "groups of a rule is empty"),
        (lambda _: Subject(kind="ServiceAccount", name="x"), "namespace", "a ServiceAccount needs a namespace"),
        (lambda _: Subject(kind="User", name="x", namespace="y"), "namespace", "a User has no namespace"),
        (lambda _: Subject.parse("ann"), "", "'ann' names no subject"),
        (lambda _: Subject.parse("serviceaccount:x"), "", "'serviceaccount:x' names no subject"),
        (lambda _: Subject.parse("user:"), "", "'user:' names no subject"),
        (lambda _: Listener(name="x", port=443, protocol="HTTPS"), "tls_secret", "listener x is HTTPS and has no certificate"),
        (lambda _: Listener(name="x", port=80, protocol="HTTP", tls_secret="a"), "tls_secret", "listener x is HTTP and has TLS settings"),
        (
            lambda _: Listener(name="x", port=443, protocol="TLS", tls_secret="a", tls_passthrough=True),
            "tls_secret",
            "listener x hands TLS on and needs no certificate",
        ),
        (lambda _: VirtualRoute(to=[]), "to", "a route needs a destination"),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(chart: Chart, refused: Refused, make: Any, field: str, message: str) -> None:
    f = refused(make, chart)
    assert (f.code, f.field, f.message) == ("K8S902", field, message)
    assert f.origin.file == __file__
    assert not f.message.endswith(".")
    assert chart.node.children == []


@pytest.mark.parametrize(
    ("make", "fields"),
    [
        (lambda: Container(image="A b"), ["image"]),
        (lambda: container(ports={"http": 0, "Bad Name": 1}), ["ports['http']", "ports['Bad Name'] (key)"]),
        (lambda: container(env={"A=": "b", "C": 1}), ["env['A='] (key)", "env['C']"]),
        (lambda: container(name="a.b", pull_policy="Sometimes"), ["name", "pull_policy"]),
        (lambda: container(run_as_user=-1, mounts=["/a"]), ["mounts[0]", "run_as_user"]),
        (lambda: Probe(path="healthz", port="a b", period=0), ["path", "port", "period"]),
        (lambda: Resources(cpu="1 core", memory="-"), ["cpu", "memory"]),
        (lambda: ServicePort(0, target="A", protocol=WRONG), ["port", "target", "protocol"]),
        (lambda: Spread(topology_key="a b", max_skew=WRONG), ["topology_key", "max_skew"]),
        (lambda: Mount(WRONG, "data"), ["volume", "path"]),
        (lambda: Autoscaling(0, 0, cpu=WRONG), ["min", "max", "cpu"]),
    ],
)
def test_wrong_parameters_of_values_are_all_told(make: Any, fields: list[str]) -> None:
    with pytest.raises(Exception, match="K8S902") as raised:
        make()
    assert sorted(f.field for f in raised.value.findings) == sorted(fields)  # type: ignore[attr-defined]


def test_env_is_a_list_in_the_order_given_with_each_kind_of_source() -> None:
    env = {
        "B": "text",
        "A": SecretKey("s", "k"),
        "C": SecretKey("s", "k", optional=True),
        "D": ConfigKey("c", "k"),
        "E": ConfigKey("c", "k", optional=True),
        "F": FieldRef("metadata.name"),
        "G": ResourceRef("limits.cpu"),
        "H": ResourceRef("limits.cpu", divisor="1m"),
    }
    assert env_list(env) == [
        {"name": "B", "value": "text"},
        {"name": "A", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}},
        {"name": "C", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k", "optional": True}}},
        {"name": "D", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k"}}},
        {"name": "E", "valueFrom": {"configMapKeyRef": {"name": "c", "key": "k", "optional": True}}},
        {"name": "F", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
        {"name": "G", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}},
        {"name": "H", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu", "divisor": "1m"}}},
    ]


def test_probes_ask_the_first_port_by_name_where_a_name_is_allowed() -> None:
    ports = {"web": 80, "metrics": 9090}
    made = container(ports=ports, readiness=Probe.http("/ready"), liveness=Probe.tcp_socket(), startup=Probe.grpc_health()).to_manifest()
    assert made["readinessProbe"] == {"httpGet": {"path": "/ready", "port": "web"}}
    assert made["livenessProbe"] == {"tcpSocket": {"port": "web"}}
    assert made["startupProbe"] == {"grpc": {"port": 80}}
    own = container(
        ports=ports, readiness=Probe.http("/", 9090), liveness=Probe.tcp_socket("metrics"), startup=Probe.grpc_health(9090)
    ).to_manifest()
    assert own["readinessProbe"]["httpGet"]["port"] == 9090
    assert own["livenessProbe"]["tcpSocket"]["port"] == "metrics"
    assert own["startupProbe"]["grpc"]["port"] == 9090
    assert Probe.command("a", "b", period=5).to_manifest() == {"exec": {"command": ["a", "b"]}, "periodSeconds": 5}
    assert Probe.http("/", 80).to_manifest(8080) == {"httpGet": {"path": "/", "port": 80}}
    assert Probe.tcp_socket().to_manifest(8080) == {"tcpSocket": {"port": 8080}}


def test_a_memory_limit_is_the_request_and_there_is_no_cpu_limit() -> None:
    assert Resources(cpu="100m", memory="1Gi").to_manifest() == {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"memory": "1Gi"}}
    assert Resources(memory="1Gi", memory_limit="2Gi").to_manifest()["limits"] == {"memory": "2Gi"}
    assert Resources(ephemeral_storage=5).to_manifest() == {"requests": {"ephemeral-storage": "5"}, "limits": {"ephemeral-storage": "5"}}
    assert Resources(cpu_limit=1).to_manifest() == {"limits": {"cpu": "1"}}
    assert Resources().to_manifest() == {}
    assert "resources" not in container(resources=Resources()).to_manifest()
    assert Resources(extended={"a/b": 2}).to_manifest() == {"requests": {"a/b": "2"}, "limits": {"a/b": "2"}}


def test_volumes_come_from_mounts_once_and_in_order() -> None:
    config, data = Volume.config_map("config", "c"), Volume.claim("data", "d", read_only=True)
    pod = Pod(
        containers=[
            container(mounts=[mount("/c", config), mount("/d", data)]),
            container(name="b", mounts=[mount("/c", Volume.config_map("config", "c"))]),
        ],
        init_containers=[container(name="i", mounts=[mount("/d", data)])],
    )
    assert [v.name for v in pod.volumes()] == ["data", "config"]
    assert pod.spec({})["volumes"] == [
        {"name": "data", "persistentVolumeClaim": {"claimName": "d", "readOnly": True}},
        {"name": "config", "configMap": {"name": "c"}},
    ]


@pytest.mark.parametrize(
    ("volume", "source"),
    [
        (Volume.empty_dir("v"), {"emptyDir": {}}),
        (Volume.empty_dir("v", size_limit="1Gi", memory=True), {"emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}}),
        (
            Volume.config_map("v", "c", items={"a": "b"}, optional=True, mode=0o440),
            {"configMap": {"name": "c", "items": [{"key": "a", "path": "b"}], "defaultMode": 288, "optional": True}},
        ),
        (Volume.secret("v", "s"), {"secret": {"secretName": "s"}}),
        (Volume.secret("v", "s", mode=0), {"secret": {"secretName": "s", "defaultMode": 0}}),
        (Volume.claim("v", "c"), {"persistentVolumeClaim": {"claimName": "c"}}),
        (Volume.host_path("v", "/a"), {"hostPath": {"path": "/a"}}),
        (Volume.host_path("v", "/a", type="Directory"), {"hostPath": {"path": "/a", "type": "Directory"}}),
    ],
)
def test_each_way_to_make_a_volume(volume: Volume, source: dict[str, Any]) -> None:
    assert volume.to_manifest() == {"name": "v", **source}


def test_a_config_map_knows_its_keys_and_its_checksum(chart: Chart, refused: Refused) -> None:
    config = ConfigMap(chart, "config", data={"LEVEL": "info"}, binary_data={"logo": b"\x00"})
    assert config.key("LEVEL") == ConfigKey("config", "LEVEL")
    assert config.key("logo") == ConfigKey("config", "logo")
    f = refused(config.key, "LEVLE")
    assert (f.message, f.help, f.origin.path) == ("ConfigMap config has no key LEVLE", "did you mean LEVEL?", "shop/config")
    assert refused(config.key, "zzzzzzzz").help == "it has LEVEL, logo"
    empty = ConfigMap(chart, "empty")
    assert refused(empty.key, "x").help == "it has no keys"
    assert empty.manifest == {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "empty"}}
    sums = {
        config.checksum,
        empty.checksum,
        ConfigMap(chart, "a", data={"LEVEL": "warn"}).checksum,
        ConfigMap(chart, "b", data={"LEVELi": "nfo"}).checksum,
        ConfigMap(chart, "c", data={"a": "b", "c": "d"}).checksum,
        ConfigMap(chart, "d", data={"a": "bcd"}).checksum,
        ConfigMap(chart, "e", binary_data={"LEVEL": b"info"}).checksum,
    }
    assert len(sums) >= 6
    assert all(len(s) == 16 for s in sums)
    assert ConfigMap(chart, "f", data={"c": "d", "a": "b"}).checksum == ConfigMap(chart, "g", data={"a": "b", "c": "d"}).checksum


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("public", GatewayRef("public")),
        ("infra/public", GatewayRef("public", namespace="infra")),
        ("infra/public/https", GatewayRef("public", namespace="infra", listener="https")),
    ],
)
def test_a_gateway_is_read_from_text(text: str, expected: GatewayRef) -> None:
    assert GatewayRef.parse(text) == expected


@pytest.mark.parametrize("text", ["", "/", "a/", "A/b"])
def test_a_gateway_that_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="K8S902"):
        GatewayRef.parse(text)


def test_subjects_are_read_from_text() -> None:
    assert Subject.parse("user:ann@example.com").to_manifest()["name"] == "ann@example.com"
    assert Subject.parse("group:system:masters").to_manifest() == {
        "apiGroup": "rbac.authorization.k8s.io",
        "kind": "Group",
        "name": "system:masters",
    }
    assert Subject.parse("serviceaccount:shop/web").to_manifest() == {"kind": "ServiceAccount", "name": "web", "namespace": "shop"}


def test_an_ingress_groups_paths_by_host_and_tls_names_the_hosts(chart: Chart) -> None:
    paths = [IngressPath(service="a", port=80, host="h.example.com", path=p) for p in ("/x", "/y")]
    spec = Ingress(chart, "x", paths=[paths[0], IngressPath(service="b", port="http"), paths[1]], tls_secret="cert").manifest["spec"]
    assert [(r.get("host"), [p["path"] for p in r["http"]["paths"]]) for r in spec["rules"]] == [
        ("h.example.com", ["/x", "/y"]),
        (None, ["/"]),
    ]
    assert spec["tls"] == [{"hosts": ["h.example.com"], "secretName": "cert"}]
    anywhere = Ingress(chart, "y", paths=[IngressPath(service="b", port=80)], tls_secret="cert").manifest["spec"]
    assert anywhere["tls"] == [{"secretName": "cert"}]


def test_jobs_never_restart_unless_they_say_so(chart: Chart) -> None:
    pod = Pod(containers=[container()])
    assert Job(chart, "a", pod=pod).manifest["spec"]["template"]["spec"]["restartPolicy"] == "Never"
    other = Pod(containers=[container()], restart_policy="OnFailure")
    assert (
        CronJob(chart, "b", pod=other, schedule="@daily").manifest["spec"]["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"]
        == "OnFailure"
    )


def test_a_default_selector_is_the_name(chart: Chart) -> None:
    pod = Pod(containers=[container()], labels={"more": "x"}, spreads=[Spread(topology_key="zone")])
    spec = Deployment(chart, "a", name="web", pod=pod).manifest["spec"]
    selector = {"app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "web"}
    assert spec["selector"] == {"matchLabels": selector}
    assert spec["template"]["metadata"]["labels"] == {**selector, "more": "x"}
    spread = spec["template"]["spec"]["topologySpreadConstraints"][0]
    assert (spread["labelSelector"], spread["matchLabelKeys"]) == ({"matchLabels": selector}, ["pod-template-hash"])
    assert "replicas" not in spec


def test_a_service_may_have_no_selector_and_names_its_host(chart: Chart) -> None:
    service = Service(chart, "db", headless=True, ports=[ServicePort(5432)])
    assert service.manifest["spec"] == {"clusterIP": "None", "ports": [{"port": 5432}]}
    assert service.host == "db"


def test_a_policy_that_allows_nothing_says_so(chart: Chart) -> None:
    assert NetworkPolicy(chart, "deny", ingress=[]).manifest["spec"] == {"podSelector": {}, "policyTypes": ["Ingress"]}
    allow = NetworkPolicy(chart, "dns", egress=[Allow(peers=[Peer.namespace("kube-system", {"k8s-app": "kube-dns"})])]).manifest["spec"]
    assert allow["egress"] == [
        {
            "to": [
                {
                    "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}},
                    "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}},
                }
            ]
        }
    ]


def test_a_namespace_gives_a_reference_and_its_own_labels_win(chart: Chart) -> None:
    namespace = Namespace(chart, "team", labels={"pod-security.kubernetes.io/warn": "privileged", "a": "b"})
    assert namespace.ref.name == "team"
    labels = namespace.manifest["metadata"]["labels"]
    assert labels == {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "privileged",
        "a": "b",
    }
    assert "labels" not in Namespace(chart, "bare", pod_security=None).manifest["metadata"]


def test_an_autoscaler_without_metrics_leaves_them_to_kubernetes(chart: Chart) -> None:
    spec = HorizontalPodAutoscaler(chart, "x", target="web", max=3).manifest["spec"]
    assert spec == {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicas": 1, "maxReplicas": 3}


def test_autoscaling_aims_at_cpu_where_nothing_else_is_watched() -> None:
    assert Autoscaling(1, 2).cpu_target == 80
    assert Autoscaling(1, 2, cpu=50).cpu_target == 50
    assert Autoscaling(1, 2, memory=50).cpu_target is None
    assert Autoscaling(1, 2, metrics=[{"type": "Pods"}]).cpu_target is None


def test_what_stands_in_free_parts_is_made_plain(chart: Chart, refused: Refused) -> None:
    pod = Pod(containers=[container()], tolerations=[{"key": ("a",)}], affinity={"x": {"y": ("b",)}})
    spec = pod.spec({})
    assert (spec["tolerations"], spec["affinity"]) == ([{"key": ["a"]}], {"x": {"y": ["b"]}})
    f = refused(lambda: Deployment(chart, "x", pod=Pod(containers=[container()], affinity={"x": {1}})))
    assert (f.code, f.field, f.origin.path) == ("K8S924", "x", "shop/x")


def test_an_empty_list_of_peers_is_not_taken_for_everybody() -> None:
    with pytest.raises(CallError, match="a rule without a peer would let anybody through"):
        Allow(peers=[])
    assert Allow().to_manifest("from") == {}


def test_a_probe_is_shown_and_refused_in_the_order_of_its_call() -> None:
    assert repr(Probe.http("/a", port=5, headers={"a": "b"})) == "Probe(path='/a', port=5, headers={'a': 'b'})"
    with pytest.raises(CallError) as e:
        Probe.http("bad", port=0, period=0)
    assert [f.field for f in e.value.findings] == ["path", "port", "period"]
