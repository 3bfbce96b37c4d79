"""The voting app: people vote, a worker counts, others watch the result.

vote -> redis -> worker -> db <- result. Only vote and result are reachable from outside; the worker has no Service, because nobody calls it.
One app with all three levels: WebService, lower-level objects, and plain kinds of the API.
"""

from k8skit import (
    App,
    Chart,
    Container,
    Deployment,
    Mount,
    Pod,
    Probe,
    Resources,
    Service,
    ServicePort,
    Volume,
    WebService,
    external,
)
from k8skit.api.apps.v1 import StatefulSet

app = App()
voting = Chart(app, "voting", namespace="voting", labels={"team": "polls"})

password = external(voting, "Secret", "db", keys=["password"], reason="written by the secret operator of the cluster").key("password")

vote = WebService(
    voting,
    "vote",
    image="registry.example.com/voting/vote:1.4.0",
    host="vote.example.com",
    readiness="/",
    env={"REDIS_HOST": "redis"},
    resources=Resources(cpu="50m", memory="128Mi"),
)
result = WebService(
    voting,
    "result",
    image="registry.example.com/voting/result:1.4.0",
    host="result.example.com",
    readiness="/",
    env={"DB_HOST": "db", "DB_PASSWORD": password},
    resources=Resources(cpu="50m", memory="128Mi"),
)
# Browsers hold a connection for live results: keep each visitor on one pod.
result.service.patch({"spec": {"sessionAffinity": "ClientIP"}})

Deployment(
    voting,
    "worker",
    replicas=1,
    strategy="Recreate",  # two workers at once would count a vote twice
    pod=Pod(
        containers=[
            Container(
                name="worker",
                image="registry.example.com/voting/worker:1.4.0",
                env={"REDIS_HOST": "redis", "DB_HOST": "db", "DB_PASSWORD": password},
                resources=Resources(cpu="50m", memory="128Mi"),
            )
        ]
    ),
)

queue = {"app.kubernetes.io/name": "redis", "app.kubernetes.io/instance": "redis"}
Deployment(
    voting,
    "redis",
    replicas=1,
    strategy="Recreate",
    selector=queue,
    pod=Pod(
        run_as_user=999,
        containers=[
            Container(
                name="redis",
                image="registry.example.com/library/redis:8.2",
                ports={"tcp-redis": 6379},
                readiness=Probe.command("redis-cli", "ping"),
                mounts=[Mount(Volume.empty_dir("data", size_limit="256Mi"), "/data")],
                resources=Resources(cpu="50m", memory="256Mi"),
            )
        ],
    ),
)
Service(voting, "redis-service", name="redis", selector=queue, ports=[ServicePort(6379, name="tcp-redis", target="tcp-redis")])

store = {"app.kubernetes.io/name": "db", "app.kubernetes.io/instance": "db"}
Service(voting, "db-service", name="db", headless=True, selector=store, ports=[ServicePort(5432, name="tcp-postgres")])
StatefulSet(
    voting,
    "db",
    spec={
        "serviceName": "db",
        "replicas": 1,
        "selector": {"matchLabels": store},
        "template": {
            "metadata": {"labels": store},
            "spec": {
                "automountServiceAccountToken": False,
                "enableServiceLinks": False,
                "terminationGracePeriodSeconds": 60,
                "securityContext": {
                    "runAsNonRoot": True,
                    "runAsUser": 999,
                    "fsGroup": 999,
                    "fsGroupChangePolicy": "OnRootMismatch",
                    "seccompProfile": {"type": "RuntimeDefault"},
                },
                "containers": [
                    {
                        "name": "postgres",
                        "image": "registry.example.com/library/postgres:17.6",
                        "ports": [{"name": "tcp-postgres", "containerPort": 5432}],
                        "env": [
                            {"name": "POSTGRES_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}},
                            {"name": "PGDATA", "value": "/var/lib/postgresql/data/pgdata"},
                        ],
                        "readinessProbe": {"exec": {"command": ["pg_isready", "-U", "postgres"]}},
                        "resources": {"requests": {"cpu": "100m", "memory": "512Mi"}, "limits": {"memory": "512Mi"}},
                        "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
                        "volumeMounts": [{"name": "data", "mountPath": "/var/lib/postgresql/data"}],
                    }
                ],
            },
        },
        "volumeClaimTemplates": [
            {
                "metadata": {"name": "data"},
                "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "5Gi"}}},
            }
        ],
    },
)

app.synth()
