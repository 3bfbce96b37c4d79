"""A fleet: five teams with twelve services, in three environments and two clusters, delivered by Argo CD and by Flux."""

from pydantic import BaseModel, Field

from k8skit import (
    App,
    ArgoCD,
    Autoscaling,
    CanaryRoute,
    Chart,
    Flux,
    NamespaceRef,
    Resources,
    SealedSecretFile,
    StatefulDB,
    Tenant,
    WebService,
)

REGISTRY = "registry.example.com"
REPOSITORY = "https://git.example.com/acme/deploy.git"
SMALL = Resources(cpu="50m", memory="128Mi")
MIDDLE = Resources(cpu="200m", memory="512Mi")


class Values(BaseModel):
    """What differs between environments, and between clusters."""

    domain: str
    suffix: str = ""
    replicas: int = Field(default=1, ge=1)
    scaled: bool = False
    storage: str = "5Gi"
    log_level: str = "info"
    automated: bool = True
    canary: str = "1.5.0"


def build(app: App, path: str) -> None:
    """Make the fleet.

    Args:
        app: the app.
        path: where the output is in the repository.
    """
    values = app.values(Values)
    teams = {
        name: Tenant(
            app,
            name,
            name=f"{name}{values.suffix}",
            team=name,
            admins=[f"group:{name}-leads"],
            editors=[f"group:{name}"],
            mesh="sidecar",
            allow_from=["istio-system"],
        )
        for name in ("accounts", "orders", "payments", "search", "storefront")
    }
    Fleet(values, app).make({name: team.namespace for name, team in teams.items()})
    ArgoCD(
        app,
        "fleet",
        repo=REPOSITORY,
        path=path,
        automated=values.automated,
        protect=True,
    )
    Flux(app, "fleet-flux", repo=REPOSITORY, path=path, protect=True)


class Fleet:
    """The services of the teams.

    Args:
        values: what differs between environments.
        app: the app.
    """

    def __init__(self, values: Values, app: App) -> None:
        self.values = values
        self.app = app

    def make(self, namespaces: dict[str, NamespaceRef]) -> None:
        """Make the charts of all teams.

        Args:
            namespaces: name of a team -> its namespace.
        """
        charts = {
            name: Chart(self.app, f"{name}-services", namespace=namespace, labels={"team": name}) for name, namespace in namespaces.items()
        }
        self.accounts(charts["accounts"])
        self.orders(charts["orders"])
        self.payments(charts["payments"])
        for name in ("search", "recommendations"):
            self.service(charts["search"], name, "2.8.1", MIDDLE)
        for name in ("web", "cart", "checkout"):
            self.service(charts["storefront"], name, "5.3.0", SMALL, host=f"{name}.{self.values.domain}")
        charts["orders"].node.add_dependency(charts["payments"])
        charts["storefront"].node.add_dependency(charts["orders"], charts["search"])

    def service(self, chart: Chart, name: str, version: str, resources: Resources, **more: object) -> WebService:
        """Make a service as all teams have it.

        Args:
            chart: the team's chart.
            name: its name.
            version: tag of its image.
            resources: of its container.
            more: further parameters of a WebService.
        """
        scale: dict[str, object] = {"replicas": self.values.replicas}
        if self.values.scaled:
            scale = {"autoscaling": Autoscaling(self.values.replicas, 3 * self.values.replicas, cpu=70)}
        env = {"LOG_LEVEL": self.values.log_level, "ENVIRONMENT": self.app.environment, "CLUSTER": self.app.cluster, **more.pop("env", {})}  # type: ignore[dict-item]
        image = f"{REGISTRY}/{name}:{version}"
        return WebService(chart, name, image=image, port=8080, readiness="/healthz", resources=resources, env=env, **scale, **more)  # type: ignore[arg-type]

    def database(self, chart: Chart, name: str) -> StatefulDB:
        """Make a database.

        Args:
            chart: the team's chart.
            name: its name.
        """
        resources = Resources(cpu="250m", memory="1Gi")
        return StatefulDB(
            chart, name, engine="postgres", version="17.6", storage=self.values.storage, resources=resources, secret_store="vault"
        )

    def accounts(self, chart: Chart) -> None:
        """Make the services of the team for accounts."""
        database = self.database(chart, "accounts-db")
        env = {"DATABASE_HOST": database.host, "DATABASE_PASSWORD": database.password}
        self.service(chart, "accounts", "3.1.0", MIDDLE, env=env).node.add_dependency(database)
        self.service(chart, "notifications", "1.9.2", SMALL)

    def orders(self, chart: Chart) -> None:
        """Make the services of the team for orders; where the feature is on, a new version gets some of the requests."""
        database = self.database(chart, "orders-db")
        env = {"DATABASE_HOST": database.host, "DATABASE_PASSWORD": database.password}
        orders = self.service(chart, "orders", "1.4.2", MIDDLE, env=env)
        orders.node.add_dependency(database)
        if self.app.feature("canary"):
            beta = orders.variant("beta", image=f"{REGISTRY}/orders:{self.values.canary}", replicas=1)
            CanaryRoute(
                chart,
                "orders-route",
                host=f"orders.{self.values.domain}",
                gateway="istio-system/public",
                stable=orders,
                canary=beta,
                weight=10,
            )
        self.service(chart, "invoices", "0.9.4", SMALL)
        self.service(chart, "shipping", "2.2.0", SMALL)

    def payments(self, chart: Chart) -> None:
        """Make the services of the team for payments."""
        keys = SealedSecretFile(chart, "payments-keys", path=f"secrets/{self.app.environment}/payments-keys.yaml")
        database = self.database(chart, "payments-db")
        env = {"DATABASE_HOST": database.host, "DATABASE_PASSWORD": database.password, "PROVIDER_KEY": keys.key("provider-key")}
        self.service(chart, "payments", "4.0.7", MIDDLE, env=env).node.add_dependency(database)
        self.service(chart, "fraud", "1.1.3", MIDDLE)
