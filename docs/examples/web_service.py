from k8skit import App, Chart, WebService

app = App()
shop = Chart(app, "shop", namespace="shop")

WebService(shop, "orders", image="registry.example.com/orders:1.4.2", replicas=1, readiness="/healthz")

app.synth()
