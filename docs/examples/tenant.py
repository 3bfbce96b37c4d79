from k8skit import App, Tenant

app = App()

Tenant(app, "team-a", editors=["group:team-a"], quota={"cpu": 8, "memory": "32Gi", "pods": 50}, allow_from=["ingress"])

app.synth()
