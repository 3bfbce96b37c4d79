"""Each invariant on the page of a construct is broken, and the error that says so is read."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from k8skit import (
    App,
    Autoscaling,
    CallError,
    CanaryRoute,
    Chart,
    CheckError,
    GatewayServer,
    HorizontalPodAutoscaler,
    IstioGateway,
    Mount,
    OutlierDetection,
    PersistentVolumeClaim,
    Probe,
    Resources,
    Retries,
    StatefulDB,
    Tenant,
    Volume,
    WebService,
)
from k8skit.manifest import Manifest
from k8skit.objects.backend import Backend
from k8skit.plan.stateful_set import forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from k8skit import Construct
    from k8skit.finding import Finding
    from k8skit.objects.service import Service

    Break = tuple[Callable[[Chart], object], str, str]

IMAGE = "registry.example.com/orders:1.4.2"
NAME = "app.kubernetes.io/name"
CONTAINER = "/spec/template/spec/containers/0"


def put(path: str, value: object) -> list[dict[str, Any]]:
    return [{"op": "replace", "path": path, "value": value}]


def remove(path: str) -> list[dict[str, Any]]:
    return [{"op": "remove", "path": path}]


def app_of(chart: Chart) -> App:
    root = chart.node.root
    assert isinstance(root, App)
    return root


# ---- StatefulDB


def db(chart: Chart, id: str = "db", **given: Any) -> StatefulDB:
    return StatefulDB(chart, id, **{"engine": "postgres", "version": "17.6", "storage": "10Gi", **given})


def cluster(chart: Chart) -> StatefulDB:
    return db(chart, engine="redis", version="8.2.1", replicas=3, clustered=True)


def restricted(chart: Chart) -> None:
    Tenant(app_of(chart), "walls", name="shop")


def with_walls(chart: Chart, at: Any, patch: Any) -> None:
    restricted(chart)
    at.patch(patch)


def storage(chart: Chart, size: str) -> list[Finding]:
    """What is said when the output has 10Gi, and the program asks for something else."""
    [old] = [m for m in app_of(db(chart).scope).manifests() if m["kind"] == "StatefulSet"]  # type: ignore[arg-type]
    other = Chart(App(), "shop", namespace="shop")
    db(other, storage=size)
    [new] = [m for m in app_of(other).manifests() if m["kind"] == "StatefulSet"]
    return list(forbidden(old, Manifest(new)))


DATABASE: dict[str, list[Break]] = {
    "Both Services select its pods, and the headless one gives them their names.": [
        (lambda c: db(c).service.patch(put("/spec/selector", {NAME: "dp"})), "K8S203", 'Service "db" selects no pod'),
        (lambda c: db(c).pods_service.patch(put("/spec/selector", {NAME: "dp"})), "K8S203", 'Service "db-pods" selects no pod'),
        (lambda c: db(c).stateful_set.patch(put("/spec/serviceName", "db")), "K8S205", "is not headless"),
        (lambda c: db(c).stateful_set.patch(put("/spec/serviceName", "pods")), "K8S205", "pods"),
    ],
    "Each claim template is mounted, and each mount has its volume.": [
        (lambda c: db(c).stateful_set.patch(put(f"{CONTAINER}/volumeMounts/0/name", "date")), "K8S206", "date"),
        (lambda c: db(c).stateful_set.patch(remove("/spec/volumeClaimTemplates")), "K8S206", "data"),
    ],
    "The selector is what the pods are labelled with.": [
        (lambda c: db(c).stateful_set.patch({"spec": {"selector": {"matchLabels": {"a": "b"}}}}), "K8S201", "db"),
    ],
    "More than one pod is only asked for where the image replicates its data.": [
        (lambda c: db(c, replicas=3), "K8S902", "3 pods of postgres would be 3 databases"),
    ],
    "A drain takes one pod at a time, and can.": [
        (lambda c: cluster(c).budget.patch({"spec": {"maxUnavailable": 0}}), "K8S503", "never lets any pod be evicted"),  # type: ignore[union-attr]
    ],
    "Claims never shrink, and grow by steps that the error names.": [
        (lambda c: storage(c, "20Gi"), "K8S802", "cannot grow from 10Gi to 20Gi in place"),
        (lambda c: storage(c, "5Gi"), "K8S803", "shrink"),
        (lambda c: db(c, storage="20GB"), "K8S902", "must not end in GB"),
        (lambda c: db(c, storage="0"), "K8S165", "asks for no storage"),
    ],
    "The password is a reference to a Secret that there is, or that is declared.": [
        (lambda c: db(c).external_secret.patch(put("/spec/target/name", "other")), "K8S207", 'uses the Secret "db"'),  # type: ignore[union-attr]
        (lambda c: db(c, env={"POSTGRES_PASSWORD": "hunter2"}), "K8S411", "is a credential in plain text"),
    ],
    "The memory limit is the memory request.": [
        (lambda c: db(c, resources=Resources(memory="1Gi", memory_limit="2Gi")), "K8S902", "the memory limit 2Gi is not the request 1Gi"),
    ],
    "The NetworkPolicy is about its pods.": [
        (lambda c: patch_of(c, db(c), "NetworkPolicy", put("/spec/podSelector/matchLabels", {NAME: "dp"})), "K8S215", "db"),
    ],
    "Its pods satisfy Pod Security restricted.": [
        (lambda c: with_walls(c, db(c).stateful_set, {"spec": {"template": {"spec": {"hostPID": True}}}}), "K8S401", "is not restricted"),
        (lambda c: with_walls(c, db(c).stateful_set, remove(f"{CONTAINER}/securityContext/capabilities")), "K8S402", "capabilities"),
    ],
    "The version is a tag of the image.": [
        (lambda c: db(c, version="17 beta"), "K8S902", "version is no tag of an image"),
        (lambda c: db(c, version="latest"), "K8S413", "runs whatever is the latest of its image"),
    ],
    "The name leaves room for the names of its Services.": [
        (lambda c: db(c, "d" * 59), "K8S902", "cannot name its Service of pods"),
        (lambda c: db(c, "d" * 58), "K8S120", "longer than 52 characters"),
    ],
}


def patch_of(chart: Chart, construct: Construct, kind: str, patch: Any) -> None:
    """Patch the object of a kind that a construct has made and does not hand out."""
    [found] = [child for child in construct.node.children if type(child).__name__ == kind]
    found.patch(patch)  # type: ignore[attr-defined]


# ---- CanaryRoute

GATEWAY: dict[str, Any] = {"host": "orders.example.com", "gateway": "istio-system/public"}
BY_API: dict[str, Any] = {"host": "orders.example.com", "gateway": "infra/public", "via": "gateway-api"}


def canary(chart: Chart, *, replicas: int = 1, scope: Chart | None = None, id: str = "route", **given: Any) -> CanaryRoute:
    orders = next((n for n in chart.node.children if isinstance(n, WebService)), None) or WebService(chart, "orders", image=IMAGE)
    beta = next((n for n in orders.node.children if n.id == "beta"), None) or orders.variant("beta", replicas=replicas)
    return CanaryRoute(scope or chart, id, **{"stable": orders, "canary": beta, "weight": 10, **given})


class Fixed(Backend):
    """Somebody's own construct, with so many pods."""

    of: WebService
    pods: int
    labels: dict[str, str]

    def compose(self) -> None:
        """It makes nothing."""

    @property
    def backend_service(self) -> Service:
        """Another's."""
        return self.of.service

    @property
    def backend_port(self) -> int:
        """Its first."""
        return self.of.port

    @property
    def pod_selector(self) -> dict[str, str]:
        """As given."""
        return self.labels

    @property
    def fewest_pods(self) -> int:
        """As given."""
        return self.pods


