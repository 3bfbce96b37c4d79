"""StatefulDB: a database with storage of its own, run by a StatefulSet."""

from __future__ import annotations

from ..core.construct import Construct
from ..core.external import External, external
from ..core.fields import field
from ..core.references import SecretKey
from ..core.types import ConfigKeyName, EnvName, Image, LabelName, ObjectName, PositiveCount, Quantity, Seconds, image_problem
from ..names import dns1123_label, suggest_dns1123_label
from ..objects.claim import ClaimTemplate
from ..objects.config_map import ConfigMap
from ..objects.container import Container
from ..objects.disruption_budget import PodDisruptionBudget
from ..objects.engine import PRESETS, Engine, preset
from ..objects.external_secret import ExternalSecret, RemoteKey
from ..objects.network_policy import Allow, NetworkPolicy, NetworkPort, Peer
from ..objects.pod import Pod, Spread
from ..objects.probe import Probe
from ..objects.resources import Resources
from ..objects.service import Service, ServicePort
from ..objects.service_account import ServiceAccount
from ..objects.stateful_set import StatefulSet
from ..objects.typed import EMPTY
from ..objects.volume import Mount, Volume
from ..quantities import compare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, Literal

    from ..errors import CallError

NAME = "app.kubernetes.io/name"
INSTANCE = "app.kubernetes.io/instance"

_HBONE = 15008
"""Where the traffic of a mesh in ambient mode arrives at a pod (Istio documentation, Ambient and Kubernetes NetworkPolicy)."""


