"""A shop: a team's namespace, a database, a service with a canary beside it, and one that only the cluster sees."""

from k8skit import (
    App,
    Autoscaling,
    CanaryRoute,
    Chart,
    OutlierDetection,
    PeerAuthentication,
    Resources,
    Retries,
    StatefulDB,
    Tenant,
    WebService,
)

app = App()

team = Tenant(
    app,
    "team-a",
    admins=["group:team-a-admins"],
    editors=["group:team-a"],
    viewers=["group:support"],
    quota={"cpu": 8, "memory": "32Gi", "pods": 50, "storage": "100Gi"},
    mesh="sidecar",
    allow_from=["istio-system"],
    ci=True,
)

shop = Chart(app, "shop", namespace=team.namespace, labels={"team": "a"})

PeerAuthentication(shop, "default", mode="STRICT")

db = StatefulDB(
    shop,
    "orders-db",
    engine="postgres",
    version="17.6",
    storage="20Gi",
    resources=Resources(cpu="250m", memory="1Gi"),
    secret_store="vault",
)

orders = WebService(
    shop,
    "orders",
    image="registry.example.com/orders:1.4.2",
    port=8080,
    replicas=3,
    readiness="/healthz",
    resources=Resources(cpu="100m", memory="256Mi"),
    env={"DATABASE_HOST": db.host, "DATABASE_PASSWORD": db.password, "DATABASE_URL": db.url()},
)
beta = orders.variant("beta", image="registry.example.com/orders:1.5.0", replicas=1)

CanaryRoute(
    shop,
    "orders-route",
    host="orders.example.com",
    gateway="istio-system/public",
    mesh=True,
    stable=orders,
    canary=beta,
    weight=10,
    headers={"x-canary": "always"},
    cookies={"beta": "yes"},
    timeout="10s",
    retries=Retries(2, per_try_timeout="3s"),
    outlier_detection=OutlierDetection(consecutive_5xx=5, max_ejection_percent=50),
)

WebService(
    shop,
    "catalogue",
    image="registry.example.com/catalogue:2.0.1",
    protocol="grpc",
    port=9000,
    resources=Resources(cpu="200m", memory="512Mi"),
    autoscaling=Autoscaling(2, 6, cpu=70),
    config={"LOG_LEVEL": "info", "CACHE_SECONDS": "300"},
)

app.synth()