def beside(chart: Chart, labels: dict[str, str], pods: int = 1) -> CanaryRoute:
    orders = WebService(chart, "orders", image=IMAGE)
    return CanaryRoute(chart, "route", stable=orders, canary=Fixed(chart, "fixed", of=orders, pods=pods, labels=labels), weight=10)


def rule_of(route: CanaryRoute) -> Any:
    assert route.destination_rule is not None
    return route.destination_rule


def virtual(route: CanaryRoute) -> Any:
    assert route.virtual_service is not None
    return route.virtual_service


def reordered(chart: Chart) -> None:
    virtual(canary(chart, headers={"a": "b"})).patch(
        [{"op": "move", "from": "/spec/http/1", "path": "/spec/http/0"}]  # the route that takes all comes first
    )


def elsewhere(chart: Chart) -> None:
    canary(chart, scope=Chart(app_of(chart), "routes", namespace="routes"))


def two_services(chart: Chart) -> None:
    orders = WebService(chart, "orders", image=IMAGE)
    CanaryRoute(chart, "route", stable=orders, canary=WebService(chart, "others", image=IMAGE), weight=10)


def of_tcp(chart: Chart) -> None:
    queue = WebService(chart, "queue", image=IMAGE, protocol="tcp")
    CanaryRoute(chart, "route", stable=queue, canary=queue.variant("beta", replicas=1), weight=10)


