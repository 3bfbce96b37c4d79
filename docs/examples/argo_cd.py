from k8skit import App, ArgoCD, Chart, ConfigMap

app = App()

ConfigMap(Chart(app, "shop", namespace="shop"), "settings", data={"LOG_LEVEL": "info"})

ArgoCD(app, "store", repo="https://git.example.com/store/deploy.git", clusters=["eu"])

app.synth()
