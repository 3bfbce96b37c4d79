"""Blue and green side by side behind one host: /blue/ and /green/ for a look at each, everything else to the active colour.

The traps of such a route: a prefix `/green` would also take `/greenery`, and rewriting it to `/` would turn `/green/x` into `//x`. So the route asks
for the path `/green` exactly or for what is below `/green/`.
"""

from k8skit import (
    App,
    Chart,
    Container,
    Deployment,
    Destination,
    DestinationRule,
    PeerAuthentication,
    Pod,
    PodDisruptionBudget,
    Probe,
    RequestMatch,
    Resources,
    Service,
    ServicePort,
    Subset,
    VirtualRoute,
    VirtualService,
)

ACTIVE = "blue"
COLOURS = {"blue": "registry.example.com/myapp:1.8.0", "green": "registry.example.com/myapp:1.9.0"}
HOST = "myapp.prod.svc.cluster.local"

app = App()
prod = Chart(app, "prod", namespace="prod")

Service(prod, "myapp", selector={"app.kubernetes.io/name": "myapp"}, ports=[ServicePort(80, name="http", target="http")])

for colour, image in COLOURS.items():
    labels = {"app.kubernetes.io/name": "myapp", "app.kubernetes.io/instance": f"myapp-{colour}"}
    Deployment(
        prod,
        f"myapp-{colour}",
        replicas=3,  # both colours at full size: the switch moves all requests at once
        selector=labels,
        pod=Pod(
            labels={"version": colour},
            containers=[
                Container(
                    name="myapp",
                    image=image,
                    ports={"http": 8080},
                    readiness=Probe.http("/healthz"),
                    pre_stop_sleep=5,
                    resources=Resources(cpu="100m", memory="128Mi"),
                )
            ],
        ),
    )
    PodDisruptionBudget(prod, f"myapp-{colour}-budget", name=f"myapp-{colour}", selector=labels)

DestinationRule(
    prod,
    "myapp-rule",
    name="myapp",
    host=HOST,
    subsets=[Subset(name=colour, labels={"version": colour}) for colour in COLOURS],
)


def below(colour: str) -> VirtualRoute:
    """The look at one colour: `/green` and all below `/green/`, without that part of the path."""
    return VirtualRoute(
        name=colour,
        match=[RequestMatch(exact=f"/{colour}"), RequestMatch(prefix=f"/{colour}/")],
        rewrite="/",
        to=[Destination(host=HOST, subset=colour)],
    )


VirtualService(
    prod,
    "myapp-route",
    name="myapp",
    hosts=["myapp.example.com"],
    gateways=["istio-system/myapp-gateway"],
    http=[*(below(colour) for colour in COLOURS), VirtualRoute(name="active", to=[Destination(host=HOST, subset=ACTIVE)])],
)

PeerAuthentication(prod, "default", mode="STRICT")

app.synth()