def two(chart: Chart, **given: Any) -> None:
    canary(chart, **given)
    canary(chart, id="again", **given)


def other_host(chart: Chart) -> None:
    IstioGateway(chart, "public", servers=[GatewayServer(port=80, name="http", protocol="HTTP", hosts=["a.example.org"])])
    canary(chart, host="orders.example.com", gateway="public")


DETECTION = OutlierDetection(consecutive_5xx=3)
TRIES = Retries(2, per_try_timeout="3s")
ROUTE: dict[str, list[Break]] = {
    "Stable and canary are different pods, told apart by a label that both have.": [
        (lambda c: beside(c, {NAME: "orders", "app.kubernetes.io/instance": "orders"}), "K8S902", "are the same pods"),
        (lambda c: beside(c, {NAME: "orders"}), "K8S902", "could be the stable version's too"),
    ],
    "A version that gets requests has pods, which its subset or Service selects.": [
        (
            lambda c: beside(c, {NAME: "orders", "app.kubernetes.io/instance": "b"}, 0),
            "K8S902",
            "canary gets requests and may have no pods",
        ),
        (lambda c: rule_of(canary(c)).patch(put("/spec/subsets/1/labels", {"a": "b"})), "K8S703", "selects no pod"),
        (lambda c: patch_service(canary(c, **BY_API), put("/spec/selector", {"a": "b"})), "K8S203", "selects no pod"),
    ],
    "Every destination names a subset that is defined.": [
        (lambda c: rule_of(canary(c)).patch(put("/spec/subsets/1/name", "cannary")), "K8S702", "canary"),
        (lambda c: virtual(canary(c)).patch(put("/spec/http/0/route/0/destination/host", "order")), "K8S701", "order"),
    ],
    "Header comes before cookie, cookie before weight, and nothing behind a route that takes all.": [
        (reordered, "K8S705", "route 0 before it takes everything"),
    ],
    "The shares are 100 in all, and no version gets more than its pods can carry.": [
        (lambda c: canary(c, weight=101), "K8S902", "weight 101 is more than all requests"),
        (lambda c: virtual(canary(c)).patch(put("/spec/http/0/route/0/weight", 70)), "K8S707", "add up to 80"),
        (lambda c: canary(c, weight=60), "K8S759", "sends 60 % of the requests to subset canary"),
        (lambda c: canary(c, weight=60, **BY_API), "K8S759", "sends 60 % of the requests to Service route-canary"),
    ],
    "The tries of a request fit into its timeout, and are made on conditions that there are.": [
        (lambda c: canary(c, timeout="5s", retries=TRIES), "K8S902", "3 tries of 3s do not fit into the timeout 5s"),
        (
            lambda c: virtual(canary(c, timeout="9s", retries=TRIES)).patch(put("/spec/http/0/timeout", "8s")),
            "K8S711",
            "3 tries of 3s take 9s",
        ),
        (lambda c: canary(c, retries=Retries(2, on="5x")), "K8S761", "tries again on 5x, which is no condition"),
    ],
    "Outlier detection can leave out one of the pods there are.": [
        (lambda c: canary(c, outlier_detection=DETECTION), "K8S760", "never leaves a pod out"),
    ],
    "Versions, route and subsets stand in one namespace, and by Istio behind one Service.": [
        (elsewhere, "K8S902", "stable stands in namespace shop, and the route would stand in routes"),
        (two_services, "K8S902", "stable and canary stand behind two Services"),
    ],
    "The requests are HTTP, and headers and cookies have names that HTTP takes.": [
        (of_tcp, "K8S902", "carries no HTTP"),
        (lambda c: canary(c, headers={"x y": "z"}), "K8S902", "there is no header 'x y'"),
        (lambda c: canary(c, cookies={"x;y": "z"}), "K8S902", "there is no cookie 'x;y' with such a value"),
    ],
    "A host has one such route, in the mesh and at a gateway.": [
        (two, "K8S718", "the sidecars take one VirtualService for the host"),
        (lambda c: two(c, **GATEWAY), "K8S763", "takes one default route for the host orders.example.com"),
        (lambda c: two(c, **BY_API), "K8S756", "has a match for orders.example.com"),
    ],
    "A route applies somewhere: in the mesh, or at a gateway that takes its host.": [
        (lambda c: canary(c, mesh=False), "K8S902", "the route applies nowhere"),
        (lambda c: canary(c, host="a.example.com"), "K8S902", "host is given, but no gateway"),
        (lambda c: canary(c, gateway="public"), "K8S902", "gateway is given, but no host"),
        (other_host, "K8S708", "orders.example.com"),
    ],
    "By Gateway API nothing is asked for that its standard channel lacks.": [
        (lambda c: canary(c, via="gateway-api"), "K8S902", "Gateway API needs a gateway"),
        (lambda c: canary(c, retries=TRIES, **BY_API), "K8S902", "retries is Istio's"),
        (lambda c: canary(c, outlier_detection=DETECTION, **BY_API), "K8S902", "outlier_detection is Istio's"),
        (lambda c: canary(c, mesh=True, **BY_API), "K8S902", "mesh is Istio's"),
    ],
}


