from k8skit import App, Chart, ConfigMap, Flux, Namespace

app = App()

base = Chart(app, "base")
Namespace(base, "shop")
ConfigMap(Chart(app, "shop", namespace="shop"), "settings", data={"LOG_LEVEL": "info"})

Flux(app, "store", repo="https://git.example.com/store/deploy.git", clusters=["eu"])

app.synth()
