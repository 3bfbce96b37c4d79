from k8skit import App, CanaryRoute, Chart, WebService

app = App()
shop = Chart(app, "shop", namespace="shop")

orders = WebService(shop, "orders", image="registry.example.com/orders:1.4.2")
beta = orders.variant("beta", image="registry.example.com/orders:1.5.0", replicas=1)
CanaryRoute(
    shop,
    "orders-route",
    host="orders.example.com",
    gateway="istio-system/public",
    stable=orders,
    canary=beta,
    weight=10,
    headers={"x-canary": "always"},
)

app.synth()