def patch_service(route: CanaryRoute, patch: Any) -> None:
    [service] = [n for n in route.node.children if n.id == "canary-service"]
    service.patch(patch)  # type: ignore[attr-defined]


# ---- Tenant


def tenant(chart: Chart, **given: Any) -> Tenant:
    return Tenant(app_of(chart), "walls", name="shop", **given)


def web(chart: Chart, **given: Any) -> WebService:
    return WebService(chart, "orders", **{"image": IMAGE, **given})


def housed(chart: Chart, walls: dict[str, Any], **given: Any) -> WebService:
    tenant(chart, **walls)
    return web(chart, **given)


def without_defaults(chart: Chart) -> None:
    walls = tenant(chart, quota={"memory": "1Gi"})
    web(chart)
    walls.limit_range.patch({"spec": {"limits": [{"type": "Pod", "max": {"memory": "1Gi"}}]}})


SMALL = Resources(cpu="100m", memory="64Mi")
TENANT: dict[str, list[Break]] = {
    "A quota has keys that Kubernetes counts, and amounts.": [
        (lambda c: tenant(c, quota={"cpus": 8}), "K8S505", "has the key cpus, which is none"),
        (lambda c: tenant(c, quota={"pods": "500m"}), "K8S168", "pods"),
        (lambda c: tenant(c, quota={"cpu": "-1"}), "K8S902", "a quota of -1 is less than nothing"),
        (lambda c: tenant(c, quota={"memory": "1GB"}), "K8S902", "must not end in GB"),
    ],
    "Every pod is admissible under the quota by the defaults of the LimitRange.": [
        (without_defaults, "K8S505", "has no requests.memory and no limits.memory"),
    ],
    "What a container gets by default fits under what the largest may have, and that under the quota.": [
        (lambda c: tenant(c, quota={"memory": "1Gi"}, defaults=Resources(memory="2Gi")), "K8S902", "the quota allows 1Gi for all"),
        (lambda c: tenant(c, quota={"memory": "1Gi"}, largest=Resources(memory="2Gi")), "K8S902", "one container may have 2Gi of memory"),
        (lambda c: tenant(c, largest=Resources(memory="1Gi"), defaults=Resources(memory="2Gi")), "K8S506", "above its max, 1Gi"),
    ],
    "The workloads of charts in the namespace fit under the quota, a rollout's surge too.": [
        (lambda c: housed(c, {"quota": {"pods": 2}}, replicas=3), "K8S505", "uses 3 of pods"),
        (lambda c: housed(c, {"quota": {"pods": 3}}, replicas=3), "K8S505", "takes the namespace to 4 pods (allowed 3)"),
        (lambda c: housed(c, {"quota": {"memory": "128Mi"}}, replicas=3, resources=SMALL), "K8S505", "uses 192Mi of requests.memory"),
        (lambda c: (tenant(c, quota={"storage": "1Gi"}), db(c)), "K8S505", "uses 10Gi of requests.storage"),
    ],
    "No container is larger than the largest may be.": [
        (
            lambda c: housed(c, {"largest": Resources(memory="32Mi", cpu_limit=1)}, resources=SMALL),
            "K8S507",
            "is limited to 64Mi of memory",
        ),
    ],
    "Pods satisfy the Pod Security level of the namespace, and labels do not undo it.": [
        (lambda c: housed(c, {}).patch({"spec": {"template": {"spec": {"hostNetwork": True}}}}), "K8S401", "is not restricted"),
        (lambda c: tenant(c, labels={"pod-security.kubernetes.io/enforce": "baseline"}), "K8S902", "is made from pod_security"),
        (lambda c: tenant(c, mesh="sidecar", labels={"istio-injection": "disabled"}), "K8S902", "is made from mesh"),
        (lambda c: tenant(c, pod_security_version="1.35"), "K8S401", "must be latest or a version such as v1.35"),
    ],
    "Bindings are to roles and accounts that there are.": [
        (lambda c: patch_id(tenant(c, editors=["group:a"]), "editor-binding", put("/roleRef/name", "editor")), "K8S211", "editor"),
        (lambda c: patch_id(tenant(c, ci=True), "editor-binding", put("/subjects/0/name", "cy")), "K8S212", "cy"),
    ],
    "Subjects and owners are written so that they name somebody.": [
        (lambda c: tenant(c, admins=["alice"]), "K8S902", "'alice' names no subject"),
        (lambda c: tenant(c, viewers=["serviceaccount:ci"]), "K8S902", "'serviceaccount:ci' names no subject"),
        (lambda c: tenant(c, owners=["bob"]), "K8S902", "'bob' is no owner that CODEOWNERS knows"),
    ],
    "A namespace is one tenant's, and not Kubernetes' own.": [
        (lambda c: (tenant(c), Tenant(app_of(c), "more", name="shop")), "K8S301", "Namespace shop is made twice"),
        (lambda c: Tenant(app_of(c), "kube-system"), "K8S902", "the namespace kube-system is Kubernetes' own"),
    ],
}


