"""Workload: an object with pods, and where its pod template stands.

Made by the context for its rules; it knows one object and no other.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..manifest import Manifest
    from ..semantics.pod_resources import PodResources

WORKLOADS: dict[str, tuple[str, ...]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "ReplicationController": ("spec", "template"),
    "apps/DaemonSet": ("spec", "template"),
    "apps/Deployment": ("spec", "template"),
    "apps/ReplicaSet": ("spec", "template"),
    "apps/StatefulSet": ("spec", "template"),
    "apps.openshift.io/DeploymentConfig": ("spec", "template"),
    "argoproj.io/Rollout": ("spec", "template"),
    "batch/CronJob": ("spec", "jobTemplate", "spec", "template"),
    "batch/Job": ("spec", "template"),
}
"""Kinds with pods -> where their pod template stands; a Pod is its own template."""

REPLICATED = (
    "ReplicationController",
    "apps/Deployment",
    "apps/ReplicaSet",
    "apps/StatefulSet",
    "apps.openshift.io/DeploymentConfig",
    "argoproj.io/Rollout",
)
"""Kinds that keep a number of pods running."""

_ORDINAL = "statefulset.kubernetes.io/pod-name"
_JOB = ("batch.kubernetes.io/job-name", "job-name")
_ADDED: dict[str, tuple[str, ...]] = {
    "DaemonSet": ("controller-revision-hash", "pod-template-generation"),
    "Deployment": ("pod-template-hash",),
    "DeploymentConfig": ("deployment", "deploymentconfig"),
    "Job": ("batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-completion-index", "controller-uid"),
    "Rollout": ("rollouts-pod-template-hash",),
    "StatefulSet": (
        "apps.kubernetes.io/pod-index",
        "controller-revision-hash",
        "spilo-role",
        "vault-active",
        "vault-initialized",
        "vault-perf-standby",
        "vault-sealed",
    ),
}
"""Kind -> labels that its controller, or the well-known program in its pods (Vault, Patroni), puts on the pods, with values that no manifest tells."""

GENERATED = frozenset((_ORDINAL, *_JOB, *(key for keys in _ADDED.values() for key in keys)))
"""All labels that controllers put on pods."""


def mapping(value: Any) -> dict[str, Any]:
    """A mapping, or an empty one: rules also see manifests of the wrong shape, which other findings speak of."""
    return value if type(value) is dict else {}


def sequence(value: Any) -> list[Any]:
    """A list, or an empty one."""
    return value if type(value) is list else []


def template_of(object: dict[str, Any], path: tuple[str, ...] | None) -> dict[str, Any] | None:
    """Return the pod template of an object, or None where it has none.

    Args:
        object: the object.
        path: where its kind has the template; None for a custom kind, which has it at `spec.template` or not at all.
    """
    at = object
    for part in ("spec", "template") if path is None else path:
        inner = at.get(part)
        if type(inner) is not dict:
            return None
        at = inner
    if path is None and type(mapping(at.get("spec")).get("containers")) is not list:
        return None
    return at


def _listed(spec: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
    """The containers of one list of a pod, with their field paths."""
    return [(f"spec.{key}[{i}]", c) for i, c in enumerate(sequence(spec.get(key))) if type(c) is dict]


class Workload:
    """An object with pods.

    Args:
        manifest: the object.
        namespace: the namespace that its pods stand in.
        path: field path of the pod template, `""` for a Pod: `spec.template`.
        template: the pod template.

    Attributes:
        labels: labels of the pods, as the template has them.
        annotations: annotations of the pods.
        spec: the pod spec.
        declared: `spec` of the object itself.
        containers: all containers, init and ephemeral ones too, with their field paths within the pod.
        running: those of them that run beside each other: the main ones and init containers that keep running.
        resources: what one pod takes, once `capacity.resources_of` was asked for it.
    """

    __slots__ = ("annotations", "containers", "declared", "labels", "manifest", "namespace", "path", "resources", "running", "spec")

    def __init__(self, manifest: Manifest, namespace: str, path: str, template: dict[str, Any]) -> None:
        self.manifest = manifest
        self.namespace = namespace
        self.path = path
        metadata = template.get("metadata")
        self.labels: dict[str, Any] = {}
        self.annotations: dict[str, Any] = {}
        if type(metadata) is dict:
            self.labels = mapping(metadata.get("labels"))
            if "annotations" in metadata:
                self.annotations = mapping(metadata["annotations"])
        self.spec: dict[str, Any] = mapping(template.get("spec"))
        self.declared: dict[str, Any] = mapping(manifest.object.get("spec"))
        self.resources: PodResources | None = None
        # Nearly every rule about pods asks for the containers, so they are made here and not when the first asks.
        mains = _listed(self.spec, "containers")
        self.containers: list[tuple[str, dict[str, Any]]] = mains
        self.running: list[tuple[str, dict[str, Any]]] = mains
        if "initContainers" in self.spec or "ephemeralContainers" in self.spec:
            inits = _listed(self.spec, "initContainers")
            self.containers = [*inits, *mains, *_listed(self.spec, "ephemeralContainers")]
            self.running = [*((path, c) for path, c in inits if c.get("restartPolicy") == "Always"), *mains]

    @property
    def title(self) -> str:
        """Kind and quoted name: `Deployment "web"`."""
        return f'{self.manifest.kind} "{self.manifest.name}"'

    def field(self, path: str) -> str:
        """The path of a field of the pod within the object: `spec.containers[0]` -> `spec.template.spec.containers[0]`."""
        return f"{self.path}.{path}" if self.path else path

    def called(self, container: dict[str, Any]) -> str:
        """Name a container of it for a message: `container "main" of Deployment "web"`."""
        name = container.get("name")
        return f"a container of {self.title}" if name is None else f'container "{name}" of {self.title}'

    def security(self, container: dict[str, Any], key: str) -> Any:
        """Return a setting of a container's security: its own, else that of the pod; None where neither has it.

        Args:
            container: the container.
            key: the field of `securityContext`, such as `runAsUser`.
        """
        own = mapping(container.get("securityContext")).get(key)
        return mapping(self.spec.get("securityContext")).get(key) if own is None else own

    @property
    def main(self) -> list[tuple[str, dict[str, Any]]]:
        """The main containers, which `containers` of the pod lists, with their field paths within the pod."""
        return [(path, c) for path, c in self.containers if path.startswith("spec.containers")]

    def selected_by(self, labels: dict[str, Any]) -> bool:
        """Tell whether a plain map of labels selects its pods, or some of them, with the labels that its controller adds.

        Args:
            labels: the map, such as `spec.selector` of a Service.
        """
        m = self.manifest
        for key, value in labels.items():
            if key in self.labels:
                if self.labels[key] != value:
                    return False
            elif key in _JOB:
                if m.kind != "Job" or value != m.name:
                    return False
            elif key == _ORDINAL:
                name, _, ordinal = str(value).rpartition("-")
                if m.kind != "StatefulSet" or name != m.name or not ordinal.isdecimal():
                    return False
            elif key not in _ADDED.get(m.kind, ()):
                return False
        return True


class Environment:
    """The variables that a container lists in `env`, as far as rules decide about all of them at once.

    Args:
        workload: whose container it is.
        path: field path of the container within the pod.
        container: the container.
        items: its `env`.

    Attributes:
        names: the names of the variables, one a line.
        values: the values that are written out, one after the other, each on lines of its own.
        is_literal: whether each of them has a name and a value and nothing else.
    """

    __slots__ = ("container", "is_literal", "items", "names", "path", "values", "workload")

    def __init__(self, workload: Workload, path: str, container: dict[str, Any], items: list[Any]) -> None:
        self.workload = workload
        self.path = path
        self.container = container
        self.items = items
        try:
            names = [variable["name"] for variable in items]
            values = [variable.get("value") for variable in items]
            self.is_literal = None not in values and sum(map(len, items)) == 2 * len(items)
            self.names = "\n".join(names)
            self.values = "\n".join(values if self.is_literal else [value for value in values if value is not None])
        except (AttributeError, KeyError, TypeError):  # variables of the wrong shape, which other findings speak of
            some = [variable for variable in items if type(variable) is dict]
            self.is_literal = False
            self.names = "\n".join(name for variable in some if type(name := variable.get("name")) is str)
            self.values = "\n".join(value for variable in some if type(value := variable.get("value")) is str)


def shown(labels: dict[str, Any]) -> str:
    """Write labels on one line: `{app: web, tier: front}`."""
    return "{" + ", ".join(f"{k}: {v}" for k, v in labels.items()) + "}"
