"""A ticket shop in cdk8s-plus, as it was before k8skit: run it with `k8skit synth --app main.py`.

Two web applications, a worker that reads a queue, the queue itself, a nightly report and a migration of the database, in one chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cdk8s
import cdk8s_plus_36 as kplus
from constructs import Construct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REGISTRY = "registry.example.com/tickets"
VERSION = "2.8.1"
HOST = "tickets.example.com"


def image(name: str, version: str = VERSION) -> str:
    """The image of one of our programs."""
    return f"{REGISTRY}/{name}:{version}"


def resources(cpu: int, memory: int) -> kplus.ContainerResources:
    """Requests and limits: so much CPU in thousandths, twice that at most, and so much memory in MiB."""
    return kplus.ContainerResources(
        cpu=kplus.CpuResources(request=kplus.Cpu.millis(cpu), limit=kplus.Cpu.millis(2 * cpu)),
        memory=kplus.MemoryResources(request=cdk8s.Size.mebibytes(memory), limit=cdk8s.Size.mebibytes(memory)),
    )


def hardened() -> kplus.ContainerSecurityContextProps:
    """What every container here runs with."""
    return kplus.ContainerSecurityContextProps(
        ensure_non_root=True,
        read_only_root_filesystem=True,
        allow_privilege_escalation=False,
        user=10001,
        group=10001,
    )


class Settings(Construct):
    """What all programs are told: a ConfigMap, and the Secret that the platform team provides."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.config = kplus.ConfigMap(
            self,
            "config",
            metadata={"name": "settings"},
            data={
                "LOG_LEVEL": "info",
                "QUEUE_HOST": "queue",
                "QUEUE_PORT": "6379",
                "DATABASE_HOST": "postgres.databases.svc.cluster.local",
                "DATABASE_NAME": "tickets",
            },
        )
        self.secret = kplus.Secret.from_secret_name(self, "secret", "database")
        external = cdk8s.ApiObject(
            self, "external", api_version="external-secrets.io/v1", kind="ExternalSecret", metadata={"name": "database"}
        )
        external.add_json_patch(
            cdk8s.JsonPatch.add(
                "/spec",
                {
                    "secretStoreRef": {"kind": "ClusterSecretStore", "name": "vault"},
                    "target": {"name": "database"},
                    "data": [{"secretKey": "password", "remoteRef": {"key": "tickets/database", "property": "password"}}],
                },
            ),
        )

    def variables(self, more: Mapping[str, str] | None = None) -> dict[str, kplus.EnvValue]:
        """The environment of a container."""
        names = ("LOG_LEVEL", "QUEUE_HOST", "QUEUE_PORT", "DATABASE_HOST", "DATABASE_NAME")
        found = {name: kplus.EnvValue.from_config_map(self.config, name) for name in names}
        found["DATABASE_PASSWORD"] = kplus.EnvValue.from_secret_value(kplus.SecretValue(secret=self.secret, key="password"))
        found.update({name: kplus.EnvValue.from_value(value) for name, value in (more or {}).items()})
        return found


