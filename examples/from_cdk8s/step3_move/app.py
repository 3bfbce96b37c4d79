"""Step 3: nothing of cdk8s is left, and neither is Node.js.

All names are those of before. The queue keeps its selector, since a StatefulSet could not be changed in place otherwise and its disk would stay behind;
the Deployments get new selectors: delete the old ones when the new pods are ready.
"""

from k8skit import (
    App,
    Autoscaling,
    Chart,
    ClaimTemplate,
    ConfigKey,
    ConfigMap,
    Container,
    CronJob,
    Deployment,
    ExternalSecret,
    Ingress,
    IngressPath,
    Mount,
    Pod,
    PolicyRule,
    Probe,
    RemoteKey,
    Resources,
    Role,
    RoleBinding,
    RoleRef,
    SecretKey,
    Service,
    ServicePort,
    StatefulSet,
    Subject,
    Volume,
    WebService,
)

REGISTRY = "registry.example.com/tickets"
VERSION = "2.8.1"
HOST = "tickets.example.com"

app = App()
tickets = Chart(app, "tickets", namespace="tickets", labels={"team": "tickets"})

SETTINGS = {
    "LOG_LEVEL": "info",
    "QUEUE_HOST": "queue",
    "QUEUE_PORT": "6379",
    "DATABASE_HOST": "postgres.databases.svc.cluster.local",
    "DATABASE_NAME": "tickets",
}
ConfigMap(tickets, "settings", data=SETTINGS)
ExternalSecret(
    tickets,
    "database",
    store="vault",
    data={"password": RemoteKey(key="tickets/database", property="password")},
)
env: dict[str, str | ConfigKey | SecretKey] = {
    **{name: ConfigKey("settings", name) for name in SETTINGS},
    "DATABASE_PASSWORD": SecretKey("database", "password"),
}

# The queue.
kept = {"cdk8s.io/metadata.addr": "tickets-queue-workload-c8341c13"}
service = Service(tickets, "queue", headless=True, selector=kept, ports=[ServicePort(6379, name="tcp-queue")])
queue = StatefulSet(
    tickets,
    "queue-pods",
    name="queue",
    service_name=service.object_name,
    selector=kept,
    claims=[ClaimTemplate(name="data", storage="10Gi")],
    pod=Pod(
        run_as_user=999,
        fs_group=999,
        containers=[
            Container(
                name="queue",
                image=f"{REGISTRY}/valkey:8.1.4",
                args=["--appendonly", "yes"],
                ports={"tcp-queue": 6379},
                readiness=Probe.command("valkey-cli", "ping"),
                mounts=[Mount(Volume.template("data"), "/data")],
                resources=Resources(cpu="100m", memory="512Mi"),
            )
        ],
    ),
)

# The web applications.
shop = WebService(
    tickets,
    "shop",
    image=f"{REGISTRY}/shop:{VERSION}",
    service_port=80,
    env={**env, "QUEUE_NAME": "orders"},
    readiness="/healthz",
    liveness="/healthz",
    startup="/healthz",
    autoscaling=Autoscaling(2, 6, cpu=70),
    max_unavailable=0,
    run_as_user=10001,
    resources=Resources(cpu="100m", memory="256Mi"),
)
admin = WebService(
    tickets,
    "admin",
    image=f"{REGISTRY}/admin:{VERSION}",
    service_port=80,
    env=env,
    readiness="/healthz",
    liveness="/healthz",
    startup="/healthz",
    autoscaling=Autoscaling(2, 3, cpu=70),
    max_unavailable=0,
    run_as_user=10001,
    resources=Resources(cpu="50m", memory="128Mi"),
)
Ingress(
    tickets,
    "tickets",
    ingress_class="nginx",
    paths=[
        IngressPath(host=HOST, path="/admin", service=admin.service.object_name, port=80),
        IngressPath(host=HOST, path="/", service=shop.service.object_name, port=80),
    ],
)

# The workers.
for name, command, replicas in (("mailer", "mail", 2), ("printer", "print", 1)):
    Deployment(
        tickets,
        name,
        replicas=replicas,
        pod=Pod(
            run_as_user=10001,
            containers=[
                Container(
                    name=name,
                    image=f"{REGISTRY}/worker:{VERSION}",
                    command=["/app/worker", command],
                    env=env,
                    liveness=Probe.command("/app/alive"),
                    resources=Resources(cpu="200m", memory="512Mi"),
                )
            ],
        ),
    ).node.add_dependency(queue)

CronJob(
    tickets,
    "report",
    schedule="30 2 * * *",
    time_zone="Europe/Vienna",
    starting_deadline=600,
    backoff_limit=2,
    pod=Pod(
        run_as_user=10001,
        containers=[
            Container(
                name="report",
                image=f"{REGISTRY}/report:{VERSION}",
                args=["--yesterday"],
                env=env,
                resources=Resources(cpu="250m", memory="512Mi"),
            )
        ],
    ),
)

# The people of the support may look.
Role(
    tickets,
    "support",
    rules=[
        PolicyRule(verbs=["get", "list", "watch"], resources=["pods"]),
        PolicyRule(verbs=["get", "list", "watch"], groups=["apps"], resources=["deployments"]),
    ],
)
RoleBinding(tickets, "support-binding", name="support", role=RoleRef("support"), subjects=[Subject.parse("group:support")])

app.synth()