class StatefulDB(Construct):
    """A database: pods with storage that outlives them, a stable address, a password from a Secret, and nobody in its way.

    Makes a StatefulSet with a claim for each pod; a Service for clients, and a headless one that gives each pod its DNS name; a ServiceAccount; a
    NetworkPolicy that lets only clients in; an ExternalSecret, or refers to an existing Secret; a PodDisruptionBudget where there is more than one pod.
    Claims are kept when the StatefulSet is scaled down or deleted.

        db = StatefulDB(shop, "orders-db", engine="postgres", version="17.6", storage="20Gi", resources=Resources(cpu="250m", memory="1Gi"))
        WebService(shop, "orders", ..., env={"DATABASE_HOST": db.host, "DATABASE_PASSWORD": db.password})

    Args:
        scope: the construct that this one is part of.
        id: its id, and the name of its objects where `name` is not given.
        engine: `postgres`, `mysql`, `mariadb`, `redis`, `valkey`, `mongodb`, or an Engine of your own.
        version: tag of the image; say the patch release, so that a restart is no upgrade.
        storage: size of each pod's claim, such as `"20Gi"`. It cannot be changed in place: see `docs/how-to/grow-storage.md`.
        storage_class: StorageClass of the claims (default: the cluster's default).
        replicas: how many pods (default 1). More than one needs `clustered`.
        clustered: says that the image and its configuration replicate the data themselves: a StatefulSet does not (default False).
        image: another image, with its tag (default: the engine's with `version`).
        database: name of the first database (default `app`).
        user: name of the database's user (default `app`).
        secret: name of an existing Secret with the password (default: an ExternalSecret makes one of the construct's own name).
        secret_key: key of the password in the Secret (default `password`).
        secret_store: ClusterSecretStore that the ExternalSecret reads (default `default`).
        secret_path: entry in the store (default: the construct's name).
        config: configuration files, name -> text (default: none).
        env: further variables (default: none).
        args: further arguments (default: none).
        resources: requests and limits; the memory limit is the request (default: none).
        clients: who may connect; an empty list is nobody. Policies add up: in a Tenant, whose own lets its pods reach each other, it is every pod of the
            namespace whatever is said here (default: every pod of the namespace).
        ambient: its namespace is in an Istio mesh in ambient mode: clients come through port 15008 as well (default False).
        spread: `node` puts no two pods on one node, `zone` spreads them over zones too (default `node`).
        termination_grace: seconds it may take to stop (default: the engine's).
        name: name of its objects (default: the id).

    Attributes:
        stateful_set: the StatefulSet.
        service: the Service for clients.
        pods_service: the headless Service, which gives each pod its name; `pod_host` writes it.
        external_secret: the ExternalSecret; None where `secret` is given.
        budget: the PodDisruptionBudget; None for one pod.
        config_map: the ConfigMap; None without `config`.

    Invariants:
        - Both Services select its pods, and the headless one gives them their names.
        - Each claim template is mounted, and each mount has its volume.
        - The selector is what the pods are labelled with.
        - More than one pod is only asked for where the image replicates its data.
        - A drain takes one pod at a time, and can.
        - Claims never shrink, and grow by steps that the error names.
        - The password is a reference to a Secret that there is, or that is declared.
        - The memory limit is the memory request.
        - The NetworkPolicy is about its pods.
        - Its pods satisfy Pod Security restricted.
        - The version is a tag of the image.
        - The name leaves room for the names of its Services.

    Raises:
        CallError: as every construct, and for parameters that contradict each other (K8S902).
    """

    engine: Literal["postgres", "mysql", "mariadb", "redis", "valkey", "mongodb"] | Engine
    version: str
    storage: Quantity
    storage_class: ObjectName | None = None
    replicas: PositiveCount = 1
    clustered: bool = False
    image: Image | None = None
    database: str = "app"
    user: str = "app"
    secret: ObjectName | External | None = None
    secret_key: ConfigKeyName = "password"  # noqa: S105
    secret_store: ObjectName = "default"  # noqa: S105
    secret_path: str | None = None
    config: Mapping[ConfigKeyName, str] = EMPTY
    env: Mapping[EnvName, str | SecretKey] = EMPTY
    args: Sequence[str] = ()
    resources: Resources | None = None
    clients: Sequence[Peer] = (Peer(pods={}),)
    ambient: bool = False
    spread: Literal["node", "zone"] = "node"
    termination_grace: Seconds | None = None
    name: LabelName | None = None

    stateful_set: StatefulSet = field(init=False)
    service: Service = field(init=False)
    pods_service: Service = field(init=False)
    external_secret: ExternalSecret | None = field(init=False)
    budget: PodDisruptionBudget | None = field(init=False)
    config_map: ConfigMap | None = field(init=False)

    def compose(self) -> None:
        """Make the objects."""
        engine = self.preset
        name = self.object_name
        self.refuse_all(self._problems(engine))
        labels = {**self.selector, "app.kubernetes.io/component": "database", "app.kubernetes.io/managed-by": "k8skit"}
        ports = [ServicePort(engine.port, name=engine.port_name, target=engine.port_name)]
        self._secret(name, labels)
        self.config_map = ConfigMap(self, "config", name=self.named("config"), labels=labels, data=self.config) if self.config else None
        ServiceAccount(self, "account", name=name, labels=labels)
        self.service = Service(self, "service", name=name, labels=labels, selector=self.selector, ports=ports)
        self.pods_service = Service(
            self,
            "pods-service",
            name=self.named("pods"),
            labels=labels,
            selector=self.selector,
            ports=ports,
            headless=True,
            publish_not_ready=True,
        )
        self.stateful_set = StatefulSet(
            self,
            "stateful-set",
            name=name,
            labels=labels,
            selector=self.selector,
            service_name=self.named("pods"),
            replicas=self.replicas,
            claims=[ClaimTemplate(name="data", storage=self.storage, storage_class=self.storage_class, labels=self.selector)],
            pod=self._pod(engine, labels),
        )
        doors = [NetworkPort(port=engine.port_name), *([NetworkPort(port=_HBONE)] if self.ambient else [])]
        let_in = [Allow(peers=self.clients, ports=doors)] if self.clients else []
        if self.replicas > 1:
            let_in.append(Allow(peers=[Peer(pods=self.selector)]))  # members talk to each other at other ports too
        NetworkPolicy(self, "network-policy", name=name, labels=labels, pods=self.selector, ingress=let_in)
        self.budget = (
            PodDisruptionBudget(self, "budget", name=name, labels=labels, selector=self.selector, max_unavailable=1)
            if self.replicas > 1
            else None
        )

    def _problems(self, engine: Engine) -> Iterator[CallError]:
        """What contradicts another parameter, or cannot be."""
        text = dns1123_label(self.named("pods"))
        if text:
            which, value = ("name", self.name) if self.name else ("id", self.id)
            help = f"give name, such as {suggest_dns1123_label(self.object_name)[:52].rstrip('-')!r}"
            yield self.refuse(f"{self.named('pods')!r} cannot name its Service of pods: it {text}", field=which, value=value, help=help)
        if self.replicas > 1 and not self.clustered:
            what = self.engine if isinstance(self.engine, str) else engine.image
            yield self.refuse(
                f"{self.replicas} pods of {what} would be {self.replicas} databases",
                field="replicas",
                value=self.replicas,
                help="a StatefulSet copies no data: use one replica, an operator such as CloudNativePG, or clustered=True where the image replicates itself",
            )
        given = self.resources
        if (
            given is not None
            and given.memory is not None
            and given.memory_limit is not None
            and compare(str(given.memory), str(given.memory_limit))
        ):
            message = f"the memory limit {given.memory_limit} is not the request {given.memory}"
            help = (
                "leave memory_limit out: a database that may use more than it is promised is the first to be killed when its node is full"
            )
            yield self.refuse(message, field="resources", value=given.memory_limit, help=help)
        for word in ("database", "user"):
            if not getattr(self, word).strip():
                yield self.refuse(f"{word} is empty", field=word, value=getattr(self, word), help=f"leave it out for {word}='app'")
        if self.config and engine.config_dir is None:
            help = "give its Engine a config_dir, or use args"
            yield self.refuse("the engine takes no configuration files", field="config", value=list(self.config), help=help)
        if self.image is None:
            problem = image_problem(f"{engine.image}:{self.version}")
            if problem or "@" in self.version or "/" in self.version:
                help = f'it is the tag behind {engine.image}:, such as version="17.6"'
                yield self.refuse("version is no tag of an image", field="version", value=self.version, help=help)

    @property
    def preset(self) -> Engine:
        """The engine."""
        return preset(self.engine) if isinstance(self.engine, str) else self.engine

    @property
    def object_name(self) -> str:
        """The name of the objects: `name`, else the id."""
        return self.name or self.id

    @property
    def selector(self) -> dict[str, str]:
        """The labels of its pods. They never change."""
        return {NAME: self.object_name, INSTANCE: self.object_name}

    @property
    def host(self) -> str:
        """The DNS name for clients in the same namespace."""
        return self.object_name

    @property
    def port(self) -> int:
        """The port for clients."""
        return self.preset.port

    @property
    def password(self) -> SecretKey:
        """A reference to the password, for environment variables."""
        secret = self.secret.name if isinstance(self.secret, External) else self.secret
        return SecretKey(secret or self.object_name, self.secret_key)

    def pod_host(self, number: int) -> str:
        """The DNS name of one pod, for clients in the same namespace.

        Args:
            number: which pod, from 0.

        Raises:
            CallError: K8S902 for a pod that there is not.
        """
        if not 0 <= number < self.replicas:
            raise self.refuse(
                f"{self.object_name} has no pod {number}", field="number", value=number, help=f"its pods are 0 to {self.replicas - 1}"
            )
        return f"{self.object_name}-{number}.{self.named('pods')}"

    def url(self, password_env: str = "DATABASE_PASSWORD", *, database: str | None = None) -> str:  # noqa: S107
        """A URL for clients in the same namespace, for an environment variable. The password is not in it: Kubernetes fills it in from another variable.

        It is filled in as it is, so let it consist of letters, digits and `-._~`: other characters have a meaning in URLs.

            env={"DATABASE_PASSWORD": db.password, "DATABASE_URL": db.url()}

        Args:
            password_env: the variable that holds the password; it must stand before the URL in `env` (default `DATABASE_PASSWORD`).
            database: another database (default: the first).
        """
        engine = self.preset
        user = "" if engine.scheme == "redis" else _escaped(self.user)
        path = "" if engine.scheme == "redis" else f"/{_escaped(database or self.database)}"
        query = f"?{engine.url_query}" if engine.url_query else ""
        return f"{engine.scheme}://{user}:$({password_env})@{self.host}:{self.port}{path}{query}"

    def _secret(self, name: str, labels: dict[str, str]) -> None:
        self.external_secret = None
        if self.secret is None:
            remote = RemoteKey(key=self.secret_path or name, property=self.secret_key)
            self.external_secret = ExternalSecret(
                self, "secret", name=name, labels=labels, store=self.secret_store, data={self.secret_key: remote}
            )
            external(self, "ClusterSecretStore", self.secret_store, group="external-secrets.io", reason="holds the password")
        elif isinstance(self.secret, str):
            external(self, "Secret", self.secret, keys=[self.secret_key], reason=f"the password of {name}")

    def _pod(self, engine: Engine, labels: dict[str, str]) -> Pod:
        words = {"user": self.user, "database": self.database}

        def filled(text: str) -> str:
            for word, value in words.items():
                text = text.replace("{" + word + "}", value)
            return text

        mounts = [Mount(Volume.template("data"), engine.data)]
        mounts += [Mount(Volume.empty_dir(f"empty-{i}"), path) for i, path in enumerate(engine.writable)]
        args = [filled(a) for a in engine.args]
        annotations: dict[str, str] = {}
        if self.config_map is not None:
            mounts.append(Mount(Volume.config_map("config", self.config_map.object_name), engine.config_dir or "/config", read_only=True))
            first = next(iter(self.config))
            args = [*(a.replace("{file}", first) for a in engine.config_args), *args]
            annotations["checksum/config"] = self.config_map.checksum
        env: dict[str, Any] = {k: filled(v) for k, v in engine.env.items()}
        for variable in (engine.password_env, engine.auth_env):
            if variable:
                env[variable] = self.password
        env.update(self.env)
        probe = Probe(exec=[filled(p) for p in engine.probe], timeout=5)
        container = Container(
            name=self.object_name,
            image=self.image or f"{engine.image}:{self.version}",
            command=engine.command,
            args=[*args, *self.args],
            ports={engine.port_name: engine.port},
            env=env,
            startup=Probe(exec=probe.exec, timeout=5, failure_threshold=60),
            liveness=Probe(exec=probe.exec, timeout=5, failure_threshold=6),
            readiness=probe,
            resources=self.resources,
            mounts=mounts,
        )
        many = self.replicas > 1
        alpine = "alpine" in (self.image or self.version).rpartition(":")[2]
        user_id = engine.alpine_user_id if alpine and engine.alpine_user_id is not None else engine.user_id
        apart = {
            "podAntiAffinity": {
                "requiredDuringSchedulingIgnoredDuringExecution": [
                    {"labelSelector": {"matchLabels": self.selector}, "topologyKey": "kubernetes.io/hostname"}
                ]
            }
        }
        return Pod(
            containers=[container],
            labels=labels,
            annotations=annotations,
            service_account=self.object_name,
            termination_grace=engine.grace if self.termination_grace is None else self.termination_grace,
            run_as_user=user_id,
            run_as_group=user_id,
            fs_group=user_id,
            affinity=apart if many else EMPTY,
            spreads=[Spread(topology_key="topology.kubernetes.io/zone")] if many and self.spread == "zone" else (),
        )


def _escaped(text: str) -> str:
    """A part of a URL, with other characters than letters, digits and `-._~` as their codes (RFC 3986)."""
    return "".join(chr(b) if b < 128 and (chr(b).isalnum() or chr(b) in "-._~") else f"%{b:02X}" for b in text.encode())


ENGINES = tuple(PRESETS)
"""The names of the presets."""