class WebApplication(Construct):
    """A web application: Deployment, Service, autoscaler, and a disruption budget that cdk8s-plus has no class for."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        settings: Settings,
        port: int = 8080,
        path: str = "/healthz",
        cpu: int = 100,
        memory: int = 256,
        most: int = 6,
        more: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.account = kplus.ServiceAccount(self, "account", metadata={"name": id})
        self.deployment = kplus.Deployment(
            self,
            "deployment",
            metadata={"name": id},
            service_account=self.account,
            automount_service_account_token=False,
            security_context=kplus.PodSecurityContextProps(ensure_non_root=True, user=10001, group=10001, fs_group=10001),
            strategy=kplus.DeploymentStrategy.rolling_update(
                max_surge=kplus.PercentOrAbsolute.percent(25), max_unavailable=kplus.PercentOrAbsolute.absolute(0)
            ),
            containers=[
                kplus.ContainerProps(
                    name=id,
                    image=image(id),
                    image_pull_policy=kplus.ImagePullPolicy.IF_NOT_PRESENT,
                    ports=[kplus.ContainerPort(name="http", number=port)],
                    env_variables=settings.variables(more),
                    readiness=kplus.Probe.from_http_get(path, port=port, period_seconds=cdk8s.Duration.seconds(5)),
                    liveness=kplus.Probe.from_http_get(path, port=port, failure_threshold=6),
                    startup=kplus.Probe.from_http_get(path, port=port, failure_threshold=30),
                    resources=resources(cpu, memory),
                    security_context=hardened(),
                    volume_mounts=[
                        kplus.VolumeMount(path="/tmp", volume=kplus.Volume.from_empty_dir(self, "tmp", "tmp"))  # noqa: S108
                    ],
                )
            ],
        )
        confine(self.deployment)
        self.service = kplus.Service(
            self,
            "service",
            metadata={"name": id},
            selector=self.deployment,
            ports=[kplus.ServicePort(name="http", port=80, target_port=port)],
        )
        self.autoscaler = kplus.HorizontalPodAutoscaler(
            self,
            "autoscaler",
            metadata={"name": id},
            target=self.deployment,
            min_replicas=2,
            max_replicas=most,
            metrics=[kplus.Metric.resource_cpu(kplus.MetricTarget.average_utilization(70))],
        )
        budget = cdk8s.ApiObject(self, "budget", api_version="policy/v1", kind="PodDisruptionBudget", metadata={"name": id})
        budget.add_json_patch(
            cdk8s.JsonPatch.add("/spec", {"maxUnavailable": 1, "selector": {"matchLabels": self.deployment.match_labels}})
        )


class Queue(Construct):
    """A queue with a disk of its own."""

    def __init__(self, scope: Construct, id: str, *, storage: int) -> None:
        super().__init__(scope, id)
        data = kplus.Volume.from_name(self, "data", "data")
        self.workload = kplus.StatefulSet(
            self,
            "workload",
            metadata={"name": id},
            replicas=1,
            automount_service_account_token=False,
            security_context=kplus.PodSecurityContextProps(ensure_non_root=True, user=999, group=999, fs_group=999),
            service=kplus.Service(
                self, "service", metadata={"name": id}, cluster_ip="None", ports=[kplus.ServicePort(name="tcp-queue", port=6379)]
            ),
            containers=[
                kplus.ContainerProps(
                    name=id,
                    image=image("valkey", "8.1.4"),
                    image_pull_policy=kplus.ImagePullPolicy.IF_NOT_PRESENT,
                    args=["--appendonly", "yes"],
                    ports=[kplus.ContainerPort(name="tcp-queue", number=6379)],
                    readiness=kplus.Probe.from_command(["valkey-cli", "ping"]),
                    startup=kplus.Probe.from_tcp_socket(port=6379, failure_threshold=30),
                    resources=resources(100, 512),
                    security_context=kplus.ContainerSecurityContextProps(
                        ensure_non_root=True, read_only_root_filesystem=True, allow_privilege_escalation=False, user=999, group=999
                    ),
                    volume_mounts=[kplus.VolumeMount(path="/data", volume=data)],
                )
            ],
        )
        confine(self.workload)
        self.workload.add_volume_claim_template(
            name="data",
            storage=cdk8s.Size.gibibytes(storage),
            access_modes=[kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
        )


class Worker(Construct):
    """A program that nobody calls."""

    def __init__(self, scope: Construct, id: str, *, settings: Settings, command: Sequence[str], replicas: int = 2) -> None:
        super().__init__(scope, id)
        self.deployment = kplus.Deployment(
            self,
            "deployment",
            metadata={"name": id},
            replicas=replicas,
            automount_service_account_token=False,
            security_context=kplus.PodSecurityContextProps(ensure_non_root=True, user=10001, group=10001),
            containers=[
                kplus.ContainerProps(
                    name=id,
                    image=image("worker"),
                    image_pull_policy=kplus.ImagePullPolicy.IF_NOT_PRESENT,
                    command=command,
                    env_variables=settings.variables(),
                    liveness=kplus.Probe.from_command(["/app/alive"]),
                    resources=resources(200, 512),
                    security_context=hardened(),
                )
            ],
        )
        confine(self.deployment)


class Report(Construct):
    """A report, every night."""

    def __init__(self, scope: Construct, id: str, *, settings: Settings, hour: str) -> None:
        super().__init__(scope, id)
        self.job = kplus.CronJob(
            self,
            "job",
            metadata={"name": id},
            schedule=cdk8s.Cron(minute="30", hour=hour),
            time_zone="Europe/Vienna",
            concurrency_policy=kplus.ConcurrencyPolicy.FORBID,
            starting_deadline=cdk8s.Duration.minutes(10),
            backoff_limit=2,
            automount_service_account_token=False,
            security_context=kplus.PodSecurityContextProps(ensure_non_root=True, user=10001, group=10001),
            containers=[
                kplus.ContainerProps(
                    name=id,
                    image=image("report"),
                    image_pull_policy=kplus.ImagePullPolicy.IF_NOT_PRESENT,
                    args=["--yesterday"],
                    env_variables=settings.variables(),
                    resources=resources(250, 512),
                    security_context=hardened(),
                )
            ],
        )
        confine(self.job, "/spec/jobTemplate/spec/template/spec")


def confine(of: Construct, pod: str = "/spec/template/spec") -> None:
    """What cdk8s-plus cannot say: the seccomp profile, and no Linux capabilities."""
    cdk8s.ApiObject.of(of).add_json_patch(
        cdk8s.JsonPatch.add(f"{pod}/securityContext/seccompProfile", {"type": "RuntimeDefault"}),
        cdk8s.JsonPatch.add(f"{pod}/containers/0/securityContext/capabilities", {"drop": ["ALL"]}),
    )


class TicketShop(cdk8s.Chart):
    """All of it."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, namespace="tickets", labels={"team": "tickets"})
        settings = Settings(self, "settings")
        queue = Queue(self, "queue", storage=10)
        shop = WebApplication(self, "shop", settings=settings, more={"QUEUE_NAME": "orders"})
        admin = WebApplication(self, "admin", settings=settings, cpu=50, memory=128, most=3)
        Worker(self, "mailer", settings=settings, command=["/app/worker", "mail"]).node.add_dependency(queue)
        Worker(self, "printer", settings=settings, command=["/app/worker", "print"], replicas=1).node.add_dependency(queue)
        Report(self, "report", settings=settings, hour="2")

        ingress = kplus.Ingress(self, "ingress", metadata={"name": "tickets"}, class_name="nginx")
        ingress.add_host_rule(HOST, "/admin", kplus.IngressBackend.from_service(admin.service), kplus.HttpIngressPathType.PREFIX)
        ingress.add_host_rule(HOST, "/", kplus.IngressBackend.from_service(shop.service), kplus.HttpIngressPathType.PREFIX)

        readers = kplus.Role(self, "readers", metadata={"name": "support"})
        readers.allow_read(kplus.ApiResource.PODS)
        readers.allow_read(kplus.ApiResource.DEPLOYMENTS)
        readers.bind(kplus.Group.from_name(self, "support-group", "support"))


app = cdk8s.App()
TicketShop(app, "tickets")
app.synth()
