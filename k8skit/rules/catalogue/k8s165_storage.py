"""A claim asks for storage that there can be, and a volume and a class offer some.

Reads PersistentVolumeClaims, the claim templates of StatefulSets, PersistentVolumes, StorageClasses and
VolumeAttributesClasses.
"""

from __future__ import annotations

from ...finding import ERROR, NO_VALUE
from ...names import dns1123_label
from ...semantics.pod_resources import amounts
from ..claims import of_claim, of_modes
from ..context import mapping, sequence
from ..placing import of_selector
from ..pods import inner, items
from ..rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...finding import Finding
    from ...manifest import Manifest
    from ..context import Context

CODE = "K8S165"
_RECYCLED = ("hostPath", "nfs")
_MOST_PARAMETERS = 512
_MOST_BYTES = 256 * 1024


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each field that the API server refuses."""
    for m in context.of("PersistentVolumeClaim"):
        for field, message, help, value in of_claim(mapping(m.object.get("spec"))):
            yield _wrong(context, m, f"spec.{field}", message, help, value)
    for m in context.of("apps/StatefulSet"):
        for i, claim in items(mapping(m.object.get("spec")), "volumeClaimTemplates"):
            name = mapping(claim.get("metadata")).get("name")
            problem = dns1123_label(name) if type(name) is str and name else "" if name else "is missing"
            if problem:
                message = f"has a claim template whose name {problem}"
                help = "name it as the volume that the containers mount, such as data; else no pod can be made"
                at = f"spec.volumeClaimTemplates[{i}].metadata.name"
                yield _wrong(context, m, at, message, help, NO_VALUE if name is None else name)
            for field, message, help, value in of_claim(mapping(claim.get("spec"))):
                message = f'has a claim template "{name}" that {message}'
                yield _wrong(context, m, f"spec.volumeClaimTemplates[{i}].spec.{field}", message, help, value)
    for m in context.of("PersistentVolume"):
        yield from _volume(context, m, mapping(m.object.get("spec")))
    for m in context.of("storage.k8s.io/StorageClass"):
        yield from _class(context, m)
        yield from _parameters(context, m)
    for m in context.of("storage.k8s.io/VolumeAttributesClass"):
        if not m.object.get("parameters"):
            yield _wrong(context, m, "parameters", "changes nothing of a volume", "add a parameter that the driver knows")
        yield from _parameters(context, m)


def _wrong(context: Context, m: Manifest, at: str, message: str, help: str, value: object = NO_VALUE) -> Finding:
    return context.finding(CODE, m, at, f'{m.kind} "{m.name}" {message}', value=value, help=help)


def _volume(context: Context, m: Manifest, spec: dict[str, Any]) -> Iterator[Finding]:
    for field, message, help, value in of_modes(spec):
        yield _wrong(context, m, f"spec.{field}", message, help, value)
    capacity = mapping(spec.get("capacity"))
    if "storage" not in capacity:
        yield _wrong(context, m, "spec.capacity", "does not say how much it holds", "set capacity.storage")
    elif len(capacity) > 1:
        yield _wrong(
            context, m, "spec.capacity", "has a capacity of something else than storage", "keep storage alone", sorted(map(str, capacity))
        )
    elif amounts(capacity).get("storage") == 0:
        yield _wrong(context, m, "spec.capacity[storage]", "holds nothing", "set a capacity above 0", capacity["storage"])
    path = inner(spec, "nfs").get("path")
    if type(path) is str and path[:1] not in ("", "/"):
        yield _wrong(context, m, "spec.nfs.path", "has a path on the server that is not absolute", "start it with /", path)
    for field, message, help, value in of_selector(inner(spec, "nodeAffinity").get("required")):
        yield _wrong(context, m, f"spec.nodeAffinity.required.{field}", message, help, value)
    if spec.get("local") is not None and spec.get("nodeAffinity") is None:
        yield _wrong(context, m, "spec.nodeAffinity", "is on a node and does not say on which", "add nodeAffinity.required")
    for key in ("hostPath", "local"):
        path = inner(spec, key).get("path")
        if type(path) is str and ".." in path.split("/"):
            yield _wrong(context, m, f"spec.{key}.path", "has .. in its path", "write the path without ..", path)
    if spec.get("persistentVolumeReclaimPolicy") == "Recycle":
        if not any(spec.get(key) is not None for key in _RECYCLED):
            help = "use Retain or Delete; only hostPath and nfs can be recycled"
            yield _wrong(context, m, "spec.persistentVolumeReclaimPolicy", "cannot be recycled", help, "Recycle")
        elif inner(spec, "hostPath").get("path") == "/":
            help = "use Retain; recycling would wipe the node"
            yield _wrong(context, m, "spec.persistentVolumeReclaimPolicy", "would recycle the root of its node", help, "Recycle")


def _class(context: Context, m: Manifest) -> Iterator[Finding]:
    policy = m.object.get("reclaimPolicy")
    if policy == "Recycle":
        yield _wrong(context, m, "reclaimPolicy", "recycles its volumes", "use Delete or Retain", policy)
    for i, term in items(m.object, "allowedTopologies"):
        for j, e in items(term, "matchLabelExpressions"):
            values = sequence(e.get("values"))
            at = f"allowedTopologies[{i}].matchLabelExpressions[{j}].values"
            if not values:
                yield _wrong(context, m, at, "allows a topology of no values", "list the values")
            elif any(value in values[:k] for k, value in enumerate(values)):
                yield _wrong(context, m, at, "allows a topology twice", "list each value once", values)


def _parameters(context: Context, m: Manifest) -> Iterator[Finding]:
    parameters = mapping(m.object.get("parameters"))
    if "" in parameters:
        yield _wrong(context, m, "parameters", "has a parameter without a name", "name it")
    size = sum(len(str(text).encode("utf-8", "surrogatepass")) for pair in parameters.items() for text in pair)
    if len(parameters) > _MOST_PARAMETERS or size > _MOST_BYTES:
        message = f"has {len(parameters)} parameters of {size} bytes together"
        yield _wrong(context, m, "parameters", message, f"keep {_MOST_PARAMETERS} and {_MOST_BYTES} bytes at most", len(parameters))


RULE = Rule(
    CODE,
    "a claim asks for storage that there can be",
    severity=ERROR,
    on=(
        "PersistentVolume",
        "PersistentVolumeClaim",
        "apps/StatefulSet",
        "storage.k8s.io/StorageClass",
        "storage.k8s.io/VolumeAttributesClass",
    ),
    reads=(
        "PersistentVolume",
        "PersistentVolumeClaim",
        "apps/StatefulSet",
        "storage.k8s.io/StorageClass",
        "storage.k8s.io/VolumeAttributesClass",
    ),
    check=check,
    why="The API server refuses the object; the pods of a StatefulSet wait for a claim that cannot be made.",
    source="Kubernetes documentation, Persistent Volumes: Access Modes, Resources, Reclaim Policy; Storage Classes; Volumes: local",
    fix="Say which access and how much storage, and what the source can give.",
)
