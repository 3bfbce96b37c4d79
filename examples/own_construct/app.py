"""Two APIs by a company's own construct, which lives in its own package beside this file."""

from acme_platform import Api
from k8skit import App, Chart

app = App()
apis = Chart(app, "apis", namespace="apis")

Api(apis, "invoices", image="registry.acme.example/invoices:3.1.0", owner="billing")
Api(apis, "parcels", image="registry.acme.example/parcels:0.9.4", owner="delivery", most=4)

app.synth()
