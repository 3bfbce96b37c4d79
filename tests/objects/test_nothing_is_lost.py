"""Every parameter of every object and value: whatever is given is in the manifest, and the manifest is one that a cluster takes."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import pytest

import k8skit
from k8skit import App, CallError, Chart, NamespaceRef, SecretKey, Value
from k8skit.core.collect import collect
from k8skit.facts import MINORS, load
from k8skit.manifest import Manifest
from k8skit.objects.env import env_list
from k8skit.objects.typed import TypedObject
from k8skit.validate import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion


def public(name: str) -> Any:
    return getattr(k8skit, name)


def values(name: str, /, **given: Any) -> Any:
    return public(name)(**given)


def container(**given: Any) -> Any:
    return values("Container", **{"image": "a/b:1", **given})


def pod(**given: Any) -> Any:
    return values("Pod", **{"containers": [container()], **given})


def empty_dir(name: str = "data") -> Any:
    return public("Volume").empty_dir(name)


BACKEND = {"service": "web", "port": 80}
SERVER = {"port": 80, "name": "http", "protocol": "HTTP", "hosts": ["*"]}

VALUES: dict[str, list[dict[str, Any]]] = {
    "Allow": [{"peers": [values("Peer", pods={"a": "b"})], "ports": [values("NetworkPort", port=80)]}],
    "ClaimTemplate": [{"name": "data", "storage": "1Gi", "access_modes": ["ReadWriteMany"], "storage_class": "fast", "labels": {"a": "b"}}],
    "Container": [
        {
            "image": "a/b:1",
            "name": "web",
            "command": ["run"],
            "args": ["-v"],
            "ports": {"http": 80, "metrics": 9090},
            "env": {"A": "b", "C": SecretKey("d", "e")},
            "env_from": [values("EnvFrom", secret="f")],
            "readiness": values("Probe", path="/ready"),
            "liveness": values("Probe", path="/live"),
            "startup": values("Probe", path="/up"),
            "resources": values("Resources", cpu=1),
            "mounts": [values("Mount", volume=empty_dir(), path="/data")],
            "working_dir": "/app",
            "pull_policy": "Always",
            "pre_stop_sleep": 5,
            "read_only_root": False,
            "run_as_user": 1000,
            "run_as_group": 2000,
            "capabilities": ["NET_BIND_SERVICE"],
            "restart_always": True,
        },
        {"image": "a/b:1", "privileged": True, "run_as_user": 0, "run_as_group": 5, "read_only_root": False},
    ],
    "Destination": [{"host": "web", "subset": "v1", "port": 80, "weight": 5}],
    "EnvFrom": [{"config_map": "a", "prefix": "P_", "optional": True}, {"secret": "b"}],
    "FieldRef": [{"path": "metadata.name"}],
    "GatewayRef": [{"name": "public", "namespace": "infra", "listener": "https"}],
    "GatewayServer": [
        {**SERVER, "https_redirect": True},
        {"port": 443, "name": "https", "protocol": "HTTPS", "hosts": ["a/b.example.com"], "tls": "SIMPLE", "credential": "cert"},
    ],
    "Listener": [
        {"name": "https", "port": 443, "protocol": "HTTPS", "host": "*.example.com", "tls_secret": "cert", "routes_from": "All"},
        {"name": "tls", "port": 443, "protocol": "TLS", "tls_passthrough": True, "routes_from": {"a": "b"}},
    ],
    "Mount": [{"volume": empty_dir(), "path": "/data", "read_only": True, "sub_path": "a"}],
    "NetworkPort": [{"port": 80, "protocol": "UDP", "end": 90}],
    "OutlierDetection": [
        {"consecutive_5xx": 3, "interval": "5s", "ejection_time": "1m", "max_ejection_percent": 50, "min_health_percent": 20}
    ],
    "Peer": [{"pods": {"a": "b"}, "namespaces": {"c": "d"}}, {"cidr": "10.0.0.0/8", "without": ["10.1.0.0/16"]}],
    "Pod": [
        {
            "containers": [container(run_as_user=5)],
            "init_containers": [container(name="init")],
            "labels": {"c": "d"},
            "annotations": {"e": "f"},
            "service_account": "web",
            "automount_token": True,
            "restart_policy": "OnFailure",
            "termination_grace": 60,
            "spreads": [values("Spread", topology_key="zone")],
            "run_as_user": 1,
            "run_as_group": 2,
            "fs_group": 3,
            "node_selector": {"disk": "ssd"},
            "tolerations": [{"key": "a", "operator": "Exists"}],
            "affinity": {"podAntiAffinity": {}},
            "image_pull_secrets": ["registry"],
            "priority_class": "high",
            "host_network": True,
            "host_pid": True,
        },
        {"containers": [container()], "run_as_non_root": False},
    ],
    "PolicyRule": [{"verbs": ["get"], "resources": ["pods"], "groups": ["", "apps"], "names": ["web"]}],
    "Probe": [
        {
            "path": "/",
            "port": "http",
            "headers": {"X": "y"},
            "https": True,
            "initial_delay": 1,
            "period": 2,
            "timeout": 3,
            "failure_threshold": 4,
            "success_threshold": 5,
        },
        {"tcp": True, "port": 80},
        {"grpc": True, "port": 80, "service": "s"},
        {"exec": ["true"]},
    ],
    "RemoteKey": [{"key": "a", "property": "b", "version": "c"}],
    "RequestMatch": [
        {
            "prefix": "/a",
            "headers": {"a": "b"},
            "header_patterns": {"c": "d.*"},
            "method": "GET",
            "gateways": ["mesh"],
            "source_labels": {"e": "f"},
        },
        {"exact": "/a"},
        {"regex": "/a.*"},
    ],
    "ResourceRef": [{"resource": "limits.memory", "divisor": "1Mi"}],
    "Resources": [
        {
            "cpu": "100m",
            "memory": "1Gi",
            "cpu_limit": 1,
            "memory_limit": "2Gi",
            "ephemeral_storage": "1Gi",
            "ephemeral_storage_limit": "2Gi",
            "extended": {"nvidia.com/gpu": 1},
        }
    ],
    "Retries": [{"attempts": 3, "per_try_timeout": "2s", "on": "5xx"}],
    "RoleRef": [{"name": "admin", "cluster": True}],
    "RouteBackend": [{**BACKEND, "weight": 5}],
    "RouteMatch": [
        {
            "path": "/a",
            "path_type": "Exact",
            "headers": {"a": "b"},
            "header_patterns": {"c": "d"},
            "query": {"e": "f"},
            "method": "GET",
        }
    ],
    "RouteRule": [
        {
            "backends": [values("RouteBackend", **BACKEND)],
            "matches": [values("RouteMatch", path="/a")],
            "filters": [{"type": "RequestHeaderModifier", "requestHeaderModifier": {"remove": ["a"]}}],
            "request_timeout": "10s",
            "backend_timeout": "5s",
        }
    ],
    "ServicePort": [
        {"port": 80, "target": "http", "name": "web", "protocol": "UDP", "app_protocol": "kubernetes.io/h2c", "node_port": 30080}
    ],
    "Spread": [{"topology_key": "zone", "max_skew": 2, "required": True}],
    "Subject": [{"kind": "ServiceAccount", "name": "web", "namespace": "shop"}],
    "Subset": [{"name": "v1", "labels": {"a": "b"}, "traffic": values("TrafficPolicy", load_balancer="RANDOM")}],
    "TrafficPolicy": [
        {
            "load_balancer": "RANDOM",
            "outlier_detection": values("OutlierDetection", consecutive_5xx=3),
            "max_connections": 1,
            "max_pending_requests": 2,
            "max_requests_per_connection": 3,
            "connect_timeout": "1s",
            "tls": "DISABLE",
        }
    ],
    "VirtualRoute": [
        {
            "to": [values("Destination", host="web")],
            "match": [values("RequestMatch", prefix="/a")],
            "name": "r",
            "rewrite": "/b",
            "timeout": "10s",
            "retries": values("Retries", attempts=1),
            "mirror": values("Destination", host="other", subset="v2"),
            "set_headers": {"a": "b"},
            "set_response_headers": {"c": "d"},
            "add_response_headers": {"e": "f"},
        },
        {"to": [values("Destination", host="web")], "rewrite_regex": ("a", "b")},
    ],
    "Volume": [{"name": "data", "source": {"emptyDir": {"medium": "Memory"}}}],
}
"""Values -> variants that together give every parameter something other than its default."""

RENDER: dict[str, Callable[[Any], Any]] = {
    "Allow": lambda v: v.to_manifest("from"),
    "FieldRef": lambda v: env_list({"A": v}),
    "ResourceRef": lambda v: env_list({"A": v}),
    "Pod": lambda v: v.template({"app": "x"}),
    "Probe": lambda v: v.to_manifest(8080, "web"),
    "Spread": lambda v: v.to_manifest({"app": "x"}, hashed=True),
}

ELSEWHERE = {"Autoscaling", "Engine", "IngressPath"}
"""Values without a manifest of their own: they are tested with the object that reads them."""

OBJECTS: dict[str, list[dict[str, Any]]] = {
    "ClusterRole": [{"rules": [values("PolicyRule", verbs=["get"], resources=["nodes"])], "aggregate": {"a": "b"}}],
    "ClusterRoleBinding": [{"role": "admin", "subjects": [values("Subject", kind="Group", name="admins")]}],
    "ConfigMap": [
        {"data": {"a": "b"}, "binary_data": {"c": b"\x00\xff"}, "immutable": True},
        {"data": {"a": "b"}, "hashed": True},
        {"data": {"a": "b"}, "generator": True},
    ],
    "CronJob": [
        {
            "schedule": "0 3 * * *",
            "pod": pod(),
            "time_zone": "Europe/Berlin",
            "concurrency": "Replace",
            "starting_deadline": 60,
            "suspend": True,
            "history_succeeded": 1,
            "history_failed": 2,
            "backoff_limit": 3,
            "deadline": 4,
            "ttl": 5,
        }
    ],
    "DaemonSet": [
        {"pod": pod(), "selector": {"app": "x"}, "max_unavailable": "10%", "max_surge": 0, "min_ready": 5, "update": "RollingUpdate"}
    ],
    "Deployment": [
        {
            "pod": pod(),
            "selector": {"app": "x"},
            "replicas": 3,
            "max_surge": 1,
            "max_unavailable": "25%",
            "min_ready": 5,
            "progress_deadline": 100,
            "revision_history": 3,
        },
        {"pod": pod(), "strategy": "Recreate"},
    ],
    "DestinationRule": [
        {
            "host": "web",
            "subsets": [values("Subset", name="v1", labels={"a": "b"})],
            "traffic": values("TrafficPolicy", tls="ISTIO_MUTUAL"),
            "export_to": ["."],
        }
    ],
    "ExternalSecret": [
        {
            "store": "vault",
            "store_kind": "SecretStore",
            "data": {"password": values("RemoteKey", key="db")},
            "extract": ["all"],
            "refresh": "5m",
            "template": {"url": "{{ .password }}"},
            "type": "kubernetes.io/basic-auth",
            "target": "db",
        }
    ],
    "Gateway": [{"gateway_class": "nginx", "listeners": [values("Listener", name="http", port=80, protocol="HTTP")]}],
    "HTTPRoute": [
        {
            "gateways": [values("GatewayRef", name="public")],
            "rules": [values("RouteRule", backends=[values("RouteBackend", **BACKEND)])],
            "hosts": ["a.example.com"],
        }
    ],
    "HorizontalPodAutoscaler": [
        {
            "target": "web",
            "target_kind": "StatefulSet",
            "target_api_version": "apps/v1",
            "min": 2,
            "max": 5,
            "cpu": 80,
            "memory": 70,
            "metrics": [{"type": "Pods", "pods": {"metric": {"name": "rps"}, "target": {"type": "AverageValue", "averageValue": "100"}}}],
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 60}},
        }
    ],
    "Ingress": [
        {
            "paths": [
                values("IngressPath", service="web", port="http", path="/a", path_type="Exact", host="a.example.com"),
                values("IngressPath", service="web", port=80),
            ],
            "ingress_class": "nginx",
            "tls_secret": "cert",
        }
    ],
    "IstioGateway": [{"servers": [values("GatewayServer", **SERVER)], "selector": {"istio": "private"}}],
    "Job": [
        {"pod": pod(), "completions": 3, "parallelism": 2, "backoff_limit": 1, "deadline": 60, "ttl": 100, "indexed": True},
    ],
    "LimitRange": [
        {"default": {"cpu": 1}, "default_request": {"cpu": "100m"}, "max": {"cpu": 2}, "min": {"cpu": "10m"}, "max_storage": "1Ti"},
    ],
    "Namespace": [{"pod_security": "baseline", "pod_security_version": "v1.35"}],
    "NetworkPolicy": [{"pods": {"a": "b"}, "ingress": [values("Allow", peers=[values("Peer", pods={})])], "egress": []}],
    "PeerAuthentication": [{"mode": "STRICT", "selector": {"a": "b"}, "ports": {"8080": "DISABLE"}}],
    "PersistentVolumeClaim": [{"storage": "1Gi", "access_modes": ["ReadWriteMany"], "storage_class": "", "volume_mode": "Block"}],
    "PodDisruptionBudget": [
        {"selector": {"a": "b"}, "max_unavailable": "30%", "unhealthy_eviction": "IfHealthyBudget"},
        {"selector": {"a": "b"}, "min_available": 1},
    ],
    "ResourceQuota": [{"hard": {"requests.cpu": 8, "pods": 50}, "scopes": ["BestEffort"]}],
    "Role": [{"rules": [values("PolicyRule", verbs=["get"], resources=["pods"])]}],
    "RoleBinding": [{"role": values("RoleRef", name="admin"), "subjects": [values("Subject", kind="User", name="ann")]}],
    "Service": [
        {
            "ports": [values("ServicePort", port=80, name="http"), values("ServicePort", port=90, name="a-longer-name-than-of-a-port")],
            "selector": {"a": "b"},
            "type": "LoadBalancer",
            "publish_not_ready": True,
        },
        {"headless": True},
    ],
    "ServiceAccount": [{"automount_token": True, "image_pull_secrets": ["registry"]}],
    "StatefulSet": [
        {
            "pod": pod(),
            "service_name": "web",
            "selector": {"app": "x"},
            "replicas": 3,
            "claims": [values("ClaimTemplate", name="data", storage="1Gi")],
            "pod_management": "Parallel",
            "partition": 1,
            "max_unavailable": 1,
            "min_ready": 5,
            "when_deleted": "Delete",
            "when_scaled": "Delete",
            "update": "RollingUpdate",
        },
        {"pod": pod(), "service_name": "web", "update": "OnDelete"},
    ],
    "VirtualService": [
        {
            "hosts": ["web"],
            "http": [values("VirtualRoute", to=[values("Destination", host="web")])],
            "gateways": ["mesh"],
            "export_to": ["."],
        }
    ],
}
"""Objects -> variants that together give every parameter something other than its default."""

COMMON = {"name": "other", "namespace": NamespaceRef("elsewhere"), "labels": {"l": "m"}, "annotations": {"n": "o"}}
SAME_AS_DEFAULT = {("DaemonSet", "update"), ("StatefulSet", "update"), ("HorizontalPodAutoscaler", "target_api_version")}
"""What says what Kubernetes does anyway; it is written all the same where it stands alone."""


def to_manifest(value: Any) -> Any:
    return value.to_manifest()


def made(name: str, given: dict[str, Any]) -> dict[str, Any]:
    chart = Chart(App(), "shop")
    public(name)(chart, "x", **given)
    [manifest] = collect(chart).manifests
    return manifest.object


def classes(base: type) -> dict[str, Any]:
    import k8skit.objects

    modules = [import_module(f"k8skit.objects.{m.name}") for m in iter_modules(k8skit.objects.__path__)]
    found = [v for m in modules for v in vars(m).values() if isinstance(v, type) and issubclass(v, base) and v.__module__ == m.__name__]
    return {v.__name__: v for v in found if v is not TypedObject}


def test_every_object_and_value_is_here() -> None:
    assert set(OBJECTS) == set(classes(TypedObject))
    assert set(VALUES) | ELSEWHERE == set(classes(Value))


@pytest.mark.parametrize("name", [*OBJECTS, *VALUES])
def test_every_parameter_is_tried(name: str) -> None:
    tried = {p for given in (OBJECTS.get(name) or VALUES[name]) for p in given}
    assert tried == set(public(name).plan().takers) - (set(COMMON) if name in OBJECTS else set())


CASES = [(name, i, p) for table in (OBJECTS, VALUES) for name, variants in table.items() for i, given in enumerate(variants) for p in given]


@pytest.mark.parametrize(("name", "variant", "parameter"), CASES)
def test_every_parameter_changes_the_manifest(name: str, variant: int, parameter: str) -> None:
    given = (OBJECTS.get(name) or VALUES[name])[variant]
    without = {k: v for k, v in given.items() if k != parameter}
    if (name, parameter) in SAME_AS_DEFAULT:
        return
    render = partial(made, name) if name in OBJECTS else lambda given: RENDER.get(name, to_manifest)(public(name)(**given))
    found = render(given)
    try:
        assert render(without) != found
    except CallError:
        pass  # it cannot be left out


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("parameter", COMMON)
def test_every_object_takes_name_namespace_labels_and_annotations(name: str, parameter: str) -> None:
    given = OBJECTS[name][0]
    metadata = made(name, {**given, parameter: COMMON[parameter]})["metadata"]
    value = metadata[parameter]
    expected = str(COMMON[parameter]) if parameter == "namespace" else COMMON[parameter]
    if parameter in ("labels", "annotations"):
        assert isinstance(expected, dict)
        assert expected.items() <= value.items()
        assert value is not expected
    else:
        assert value == expected


@pytest.mark.parametrize("minor", MINORS)
def test_a_cluster_takes_every_object(minor: str) -> None:
    facts = load(minor)
    manifests = []
    for name, variants in OBJECTS.items():
        manifests += [Manifest(made(name, {**given, "name": f"x{i}"}), chart=name) for i, given in enumerate(variants)]
    for name in ("Container", "Pod"):
        for i, given in enumerate(VALUES[name]):
            if name == "Container":
                is_sidecar = given.get("restart_always", False)
                body = (
                    pod(init_containers=[container(**given)], run_as_non_root=False)
                    if is_sidecar
                    else pod(containers=[container(**given)], run_as_non_root=False)
                )
            else:
                body = pod(**given)
            manifests.append(Manifest(made("Job", {"pod": body, "name": f"{name.lower()}{i}"})))
    assert [(str(f.object), f.field, f.message) for f in check(manifests, facts)] == []


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_with_everything(name: str, manifest_snapshot: SnapshotAssertion) -> None:
    found = [made(name, {**given, "name": f"x{i}"}) for i, given in enumerate(OBJECTS[name])]
    assert found == manifest_snapshot


@pytest.mark.parametrize("name", OBJECTS)
def test_two_objects_of_the_same_values_share_no_part_that_can_be_changed(name: str) -> None:
    def parts(v: Any) -> set[int]:
        if isinstance(v, dict):
            return {id(v)}.union(*map(parts, v.values()))
        return {id(v)}.union(*map(parts, v)) if isinstance(v, list) else set()

    given = {**OBJECTS[name][0], **COMMON}
    one, two = made(name, given), made(name, given)
    assert one == two
    assert not parts(one) & parts(two)
    assert not parts(one) & parts(given)
