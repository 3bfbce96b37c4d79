from k8skit import App, Chart, Resources, StatefulDB

app = App()
shop = Chart(app, "shop", namespace="shop")

StatefulDB(shop, "orders-db", engine="postgres", version="17.6", storage="20Gi", resources=Resources(cpu="250m", memory="1Gi"))

app.synth()
