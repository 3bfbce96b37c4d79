"""Step 2: the ticket shop is still made by cdk8s-plus, in an app of k8skit; what is new is written with k8skit."""

from k8skit import Allow, App, Cdk8sChart, Chart, NetworkPolicy, NetworkPort, Peer, Resources, WebService
from tickets import build

app = App()

tickets = Cdk8sChart(app, "tickets", build, namespace="tickets", labels={"team": "tickets"})

# cdk8s-plus drops fields that it does not know; a patch of k8skit comes after it.
workload = tickets.chart.node.find_child("queue").node.find_child("workload")
tickets.patch(workload, {"spec": {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"}}})

# New: a map of the seats, and who may talk to the queue.
more = Chart(app, "seats", namespace="tickets", labels={"team": "tickets"})
seats = WebService(
    more,
    "seats",
    image="registry.example.com/tickets/seats:0.3.0",
    env={"QUEUE_HOST": "queue"},
    readiness="/healthz",
    resources=Resources(cpu="50m", memory="128Mi"),
)
NetworkPolicy(
    more,
    "queue",
    pods={"cdk8s.io/metadata.addr": "tickets-queue-workload-c8341c13"},
    ingress=[Allow(peers=[Peer(pods={})], ports=[NetworkPort(port=6379)])],
)

app.synth()