def patch_id(construct: Construct, id: str, patch: Any) -> None:
    [found] = [n for n in construct.node.children if n.id == id]
    found.patch(patch)  # type: ignore[attr-defined]


# ---- WebService

SCALED: dict[str, Any] = {"autoscaling": Autoscaling(2, 4, cpu=70), "resources": SMALL}


def shares_a_claim(chart: Chart) -> None:
    PersistentVolumeClaim(chart, "data", storage="1Gi")
    web(chart, replicas=2, mounts=[Mount(Volume.claim("data", "data"), "/data")])


def two_scalers(chart: Chart) -> None:
    web(chart, **SCALED)
    HorizontalPodAutoscaler(chart, "more", target="orders", min=2, max=9, cpu=50)


def overlapping(chart: Chart) -> None:
    web(chart)
    labels = {NAME: "orders", "app.kubernetes.io/instance": "orders"}
    other = WebService(chart, "other", image=IMAGE)
    other.deployment.patch(put("/spec/selector/matchLabels", labels))
    other.deployment.patch(put("/spec/template/metadata/labels", labels))


WEB: dict[str, list[Break]] = {
    "The selector is what the pods are labelled with, no other workload's pods have these labels, and none of the labels that select is given.": [
        (lambda c: web(c).deployment.patch({"spec": {"selector": {"matchLabels": {"a": "b"}}}}), "K8S201", "orders"),
        (overlapping, "K8S302", "also selects the pods of"),
        (lambda c: web(c, labels={NAME: "other"}), "K8S902", "selects the pods and cannot be given"),
    ],
    "The Service selects the pods, and its ports reach ports of theirs, each of a name of its own.": [
        (lambda c: web(c).service.patch(put("/spec/selector", {NAME: "order"})), "K8S203", 'Service "orders" selects no pod'),
        (lambda c: web(c).service.patch(put("/spec/ports/0/targetPort", "htp")), "K8S204", "htp"),
        (lambda c: web(c, ports={"http": 9090}), "K8S902", "the port name http is taken by port 8080"),
        (lambda c: web(c, ports={"a-very-long-port-name": 9090}), "K8S902", "at most 15 characters"),
    ],
    "Where there is an autoscaler it owns the number of pods, and is the only one.": [
        (lambda c: web(c, replicas=2, **SCALED), "K8S902", "replicas and autoscaling are both given"),
        (lambda c: web(c, **SCALED).deployment.patch({"spec": {"replicas": 2}}), "K8S502", "replicas"),
        (two_scalers, "K8S303", "orders"),
    ],
    "What is scaled by its use has requests.": [
        (lambda c: web(c, autoscaling=Autoscaling(2, 4, cpu=70)), "K8S902", "in percent of a request that is not set"),
        (lambda c: web(c, **SCALED).deployment.patch(remove(f"{CONTAINER}/resources")), "K8S501", "cpu"),
    ],
    "A drain can take a pod.": [
        (lambda c: web(c, disruption=0), "K8S503", "never lets any pod be evicted"),
        (lambda c: web(c, replicas=1, disruption="0%"), "K8S503", "never lets any pod be evicted"),
    ],
    "A rollout may have a pod more or a pod less, and waits as long as a pod may take to start.": [
        (lambda c: web(c, max_surge=0, max_unavailable=0), "K8S902", "no pod more and no pod less"),
        (
            lambda c: web(c, startup=Probe(path="/", period=10, failure_threshold=90)).patch({"spec": {"progressDeadlineSeconds": 600}}),
            "K8S540",
            "orders",
        ),
    ],
    "A claim that one node may use is not shared by several pods.": [
        (shares_a_claim, "K8S504", "which one node may use (ReadWriteOnce)"),
    ],
    "The time to stop is longer than the time to go on serving.": [
        (lambda c: web(c, termination_grace=5), "K8S902", "termination_grace 5 is not longer than pre_stop_sleep 5"),
        (lambda c: web(c).patch({"spec": {"template": {"spec": {"terminationGracePeriodSeconds": 4}}}}), "K8S154", "sleep"),
    ],
    "Its pods satisfy Pod Security restricted.": [
        (lambda c: with_walls(c, web(c), remove(f"{CONTAINER}/securityContext")), "K8S402", "is not restricted"),
        (lambda c: web(c, run_as_user=0), "K8S902", "user 0 is root"),
    ],
    "What belongs to a host is given with a host, and for one kind of route.": [
        (lambda c: web(c, tls_secret="cert"), "K8S902", "tls_secret is given, but no host"),
        (lambda c: web(c, path="/a"), "K8S902", "path is given, but no host"),
        (
            lambda c: web(c, host="a.example.com", gateway="infra/public", ingress_class="nginx"),
            "K8S902",
            "ingress_class belongs to an Ingress, and gateway asks for an HTTPRoute",
        ),
    ],
}

