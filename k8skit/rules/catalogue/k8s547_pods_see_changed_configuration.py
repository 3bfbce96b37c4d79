"""A change of a ConfigMap reaches the pods that read it only once.

Reads `env`, `envFrom` and mounts with `subPath` of the containers of Deployments, StatefulSets and DaemonSets, and the ConfigMaps and Secrets of the set that
they name. Left alone: names with a hash, as Kustomize gives them, objects that are immutable, templates with a checksum among their annotations, and workloads
that a reloader starts again.
"""

from __future__ import annotations

from ...finding import WARNING
from ..context import WORKLOADS, mapping, sequence
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...finding import Finding
    from ..context import Context, Workload

CODE = "K8S547"
KINDS = ("apps/DaemonSet", "apps/Deployment", "apps/StatefulSet")
_FIELDS = (
    ("ConfigMap", "configMapRef", "configMapKeyRef", "configMap", "name"),
    ("Secret", "secretRef", "secretKeyRef", "secret", "secretName"),
)
_HASH = frozenset("bcdfghjklmnpqrstvwxz2456789")
"""The characters of which Kustomize makes its hashes."""
_MARKS = ("checksum", "hash", "reloader")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each workload and object that it reads when it starts, and then never again."""
    context.of(*(kind for kind, *_ in _FIELDS))
    for w in context.workloads():
        m = w.manifest
        if m.group != "apps" or m.kind == "ReplicaSet":
            continue
        annotations = (*w.annotations, *mapping(mapping(m.object.get("metadata")).get("annotations")))
        if any(mark in str(key).lower() for key in annotations for mark in _MARKS):
            continue
        told: set[tuple[str, str]] = set()
        for kind, name, field in _read_once(w):
            other = context.find(kind, w.namespace, name)
            if other is None or (kind, name) in told or other.object.get("immutable") is True or _hashed(name):
                continue
            told.add((kind, name))
            yield context.finding(
                CODE,
                m,
                w.field(field),
                f'{w.title} reads the {kind} "{name}" when a pod starts, and a change of it starts no new pod',
                severity=WARNING,
                value=name,
                help="put a hash of the content into its name or into an annotation of the pod template, or mount it whole and read it again",
            )


def _read_once(w: Workload) -> Iterator[tuple[str, str, str]]:
    """Kind, name and field of each ConfigMap and Secret that the containers of a pod read once."""
    for path, c in w.containers:
        for i, variable in enumerate(sequence(c.get("env"))):
            source = mapping(mapping(variable).get("valueFrom"))
            for kind, _, key, _, _ in _FIELDS:
                yield from _named(kind, mapping(source.get(key)).get("name"), f"{path}.env[{i}].valueFrom.{key}.name")
        for i, source in enumerate(sequence(c.get("envFrom"))):
            for kind, key, _, _, _ in _FIELDS:
                yield from _named(kind, mapping(mapping(source).get(key)).get("name"), f"{path}.envFrom[{i}].{key}.name")
        parts = {mapping(mount).get("name") for mount in sequence(c.get("volumeMounts")) if "subPath" in mapping(mount)}
        for i, volume in enumerate(sequence(w.spec.get("volumes")) if parts else ()):
            if mapping(volume).get("name") in parts:
                for kind, _, _, key, name in _FIELDS:
                    yield from _named(kind, mapping(mapping(volume).get(key)).get(name), f"spec.volumes[{i}].{key}.{name}")


def _named(kind: str, name: object, field: str) -> Iterator[tuple[str, str, str]]:
    if type(name) is str and name:
        yield kind, name, field


def _hashed(name: str) -> bool:
    """Whether a name ends in a hash."""
    last = name.rpartition("-")[2]
    return len(last) == 10 and _HASH.issuperset(last)


RULE = Rule(
    CODE,
    "a change of configuration reaches the pods",
    severity=WARNING,
    on=KINDS,
    needs=("configMapKeyRef", "configMapRef", "secretKeyRef", "secretRef", "subPath"),
    opt_in=True,
    reads=("ConfigMap", "Secret", *WORKLOADS),
    check=check,
    why="The new values are in the cluster, and the program runs with the old ones until something else starts it again.",
    source="Kubernetes documentation, ConfigMaps: Mounted ConfigMaps are updated automatically; Declarative Management Using Kustomize",
    fix="Let the name of the ConfigMap, or an annotation of the pod template, change with the content.",
)
