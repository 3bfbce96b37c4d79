from k8skit import App, ArgoCDPlugin, Chart

app = App()

ArgoCDPlugin(Chart(app, "argocd-plugins", namespace="argocd"), "k8skit")

app.synth()