CONSTRUCTS: dict[type[Construct], dict[str, list[Break]]] = {StatefulDB: DATABASE, CanaryRoute: ROUTE, Tenant: TENANT, WebService: WEB}
CASES = [(cls.__name__, text, i) for cls, breaks in CONSTRUCTS.items() for text, ways in breaks.items() for i in range(len(ways))]
BY_NAME = {cls.__name__: breaks for cls, breaks in CONSTRUCTS.items()}


def invariants(cls: type) -> list[str]:
    """The invariants that a class says it has."""
    section = re.search(r"^Invariants:\n((?:    - .*\n)+)", inspect.getdoc(cls) or "", re.MULTILINE)
    assert section is not None
    return [line.removeprefix("    - ") for line in section[1].splitlines()]


@pytest.mark.parametrize("cls", CONSTRUCTS, ids=lambda cls: cls.__name__)
def test_every_invariant_that_is_documented_is_broken_here(cls: type[Construct]) -> None:
    assert invariants(cls) == list(CONSTRUCTS[cls])


def said(chart: Chart, broken: Callable[[Chart], object]) -> list[Finding]:
    """What is said of a chart that something was done to: the errors of the call, else the findings of synth, else what the call returns."""
    try:
        given = broken(chart)
    except CallError as e:
        return list(e.findings)
    if isinstance(given, list):
        return given
    try:
        return list(app_of(chart).synthesis().warnings)
    except CheckError as e:
        return list(e.findings)


