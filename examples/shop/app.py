"""A shop's web tier: one service reachable from outside, with a beta beside it, and one that only the cluster sees."""

from k8skit import App, Autoscaling, Chart, Resources, WebService, external

app = App()
shop = Chart(app, "shop", namespace="shop")

database = external(shop, "Secret", "orders-db", keys=["password"], reason="made by the database operator")

orders = WebService(
    shop,
    "orders",
    image="registry.example.com/orders:1.4.2",
    port=8080,
    replicas=3,
    readiness="/healthz",
    host="orders.example.com",
    ingress_class="nginx",
    tls_secret="orders-tls",
    resources=Resources(cpu="100m", memory="256Mi"),
    env={"DATABASE_HOST": "orders-db", "DATABASE_PASSWORD": database.key("password")},
)
orders.variant("beta", image="registry.example.com/orders:1.5.0", replicas=1)

WebService(
    shop,
    "catalogue",
    image="registry.example.com/catalogue:2.0.1",
    protocol="grpc",
    port=9000,
    resources=Resources(cpu="200m", memory="512Mi"),
    autoscaling=Autoscaling(2, 10, cpu=70),
)

app.synth()
