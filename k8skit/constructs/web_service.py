"""WebService: an HTTP or TCP service that runs as equal pods."""

from __future__ import annotations

from ..core.external import declare
from ..core.fields import field
from ..core.references import ConfigKey, SecretKey
from ..core.types import (
    Count,
    CountOrPercent,
    EnvName,
    GatewayName,
    HostName,
    Image,
    LabelKey,
    LabelName,
    LabelValue,
    ObjectName,
    Path,
    Port,
    PortName,
    PositiveCount,
    Seconds,
)
from ..names import dns1123_label, label_value, suggest_dns1123_label
from ..objects.autoscaler import HorizontalPodAutoscaler
from ..objects.autoscaling import Autoscaling
from ..objects.backend import Backend
from ..objects.config_map import ConfigMap
from ..objects.container import Container
from ..objects.deployment import Deployment
from ..objects.disruption_budget import PodDisruptionBudget
from ..objects.env import EnvFrom, FieldRef, ResourceRef
from ..objects.ingress import Ingress, IngressPath
from ..objects.pod import Pod, Spread
from ..objects.probe import Probe
from ..objects.resources import Resources
from ..objects.service import Service, ServicePort
from ..objects.service_account import ServiceAccount
from ..objects.typed import EMPTY
from ..objects.volume import Mount, Volume

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, Literal

    from ..objects.http_route import HTTPRoute

NAME = "app.kubernetes.io/name"
INSTANCE = "app.kubernetes.io/instance"
_COMPONENT = "app.kubernetes.io/component"
_VERSION = "app.kubernetes.io/version"
_CHECKSUM = "checksum/config"
_PROGRESS_DEADLINE = 600
"""Seconds after which a rollout without progress has failed, by Kubernetes' own default (Kubernetes documentation, Deployments)."""
_PROGRESS_MARGIN = 60
"""Seconds that a pod gets beyond the time it may take to start: to be scheduled, and to get its image."""
_NO_HOST = "give host, the name under which it is reachable"
_SPREADS = (Spread(topology_key="kubernetes.io/hostname"), Spread(topology_key="topology.kubernetes.io/zone"))