@pytest.mark.parametrize(("construct", "text", "number"), CASES)
def test_an_invariant_that_is_broken_is_told(chart: Chart, construct: str, text: str, number: int) -> None:
    broken, code, message = BY_NAME[construct][text][number]
    found = said(chart, broken)
    fitting = [f for f in found if f.code == code and (message in f.message or message in str(f.value))]
    assert fitting, [f"{f.code}: {f.message}" for f in found]
    assert all(f.help for f in fitting)
    if not code.startswith("K8S80"):  # what compares with the output that is there is told at the object, by the caller
        assert all(f.origin is not None and f.origin.file == __file__ for f in fitting)


WHOLE: list[Callable[[Chart], object]] = [
    lambda c: (tenant(c, quota={"storage": "100Gi", "pods": 20}), db(c), cluster(Chart(app_of(c), "more", namespace="elsewhere"))),
    lambda c: canary(c, headers={"a": "b"}, cookies={"c": "d"}, timeout="9s", retries=TRIES, mesh=True, **GATEWAY),
    lambda c: canary(c, headers={"a": "b"}, cookies={"c": "d"}, timeout="9s", **BY_API),
    lambda c: housed(c, {"quota": {"pods": 20, "memory": "4Gi"}, "ci": True, "editors": ["group:a"]}, resources=SMALL),
    lambda c: web(c, **SCALED),
]


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_what_is_whole_is_not_complained_of(chart: Chart, number: int) -> None:
    found = [f for f in said(chart, WHOLE[number]) if f.code != "K8S224"]  # not all namespaces are made here
    assert [f"{f.code}: {f.message}" for f in found] == []
