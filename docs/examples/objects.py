"""A shop made of lower-level objects only: each is a thin class with the fields of its kind, and what people get wrong is wired."""

from k8skit import (
    Allow,
    App,
    Chart,
    ClaimTemplate,
    ClusterRole,
    ClusterRoleBinding,
    ConfigMap,
    Container,
    CronJob,
    DaemonSet,
    Deployment,
    Destination,
    DestinationRule,
    ExternalSecret,
    Gateway,
    GatewayRef,
    GatewayServer,
    HorizontalPodAutoscaler,
    HTTPRoute,
    Ingress,
    IngressPath,
    IstioGateway,
    Job,
    LimitRange,
    Listener,
    Mount,
    Namespace,
    NetworkPolicy,
    NetworkPort,
    Peer,
    PeerAuthentication,
    PersistentVolumeClaim,
    Pod,
    PodDisruptionBudget,
    PolicyRule,
    Probe,
    RemoteKey,
    RequestMatch,
    ResourceQuota,
    Resources,
    Retries,
    Role,
    RoleBinding,
    RoleRef,
    RouteBackend,
    RouteMatch,
    RouteRule,
    Service,
    ServiceAccount,
    ServicePort,
    StatefulSet,
    Subject,
    Subset,
    VirtualRoute,
    VirtualService,
    Volume,
    external,
)

app = App()
shop = Chart(app, "shop", namespace="shop")
SMALL = Resources(cpu="50m", memory="64Mi", cpu_limit="1")

Namespace(shop, "namespace", name="shop", labels={"istio-injection": "enabled"}, pod_security="restricted")
ResourceQuota(shop, "quota", hard={"requests.cpu": 8, "pods": 60, "requests.storage": "100Gi"})
LimitRange(shop, "limits", default_request={"cpu": "50m", "memory": "64Mi"}, default={"memory": "64Mi"})
ServiceAccount(shop, "account", name="web")

ConfigMap(shop, "settings", data={"LOG_LEVEL": "info"})
ExternalSecret(shop, "token", store="vault", data={"token": RemoteKey(key="shop/token")})
external(shop, "ClusterSecretStore", "vault", group="external-secrets.io", reason="of the cluster")
PersistentVolumeClaim(shop, "uploads", storage="5Gi", access_modes=["ReadWriteMany"])

pod = Pod(
    labels={"app": "web"},
    service_account="web",
    containers=[
        Container(
            image="registry.example.com/web:1.4.2",
            ports={"http": 8080},
            readiness=Probe(path="/healthz"),
            resources=SMALL,
            mounts=[Mount(Volume.claim("uploads", "uploads"), "/uploads"), Mount(Volume.config_map("settings", "settings"), "/etc/web")],
        )
    ],
)
Deployment(shop, "web", pod=pod, selector={"app": "web"}, max_surge=1, max_unavailable=0)
HorizontalPodAutoscaler(shop, "autoscaler", name="web", target="web", min=2, max=6, cpu=70)
PodDisruptionBudget(shop, "budget", name="web", selector={"app": "web"}, max_unavailable=1)
Service(shop, "service", name="web", selector={"app": "web"}, ports=[ServicePort(80, name="http", target="http")])
NetworkPolicy(shop, "doors", name="web", pods={"app": "web"}, ingress=[Allow(peers=[Peer.namespace("istio-system")], ports=[NetworkPort(port="http")])])

StatefulSet(
    shop,
    "cache",
    service_name="cache",
    replicas=1,
    claims=[ClaimTemplate(name="data", storage="1Gi")],
    pod=Pod(
        labels={"app": "cache"},
        run_as_user=999,
        fs_group=999,
        containers=[
            Container(
                image="docker.io/valkey/valkey:8.1.3",
                ports={"tcp-redis": 6379},
                resources=SMALL,
                mounts=[Mount(Volume.template("data"), "/data")],
            )
        ],
    ),
)
Service(shop, "cache-pods", name="cache", selector={"app": "cache"}, ports=[ServicePort(6379, name="tcp-redis")], headless=True)
DaemonSet(
    shop,
    "warm",
    pod=Pod(labels={"app": "warm"}, containers=[Container(image="registry.example.com/warm:1.0.1", resources=SMALL)]),
)
Job(
    shop,
    "migrate",
    backoff_limit=2,
    deadline=600,
    pod=Pod(
        labels={"app": "migrate"},
        restart_policy="Never",
        containers=[Container(image="registry.example.com/web:1.4.2", args=["migrate"], resources=SMALL)],
    ),
)
CronJob(
    shop,
    "report",
    schedule="0 6 * * 1",
    time_zone="Europe/Berlin",
    pod=Pod(
        labels={"app": "report"},
        restart_policy="Never",
        containers=[Container(image="registry.example.com/web:1.4.2", args=["report"], resources=SMALL)],
    ),
)

Role(shop, "look", rules=[PolicyRule(resources=["pods", "pods/log"], verbs=["get", "list", "watch"])])
RoleBinding(shop, "look-binding", name="look", role=RoleRef("look"), subjects=[Subject.parse("group:support")])
ClusterRole(shop, "see-namespaces", rules=[PolicyRule(resources=["namespaces"], verbs=["get", "list"])])
ClusterRoleBinding(shop, "see-namespaces-binding", name="see-namespaces", role="see-namespaces", subjects=[Subject.parse("group:support")])

PeerAuthentication(shop, "default", mode="STRICT")
IstioGateway(
    shop,
    "public",
    selector={"istio": "ingressgateway"},
    servers=[GatewayServer(port=80, name="http", protocol="HTTP", hosts=["shop.example.com"])],
)
DestinationRule(shop, "subsets", name="web", host="web.shop.svc.cluster.local", subsets=[Subset(name="all", labels={"app": "web"})])
VirtualService(
    shop,
    "routes",
    name="web",
    hosts=["shop.example.com"],
    gateways=["public"],
    http=[
        VirtualRoute(
            match=[RequestMatch(prefix="/api/")],
            to=[Destination(host="web.shop.svc.cluster.local", subset="all", port=80)],
            timeout="9s",
            retries=Retries(2, per_try_timeout="3s"),
        ),
        VirtualRoute(to=[Destination(host="web.shop.svc.cluster.local", subset="all", port=80)]),
    ],
)

Gateway(shop, "internal", gateway_class="istio", listeners=[Listener(name="http", port=80, protocol="HTTP", host="shop.internal.example.com")])
HTTPRoute(
    shop,
    "internal-route",
    name="web",
    gateways=[GatewayRef("internal")],
    hosts=["shop.internal.example.com"],
    rules=[RouteRule(matches=[RouteMatch("/")], backends=[RouteBackend(service="web", port=80)], request_timeout="10s")],
)
Ingress(
    shop,
    "ingress",
    name="web",
    ingress_class="traefik",
    paths=[IngressPath(host="shop.example.org", path="/", service="web", port="http")],
)

app.synth()
