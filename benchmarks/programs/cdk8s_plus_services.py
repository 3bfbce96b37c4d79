"""cdk8s-plus in Python: its own high-level constructs, a chart per service. Arguments: number of services, folder, output type."""

# mypy: ignore-errors

import sys

import cdk8s_plus_32 as plus
from cdk8s import App, Chart, Duration, Size, YamlOutputType

VARIABLES = {
    "CACHE_URL": "redis://cache-{i}:6379/0",
    "DB_HOST": "orders-{i}.db.internal",
    "DB_PORT": "5432",
    "DEBUG": "false",
    "FEATURES": "search,basket,vouchers",
    "LOG_LEVEL": "info",
    "PORT": "8080",
    "REGION": "eu-west-1",
    "WORKERS": "4",
    "APP_NAME": "web-{i}",
}

app = App(outdir=sys.argv[2], yaml_output_type=YamlOutputType[sys.argv[3]])
for i in range(int(sys.argv[1])):
    name = f"web-{i}"
    chart = Chart(app, name, namespace="shop", disable_resource_name_hashes=True)
    account = plus.ServiceAccount(chart, "account", metadata={"name": name}, automount_token=False)
    deployment = plus.Deployment(chart, "deployment", metadata={"name": name}, service_account=account)
    deployment.add_container(
        name=name,
        image=f"registry.example.com/shop/web:{i}.4.2",
        ports=[plus.ContainerPort(number=8080, name="http")],
        env_variables={key: plus.EnvValue.from_value(value.format(i=i)) for key, value in VARIABLES.items()},
        startup=plus.Probe.from_http_get("/healthz", period_seconds=Duration.seconds(5), failure_threshold=30),
        liveness=plus.Probe.from_http_get("/healthz", initial_delay_seconds=Duration.seconds(10)),
        readiness=plus.Probe.from_http_get("/ready", period_seconds=Duration.seconds(5)),
        resources=plus.ContainerResources(
            cpu=plus.CpuResources(request=plus.Cpu.millis(100), limit=plus.Cpu.millis(500)),
            memory=plus.MemoryResources(request=Size.mebibytes(256), limit=Size.mebibytes(256)),
        ),
        security_context=plus.ContainerSecurityContextProps(user=10001, read_only_root_filesystem=True, allow_privilege_escalation=False),
    )
    service = plus.Service(chart, "service", metadata={"name": name}, selector=deployment, ports=[plus.ServicePort(port=8080, name="http")])
    plus.HorizontalPodAutoscaler(
        chart,
        "autoscaler",
        metadata={"name": name},
        target=deployment,
        min_replicas=2,
        max_replicas=10,
        metrics=[plus.Metric.resource_cpu(plus.MetricTarget.average_utilization(70))],
    )
    # cdk8s-plus has no budget: its layer of generated classes has.
    plus.k8s.KubePodDisruptionBudget(
        chart,
        "budget",
        metadata=plus.k8s.ObjectMeta(name=name),
        spec=plus.k8s.PodDisruptionBudgetSpec(
            max_unavailable=plus.k8s.IntOrString.from_number(1),
            selector=plus.k8s.LabelSelector(match_labels={"app.kubernetes.io/name": name}),
        ),
    )
    ingress = plus.Ingress(chart, "ingress", metadata={"name": name}, class_name="nginx")
    ingress.add_host_rule(f"web-{i}.example.com", "/", plus.IngressBackend.from_service(service))
app.synth()
