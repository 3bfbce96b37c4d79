"""Context: a read-only view of a set of manifests, with the indexes that rules share, each built on first use."""

from __future__ import annotations

from ..finding import ERROR, NO_VALUE, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ..facts import Facts
    from ..manifest import Manifest

WORKLOADS: dict[str, tuple[str, ...]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "ReplicationController": ("spec", "template"),
    "apps/DaemonSet": ("spec", "template"),
    "apps/Deployment": ("spec", "template"),
    "apps/ReplicaSet": ("spec", "template"),
    "apps/StatefulSet": ("spec", "template"),
    "argoproj.io/Rollout": ("spec", "template"),
    "batch/CronJob": ("spec", "jobTemplate", "spec", "template"),
    "batch/Job": ("spec", "template"),
}
"""Kinds with pods -> where their pod template stands; a Pod is its own template."""


class Workload:
    """An object with pods.

    Attributes:
        manifest: the object.
        path: field path of the pod template, `""` for a Pod: `spec.template`.
        labels: labels of the pods.
        annotations: annotations of the pods.
        spec: the pod spec.
    """

    __slots__ = ("annotations", "labels", "manifest", "path", "spec")

    def __init__(self, manifest: Manifest, path: str, template: dict[str, Any]) -> None:
        self.manifest = manifest
        self.path = path
        metadata = mapping(template.get("metadata"))
        self.labels: dict[str, Any] = mapping(metadata.get("labels"))
        self.annotations: dict[str, Any] = mapping(metadata.get("annotations"))
        self.spec: dict[str, Any] = mapping(template.get("spec"))

    def field(self, path: str) -> str:
        """The path of a field of the pod within the object: `spec.containers[0]` -> `spec.template.spec.containers[0]`."""
        return f"{self.path}.{path}" if self.path else path

    def containers(self, *, init: bool = True) -> list[tuple[str, dict[str, Any]]]:
        """The containers with their field paths within the pod spec.

        Args:
            init: init containers too (default True).
        """
        out: list[tuple[str, dict[str, Any]]] = []
        for key in ("initContainers", "containers") if init else ("containers",):
            out += [(f"spec.{key}[{i}]", c) for i, c in enumerate(sequence(self.spec.get(key))) if type(c) is dict]
        return out

    @property
    def sidecars(self) -> list[tuple[str, dict[str, Any]]]:
        """The containers that run beside each other: all but init containers that end."""
        return [(p, c) for p, c in self.containers() if not p.startswith("spec.init") or c.get("restartPolicy") == "Always"]


def mapping(value: Any) -> dict[str, Any]:
    """A mapping, or an empty one: rules also see manifests of the wrong shape, which other findings speak of."""
    return value if type(value) is dict else {}


def sequence(value: Any) -> list[Any]:
    """A list, or an empty one."""
    return value if type(value) is list else []


def kind_of(m: Manifest) -> str:
    """`group/Kind`, the core group without a slash."""
    return f"{m.group}/{m.kind}" if m.group else m.kind


class Context:
    """What a rule sees.

    Args:
        manifests: the set.
        facts: the facts of the target minor.
        closed: whether the set is all there is.
        externals: declared references to what lives elsewhere.

    Attributes:
        facts: the facts.
        closed: whether the set is all there is.
        kinds: the kinds present, as `group/Kind`.
        read: the kinds that were asked for; the test of a rule compares it with what the rule declares.
    """

    __slots__ = ("_by_kind", "_externals", "_workloads", "closed", "facts", "kinds", "read")

    def __init__(self, manifests: list[Manifest], facts: Facts, *, closed: bool, externals: Iterable[dict[str, Any]] = ()) -> None:
        self.facts = facts
        self.closed = closed
        self.read: set[str] = set()
        self._by_kind: dict[str, list[Manifest]] = {}
        for m in manifests:
            self._by_kind.setdefault(kind_of(m), []).append(m)
        self.kinds = self._by_kind.keys()
        self._externals = {(e["group"], e["kind"], e["namespace"] or "", e["name"]) for e in externals}
        self._workloads: dict[str, list[Workload]] | None = None

    def of(self, *kinds: str) -> list[Manifest]:
        """Return the objects of these kinds, in the order of the set.

        Args:
            *kinds: as `group/Kind`, the core group without a slash.
        """
        self.read.update(kinds)
        return [m for kind in kinds for m in self._by_kind.get(kind, ())]

    def workloads(self, namespace: str | None = None) -> list[Workload]:
        """Return the objects with pods.

        Args:
            namespace: only of this namespace (default: all).
        """
        self.read.update(WORKLOADS)
        if self._workloads is None:
            self._workloads = {}
            for kind, path in WORKLOADS.items():
                for m in self._by_kind.get(kind, ()):
                    at: Any = m.object
                    for part in path:
                        at = mapping(at).get(part)
                    if type(at) is dict:
                        self._workloads.setdefault(m.namespace, []).append(Workload(m, ".".join(path), at))
        if namespace is not None:
            return self._workloads.get(namespace, [])
        return [w for found in self._workloads.values() for w in found]

    def external(self, group: str, kind: str, namespace: str, name: str) -> bool:
        """Whether an object is declared to live elsewhere."""
        return (group, kind, namespace, name) in self._externals or (group, kind, "", name) in self._externals

    def missing(self) -> str:
        """The severity of a reference to something that is not in the set."""
        return ERROR if self.closed else WARNING

    @staticmethod
    def finding(
        rule: str, manifest: Manifest, field: str, message: str, *, severity: str = ERROR, value: object = NO_VALUE, help: str = ""
    ) -> Finding:
        """Make a finding about a field of an object.

        Args:
            rule: the code.
            manifest: the object.
            field: field path.
            message: what is wrong.
            severity: `ERROR` (default) or `WARNING`.
            value: the value found.
            help: what to do.
        """
        return Finding(rule, message, severity=severity, origin=manifest.origin, object=manifest.id, field=field, value=value, help=help)