class WebService(Backend):
    """A service with its pods, its address, and what keeps both up.

    Makes a Deployment, a Service and a ServiceAccount; a PodDisruptionBudget where there is more than one pod; a HorizontalPodAutoscaler for
    `autoscaling`; an Ingress or an HTTPRoute for `host`; a ConfigMap for `config`. All are named by `name` or the id. Pod Security "restricted" accepts it.

    Its objects have the common labels `app.kubernetes.io/name`, `instance`, `managed-by` and, of a chart, `part-of`; `component` and `version` where they
    are given. A version is never made from the image's tag: a bot that raises the tag in the output would leave a label that lies. Selectors use name and
    instance alone, so none of the others is hard to change.

        WebService(shop, "orders", image="registry.example.com/orders:1.4.2", port=8080, replicas=3, readiness="/healthz",
                   env={"LOG_LEVEL": "info"}, resources=Resources(cpu="100m", memory="256Mi"))

    Args:
        scope: the construct that this one is part of.
        id: its id, and the name of its objects where `name` is not given.
        image: image reference.
        name: name of its objects (default: the id).
        port: the port it listens on (default 8080).
        service_port: the port of its Service (default: the same as `port`).
        protocol: what the port carries; names the port and tells a mesh (default `http`).
        ports: further ports of the pods and the Service, name -> number, such as `{"http-metrics": 9090}` (default: none).
        replicas: how many pods (default 2); not together with `autoscaling`.
        autoscaling: scale between bounds instead (default: not).
        env: environment variables: text, or a reference to a Secret, a ConfigMap, a field or a resource (default: none).
        env_from: whole ConfigMaps and Secrets as variables (default: none).
        config: variables that it gets from a ConfigMap of its own; a change restarts the pods (default: none).
        command: replaces the image's entry point (default: the image's).
        args: replaces the image's arguments (default: the image's).
        readiness: decides whether a pod gets traffic: a Probe, or a path for an HTTP probe (default: a TCP connection to `port`; None for no probe is `False`).
        liveness: restarts a pod when it fails; never let it ask another service (default: none).
        startup: protects a slow start: a Probe, or a path (default: none). A rollout waits as long as it allows.
        resources: requests and limits (default: none; `autoscaling` by CPU or memory needs the request).
        host: host name under which it is reachable from outside (default: not reachable).
        path: path below `host` (default `/`).
        ingress_class: IngressClass for `host` (default: the cluster's default class).
        tls_secret: Secret with certificate and key for `host`, by Ingress; it is declared as external (default: no TLS there).
        gateway: serve `host` by an HTTPRoute at this Gateway: `name`, `namespace/name` or `namespace/name/listener` (default: by an Ingress).
        service_account: use this ServiceAccount (default: one of its own).
        automount_token: mount the ServiceAccount's token, for pods that call the API server (default False).
        disruption: how many pods a drain may take at once (default 1 where there is more than one pod); False for no budget.
        spread: spread the pods over nodes and zones where that is possible (default True).
        writable: paths that get an empty folder, since the root file system is read-only (default `/tmp`).
        read_only_root: make the root file system read-only (default True).
        run_as_user: user id (default: the image's, which must not be root).
        mounts: further volumes at their paths (default: none).
        termination_grace: seconds between being told to stop and being killed (default 30).
        pre_stop_sleep: seconds to go on serving after being told to stop, so that load balancers take it out first (default 5).
        max_surge: how many pods more a rollout may run (default: Kubernetes' own, 25%).
        max_unavailable: how many pods less a rollout may have (default: Kubernetes' own, 25%).
        min_ready: seconds that a new pod must be ready before it counts (default 0).
        pull_policy: when the image is pulled (default: Kubernetes' own).
        image_pull_secrets: names of Secrets with registry credentials (default: none).
        node_selector: labels that the node must have (default: none).
        tolerations: taints that are accepted, as Kubernetes spells them (default: none).
        component: what part it plays, such as `frontend`: label `app.kubernetes.io/component` (default: none).
        version: version of the program: label `app.kubernetes.io/version`, by which Istio's metrics tell a canary from the stable version (default: none).
        labels: labels for all its objects and pods; never for selectors (default: none).
        pod_annotations: annotations of the pods (default: none).

    Attributes:
        deployment: the Deployment.
        service: the Service.
        account: the ServiceAccount; None where `service_account` names another's.
        budget: the PodDisruptionBudget; None where there may be one pod, and for `disruption=False`.
        autoscaler: the HorizontalPodAutoscaler; None without `autoscaling`.
        ingress: the Ingress; None without `host`, and where `gateway` is given.
        route: the HTTPRoute; None without `host` and `gateway`.
        config_map: the ConfigMap; None without `config`.

    Invariants:
        - The selector is what the pods are labelled with, no other workload's pods have these labels, and none of the labels that select is given.
        - The Service selects the pods, and its ports reach ports of theirs, each of a name of its own.
        - Where there is an autoscaler it owns the number of pods, and is the only one.
        - What is scaled by its use has requests.
        - A drain can take a pod.
        - A rollout may have a pod more or a pod less, and waits as long as a pod may take to start.
        - A claim that one node may use is not shared by several pods.
        - The time to stop is longer than the time to go on serving.
        - Its pods satisfy Pod Security restricted.
        - What belongs to a host is given with a host, and for one kind of route.

    Raises:
        CallError: as every construct, and for parameters that contradict each other (K8S902).
    """

    image: Image
    name: LabelName | None = None
    port: Port = 8080
    service_port: Port | None = None
    protocol: Literal["http", "http2", "grpc", "tcp"] = "http"
    ports: Mapping[PortName, Port] = EMPTY
    replicas: PositiveCount | None = None
    autoscaling: Autoscaling | None = None
    env: Mapping[EnvName, str | SecretKey | ConfigKey | FieldRef | ResourceRef] = EMPTY
    env_from: Sequence[EnvFrom] = ()
    config: Mapping[EnvName, str] = EMPTY
    command: Sequence[str] = ()
    args: Sequence[str] = ()
    readiness: Probe | Path | Literal[False] | None = None
    liveness: Probe | Path | None = None
    startup: Probe | Path | None = None
    resources: Resources | None = None
    host: HostName | None = None
    path: Path = "/"
    ingress_class: ObjectName | None = None
    tls_secret: ObjectName | None = None
    gateway: GatewayName | None = None
    service_account: ObjectName | None = None
    automount_token: bool = False
    disruption: CountOrPercent | Literal[False] | None = None
    spread: bool = True
    writable: Sequence[Path] = ("/tmp",)  # noqa: S108
    read_only_root: bool = True
    run_as_user: Count | None = None
    mounts: Sequence[Mount] = ()
    termination_grace: Seconds = 30
    pre_stop_sleep: Seconds = 5
    max_surge: CountOrPercent | None = None
    max_unavailable: CountOrPercent | None = None
    min_ready: Seconds = 0
    pull_policy: Literal["Always", "IfNotPresent", "Never"] | None = None
    image_pull_secrets: Sequence[ObjectName] = ()
    node_selector: Mapping[LabelKey, LabelValue] = EMPTY
    tolerations: Sequence[Mapping[str, Any]] = ()
    component: LabelValue | None = None
    version: LabelValue | None = None
    labels: Mapping[LabelKey, LabelValue] = EMPTY
    pod_annotations: Mapping[str, str] = EMPTY

    deployment: Deployment = field(init=False)
    service: Service = field(init=False)
    account: ServiceAccount | None = field(init=False)
    budget: PodDisruptionBudget | None = field(init=False)
    autoscaler: HorizontalPodAutoscaler | None = field(init=False)
    ingress: Ingress | None = field(init=False)
    route: HTTPRoute | None = field(init=False)
    config_map: ConfigMap | None = field(init=False)

    def compose(self) -> None:
        """Make the objects."""
        self._verify()
        name = self.object_name
        labels = self._labels(name, self.version)
        self.config_map = ConfigMap(self, "config", name=self.named("config"), labels=labels, data=self.config) if self.config else None
        self.account = (
            None
            if self.service_account
            else self._part(ServiceAccount)(self, "account", name=name, labels=labels, automount_token=self.automount_token)
        )
        self.service = self._service(name, labels)
        self._workload(self, name, name, labels)
        self.ingress = self.route = None
        if self.host is not None:
            port = self.service_port or self.port
            if self.gateway is not None:
                from ..objects.http_route import GatewayRef, HTTPRoute, RouteBackend, RouteMatch, RouteRule  # most have an Ingress

                at = GatewayRef.parse(self.gateway)
                self.route = HTTPRoute(
                    self,
                    "route",
                    name=name,
                    labels=labels,
                    gateways=[at],
                    hosts=[self.host],
                    rules=[RouteRule(matches=[RouteMatch(self.path)], backends=[RouteBackend(service=name, port=port)])],
                )
                why = "the Gateway of the HTTPRoute"
                declare(self, "Gateway", at.name, group="gateway.networking.k8s.io", namespace=at.namespace, reason=why, assumed=True)
            else:
                self.ingress = self._part(Ingress)(
                    self,
                    "ingress",
                    name=name,
                    labels=labels,
                    ingress_class=self.ingress_class,
                    tls_secret=self.tls_secret,
                    paths=[self._part(IngressPath)(host=self.host, path=self.path, service=name, port=self.protocol)],
                )
                if self.tls_secret:
                    declare(self, "Secret", self.tls_secret, keys=("tls.crt", "tls.key"), reason="the certificate of the Ingress")

    @property
    def object_name(self) -> str:
        """The name of the objects: `name`, else the id."""
        return self.name or self.id

    @property
    def selector(self) -> dict[str, str]:
        """The labels by which the Service selects the pods of this service and of its variants. They never change."""
        return {NAME: self.object_name}

    @property
    def host_name(self) -> str:
        """The DNS name of the Service within its namespace."""
        return self.object_name

    @property
    def backend_service(self) -> Service:
        """The Service."""
        return self.service

    @property
    def backend_port(self) -> int:
        """The Service's first port."""
        return self.service_port or self.port

    @property
    def pod_selector(self) -> dict[str, str]:
        """The labels that only this service's own pods have, not its variants'."""
        return {NAME: self.object_name, INSTANCE: self.object_name}

    @property
    def fewest_pods(self) -> int:
        """How many pods it has at least."""
        return _fewest(self)

    def variant(
        self,
        id: str,
        *,
        image: Image | None = None,
        replicas: PositiveCount | None = None,
        autoscaling: Autoscaling | None = None,
        env: Mapping[EnvName, str | SecretKey | ConfigKey | FieldRef | ResourceRef] = EMPTY,
        args: Sequence[str] | None = None,
        resources: Resources | None = None,
        version: LabelValue | None = None,
    ) -> WebVariant:
        """Make a second Deployment behind the same Service: the same parameters but for those given here.

        Args:
            id: its id; its name is this service's name, a `-` and the id.
            image: another image (default: the same).
            replicas: how many pods (default: the same).
            autoscaling: its own scaling (default: none where `replicas` is given, else the same).
            env: further or other variables; they are added to this service's (default: none).
            args: other arguments (default: the same).
            resources: other requests and limits (default: the same).
            version: its version (default: none where `image` is given, else the same).

        Returns:
            The variant: pods labelled `app.kubernetes.io/instance: <name>-<id>`, no Service of its own.
        """
        return WebVariant(
            self,
            id,
            of=self,
            image=image,
            replicas=replicas,
            autoscaling=autoscaling,
            env=env,
            args=args,
            resources=resources,
            version=version,
        )

    def patch(self, patch: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        """Patch the Deployment; other objects by their own `patch`, as in `web.service.patch(...)`.

        Args:
            patch: a merge patch or a JSON Patch (see `ApiObject.patch`).
        """
        self.deployment.patch(patch)

    def _verify(self) -> None:
        problems = [*self._contradictions(), *_scaling_problems(self.autoscaling, self.replicas, self.resources)]
        if problems:
            self.refuse_all(self.refuse(message, field=name, value=value, help=help) for message, name, value, help in problems)

    def _contradictions(self) -> Iterator[tuple[str, str, object, str]]:
        """Message, parameter, value and help for what contradicts another parameter."""
        yield from _name_problem(self.object_name, "" if self.name else self.id)
        if self.host is None:
            for given in ("ingress_class", "tls_secret", "gateway"):
                if getattr(self, given) is not None:
                    yield f"{given} is given, but no host", given, getattr(self, given), _NO_HOST
            if self.path != "/":
                yield "path is given, but no host", "path", self.path, _NO_HOST
        elif self.gateway is not None:
            for given in ("ingress_class", "tls_secret"):
                if getattr(self, given) is not None:
                    message = f"{given} belongs to an Ingress, and gateway asks for an HTTPRoute"
                    yield message, given, getattr(self, given), "the Gateway's listener has the certificate"
        if self.protocol in self.ports:
            message = f"the port name {self.protocol} is taken by port {self.port}"
            yield message, "ports", self.protocol, "name the further port another way"
        if self.labels:
            yield from self._label_problems()
        if self.config and _CHECKSUM in self.pod_annotations:
            yield f"the annotation {_CHECKSUM} is made from config", "pod_annotations", self.pod_annotations[_CHECKSUM], "leave it out"

    def _label_problems(self) -> Iterator[tuple[str, str, object, str]]:
        for key in (NAME, INSTANCE):
            if key in self.labels:
                yield (
                    f"the label {key} selects the pods and cannot be given",
                    "labels",
                    self.labels[key],
                    "give name, or leave the label out",
                )
        for given, key in (("component", _COMPONENT), ("version", _VERSION)):
            if getattr(self, given) is not None and key in self.labels:
                yield f"the label {key} is made from {given}", "labels", self.labels[key], f"leave it out, or leave {given} out"

    def _labels(self, instance: str, version: str | None) -> dict[str, str]:
        unit = self._unit
        own = {NAME: self.object_name, INSTANCE: instance}
        if version is not None:
            own[_VERSION] = version
        if self.component is not None:
            own[_COMPONENT] = self.component
        own["app.kubernetes.io/managed-by"] = "k8skit"
        if unit is not None and unit is not self and not label_value(unit.id):
            own["app.kubernetes.io/part-of"] = unit.id
        return {**own, **self.labels} if self.labels else own

    def _service(self, name: str, labels: dict[str, str]) -> Service:
        of_gateway = self.protocol == "grpc" and self.gateway is not None  # Istio takes it from the port's name, other Gateways do not
        app_protocol = "kubernetes.io/h2c" if self.protocol == "http2" or of_gateway else None
        ports = [
            self._part(ServicePort)(
                port=self.service_port or self.port, name=self.protocol, target=self.protocol, app_protocol=app_protocol
            )
        ]
        ports += [self._part(ServicePort)(port=number, name=n, target=n) for n, number in self.ports.items()]
        return self._part(Service)(self, "service", name=name, labels=labels, selector={NAME: name}, ports=ports)

    def _workload(self, at: WebService | WebVariant, name: str, instance: str, labels: dict[str, str]) -> None:
        """Make the Deployment of this service or of a variant, with its budget and its autoscaler."""
        part = (at if self._trusted else self)._part
        scaling = at.autoscaling
        replicas = at.replicas if at.replicas is not None else 2
        few = at.fewest_pods < 2
        selector = {NAME: self.object_name, INSTANCE: instance}
        at.deployment = part(Deployment)(
            at,
            "deployment",
            name=name,
            labels=labels,
            selector=selector,
            replicas=None if scaling is not None else replicas,
            max_surge=self.max_surge,
            max_unavailable=self.max_unavailable,
            min_ready=self.min_ready,
            progress_deadline=self._progress_deadline(),
            pod=self._pod(at, labels, few),
        )
        at.autoscaler = at.budget = None
        if scaling is not None:
            at.autoscaler = part(HorizontalPodAutoscaler)(
                at,
                "autoscaler",
                name=name,
                labels=labels,
                target=name,
                min=scaling.min,
                max=scaling.max,
                cpu=scaling.cpu_target,
                memory=scaling.memory,
                metrics=scaling.metrics,
                behavior=scaling.behavior,
            )
        wanted = self.disruption
        if wanted is not False and (not few or wanted is not None):
            at.budget = part(PodDisruptionBudget)(at, "budget", name=name, labels=labels, selector=selector, max_unavailable=wanted)

    def _progress_deadline(self) -> int | None:
        """Seconds that a rollout waits for a pod, where it may take longer than Kubernetes waits by itself."""
        startup = _probe(self.startup)
        if startup is None:
            return None
        most = startup.initial_delay + startup.period * startup.failure_threshold + self.min_ready
        return None if most <= _PROGRESS_DEADLINE else most + _PROGRESS_MARGIN

    def _pod(self, at: WebService | WebVariant, labels: dict[str, str], few: bool) -> Pod:
        part = (at if self._trusted else self)._part
        mounts = list(self.mounts)
        if self.read_only_root:
            mounted = {m.path: m.volume.name for m in mounts}
            taken = set(mounted.values())
            for p in self.writable:
                if p in mounted:
                    continue
                volume = _volume_name(p, taken)
                taken.add(volume)
                mounts.append(part(Mount)(volume=part(Volume)(name=volume, source={"emptyDir": {}}), path=p))
        annotations = dict(self.pod_annotations)
        env_from = list(self.env_from)
        if self.config_map is not None:
            env_from.insert(0, EnvFrom(config_map=self.config_map.object_name))
            annotations[_CHECKSUM] = self.config_map.checksum
        readiness = self.readiness
        container = part(Container)(
            name=self.object_name,
            image=at.image or self.image,
            command=self.command,
            args=self.args if at.args is None else at.args,
            ports={self.protocol: self.port, **self.ports},
            env={**self.env, **at.env} if at is not self else self.env,
            env_from=env_from,
            readiness=None if readiness is False else Probe(tcp=True) if readiness is None else _probe(readiness),
            liveness=_probe(self.liveness),
            startup=_probe(self.startup),
            resources=at.resources if at.resources is not None else self.resources,
            mounts=mounts,
            pull_policy=self.pull_policy,
            pre_stop_sleep=self.pre_stop_sleep,
            read_only_root=self.read_only_root,
            run_as_user=self.run_as_user,
        )
        return part(Pod)(
            containers=[container],
            labels=labels,
            annotations=annotations,
            service_account=self.service_account or self.object_name,
            automount_token=self.automount_token,
            termination_grace=self.termination_grace,
            spreads=_SPREADS if self.spread and not few else (),
            image_pull_secrets=self.image_pull_secrets,
            node_selector=self.node_selector,
            tolerations=self.tolerations,
        )


class WebVariant(Backend):
    """A second Deployment behind a WebService's Service; made by `WebService.variant`.

    Args:
        scope: the service.
        id: its id; its name is the service's name, a `-` and the id.
        of: the service.
        image: another image (default: the service's).
        replicas: how many pods (default: the service's).
        autoscaling: its own scaling (default: none where `replicas` is given, else the service's).
        env: variables added to the service's (default: none).
        args: other arguments (default: the service's).
        resources: other requests and limits (default: the service's).
        version: its version (default: none where `image` is given, else the service's).
    """

    of: WebService
    image: Image | None = None
    replicas: PositiveCount | None = None
    autoscaling: Autoscaling | None = None
    env: Mapping[EnvName, str | SecretKey | ConfigKey | FieldRef | ResourceRef] = EMPTY
    args: Sequence[str] | None = None
    resources: Resources | None = None
    version: LabelValue | None = None

    deployment: Deployment = field(init=False)
    budget: PodDisruptionBudget | None = field(init=False)
    autoscaler: HorizontalPodAutoscaler | None = field(init=False)

    def compose(self) -> None:
        """Make the Deployment, with its budget and its autoscaler."""
        own = self.autoscaling
        if own is None and self.replicas is None:
            own = self.autoscaling = self.of.autoscaling
            if own is None:
                self.replicas = self.of.replicas
        problems = [
            *_name_problem(self.object_name, self.id),
            *_scaling_problems(own, self.replicas, self.resources if self.resources is not None else self.of.resources),
        ]
        self.refuse_all(self.refuse(message, field=name, value=value, help=help) for message, name, value, help in problems)
        version = self.of.version if self.version is None and self.image is None else self.version
        self.of._workload(self, self.object_name, self.object_name, self.of._labels(self.object_name, version))

    @property
    def object_name(self) -> str:
        """The name of the Deployment: the service's name, a `-` and the id."""
        return self.of.named(self.id)

    @property
    def backend_service(self) -> Service:
        """The Service of the service it is a variant of."""
        return self.of.service

    @property
    def backend_port(self) -> int:
        """The Service's first port."""
        return self.of.backend_port

    @property
    def pod_selector(self) -> dict[str, str]:
        """The labels that only this variant's pods have."""
        return {NAME: self.of.object_name, INSTANCE: self.object_name}

    @property
    def fewest_pods(self) -> int:
        """How many pods it has at least."""
        return _fewest(self)


def _fewest(at: WebService | WebVariant) -> int:
    if at.autoscaling is not None:
        return at.autoscaling.min
    return 2 if at.replicas is None else at.replicas


def _name_problem(name: str, id: str) -> Iterator[tuple[str, str, object, str]]:
    """What is wrong with a name that comes from an id: it names a Service and stands in labels."""
    text = dns1123_label(name) if id else ""
    if text:
        yield f"{name!r} cannot name a Service and its pods: it {text}", "id", id, f"give name, such as {suggest_dns1123_label(name)!r}"


def _scaling_problems(
    scaling: Autoscaling | None, replicas: int | None, resources: Resources | None
) -> Iterator[tuple[str, str, object, str]]:
    """What is wrong with an autoscaler: it owns the number of pods, and watches percentages of requests."""
    if scaling is None:
        return
    if replicas is not None:
        message = "replicas and autoscaling are both given"
        yield message, "replicas", replicas, "an autoscaler owns the number of pods; give autoscaling alone"
    for metric, watched, example in (("cpu", scaling.cpu_target, "100m"), ("memory", scaling.memory, "256Mi")):
        if watched is not None and (
            resources is None or (getattr(resources, metric) is None and getattr(resources, f"{metric}_limit") is None)
        ):
            message = f"autoscaling watches {metric} in percent of a request that is not set"
            yield message, "autoscaling", watched, f'give the request, such as resources=Resources({metric}="{example}")'


def _probe(given: Any) -> Probe | None:
    return Probe(path=given) if isinstance(given, str) else given


def _volume_name(path: str, taken: set[str]) -> str:
    """A DNS label for the empty folder at a path, other than those taken: `/var/cache/app` -> `var-cache-app`."""
    stem = suggest_dns1123_label(path.strip("/").replace("/", "-"))[:58].rstrip("-") or "root"
    name, n = stem, 2
    while name in taken:
        name, n = f"{stem}-{n}", n + 1
    return name
